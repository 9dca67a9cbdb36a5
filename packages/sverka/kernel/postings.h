/* Postings of a segment as src/sverka/corpus/postings.py has them, and how it hands them over. */
#ifndef SVERKA_POSTINGS_H
#define SVERKA_POSTINGS_H

#include <stdint.h>
#include <string.h>

struct shape {
    int64_t bucket_bits, doc_bits, hash_bits, width;
};

/* One segment; the fields and their order are those of Fields in src/sverka/corpus/postings.py. */
struct postings {
    struct shape shape;
    const int64_t *offsets;
    const uint8_t *postings; /* shape.width bytes each, with PAST bytes behind them that may be read */
    int64_t count;
    const uint8_t *sound;   /* for each page whether it was looked at */
    const uint32_t *docs;   /* numbers of the texts, rising */
    const uint64_t *owners; /* hashes of their owners */
    const uint8_t *alive;   /* whether they are there still; NULL: all of them */
    int64_t texts;
    int64_t file, start;    /* where to read the postings instead, and their first byte there; -1: nowhere */
    const int64_t *bases;   /* the same offsets in a quarter of the room: of every GROUP buckets the first offset, */
    const uint16_t *nears;  /* and of each how far it is from there; NULL: there are none; -1: they are too far */
};

static inline int64_t bucket_of(const struct shape *shape, uint64_t hash)
{
    return (int64_t)(hash >> (64 - shape->bucket_bits));
}

static inline uint64_t rest_of(const struct shape *shape, uint64_t hash)
{
    if (shape->hash_bits <= shape->bucket_bits)
        return 0;
    return hash << shape->bucket_bits >> (shape->bucket_bits + 64 - shape->hash_bits);
}

static inline uint64_t posting_of(const struct shape *shape, uint64_t hash, uint64_t doc)
{
    return rest_of(shape, hash) << shape->doc_bits | doc;
}

static inline uint64_t hash_of(const struct shape *shape, uint64_t bucket, uint64_t posting)
{
    return bucket << (64 - shape->bucket_bits) | posting >> shape->doc_bits << (64 - shape->hash_bits);
}

enum { PAST = 8, GROUP = 64 };

/* The places of a bucket's first posting and behind its last. */
struct range {
    int64_t low, high;
};

static inline struct range range_of(const struct postings *from, int64_t bucket)
{
    if (from->nears) {
        int64_t low = from->bases[bucket / GROUP], high = from->bases[(bucket + 1) / GROUP];
        if (low >= 0 && high >= 0)
            return (struct range){low + from->nears[bucket], high + from->nears[bucket + 1]};
    }
    return (struct range){from->offsets[bucket], from->offsets[bucket + 1]};
}

/* Postings are as narrow as they can be and are read eight bytes at a time. */
static inline uint64_t posting_at(const uint8_t *postings, int64_t width, int64_t at)
{
    uint64_t posting;
    memcpy(&posting, postings + at * width, sizeof posting);
    return posting & UINT64_MAX >> (64 - 8 * width);
}

static inline int64_t doc_of(const struct shape *shape, uint64_t posting)
{
    return (int64_t)(posting & (((uint64_t)1 << shape->doc_bits) - 1));
}

#endif
