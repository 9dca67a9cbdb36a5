/* From what was found to the texts that have most of it, and to where it stands: src/sverka/corpus/coverage.py and rewriting.py. */
#include <stdlib.h>
#include <string.h>

#include "sverka.h"

enum { MAYBE = 1 << 13, AHEAD = 12 };

/* A text and what it has. */
struct tally {
    int64_t sum;
    uint32_t doc;
};

/* Texts in the order in which they came, and a table of their places there, from 1, by number, open to all sides. */
struct tallies {
    uint32_t *table;
    struct tally *texts;
    int64_t count;
    int bits;
};

static bool tallies_make(struct tallies *of, int64_t most)
{
    of->bits = 4;
    of->count = 0;
    while ((int64_t)1 << of->bits < 4 * most)
        of->bits++;
    of->table = calloc((size_t)1 << of->bits, sizeof *of->table);
    of->texts = malloc(((size_t)most + 1) * sizeof *of->texts);
    return of->table && of->texts;
}

static void tallies_free(struct tallies *of)
{
    free(of->table);
    free(of->texts);
}

static uint64_t spread(uint32_t doc)
{
    return doc * SVERKA_ODD;
}

static uint32_t *slot_of(const struct tallies *of, uint32_t doc)
{
    uint64_t at = spread(doc) >> (64 - of->bits);
    while (of->table[at] && of->texts[of->table[at] - 1].doc != doc)
        at = (at + 1) & (((uint64_t)1 << of->bits) - 1);
    return of->table + at;
}

/* A text, new ones with nothing. */
static struct tally *tally_of(struct tallies *of, uint32_t doc)
{
    uint32_t *slot = slot_of(of, doc);
    if (!*slot) {
        of->texts[of->count++] = (struct tally){0, doc};
        *slot = (uint32_t)of->count;
    }
    return of->texts + *slot - 1;
}

static bool before(const struct tally *one, const struct tally *other)
{
    return one->sum > other->sum || (one->sum == other->sum && one->doc < other->doc);
}

/* The first `most` of some texts in their order. */
static int64_t first_of(const struct tally *texts, int64_t count, int64_t most, struct tally *top)
{
    int64_t held = 0;
    for (int64_t at = 0; at < count && most > 0; at++) {
        if (held == most && !before(texts + at, top + held - 1))
            continue;
        int64_t to = held < most ? held++ : held - 1;
        for (; to && before(texts + at, top + to - 1); to--)
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
    struct tallies every;
    struct tally *top = malloc(((size_t)most + 1) * sizeof *top);
    int64_t count = SVERKA_NO_MEMORY;
    if (tallies_make(&every, n) && top) {
        for (int64_t at = 0; at < n; at++) {
            FETCH(every.table + (spread(docs[at + AHEAD < n ? at + AHEAD : at]) >> (64 - every.bits)));
            tally_of(&every, docs[at])->sum += worth ? worth[which[at]] : 1;
        }
        count = first_of(every.texts, every.count, most, top);
        for (int64_t at = 0; at < count; at++)
            best[at] = top[at].doc;
    }
    tallies_free(&every);
    free(top);
    return count;
}

/* Marks what was found: the first row of `marks` (`columns` wide) for all of it, one more for each of some texts. */
SVERKA int64_t sverka_mark(const int64_t *which, const uint32_t *docs, int64_t n, const uint32_t *some, int64_t count,
                           int64_t columns, uint8_t *marks)
{
    struct tallies every;
    uint64_t maybe[MAYBE / 64] = {0};
    bool made = tallies_make(&every, count);
    for (int64_t at = 0; made && at < count; at++) {
        tally_of(&every, some[at])->sum = at + 1;
        uint64_t bit = spread(some[at]) % MAYBE;
        maybe[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
    for (int64_t at = 0; made && at < n; at++) {
        marks[which[at]] = 1;
        /* Most of what was found is of none of them. */
        uint64_t bit = spread(docs[at]) % MAYBE;
        if (!(maybe[bit / 64] >> (bit % 64) & 1))
            continue;
        uint32_t own = *slot_of(&every, docs[at]);
        if (own)
            marks[every.texts[own - 1].sum * columns + which[at]] = 1;
    }
    tallies_free(&every);
    return made ? 0 : SVERKA_NO_MEMORY;
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
