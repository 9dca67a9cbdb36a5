/* The compiled kernel of sverka: what every file of it keeps to.
 *
 * - C11 with the standard library alone, no Python: one shared library serves every Python, which calls it by ctypes and
 *   lets other threads run meanwhile. So nothing here keeps state between calls, and nothing is written but what the caller
 *   gave for that.
 * - The numpy code beside each function (src/sverka) is the definition: answers are equal bit for bit. Floating point is
 *   therefore compiled without contraction, and nothing is reordered.
 * - Arrays come as a pointer and their length in items; the caller owns them. A function answers int64_t: a count or 0, or
 *   one of the errors below.
 * - A function is exported with SVERKA where it is defined and named sverka_<what>; its arguments are told to Python once, in
 *   src/sverka/kernel.py (_FUNCTIONS). Whoever changes what an exported function takes or answers raises
 *   SVERKA_KERNEL_VERSION here and VERSION there.
 */
#ifndef SVERKA_H
#define SVERKA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SVERKA_KERNEL_VERSION 6

#define SVERKA_NO_MEMORY (-1) /* Python raises MemoryError */
#define SVERKA_TOO_MANY (-2)  /* there was no room, or a limit was reached: what that means says each function */

#if defined(_WIN32)
#define SVERKA __declspec(dllexport)
#else
#define SVERKA __attribute__((visibility("default")))
#endif

/* Asks the processor for a place in memory that will be read. */
#if defined(__GNUC__) || defined(__clang__)
#define FETCH(place) __builtin_prefetch(place)
#else
#define FETCH(place) (void)(place)
#endif

/* As in src/sverka/words.py: what spreads 64 bits over 64 bits (the finalizer of SplitMix64). */
#define SVERKA_ODD 0x9E3779B97F4A7C15u

static inline uint64_t sverka_mix(uint64_t value)
{
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
    value = (value ^ value >> 27) * 0x94D049BB133111EBu;
    return value ^ value >> 31;
}

#endif
