"""Greedy string tiling by trying every length that occurs, from the longest down, all places at a time.

For texts that repeat themselves so much that listing all common runs would take too long: the work depends on how many
lengths the passages have (at most the square root of twice the number of words), not on how often words recur.
"""

import heapq
from bisect import bisect_left
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka.words import I64, U64

_TABLE_BITS = 16
_FEW = 16
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.int64(32)


class Ranks:
    """Numbers for windows of words: equal windows of one length have equal numbers, others never do.

    Args:
        text: words of the text as small numbers.
        source: words of the source, numbered alike.
    """

    def __init__(self, text: I64, source: I64) -> None:
        self._levels = [(text, source)]

    @property
    def sizes(self) -> tuple[int, int]:
        """How many words the text and the source have."""
        text, source = self._levels[0]
        return len(text), len(source)

    def keys(self, length: int, rows: I64, columns: I64) -> tuple[U64, U64]:
        """The numbers of the windows of a length at some places of the text and of the source, 64 bits each."""
        text, source, rest = self._level(length)
        first = text[rows] << _HALF | text[rows + rest]
        second = source[columns] << _HALF | source[columns + rest]
        return first.view(np.uint64), second.view(np.uint64)

    def _level(self, length: int) -> tuple[I64, I64, int]:
        level = length.bit_length() - 1
        while len(self._levels) <= level:
            self._levels.append(self._joined(*self._levels[-1], 1 << (len(self._levels) - 1)))
        return *self._levels[level], length - (1 << level)

    @staticmethod
    def _joined(text: I64, source: I64, step: int) -> tuple[I64, I64]:
        text, source = (each[:-step] << _HALF | each[step:] for each in (text, source))
        _, both = np.unique(np.concatenate((text, source)), return_inverse=True)
        return both[: len(text)], both[len(text) :]


class _Side:
    """One of the two sequences: which of its words a passage covers, and how far each place is from the next such."""

    def __init__(self, size: int) -> None:
        self.taken = bytearray(size)
        self._size = size
        self._look()

    def _look(self) -> None:
        index = np.arange(self._size, dtype=np.int32)
        stops = np.where(np.frombuffer(self.taken, np.bool_), index, np.int32(self._size))
        self._free = np.minimum.accumulate(stops[::-1])[::-1] - index

    def freed(self, begins: list[int], length: int) -> None:
        """Takes note of passages that were taken; windows longer than they are not asked for again."""
        if len(begins) > _FEW:
            self._look()
            return
        for begin in begins:
            before = self._free[max(0, begin - length) : begin]
            np.minimum(before, np.arange(len(before), 0, -1, dtype=np.int32), out=before)
            self._free[begin : begin + length] = 0

    def places(self, length: int) -> I64:
        """Where a window of a length covers no taken word."""
        return np.flatnonzero(self._free >= length)


class _Common(NamedTuple):
    """The free windows of one length that both sides have: places and numbers, of the text and of the source."""

    length: int
    rows: I64
    first: U64
    columns: I64
    second: U64


def longest_down(ranks: Ranks, least: int) -> list[tuple[int, int, int]]:
    """Passages (place in the text, in the source, words), the longest first.

    Args:
        ranks: the words of both.
        least: how many words a passage has at least.
    """
    return _Descent(ranks, least).passages()


