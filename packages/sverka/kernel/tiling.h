/* What the two ways of tiling share. */
#ifndef SVERKA_TILING_H
#define SVERKA_TILING_H

#include <stdint.h>

/* Passages by where they begin in the text; 0 words where none does. */
struct found {
    int32_t *words;
    int32_t *columns;
};

/* Finds the passages of `least` words or more in texts that repeat themselves. Answers 0 or SVERKA_NO_MEMORY. */
int64_t tile_many(const uint64_t *text, int64_t n, const uint64_t *source, int64_t m, int64_t least, struct found *found);

#endif
