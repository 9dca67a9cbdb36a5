/* Which sentences rewrite which texts: src/sverka/corpus/rewriting.py says what that is, and has the same constants. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sverka.h"

enum { LANES = 16, SOME = 8, OTHERS = 8, CODES = 1 << 16, ROWS = 64, BLOCK = ROWS - 2 };
static const float THRESHOLD = 0.25f, LEVEL = 0.28f, ABOVE = 1.0001f;

/* The sentences of the text that is asked about. */
struct mine {
    const int64_t *bounds;
    const uint64_t *stems;
    const int64_t *weights;
    int64_t count;
};

/* The sentences of the texts that it is compared with: stems, where each sentence's end, roots of weights; where each text's
   sentences end. */
struct theirs {
    uint16_t *codes;
    int64_t *code_ends;
    float *roots, *inverses;
    int64_t count;
    int64_t *ends;
    int64_t docs;
};

/* What a stem weighs in each row of a block, as the compiler adds it up side by side: by itself it does not find out how. */
typedef uint16_t some __attribute__((vector_size(SOME * sizeof(uint16_t))));
struct weights {
    some in[ROWS / SOME];
};

/* Room for a block of rows: what each of mine shares with each of theirs, and for each code the place of its weights, 0 where no row
   has it: ROWS sentences of some 40 words have fewer codes than 16 bits count. */
struct block {
    float *shared, *likeness;
    int32_t *which;
    uint16_t *places;
    struct weights *weights;
    uint8_t *beside;
};

static int64_t norm_of(const struct mine *mine, int64_t row)
{
    int64_t sum = 0;
    for (int64_t at = mine->bounds[row]; at < mine->bounds[row + 1]; at++)
        sum += mine->weights[at];
    return sum;
}

/* Of the rows of one block. */
static int64_t most_stems(const struct mine *mine)
{
    int64_t most = 0;
    for (int64_t first = 0; first < mine->count; first += BLOCK) {
        int64_t low = first ? first - 1 : 0, high = first + BLOCK + 1 < mine->count ? first + BLOCK + 1 : mine->count;
        int64_t own = mine->bounds[high] - mine->bounds[low];
        most = own > most ? own : most;
    }
    return most;
}

static float root_of(int64_t norm)
{
    return sqrtf((float)(norm > 1 ? norm : 1));
}

/* Fills the rows from `low` to `high` with the weight of the stems that each two sentences share: sums of whole numbers, in which no
   step depends on what was read. They would pass 16 bits only if several stems of both sentences had one code. */
static void share(const struct mine *mine, const struct theirs *theirs, int64_t low, int64_t high, struct block *block)
{
    uint16_t used = 0;
    memset(block->places, 0, CODES * sizeof *block->places);
    memset(block->weights, 0, sizeof *block->weights);
    for (int64_t row = low; row < high; row++)
        for (int64_t at = mine->bounds[row]; at < mine->bounds[row + 1]; at++) {
            uint16_t *place = block->places + (uint16_t)mine->stems[at];
            if (!*place) {
                *place = ++used;
                memset(block->weights + used, 0, sizeof *block->weights);
            }
            block->weights[*place].in[(row - low) / SOME][(row - low) % SOME] += (uint16_t)mine->weights[at];
        }
    for (int64_t sentence = 0, at = 0; sentence < theirs->count; sentence++) {
        struct weights sum = {{0}};
        for (; at < theirs->code_ends[sentence]; at++)
            for (int each = 0; each < ROWS / SOME; each++)
                sum.in[each] += block->weights[block->places[theirs->codes[at]]].in[each];
        for (int64_t row = 0; row < high - low; row++)
            block->shared[row * theirs->count + sentence] = sum.in[row / SOME][row % SOME];
    }
}

/* The greatest number of each of LANES parts of some that are not below 0. */
static void greatest_each(const float *values, int64_t count, float *top)
{
    int64_t at = 0;
    memset(top, 0, LANES * sizeof *top);
    for (; at + LANES <= count; at += LANES)
        for (int lane = 0; lane < LANES; lane++)
            top[lane] = values[at + lane] > top[lane] ? values[at + lane] : top[lane];
    for (; at < count; at++)
        top[0] = values[at] > top[0] ? values[at] : top[0];
}

static float greatest_of(const float *values, int64_t count)
{
    float top[LANES];
    greatest_each(values, count, top);
    for (int lane = 1; lane < LANES; lane++)
        top[0] = top[lane] > top[0] ? top[lane] : top[0];
    return top[0];
}

static bool any_from(const float *values, float least)
{
    int any = 0;
    for (int lane = 0; lane < LANES; lane++)
        any |= values[lane] >= least;
    return any;
}

