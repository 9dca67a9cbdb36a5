/* Finding a hash in its bucket: in mapped memory, or in what is read of the file. */
#ifndef SVERKA_BUCKET_H
#define SVERKA_BUCKET_H

#include <string.h>

#include "postings.h"
#include "reading.h"
#include "sverka.h"

enum { AROUND = 12, WAYS = 12, READ = 8192 };

/* Where a hash stands in its bucket if the others are spread evenly. */
static inline int64_t guess_of(const struct postings *from, uint64_t hash, int64_t low, int64_t high)
{
    uint64_t part = hash << from->shape.bucket_bits >> 32;
    return low + (int64_t)(part * (uint64_t)(high - low) >> 32);
}

/* The first posting of a range that is not below. Several places are read at a time, so that memory is waited for once. */
static inline int64_t posting_from(const uint8_t *bucket, int64_t width, int64_t low, int64_t high, uint64_t least)
{
    int64_t below;
    while (high - low > WAYS) {
        int64_t step = (high - low) / WAYS;
        below = 0;
        for (int64_t way = 1; way <= WAYS; way++)
            below += posting_at(bucket, width, low + way * step - 1) < least;
        high = below < WAYS ? low + (below + 1) * step - 1 : high;
        low += below * step;
    }
    below = 0;
    for (int64_t at = low; at < high; at++)
        below += posting_at(bucket, width, at) < least;
    return low + below;
}

/* The first of those around a guess that are looked at. */
static inline int64_t around(int64_t guess, int64_t size)
{
    int64_t low = guess - AROUND / 2;
    return low < 0 || size < AROUND ? 0 : low > size - AROUND ? size - AROUND : low;
}

/* The first of a bucket's `size` postings that is not below: as many as are below of those around a guess, nearly always, for
   steps that depend on what is read cost more than reading on. */
static inline int64_t posting_near(const uint8_t *bucket, int64_t width, int64_t size, uint64_t least, int64_t guess)
{
    if (size < AROUND)
        return posting_from(bucket, width, 0, size, least);
    int64_t low = around(guess, size), below = 0;
    for (int64_t at = 0; at < AROUND; at++)
        below += posting_at(bucket, width, low + at) < least;
    if (below == 0)
        return posting_from(bucket, width, 0, low, least);
    if (below == AROUND)
        return posting_from(bucket, width, low + AROUND, size, least);
    return low + below;
}

/* The postings of a bucket from `low` to `high`, counted from its first, which stand at `postings`. */
struct bucket {
    const struct postings *from;
    struct range range;
    const uint8_t *postings;
    int64_t low, high;
    uint8_t *read; /* READ + PAST bytes */
};

static inline bool bucket_read(struct bucket *of, int64_t low, int64_t count)
{
    int64_t width = of->from->shape.width;
    if (!read_at(of->from->file, of->read, count * width, of->from->start + (of->range.low + low) * width))
        return false;
    memset(of->read + count * width, 0, PAST);
    of->postings = of->read;
    of->low = low;
    of->high = low + count;
    return true;
}

/* Has the bucket from a place on, as much of it as is read at a time; where it cannot be read, all of it. */
static inline void bucket_from(struct bucket *of, int64_t low)
{
    int64_t size = of->range.high - of->range.low, width = of->from->shape.width, most = READ / width;
    if (bucket_read(of, low, size - low < most ? size - low : most))
        return;
    of->postings = of->from->postings + of->range.low * width;
    of->low = 0;
    of->high = size;
}

static inline uint64_t bucket_at(struct bucket *of, int64_t at)
{
    if (at >= of->high)
        bucket_from(of, at);
    return posting_at(of->postings, of->from->shape.width, at - of->low);
}

/* The first posting of a bucket that is not below; `part`: where it may be. One that is larger than what is read at a time is not
   mapped for it either: single postings are read. */
static inline int64_t bucket_first(struct bucket *of, struct range part, uint64_t hash, uint64_t least)
{
    int64_t size = of->range.high - of->range.low, width = of->from->shape.width, low = 0, high = size;
    while (of->from->file >= 0 && size > READ / width && high - low > READ / width / 2) {
        int64_t middle = low + (high - low) / 2;
        if (!bucket_read(of, middle, 1))
            break;
        if (posting_at(of->read, width, 0) < least)
            low = middle + 1;
        else
            high = middle;
    }
    bucket_from(of, low);
    if (part.high - part.low < size)
        return posting_from(of->postings, width, part.low - of->range.low, part.high - of->range.low, least);
    if (of->high - of->low == size)
        return posting_near(of->postings, width, size, least, guess_of(of->from, hash, 0, size));
    return of->low + posting_from(of->postings, width, 0, of->high - of->low, least);
}

#endif
