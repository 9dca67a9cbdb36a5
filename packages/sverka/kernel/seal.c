/* Postings of a new segment, from texts or from other segments: src/sverka/corpus/postings.py says what they are. */
#include <stdlib.h>
#include <string.h>

#include "postings.h"
#include "sverka.h"

#define CROWD 64

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
    uint64_t hash;
    int64_t doc;
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
        entries[ends[hashes[at] >> (64 - COARSE_BITS)]++] = (struct entry){hashes[at], docs[at]};
}

/* Packs entries into their buckets, adding to the count of each; `ends` has room for the buckets from `first` to `last`. */
static void pack_part(const struct shape *shape, const struct entry *entries, int64_t n, uint64_t *packed,
                      int64_t *counts, uint32_t *ends)
{
    int64_t first = bucket_of(shape, entries[0].hash), last = first;
    for (int64_t at = 1; at < n; at++) {
        int64_t bucket = bucket_of(shape, entries[at].hash);
        first = bucket < first ? bucket : first;
        last = bucket > last ? bucket : last;
    }
    memset(ends, 0, (size_t)(last - first + 1) * sizeof *ends);
    for (int64_t at = 0; at < n; at++)
        ends[bucket_of(shape, entries[at].hash) - first]++;
    uint32_t sum = 0;
    for (int64_t bucket = first; bucket <= last; bucket++) {
        uint32_t count = ends[bucket - first];
        counts[bucket] += count;
        ends[bucket - first] = sum;
        sum += count;
    }
    for (int64_t at = 0; at < n; at++) {
        uint64_t hash = entries[at].hash;
        packed[ends[bucket_of(shape, hash) - first]++] = posting_of(shape, hash, (uint64_t)entries[at].doc);
    }
    uint32_t begin = 0;
    for (int64_t bucket = first; bucket <= last; bucket++) {
        sort_bucket(packed + begin, ends[bucket - first] - begin);
        begin = ends[bucket - first];
    }
}

/* Packs hashes with their texts in the order of postings; adds to the count of each bucket. Answers how many there are. */
SVERKA int64_t sverka_pack(const uint64_t *hashes, const int64_t *docs, int64_t n, int64_t bucket_bits,
                           int64_t doc_bits, int64_t hash_bits, uint64_t *packed, int64_t *counts)
{
    struct shape shape = {bucket_bits, doc_bits, hash_bits};
    struct entry *entries = malloc((size_t)n * sizeof *entries + 1);
    /* A part has whole buckets, or lies within one. */
    uint32_t *ends = malloc((bucket_bits > COARSE_BITS ? (size_t)1 << (bucket_bits - COARSE_BITS) : 1) * sizeof *ends);
    int64_t parts[COARSE], begin = 0, answer = SVERKA_NO_MEMORY;
    if (entries && ends) {
        part(hashes, docs, n, entries, parts);
        int64_t step = bucket_bits < COARSE_BITS ? (int64_t)1 << (COARSE_BITS - bucket_bits) : 1;
        for (int64_t bucket = step - 1; bucket < COARSE; bucket += step) {
            if (parts[bucket] > begin)
                pack_part(&shape, entries + begin, parts[bucket] - begin, packed + begin, counts, ends);
            begin = parts[bucket];
        }
        answer = n;
    }
    free(entries);
    free(ends);
    return answer;
}

/* Where a segment's postings go on, and the bucket of the next one. */
struct cursor {
    int64_t at, bucket;
};

static uint64_t hash_at(const struct postings *from, struct cursor *cursor)
{
    while (from->offsets[cursor->bucket + 1] <= cursor->at)
        cursor->bucket++;
    return hash_of(&from->shape, (uint64_t)cursor->bucket, from->postings[cursor->at]);
}

/* The postings of some segments whose hashes lie in the new buckets from `first` to before `last`, merged; `places[at]` has for
   each text of a segment its place in the new one, or -1. Adds to the count of each bucket; answers how many there are. */
SVERKA int64_t sverka_merge(const struct postings *segments, int64_t count, const uint64_t *places,
                            int64_t bucket_bits, int64_t doc_bits, int64_t hash_bits, int64_t first, int64_t last,
                            uint64_t *packed, int64_t *counts)
{
    struct shape shape = {bucket_bits, doc_bits, hash_bits};
    struct cursor *cursors = malloc((size_t)count * sizeof *cursors);
    if (!cursors)
        return SVERKA_NO_MEMORY;
    uint64_t least = (uint64_t)first << (64 - bucket_bits);
    for (int64_t each = 0; each < count; each++) {
        const struct postings *from = segments + each;
        struct cursor *cursor = cursors + each;
        cursor->bucket = bucket_of(&from->shape, least);
        cursor->at = from->offsets[cursor->bucket];
        while (cursor->at < from->count && hash_at(from, cursor) < least)
            cursor->at++;
    }
    int64_t made = 0;
    for (int64_t bucket = first; bucket < last; bucket++) {
        int64_t begin = made;
        for (int64_t each = 0; each < count; each++) {
            const struct postings *from = segments + each;
            const int64_t *own = (const int64_t *)(uintptr_t)places[each];
            struct cursor *cursor = cursors + each;
            for (; cursor->at < from->count; cursor->at++) {
                uint64_t hash = hash_at(from, cursor);
                if (bucket_of(&shape, hash) != bucket)
                    break;
                int64_t doc = own[doc_of(&from->shape, from->postings[cursor->at])];
                if (doc >= 0)
                    packed[made++] = posting_of(&shape, hash, (uint64_t)doc);
            }
        }
        sort_bucket(packed + begin, made - begin);
        counts[bucket] += made - begin;
    }
    free(cursors);
    return made;
}
