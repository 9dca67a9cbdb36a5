"""The dictionaries of spelling, which one thread at a time may use and load."""

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sverka import Spelling

_TURN = Lock()


def spelling(text: str) -> "Spelling":
    """The misspelt words of a text; the first call loads the dictionaries of its languages.

    Args:
        text: of any length; half a million words take about a second, and others wait meanwhile.
    """
    import sverka  # noqa: PLC0415  # what it stands on is loaded by the first check

    with _TURN:
        return sverka.spelling(text)
