/* Words of a text: src/sverka/words.py and src/sverka/stems.py say what they are. */
#include <stdlib.h>
#include <string.h>

#include "sverka.h"

enum { LETTER = 0x1FFFFF, SCRIPT_SHIFT = 21, TWIN_POINTS = 0x20000, FIRST_PLANE = 0xFFFF };
enum { DROPPED = 1 << 28, APOSTROPHE = 1 << 29, EXPANDED = 1 << 30 };
enum { CYRILLIC = 1, CYRILLIC_TWIN = 2, FOREIGN = 4, FOREIGN_TWIN = 8 };

#if defined(__GNUC__) || defined(__clang__)
#define lowest(bits) __builtin_ctzll(bits)
#else
static int64_t lowest(uint64_t bits)
{
    int64_t at = 0;
    for (; !(bits & 1); bits >>= 1)
        at++;
    return at;
}
#endif

static int side_of(unsigned whose)
{
    return whose & CYRILLIC ? 1 : whose & FOREIGN ? -1 : 0;
}

/* Words of look-alikes alone take the script of the nearest sure words on both sides, within their text. */
static void ask_neighbours(const uint8_t *whose, int8_t *sides, const int64_t *groups, int64_t words)
{
    int64_t last = -1;
    for (int64_t at = 0; at < words;) {
        if (whose[at] == 0 || side_of(whose[at])) {
            if (side_of(whose[at]))
                last = at;
            at++;
            continue;
        }
        int64_t next = at + 1;
        while (next < words && !side_of(whose[next]))
            next++;
        for (; at < next; at++) {
            if (whose[at] == 0)
                continue;
            int sum = 0;
            if (last >= 0 && (!groups || groups[last] == groups[at]))
                sum += side_of(whose[last]);
            if (next < words && (!groups || groups[next] == groups[at]))
                sum += side_of(whose[next]);
            sides[at] = sum > 0 ? 1 : sum < 0 ? -1 : whose[at] & (CYRILLIC | CYRILLIC_TWIN) ? 1 : -1;
        }
    }
}

/* Where runs of values that are not 0 begin and end. Words are of all lengths, so that a branch a letter would be wrong twice a word:
   64 values at a time become bits, of which those that differ from the one before are taken. */
static int64_t find_words(const uint32_t *values, int64_t n, int64_t *starts, int64_t *ends)
{
    int64_t begun = 0, ended = 0;
    uint64_t before = 0;
    for (int64_t from = 0; from < n; from += 64) {
        int64_t size = n - from < 64 ? n - from : 64;
        uint64_t inside = 0;
        for (int64_t at = size - 1; at >= 0; at--)
            inside = inside << 1 | (values[from + at] != 0);
        uint64_t changes = inside ^ (inside << 1 | before);
        for (; changes; changes &= changes - 1) {
            int64_t at = lowest(changes);
            if (at == size)
                break;
            if (begun == ended)
                starts[begun++] = from + at;
            else
                ends[ended++] = from + at;
        }
        before = inside >> (size - 1);
    }
    if (begun > ended)
        ends[ended++] = n;
    return ended;
}

/* Words of folded values: letters, starts and ends (room for (n + 1) / 2 of each); answers how many words there are. */
SVERKA int64_t sverka_fold(const uint32_t *points, const uint32_t *values, int64_t n, const int64_t *places,
                    const int64_t *cuts, int64_t cut_count, const uint16_t *twin, uint32_t *letters, int64_t *starts,
                    int64_t *ends)
{
    uint32_t marks = 0;
    for (int64_t at = 0; at < n; at++) {
        letters[at] = values[at] & LETTER;
        marks |= values[at];
    }
    int64_t words = find_words(values, n, starts, ends);
    if (!(marks >> SCRIPT_SHIFT & (FOREIGN | FOREIGN_TWIN)))
        return words;
    uint8_t *whose = malloc((size_t)words * (2 + (cuts ? sizeof(int64_t) : 0)));
    if (!whose)
        return SVERKA_NO_MEMORY;
    int64_t *groups = cuts ? (int64_t *)whose : NULL;
    if (cuts)
        whose += (size_t)words * sizeof(int64_t);
    int8_t *sides = (int8_t *)whose + words;
    int64_t group = 0;
    for (int64_t at = 0; at < words; at++) {
        uint32_t scripts = 0;
        for (int64_t letter = starts[at]; letter < n && values[letter]; letter++)
            scripts |= values[letter];
        scripts >>= SCRIPT_SHIFT;
        whose[at] = (uint8_t)(scripts & 15);
        sides[at] = (int8_t)side_of(scripts);
        if (cuts) {
            int64_t begin = places ? places[starts[at]] : starts[at];
            while (group < cut_count && cuts[group] <= begin)
                group++;
            groups[at] = group;
        }
    }
    ask_neighbours(whose, sides, groups, words);
    for (int64_t at = 0; at < words; at++) {
        unsigned others = sides[at] > 0 ? FOREIGN | FOREIGN_TWIN : CYRILLIC | CYRILLIC_TWIN;
        uint32_t mark = sides[at] > 0 ? FOREIGN_TWIN : CYRILLIC_TWIN;
        if (!sides[at] || !(whose[at] & others))
            continue;
        for (int64_t letter = starts[at]; letter < ends[at]; letter++)
            if ((values[letter] >> SCRIPT_SHIFT & 0xFF) == mark && points[letter] < TWIN_POINTS)
                letters[letter] = twin[points[letter]];
    }
    free(cuts ? (uint8_t *)groups : whose);
    return words;
}

