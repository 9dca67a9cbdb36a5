/* Hashes of runs of words, sorted, each once: src/sverka/words.py (shingles) and those who call it say what for. */
#include <stdlib.h>
#include <string.h>

#include "sverka.h"

#define STEP 0xD6E8FEB86659FD93u
#define CROWD 48
#define KEPT (~(uint64_t)0 << (64 - 58)) /* RUN_BITS of src/sverka/words.py */

static void runs_of(const uint64_t *hashes, int64_t count, int64_t length, uint64_t *runs)
{
    for (int64_t at = 0; at < count; at++) {
        uint64_t joined = hashes[at];
        for (int64_t next = 1; next < length; next++)
            joined = joined * STEP + hashes[at + next];
        runs[at] = sverka_mix(joined) & KEPT;
    }
}

static int by_value(const void *left, const void *right)
{
    uint64_t mine = *(const uint64_t *)left, theirs = *(const uint64_t *)right;
    return (mine > theirs) - (mine < theirs);
}

static void sort_few(uint64_t *values, int64_t n)
{
    for (int64_t at = 1; at < n; at++) {
        uint64_t value = values[at];
        int64_t to = at;
        for (; to && values[to - 1] > value; to--)
            values[to] = values[to - 1];
        values[to] = value;
    }
}

/* Puts values into buckets by their highest bits, from `from` to `to`; `ends` has room for 1 << bits. */
static void scatter(const uint64_t *from, int64_t n, int bits, uint64_t *to, uint32_t *ends)
{
    int shift = 64 - bits;
    memset(ends, 0, sizeof(uint32_t) << bits);
    for (int64_t at = 0; at < n; at++)
        ends[from[at] >> shift]++;
    uint32_t sum = 0;
    for (int64_t bucket = 0; bucket < (int64_t)1 << bits; bucket++) {
        uint32_t count = ends[bucket];
        ends[bucket] = sum;
        sum += count;
    }
    for (int64_t at = 0; at < n; at++)
        to[ends[from[at] >> shift]++] = from[at];
}

static int bits_for(int64_t n)
{
    int bits = 1;
    while (bits < 20 && (int64_t)1 << bits < n)
        bits++;
    return bits;
}

/* Sorts hashes: they are spread evenly, so buckets of about one each are nearly all of it. Made-up values take n log n. */
static void sort_hashes(uint64_t *values, int64_t n, uint64_t *room, uint32_t *ends)
{
    int bits = bits_for(n);
    scatter(values, n, bits, room, ends);
    uint32_t begin = 0;
    for (int64_t bucket = 0; bucket < (int64_t)1 << bits; bucket++) {
        uint32_t size = ends[bucket] - begin;
        if (size > CROWD)
            qsort(room + begin, size, sizeof *room, by_value);
        else if (size > 1)
            sort_few(room + begin, size);
        begin = ends[bucket];
    }
}

static int64_t each_once(const uint64_t *sorted, int64_t n, uint64_t *kept)
{
    int64_t count = 0;
    for (int64_t at = 0; at < n; at++)
        if (!count || kept[count - 1] != sorted[at])
            kept[count++] = sorted[at];
    return count;
}

/* Sorts values in place and keeps each once; answers how many are left. */
SVERKA int64_t sverka_distinct(uint64_t *values, int64_t n)
{
    if (!n)
        return 0;
    uint64_t *room = malloc((size_t)n * sizeof *room);
    uint32_t *ends = malloc(sizeof *ends << bits_for(n));
    int64_t count = SVERKA_NO_MEMORY;
    if (room && ends) {
        sort_hashes(values, n, room, ends);
        count = each_once(room, n, values);
    }
    free(room);
    free(ends);
    return count;
}

/* The runs of `length` words of each text (`cuts`: the first word of each, and their number), sorted, each once a text; `bounds`
   takes where each text's begin, and their number. */
SVERKA int64_t sverka_shingles(const uint64_t *hashes, const int64_t *cuts, int64_t texts, int64_t length, uint64_t *found,
                        int64_t *bounds)
{
    int64_t most = 1, total = 0;
    for (int64_t text = 0; text < texts; text++)
        if (cuts[text + 1] - cuts[text] > most)
            most = cuts[text + 1] - cuts[text];
    uint64_t *runs = malloc((size_t)most * 2 * sizeof *runs);
    uint32_t *ends = malloc(sizeof *ends << bits_for(most));
    if (runs && ends) {
        for (int64_t text = 0; text < texts; text++) {
            int64_t count = cuts[text + 1] - cuts[text] - length + 1;
            bounds[text] = total;
            if (count <= 0)
                continue;
            runs_of(hashes + cuts[text], count, length, runs);
            sort_hashes(runs, count, runs + most, ends);
            total += each_once(runs + most, count, found + total);
        }
        bounds[texts] = total;
    } else {
        total = SVERKA_NO_MEMORY;
    }
    free(runs);
    free(ends);
    return total;
}

/* The runs of one text, sorted, each once, and for each place of the text which of them it is. Answers how many. */
SVERKA int64_t sverka_places(const uint64_t *hashes, int64_t words, int64_t length, uint64_t *found, int64_t *which)
{
    int64_t cuts[2] = {0, words}, bounds[2];
    int64_t count = sverka_shingles(hashes, cuts, 1, length, found, bounds);
    if (count <= 0)
        return count;
    int64_t runs = words - length + 1;
    runs_of(hashes, runs, length, (uint64_t *)which);
    int bits = bits_for(count);
    uint32_t *begins = malloc(sizeof *begins * (((size_t)1 << bits) + 1));
    if (!begins)
        return SVERKA_NO_MEMORY;
    int64_t at = 0;
    for (int64_t bucket = 0; bucket <= (int64_t)1 << bits; bucket++) {
        while (at < count && (int64_t)(found[at] >> (64 - bits)) < bucket)
            at++;
        begins[bucket] = (uint32_t)at;
    }
    for (int64_t run = 0; run < runs; run++) {
        uint64_t wanted = (uint64_t)which[run];
        int64_t low = begins[wanted >> (64 - bits)], high = begins[(wanted >> (64 - bits)) + 1];
        while (low < high) {
            int64_t middle = (low + high) / 2;
            if (found[middle] < wanted)
                low = middle + 1;
            else
                high = middle;
        }
        which[run] = low;
    }
    free(begins);
    return count;
}
