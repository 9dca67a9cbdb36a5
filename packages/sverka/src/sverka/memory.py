"""The texts of a corpus that no segment holds yet, in memory: they count from the moment they are added."""

import numpy as np
import numpy.typing as npt

from sverka.log import Added
from sverka.words import I64, U64

U32 = npt.NDArray[np.uint32]


class Memory:
    """Sorted pieces of shingle hashes with the texts' numbers; a piece is merged into one of its size.

    Texts become a piece when they are first looked for, so that many added in a row cost one sort.
    """

    def __init__(self) -> None:
        self.added: dict[int, Added] = {}
        self.keys: dict[str, int] = {}
        self._new: list[Added] = []
        self._pieces: list[tuple[U64, U32]] = []

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
            if len(each.hashes):
                self._new.append(each)

    def _sort(self) -> None:
        if not self._new:
            return
        docs = np.array([each.doc for each in self._new], np.uint32)
        sizes = [len(each.hashes) for each in self._new]
        piece = _sorted(np.concatenate([each.hashes for each in self._new]), np.repeat(docs, sizes))
        self._new = []
        while self._pieces and len(self._pieces[-1][0]) < 2 * len(piece[0]):
            last = self._pieces.pop()
            piece = _sorted(np.concatenate((last[0], piece[0])), np.concatenate((last[1], piece[1])))
        self._pieces.append(piece)

    def find(self, hashes: U64) -> list[tuple[I64, U32]]:
        """Where shingles occur: places in ``hashes`` and numbers of texts, side by side.

        Args:
            hashes: what to look for, sorted, each once.
        """
        self._sort()
        found = []
        for known, docs in self._pieces:
            left = np.searchsorted(known, hashes, "left")
            counts = np.searchsorted(known, hashes, "right") - left
            at = np.flatnonzero(counts)
            if len(at):
                found.append((np.repeat(at, counts[at]), docs[spread(left[at], counts[at])]))
        return found


def _sorted(hashes: U64, docs: U32) -> tuple[U64, U32]:
    order = np.argsort(hashes)
    return hashes[order], docs[order]


def spread(starts: I64, counts: I64) -> I64:
    """All places from each start on, as many as its count."""
    places: I64 = np.arange(int(counts.sum())) + np.repeat(starts - np.cumsum(counts) + counts, counts)
    return places
