/* Sentences as sets of stems: src/sverka/sentences.py and src/sverka/corpus/preparing.py say what they are. */
#include <stdlib.h>
#include <string.h>

#include "sverka.h"

enum { BLOCK = 16, AHEAD = 12, MANY = 40, FEW = 4, COMMON = 16, RAREST = 192, TABLE_BITS = 19, CODE_SHIFT = 11 };
enum { DROPPED = 1 << 28, BY_ITSELF = 2 };
#define LOW 0xFFFFFFFFu
#define PAIR_MIX 0x9E3779B97F4A7C15u
#define KEPT (~(uint64_t)0 << (64 - 42)) /* PAIR_BITS of src/sverka/sentences.py */

/* How rare stems are; `crowded` are those that the table has no room for, sorted. */
struct rarities {
    const uint64_t *hashes;
    const uint8_t *ranks;
    const uint64_t *crowded;
    const uint8_t *crowded_ranks;
    int64_t crowded_count;
};

static uint8_t rarity_of(const struct rarities *known, uint64_t stem)
{
    uint64_t slot = stem >> (64 - TABLE_BITS);
    if (known->hashes[slot] == stem)
        return known->ranks[slot];
    int64_t low = 0, high = known->crowded_count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (known->crowded[middle] < stem)
            low = middle + 1;
        else
            high = middle;
    }
    return low < known->crowded_count && known->crowded[low] == stem ? known->crowded_ranks[low] : RAREST;
}

/* Marks the words before which a sentence begins, for a sign between them and the word before. */
static void mark_starts(const uint32_t *points, int64_t n, const uint8_t *signs, int64_t sign_count,
                        const uint32_t *folding, const int64_t *begins, int64_t words, uint8_t *starts)
{
    int64_t word = 0;
    for (int64_t at = 0; at < n; at++) {
        /* Few characters are signs: a branch for each BLOCK of them is mostly foreseen. The last of `signs` is none. */
        uint8_t any = at % BLOCK != 0 || at + BLOCK > n;
        for (int64_t ahead = any ? at + BLOCK : at; ahead < at + BLOCK; ahead++)
            any |= signs[points[ahead] < (uint64_t)sign_count ? points[ahead] : (uint64_t)sign_count - 1];
        if (!any) {
            at += BLOCK - 1;
            continue;
        }
        if (points[at] >= sign_count || !signs[points[at]])
            continue;
        uint32_t following = folding[points[at + 1 < n ? at + 1 : n - 1]];
        if (signs[points[at]] != BY_ITSELF && following != 0 && following < DROPPED)
            continue;
        while (word < words && begins[word] < at)
            word++;
        if (word < words)
            starts[word] = 1;
    }
}

static void sort_keys(uint64_t *keys, int64_t n)
{
    for (int64_t at = 1; at < n; at++) {
        uint64_t key = keys[at];
        int64_t to = at;
        for (; to && keys[to - 1] > key; to--)
            keys[to] = keys[to - 1];
        keys[to] = key;
    }
}

/* The stems of one sentence, the rarest first, each once: at most MANY and a few. Answers how many. */
static int64_t stems_of(const uint64_t *stems, const uint8_t *rarity, int64_t first, int64_t last, uint64_t *found,
                        int64_t *weights)
{
    int64_t count = 0, kept = 0;
    for (int64_t at = first; at < last; at++)
        if (rarity[at] > COMMON)
            found[count++] = (uint64_t)(255 - rarity[at]) << 32 | (stems[at] >> CODE_SHIFT & LOW);
    sort_keys(found, count);
    uint64_t before = UINT64_MAX;
    for (int64_t at = 0; at < count; at++) {
        if (found[at] == before)
            continue;
        before = found[at];
        weights[kept] = 255 - COMMON - (int64_t)(before >> 32);
        found[kept++] = before & LOW;
    }
    return kept;
}

/* The sentences of texts (`cuts`: the first word of each, and their number): takes the first word of each sentence and the number
   of words, the first stem of each and their number (room for words + 1), the stems and their weights (room for words). */
