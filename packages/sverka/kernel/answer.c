/* What a corpus answers to a text that asks (ask.c): look-ups, candidates, sentences compared, sources. The steps are those of
   src/sverka/corpus/asking.py (checked), coverage.py and rewriting.py, each a function of its own. */
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#include <string.h>

#include "answering.h"
#include "reading.h"

enum { SENTENCES = 20000, WORTH = 1 << 20, BAG_PAGE = 4096 / sizeof(uint16_t) };
enum { FIND = 0, BAG = 1 };

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
    return answer ? answer : make_answer(shelf, asked, &wanted, &rewriting, &arena);
}
