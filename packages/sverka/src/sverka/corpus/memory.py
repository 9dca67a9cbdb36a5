"""The texts of a corpus that no segment holds yet, in memory: they count from the moment they are added."""

import ctypes
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.corpus.log import Added
from sverka.words import I64, U64

U32 = npt.NDArray[np.uint32]

A_BUCKET = 64
"""So many hashes a bucket about."""

_MORE = 8


class Memory:
    """The texts by number and by key, and their hashes.

    Hashes are sorted when they are first looked for, so that many texts added in a row cost one sort.
    """

    def __init__(self) -> None:
        self.added: dict[int, Added] = {}
        self.keys: dict[str, int] = {}
        self.copies: Pieces = Pieces()
        self.pairs: Pieces = Pieces()

    def __len__(self) -> int:
        return len(self.added)

    def take(self, added: list[Added]) -> None:
        """Takes texts in.

        Args:
            added: the texts, their numbers never seen before.
        """
        for each in added:
            self.added[each.doc] = each
            self.keys[each.key] = each.doc
            self.copies.take(each.doc, each.hashes)
            self.pairs.take(each.doc, each.pairs)


class PieceFields(ctypes.Structure):
    """A sorted piece as the kernel takes it (``struct piece`` of kernel/answer.c)."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("hashes", "docs", "offsets")),
        ("bits", ctypes.c_int64),
    )


class Pieces:
    """Hashes with the texts' numbers, in sorted pieces; a piece is merged into one of its size."""

    def __init__(self) -> None:
        self._new: list[tuple[int, U64]] = []
        self._pieces: list[_Piece] = []
        self._fields: tuple[ctypes.Array[PieceFields], list[_Piece]] = (PieceFields * 0)(), []

    def take(self, doc: int, hashes: U64) -> None:
        """Takes the hashes of a text in.

        Args:
            doc: its number.
            hashes: in any order.
        """
        if len(hashes):
            self._new.append((doc, hashes))

    def _sort(self) -> None:
        if not self._new:
            return
        docs = np.array([doc for doc, _ in self._new], np.uint32)
        hashes = [each for _, each in self._new]
        sizes = [len(each) for each in hashes]
        numbers = [np.repeat(docs, sizes)]
        self._new = []
        size = sum(sizes)
        while self._pieces and len(self._pieces[-1]) < 2 * size:
            last = self._pieces.pop()
            hashes.append(last.hashes)
            numbers.append(last.docs)
            size += len(last)
        self._pieces.append(_Piece(np.concatenate(hashes), np.concatenate(numbers)))
        held = self._pieces.copy()
        self._fields = (PieceFields * len(held))(*(each.fields() for each in held)), held

    def fields(self) -> "tuple[ctypes.Array[PieceFields], list[_Piece]]":
        """Its pieces as the kernel takes them, and what must be held while it does."""
        self._sort()
        return self._fields

    def find(self, hashes: U64, counts: npt.NDArray[np.bool_], first: int) -> list[tuple[I64, U32]]:
        """Where hashes occur: places in ``hashes`` and numbers of texts, side by side.

        Args:
            hashes: what to look for, sorted, each once.
            counts: whether each text counts, by its number from ``first`` on.
            first: the lowest number there is.
        """
        self._sort()
        return [piece.find(hashes, counts, first) for piece in self._pieces]


class _Piece:
    """Sorted hashes with the texts' numbers, and where each bucket (the highest bits of a hash) begins.

    Args:
        hashes: in any order.
        docs: the numbers, side by side with them.
    """

    def __init__(self, hashes: U64, docs: U32) -> None:
        order = np.argsort(hashes)
        self.hashes, self.docs = hashes[order], docs[order]
        bits = max(1, (len(hashes) // A_BUCKET).bit_length())
        self._bits, self._shift = bits, np.uint64(64 - bits)
        begins = np.arange(1 << bits, dtype=np.uint64) << self._shift
        self._offsets = np.append(np.searchsorted(self.hashes, begins), len(hashes))

    def __len__(self) -> int:
        return len(self.hashes)

    def fields(self) -> PieceFields:
        addresses = (each.ctypes.data for each in (self.hashes, self.docs, self._offsets))
        return PieceFields(*addresses, self._bits)

    def find(self, hashes: U64, counts: npt.NDArray[np.bool_], first: int) -> tuple[I64, U32]:
        """Where hashes occur in texts that count."""
        library = kernel.library()
        room = len(hashes)
        while library is not None:
            which, docs = np.empty(room, np.int64), np.empty(room, np.uint32)
            made = library.sverka_find_piece(
                *(self.hashes, self.docs, self._offsets, self._bits, hashes, len(hashes), counts, first),
                *(which, docs, room),
            )
            if made != kernel.TOO_MANY:
                return which[:made], docs[:made]
            room *= _MORE
        at, left, times = self._ranges(hashes)
        which, docs = np.repeat(at, times), self.docs[spread(left, times)]
        kept = counts[docs - np.uint32(first)]
        return which[kept], docs[kept]

    def _ranges(self, hashes: U64) -> tuple[I64, I64, I64]:
        """Which of some hashes are here, from which place on, and how often."""
        buckets = (hashes >> self._shift).view(np.int64)
        high = self._offsets[buckets + 1]
        left = bound(self._read, self._offsets[buckets], high, hashes, np.less)
        at = np.flatnonzero((left < high) & (self._read(left) == hashes))
        left = left[at]
        return at, left, bound(self._read, left, high[at], hashes[at], np.less_equal) - left

    def _read(self, places: I64) -> U64:
        return self.hashes.take(places, mode="clip")


def bound(read: Callable[[I64], U64], low: I64, high: I64, limits: U64, below: np.ufunc) -> I64:
    """The first place of each range whose value is not below a limit, all ranges at a time.

    Args:
        read: the values at places, rising within each range; of a place behind the last some value.
        low: where each range begins.
        high: where each range ends.
        limits: one for each range.
        below: what "below" is: ``np.less`` or ``np.less_equal``.
    """
    low = low.copy()
    for bit in reversed(range(int((high - low).max(initial=0)).bit_length())):
        last = low + ((1 << bit) - 1)
        further = below(read(last), limits)
        further &= last < high
        np.add(low, 1 << bit, out=low, where=further)
    return low


def spread(starts: I64, counts: I64) -> I64:
    """All places from each start on, as many as its count."""
    places: I64 = np.arange(int(counts.sum())) + np.repeat(starts - np.cumsum(counts) + counts, counts)
    return places
