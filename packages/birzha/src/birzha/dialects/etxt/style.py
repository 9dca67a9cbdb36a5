"""How numbers and sums are written: as the strings of a PHP service, or as JSON numbers (reference, §2.5, A2, A12)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Number = str | int
Sum = str | int | float

KOPECKS = 100


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing numbers.

    Args:
        number: writes an id, a moment, a count or a flag.
        money: writes kopecks as roubles with up to two decimals.
    """

    number: Callable[[int], Number]
    money: Callable[[int], Sum]


def _decimal(kopecks: int) -> str:
    if kopecks < 0:
        return "-" + _decimal(-kopecks)
    roubles, rest = divmod(kopecks, KOPECKS)
    return f"{roubles}.{rest:02d}"


def _same(number: int) -> int:
    return number


def _roubles(kopecks: int) -> int | float:
    # a float is right here and only here: JSON has no decimals, and two of them survive up to 2**46 roubles
    return kopecks / KOPECKS if kopecks % KOPECKS else kopecks // KOPECKS


STYLES: Mapping[str, Style] = {"string": Style(str, _decimal), "int": Style(_same, _roubles)}
"""By the value of the switch ``numbers``."""
