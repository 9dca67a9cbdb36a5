/* Suffix arrays of sequences of small numbers. */
#ifndef SVERKA_SUFFIXES_H
#define SVERKA_SUFFIXES_H

#include <stdint.h>

/* Sorts the suffixes of letters[0..n) into sorted[0..n). The letters are all numbers from 0 to kinds - 1, and n is 1 or more.
 * Answers 0 or SVERKA_NO_MEMORY. */
int suffixes_sort(const int32_t *letters, int32_t n, int32_t kinds, int32_t *sorted);

/* common[k] becomes how many letters the suffixes sorted[k - 1] and sorted[k] share; common[0] is 0. `rank` is room for n numbers. */
void suffixes_common(const int32_t *letters, int32_t n, const int32_t *sorted, int32_t *rank, int32_t *common);

#endif
