/* Greedy string tiling: src/sverka/tiling.py says what it is.
 *
 * Where few places share their first words, the common runs are listed by diagonals and taken from a heap; where many do,
 * descent.c does the work. */
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "sverka.h"
#include "tiling.h"

#define STEP 0xD6E8FEB86659FD93u
enum { MARK_BITS = 16, NONE = -1 };

struct run {
    int32_t words, row, column;
};

/* The hash of the run of `least` words that begins here. */
static uint64_t shingle(const uint64_t *words, int64_t least)
{
    uint64_t joined = words[0];
    for (int64_t at = 1; at < least; at++)
        joined = joined * STEP + words[at];
    return sverka_mix(joined);
}

/* The places of the source by the hash of their first words, chained in rising order. */
struct places {
    uint64_t *keys;
    int32_t *firsts, *next;
    uint8_t *marks;
    int shift;
};

static int64_t slot_of(const struct places *of, uint64_t key)
{
    int64_t slot = (int64_t)(key * SVERKA_ODD >> of->shift), mask = ((int64_t)1 << (64 - of->shift)) - 1;
    while (of->firsts[slot] != NONE && of->keys[of->firsts[slot]] != key)
        slot = (slot + 1) & mask;
    return slot;
}

static void places_free(struct places *of)
{
    free(of->keys);
    free(of->firsts);
    free(of->next);
    free(of->marks);
}

static int places_make(struct places *of, const uint64_t *source, int64_t count, int64_t least)
{
    int bits = 4;
    while ((int64_t)1 << bits < 2 * count)
        bits++;
    of->shift = 64 - bits;
    of->keys = malloc(sizeof(uint64_t) * (size_t)count);
    of->next = malloc(sizeof(int32_t) * (size_t)count);
    of->firsts = malloc(sizeof(int32_t) << bits);
    of->marks = calloc(1 << (MARK_BITS - 3), 1);
    if (!of->keys || !of->next || !of->firsts || !of->marks)
        return SVERKA_NO_MEMORY;
    memset(of->firsts, 0xFF, sizeof(int32_t) << bits);
    for (int64_t at = count - 1; at >= 0; at--) {
        uint64_t key = of->keys[at] = shingle(source + at, least);
        of->marks[key >> (67 - MARK_BITS)] |= (uint8_t)(1 << (key >> (64 - MARK_BITS) & 7));
        int64_t slot = slot_of(of, key);
        of->next[at] = of->firsts[slot];
        of->firsts[slot] = (int32_t)at;
    }
    return 0;
}

/* Longer runs first; of equally long ones the first in the text, then the first in the source. */
static bool sooner(const struct run *left, const struct run *right)
{
    if (left->words != right->words)
        return left->words > right->words;
    return left->row != right->row ? left->row < right->row : left->column < right->column;
}

static void sink(struct run *heap, int64_t count, int64_t at)
{
    struct run moved = heap[at];
    for (;;) {
        int64_t child = 2 * at + 1;
        if (child >= count)
            break;
        if (child + 1 < count && sooner(heap + child + 1, heap + child))
            child++;
        if (!sooner(heap + child, &moved))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static void rise(struct run *heap, int64_t at)
{
    struct run moved = heap[at];
    while (at && sooner(&moved, heap + (at - 1) / 2)) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = moved;
}

/* The common runs, as a heap; SVERKA_TOO_MANY when more than `limit` pairs of places share their first words. */
static int64_t list_runs(const struct places *of, const uint64_t *text, int64_t rows, int64_t columns, int64_t least,
                         struct run *heap, int32_t *open, int64_t limit)
{
    int64_t runs = 0, pairs = 0;
    memset(open, 0xFF, sizeof(int32_t) * (size_t)(rows + columns));
    for (int64_t row = 0; row < rows; row++) {
        uint64_t key = shingle(text + row, least);
        if (!(of->marks[key >> (67 - MARK_BITS)] >> (key >> (64 - MARK_BITS) & 7) & 1))
            continue;
        for (int32_t column = of->firsts[slot_of(of, key)]; column != NONE; column = of->next[column]) {
            if (pairs++ == limit)
                return SVERKA_TOO_MANY;
            int32_t *last = open + (column - row + rows - 1);
            if (*last != NONE && heap[*last].row + heap[*last].words - least + 1 == row) {
                heap[*last].words++;
            } else {
                *last = (int32_t)runs;
                heap[runs++] = (struct run){(int32_t)least, (int32_t)row, column};
            }
        }
    }
    for (int64_t at = runs / 2 - 1; at >= 0; at--)
        sink(heap, runs, at);
    return runs;
}

/* The longest run goes first; one that others have covered in part goes back as what is left of it. */
static void take_from_heap(struct run *heap, int64_t count, int64_t least, uint8_t *text_taken, uint8_t *source_taken,
                           struct found *found)
{
    while (count) {
        struct run first = heap[0];
        heap[0] = heap[--count];
        sink(heap, count, 0);
        const uint8_t *mine = text_taken + first.row, *theirs = source_taken + first.column;
        int32_t begin = 0;
        for (int32_t at = 0; at <= first.words; at++) {
            if (at < first.words && !(mine[at] | theirs[at]))
                continue;
            if (at - begin == first.words) {
                memset(text_taken + first.row, 1, (size_t)first.words);
                memset(source_taken + first.column, 1, (size_t)first.words);
                found->words[first.row] = first.words;
                found->columns[first.row] = first.column;
            } else if (at - begin >= least) {
                heap[count] = (struct run){at - begin, first.row + begin, first.column + begin};
                rise(heap, count++);
            }
            begin = at + 1;
        }
    }
}

static int64_t tile_few(const uint64_t *text, int64_t n, const uint64_t *source, int64_t m, int64_t least, struct found *found)
{
    int64_t rows = n - least + 1, columns = m - least + 1, limit = 2 * (n + m) + 1024, answer = SVERKA_NO_MEMORY;
    struct places of = {NULL, NULL, NULL, NULL, 0};
    /* Each run, and each piece that is left of one, has a pair of its own: the one that it begins with. */
    struct run *heap = malloc(sizeof(struct run) * (size_t)(limit + 1));
    int32_t *open = malloc(sizeof(int32_t) * (size_t)(rows + columns));
    uint8_t *taken = calloc((size_t)(n + m), 1);
    if (heap && open && taken && !places_make(&of, source, columns, least)) {
        answer = list_runs(&of, text, rows, columns, least, heap, open, limit);
        if (answer >= 0)
            take_from_heap(heap, answer, least, taken, taken + n, found);
    }
    places_free(&of);
    free(heap);
    free(open);
    free(taken);
    return answer;
}

SVERKA int64_t sverka_tiles(const uint64_t *text, int64_t n, const uint64_t *source, int64_t m, int64_t least, int64_t *tiles)
{
    if (n < least || m < least)
        return 0;
    if (n > INT_MAX / 4 - m)
        return SVERKA_TOO_MANY;
    struct found found = {calloc((size_t)n * 2, sizeof(int32_t)), NULL};
    if (!found.words)
        return SVERKA_NO_MEMORY;
    found.columns = found.words + n;
    int64_t count = 0, answer = tile_few(text, n, source, m, least, &found);
    if (answer == SVERKA_TOO_MANY)
        answer = tile_many(text, n, source, m, least, &found);
    for (int64_t row = 0; answer >= 0 && row < n; row++)
        if (found.words[row]) {
            *tiles++ = row;
            *tiles++ = found.columns[row];
            *tiles++ = found.words[row];
            count++;
        }
    free(found.words);
    return answer < 0 ? answer : count;
}