class _Descent:
    """One run of it.

    Args:
        ranks: the words of both.
        least: how many words a passage has at least.
    """

    def __init__(self, ranks: Ranks, least: int) -> None:
        self._ranks = ranks
        self._too_short = least - 1
        self._too_long = min(ranks.sizes) + 1
        self._text, self._source = (_Side(size) for size in ranks.sizes)
        # Drawing these anew for every length would cost more than using them.
        self._table = np.empty(1 << _TABLE_BITS, np.uint64)
        self._crowded = np.zeros(1 << _TABLE_BITS, np.bool_)

    def passages(self) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        common = self._upwards()
        while common is not None:
            length = common.length
            taken = _take(common, self._text.taken, self._source.taken)
            self._text.freed([row for row, _, _ in taken], length)
            self._source.freed([column for _, column, _ in taken], length)
            found += taken
            common = self._downwards(length)
        return found

    def _upwards(self) -> _Common | None:
        """The windows of the greatest length that both sides share, tried with ever greater steps."""
        best, low, high, step = None, self._too_short, self._too_long, 1
        while high - low > 1:
            common = self._common(min(low + step, high - 1))
            if common is None:
                high = min(low + step, high - 1)
                break
            best, low = common, common.length
            step *= 2
        return self._between(low, high, best)

    def _downwards(self, high: int) -> _Common | None:
        """The same below a length, where the next one is likely to be near."""
        step = 1
        while high - self._too_short > 1:
            length = max(high - step, self._too_short + 1)
            common = self._common(length)
            if common is not None:
                return self._between(length, high, common)
            high = length
            step *= 2
        return None

    def _between(self, low: int, high: int, best: _Common | None) -> _Common | None:
        while high - low > 1:
            middle = (low + high) // 2
            common = self._common(middle)
            if common is None:
                high = middle
            else:
                best, low = common, middle
        return best

    def _common(self, length: int) -> _Common | None:
        """The free windows of a length that both sides have; ``None`` when there is none."""
        rows, columns = self._text.places(length), self._source.places(length)
        first, second = self._ranks.keys(length, rows, columns)
        mine, theirs = _slots(first), _slots(second)
        kept = self._known(first, mine, second, theirs)
        rows, first, mine = rows[kept], first[kept], mine[kept]
        if not len(rows):
            return None
        kept = self._known(second, theirs, first, mine)
        return _Common(length, rows, first, columns[kept], second[kept])

    def _known(self, keys: U64, slots: I64, others: U64, other_slots: I64) -> npt.NDArray[np.bool_]:
        """Which keys are among the others: a table of one key a slot, and a search for those that it had no room for."""
        table = self._table
        table[slots] = ~keys
        table[other_slots] = others
        known: npt.NDArray[np.bool_] = table[slots] == keys
        lost = table[other_slots] != others
        if lost.any():
            self._crowded[other_slots[lost]] = True
            unknown = ~known & self._crowded[slots]
            self._crowded[other_slots[lost]] = False
            if unknown.any():
                # For so few, np.isin spends most of its time on choosing its way.
                rest = np.sort(others[lost])
                wanted = keys[unknown]
                known[unknown] = rest.take(np.searchsorted(rest, wanted), mode="clip") == wanted
        return known


def _slots(keys: U64) -> I64:
    return ((keys ^ keys >> np.uint64(29)) * _SPREAD >> np.uint64(64 - _TABLE_BITS)).view(np.int64)


def _take(common: _Common, mine: bytearray, theirs: bytearray) -> list[tuple[int, int, int]]:
    """Takes passages of one length, in the order of the text, each from the first free place of the source."""
    length = common.length
    row_lists, column_lists = _grouped(common.rows, common.first), _grouped(common.columns, common.second)
    used = [0] * len(column_lists)
    heap = [(each[0], at) for at, each in enumerate(row_lists)]
    heapq.heapify(heap)
    found: list[tuple[int, int, int]] = []
    end = 0
    while heap:
        row, at = heapq.heappop(heap)
        if row >= end:
            candidates = column_lists[at]
            # All passages of this round are equally long, so one that overlaps a window covers one of its ends.
            while used[at] < len(candidates) and (
                theirs[candidates[used[at]]] or theirs[candidates[used[at]] + length - 1]
            ):
                used[at] += 1
            if used[at] == len(candidates):
                continue
            column = candidates[used[at]]
            mine[row : row + length] = theirs[column : column + length] = b"\1" * length
            found.append((row, column, length))
            end = row + length
        following = bisect_left(row_lists[at], end)
        if following < len(row_lists[at]):
            heapq.heappush(heap, (row_lists[at][following], at))
    return found


def _grouped(places: I64, numbers: U64) -> list[list[int]]:
    """The places of each number, in rising order, the numbers in rising order."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    ends = np.append(begins[1:], len(ordered)).tolist()
    all_places = places[order].tolist()
    return [all_places[begin:end] for begin, end in zip(begins.tolist(), ends, strict=True)]
