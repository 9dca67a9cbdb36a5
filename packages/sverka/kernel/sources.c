/* From what was found and what is rewritten to the answer: src/sverka/corpus/coverage.py says what that is. */
#include <stdlib.h>
#include <string.h>

#include "answering.h"

enum { NO_REWRITE = -1 };

/* What is copied: words and runs of words of all texts, and of each source. */
struct copying {
    uint32_t *docs;
    int64_t count, copied;
    int64_t *firsts, *lasts, *ends, *words;
};

struct source {
    double percent, greater;
    int64_t at, words, characters;
    uint32_t doc;
};

static int64_t copy(const struct asked *asked, const struct wanted *wanted, const struct rewriting *rewriting, struct arena *arena,
                    struct copying *made)
{
    const struct found *found = &asked->copies;
    int64_t most = wanted->most < 0 ? 0 : wanted->most, most_copied = most < found->count ? most : found->count;
    made->docs = arena_take(arena, most_copied + CANDIDATES, sizeof *made->docs);
    if (!made->docs)
        return SVERKA_TOO_MANY;
    made->count = made->copied = sverka_best(found->which, found->docs, found->count, NULL, most_copied, made->docs);
    if (made->count < 0)
        return made->count;
    for (int64_t at = 0; at < rewriting->count && at < most; at++) {
        int64_t same = 0;
        while (same < made->copied && made->docs[same] != rewriting->docs[at])
            same++;
        if (same == made->copied)
            made->docs[made->count++] = rewriting->docs[at];
    }
    int64_t rows = made->count + 1, room = rows * (asked->run_places / 2 + 1);
    uint8_t *marks = arena_take(arena, rows * asked->run_count, 1);
    made->firsts = arena_take(arena, room, sizeof *made->firsts);
    made->lasts = arena_take(arena, room, sizeof *made->lasts);
    made->ends = arena_take(arena, rows, sizeof *made->ends);
    made->words = arena_take(arena, rows, sizeof *made->words);
    if (!marks || !made->firsts || !made->lasts || !made->ends || !made->words)
        return SVERKA_TOO_MANY;
    memset(marks, 0, (size_t)(rows * asked->run_count));
    int64_t answer = sverka_mark(found->which, found->docs, found->count, made->docs, made->count, asked->run_count, marks);
    if (answer < 0)
        return answer;
    answer = sverka_passages(marks, rows, asked->run_count, asked->which, asked->run_places, wanted->length, made->firsts,
                             made->lasts, room, made->ends, made->words);
    return answer < 0 ? answer : 0;
}

static int64_t rewritten_at(const struct rewriting *of, uint32_t doc)
{
    for (int64_t at = 0; at < of->count; at++)
        if (of->docs[at] == doc)
            return at;
    return NO_REWRITE;
}

/* The greater share by either measure first, then that of copies, then as they came. */
static int by_share(const void *left, const void *right)
{
    const struct source *one = left, *other = right;
    if (one->greater != other->greater)
        return one->greater > other->greater ? -1 : 1;
    if (one->percent != other->percent)
        return one->percent > other->percent ? -1 : 1;
    return (one->at > other->at) - (one->at < other->at);
}

static struct source *sources_of(const struct asked *asked, const struct copying *copying, const struct rewriting *rewriting,
                                 struct arena *arena)
{
    struct source *sources = arena_take(arena, copying->count, sizeof *sources);
    for (int64_t at = 0; sources && at < copying->count; at++) {
        int64_t own = rewritten_at(rewriting, copying->docs[at]), words = copying->words[at + 1];
        double percent = (double)(100 * words) / (double)asked->words, greater = percent;
        int64_t characters = own < 0 ? -1 : rewriting->characters[own + 1];
        if (own >= 0 && (double)(100 * characters) / (double)asked->characters > greater)
            greater = (double)(100 * characters) / (double)asked->characters;
        sources[at] = (struct source){percent, greater, at, words, characters, copying->docs[at]};
    }
    if (sources)
        qsort(sources, (size_t)copying->count, sizeof *sources, by_share);
    return sources;
}

/* The answer as numbers, which the caller reads one after another. */
struct numbers {
    int64_t *at, *end;
};

static bool put(struct numbers *to, int64_t value)
{
    if (to->at == to->end)
        return false;
    *to->at++ = value;
    return true;
}