SVERKA int64_t sverka_sentences(const uint32_t *points, int64_t n, const uint8_t *signs, int64_t sign_count,
                                const uint32_t *folding, const int64_t *begins, const uint64_t *stems, int64_t words,
                                const int64_t *cuts, int64_t texts, const uint64_t *table, const uint8_t *ranks,
                                const uint64_t *crowded, const uint8_t *crowded_ranks, int64_t crowded_count,
                                int64_t *firsts, int64_t *bounds, uint64_t *found, int64_t *weights)
{
    struct rarities known = {table, ranks, crowded, crowded_ranks, crowded_count};
    firsts[0] = bounds[0] = 0;
    if (!words)
        return 0;
    uint8_t *starts = calloc((size_t)words, 3);
    if (!starts)
        return SVERKA_NO_MEMORY;
    uint8_t *rarity = starts + words, *own = rarity + words;
    for (int64_t at = 0; at < words; at++) {
        if (at + AHEAD < words) {
            FETCH(table + (stems[at + AHEAD] >> (64 - TABLE_BITS)));
            FETCH(ranks + (stems[at + AHEAD] >> (64 - TABLE_BITS)));
        }
        rarity[at] = rarity_of(&known, stems[at]);
    }
    mark_starts(points, n, signs, sign_count, folding, begins, words, starts);
    for (int64_t text = 0; text <= texts; text++)
        if (cuts[text] < words)
            starts[cuts[text]] = own[cuts[text]] = 1;
    int64_t count = 0, size = FEW, since = 0;
    for (int64_t at = 0; at < words; at++, since++) {
        if (starts[at] || since == MANY) {
            since = 0;
            if (size >= FEW || own[at]) {
                firsts[count++] = at;
                size = 0;
            }
        }
        size += rarity[at] > COMMON;
    }
    firsts[count] = words;
    for (int64_t at = 0; at < count; at++)
        bounds[at + 1] = bounds[at] + stems_of(stems, rarity, firsts[at], firsts[at + 1], found + bounds[at],
                                               weights + bounds[at]);
    free(starts);
    return count;
}

static int64_t pairs_of(const uint64_t *stems, int64_t count, int64_t most, int64_t reach, uint64_t *pairs)
{
    int64_t made = 0;
    if (count > most)
        count = most;
    for (int64_t step = 1; step < count; step++)
        for (int64_t second = step; second < count && 2 * second - step <= reach; second++) {
            uint64_t joined = stems[second - step] << 32 | stems[second];
            pairs[made++] = (joined ^ joined >> 29) * PAIR_MIX & KEPT;
        }
    return made;
}

/* Hashes of the pairs of each sentence's `most` rarest stems whose places in it add up to `reach` at most, sentence by sentence;
   `ends` takes where each one's end. */
SVERKA int64_t sverka_pairs(const int64_t *bounds, int64_t sentences, const uint64_t *stems, int64_t most, int64_t reach,
                            uint64_t *pairs, int64_t *ends)
{
    int64_t made = 0;
    for (int64_t at = 0; at < sentences; at++) {
        made += pairs_of(stems + bounds[at], bounds[at + 1] - bounds[at], most, reach, pairs + made);
        ends[at] = made;
    }
    return made;
}

/* What is stored of the sentences of texts (`cuts`: the first sentence of each, and their number): how many, in two halves, the
   stems of each, the weight of each, the stems themselves; `ends` takes where each text's end. Answers how many numbers. */
SVERKA int64_t sverka_bags(const int64_t *bounds, const uint64_t *stems, const int64_t *weights, const int64_t *cuts,
                           int64_t texts, uint16_t *bags, int64_t *ends)
{
    uint16_t *to = bags;
    for (int64_t text = 0; text < texts; text++) {
        int64_t first = cuts[text], last = cuts[text + 1];
        *to++ = (uint16_t)(last - first);
        *to++ = (uint16_t)((last - first) >> 16);
        uint16_t *norms = to + (last - first);
        for (int64_t at = first; at < last; at++) {
            int64_t sum = 0;
            for (int64_t stem = bounds[at]; stem < bounds[at + 1]; stem++)
                sum += weights[stem];
            *to++ = (uint16_t)(bounds[at + 1] - bounds[at]);
            *norms++ = (uint16_t)sum;
        }
        to = norms;
        for (int64_t stem = bounds[first]; stem < bounds[last]; stem++)
            *to++ = (uint16_t)stems[stem];
        ends[text] = to - bags;
    }
    return to - bags;
}
