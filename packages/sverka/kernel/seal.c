/* Postings of a new segment, from texts or from other segments: src/sverka/corpus/postings.py says what they are. */
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

enum { COARSE_BITS = 8, COARSE = 1 << COARSE_BITS, FINER = 2 };

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
   Answers how many there are. */
SVERKA int64_t sverka_pack(const uint64_t *hashes, const int64_t *docs, int64_t n, int64_t bucket_bits,
                           int64_t doc_bits, int64_t hash_bits, uint64_t *room, uint64_t *packed, int64_t *counts)
{
    struct shape shape = {bucket_bits, doc_bits, hash_bits};
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
        answer = n;
    }
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
    /* Finer than the buckets, so that little is left to sort. */
    struct shape fine = shape;
    fine.bucket_bits += hash_bits - bucket_bits < FINER ? hash_bits - bucket_bits : FINER;
    int64_t finer = fine.bucket_bits - bucket_bits, made = 0;
    for (int64_t bucket = first << finer; bucket < last << finer; bucket++) {
        int64_t begin = made;
        for (int64_t each = 0; each < count; each++) {
            const struct postings *from = segments + each;
            const int64_t *own = (const int64_t *)(uintptr_t)places[each];
            struct cursor *cursor = cursors + each;
            for (; cursor->at < from->count; cursor->at++) {
                uint64_t hash = hash_at(from, cursor);
                if (bucket_of(&fine, hash) != bucket)
                    break;
                int64_t doc = own[doc_of(&from->shape, from->postings[cursor->at])];
                if (doc >= 0)
                    packed[made++] = posting_of(&shape, hash, (uint64_t)doc);
            }
        }
        sort_bucket(packed + begin, made - begin);
        counts[bucket >> finer] += made - begin;
    }
    free(cursors);
    return made;
}
