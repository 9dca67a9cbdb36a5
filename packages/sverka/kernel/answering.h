/* What the two halves of answering share: answer.c looks up and compares, sources.c makes the answer. */
#ifndef SVERKA_ANSWERING_H
#define SVERKA_ANSWERING_H

#include "asked.h"

enum { CANDIDATES = 12 };
enum { DONE = 0, PAGES = 1, ADDRESSES = 2 };

/* What a segment has of texts besides postings; as _Texts in src/sverka/corpus/checking.py. */
struct texts {
    const uint16_t *bags;
    const uint64_t *bag_ends;
    const uint8_t *bag_sound;
    int64_t file, bag_start;
    const uint8_t *keys;
    const uint64_t *key_ends;
};

/* Sorted hashes in memory; as _Piece in src/sverka/corpus/checking.py. */
struct piece {
    const uint64_t *hashes;
    const uint32_t *docs;
    const int64_t *offsets;
    int64_t bits;
};

/* A corpus; as _Shelf in src/sverka/corpus/checking.py. Postings and pieces are those of shingles and of pairs. */
struct shelf {
    const struct postings *postings[2];
    const struct texts *texts;
    int64_t segments;
    const struct piece *pieces[2];
    int64_t piece_counts[2], first;
    int64_t most[2];
};

/* What the caller wants, and where it is told what it must do first, or where the answer is. */
struct wanted {
    const struct without *without;
    const uint8_t *counts;
    int64_t most, length;
    const uint64_t *addresses;
    uint8_t *memory;
    int64_t *told;
};

/* What is rewritten: the runs of sentences of any text, and of the texts that most is rewritten from, those first. */
struct rewriting {
    int64_t count;
    uint32_t docs[CANDIDATES];
    int64_t characters[CANDIDATES + 1], ends[CANDIDATES + 1];
    int64_t *firsts, *lasts;
};

static inline int64_t tell(const struct wanted *wanted, const void *array, int64_t count, int64_t what)
{
    wanted->told[0] = (const uint8_t *)array - wanted->memory;
    wanted->told[1] = count;
    return what;
}

int64_t make_answer(const struct shelf *shelf, const struct asked *asked, const struct wanted *wanted, const struct rewriting *rewriting,
                    struct arena *arena);

#endif
