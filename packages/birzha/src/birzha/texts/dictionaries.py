"""The exchange's spelling: the dictionaries, which one thread at a time may use and load, and the words of the trade."""

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from birzha.texts.trade import is_of_the_trade

if TYPE_CHECKING:
    from sverka import Spelling

_TURN = Lock()


def spelling(text: str) -> "Spelling":
    """The misspelt words of a text, those of the trade left out; the first call loads the dictionaries of its languages.

    Args:
        text: of any length; half a million words take about a second, and others wait meanwhile.
    """
    import sverka  # noqa: PLC0415  # what it stands on is loaded by the first check

    with _TURN:
        found = sverka.spelling(text)
    wrong = tuple(each for each in found.misspelled if not is_of_the_trade(each.word))
    return replace(found, misspelled=wrong, percent=100 * len(wrong) / found.words if found.words else 0.0)
