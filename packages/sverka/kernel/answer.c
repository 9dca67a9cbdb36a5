/* What a corpus answers to a text that asks (ask.c): look-ups, candidates, sentences compared, sources. The steps are those of
   src/sverka/corpus/asking.py (checked), coverage.py and rewriting.py, each a function of its own. */
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "reading.h"

enum { CANDIDATES = 12, SENTENCES = 20000, WORTH = 1 << 20, BAG_PAGE = 4096 / sizeof(uint16_t) };
enum { DONE = 0, PAGES = 1, ADDRESSES = 2, FIND = 0, BAG = 1, ANSWER = 2, NO_REWRITE = -1 };

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

struct source {
    double percent, greater;
    int64_t at, words, characters;
    uint32_t doc;
};

static int64_t tell(const struct wanted *wanted, const void *array, int64_t count, int64_t what)
{
    wanted->told[0] = (const uint8_t *)array - wanted->memory;
    wanted->told[1] = count;
    return what;
}

/* --- what was found --- */

static int64_t find_kind(const struct shelf *shelf, int kind, const struct asked *asked, const struct wanted *wanted,
                         struct arena *arena, struct found *found, struct unseen *unseen)
{
    const uint64_t *hashes = kind == COPIES ? asked->runs : asked->pairs;
    int64_t n = kind == COPIES ? asked->run_count : asked->pair_count;
    int64_t answer = find_stored(shelf->postings[kind], shelf->segments, kind, hashes, n, shelf->most[kind], wanted->without, arena,
                                 found, unseen);
    for (int64_t each = 0; !answer && !unseen->count && each < shelf->piece_counts[kind]; each++) {
        const struct piece *piece = shelf->pieces[kind] + each;
        int64_t made = sverka_find_piece(piece->hashes, piece->docs, piece->offsets, piece->bits, hashes, n, wanted->counts,
                                         shelf->first, found->which + found->count, found->docs + found->count,
                                         found->room - found->count);
        if (made < 0)
            return made;
        found->count += made;
    }
    return answer;
}

/* Looks both kinds up; what is left of the arena is shared out among them and the pages that must be looked at first. */
static int64_t find_both(const struct shelf *shelf, struct asked *asked, const struct wanted *wanted, struct arena *arena)
{
    struct found *founds[] = {&asked->copies, &asked->rare};
    struct unseen unseen = {NULL, 0, arena_room(arena, 8 * sizeof *unseen.pages)};
    unseen.pages = arena_take(arena, unseen.room, sizeof *unseen.pages);
    if (!unseen.pages)
        return SVERKA_TOO_MANY;
    for (int kind = COPIES; kind <= PAIRS; kind++) {
        int64_t room = arena_room(arena, 3 * (sizeof *founds[kind]->which + sizeof *founds[kind]->docs));
        *founds[kind] = (struct found){arena_take(arena, room, sizeof *founds[kind]->which),
                                       arena_take(arena, room, sizeof *founds[kind]->docs), 0, room};
        if (!founds[kind]->which || !founds[kind]->docs)
            return SVERKA_TOO_MANY;
        int64_t answer = find_kind(shelf, kind, asked, wanted, arena, founds[kind], &unseen);
        if (answer)
            return answer;
    }
    return unseen.count ? tell(wanted, unseen.pages, unseen.count, PAGES) : 0;
}

/* The texts that share most pairs, each pair counted by how few texts have it. */
static int64_t choose(struct asked *asked, struct arena *arena)
{
    const struct found *rare = &asked->rare;
    int64_t *worth = arena_take(arena, asked->pair_count, sizeof *worth);
    asked->candidates = arena_take(arena, CANDIDATES, sizeof *asked->candidates);
    if (!worth || !asked->candidates)
        return SVERKA_TOO_MANY;
    memset(worth, 0, (size_t)asked->pair_count * sizeof *worth);
    for (int64_t at = 0; at < rare->count; at++)
        worth[rare->which[at]]++;
    for (int64_t at = 0; at < asked->pair_count; at++)
        worth[at] = WORTH / (worth[at] > 1 ? worth[at] : 1);
    int64_t made = sverka_best(rare->which, rare->docs, rare->count, worth, rare->count < CANDIDATES ? rare->count : CANDIDATES,
                               asked->candidates);
    asked->candidate_count = made < 0 ? 0 : made;
    return made < 0 ? made : 0;
}

