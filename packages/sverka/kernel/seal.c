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

/* Packs hashes with their texts in the order of postings; adds to the count of each bucket. */
SVERKA int64_t sverka_pack(const uint64_t *hashes, const int64_t *docs, int64_t n, int64_t bucket_bits,
                           int64_t doc_bits, int64_t hash_bits, uint64_t *packed, int64_t *counts)
{
    struct shape shape = {bucket_bits, doc_bits, hash_bits};
    if (!n)
        return 0;
    int64_t first = bucket_of(&shape, hashes[0]), last = first;
    for (int64_t at = 1; at < n; at++) {
        int64_t bucket = bucket_of(&shape, hashes[at]);
        first = bucket < first ? bucket : first;
        last = bucket > last ? bucket : last;
    }
    uint32_t *ends = calloc((size_t)(last - first + 1), sizeof *ends);
    if (!ends)
        return SVERKA_NO_MEMORY;
    for (int64_t at = 0; at < n; at++)
        ends[bucket_of(&shape, hashes[at]) - first]++;
    uint32_t sum = 0;
    for (int64_t bucket = first; bucket <= last; bucket++) {
        uint32_t count = ends[bucket - first];
        counts[bucket] += count;
        ends[bucket - first] = sum;
        sum += count;
    }
    for (int64_t at = 0; at < n; at++)
        packed[ends[bucket_of(&shape, hashes[at]) - first]++] = posting_of(&shape, hashes[at], (uint64_t)docs[at]);
    uint32_t begin = 0;
    for (int64_t bucket = first; bucket <= last; bucket++) {
        sort_bucket(packed + begin, ends[bucket - first] - begin);
        begin = ends[bucket - first];
    }
    free(ends);
    return n;
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
