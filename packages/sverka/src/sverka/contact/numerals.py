"""Digits written as words, or with letters that look like them: Russian and Ukrainian numerals up to 999."""

import re
from collections.abc import Iterator

_UNITS = {
    "ноль": 0, "нуль": 0, "один": 1, "одна": 1, "два": 2, "две": 2, "дві": 2, "три": 3, "четыре": 4, "чотири": 4,
    "пять": 5, "шесть": 6, "шість": 6, "семь": 7, "сім": 7, "восемь": 8, "вісім": 8, "девять": 9,
}  # fmt: skip
_TEENS = {
    "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15,
    "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19,
}  # fmt: skip
_TENS = {
    "двадцать": 20, "двадцять": 20, "тридцать": 30, "тридцять": 30, "сорок": 40, "пятьдесят": 50, "пятдесят": 50,
    "шестьдесят": 60, "шістдесят": 60, "семьдесят": 70, "сімдесят": 70, "восемьдесят": 80, "вісімдесят": 80,
    "девяносто": 90,
}  # fmt: skip
_HUNDREDS = {
    "сто": 100, "двести": 200, "двісті": 200, "триста": 300, "четыреста": 400, "чотириста": 400, "пятьсот": 500,
    "пятсот": 500, "шестьсот": 600, "шістсот": 600, "семьсот": 700, "сімсот": 700, "восемьсот": 800, "вісімсот": 800,
    "девятьсот": 900, "девятсот": 900,
}  # fmt: skip
VALUES = _UNITS | _TEENS | _TENS | _HUNDREDS

_GLUED = re.compile("|".join(sorted(VALUES, key=len, reverse=True)))
_NUMERIC = re.compile(rf"[оoзчбlіi]*\d|[оoзчбlіi]{{2,}}\Z|{_GLUED.pattern}")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_TWINS = str.maketrans("оoзчбlіi", "00346111")


def digits(word: str) -> list[int | str] | None:
    """The numbers that a word stands for: digits as they are, numerals as values; ``None`` when it is another word.

    Args:
        word: folded letters and digits.
    """
    if not _NUMERIC.match(word):
        return None
    if word.isdigit():
        return [word] if word.isascii() else None
    if word in VALUES:
        return [VALUES[word]]
    twin = word.translate(_TWINS)
    if twin.isdigit() and twin.isascii() and (any(each.isdigit() for each in word) or len(word) > 1):
        return [twin]
    found: list[int | str] = []
    for part in _PARTS.findall(word):
        if part.isdigit():
            found.append(part)
            continue
        values = _GLUED.findall(part)
        if "".join(values) != part:
            return None
        found += [VALUES[each] for each in values]
    return found or None


class Reading:
    """Numbers read aloud, as digits: «девятьсот шестнадцать» is 916, «девять один шесть» too."""

    def __init__(self) -> None:
        self._open = 0
        self.text: str = ""

    def read(self, number: int | str) -> None:
        """Takes the next number: digits, or the value of a numeral."""
        if isinstance(number, str):
            self._open = 0
            self.text += number
            return
        size = len(str(number))
        fits = 0 < number < self._open and not (self._open == 10 and number > 9)
        if fits:
            self.text = self.text[:-size] + str(number)
        else:
            self.text += str(number)
        # What may still follow within this number: below a hundred after hundreds, a unit after tens.
        self._open = {3: 100, 2: 10}.get(size, 0) if number >= 20 and number % 10 == 0 else 0


def _tokens() -> Iterator[str]:
    """Patterns of every word that may be a number, each with its first letter in front, for this is how a search is quick."""
    twins = "оoзчбlіi"
    numerals = sorted(VALUES, key=len, reverse=True)
    for first in sorted({each[0] for each in (*VALUES, *twins, *"0123456789")}):
        rests = [each[1:] for each in numerals if each[0] == first]
        if first in twins:
            rests += [rf"[{twins}]*\d", rf"[{twins}]+(?![^\W_])"]
        yield rf"{first}(?<![^\W_]{first})(?:{'|'.join(rests)})[^\W_]*"


TOKEN = "|".join(_tokens())
"""Matches every word that may be a number, whole, in a text that is folded; see :func:`digits`."""