/* The greatest OTHERS + 1 of some numbers and of what is there, those first. */
static void rank(float value, float *top)
{
    if (value <= top[OTHERS])
        return;
    int64_t to = OTHERS;
    for (; to && top[to - 1] < value; to--)
        top[to] = top[to - 1];
    top[to] = value;
}

/* Finds the sentences whose likeness can count, and makes it exact: those from `wanted` on, and the OTHERS + 1 likest. `rough` is about
   `root` times the likeness, `lanes` the greatest of each lane. Answers how many; their likeness takes the place of what is rough. */
static int64_t exact(const struct theirs *theirs, const float *shared, const float *more, float root, float wanted, const float *lanes,
                     float *rough, int32_t *which)
{
    float lowest[OTHERS + 1] = {0};
    /* So many lanes have one that is as great. */
    for (int lane = 0; lane < LANES; lane++)
        rank(lanes[lane], lowest);
    float least = lowest[OTHERS] < wanted * root ? lowest[OTHERS] : wanted * root;
    least = least / ABOVE > FLT_MIN ? least / ABOVE : FLT_MIN;
    int64_t count = 0;
    for (int64_t at = 0; at < theirs->count; at++) {
        if (at % LANES == 0 && at + LANES <= theirs->count && !any_from(rough + at, least)) {
            at += LANES - 1;
        } else if (rough[at] >= least) {
            rough[count] = (more ? shared[at] + more[at] : shared[at]) / theirs->roots[at] / root;
            which[count++] = (int32_t)at;
        }
    }
    return count;
}

/* For each text how much its likest sentence is above the level, which the likest sentences of all texts but OTHERS are, LEVEL at most;
   what is below `least` may be less. False when none is as like as that. */
static bool above(const struct theirs *theirs, const float *shared, const float *more, int64_t norm, float least,
                  struct block *block, float *best)
{
    float root = root_of(norm), lanes[LANES], top[OTHERS + 1] = {0}, *likeness = block->likeness;
    for (int64_t at = 0; at < theirs->count; at++)
        likeness[at] = (more ? shared[at] + more[at] : shared[at]) * theirs->inverses[at];
    greatest_each(likeness, theirs->count, lanes);
    /* A little more than what rounding can take away: most sentences are like none, and need no division. */
    if (greatest_of(lanes, LANES) * ABOVE < least * root)
        return false;
    int64_t count = exact(theirs, shared, more, root, least, lanes, likeness, block->which);
    for (int64_t at = 0; at < count; at++)
        rank(likeness[at], top);
    if (top[0] < least)
        return false;
    float level = theirs->count <= OTHERS ? 0 : top[OTHERS] < LEVEL ? top[OTHERS] : LEVEL;
    for (int64_t doc = 0, at = 0; doc < theirs->docs; doc++) {
        best[doc] = -level;
        for (; at < count && block->which[at] < theirs->ends[doc]; at++)
            best[doc] = likeness[at] - level > best[doc] ? likeness[at] - level : best[doc];
    }
    return true;
}

static void judge(const struct mine *mine, const struct theirs *theirs, int64_t first, int64_t last, float *best,
                  struct block *block, uint8_t *marks)
{
    int64_t low = first ? first - 1 : 0, high = last < mine->count ? last + 1 : last, docs = theirs->docs;
    share(mine, theirs, low, high, block);
    memset(block->beside, 0, (size_t)((high - low) * docs));
    for (int64_t row = low; row + 1 < high; row++) {
        const float *own = block->shared + (row - low) * theirs->count;
        if (!above(theirs, own + theirs->count, own, norm_of(mine, row) + norm_of(mine, row + 1), THRESHOLD,
                   block, best))
            continue;
        for (int64_t doc = 0; doc < docs; doc++)
            if (best[doc] >= THRESHOLD)
                block->beside[(row - low) * docs + doc] = block->beside[(row - low + 1) * docs + doc] = 1;
    }
    for (int64_t row = first; row < last; row++) {
        const uint8_t *beside = block->beside + (row - low) * docs;
        bool any = memchr(beside, 1, (size_t)docs) != NULL;
        if (!above(theirs, block->shared + (row - low) * theirs->count, NULL, norm_of(mine, row),
                   any ? THRESHOLD / 2 : THRESHOLD, block, best))
            continue;
        for (int64_t doc = 0; doc < docs; doc++)
            marks[row * docs + doc] = best[doc] >= THRESHOLD || (beside[doc] && 2 * best[doc] >= THRESHOLD);
    }
}

