/* What a corpus stores of texts, each alone from its characters to its sentences, so that all of it stays in the cache. The steps are
   those of src/sverka/corpus/preparing.py, which makes the same of many texts at a time. */
#include <string.h>

#include "asked.h"

/* Where what is stored goes: one text's behind the other's, and how much each has. */
struct stored {
    uint64_t *runs, *pairs;
    uint16_t *bags;
    int64_t *run_sizes, *pair_sizes, *bag_sizes;
    int64_t run_room, pair_room, bag_room;
};

static int64_t store(const struct tables *of, const uint32_t *text, int64_t n, struct arena *arena, struct stored *to)
{
    struct asked asked = {.points = n};
    int64_t answer = ask_words(of, text, n, arena, &asked);
    if (answer)
        return answer > 0 ? SVERKA_TOO_MANY : answer;
    if (asked.words > to->run_room || !ask_places(arena, &asked))
        return SVERKA_TOO_MANY;
    answer = ask_sentences(of, text, arena, &asked);
    if (answer)
        return answer;
    int64_t words[2] = {0, asked.words}, sentences[2] = {0, asked.sentences}, ends[2];
    int64_t *pair_ends = arena_take(arena, asked.sentences, sizeof *pair_ends);
    int64_t most = of->rare * (of->rare - 1) / 2 * asked.sentences;
    if (!pair_ends || most > to->pair_room || 2 + 2 * asked.sentences + asked.bounds[asked.sentences] > to->bag_room)
        return SVERKA_TOO_MANY;
    answer = sverka_shingles(asked.hashes, words, 1, of->length, to->runs, ends);
    if (answer < 0)
        return answer;
    *to->run_sizes = answer;
    *to->pair_sizes = sverka_pairs(asked.bounds, asked.sentences, asked.stems, of->rare, of->reach, to->pairs, pair_ends);
    *to->bag_sizes = sverka_bags(asked.bounds, asked.stems, asked.weights, sentences, 1, to->bags, ends);
    return 0;
}

/* What is stored of `texts` that stand one after another (`cuts`: where each begins, and the number of characters). The rooms are
   `room` (for runs, for pairs, for numbers of sentences), `sizes` takes those of each text, three times as many. TOO_MANY: a room or
   the arena is too small, or a word is too long to be hashed here. */
SVERKA int64_t sverka_store(const struct tables *of, const uint32_t *text, const int64_t *cuts, int64_t texts, uint8_t *memory,
                            int64_t size, uint64_t *runs, uint64_t *pairs, uint16_t *bags, const int64_t *room,
                            int64_t *sizes)
{
    struct stored to = {runs, pairs, bags, sizes, sizes + texts, sizes + 2 * texts, room[0], room[1], room[2]};
    int64_t answer = 0;
    for (int64_t at = 0; at < texts && !answer; at++) {
        struct arena arena = {memory, memory + size};
        answer = store(of, text + cuts[at], cuts[at + 1] - cuts[at], &arena, &to);
        if (answer)
            break;
        to.runs += *to.run_sizes;
        to.pairs += *to.pair_sizes;
        to.bags += *to.bag_sizes;
        to.run_room -= *to.run_sizes++;
        to.pair_room -= *to.pair_sizes++;
        to.bag_room -= *to.bag_sizes++;
    }
    return answer;
}
