"""How fast a client may call: a burst, then an even stream. Exchanges ban accounts for bursts, so pacing is on by default."""

import ipaddress
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Pacing:
    """A token bucket.

    Args:
        per_second: calls a second in the long run.
        burst: calls that may go at once after a pause.
    """

    per_second: float = 2.0
    burst: int = 4

    def __post_init__(self) -> None:
        """Refuse a pace at which nothing can ever be sent."""
        if self.per_second <= 0 or self.burst < 1:
            raise ValueError(f"{self} never lets a call through: per_second must be above 0 and burst at least 1")


PacingChoice = Pacing | Literal["auto"] | None
"""A pace; ``"auto"``: polite to real hosts; ``None``: as fast as it goes."""


@dataclass(slots=True)
class Pacer:
    """Gives out slots; safe to use from many threads and event loops, because it only reckons and never sleeps.

    Args:
        pacing: how fast.
    """

    pacing: Pacing
    _next: float = float("-inf")
    _lock: Lock = field(default_factory=Lock)

    def reserve(self, now: float) -> float:
        """Take the next slot and return how many seconds away it is.

        Args:
            now: a monotonic clock, seconds.
        """
        interval = 1 / self.pacing.per_second
        with self._lock:
            start = max(self._next, now - interval * (self.pacing.burst - 1))
            self._next = start + interval
            return max(0.0, start - now)

    def hold(self, until: float) -> None:
        """Let nobody through before that moment: the service asked everyone to wait."""
        with self._lock:
            self._next = max(self._next, until)


def is_local(url: str) -> bool:
    """Whether the URL points to this machine, where there is nobody to be polite to."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def pacer_of(choice: PacingChoice, base_url: str, transport: object) -> Pacer | None:
    """The pacer of a client: by default on for real hosts, off for this machine and for applications in the process."""
    if choice == "auto":
        polite = getattr(transport, "paced", True) and not is_local(base_url)
        return Pacer(Pacing()) if polite else None
    return Pacer(choice) if choice is not None else None
