/* What a text asks of a corpus: its words, shingles, sentences and pairs of rare stems, in one go. The steps are those of
   src/sverka/corpus/asking.py (checked), each a function of its own. */
#include <string.h>

#include "asked.h"

#define DROPPED (1u << 28)
#define EXPANDED (1u << 30)

/* The folded values of the text: all of them, or without what is dropped and with what expands expanded. */
struct plain {
    const uint32_t *points;
    uint32_t *values;
    int64_t count;
};

static int64_t plain_of(const struct tables *of, const uint32_t *text, int64_t n, struct arena *arena, struct plain *plain,
                        struct asked *asked)
{
    uint32_t marks = 0;
    *plain = (struct plain){text, arena_take(arena, n, sizeof *plain->values), n};
    if (!plain->values)
        return SVERKA_TOO_MANY;
    for (int64_t at = 0; at < n; at++)
        marks |= plain->values[at] = of->folding[text[at]];
    asked->places = NULL;
    if (marks < DROPPED)
        return 0;
    /* Signs that expand take what is left of the arena. */
    int64_t room = marks & EXPANDED ? arena_room(arena, 64) : n;
    if (room > n * of->most_parts)
        room = n * of->most_parts;
    uint32_t *points = arena_take(arena, room, sizeof *points);
    uint32_t *values = arena_take(arena, room, sizeof *values);
    int64_t *places = arena_take(arena, room, sizeof *places);
    if (!points || !values || !places)
        return SVERKA_TOO_MANY;
    int64_t made = sverka_plain(text, n, of->folding, of->signs, of->sign_count, of->sign_bounds, of->parts, points, values,
                                places, room);
    if (made < 0)
        return made;
    *plain = (struct plain){points, values, made};
    if (marks & (EXPANDED | DROPPED) || made < n)
        asked->places = places;
    return 0;
}

/* Words with their hashes; answers how many are so long that the caller hashes them. */
int64_t ask_words(const struct tables *of, const uint32_t *text, int64_t n, struct arena *arena, struct asked *asked)
{
    struct plain plain;
    int64_t answer = plain_of(of, text, n, arena, &plain, asked);
    if (answer)
        return answer;
    int64_t most = (plain.count + 1) / 2;
    asked->letter_count = plain.count;
    asked->letters = arena_take(arena, plain.count, sizeof *asked->letters);
    asked->starts = arena_take(arena, most, sizeof *asked->starts);
    asked->ends = arena_take(arena, most, sizeof *asked->ends);
    if (!asked->letters || !asked->starts || !asked->ends)
        return SVERKA_TOO_MANY;
    answer = sverka_fold(plain.points, plain.values, plain.count, asked->places, NULL, 0, of->twin, asked->letters, asked->starts,
                         asked->ends);
    if (answer < 0)
        return answer;
    asked->words = answer;
    int64_t *stems = arena_take(arena, asked->words, sizeof *stems);
    asked->hashes = arena_take(arena, asked->words, sizeof *asked->hashes);
    asked->shorts = arena_take(arena, asked->words, sizeof *asked->shorts);
    if (!stems || !asked->hashes || !asked->shorts)
        return SVERKA_TOO_MANY;
    sverka_stem_ends(asked->letters, asked->starts, asked->ends, asked->words, of->numbers, of->number_count, of->endings, of->least,
                     of->lists, of->bits, stems);
    return sverka_hashes(asked->letters, asked->starts, asked->ends, stems, asked->words, of->values, of->base, of->longest,
                         asked->hashes, asked->shorts);
}

/* Where words stand in the text: what is dropped behind a word's last letter belongs to it. */
bool ask_places(struct arena *arena, struct asked *asked)
{
    asked->begins = asked->starts;
    asked->stops = asked->ends;
    if (!asked->places)
        return true;
    asked->begins = arena_take(arena, asked->words, sizeof *asked->begins);
    asked->stops = arena_take(arena, asked->words, sizeof *asked->stops);
    if (!asked->begins || !asked->stops)
        return false;
    for (int64_t at = 0; at < asked->words; at++) {
        int64_t end = asked->ends[at], after = end < asked->letter_count ? asked->places[end] : asked->points;
        int64_t last = asked->places[end - 1] + 1;
        asked->begins[at] = asked->places[asked->starts[at]];
        asked->stops[at] = after > last ? after : last;
    }
    return true;
}

