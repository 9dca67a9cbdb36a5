/* Looking hashes up: src/sverka/corpus/postings.py and memory.py say what is found. */
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#include <stdlib.h>

#include "postings.h"
#include "reading.h"
#include "sverka.h"

enum { PAGE = 4096, AHEAD = 16, STEPS = 12, READ = 8192 };

#if defined(__GNUC__) || defined(__clang__)
#define FETCH(place) __builtin_prefetch(place)
#else
#define FETCH(place) (void)(place)
#endif

/* Which texts do not count, both sorted. */
struct without {
    const uint64_t *owners;
    int64_t owner_count;
    const uint32_t *docs;
    int64_t doc_count;
};

/* What was found: which hash, and the number of a text, side by side. */
struct found {
    int64_t *which;
    uint32_t *docs;
    int64_t count, room;
};

static bool admissible(const struct postings *from, const struct without *without, int64_t place)
{
    if (!from->alive[place])
        return false;
    int64_t low = 0, high = without->owner_count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (without->owners[middle] == from->owners[place])
            return false;
        if (without->owners[middle] < from->owners[place])
            low = middle + 1;
        else
            high = middle;
    }
    low = 0;
    high = without->doc_count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (without->docs[middle] == from->docs[place])
            return false;
        if (without->docs[middle] < from->docs[place])
            low = middle + 1;
        else
            high = middle;
    }
    return true;
}

static bool note(struct found *found, int64_t which, uint32_t doc)
{
    if (found->count == found->room)
        return false;
    found->which[found->count] = which;
    found->docs[found->count++] = doc;
    return true;
}

