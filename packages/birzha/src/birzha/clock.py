"""The only place that reads the wall clock.

Everything else is handed a moment: commands through their transaction, faces through the market's clock. The sandbox's clock can
be frozen, set and advanced; a real exchange runs on :class:`WallClock`.
"""

import time
from typing import Protocol

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock(Protocol):
    """Tells the market's time."""

    def now(self) -> int:
        """The present moment, unixtime in whole seconds."""
        ...


class WallClock:
    """The machine's own time."""

    def now(self) -> int:
        """The present moment, unixtime in whole seconds."""
        return int(time.time())


class AdjustableClock:
    """A clock that can be frozen, set and advanced; it starts running, at the machine's time."""

    def __init__(self) -> None:
        self._shift = 0
        self._frozen: int | None = None

    def now(self) -> int:
        """The market's moment, unixtime in whole seconds."""
        return int(time.time()) + self._shift if self._frozen is None else self._frozen

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen is not None

    def freeze(self) -> None:
        """Stop at the present moment."""
        self._frozen = self.now()

    def run(self) -> None:
        """Go on from the present moment at the machine's pace."""
        self._shift = self.now() - int(time.time())
        self._frozen = None

    def reset(self) -> None:
        """Run at the machine's time, as in the beginning."""
        self._shift = 0
        self._frozen = None

    def set(self, moment: int) -> None:
        """Jump to a moment, unixtime in seconds; a frozen clock stays frozen there."""
        if self._frozen is None:
            self._shift = moment - int(time.time())
        else:
            self._frozen = moment


def monotonic() -> float:
    """Seconds for measuring how long something took; no date."""
    return time.monotonic()
