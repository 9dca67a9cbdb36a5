"""Parts of files with a checksum for every page, looked at when the page is first read."""

import mmap
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.corpus.memory import spread
from sverka.corpus.sums import PAGE
from sverka.errors import Corrupt
from sverka.words import I64

_AT_ONCE = 4096
"""So many pages are asked for together where all are looked at."""


class Pages:
    """Part of a mapped file whose pages are looked at when they are first read.

    Args:
        path: the file, for messages.
        name: of the part, for messages.
        part: what is mapped.
        sums: the checksum of each page.
        whole: the mapping.
        start: where the part begins in it.
        file: the number of the open file that the kernel reads instead of the mapping; -1: it does not.
    """

    def __init__(
        self,
        path: Path,
        name: str,
        part: npt.NDArray[Any],
        sums: npt.NDArray[np.uint32],
        whole: mmap.mmap,
        start: int,
        file: int = -1,
    ) -> None:
        self._path, self._name = path, name
        self._part, self._sums = part.view(np.uint8), sums
        self._a_page = PAGE // part.itemsize
        self._whole = whole
        self.start: int = start
        self.file: int = file
        self.sound: npt.NDArray[np.bool_] = np.zeros(len(sums), np.bool_)
        """Which pages were looked at."""
        self._all = False

    def look(self, low: I64, high: I64) -> None:
        """Looks at the pages that some places lie in.

        Args:
            low: the first place of each range, none empty.
            high: the place after its last.

        Raises:
            Corrupt: one of them is not what was written.
        """
        if self._all:
            return
        first, last = low // self._a_page, (high - 1) // self._a_page
        more = last > first
        pages = np.concatenate((first, spread(first[more] + 1, (last - first)[more])))
        new = np.unique(pages[~self.sound[pages]])
        if len(new):
            self.fetch(new)
            self.check(new)

    def fetch(self, pages: I64) -> None:
        """Asks the system for pages all at once: one after another, each would be waited for.

        Args:
            pages: their numbers, rising.
        """
        if not len(pages):
            return
        library = kernel.library()
        if library is not None:
            library.sverka_fetch(self._part, len(self._part), PAGE, pages, len(pages))
            return
        edges = np.flatnonzero(np.diff(pages) != 1) + 1
        for begin, end in zip([0, *edges.tolist()], [*edges.tolist(), len(pages)], strict=True):
            first, last = int(pages[begin]), int(pages[end - 1])
            self._whole.madvise(mmap.MADV_WILLNEED, self.start + first * PAGE, (last - first + 1) * PAGE)

    def check(self, pages: I64) -> None:
        """Compares pages with their checksums.

        Args:
            pages: their numbers.

        Raises:
            Corrupt: one of them is not what was written.
        """
        if not len(pages):
            return
        library = kernel.library()
        if library is not None and library.sverka_crc_able():
            first = library.sverka_look(
                self._part, len(self._part), PAGE, pages, len(pages), self._sums, self.file, self.start
            )
            self._refuse(pages[first : first + 1].tolist())
        else:
            data = self._part.data
            self._refuse(
                [
                    page
                    for page in pages.tolist()
                    if zlib.crc32(data[page * PAGE : (page + 1) * PAGE]) != self._sums[page]
                ]
            )
        self.sound[pages] = True
        self._all = bool(self.sound.all())

    def _refuse(self, wrong: Sequence[int]) -> None:
        if wrong:
            raise Corrupt(self._path, f"page {wrong[0]} of its {self._name} is not what was written")

    def look_at(self, start: int, end: int) -> None:
        """The same for one range.

        Args:
            start: its first place.
            end: the place after its last.

        Raises:
            Corrupt: one of them is not what was written.
        """
        if new := self._unseen(start, end):
            self.check(np.array(new))

    def fetch_at(self, start: int, end: int) -> None:
        """Asks the system for the pages of one range that were never looked at.

        Args:
            start: its first place.
            end: the place after its last.
        """
        if new := self._unseen(start, end):
            self.fetch(np.array(new))

    def _unseen(self, start: int, end: int) -> list[int]:
        if self._all or start == end:
            return []
        pages = range(start // self._a_page, (end - 1) // self._a_page + 1)
        return [page for page in pages if not self.sound[page]]

    def ask(self, start: int, end: int) -> None:
        """Has the system begin to read one range as a whole.

        Args:
            start: its first place.
            end: the place after its last.
        """
        if start < end:
            self.fetch(np.arange(start // self._a_page, (end - 1) // self._a_page + 1))

    def verify(self) -> None:
        """Looks at every page, those that were looked at before left out.

        Raises:
            Corrupt: one of them is not what was written.
        """
        for first in range(0, len(self.sound), _AT_ONCE):
            new = np.flatnonzero(~self.sound[first : first + _AT_ONCE]) + first
            self.fetch(new)
            self.check(new)