static bool put_spans(struct numbers *to, const int64_t *firsts, const int64_t *lasts, const int64_t *ends, int64_t row,
                      const int64_t *begins, const int64_t *stops)
{
    bool room = true;
    for (int64_t at = row ? ends[row - 1] : 0; room && at < ends[row]; at++)
        room = put(to, begins[firsts[at]]) && put(to, stops[lasts[at]]);
    return room;
}

static int64_t spans_in(const int64_t *ends, int64_t row)
{
    return ends[row] - (row ? ends[row - 1] : 0);
}

/* The key of a text in a segment behind those before it; false without room. */
static bool put_key(const struct shelf *shelf, uint32_t doc, struct arena *keys, bool *stored)
{
    int64_t segment, place;
    *stored = find_place(shelf->postings[COPIES], shelf->segments, doc, &segment, &place);
    if (!*stored)
        return true;
    const struct texts *from = shelf->texts + segment;
    int64_t begin = place ? (int64_t)from->key_ends[place - 1] : 0, size = (int64_t)from->key_ends[place] - begin;
    if (keys->end - keys->at < size)
        return false;
    memcpy(keys->at, from->keys + begin, (size_t)size);
    keys->at += size;
    return true;
}

/* Figures of all, then of each source (its number or -1, where its key ends, words, spans, characters or -1, spans), then all spans;
   and the keys. */
static int64_t say(const struct shelf *shelf, const struct asked *asked, const struct wanted *wanted, const struct copying *copying,
                   const struct rewriting *rewriting, struct arena *arena)
{
    struct source *sources = sources_of(asked, copying, rewriting, arena);
    int64_t half = arena_room(arena, 2), count = copying->count < wanted->most ? copying->count : wanted->most;
    struct arena keys = {arena_take(arena, half, 1), arena->at};
    int64_t room = arena_room(arena, 2 * sizeof(int64_t));
    struct numbers to = {arena_take(arena, room, sizeof(int64_t)), NULL};
    if (!sources || !keys.at || !to.at)
        return SVERKA_TOO_MANY;
    to.end = to.at + room;
    int64_t *numbers = to.at;
    uint8_t *first_key = keys.at;
    count = count < 0 ? 0 : count;
    int64_t copied = spans_in(copying->ends, 0), rewritten = spans_in(rewriting->ends, 0);
    int64_t head[] = {asked->words, copying->words[0], asked->characters, rewriting->characters[0], copied, rewritten, count};
    for (size_t each = 0; each < sizeof head / sizeof *head; each++)
        if (!put(&to, head[each]))
            return SVERKA_TOO_MANY;
    for (int64_t each = 0; each < count; each++) {
        const struct source *own = sources + each;
        int64_t row = rewritten_at(rewriting, own->doc);
        bool stored;
        if (!put_key(shelf, own->doc, &keys, &stored) || !put(&to, stored ? -1 : (int64_t)own->doc)
            || !put(&to, keys.at - first_key) || !put(&to, own->words) || !put(&to, spans_in(copying->ends, own->at + 1))
            || !put(&to, own->characters) || !put(&to, row < 0 ? 0 : spans_in(rewriting->ends, row + 1)))
            return SVERKA_TOO_MANY;
    }
    bool fits = put_spans(&to, copying->firsts, copying->lasts, copying->ends, 0, asked->begins, asked->stops)
                && put_spans(&to, rewriting->firsts, rewriting->lasts, rewriting->ends, 0, asked->opens, asked->closes);
    for (int64_t each = 0; fits && each < count; each++) {
        int64_t row = rewritten_at(rewriting, sources[each].doc);
        fits = put_spans(&to, copying->firsts, copying->lasts, copying->ends, sources[each].at + 1, asked->begins, asked->stops)
               && (row < 0
                   || put_spans(&to, rewriting->firsts, rewriting->lasts, rewriting->ends, row + 1, asked->opens, asked->closes));
    }
    wanted->told[2] = first_key - wanted->memory;
    wanted->told[3] = keys.at - first_key;
    return fits ? tell(wanted, numbers, to.at - numbers, DONE) : SVERKA_TOO_MANY;
}

int64_t make_answer(const struct shelf *shelf, const struct asked *asked, const struct wanted *wanted, const struct rewriting *rewriting,
                    struct arena *arena)
{
    struct copying copying = {0};
    int64_t answer = copy(asked, wanted, rewriting, arena, &copying);
    return answer ? answer : say(shelf, asked, wanted, &copying, rewriting, arena);
}
