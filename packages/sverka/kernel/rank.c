/* From what was found to the texts that have most of it, and to where it stands: src/sverka/corpus/coverage.py and rewriting.py. */
#include <stdlib.h>
#include <string.h>

#include "sverka.h"

/* A text and what it has; a table of these, by number, open to all sides. */
struct tally {
    int64_t sum;
    uint32_t doc;
    bool used;
};

static struct tally *slot_of(struct tally *table, int bits, uint32_t doc)
{
    uint64_t at = (doc * SVERKA_ODD) >> (64 - bits);
    while (table[at].used && table[at].doc != doc)
        at = (at + 1) & (((uint64_t)1 << bits) - 1);
    return table + at;
}

static bool before(const struct tally *one, const struct tally *other)
{
    return one->sum > other->sum || (one->sum == other->sum && one->doc < other->doc);
}

/* The first `most` of some texts in their order. */
static int64_t first_of(struct tally *const *texts, int64_t count, int64_t most, const struct tally **top)
{
    int64_t held = 0;
    for (int64_t at = 0; at < count && most > 0; at++) {
        if (held == most && !before(texts[at], top[held - 1]))
            continue;
        int64_t to = held < most ? held++ : held - 1;
        for (; to && before(texts[at], top[to - 1]); to--)
            top[to] = top[to - 1];
        top[to] = texts[at];
    }
    return held;
}

/* The texts of the greatest sums, those first, of equal ones the lower number: what was found side by side, worth `worth` a
   hash (NULL: one). Answers how many there are, `most` at most. */
SVERKA int64_t sverka_best(const int64_t *which, const uint32_t *docs, int64_t n, const int64_t *worth, int64_t most,
                           uint32_t *best)
{
    int bits = 4;
    while ((int64_t)1 << bits < 2 * n)
        bits++;
    struct tally *table = calloc((size_t)1 << bits, sizeof *table);
    struct tally **texts = malloc(((size_t)n + 1) * sizeof *texts);
    const struct tally **top = malloc(((size_t)most + 1) * sizeof *top);
    int64_t count = SVERKA_NO_MEMORY, every = 0;
    if (table && texts && top) {
        for (int64_t at = 0; at < n; at++) {
            struct tally *own = slot_of(table, bits, docs[at]);
            texts[every] = own;
            every += !own->used;
            own->used = true;
            own->doc = docs[at];
            own->sum += worth ? worth[which[at]] : 1;
        }
        count = first_of(texts, every, most, top);
        for (int64_t at = 0; at < count; at++)
            best[at] = top[at]->doc;
    }
    free(table);
    free(texts);
    free(top);
    return count;
}

/* Marks what was found: the first row of `marks` (`columns` wide) for all of it, one more for each of some texts. */
SVERKA int64_t sverka_mark(const int64_t *which, const uint32_t *docs, int64_t n, const uint32_t *some, int64_t count,
                           int64_t columns, uint8_t *marks)
{
    int bits = 4;
    while ((int64_t)1 << bits < 2 * count)
        bits++;
    struct tally *table = calloc((size_t)1 << bits, sizeof *table);
    if (!table)
        return SVERKA_NO_MEMORY;
    for (int64_t at = 0; at < count; at++)
        *slot_of(table, bits, some[at]) = (struct tally){at + 1, some[at], true};
    for (int64_t at = 0; at < n; at++) {
        const struct tally *own = slot_of(table, bits, docs[at]);
        marks[which[at]] = 1;
        if (own->used)
            marks[own->sum * columns + which[at]] = 1;
    }
    free(table);
    return 0;
}

/* For each row of marks the runs of words that marked shingles cover: `which` tells for each place of the text its column;
   a shingle has `length` words. Takes first and last words of the runs, where each row's runs end, and how many words each
   covers. TOO_MANY: without room. */
SVERKA int64_t sverka_passages(const uint8_t *marks, int64_t rows, int64_t columns, const int64_t *which,
                               int64_t places, int64_t length, int64_t *firsts, int64_t *lasts, int64_t room,
                               int64_t *ends, int64_t *sizes)
{
    int64_t count = 0;
    for (int64_t row = 0; row < rows; row++) {
        const uint8_t *own = marks + row * columns;
        int64_t begin = count;
        sizes[row] = 0;
        for (int64_t at = 0; at < places; at++) {
            if (!own[which[at]])
                continue;
            if (count > begin && at <= lasts[count - 1] + 1) {
                lasts[count - 1] = at + length - 1;
                continue;
            }
            if (count == room)
                return SVERKA_TOO_MANY;
            firsts[count] = at;
            lasts[count++] = at + length - 1;
        }
        for (int64_t at = begin; at < count; at++)
            sizes[row] += lasts[at] - firsts[at] + 1;
        ends[row] = count;
    }
    return count;
}
