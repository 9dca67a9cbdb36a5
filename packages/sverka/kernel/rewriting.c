/* Which sentences rewrite which texts: src/sverka/corpus/rewriting.py says what that is, and has the same constants. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sverka.h"

enum { LANES = 16, OTHERS = 8, CODES = 1 << 16, BLOCK = 256, CELLS = 1 << 21 };
static const float THRESHOLD = 0.25f, LEVEL = 0.28f, ABOVE = 1.0001f;

/* The sentences of the text that is asked about. */
struct mine {
    const int64_t *bounds;
    const uint64_t *stems;
    const int64_t *weights;
    int64_t count;
};

/* The sentences of the texts that it is compared with: stems, whose each is, roots of weights; where each text's end. */
struct theirs {
    uint16_t *codes;
    int32_t *whose;
    int64_t code_count;
    float *roots, *inverses;
    int64_t count;
    int64_t *ends;
    int64_t docs;
};

/* Room for a block of rows: what each of mine shares with each of theirs, and for each code its stems among mine. */
struct block {
    float *shared, *likeness;
    int32_t *heads, *next;
    uint64_t here[CODES / 64]; /* which codes have a head */
    uint8_t *beside;
};

static bool is_here(const struct block *block, uint16_t code)
{
    return block->here[code / 64] >> (code % 64) & 1;
}

static int64_t norm_of(const struct mine *mine, int64_t row)
{
    int64_t sum = 0;
    for (int64_t at = mine->bounds[row]; at < mine->bounds[row + 1]; at++)
        sum += mine->weights[at];
    return sum;
}

static float root_of(int64_t norm)
{
    return sqrtf((float)(norm > 1 ? norm : 1));
}