static int64_t runs_of(const struct tables *of, struct arena *arena, struct asked *asked)
{
    asked->run_places = asked->words < of->length ? 0 : asked->words - of->length + 1;
    asked->runs = arena_take(arena, asked->run_places, sizeof *asked->runs);
    asked->which = arena_take(arena, asked->run_places, sizeof *asked->which);
    if (!asked->runs || !asked->which)
        return SVERKA_TOO_MANY;
    asked->run_count = asked->run_places ? sverka_places(asked->hashes, asked->words, of->length, asked->runs, asked->which) : 0;
    return asked->run_count < 0 ? asked->run_count : 0;
}

int64_t ask_sentences(const struct tables *of, const uint32_t *text, struct arena *arena, struct asked *asked)
{
    int64_t *firsts = arena_take(arena, asked->words + 1, sizeof *firsts), cuts[2] = {0, asked->words};
    asked->bounds = arena_take(arena, asked->words + 1, sizeof *asked->bounds);
    asked->stems = arena_take(arena, asked->words, sizeof *asked->stems);
    asked->weights = arena_take(arena, asked->words, sizeof *asked->weights);
    if (!firsts || !asked->bounds || !asked->stems || !asked->weights)
        return SVERKA_TOO_MANY;
    asked->sentences = sverka_sentences(text, asked->points, of->enders, of->ender_count, of->folding, asked->begins, asked->shorts,
                                        asked->words, cuts, 1, of->rarities, of->ranks, of->crowded, of->crowded_ranks,
                                        of->crowded_count, firsts, asked->bounds, asked->stems, asked->weights);
    if (asked->sentences < 0)
        return asked->sentences;
    asked->opens = arena_take(arena, asked->sentences, sizeof *asked->opens);
    asked->closes = arena_take(arena, asked->sentences, sizeof *asked->closes);
    asked->sizes = arena_take(arena, asked->sentences, sizeof *asked->sizes);
    if (!asked->opens || !asked->closes || !asked->sizes)
        return SVERKA_TOO_MANY;
    asked->characters = 0;
    for (int64_t at = 0; at < asked->sentences; at++) {
        asked->opens[at] = asked->begins[firsts[at]];
        asked->closes[at] = asked->stops[firsts[at + 1] - 1];
        asked->sizes[at] = asked->closes[at] - asked->opens[at];
        asked->characters += asked->sizes[at];
    }
    return 0;
}

static int64_t pairs_of(const struct tables *of, struct arena *arena, struct asked *asked)
{
    int64_t most = 0;
    for (int64_t at = 0; at < asked->sentences; at++) {
        int64_t own = asked->bounds[at + 1] - asked->bounds[at];
        own = own < of->rare ? own : of->rare;
        most += own * (own - 1) / 2;
    }
    int64_t *ends = arena_take(arena, asked->sentences, sizeof *ends);
    asked->pairs = arena_take(arena, most, sizeof *asked->pairs);
    if (!ends || !asked->pairs)
        return SVERKA_TOO_MANY;
    int64_t made = sverka_pairs(asked->bounds, asked->sentences, asked->stems, of->rare, of->reach, asked->pairs, ends);
    asked->pair_count = sverka_distinct(asked->pairs, made);
    return asked->pair_count < 0 ? asked->pair_count : 0;
}

/* Makes a text ask, in an arena that answers go on in. TOO_MANY: the arena is too small. Answers how many words are too long to be
   hashed here; the caller puts in their hashes, which `told` says the way to (letters, starts, ends, hashes, those of stems, words;
   places in the arena but the last), and calls again with `hashed`. */
SVERKA int64_t sverka_ask(const struct tables *of, const uint32_t *text, int64_t n, uint8_t *memory, int64_t size, int64_t hashed,
                          int64_t *told)
{
    struct asked *asked = (struct asked *)(void *)memory;
    struct arena arena = {memory, memory + size};
    int64_t answer = 0;
    if (!hashed) {
        if (!arena_take(&arena, 1, sizeof *asked))
            return SVERKA_TOO_MANY;
        memset(asked, 0, sizeof *asked);
        asked->points = n;
        answer = ask_words(of, text, n, &arena, asked);
        asked->kept = arena.at;
        if (answer > 0) {
            const void *arrays[] = {asked->letters, asked->starts, asked->ends, asked->hashes, asked->shorts};
            for (int each = 0; each < 5; each++)
                told[each] = (const uint8_t *)arrays[each] - memory;
            told[5] = asked->words;
        }
    }
    arena.at = asked->kept;
    if (!answer && !ask_places(&arena, asked))
        answer = SVERKA_TOO_MANY;
    if (!answer)
        answer = runs_of(of, &arena, asked);
    if (!answer)
        answer = ask_sentences(of, text, &arena, asked);
    if (!answer)
        answer = pairs_of(of, &arena, asked);
    asked->kept = answer > 0 ? asked->kept : arena.at;
    return answer;
}
