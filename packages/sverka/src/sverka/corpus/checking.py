"""A whole check with the kernel, in two calls: what a text asks, and what a corpus answers.

The same answers as ``sverka.corpus.asking.checked`` gives with numpy, several times faster: between the steps nothing is made
for Python.
"""

import ctypes
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.comparison import Span
from sverka.corpus.asking import SHARED
from sverka.corpus.coverage import Source, Uniqueness
from sverka.corpus.memory import U32, Memory
from sverka.corpus.postings import MOST, Fields
from sverka.corpus.segment import Segment
from sverka.corpus.working import Room, at_of, given_back, room_for, tables_for, taken
from sverka.hashing import LONG, long_hash
from sverka.sentences import RARE_ASKED
from sverka.words import I64, U64

_PAGES, _ADDRESSES = 1, 2
_KIND, _SEGMENT = 60, 40
_MORE = 4


class _Texts(ctypes.Structure):
    """What a segment has of texts besides postings (``struct texts`` of kernel/answer.c)."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("bags", "bag_ends", "bag_sound")),
        *((name, ctypes.c_int64) for name in ("file", "bag_start")),
        *((name, ctypes.c_void_p) for name in ("keys", "key_ends")),
    )


class _Shelf(ctypes.Structure):
    """A corpus (``struct shelf`` of kernel/answer.c)."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("copies", "pairs", "texts")),
        ("segments", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("copy_pieces", "pair_pieces")),
        *((name, ctypes.c_int64) for name in ("copy_piece_count", "pair_piece_count", "first")),
        *((name, ctypes.c_int64) for name in ("most_copies", "most_pairs")),
    )


class Without(NamedTuple):
    """Texts that do not count.

    Args:
        owners: hashes of whose, sorted.
        docs: numbers of texts, sorted.
        counts: whether each text in memory counts, by its number from the first that no segment has.
    """

    owners: U64
    docs: U32
    counts: npt.NDArray[np.bool_]


class Shelves:
    """The segments of a corpus as the kernel takes them.

    Args:
        segments: of the corpus.
        alive: which texts of each are there still; may change.
        first: the first number that no segment has.
    """

    def __init__(self, segments: Sequence[Segment], alive: Sequence[npt.NDArray[np.bool_]], first: int) -> None:
        every = list(zip(segments, alive, strict=True))
        self._segments = segments
        self._copies = (Fields * len(every))(*(each.copies.fields(each.docs, each.owners, own) for each, own in every))
        self._pairs = (Fields * len(every))(*(each.pairs.fields(each.docs, each.owners, own) for each, own in every))
        self._texts = (_Texts * len(every))(*(_Texts(*each.fields()) for each in segments))
        self._alive = alive
        for place, own in enumerate(alive):
            if own.all():
                self._copies[place].alive = self._pairs[place].alive = None
        self._shelf = _Shelf(
            copies=ctypes.addressof(self._copies),
            pairs=ctypes.addressof(self._pairs),
            texts=ctypes.addressof(self._texts),
            segments=len(every),
            first=first,
            most_copies=MOST,
            most_pairs=SHARED,
        )

    def removed(self, place: int) -> None:
        """Takes note that a text is gone.

        Args:
            place: of its segment.
        """
        self._copies[place].alive = self._pairs[place].alive = at_of(self._alive[place])

    def check(
        self, library: ctypes.CDLL, text: str, seed: bytes, length: int, memory: Memory, without: Without, most: int
    ) -> Uniqueness:
        """How much of a text the corpus has.

        Args:
            library: the kernel.
            text: the text.
            seed: what hashes depend on.
            length: words a shingle.
            memory: the texts that no segment has.
            without: which texts do not count.
            most: how many sources are wanted.

        Raises:
            Corrupt: a page that had to be read is not what was written.
        """
        points = text.encode("utf-32-le", "surrogatepass")
        size = room_for(len(text))
        while True:
            room = taken(size)
            told = _ask(library, room, points, seed, length)
            if told is not None:
                told = self._answer(library, room, told, memory, without, (most, length))
            if told is not None:
                answer = _uniqueness(room, told, memory)
                given_back(room)
                return answer
            size = room.size * _MORE

    def _answer(
        self,
        library: ctypes.CDLL,
        room: Room,
        told: "ctypes.Array[ctypes.c_int64]",
        memory: Memory,
        without: Without,
        wanted: tuple[int, int],
    ) -> "ctypes.Array[ctypes.c_int64] | None":
        """Says where the answer is; nothing when it has no room."""
        owners, docs, counts = without
        (copies, held), (pairs, also_held) = memory.copies.fields(), memory.pairs.fields()
        # Another thread may ask the same corpus: what differs from check to check is in a shelf of its own.
        shelf = _Shelf.from_buffer_copy(self._shelf)
        shelf.copy_pieces, shelf.pair_pieces = ctypes.addressof(copies), ctypes.addressof(pairs)
        shelf.copy_piece_count, shelf.pair_piece_count = len(held), len(also_held)
        addresses = None
        while True:
            state = library.sverka_answer(
                *(ctypes.addressof(shelf), room.address, room.size, owners, len(owners), docs, len(docs), counts),
                *(*wanted, addresses, ctypes.addressof(told)),
            )
            start, count = told[0], told[1]
            if state == _PAGES:
                self._see(room.bytes[start : start + 8 * count].view(np.int64))
            elif state == _ADDRESSES:
                candidates = room.bytes[start : start + 4 * count].view(np.uint32).tolist()
                bags = [memory.added[doc].bag if doc in memory.added else None for doc in candidates]
                addresses = np.array([0 if bag is None else at_of(bag) for bag in bags], np.uint64)
            else:
                return None if state == kernel.TOO_MANY else told

    def _see(self, unseen: I64) -> None:
        """Looks at pages, all of them asked for before the first is waited for."""
        names = np.unique(unseen)
        edges = [0, *(np.flatnonzero(np.diff(names >> _SEGMENT)) + 1).tolist(), len(names)]
        groups = []
        for begin, end in pairwise(edges):
            whose = self._segments[int(names[begin] >> _SEGMENT) & ((1 << _KIND - _SEGMENT) - 1)]
            kinds = (whose.copies.pages, whose.pairs.pages, whose.bag_pages)
            groups.append((kinds[int(names[begin] >> _KIND)], names[begin:end] & ((1 << _SEGMENT) - 1)))
        for pages, numbers in groups:
            pages.fetch(numbers)
        for pages, numbers in groups:
            pages.check(numbers)