/* Where the stem of each word ends. An ending is looked up by the last three letters, `bits` bits each. */
SVERKA int64_t sverka_stem_ends(const uint32_t *letters, const int64_t *starts, const int64_t *ends, int64_t words,
                         const uint8_t *numbers, int64_t number_count, const uint8_t *endings, const int64_t *least,
                         int64_t lists, int64_t bits, int64_t *stems)
{
    int64_t shortest = INT64_MAX;
    for (int64_t list = 0; list < lists; list++)
        shortest = least[list] < shortest ? least[list] : shortest;
    for (int64_t at = 0; at < words; at++) {
        int64_t end = ends[at], known = -1;
        uint32_t last = 0;
        for (int64_t list = 0; list < lists && end - starts[at] > shortest; list++) {
            for (int64_t back = 0; end != known && back < 3 && back < end; back++) {
                uint32_t letter = letters[end - 1 - back];
                last = (back ? last : 0)
                       | (uint32_t)numbers[letter < number_count ? letter : number_count - 1] << (bits * back);
            }
            known = end;
            int64_t shorter = end - endings[(list << 3 * bits) + last];
            if (shorter - starts[at] >= least[list])
                end = shorter;
        }
        stems[at] = end;
    }
    return 0;
}

/* Hashes of words and, where stems are given, of these; words above `most` letters are left to the caller: answers how many. */
SVERKA int64_t sverka_hashes(const uint32_t *letters, const int64_t *starts, const int64_t *ends, const int64_t *stems,
                      int64_t words, const uint64_t *values, uint64_t base, int64_t most, uint64_t *hashes,
                      uint64_t *shorts)
{
    int64_t longer = 0;
    for (int64_t at = 0; at < words; at++) {
        int64_t size = ends[at] - starts[at], stem = stems ? stems[at] - starts[at] : -1;
        if (size > most) {
            longer++;
            continue;
        }
        const uint32_t *word = letters + starts[at];
        uint64_t sum = 0, power = 1, half = 0;
        for (int64_t place = 0; place < size; place++) {
            if (place == stem)
                half = sum;
            uint64_t value =
                word[place] <= FIRST_PLANE ? values[word[place]] : sverka_mix((word[place] * SVERKA_ODD) ^ base);
            sum += value * power;
            power *= base;
        }
        hashes[at] = sverka_mix(sum + (uint64_t)size * SVERKA_ODD);
        if (stems)
            shorts[at] = sverka_mix((stem == size ? sum : half) + (uint64_t)stem * SVERKA_ODD);
    }
    return longer;
}

/* What letters become with a breve or two dots behind them; 0 for all others. */
static uint32_t joined(uint32_t letter, uint32_t mark)
{
    if (mark == 0x306)
        return letter == 0x438 ? 0x439 : letter == 0x443 ? 0x45E : 0;
    return mark == 0x308 && letter == 0x456 ? 0x457 : 0;
}

/* Apostrophes between letters go, others separate. Answers how many letters are left. */
static int64_t without_apostrophes(uint32_t *points, uint32_t *values, int64_t *places, int64_t n)
{
    int64_t kept = 0;
    bool after_letter = false;
    for (int64_t at = 0; at < n; at++) {
        uint32_t value = values[at];
        if (value == APOSTROPHE) {
            bool inside = after_letter && at + 1 < n && values[at + 1] && values[at + 1] != APOSTROPHE;
            after_letter = false;
            if (inside)
                continue;
            value = 0;
        }
        after_letter = value != 0;
        points[kept] = points[at];
        places[kept] = places[at];
        values[kept++] = value;
    }
    return kept;
}

/* The folded values of a text without what is dropped, with what expands expanded (`signs`, sorted: what does; the parts of each
   lie between its `bounds`), and where each one stood. Answers how many; TOO_MANY without room for them. */
SVERKA int64_t sverka_plain(const uint32_t *text, int64_t n, const uint32_t *table, const uint32_t *signs,
                            int64_t sign_count, const int64_t *bounds, const uint32_t *parts, uint32_t *points,
                            uint32_t *values, int64_t *places, int64_t room)
{
    int64_t made = 0;
    bool dropped = false;
    for (int64_t at = 0; at < n; at++) {
        uint32_t value = table[text[at]];
        int64_t sign = 0;
        if (value == DROPPED) {
            if (made && !dropped && values[made - 1] < DROPPED && joined(values[made - 1] & LETTER, text[at]))
                values[made - 1] = joined(values[made - 1] & LETTER, text[at]) | CYRILLIC << SCRIPT_SHIFT;
            dropped = true;
            continue;
        }
        for (int64_t high = sign_count; value == EXPANDED && sign < high;) {
            int64_t middle = (sign + high) / 2;
            if (signs[middle] < text[at])
                sign = middle + 1;
            else
                high = middle;
        }
        int64_t first = value == EXPANDED ? bounds[sign] : 0, last = value == EXPANDED ? bounds[sign + 1] : 1;
        if (made + last - first > room)
            return SVERKA_TOO_MANY;
        for (int64_t part = first; part < last; part++) {
            dropped = value == EXPANDED && parts[part] == DROPPED;
            if (dropped)
                continue;
            points[made] = value == EXPANDED ? TWIN_POINTS : text[at];
            places[made] = at;
            values[made++] = value == EXPANDED ? parts[part] : value;
        }
    }
    return without_apostrophes(points, values, places, made);
}
