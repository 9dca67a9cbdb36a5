/* Postings of a new segment, from texts: src/sverka/corpus/postings.py says what they are. */
#include <stdlib.h>
#include <string.h>

#include "postings.h"
#include "sverka.h"

#define CROWD 48

static int by_value(const void *left, const void *right)
{
    uint64_t mine = *(const uint64_t *)left, theirs = *(const uint64_t *)right;
    return (mine > theirs) - (mine < theirs);
}

static void sort_bucket(uint64_t *values, int64_t n)
{
    if (n > CROWD) {
        qsort(values, (size_t)n, sizeof *values, by_value);
        return;
    }
    for (int64_t at = 1; at < n; at++) {
        uint64_t value = values[at];
        int64_t to = at;
        for (; to && values[to - 1] > value; to--)
            values[to] = values[to - 1];
        values[to] = value;
    }
}

/* A hash and its text on their way into a bucket. */
struct entry {
    uint64_t hash, doc;
};

enum { COARSE_BITS = 8, COARSE = 1 << COARSE_BITS };

/* Sorts entries by the highest bits of their hashes: within such a part all further work stays in the cache. */
static void part(const uint64_t *hashes, const int64_t *docs, int64_t n, struct entry *entries, int64_t *ends)
{
    memset(ends, 0, COARSE * sizeof *ends);
    for (int64_t at = 0; at < n; at++)
        ends[hashes[at] >> (64 - COARSE_BITS)]++;
    int64_t sum = 0;
    for (int64_t bucket = 0; bucket < COARSE; bucket++) {
        int64_t count = ends[bucket];
        ends[bucket] = sum;
        sum += count;
    }
    for (int64_t at = 0; at < n; at++)
        entries[ends[hashes[at] >> (64 - COARSE_BITS)]++] = (struct entry){hashes[at], (uint64_t)docs[at]};
}

/* Packs entries that share their `known` highest bits into their buckets, adding to the count of each. They are put into `fine` buckets of
   about two first, so that hardly anything is left to sort; `ends` has room for these. */
static void pack_part(const struct shape *shape, const struct entry *entries, int64_t n, int64_t known, int64_t fine,
                      uint64_t *packed, int64_t *counts, uint32_t *ends)
{
    int64_t first = (int64_t)(known ? entries[0].hash >> (64 - known) : 0) << (fine - known);
    int64_t buckets = (int64_t)1 << (fine - known);
    memset(ends, 0, (size_t)buckets * sizeof *ends);
    for (int64_t at = 0; at < n; at++)
        ends[(int64_t)(entries[at].hash >> (64 - fine)) - first]++;
    uint32_t sum = 0;
    for (int64_t bucket = 0; bucket < buckets; bucket++) {
        uint32_t count = ends[bucket];
        counts[(first + bucket) >> (fine - shape->bucket_bits)] += count;
        ends[bucket] = sum;
        sum += count;
    }
    for (int64_t at = 0; at < n; at++) {
        uint64_t hash = entries[at].hash;
        packed[ends[(int64_t)(hash >> (64 - fine)) - first]++] = posting_of(shape, hash, entries[at].doc);
    }
    uint32_t begin = 0;
    for (int64_t bucket = 0; bucket < buckets; bucket++) {
        sort_bucket(packed + begin, ends[bucket] - begin);
        begin = ends[bucket];
    }
}

/* Packs hashes with their texts in the order of postings; adds to the count of each bucket. `room` has twice as many items.
   Answers how many there are: so many times `width` bytes of `packed`. */
SVERKA int64_t sverka_pack(const uint64_t *hashes, const int64_t *docs, int64_t n, int64_t bucket_bits,
                           int64_t doc_bits, int64_t hash_bits, int64_t width, uint64_t *room, uint64_t *packed,
                           int64_t *counts)
{
    struct shape shape = {bucket_bits, doc_bits, hash_bits, width};
    int64_t known = bucket_bits < COARSE_BITS ? 0 : COARSE_BITS, fine = bucket_bits;
    while (fine < hash_bits && fine - known < 20 && (int64_t)2 << fine < n)
        fine++;
    struct entry *entries = (struct entry *)room;
    uint32_t *ends = malloc(sizeof *ends << (fine - known));
    int64_t parts[COARSE], begin = 0, answer = SVERKA_NO_MEMORY;
    if (ends) {
        part(hashes, docs, n, entries, parts);
        for (int64_t coarse = known ? 0 : COARSE - 1; coarse < COARSE; coarse++) {
            if (parts[coarse] > begin)
                pack_part(&shape, entries + begin, parts[coarse] - begin, known, fine, packed + begin, counts, ends);
            begin = parts[coarse];
        }
        /* What is written never reaches what is still to be read. */
        for (int64_t at = 0; at < n; at++)
            memmove((uint8_t *)packed + at * width, packed + at, sizeof *packed);
        answer = n;
    }
    free(ends);
    return answer;
}