static int64_t first_from(const uint64_t *values, int64_t low, int64_t high, uint64_t least)
{
    while (high - low > 0) {
        int64_t middle = low + (high - low) / 2;
        if (values[middle] < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where a hash stands in its bucket if the others are spread evenly. */
static int64_t guess_of(const struct postings *from, uint64_t hash, int64_t low, int64_t high)
{
    uint64_t part = hash << from->shape.bucket_bits >> 32;
    return low + (int64_t)(part * (uint64_t)(high - low) >> 32);
}

static int64_t posting_from(const uint8_t *bucket, int64_t width, int64_t low, int64_t high, uint64_t least)
{
    while (high - low > 0) {
        int64_t middle = low + (high - low) / 2;
        if (posting_at(bucket, width, middle) < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first of a bucket's `size` postings that is not below, from a guess on: mostly a few steps within a line of the cache. */
static int64_t posting_near(const uint8_t *bucket, int64_t width, int64_t size, uint64_t least, int64_t guess)
{
    if (posting_at(bucket, width, guess) < least) {
        for (int steps = 0; steps < STEPS; steps++)
            if (++guess == size || posting_at(bucket, width, guess) >= least)
                return guess;
        return posting_from(bucket, width, guess, size, least);
    }
    for (int steps = 0; steps < STEPS; steps++, guess--)
        if (guess == 0 || posting_at(bucket, width, guess - 1) < least)
            return guess;
    return posting_from(bucket, width, 0, guess, least);
}

/* The ranges of the buckets of all hashes; notes pages of them that were never looked at. Answers false without room. */
static bool ranges_of(const struct postings *from, const uint64_t *hashes, int64_t n, int64_t *low, int64_t segment,
                      int64_t *unseen, int64_t room, int64_t *unseen_count)
{
    for (int64_t at = 0; at < n; at++) {
        if (at + AHEAD < n)
            FETCH(from->offsets + bucket_of(&from->shape, hashes[at + AHEAD]));
        int64_t bucket = bucket_of(&from->shape, hashes[at]);
        int64_t begin = from->offsets[bucket], end = from->offsets[bucket + 1];
        low[2 * at] = begin;
        low[2 * at + 1] = end;
        if (begin == end)
            continue;
        if (!from->sound)
            continue;
        int64_t width = from->shape.width;
        for (int64_t page = begin * width / PAGE; page <= (end * width - 1) / PAGE; page++) {
            if (from->sound[page])
                continue;
            int64_t name = segment << 40 | page;
            if (*unseen_count && unseen[*unseen_count - 1] == name)
                continue;
            if (*unseen_count == room)
                return false;
            unseen[(*unseen_count)++] = name;
        }
    }
    return true;
}

/* Of one hash, over all segments: how many texts were looked at, and whether any counts. */
struct progress {
    int32_t looked;
    bool any;
};

/* The texts that have a hash, of more than `most` the first, and of those beyond one when none of the first counts. */
static bool take(const struct postings *from, const uint8_t *bucket, const struct without *without, int64_t which,
                 int64_t left, int64_t high, uint64_t greatest, int64_t most, struct progress *progress,
                 struct found *found)
{
    for (int64_t at = left; at < high; at++) {
        uint64_t posting = posting_at(bucket, from->shape.width, at);
        if (posting > greatest)
            break;
        if (progress->looked >= most && progress->any)
            break;
        progress->looked++;
        int64_t place = doc_of(&from->shape, posting);
        if (!admissible(from, without, place))
            continue;
        progress->any = true;
        if (!note(found, which, from->docs[place]))
            return false;
    }
    return true;
}

/* Where hashes (sorted, each once) occur in segments. Takes the pages that must be looked at first (segment << 40 | page) and
   finds nothing while there are any; TOO_MANY: without room for these or for what is found. */
SVERKA int64_t sverka_find(const struct postings *segments, int64_t count, const uint64_t *hashes, int64_t n,
                           int64_t most, const uint64_t *owners, int64_t owner_count, const uint32_t *left_out,
                           int64_t left_out_count, int64_t *which, uint32_t *docs, int64_t room, int64_t *unseen,
                           int64_t *unseen_count)
{
    struct without without = {owners, owner_count, left_out, left_out_count};
    struct found found = {which, docs, 0, room};
    int64_t *ranges = malloc((size_t)n * 2 * sizeof *ranges + 1), answer = 0;
    struct progress *progress = calloc((size_t)n + 1, sizeof *progress);
    uint8_t read[READ + PAST] = {0};
    if (!ranges || !progress)
        answer = SVERKA_NO_MEMORY;
    *unseen_count = 0;
    for (int64_t each = 0; each < count && !answer; each++) {
        const struct postings *from = segments + each;
        if (!ranges_of(from, hashes, n, ranges, each, unseen, room, unseen_count))
            answer = SVERKA_TOO_MANY;
        for (int64_t at = 0; !*unseen_count && at < n && !answer; at++) {
            if (at + AHEAD < n && from->file < 0) {
                const int64_t *next = ranges + 2 * (at + AHEAD);
                FETCH(from->postings + from->shape.width * guess_of(from, hashes[at + AHEAD], next[0], next[1]));
            }
            int64_t low = ranges[2 * at], high = ranges[2 * at + 1];
            if (low == high)
                continue;
            uint64_t least = rest_of(&from->shape, hashes[at]) << from->shape.doc_bits;
            uint64_t greatest = least | (((uint64_t)1 << from->shape.doc_bits) - 1);
            int64_t size = high - low, width = from->shape.width;
            const uint8_t *bucket = from->postings + low * width;
            if (size * width <= READ && read_at(from->file, read, size * width, from->start + low * width))
                bucket = read;
            int64_t left = posting_near(bucket, width, size, least, guess_of(from, hashes[at], 0, size));
            if (left < size && posting_at(bucket, width, left) <= greatest
                && !take(from, bucket, &without, at, left, size, greatest, most, progress + at, &found))
                answer = SVERKA_TOO_MANY;
        }
    }
    free(ranges);
    free(progress);
    return answer ? answer : *unseen_count ? 0 : found.count;
}

/* The same in a sorted piece of memory: `offsets` of its buckets of `bits` bits; `counts` says of each number from `first` on
   whether it counts. */
SVERKA int64_t sverka_find_piece(const uint64_t *piece, const uint32_t *piece_docs, const int64_t *offsets,
                                 int64_t bits, const uint64_t *hashes, int64_t n, const uint8_t *counts, int64_t first,
                                 int64_t *which, uint32_t *docs, int64_t room)
{
    struct found found = {which, docs, 0, room};
    for (int64_t at = 0; at < n; at++) {
        if (at + AHEAD < n)
            FETCH(piece + offsets[hashes[at + AHEAD] >> (64 - bits)]);
        int64_t bucket = (int64_t)(hashes[at] >> (64 - bits)), high = offsets[bucket + 1];
        int64_t left = first_from(piece, offsets[bucket], high, hashes[at]);
        for (; left < high && piece[left] == hashes[at]; left++)
            if (counts[piece_docs[left] - first] && !note(&found, at, piece_docs[left]))
                return SVERKA_TOO_MANY;
    }
    return found.count;
}

/* In which segment each of some texts is, -1 for none, and at which place of it. */
SVERKA int64_t sverka_locate(const struct postings *segments, int64_t count, const uint32_t *docs, int64_t n,
                             int64_t *whose, int64_t *places)
{
    for (int64_t at = 0; at < n; at++) {
        whose[at] = -1;
        for (int64_t each = 0; each < count && whose[at] < 0; each++) {
            const struct postings *from = segments + each;
            int64_t low = 0, high = from->texts;
            while (low < high) {
                int64_t middle = (low + high) / 2;
                if (from->docs[middle] < docs[at])
                    low = middle + 1;
                else
                    high = middle;
            }
            if (low < from->texts && from->docs[low] == docs[at]) {
                whose[at] = each;
                places[at] = low;
            }
        }
    }
    return n;
}