/* Fills the rows from `low` to `high` with the weight of the stems that each two sentences share. */
static void share(const struct mine *mine, const struct theirs *theirs, int64_t low, int64_t high, struct block *block)
{
    int64_t begin = mine->bounds[low];
    memset(block->shared, 0, (size_t)((high - low) * theirs->count) * sizeof(float));
    memset(block->here, 0, sizeof block->here);
    for (int64_t at = mine->bounds[high] - 1; at >= begin; at--) {
        uint16_t code = (uint16_t)mine->stems[at];
        block->next[2 * (at - begin)] = is_here(block, code) ? block->heads[code] : -1;
        block->heads[code] = (int32_t)(at - begin);
        block->here[code / 64] |= (uint64_t)1 << (code % 64);
    }
    for (int64_t row = low; row < high; row++)
        for (int64_t at = mine->bounds[row]; at < mine->bounds[row + 1]; at++)
            block->next[2 * (at - begin) + 1] = (int32_t)(row - low);
    for (int64_t code = 0; code < theirs->code_count; code++) {
        if (!is_here(block, theirs->codes[code]))
            continue;
        for (int32_t at = block->heads[theirs->codes[code]]; at >= 0; at = block->next[2 * at])
            block->shared[block->next[2 * at + 1] * theirs->count + theirs->whose[code]] +=
                (float)mine->weights[begin + at];
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

/* The greatest OTHERS + 1 of some numbers and of what is there, those first. */
static void rank(float value, float *top)
{
    int64_t to = OTHERS;
    for (; to && top[to - 1] < value; to--)
        top[to] = top[to - 1];
    top[to] = value;
}

/* How much the likest sentences of all texts but OTHERS exceed nothing, LEVEL at most. */
static float level_of(const float *likeness, int64_t count)
{
    float lanes[LANES], lowest[OTHERS + 1] = {0}, top[OTHERS + 1] = {0};
    if (count <= OTHERS)
        return 0;
    /* So many lanes have one that is as great: what is below does not count, and few numbers are not. */
    greatest_each(likeness, count, lanes);
    for (int lane = 0; lane < LANES; lane++)
        if (lanes[lane] > lowest[OTHERS])
            rank(lanes[lane], lowest);
    for (int64_t at = 0; at < count; at++)
        if (likeness[at] >= lowest[OTHERS] && likeness[at] > top[OTHERS])
            rank(likeness[at], top);
    return top[OTHERS] < LEVEL ? top[OTHERS] : LEVEL;
}

/* For each text how much its likest sentence is above the level; false when none is as like as `least`. */
static bool above(const struct theirs *theirs, const float *shared, const float *more, int64_t norm, float least,
                  float *likeness, float *best)
{
    float root = root_of(norm);
    for (int64_t at = 0; at < theirs->count; at++)
        likeness[at] = (more ? shared[at] + more[at] : shared[at]) * theirs->inverses[at];
    /* A little more than what rounding can take away: most sentences are like none, and need no division. */
    if (greatest_of(likeness, theirs->count) * ABOVE < least * root)
        return false;
    for (int64_t at = 0; at < theirs->count; at++)
        likeness[at] = (more ? shared[at] + more[at] : shared[at]) / theirs->roots[at] / root;
    if (greatest_of(likeness, theirs->count) < least)
        return false;
    float level = level_of(likeness, theirs->count);
    for (int64_t doc = 0, at = 0; doc < theirs->docs; doc++) {
        best[doc] = greatest_of(likeness + at, theirs->ends[doc] - at) - level;
        at = theirs->ends[doc];
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
                   block->likeness, best))
            continue;
        for (int64_t doc = 0; doc < docs; doc++)
            if (best[doc] >= THRESHOLD)
                block->beside[(row - low) * docs + doc] = block->beside[(row - low + 1) * docs + doc] = 1;
    }
    for (int64_t row = first; row < last; row++) {
        const uint8_t *beside = block->beside + (row - low) * docs;
        bool any = memchr(beside, 1, (size_t)docs) != NULL;
        if (!above(theirs, block->shared + (row - low) * theirs->count, NULL, norm_of(mine, row),
                   any ? THRESHOLD / 2 : THRESHOLD, block->likeness, best))
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
    theirs->whose = malloc((size_t)codes * sizeof *theirs->whose + 1);
    theirs->roots = malloc((size_t)sentences * sizeof *theirs->roots + 1);
    theirs->inverses = malloc((size_t)sentences * sizeof *theirs->inverses + 1);
    theirs->ends = malloc((size_t)count * sizeof *theirs->ends + 1);
    if (!theirs->codes || !theirs->whose || !theirs->roots || !theirs->inverses || !theirs->ends)
        return false;
    for (int64_t each = 0; each < count; each++) {
        const uint16_t *bag = (const uint16_t *)(uintptr_t)bags[each];
        int64_t many = bag[0] | (int64_t)bag[1] << 16;
        if (!many)
            continue;
        const uint16_t *sizes = bag + 2, *norms = sizes + many, *stems = norms + many;
        for (int64_t at = 0; at < many; at++) {
            theirs->roots[theirs->count] = root_of(norms[at]);
            theirs->inverses[theirs->count] = 1 / theirs->roots[theirs->count];
            for (int64_t stem = 0; stem < sizes[at]; stem++) {
                theirs->whose[theirs->code_count] = (int32_t)theirs->count;
                theirs->codes[theirs->code_count++] = *stems++;
            }
            theirs->count++;
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
    block.heads = block.next = NULL;
    block.beside = NULL;
    int64_t answer = SVERKA_NO_MEMORY;
    if (gather(bags, bag_count, &theirs)) {
        int64_t step = theirs.count && CELLS / theirs.count < BLOCK ? CELLS / theirs.count : BLOCK;
        step = step < 1 ? 1 : step;
        size_t rows = (size_t)(step < count ? step : count) + 2;
        block.shared = malloc(rows * (size_t)theirs.count * sizeof(float) + 1);
        block.likeness = malloc((size_t)theirs.count * sizeof(float) + 1);
        block.heads = malloc(CODES * sizeof *block.heads);
        block.next = malloc((size_t)bounds[count] * 2 * sizeof *block.next + 1);
        block.beside = malloc(rows * (size_t)theirs.docs + 1);
        best = malloc((size_t)theirs.docs * sizeof *best + 1);
        if (block.shared && block.likeness && block.heads && block.next && block.beside && best) {
            memset(marks, 0, (size_t)(count * theirs.docs));
            for (int64_t first = 0; first < count && theirs.count; first += step)
                judge(&mine, &theirs, first, first + step < count ? first + step : count, best, &block, marks);
            answer = theirs.docs;
        }
    }
    free(theirs.codes), free(theirs.whose), free(theirs.roots), free(theirs.inverses), free(theirs.ends);
    free(block.shared), free(block.likeness), free(block.heads), free(block.next), free(block.beside);
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
