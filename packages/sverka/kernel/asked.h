/* A check in two calls: ask.c makes of a text what it asks, answer.c looks that up and makes the answer. */
#ifndef SVERKA_ASKED_H
#define SVERKA_ASKED_H

#include "postings.h"
#include "sverka.h"

/* Memory of the caller, given out from the front; what does not fit any more is SVERKA_TOO_MANY, and the caller gives more. */
struct arena {
    uint8_t *at, *end;
};

static inline int64_t arena_room(const struct arena *of, size_t size)
{
    return (int64_t)((size_t)(of->end - of->at) / size);
}

/* NULL without room. */
static inline void *arena_take(struct arena *of, int64_t count, size_t size)
{
    if (count < 0 || of->end - of->at < 64 || count > (of->end - of->at - 64) / (int64_t)size)
        return NULL;
    void *taken = of->at;
    of->at += ((size_t)count * size + 63) & ~(size_t)63;
    return taken;
}

/* What of hashes was found: which hash, and the number of a text, side by side. */
struct found {
    int64_t *which;
    uint32_t *docs;
    int64_t count, room;
};

/* Pages that must be looked at first: kind << 60 | segment << 40 | page. */
struct unseen {
    int64_t *pages;
    int64_t count, room;
};

enum { KIND_SHIFT = 60, SEGMENT_SHIFT = 40, COPIES = 0, PAIRS = 1, BAGS = 2 };

/* Which texts do not count, both sorted. */
struct without {
    const uint64_t *owners;
    int64_t owner_count;
    const uint32_t *docs;
    int64_t doc_count;
};

/* What does not depend on the text; the fields and their order are those of Tables in src/sverka/corpus/checking.py. */
struct tables {
    const uint32_t *folding;
    const uint16_t *twin;
    const uint32_t *signs;
    int64_t sign_count;
    const int64_t *sign_bounds;
    const uint32_t *parts;
    int64_t most_parts;
    const uint8_t *numbers;
    int64_t number_count;
    const uint8_t *endings;
    const int64_t *least;
    int64_t lists, bits;
    const uint64_t *values;
    uint64_t base;
    int64_t longest;
    const uint8_t *enders;
    int64_t ender_count;
    const uint64_t *rarities;
    const uint8_t *ranks;
    const uint64_t *crowded;
    const uint8_t *crowded_ranks;
    int64_t crowded_count;
    int64_t length, rare, reach;
};

/* A text that asks, at the beginning of its arena. */
struct asked {
    int64_t stage;
    uint8_t *kept; /* where what it takes ends, and answers begin */
    uint32_t *letters;
    int64_t *starts, *ends, *begins, *stops; /* of words: in what is folded, and in the text */
    int64_t *places;
    uint64_t *hashes, *shorts;
    int64_t words, letter_count, points;
    uint64_t *runs; /* shingles, sorted, each once, and for each place which it is */
    int64_t *which;
    int64_t run_count, run_places;
    int64_t *bounds, *weights, *opens, *closes, *sizes; /* of sentences */
    uint64_t *stems, *pairs;
    int64_t sentences, pair_count, characters;
    struct found copies, rare;
    uint32_t *candidates;
    int64_t candidate_count;
};

/* Steps of asking, each on what those before it made: words with their hashes (answers how many are too long to be hashed here),
   where they stand in the text, sentences. */
int64_t ask_words(const struct tables *of, const uint32_t *text, int64_t n, struct arena *arena, struct asked *asked);
bool ask_places(struct arena *arena, struct asked *asked);
int64_t ask_sentences(const struct tables *of, const uint32_t *text, struct arena *arena, struct asked *asked);
int64_t find_stored(const struct postings *segments, int64_t count, int64_t kind, const uint64_t *hashes, int64_t n, int64_t most,
                    const struct without *without, struct arena *arena, struct found *found, struct unseen *unseen);
bool find_place(const struct postings *segments, int64_t count, uint32_t doc, int64_t *segment, int64_t *place);

int64_t sverka_plain(const uint32_t *, int64_t, const uint32_t *, const uint32_t *, int64_t, const int64_t *, const uint32_t *,
                     uint32_t *, uint32_t *, int64_t *, int64_t);
int64_t sverka_fold(const uint32_t *, const uint32_t *, int64_t, const int64_t *, const int64_t *, int64_t, const uint16_t *,
                    uint32_t *, int64_t *, int64_t *);
int64_t sverka_stem_ends(const uint32_t *, const int64_t *, const int64_t *, int64_t, const uint8_t *, int64_t, const uint8_t *,
                         const int64_t *, int64_t, int64_t, int64_t *);
int64_t sverka_hashes(const uint32_t *, const int64_t *, const int64_t *, const int64_t *, int64_t, const uint64_t *, uint64_t,
                      int64_t, uint64_t *, uint64_t *);
int64_t sverka_distinct(uint64_t *, int64_t);
int64_t sverka_shingles(const uint64_t *, const int64_t *, int64_t, int64_t, uint64_t *, int64_t *);
int64_t sverka_bags(const int64_t *, const uint64_t *, const int64_t *, const int64_t *, int64_t, uint16_t *, int64_t *);
int64_t sverka_places(const uint64_t *, int64_t, int64_t, uint64_t *, int64_t *);
int64_t sverka_sentences(const uint32_t *, int64_t, const uint8_t *, int64_t, const uint32_t *, const int64_t *, const uint64_t *,
                         int64_t, const int64_t *, int64_t, const uint64_t *, const uint8_t *, const uint64_t *, const uint8_t *,
                         int64_t, int64_t *, int64_t *, uint64_t *, int64_t *);
int64_t sverka_pairs(const int64_t *, int64_t, const uint64_t *, int64_t, int64_t, uint64_t *, int64_t *);
int64_t sverka_find_piece(const uint64_t *, const uint32_t *, const int64_t *, int64_t, const uint64_t *, int64_t, const uint8_t *,
                          int64_t, int64_t *, uint32_t *, int64_t);
int64_t sverka_best(const int64_t *, const uint32_t *, int64_t, const int64_t *, int64_t, uint32_t *);
int64_t sverka_mark(const int64_t *, const uint32_t *, int64_t, const uint32_t *, int64_t, int64_t, uint8_t *);
int64_t sverka_passages(const uint8_t *, int64_t, int64_t, const int64_t *, int64_t, int64_t, int64_t *, int64_t *, int64_t,
                        int64_t *, int64_t *);
int64_t sverka_rewritten(const int64_t *, const uint64_t *, const int64_t *, int64_t, const uint64_t *, int64_t, uint8_t *);
int64_t sverka_marked(const uint8_t *, int64_t, int64_t, const int64_t *, int64_t, const int64_t *, int64_t *, int64_t *, int64_t *,
                      int64_t *);

#endif
