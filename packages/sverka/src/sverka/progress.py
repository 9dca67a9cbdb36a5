"""A bar that shows how far a long run is, on a terminal and nowhere else."""

import sys
from time import monotonic
from typing import TextIO

_WIDTH = 30
_EVERY = 0.1


class Bar:
    """The bar; nothing is drawn where nobody would see it.

    Args:
        total: how many steps there are.
        stream: where it is drawn; by default the error stream, so that answers stay clean.
    """

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._total = total
        self._shown = self._stream.isatty() and total > 1
        self._last = monotonic()
        self._drawn = False

    def step(self, done: int) -> None:
        """Shows so many steps as done, at most ten times a second.

        Args:
            done: how many.
        """
        now = monotonic()
        if self._shown and now - self._last >= _EVERY:
            self._last, self._drawn = now, True
            full = _WIDTH * done // self._total
            self._stream.write(f"\r{'█' * full}{'·' * (_WIDTH - full)} {done}/{self._total}")
            self._stream.flush()

    def close(self) -> None:
        """Takes the bar away."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
