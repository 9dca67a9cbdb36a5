/* Greedy string tiling of texts that repeat themselves: all suffixes of both are sorted once, and lengths go down from the longest.
 * The work is that of sorting, however words recur. src/sverka/descent.py gives the same answers by trying lengths. */
#include <stdlib.h>
#include <string.h>

#include "suffixes.h"
#include "sverka.h"
#include "tiling.h"

enum { NONE = -1, TEXT = 0, SOURCE = 1, WAITS = 1, INSIDE = 2, ARRAYS = 14 };

/* Both sides as one sequence: the text, what separates them, the source. A place is a number there.
 *
 * At each length the places whose next so many words are equal are one cluster; as lengths go down, clusters are joined. A place
 * is in a heap of its cluster, one for each side and the first place on top, from the length on that is free there. What a
 * passage covers leaves heaps when it comes to their top, and comes back at the length that is still free. So each place is put
 * into a heap a few times at most, however many lengths passages have. */
struct tiling {
    int32_t n, m, least;
    int32_t *free;   /* at each place: words up to the next that is covered, or up to the end */
    int32_t *parent; /* clusters, as trees of places */
    int32_t *size;   /* places in the cluster of a root */
    int32_t *tops;   /* the heaps of a root: of the text, and behind all those of the source */
    int32_t *left, *right;
    int32_t *waiting, *next;           /* places by the length at which they come into a heap, and those of one length */
    int32_t *joining, *next_joining;   /* places in the order of suffixes by what they share with the one before */
    int32_t *looked_at, *turns;        /* roots of clusters to look at, and those whose turn it is, the first text on top */
    int32_t *seen;   /* at which length a root was put there last */
    uint8_t *state;
    int32_t turn_count, looked_count;
};

static int32_t places_of(const struct tiling *of)
{
    return of->n + of->m + 1;
}

static int32_t *top_of(struct tiling *of, int32_t root, int side)
{
    return of->tops + (side == TEXT ? root : places_of(of) + root);
}

static int32_t root_of(struct tiling *of, int32_t place)
{
    while (of->parent[place] != place)
        place = of->parent[place] = of->parent[of->parent[place]];
    return place;
}

/* Two heaps as one (a skew heap: Sleator and Tarjan, 1986). */
static int32_t melt(struct tiling *of, int32_t one, int32_t other)
{
    if (one == NONE || other == NONE)
        return one == NONE ? other : one;
    int32_t top = one < other ? one : other, rest = one < other ? other : one;
    for (int32_t at = top;;) {
        int32_t below = of->right[at];
        of->right[at] = of->left[at];
        if (below == NONE) {
            of->left[at] = rest;
            return top;
        }
        of->left[at] = below < rest ? below : rest;
        rest = below < rest ? rest : below;
        at = of->left[at];
    }
}

/* The first place of a cluster's side at which so many words are free; NONE when there is none. */
static int32_t first_free(struct tiling *of, int32_t root, int side, int32_t words)
{
    int32_t *top = top_of(of, root, side);
    while (*top != NONE && of->free[*top] < words) {
        of->state[*top] &= (uint8_t)~INSIDE;
        *top = melt(of, of->left[*top], of->right[*top]);
    }
    return *top;
}

static void wait(struct tiling *of, int32_t place, int32_t words)
{
    if (words < of->least || of->state[place] & WAITS)
        return;
    of->state[place] |= WAITS;
    of->next[place] = of->waiting[words];
    of->waiting[words] = place;
}

static void look_at(struct tiling *of, int32_t root, int32_t words)
{
    if (of->seen[root] == words)
        return;
    of->seen[root] = words;
    of->looked_at[of->looked_count++] = root;
}

/* Joins the clusters that share so many words, and no more. */
static void join(struct tiling *of, const int32_t *order, int32_t words)
{
    for (int32_t at = of->joining[words]; at != NONE; at = of->next_joining[at]) {
        int32_t one = root_of(of, order[at - 1]), other = root_of(of, order[at]);
        if (of->size[one] < of->size[other]) {
            int32_t smaller = one;
            one = other;
            other = smaller;
        }
        of->parent[other] = one;
        of->size[one] += of->size[other];
        for (int side = TEXT; side <= SOURCE; side++)
            *top_of(of, one, side) = melt(of, *top_of(of, one, side), *top_of(of, other, side));
        look_at(of, one, words);
    }
}

/* Puts places into heaps at which so many words are free, and no more. */
static void enter(struct tiling *of, int32_t words)
{
    for (int32_t place = of->waiting[words], next; place != NONE; place = next) {
        next = of->next[place];
        of->state[place] &= (uint8_t)~WAITS;
        if (of->free[place] < words) {
            wait(of, place, of->free[place]);
            continue;
        }
        int32_t root = root_of(of, place);
        if (!(of->state[place] & INSIDE)) {
            int32_t *top = top_of(of, root, place > of->n ? SOURCE : TEXT);
            of->state[place] |= INSIDE;
            of->left[place] = of->right[place] = NONE;
            *top = melt(of, *top, place);
        }
        look_at(of, root, words);
    }
}

/* Covers a passage. Longer runs than it are not asked for any more, so nothing farther before it changes. */
static void cover(struct tiling *of, int32_t begin, int32_t words)
{
    memset(of->free + begin, 0, sizeof(int32_t) * (size_t)words);
    for (int32_t step = 1; step < words && step <= begin && of->free[begin - step] > step; step++) {
        of->free[begin - step] = step;
        wait(of, begin - step, step);
    }
}

/* Clusters whose turn it is are a heap of their own, by the first text place of each. */
static int32_t turn_of(struct tiling *of, int32_t at)
{
    return *top_of(of, of->turns[at], TEXT);
}

