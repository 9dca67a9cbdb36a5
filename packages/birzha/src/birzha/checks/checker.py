"""The seam for whoever measures texts: the exchange's own library, or a service outside."""

from typing import Protocol

from birzha.checks.model import Asked, Finding


class CannotCheck(RuntimeError):
    """The text cannot be measured now; it stays unchecked and is tried again.

    Args:
        reason: for the log; says no key and nothing of the text.
        after: seconds to wait before the next try; 0: as the exchange sees fit.
    """

    def __init__(self, reason: str, after: float = 0) -> None:
        super().__init__(reason)
        self.after = after


class Checker(Protocol):
    """Measures texts. It knows neither the tables of the exchange nor its faces."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    def check(self, asked: Asked) -> Finding:
        """Measure a text. It is called on a thread, one text after another, and outside of any transaction.

        Args:
            asked: the text and what to look for.

        Raises:
            CannotCheck: not now.
        """
        ...
