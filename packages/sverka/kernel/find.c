/* Looking hashes up: src/sverka/corpus/postings.py and memory.py say what is found. */
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#include <string.h>

#include "asked.h"
#include "bucket.h"

enum { PAGE = 4096, AHEAD = 64, FURTHER = 512 };

/* Of one hash, over all segments: how many texts were looked at, and whether any counts. */
struct progress {
    int32_t looked;
    bool any;
};

/* Postings of one hash that are left when `most` texts were looked at: one of them counts when none of the first does. */
struct rest {
    int64_t at, left;
};

/* One look-up: memory that it takes, and what it came to so far. */
struct search {
    const uint64_t *hashes;
    int64_t n, most;
    const struct without *without;
    struct range *ranges, *parts; /* the bucket of each hash, and the part of it where the hash may begin */
    int32_t *wide;
    struct progress *progress;
    struct rest *rests;
    struct found *found;
    bool plain; /* of the segment: whether all of its texts count, and have numbers one behind another */
};

static bool admissible(const struct postings *from, const struct without *without, int64_t place)
{
    if (from->alive && !from->alive[place])
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

/* A bucket that has many more postings than others has many of few hashes, and is not spread evenly. */
static bool is_wide(const struct postings *from, struct range range)
{
    return from->file < 0 && range.high - range.low > 2 * AROUND + ((3 * from->count >> from->shape.bucket_bits) >> 1);
}

/* The buckets of all hashes; asks the processor for what will be read of them, so that memory is waited for once. */
static void ranges_of(const struct postings *from, const struct search *of)
{
    for (int64_t at = 0; at < of->n; at++) {
        if (at + AHEAD < of->n) {
            int64_t next = bucket_of(&from->shape, of->hashes[at + AHEAD]);
            FETCH(from->nears ? (const void *)(from->nears + next) : (const void *)(from->offsets + next));
        }
        struct range range = range_of(from, bucket_of(&from->shape, of->hashes[at]));
        of->ranges[at] = of->parts[at] = range;
        if (range.low == range.high)
            continue;
        FETCH(from->sound + range.low * from->shape.width / PAGE);
        if (from->file >= 0)
            continue;
        if (is_wide(from, range)) {
            FETCH(from->postings + from->shape.width * (range.low + (range.high - range.low) / 2));
            continue;
        }
        int64_t size = range.high - range.low, width = from->shape.width;
        const uint8_t *first = from->postings + width * (range.low + around(guess_of(from, of->hashes[at], 0, size), size));
        FETCH(first);
        FETCH(first + width * AROUND);
    }
}

/* Notes pages that were never looked at; `name`: of the first page of the segment. Answers false without room. */
static bool unseen_of(const struct postings *from, const struct search *of, int64_t name, struct unseen *unseen)
{
    for (int64_t at = 0; at < of->n; at++) {
        struct range range = of->ranges[at];
        if (range.low == range.high)
            continue;
        int64_t width = from->shape.width;
        for (int64_t page = range.low * width / PAGE; page <= (range.high * width - 1) / PAGE; page++) {
            if (from->sound[page] || (unseen->count && unseen->pages[unseen->count - 1] == (name | page)))
                continue;
            if (unseen->count == unseen->room)
                return false;
            unseen->pages[unseen->count++] = name | page;
        }
    }
    return true;
}

/* Halves wide buckets, all of them once before any of them again: so memory is waited for once a round. */
static void narrow(const struct postings *from, const struct search *of)
{
    int64_t count = 0, width = from->shape.width;
    for (int64_t at = 0; at < of->n; at++) {
        of->wide[count] = (int32_t)at;
        count += is_wide(from, of->ranges[at]);
    }
    while (count) {
        int64_t kept = 0;
        for (int64_t each = 0; each < count; each++) {
            struct range *part = of->parts + of->wide[each];
            uint64_t least = rest_of(&from->shape, of->hashes[of->wide[each]]) << from->shape.doc_bits;
            int64_t middle = part->low + (part->high - part->low) / 2;
            bool below = posting_at(from->postings, width, middle) < least;
            part->low = below ? middle + 1 : part->low;
            part->high = below ? part->high : middle;
            int64_t size = part->high - part->low;
            FETCH(from->postings + width * (size > AROUND ? part->low + size / 2 : part->low));
            if (size <= AROUND)
                FETCH(from->postings + width * part->high);
            of->wide[kept] = of->wide[each];
            kept += size > AROUND;
        }
        count = kept;
    }
}

/* Asks the processor for what will say whether a text counts, and its number. */
static inline void ask_for(const struct postings *from, const struct search *of, int64_t place)
{
    if (of->plain)
        return;
    if (from->alive)
        FETCH(from->alive + place);
    FETCH(from->docs + place);
    if (of->without->owner_count)
        FETCH(from->owners + place);
}

/* The texts of one hash, `most` over all segments; they are noted by their places, and whether they count is looked at later, when
   the processor has what it was asked for here. Answers where postings of the hash are left, -1: nowhere. */
static int64_t take(const struct postings *from, struct search *of, int64_t at, bool *full)
{
    uint8_t read[READ + PAST];
    struct bucket bucket = {from, of->ranges[at], NULL, 0, 0, read};
    uint64_t least = rest_of(&from->shape, of->hashes[at]) << from->shape.doc_bits;
    uint64_t greatest = least | (((uint64_t)1 << from->shape.doc_bits) - 1);
    int64_t size = bucket.range.high - bucket.range.low, left = bucket_first(&bucket, of->parts[at], of->hashes[at], least);
    int64_t more = of->most - of->progress[at].looked, first = left, last = more < size - left ? left + (more < 0 ? 0 : more) : size;
    if (last - left > of->found->room - of->found->count)
        last = left + of->found->room - of->found->count;
    for (; left < last && bucket_at(&bucket, left) <= greatest; left++) {
        int64_t place = doc_of(&from->shape, bucket_at(&bucket, left));
        FETCH(bucket.postings + from->shape.width * (left - bucket.low) + FURTHER);
        ask_for(from, of, place);
        of->found->which[of->found->count] = at;
        of->found->docs[of->found->count++] = (uint32_t)place + (of->plain ? from->docs[0] : 0);
    }
    of->progress[at].looked += (int32_t)(left - first);
    of->progress[at].any |= of->plain && left > first;
    if (left < last || left == size || bucket_at(&bucket, left) > greatest)
        return -1;
    *full = of->progress[at].looked < of->most;
    return bucket.range.low + left;
}

/* Keeps of what was noted from `first` on what counts. */
static void keep(const struct postings *from, struct search *of, int64_t first)
{
    struct found *found = of->found;
    int64_t kept = first;
    for (int64_t at = first; at < found->count; at++) {
        int64_t place = found->docs[at];
        if (!admissible(from, of->without, place))
            continue;
        of->progress[found->which[at]].any = true;
        found->which[kept] = found->which[at];
        found->docs[kept++] = from->docs[place];
    }
    found->count = kept;
}

/* Of a hash none of whose first texts counts, the first that does. */
static bool look_further(const struct postings *from, struct search *of, struct rest rest)
{
    uint64_t least = rest_of(&from->shape, of->hashes[rest.at]) << from->shape.doc_bits;
    uint64_t greatest = least | (((uint64_t)1 << from->shape.doc_bits) - 1);
    for (int64_t left = rest.left; left < of->ranges[rest.at].high; left++) {
        uint64_t posting = posting_at(from->postings, from->shape.width, left);
        if (posting > greatest)
            break;
        int64_t place = doc_of(&from->shape, posting);
        if (admissible(from, of->without, place)) {
            of->progress[rest.at].any = true;
            return note(of->found, rest.at, from->docs[place]);
        }
    }
    return true;
}

static bool find_in(const struct postings *from, struct search *of)
{
    int64_t first = of->found->count, rests = 0;
    bool full = false;
    narrow(from, of);
    of->plain = !from->alive && !of->without->owner_count && !of->without->doc_count && from->texts
                && from->docs[from->texts - 1] - from->docs[0] == from->texts - 1;
    for (int64_t at = 0; at < of->n && !full; at++) {
        if (of->ranges[at].low == of->ranges[at].high || (of->progress[at].any && of->progress[at].looked >= of->most))
            continue;
        int64_t left = take(from, of, at, &full);
        if (left >= 0)
            of->rests[rests++] = (struct rest){at, left};
    }
    if (full)
        return false;
    if (!of->plain)
        keep(from, of, first);
    for (int64_t each = 0; each < rests; each++)
        if (!of->progress[of->rests[each].at].any && !look_further(from, of, of->rests[each]))
            return false;
    return true;
}

/* Where hashes (sorted, each once) occur in segments: adds to what was found, and finds nothing while there are pages that must be
   looked at first, which it adds to these. TOO_MANY: without room. */
int64_t find_stored(const struct postings *segments, int64_t count, int64_t kind, const uint64_t *hashes, int64_t n, int64_t most,
                    const struct without *without, struct arena *arena, struct found *found, struct unseen *unseen)
{
    struct search of = {hashes, n, most, without, NULL, NULL, NULL, NULL, NULL, found, false};
    of.ranges = arena_take(arena, n, sizeof *of.ranges);
    of.parts = arena_take(arena, n, sizeof *of.parts);
    of.wide = arena_take(arena, n + 1, sizeof *of.wide);
    of.progress = arena_take(arena, n, sizeof *of.progress);
    of.rests = arena_take(arena, n, sizeof *of.rests);
    if (!of.ranges || !of.parts || !of.wide || !of.progress || !of.rests)
        return SVERKA_TOO_MANY;
    memset(of.progress, 0, (size_t)n * sizeof *of.progress);
    for (int64_t each = 0; each < count; each++) {
        ranges_of(segments + each, &of);
        if (!unseen_of(segments + each, &of, kind << KIND_SHIFT | each << SEGMENT_SHIFT, unseen))
            return SVERKA_TOO_MANY;
        if (!unseen->count && !find_in(segments + each, &of))
            return SVERKA_TOO_MANY;
    }
    return 0;
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

/* In which segment a text is, and at which place of it; false: in none. */
bool find_place(const struct postings *segments, int64_t count, uint32_t doc, int64_t *segment, int64_t *place)
{
    for (int64_t each = 0; each < count; each++) {
        const struct postings *from = segments + each;
        int64_t low = 0, high = from->texts;
        if (!high || doc < from->docs[0] || doc > from->docs[high - 1])
            continue;
        while (low < high) {
            int64_t middle = (low + high) / 2;
            if (from->docs[middle] < doc)
                low = middle + 1;
            else
                high = middle;
        }
        if (from->docs[low] == doc) {
            *segment = each;
            *place = low;
            return true;
        }
    }
    return false;
}