def _ask(
    library: ctypes.CDLL, room: Room, points: bytes, seed: bytes, length: int
) -> "ctypes.Array[ctypes.c_int64] | None":
    """Makes the text ask; nothing when there is no room for that."""
    made, _ = tables_for(seed, length, RARE_ASKED)
    told = (ctypes.c_int64 * 6)()
    given = ctypes.addressof(made), points, len(points) // 4, room.address, room.size
    longer = library.sverka_ask(*given, 0, ctypes.addressof(told))
    if longer > 0:
        letters, starts, ends, hashes, stems, words = told
        whole = room.bytes
        where = [whole[at : at + 8 * words].view(np.int64) for at in (starts, ends)]
        made_of = [whole[at : at + 8 * words].view(np.uint64) for at in (hashes, stems)]
        for at in np.flatnonzero(where[1] - where[0] > LONG).tolist():
            word = whole[letters + 4 * int(where[0][at]) : letters + 4 * int(where[1][at])]
            made_of[0][at] = made_of[1][at] = long_hash(word.tobytes(), seed)
        longer = library.sverka_ask(*given, 1, ctypes.addressof(told))
    return None if longer == kernel.TOO_MANY else told


def _by_six(numbers: list[int]) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Numbers by sixes."""
    each = iter(numbers)
    return zip(each, each, each, each, each, each, strict=True)


_span = partial(tuple.__new__, Span)
_source = partial(tuple.__new__, Source)


def _uniqueness(room: Room, told: "ctypes.Array[ctypes.c_int64]", memory: Memory) -> Uniqueness:
    start, count, key_start, key_size = told[:4]
    numbers = room.numbers(start, count)
    keys = room.bytes[key_start : key_start + key_size].tobytes()
    words, covered, characters, rewritten, copied, changed, many = numbers[:7]
    first = 7 + 6 * many
    spans: list[Span] = list(map(_span, zip(numbers[first::2], numbers[first + 1 :: 2], strict=True)))
    at = copied + changed
    whole, every = tuple(spans[:copied]), tuple(spans[copied:at])
    sources, begin = [], 0
    for doc, end, own, own_spans, own_characters, others in _by_six(numbers[7:first]):
        key = str(keys[begin:end], "utf-8", "surrogatepass") if doc < 0 else memory.added[doc].key
        begin = end
        share = 0.0 if own_characters < 0 else 100 * own_characters / characters
        copies, at = tuple(spans[at : at + own_spans]), at + own_spans
        rewrites, at = tuple(spans[at : at + others]), at + others
        sources.append(_source((key, own, 100 * own / words, copies, share, rewrites)))
    return Uniqueness(words, covered, whole, tuple(sources), characters, rewritten, every)
