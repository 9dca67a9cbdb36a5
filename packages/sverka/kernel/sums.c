/* CRC-32 as zlib has it, several times faster where the processor multiplies polynomials (PCLMULQDQ, found out when called).
   The way is that of Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009. */
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#include "reading.h"
#include "sverka.h"

enum { READ = 4096 };

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>

#define FOLDING __attribute__((target("pclmul,sse4.1")))

FOLDING static inline __m128i folded(__m128i value, __m128i by, __m128i next)
{
    __m128i low = _mm_clmulepi64_si128(value, by, 0x00), high = _mm_clmulepi64_si128(value, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

/* The size is 64 or more and a multiple of 16. */
FOLDING static uint32_t crc_of(const uint8_t *data, int64_t size, uint32_t before)
{
    const __m128i *at = (const __m128i *)data, *end = at + size / 16;
    const __m128i by_64 = _mm_set_epi64x(0x1C6E41596, 0x154442BD4), by_16 = _mm_set_epi64x(0x0CCAA009E, 0x1751997D0);
    const __m128i by_8 = _mm_set_epi64x(0, 0x163CD6124), barrett = _mm_set_epi64x(0x1F7011641, 0x1DB710641);
    const __m128i halves = _mm_setr_epi32(~0, 0, ~0, 0);
    __m128i one = _mm_xor_si128(_mm_loadu_si128(at), _mm_cvtsi32_si128((int)~before));
    __m128i two = _mm_loadu_si128(at + 1), three = _mm_loadu_si128(at + 2), four = _mm_loadu_si128(at + 3);
    for (at += 4; end - at >= 4; at += 4) {
        one = folded(one, by_64, _mm_loadu_si128(at));
        two = folded(two, by_64, _mm_loadu_si128(at + 1));
        three = folded(three, by_64, _mm_loadu_si128(at + 2));
        four = folded(four, by_64, _mm_loadu_si128(at + 3));
    }
    one = folded(folded(folded(one, by_16, two), by_16, three), by_16, four);
    for (; at < end; at++)
        one = folded(one, by_16, _mm_loadu_si128(at));
    one = _mm_xor_si128(_mm_srli_si128(one, 8), _mm_clmulepi64_si128(one, by_16, 0x10));
    one = _mm_xor_si128(_mm_srli_si128(one, 4), _mm_clmulepi64_si128(_mm_and_si128(one, halves), by_8, 0x00));
    two = _mm_and_si128(_mm_clmulepi64_si128(_mm_and_si128(one, halves), barrett, 0x10), halves);
    one = _mm_xor_si128(one, _mm_clmulepi64_si128(two, barrett, 0x00));
    return ~(uint32_t)_mm_extract_epi32(one, 1);
}

static bool able(void)
{
    return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
}
#else
static uint32_t crc_of(const uint8_t *data, int64_t size, uint32_t before)
{
    (void)data, (void)size;
    return before;
}

static bool able(void)
{
    return false;
}
#endif

static uint32_t crc_on(const uint8_t *data, int64_t size, uint32_t before)
{
    int64_t most = size >= 64 ? size / 16 * 16 : 0;
    uint32_t sum = most ? ~crc_of(data, most, before) : ~before;
    for (int64_t at = most; at < size; at++) {
        sum ^= data[at];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (0xEDB88320u & -(sum & 1));
    }
    return ~sum;
}

/* Whether the functions below can be called here; where they cannot, zlib is faster. */
SVERKA int64_t sverka_crc_able(void)
{
    return able();
}

/* The checksum of bytes, going on from `before`. */
SVERKA int64_t sverka_crc(const uint8_t *data, int64_t size, int64_t before)
{
    return crc_on(data, size, (uint32_t)before);
}

/* The checksum of every `page` bytes. */
SVERKA int64_t sverka_page_sums(const uint8_t *data, int64_t size, int64_t page, uint32_t *sums)
{
    int64_t count = 0;
    for (int64_t at = 0; at < size; at += page)
        sums[count++] = crc_on(data + at, size - at < page ? size - at : page, 0);
    return count;
}

/* Asks the system for pages of a mapped file all at once, by number, rising: one after another, each would be waited for. */
SVERKA int64_t sverka_fetch(const uint8_t *data, int64_t size, int64_t page, const int64_t *pages, int64_t count)
{
    for (int64_t first = 0, last; first < count; first = last + 1) {
        for (last = first; last + 1 < count && pages[last + 1] == pages[last] + 1;)
            last++;
        int64_t start = pages[first] * page, end = (pages[last] + 1) * page;
        ask_for_file(data + start, (end < size ? end : size) - start);
    }
    return 0;
}

/* The first of some pages (by number) that does not have its checksum, as a place in `pages`; their number when all have. They
   are read from `file`, `begin` bytes behind its beginning, unless that is -1. */
SVERKA int64_t sverka_look(const uint8_t *data, int64_t size, int64_t page, const int64_t *pages, int64_t count,
                           const uint32_t *sums, int64_t file, int64_t begin)
{
    uint8_t read[READ];
    for (int64_t at = 0; at < count; at++) {
        int64_t start = pages[at] * page, left = size - start < page ? size - start : page;
        bool is_read = left <= READ && read_at(file, read, left, begin + start);
        if (crc_on(is_read ? read : data + start, left, 0) != sums[pages[at]])
            return at;
    }
    return count;
}
