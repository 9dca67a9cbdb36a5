/* Postings of many segments into one: src/sverka/corpus/postings.py says what they are.

   A group of buckets at a time, so few that they stay in the cache: the postings of every segment are decoded one after another,
   spread by further bits of their hashes over slots of one or two, put together slot by slot, and are in order then but for
   neighbours. That takes as long for many segments as for two, and nothing is compared whose outcome is not nearly sure. */
#include <stdlib.h>
#include <string.h>

#include "postings.h"
#include "sverka.h"

enum { GROUP_BITS = 5, FINER = 5, SLOTS = 1 << (GROUP_BITS + FINER), CROWD = 48 };

/* Where a segment's postings go on, their bucket, and what its texts become: `places` says it of each, -1 of one that left; where
   there are none each becomes itself and `base`. */
struct cursor {
    const struct postings *from;
    int64_t at, bucket;
    const int64_t *places;
    int64_t base;
};

/* The buckets that are made together: the last hash that belongs to them, the slot of a hash, and what is found for them. A key is
   a posting with its bucket, counted from the first of the group, above it. */
struct group {
    uint64_t last;
    int64_t first, shift, first_slot, count, room;
    uint64_t *keys, *sorted;
    uint16_t *slots;
    uint32_t ends[SLOTS];
};

static int by_value(const void *left, const void *right)
{
    uint64_t mine = *(const uint64_t *)left, theirs = *(const uint64_t *)right;
    return (mine > theirs) - (mine < theirs);
}

static void start(struct cursor *cursor, uint64_t least)
{
    const struct postings *from = cursor->from;
    cursor->bucket = bucket_of(&from->shape, least);
    cursor->at = from->offsets[cursor->bucket];
    int64_t stop = from->offsets[cursor->bucket + 1];
    while (cursor->at < stop
           && hash_of(&from->shape, (uint64_t)cursor->bucket, posting_at(from->postings, from->shape.width, cursor->at))
                  < least)
        cursor->at++;
}

/* Takes the postings of a segment that belong to a group. */
static void gather(const struct shape *shape, struct cursor *cursor, struct group *group)
{
    const struct postings *from = cursor->from;
    const struct shape own = from->shape, made = *shape;
    const int64_t *places = cursor->places;
    int64_t at = cursor->at, bucket = cursor->bucket, count = group->count;
    while (at < from->count) {
        while (from->offsets[bucket + 1] <= at)
            bucket++;
        int64_t stop = from->offsets[bucket + 1];
        for (; at < stop; at++) {
            uint64_t posting = posting_at(from->postings, own.width, at);
            uint64_t hash = hash_of(&own, (uint64_t)bucket, posting);
            if (hash > group->last)
                goto done;
            int64_t doc = doc_of(&own, posting);
            doc = places ? places[doc] : doc + cursor->base;
            if (doc < 0)
                continue;
            uint64_t inside = (uint64_t)(bucket_of(&made, hash) - group->first);
            int64_t slot = (int64_t)(hash >> group->shift) - group->first_slot;
            group->keys[count] = inside << 8 * made.width | posting_of(&made, hash, (uint64_t)doc);
            group->slots[count++] = (uint16_t)slot;
            group->ends[slot]++;
        }
    }
done:
    cursor->at = at;
    cursor->bucket = bucket;
    group->count = count;
}

/* Puts what was taken into its order. */
static void sort(struct group *group, int64_t slots)
{
    uint32_t sum = 0, largest = 0;
    for (int64_t slot = 0; slot < slots; slot++) {
        uint32_t size = group->ends[slot];
        largest = size > largest ? size : largest;
        group->ends[slot] = sum;
        sum += size;
    }
    uint64_t *sorted = group->sorted;
    for (int64_t at = 0; at < group->count; at++)
        sorted[group->ends[group->slots[at]]++] = group->keys[at];
    for (int64_t slot = 0, begin = 0; largest > CROWD && slot < slots; begin = group->ends[slot++])
        if (group->ends[slot] - begin > CROWD)
            qsort(sorted + begin, (size_t)(group->ends[slot] - begin), sizeof *sorted, by_value);
    for (int64_t at = 1; at < group->count; at++) {
        uint64_t key = sorted[at];
        int64_t to = at;
        for (; to && sorted[to - 1] > key; to--)
            sorted[to] = sorted[to - 1];
        sorted[to] = key;
    }
}

/* Room for what a group may take; false without memory. */
static bool make_room(struct group *group, const struct cursor *cursors, int64_t count)
{
    int64_t most = 0;
    for (int64_t each = 0; each < count; each++) {
        const struct postings *from = cursors[each].from;
        most += from->offsets[bucket_of(&from->shape, group->last) + 1] - cursors[each].at;
    }
    if (most <= group->room)
        return true;
    free(group->keys);
    group->room = 2 * most;
    group->keys = malloc((size_t)group->room * (2 * sizeof *group->keys + sizeof *group->slots));
    if (!group->keys)
        return false;
    group->sorted = group->keys + group->room;
    group->slots = (uint16_t *)(group->sorted + group->room);
    return true;
}

/* The postings of some segments whose hashes lie in the new buckets from `first` to before `last`, merged; `places` has for each
   segment the address of what its texts become, or 0 where they become themselves and `bases`. Postings have seven bytes at most.
   Adds to the count of each bucket; answers how many there are. `packed` has PAST bytes more than they can take. */
SVERKA int64_t sverka_merge(const struct postings *segments, int64_t count, const uint64_t *places,
                            const int64_t *bases, int64_t bucket_bits, int64_t doc_bits, int64_t hash_bits,
                            int64_t width, int64_t first, int64_t last, uint8_t *packed, int64_t *counts)
{
    struct shape shape = {bucket_bits, doc_bits, hash_bits, width};
    struct cursor *cursors = malloc((size_t)count * sizeof *cursors + 1);
    struct group *group = calloc(1, sizeof *group);
    int64_t finer = hash_bits - bucket_bits < FINER ? hash_bits - bucket_bits : FINER, made = 0;
    bool able = cursors && group;
    for (int64_t each = 0; able && each < count; each++) {
        cursors[each] = (struct cursor){segments + each, 0, 0, (const int64_t *)(uintptr_t)places[each], bases[each]};
        start(cursors + each, (uint64_t)first << (64 - bucket_bits));
    }
    for (int64_t bucket = first; able && bucket < last;) {
        int64_t stop = last - bucket < 1 << GROUP_BITS ? last : bucket + (1 << GROUP_BITS);
        int64_t slots = (stop - bucket) << finer;
        group->first = bucket;
        group->first_slot = bucket << finer;
        group->shift = 64 - bucket_bits - finer;
        group->last = ((uint64_t)stop << (64 - bucket_bits)) - 1;
        group->count = 0;
        able = make_room(group, cursors, count);
        if (!able)
            break;
        memset(group->ends, 0, (size_t)slots * sizeof *group->ends);
        for (int64_t each = 0; each < count; each++)
            gather(&shape, cursors + each, group);
        sort(group, slots);
        for (int64_t at = 0; at < group->count; at++)
            memcpy(packed + made++ * width, group->sorted + at, sizeof *group->sorted);
        for (uint32_t begin = 0; bucket < stop; bucket++) {
            uint32_t end = group->ends[((bucket + 1 - group->first) << finer) - 1];
            counts[bucket] += end - begin;
            begin = end;
        }
    }
    if (group)
        free(group->keys);
    free(group);
    free(cursors);
    return able ? made : SVERKA_NO_MEMORY;
}
