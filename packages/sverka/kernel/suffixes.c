/* Suffix arrays by induced sorting (Nong, Zhang, Chan, "Linear Suffix Array Construction by Almost Pure Induced-Sorting", 2009)
 * and common prefixes of neighbours (Kasai et al., "Linear-Time Longest-Common-Prefix Computation in Suffix Arrays", 2001). */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "suffixes.h"
#include "sverka.h"

enum { NONE = -1 };

/* One level of the sort. A suffix is rising when it is smaller than the one behind it; the end of all is smaller than any letter. */
struct level {
    const int32_t *letters;
    int32_t n;
    int32_t kinds;
    uint8_t *rising;
    int32_t *counts; /* how many suffixes begin with each letter */
    int32_t *room;   /* where the next one of each letter goes */
    int32_t *sorted;
};

/* The first of a rising run, but never the first of all. */
static bool begins(const struct level *of, int32_t at)
{
    return at > 0 && of->rising[at] && !of->rising[at - 1];
}

static void room_from_starts(const struct level *of)
{
    int32_t sum = 0;
    for (int32_t kind = 0; kind < of->kinds; kind++) {
        of->room[kind] = sum;
        sum += of->counts[kind];
    }
}

static void room_from_ends(const struct level *of)
{
    int32_t sum = 0;
    for (int32_t kind = 0; kind < of->kinds; kind++) {
        sum += of->counts[kind];
        of->room[kind] = sum;
    }
}

/* From some rising suffixes in their buckets to all suffixes: the falling ones from the left, the rising ones from the right. */
static void induce(const struct level *of)
{
    const int32_t *letters = of->letters;
    int32_t *sorted = of->sorted, *room = of->room;
    room_from_starts(of);
    sorted[room[letters[of->n - 1]]++] = of->n - 1;
    for (int32_t at = 0; at < of->n; at++) {
        int32_t before = sorted[at] - 1;
        if (before >= 0 && !of->rising[before])
            sorted[room[letters[before]]++] = before;
    }
    room_from_ends(of);
    for (int32_t at = of->n - 1; at >= 0; at--) {
        int32_t before = sorted[at] - 1;
        if (before >= 0 && of->rising[before])
            sorted[--room[letters[before]]] = before;
    }
}

/* Places the suffixes that begin rising runs at the ends of their buckets, the last first. */
static void place(const struct level *of, const int32_t *runs, int32_t count)
{
    for (int32_t at = 0; at < of->n; at++)
        of->sorted[at] = NONE;
    room_from_ends(of);
    for (int32_t at = count - 1; at >= 0; at--)
        of->sorted[--of->room[of->letters[runs[at]]]] = runs[at];
}

/* Whether the letters from one beginning of a rising run to the next are the same at two places. */
static bool same_run(const struct level *of, int32_t left, int32_t right)
{
    for (int32_t step = 0;; step++) {
        if (left + step >= of->n || right + step >= of->n)
            return false;
        if (of->letters[left + step] != of->letters[right + step] || of->rising[left + step] != of->rising[right + step])
            return false;
        if (step && begins(of, left + step))
            return begins(of, right + step);
        if (step && begins(of, right + step))
            return false;
    }
}

/* Sorts `runs` (the `count` beginnings of rising runs, from the left) as suffixes. */
static int sort_runs(const struct level *of, int32_t *runs, int32_t count)
{
    int32_t *names = malloc(sizeof(int32_t) * ((size_t)of->n / 2 + 1));
    int32_t *shorter = malloc(sizeof(int32_t) * (size_t)count * 2);
    int answer = SVERKA_NO_MEMORY;
    if (names && shorter) {
        int32_t *order = shorter + count, found = 0, name = -1, last = NONE;
        place(of, runs, count);
        induce(of);
        for (int32_t at = 0; at < of->n; at++) {
            if (!begins(of, of->sorted[at]))
                continue;
            if (last == NONE || !same_run(of, last, of->sorted[at]))
                name++;
            last = of->sorted[at];
            /* Two rising runs never begin side by side, so half a place is one's own. */
            names[last / 2] = name;
        }
        for (; found < count; found++)
            shorter[found] = names[runs[found] / 2];
        answer = suffixes_sort(shorter, count, name + 1, order);
        for (int32_t at = 0; !answer && at < count; at++)
            order[at] = runs[order[at]];
        if (!answer)
            memcpy(runs, order, sizeof(int32_t) * (size_t)count);
    }
    free(names);
    free(shorter);
    return answer;
}

static int sort_level(struct level *of)
{
    int32_t count = 0, filled = 0;
    of->rising[of->n - 1] = 0;
    for (int32_t at = of->n - 2; at >= 0; at--) {
        int32_t here = of->letters[at], next = of->letters[at + 1];
        of->rising[at] = here < next || (here == next && of->rising[at + 1]);
    }
    for (int32_t at = 0; at < of->n; at++) {
        of->counts[of->letters[at]]++;
        count += begins(of, at);
    }
    int32_t *runs = malloc(sizeof(int32_t) * (size_t)(count ? count : 1));
    if (!runs)
        return SVERKA_NO_MEMORY;
    for (int32_t at = 0; at < of->n; at++)
        if (begins(of, at))
            runs[filled++] = at;
    int answer = count > 1 ? sort_runs(of, runs, count) : 0;
    if (!answer) {
        place(of, runs, count);
        induce(of);
    }
    free(runs);
    return answer;
}

int suffixes_sort(const int32_t *letters, int32_t n, int32_t kinds, int32_t *sorted)
{
    if (n == kinds) {
        /* All letters differ, so each suffix is as great as its first. */
        for (int32_t at = 0; at < n; at++)
            sorted[letters[at]] = at;
        return 0;
    }
    uint8_t *rising = malloc((size_t)n);
    int32_t *counts = calloc((size_t)kinds * 2, sizeof(int32_t));
    int answer = SVERKA_NO_MEMORY;
    if (rising && counts) {
        struct level of = {letters, n, kinds, rising, counts, counts + kinds, sorted};
        answer = sort_level(&of);
    }
    free(rising);
    free(counts);
    return answer;
}

void suffixes_common(const int32_t *letters, int32_t n, const int32_t *sorted, int32_t *rank, int32_t *common)
{
    for (int32_t at = 0; at < n; at++)
        rank[sorted[at]] = at;
    int32_t shared = 0;
    common[0] = 0;
    for (int32_t at = 0; at < n; at++) {
        if (!rank[at]) {
            shared = 0;
            continue;
        }
        int32_t before = sorted[rank[at] - 1];
        while (at + shared < n && before + shared < n && letters[at + shared] == letters[before + shared])
            shared++;
        common[rank[at]] = shared;
        if (shared)
            shared--;
    }
}
