/* Postings of a new segment, from texts: src/sverka/corpus/postings.py says what they are. */
#include <stdlib.h>
#include <string.h>

#include "postings.h"
#include "sverka.h"

/* Slots of about one each; more in one are sorted by themselves. */
enum { COARSE_BITS = 8, COARSE = 1 << COARSE_BITS, FINEST = 16, CROWD = 48 };

static int by_value(const void *left, const void *right)
{
    uint64_t mine = *(const uint64_t *)left, theirs = *(const uint64_t *)right;
    return (mine > theirs) - (mine < theirs);
}

/* Puts hashes with their texts into parts by their highest bits: within one all further work stays in the cache. A key is a posting
   whose bucket is its part. */
static void part(const struct shape *coarse, const uint64_t *hashes, const int64_t *docs, int64_t n, uint64_t *keys, int64_t *ends)
{
    memset(ends, 0, COARSE * sizeof *ends);
    for (int64_t at = 0; at < n; at++)
        ends[bucket_of(coarse, hashes[at])]++;
    int64_t sum = 0;
    for (int64_t each = 0; each < COARSE; each++) {
        int64_t count = ends[each];
        ends[each] = sum;
        sum += count;
    }
    for (int64_t at = 0; at < n; at++)
        keys[ends[bucket_of(coarse, hashes[at])]++] = posting_of(coarse, hashes[at], (uint64_t)docs[at]);
}

/* Sorts the keys of a part, which have no bits above `bits`, into `sorted`; `ends` has room for 1 << FINEST. */
static void sort_part(const uint64_t *keys, int64_t n, int64_t bits, uint64_t *sorted, uint32_t *ends)
{
    int64_t finer = 0;
    while (finer < FINEST && finer < bits && (int64_t)1 << finer < n)
        finer++;
    int64_t slots = (int64_t)1 << finer, shift = bits - finer;
    memset(ends, 0, (size_t)slots * sizeof *ends);
    for (int64_t at = 0; at < n; at++)
        ends[keys[at] >> shift]++;
    uint32_t sum = 0, largest = 0;
    for (int64_t slot = 0; slot < slots; slot++) {
        uint32_t size = ends[slot];
        largest = size > largest ? size : largest;
        ends[slot] = sum;
        sum += size;
    }
    for (int64_t at = 0; at < n; at++)
        sorted[ends[keys[at] >> shift]++] = keys[at];
    for (int64_t slot = 0, begin = 0; largest > CROWD && slot < slots; begin = ends[slot++])
        if (ends[slot] - begin > CROWD)
            qsort(sorted + begin, (size_t)(ends[slot] - begin), sizeof *sorted, by_value);
    for (int64_t at = 1; at < n; at++) {
        uint64_t key = sorted[at];
        int64_t to = at;
        for (; to && sorted[to - 1] > key; to--)
            sorted[to] = sorted[to - 1];
        sorted[to] = key;
    }
}

/* Packs hashes with their texts in the order of postings; adds to the count of each bucket. A text and what a hash has below COARSE_BITS
   take 64 bits at most. `room` has as many items; `packed` PAST bytes more than `width` times as many. */
SVERKA int64_t sverka_pack(const uint64_t *hashes, const int64_t *docs, int64_t n, int64_t bucket_bits,
                           int64_t doc_bits, int64_t hash_bits, int64_t width, uint64_t *room, uint8_t *packed,
                           int64_t *counts)
{
    struct shape shape = {bucket_bits, doc_bits, hash_bits, width}, coarse = {COARSE_BITS, doc_bits, hash_bits, 8};
    int64_t bits = doc_bits + (hash_bits > COARSE_BITS ? hash_bits - COARSE_BITS : 0);
    int64_t ends[COARSE], begin = 0, largest = 0;
    part(&coarse, hashes, docs, n, room, ends);
    for (int64_t each = 0; each < COARSE; begin = ends[each++])
        largest = ends[each] - begin > largest ? ends[each] - begin : largest;
    uint64_t *sorted = malloc((size_t)largest * sizeof *sorted + (sizeof(uint32_t) << FINEST));
    if (!sorted)
        return SVERKA_NO_MEMORY;
    uint32_t *slots = (uint32_t *)(sorted + largest);
    begin = 0;
    for (int64_t each = 0; each < COARSE; begin = ends[each++]) {
        int64_t count = ends[each] - begin;
        sort_part(room + begin, count, bits, sorted, slots);
        for (int64_t at = 0; at < count; at++) {
            uint64_t hash = hash_of(&coarse, (uint64_t)each, sorted[at]);
            uint64_t posting = posting_of(&shape, hash, (uint64_t)doc_of(&coarse, sorted[at]));
            counts[bucket_of(&shape, hash)]++;
            memcpy(packed + (begin + at) * width, &posting, sizeof posting);
        }
    }
    free(sorted);
    return n;
}