static bool gather(const uint64_t *bags, int64_t count, struct theirs *theirs)
{
    int64_t sentences = 0, codes = 0;
    for (int64_t each = 0; each < count; each++) {
        const uint16_t *bag = (const uint16_t *)(uintptr_t)bags[each];
        int64_t many = bag[0] | (int64_t)bag[1] << 16;
        sentences += many;
        for (int64_t at = 0; at < many; at++)
            codes += bag[2 + at];
    }
    theirs->codes = malloc((size_t)codes * sizeof *theirs->codes + 1);
    theirs->code_ends = malloc((size_t)sentences * sizeof *theirs->code_ends + 1);
    theirs->roots = malloc((size_t)sentences * sizeof *theirs->roots + 1);
    theirs->inverses = malloc((size_t)sentences * sizeof *theirs->inverses + 1);
    theirs->ends = malloc((size_t)count * sizeof *theirs->ends + 1);
    if (!theirs->codes || !theirs->code_ends || !theirs->roots || !theirs->inverses || !theirs->ends)
        return false;
    codes = 0;
    for (int64_t each = 0; each < count; each++) {
        const uint16_t *bag = (const uint16_t *)(uintptr_t)bags[each];
        int64_t many = bag[0] | (int64_t)bag[1] << 16;
        if (!many)
            continue;
        const uint16_t *sizes = bag + 2, *norms = sizes + many, *stems = norms + many;
        for (int64_t at = 0; at < many; at++) {
            theirs->roots[theirs->count] = root_of(norms[at]);
            theirs->inverses[theirs->count] = 1 / theirs->roots[theirs->count];
            memcpy(theirs->codes + codes, stems, sizes[at] * sizeof *stems);
            stems += sizes[at];
            theirs->code_ends[theirs->count++] = codes += sizes[at];
        }
        theirs->ends[theirs->docs++] = theirs->count;
    }
    return true;
}

/* Marks for each sentence (rows) and each of some texts that have any whether it is rewritten from there; `bags` are addresses
   of what is stored of the texts' sentences. Answers how many texts have sentences. */
SVERKA int64_t sverka_rewritten(const int64_t *bounds, const uint64_t *stems, const int64_t *weights, int64_t count,
                                const uint64_t *bags, int64_t bag_count, uint8_t *marks)
{
    struct mine mine = {bounds, stems, weights, count};
    struct theirs theirs = {0};
    struct block block;
    float *best = NULL;
    block.shared = block.likeness = NULL;
    block.which = NULL;
    block.places = NULL;
    block.weights = NULL;
    block.beside = NULL;
    int64_t answer = SVERKA_NO_MEMORY;
    if (gather(bags, bag_count, &theirs)) {
        size_t rows = count < BLOCK ? (size_t)count : ROWS, most = (size_t)most_stems(&mine);
        block.shared = malloc(rows * (size_t)theirs.count * sizeof *block.shared + 1);
        block.likeness = malloc((size_t)theirs.count * sizeof *block.likeness + 1);
        block.which = malloc((size_t)theirs.count * sizeof *block.which + 1);
        block.places = malloc(CODES * sizeof *block.places);
        block.weights = malloc((most + 1) * sizeof *block.weights);
        block.beside = malloc(rows * (size_t)theirs.docs + 1);
        best = malloc((size_t)theirs.docs * sizeof *best + 1);
        if (block.shared && block.likeness && block.which && block.places && block.weights && block.beside && best) {
            memset(marks, 0, (size_t)(count * theirs.docs));
            for (int64_t first = 0; first < count && theirs.count; first += BLOCK)
                judge(&mine, &theirs, first, first + BLOCK < count ? first + BLOCK : count, best, &block, marks);
            answer = theirs.docs;
        }
    }
    free(theirs.codes), free(theirs.code_ends), free(theirs.roots), free(theirs.inverses), free(theirs.ends);
    free(block.shared), free(block.likeness), free(block.which), free(block.places), free(block.weights), free(block.beside);
    free(best);
    return answer;
}

/* For each row of `columns` marks, the first for any column and then some columns, runs of marked sentences: first and last of each,
   where each one's end, and how many characters they have. `firsts` and `lasts` have room for (count + 1) / 2 a column asked. */
SVERKA int64_t sverka_marked(const uint8_t *marks, int64_t rows, int64_t columns, const int64_t *some, int64_t count,
                             const int64_t *sizes, int64_t *firsts, int64_t *lasts, int64_t *ends, int64_t *characters)
{
    int64_t made = 0;
    for (int64_t each = 0; each <= count; each++) {
        bool before = false;
        characters[each] = 0;
        for (int64_t row = 0; row < rows; row++) {
            bool now = each ? marks[row * columns + some[each - 1]] : memchr(marks + row * columns, 1, (size_t)columns) != NULL;
            if (now) {
                characters[each] += sizes[row];
                if (!before)
                    firsts[made++] = row;
                lasts[made - 1] = row;
            }
            before = now;
        }
        ends[each] = made;
    }
    return made;
}