static void sink_turn(struct tiling *of, int32_t at)
{
    int32_t moved = of->turns[at], key = turn_of(of, at);
    for (int32_t child; (child = 2 * at + 1) < of->turn_count; at = child) {
        if (child + 1 < of->turn_count && turn_of(of, child + 1) < turn_of(of, child))
            child++;
        if (turn_of(of, child) >= key)
            break;
        of->turns[at] = of->turns[child];
    }
    of->turns[at] = moved;
}

/* Takes the passages of one length: in the order of the text, each from the first free place of the source. */
static void take(struct tiling *of, int32_t words, struct found *found)
{
    of->turn_count = 0;
    for (int32_t at = 0; at < of->looked_count; at++) {
        int32_t root = root_of(of, of->looked_at[at]);
        if (root == of->looked_at[at] && first_free(of, root, TEXT, words) != NONE && first_free(of, root, SOURCE, words) != NONE)
            of->turns[of->turn_count++] = root;
    }
    for (int32_t at = of->turn_count / 2 - 1; at >= 0; at--)
        sink_turn(of, at);
    while (of->turn_count) {
        int32_t root = of->turns[0], before = *top_of(of, root, TEXT), row = first_free(of, root, TEXT, words), column = NONE;
        if (row == before) {
            column = first_free(of, root, SOURCE, words);
            if (column != NONE) {
                cover(of, row, words);
                cover(of, column, words);
                found->words[row] = words;
                found->columns[row] = column - of->n - 1;
                row = first_free(of, root, TEXT, words);
            }
        }
        if (row == NONE || (row == before && column == NONE))
            of->turns[0] = of->turns[--of->turn_count];
        if (of->turn_count)
            sink_turn(of, 0);
    }
    of->looked_count = 0;
}

/* The words as numbers from 1, equal ones alike; 0 separates the two sides. Answers how many numbers there are. */
static int32_t number_words(const uint64_t *text, int64_t n, const uint64_t *source, int64_t m, int32_t *letters, int32_t *table,
                            int bits)
{
    int32_t kinds = 1, *firsts = letters + n + m + 1;
    memset(table, 0xFF, sizeof(int32_t) << bits);
    letters[n] = 0;
    for (int64_t at = 0; at < n + m; at++) {
        uint64_t word = at < n ? text[at] : source[at - n];
        int64_t slot = (int64_t)(word * SVERKA_ODD >> (64 - bits)), mask = ((int64_t)1 << bits) - 1;
        while (table[slot] != NONE) {
            int32_t first = firsts[table[slot]];
            if ((first < n ? text[first] : source[first - n]) == word)
                break;
            slot = (slot + 1) & mask;
        }
        if (table[slot] == NONE) {
            table[slot] = kinds;
            firsts[kinds++] = (int32_t)at;
        }
        letters[at + (at >= n)] = table[slot];
    }
    return kinds;
}

static int32_t least_of(int32_t left, int32_t right)
{
    return left < right ? left : right;
}

static int prepare(struct tiling *of, const uint64_t *text, const uint64_t *source, int32_t *order, int32_t *common)
{
    int32_t all = places_of(of), longest = least_of(of->n, of->m);
    int bits = 4;
    while ((int64_t)1 << bits < 2 * (int64_t)all)
        bits++;
    int32_t *letters = malloc(sizeof(int32_t) * 2 * ((size_t)all + 1)), *table = malloc(sizeof(int32_t) << bits);
    int answer = SVERKA_NO_MEMORY;
    if (letters && table) {
        int32_t kinds = number_words(text, of->n, source, of->m, letters, table, bits);
        answer = suffixes_sort(letters, all, kinds, order);
    }
    if (!answer) {
        suffixes_common(letters, all, order, of->next, common);
        for (int32_t at = 1; at < all; at++) {
            int32_t words = least_of(common[at], longest);
            of->next_joining[at] = of->joining[words];
            of->joining[words] = at;
        }
        for (int32_t place = 0; place < all; place++) {
            of->parent[place] = place;
            of->size[place] = 1;
            of->free[place] = place < of->n ? of->n - place : all - place;
            if (place != of->n)
                wait(of, place, least_of(of->free[place], longest));
        }
    }
    free(letters);
    free(table);
    return answer;
}

int64_t tile_many(const uint64_t *text, int64_t n, const uint64_t *source, int64_t m, int64_t least, struct found *found)
{
    size_t all = (size_t)(n + m + 1);
    int32_t *room = malloc(sizeof(int32_t) * all * (ARRAYS + 2)), *given = room;
    uint8_t *state = calloc(all, 1);
    int answer = SVERKA_NO_MEMORY;
    if (room && state) {
        struct tiling of = {.n = (int32_t)n, .m = (int32_t)m, .least = (int32_t)least, .state = state};
        int32_t **arrays[] = {&of.tops,    &of.waiting, &of.joining, &of.seen,         &of.free,      &of.parent, &of.size,
                              &of.left,    &of.right,   &of.next,    &of.next_joining, &of.looked_at, &of.turns};
        for (size_t at = 0; at < sizeof arrays / sizeof *arrays; at++) {
            *arrays[at] = given;
            given += at ? all : 2 * all;
        }
        memset(room, 0xFF, sizeof(int32_t) * all * 5);
        int32_t *order = given;
        answer = prepare(&of, text, source, order, given + all);
        for (int32_t words = least_of(of.n, of.m); !answer && words >= of.least; words--) {
            join(&of, order, words);
            enter(&of, words);
            take(&of, words, found);
        }
    }
    free(room);
    free(state);
    return answer;
}