/* --- sentences of the candidates --- */

static bool note_pages(const struct texts *from, int64_t segment, int64_t begin, int64_t end, struct unseen *unseen)
{
    for (int64_t page = begin / BAG_PAGE; begin < end && page <= (end - 1) / BAG_PAGE; page++) {
        if (from->bag_sound[page])
            continue;
        if (unseen->count == unseen->room)
            return false;
        unseen->pages[unseen->count++] = (int64_t)BAGS << KIND_SHIFT | segment << SEGMENT_SHIFT | page;
    }
    return true;
}

/* The address of a text's sentences; NULL without room. */
static const uint16_t *bag_of(const struct texts *from, int64_t begin, int64_t end, struct arena *arena)
{
    if (from->file < 0)
        return from->bags + begin;
    int64_t size = (end - begin) * (int64_t)sizeof(uint16_t);
    uint16_t *read = arena_take(arena, end - begin, sizeof *read);
    if (read && !read_at(from->file, read, size, from->bag_start + begin * (int64_t)sizeof(uint16_t)))
        memcpy(read, from->bags + begin, (size_t)size);
    return read;
}

/* Addresses of the sentences of all candidates; those of texts in memory the caller says. */
static int64_t bags_of(const struct shelf *shelf, const struct asked *asked, const struct wanted *wanted, struct arena *arena,
                       uint64_t *bags)
{
    struct unseen unseen = {NULL, 0, arena_room(arena, 8 * sizeof *unseen.pages)};
    unseen.pages = arena_take(arena, unseen.room, sizeof *unseen.pages);
    if (!unseen.pages)
        return SVERKA_TOO_MANY;
    bool elsewhere = false;
    for (int64_t at = 0; at < asked->candidate_count; at++) {
        int64_t segment, place;
        if (!find_place(shelf->postings[COPIES], shelf->segments, asked->candidates[at], &segment, &place)) {
            elsewhere = true;
            bags[at] = wanted->addresses ? wanted->addresses[at] : 0;
            continue;
        }
        const struct texts *from = shelf->texts + segment;
        int64_t begin = place ? (int64_t)from->bag_ends[place - 1] : 0, end = (int64_t)from->bag_ends[place];
        int64_t before = unseen.count;
        if (!note_pages(from, segment, begin, end, &unseen))
            return SVERKA_TOO_MANY;
        if (unseen.count > before)
            continue;
        const uint16_t *bag = bag_of(from, begin, end, arena);
        if (!bag)
            return SVERKA_TOO_MANY;
        bags[at] = (uint64_t)(uintptr_t)bag;
    }
    if (unseen.count)
        return tell(wanted, unseen.pages, unseen.count, PAGES);
    return elsewhere && !wanted->addresses ? tell(wanted, asked->candidates, asked->candidate_count, ADDRESSES) : 0;
}

/* What is rewritten: the runs of sentences of any text, and of the texts that most is rewritten from, those first. */
struct rewriting {
    int64_t count;
    uint32_t docs[CANDIDATES];
    int64_t characters[CANDIDATES + 1], ends[CANDIDATES + 1];
    int64_t *firsts, *lasts;
};

/* The texts that something is rewritten from, by how many characters; of equal ones the first. */
static int64_t order_columns(const struct asked *asked, const uint8_t *marks, int64_t columns, int64_t *order)
{
    int64_t characters[CANDIDATES], count = 0;
    for (int64_t column = 0; column < columns; column++) {
        characters[column] = 0;
        for (int64_t row = 0; row < asked->sentences; row++)
            characters[column] += marks[row * columns + column] ? asked->sizes[row] : 0;
        if (!characters[column])
            continue;
        int64_t to = count++;
        for (; to && characters[order[to - 1]] < characters[column]; to--)
            order[to] = order[to - 1];
        order[to] = column;
    }
    return count;
}

