"""Merging beside adding: a thread writes the new segment, the writer puts it in place when it is done."""

import threading
from collections.abc import Collection, Sequence
from pathlib import Path

from sverka.corpus.merging import merged
from sverka.corpus.segment import Segment


class Merge:
    """A merge that runs; numpy does its work without the interpreter's lock.

    Args:
        path: of the new segment, a file that is not there yet.
        segments: what to merge.
        removed: numbers of texts that left; those that leave later stay in the segment and are known to have left.
    """

    def __init__(self, path: Path, segments: Sequence[Segment], removed: Collection[int]) -> None:
        self.path = path
        self.segments: tuple[Segment, ...] = tuple(segments)
        self._removed = frozenset(removed)
        self._made = False
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=f"merging into {path.name}")
        self._thread.start()

    def _run(self) -> None:
        try:
            self._made = merged(self.path, self.segments, self._removed)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to who waits for the merge
            self._error = error

    @property
    def done(self) -> bool:
        """Whether it need not be waited for."""
        return not self._thread.is_alive()

    def result(self) -> bool:
        """Waits for it; answers whether there was anything left to write.

        Raises:
            OSError: the disk is full or fails.
            Corrupt: one of the segments is damaged.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._made
