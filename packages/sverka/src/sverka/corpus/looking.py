"""Looking hashes up in all segments of a corpus at a time, with the kernel."""

import ctypes
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.corpus.asking import Found
from sverka.corpus.memory import U32
from sverka.corpus.postings import Fields, Postings
from sverka.corpus.segment import Segment
from sverka.words import I64, U64

_ROOM = 1 << 13
_MORE = 8
_SEGMENT = 40


class Without(NamedTuple):
    """Texts that do not count.

    Args:
        owners: hashes of whose, sorted.
        docs: numbers of texts, sorted.
    """

    owners: U64
    docs: U32


class Lookup:
    """One kind of postings of all segments.

    Args:
        segments: of a corpus.
        kinds: the postings of each.
        alive: which texts of each are there still; may change.
    """

    def __init__(
        self, segments: Sequence[Segment], kinds: Sequence[Postings], alive: Sequence[npt.NDArray[np.bool_]]
    ) -> None:
        self._held = (segments, kinds, alive)
        self.kinds = kinds
        """The postings of each segment."""
        every = zip(segments, kinds, alive, strict=True)
        self._fields = (Fields * len(segments))(
            *(kind.fields(each.docs, each.owners, there) for each, kind, there in every)
        )
        self._room = _ROOM

    def find(self, library: ctypes.CDLL, hashes: U64, most: int, without: Without) -> Found:
        """Where hashes occur, as ``Postings.find`` says it.

        Args:
            library: the kernel.
            hashes: what to look for, sorted, each once.
            most: of a hash that more texts have, so many are looked at.
            without: which texts do not count.

        Raises:
            Corrupt: a page that had to be read is not what was written.
        """
        owners, docs = without
        count = np.zeros(1, np.int64)
        while True:
            which, found = np.empty(self._room, np.int64), np.empty(self._room, np.uint32)
            unseen = np.empty(self._room, np.int64)
            made = library.sverka_find(
                *(self._fields, len(self.kinds), hashes, len(hashes), most, owners, len(owners), docs, len(docs)),
                *(which, found, self._room, unseen, count),
            )
            if made == kernel.TOO_MANY:
                self._room *= _MORE
            elif count[0]:
                self._see(unseen[: int(count[0])])
            else:
                return which[:made], found[:made]

    def _see(self, unseen: I64) -> None:
        """Looks at pages, all of them asked for before the first is waited for."""
        whose = unseen >> _SEGMENT
        edges = np.searchsorted(whose, np.arange(len(self.kinds) + 1)).tolist()
        pages = [np.unique(unseen[begin:end]) & ((1 << _SEGMENT) - 1) for begin, end in pairwise(edges)]
        for kind, own in zip(self.kinds, pages, strict=True):
            kind.pages.fetch(own)
        for kind, own in zip(self.kinds, pages, strict=True):
            kind.pages.check(own)

    def places(self, library: ctypes.CDLL, docs: U32) -> list[tuple[int, int]]:
        """In which segment each of some texts is (-1: in none), and at which place of it.

        Args:
            library: the kernel.
            docs: numbers of texts.
        """
        whose, places = np.empty(len(docs), np.int64), np.empty(len(docs), np.int64)
        library.sverka_locate(self._fields, len(self.kinds), docs, len(docs), whose, places)
        return list(zip(whose.tolist(), places.tolist(), strict=True))