static int64_t rewrite(const struct asked *asked, const uint64_t *bags, struct arena *arena, struct rewriting *made)
{
    int64_t compared = 0, sentences = 0, those[CANDIDATES], with = 0, order[CANDIDATES];
    for (; compared < asked->candidate_count; compared++) {
        const uint16_t *bag = (const uint16_t *)(uintptr_t)bags[compared];
        int64_t own = bag[0] | (int64_t)bag[1] << 16;
        sentences += own;
        if (compared && sentences > SENTENCES)
            break;
        if (own)
            those[with++] = compared;
    }
    memset(made, 0, sizeof *made);
    uint8_t *marks = arena_take(arena, asked->sentences * with, 1);
    if (!marks)
        return SVERKA_TOO_MANY;
    if (!asked->sentences || !with)
        return 0;
    int64_t columns = sverka_rewritten(asked->bounds, asked->stems, asked->weights, asked->sentences, bags, compared, marks);
    if (columns < 0)
        return columns;
    made->count = order_columns(asked, marks, columns, order);
    int64_t room = (made->count + 1) * (asked->sentences / 2 + 1);
    made->firsts = arena_take(arena, room, sizeof *made->firsts);
    made->lasts = arena_take(arena, room, sizeof *made->lasts);
    if (!made->firsts || !made->lasts)
        return SVERKA_TOO_MANY;
    sverka_marked(marks, asked->sentences, columns, order, made->count, asked->sizes, made->firsts, made->lasts, made->ends,
                  made->characters);
    for (int64_t at = 0; at < made->count; at++)
        made->docs[at] = asked->candidates[those[order[at]]];
    return 0;
}

/* --- copies, sources and the answer --- */

/* What is copied: words and runs of words of all texts, and of each source. */
struct copying {
    uint32_t *docs;
    int64_t count, copied;
    int64_t *firsts, *lasts, *ends, *words;
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

/* Answers a text that asked. `told`: a place in the arena and how many numbers lie there. PAGES: those pages must be looked at, then
   this is called again. ADDRESSES: some of those candidates (32 bits each) are in memory, whose sentences' addresses must be given,
   one for each candidate. TOO_MANY: the arena is too small, and the text must ask again in a larger one. DONE: that is the answer,
   and then where the keys are and how many bytes. */
SVERKA int64_t sverka_answer(const struct shelf *shelf, uint8_t *memory, int64_t size, const uint64_t *owners, int64_t owner_count,
                             const uint32_t *left_out, int64_t left_out_count, const uint8_t *counts, int64_t most, int64_t length,
                             const uint64_t *addresses, int64_t *told)
{
    struct asked *asked = (struct asked *)(void *)memory;
    struct arena arena = {asked->kept, memory + size};
    struct without without = {owners, owner_count, left_out, left_out_count};
    struct wanted wanted = {&without, counts, most, length, addresses, memory, told};
    struct rewriting rewriting;
    struct copying copying = {0};
    uint64_t bags[CANDIDATES] = {0};
    int64_t answer = 0;
    if (asked->stage == FIND) {
        answer = find_both(shelf, asked, &wanted, &arena);
        if (!answer)
            answer = choose(asked, &arena);
        if (!answer) {
            asked->stage = BAG;
            asked->kept = arena.at;
        }
    }
    if (!answer)
        answer = bags_of(shelf, asked, &wanted, &arena, bags);
    if (!answer)
        answer = rewrite(asked, bags, &arena, &rewriting);
    if (!answer)
        answer = copy(asked, &wanted, &rewriting, &arena, &copying);
    return answer ? answer : say(shelf, asked, &wanted, &copying, &rewriting, &arena);
}
