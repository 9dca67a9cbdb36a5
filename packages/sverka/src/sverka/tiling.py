"""Common passages of two sequences of words, by greedy string tiling.

Wise, "String similarity via greedy string tiling and Running Karp-Rabin matching" (1993): the longest common run of
words that no passage covers yet becomes a passage, again and again, until no run of the least length is left. Among
equally long runs the one that comes first in the text, then first in the source, goes first, so that the answer is one.

Two ways lead to the same answer. Where few places share their first words, the common runs are listed and taken from a
heap. Where many do (one word a thousand times), lengths are tried from the longest down, all places at a time. The kernel has
two ways of its own (packages/sverka/kernel/tiling.c); without it numpy does all of this.
"""

import heapq
import re

import numpy as np

from sverka import kernel
from sverka.descent import Ranks, longest_down
from sverka.words import I64, U64, shingles

Tile = tuple[int, int, int]
"""Where a passage begins in the text and in the source, and how many words it has."""

_FREE = re.compile(rb"\0+")
_MANY_RUNS = 4096
_TABLE_BITS = 16
_HALF = np.int64(32)
_LOW = np.int64(0xFFFFFFFF)


def tiles(text: U64, source: U64, least: int) -> list[Tile]:
    """The passages, in the order of the text.

    Args:
        text: the words as hashes.
        source: the words that they may come from.
        least: how many words a passage has at least, 1 or more.
    """
    library = kernel.library()
    if library is not None:
        found = np.empty((min(len(text), len(source)) // least, 3), np.int64)
        count = library.sverka_tiles(text, len(text), source, len(source), least, found)
        if count != kernel.TOO_MANY:
            return list(map(tuple, found[:count].tolist()))
    return _tiles(text, source, least)


def _tiles(text: U64, source: U64, least: int) -> list[Tile]:
    if len(text) < least or len(source) < least:
        return []
    pairs = _pairs(shingles(text, least), shingles(source, least), limit=2 * (len(text) + len(source)) + 1024)
    heap = None if pairs is None else _runs(*pairs, least)
    if heap is not None:
        return sorted(_from_heap(heap, least, len(text), len(source)))
    _, both = np.unique(np.concatenate((text, source)), return_inverse=True)
    return sorted(longest_down(Ranks(both[: len(text)], both[len(text) :]), least))


def _pairs(text: U64, source: U64, limit: int) -> tuple[I64, I64] | None:
    """All places (in the text, in the source) with equal hashes, or ``None`` when there are more than ``limit``."""
    marks = np.zeros(1 << _TABLE_BITS, np.bool_)
    shift = np.uint64(64 - _TABLE_BITS)
    marks[source >> shift] = True
    maybe = np.flatnonzero(marks[text >> shift])
    # Searching in order is several times faster than searching at random.
    rows = maybe[np.argsort(text[maybe])]
    columns = np.argsort(source)
    mine, theirs = text[rows], source[columns]
    left = np.searchsorted(theirs, mine, "left")
    here = np.flatnonzero(theirs.take(left, mode="clip") == mine)
    rows, mine, left = rows[here], mine[here], left[here]
    counts = np.searchsorted(theirs, mine, "right") - left
    total = int(counts.sum())
    if total > limit:
        return None
    within = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(rows, counts), columns[np.repeat(left, counts) + within]


def _runs(rows: I64, columns: I64, least: int) -> list[Tile] | None:
    """Common runs (minus the length, place in the text, in the source) as a heap; ``None`` when they are too many."""
    packed = np.sort((columns - rows) << _HALF | rows)
    begins = np.flatnonzero(np.diff(packed, prepend=-2) != 1)
    if len(begins) > _MANY_RUNS:
        return None
    sizes = np.diff(begins, append=len(packed)) + least - 1
    rows, shifts = packed[begins] & _LOW, packed[begins] >> _HALF
    heap = list(zip((-sizes).tolist(), rows.tolist(), (rows + shifts).tolist(), strict=True))
    heapq.heapify(heap)
    return heap


def _from_heap(heap: list[Tile], least: int, text_size: int, source_size: int) -> list[Tile]:
    text_taken, source_taken = bytearray(text_size), bytearray(source_size)
    found: list[Tile] = []
    while heap:
        negative, row, column = heapq.heappop(heap)
        size = -negative
        mine, theirs = text_taken[row : row + size], source_taken[column : column + size]
        if 1 not in mine and 1 not in theirs:
            text_taken[row : row + size] = source_taken[column : column + size] = b"\1" * size
            found.append((row, column, size))
            continue
        taken = (int.from_bytes(mine) | int.from_bytes(theirs)).to_bytes(size)
        for free in _FREE.finditer(taken):
            begin, end = free.span()
            if end - begin >= least:
                heapq.heappush(heap, (begin - end, row + begin, column + begin))
    return found
