"""Digits written as words, or with letters that look like them, and numbers read aloud."""

import re

from sverka.contact.numeral_words import VALUES, Hundred, Number, Same, Times
from sverka.contact.wording import alternatives

_GLUED = re.compile(alternatives(set(VALUES)))
_NUMERIC = re.compile(rf"[оoзчбlіi]*\d|[оoзчбlіi]{{2,}}\Z|{_GLUED.pattern}")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_TWINS = str.maketrans("оoзчбlіi", "00346111")


def digits(word: str) -> list[Number] | None:
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
    found: list[Number] = []
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
    """Numbers read aloud, as digits: «девятьсот шестнадцать» is 916, «девять один шесть» too, «три нуля» is 000."""

    def __init__(self) -> None:
        self._open, self._least, self._times = 0, 1, 1
        self.text: str = ""

    def read(self, number: Number) -> None:
        """Takes the next number: digits, the value of a numeral, or what changes its neighbour."""
        match number:
            case str():
                self._close(number)
            case Same(digit):
                self._close(str(digit) * self._times)
            case Times(count):
                self._close("")
                self._times = count
            case Hundred():
                # "Nine hundred" is 900: the nine is there already, and "five" behind it begins a new number.
                self._close("00")
                self._open, self._least = 100, 10
            case int():
                self._numeral(number)

    def _close(self, text: str) -> None:
        self._open, self._least, self._times = 0, 1, 1
        self.text += text

    def _numeral(self, number: int) -> None:
        size = len(str(number))
        fits = self._least <= number < self._open and not (self._open == 10 and number > 9)
        if fits:
            self.text = self.text[:-size] + str(number)
        else:
            self.text += str(number) * self._times
        self._least, self._times = 1, 1
        # What may still follow within this number: below a hundred after hundreds, a unit after tens.
        self._open = {3: 100, 2: 10}.get(size, 0) if number >= 20 and number % 10 == 0 else 0


def _token(words: list[str]) -> str:
    """A pattern of every word that may be a number: its first letter is looked for first, for this is how a search is quick."""
    twins = "оoзчбlіi"
    firsts = sorted({each[0] for each in (*words, *twins)})
    branches = []
    for first in firsts:
        numerals = {each[1:] for each in words if each[0] == first}
        rests = [alternatives(numerals)] if numerals else []
        if first in twins:
            rests += [rf"[{twins}]*\d", rf"[{twins}]+(?![^\W_])"]
        branches.append(rf"(?<={first})(?:{'|'.join(rests)})")
    seconds = "".join(sorted({each[1] for each in words}))
    return rf"[{''.join(firsts)}0-9](?<![^\W_].)(?:(?<=[0-9])|(?=[{seconds}{twins}\d])(?:{'|'.join(branches)}))[^\W_]*"


TOKEN = _token([each for each in VALUES if not each.isascii()])
"""Matches every word that may be a number, whole, in a text that is folded; see :func:`digits`."""

ENGLISH_TOKEN = _token([*VALUES])
"""The same with English numerals, for texts that have them."""
