"""Phone numbers: in digits, in words, with letters for digits, grouped in any way."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sverka.contact.numeral_words import BETWEEN, Number, Same, Times
from sverka.contact.numerals import ENGLISH_TOKEN, TOKEN, Reading, digits
from sverka.contact.text import Plain
from sverka.contact.wording import alternatives

_PLUS = r"|\+|п(?<![^\W_]п)люс(?![^\W_])|p(?<![^\W_]p)lus(?![^\W_])"
_TOKEN, _ENGLISH_TOKEN = (re.compile(each + _PLUS) for each in (TOKEN, ENGLISH_TOKEN))
_ENGLISH = ("zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "triple")
_ENGLISH_SAID = 3  # a number in English words has so many of these
_WORD = re.compile(r"[^\W_]")
_LIGHT = r"[ \t\xa0()\[\]\-.,*_/|•·~:]"
_BETWEEN = rf"(?:{alternatives(set(BETWEEN))}){_LIGHT}{{1,3}}"
_GAP = re.compile(rf"{_LIGHT}{{0,4}}(?:{_BETWEEN}){{0,4}}\Z")
_SAID_GAP = re.compile(r"[^\W_]")
_OFTEN = re.compile(r"раза? по\W*\Z")
_TIGHT = frozenset("-./*_|•·~:")
_CODE_READ, _YEAR = (
    6,
    4,
)  # so many digits read, four in brackets are none of it: «8 905 543 (2021)» is a count and its year
_ASKED = re.compile(r"(?:тел|моб|звон|дзвон|номер|набер|ватс|вотс|вацап|whats|viber|вайбер|phone|call|связ)")
_ASKED_HERE = re.compile(
    r"(?:тел(?:ефон[а-я]{0,3})?|моб(?:ил[а-я]{1,6})?|(?:по)?звон[а-я]{1,4}|phone|tel|call(?: me)?)[\s.:,(-]{1,4}(?:на |по )?\Z"
)
_OTHER = re.compile(
    r"(?:инн|огрн|кпп|счет|бик|снилс|isbn|артикул|договор|паспорт|гост|штрихкод|карт[аыу]|код подтвержд|индекс|\bno)"
    r"\W{0,3}(?:\w+\W{1,3})?\Z"
)
_UNIT = re.compile(
    r"[^\w\n]{0,3}(?:руб|₽|р\.|тыс|млн|млрд|км|кг|чел|шт|экз|долл|дол\.|грн|гривен|%|строк|стр|просм|м2|кв|лет|год|есть на)"
)
_OPERATORS = frozenset(
    [
        "039",
        "050",
        "063",
        "066",
        "067",
        "068",
        "073",
        "091",
        "092",
        "093",
        "094",
        "095",
        "096",
        "097",
        "098",
        "099",
        "044",
    ]
)
_LONGEST = 15
_MANY = frozenset("2345")
_COUNTED = 4  # so many numerals that rise or fall by one are counting, and no number
_SHORTEST_HERE, _LONGEST_HERE = 6, 12  # digits of a number without a plus


class _Piece(NamedTuple):
    start: int
    end: int
    numbers: tuple[Number, ...]
    plus: bool


def phones(plain: Plain) -> Iterator[tuple[int, int]]:
    """Places of phone numbers in the plain text, in its order.

    Args:
        plain: the text.
    """
    for pieces in _sequences(plain.text):
        if pieces[-1].end - pieces[0].start < _SHORTEST_HERE:
            continue
        first = 0
        while first < len(pieces):
            last = _longest(plain.text, pieces, first)
            if last is None:
                first += 1
                continue
            yield pieces[first].start, pieces[last].end
            first = last + 1


def _sequences(text: str) -> Iterator[list[_Piece]]:
    """Numbers that follow each other with nothing but light signs between."""
    pieces: list[_Piece] = []
    plus = behind = -1
    english = sum(map(text.__contains__, _ENGLISH)) >= _ENGLISH_SAID
    for token in (_ENGLISH_TOKEN if english else _TOKEN).finditer(text):
        word = token.group()
        if word in {"+", "плюс", "plus"}:
            plus, behind = token.span()
            continue
        numbers = digits(word) if word[0].isdigit() or len(word) > 1 else None
        start = token.start()
        signed = plus >= 0 and not _WORD.search(text, behind, start) and len(text[plus:start].split()) <= 2
        begin = plus if signed else start
        joined = pieces and _GAP.match(text, pieces[-1].end, begin) and not signed
        if pieces and not (numbers and joined):
            yield pieces
            pieces = []
        if joined and numbers and (isinstance(numbers[0], Same) or _OFTEN.search(text, pieces[-1].end, begin)):
            pieces[-1] = _often(pieces[-1])
        if numbers:
            pieces.append(_Piece(begin, token.end(), tuple(numbers), signed))
        plus = -1
    if pieces:
        yield pieces


def _often(piece: _Piece) -> _Piece:
    """The number before «раза по» or «нуля»: it says how often what follows is said."""
    last = piece.numbers[-1]
    if isinstance(last, int | str) and str(last) in _MANY:
        return piece._replace(numbers=(*piece.numbers[:-1], Times(int(last))))
    return piece


def _longest(text: str, pieces: list[_Piece], first: int) -> int | None:
    """The last piece of the longest phone number that begins with a piece."""
    reading, found = Reading(), None
    if first and text[pieces[first].start - 1] in _TIGHT and pieces[first - 1].end == pieces[first].start - 1:
        return None
    for last in range(first, len(pieces)):
        gap = text[pieces[last - 1].end : pieces[last].start] if last > first else ""
        listed = "," in gap and not _SAID_GAP.search(gap) and _in_digits(pieces[last - 1 : last + 1])
        if listed or ("(" in gap and len(reading.text) >= _CODE_READ and _groups(pieces[last : last + 1]) == [_YEAR]):
            break
        for number in pieces[last].numbers:
            reading.read(number)
        if len(reading.text) > _LONGEST:
            break
        if not (pieces[first].plus or _SHORTEST_HERE <= len(reading.text) <= _LONGEST_HERE):
            continue
        following = text[pieces[last].end : pieces[last].end + 1]
        goes_on = last + 1 < len(pieces) and following in _TIGHT and following != ""
        if not goes_on and _is_phone(text, pieces[first : last + 1], reading.text):
            found = last
    return found


def _in_digits(pieces: list[_Piece]) -> bool:
    return all(isinstance(number, str) for piece in pieces for number in piece.numbers)


def _is_phone(text: str, pieces: list[_Piece], number: str) -> bool:
    if pieces[0].plus:
        return _international(number)
    before = text[max(0, pieces[0].start - 30) : pieces[0].start]
    return _is_shaped(text, pieces, number, before) and not (_OTHER.search(before) or _UNIT.match(text, pieces[-1].end))


def _is_shaped(text: str, pieces: list[_Piece], number: str, before: str) -> bool:
    """Whether a number without a plus has the digits and the groups of a phone's."""
    if _is_counting(pieces):
        return False
    grouped = len(pieces) > 1 or not isinstance(pieces[0].numbers[0], str)
    match len(number):
        case 11:
            return number[0] in "78" and (
                number[1] == "9"
                or (number[1] in "348" and (grouped or _is_asked(before)))
                or number[1:4] in {"029", "025", "033", "044"}
            )
        case 12:
            return number[:3] in {"380", "375"} and (grouped or _is_asked(before))
        case 10:
            if number[0] in "348" and _groups(pieces) == [3, 3, 2, 2]:
                return True
            leads = number[0] == "9" or number[:3] in _OPERATORS
            apart = grouped and len(str(pieces[0].numbers[0])) == 3 and not _like_a_sum(pieces)
            return leads and (apart or _is_asked(before) or _is_spoken(pieces))
        case 7:
            return grouped and _groups(pieces) == [3, 2, 2] and _is_asked(before)
        case 6:
            hyphens = text[pieces[0].start : pieces[-1].end].count("-") == len(pieces) - 1
            return hyphens and _groups(pieces) == [2, 2, 2] and _ASKED_HERE.search(before) is not None
        case _:
            return False


def _is_spoken(pieces: list[_Piece]) -> bool:
    """Whether most of a number is said in words."""
    numbers = [number for piece in pieces for number in piece.numbers]
    return sum(isinstance(number, int | Same) for number in numbers) * 2 > len(numbers)


def _is_counting(pieces: list[_Piece]) -> bool:
    """Whether numbers are counted up or down: «десять, девять, восемь»."""
    numbers = [number for piece in pieces for number in piece.numbers if isinstance(number, int)]
    steps = {second - first for first, second in pairwise(numbers)}
    return len(numbers) >= _COUNTED and steps in ({1}, {-1})


def _is_asked(before: str) -> bool:
    """Whether what stands before a number speaks of phones."""
    return _ASKED.search(before) is not None


def _groups(pieces: list[_Piece]) -> list[int]:
    """How many digits each part of a number has."""
    return [len(str(number)) for piece in pieces for number in piece.numbers]


def _like_a_sum(pieces: list[_Piece]) -> bool:
    """Groups of three digits behind the first are how sums are written."""
    return all(len(str(piece.numbers[0])) == 3 for piece in pieces[1:])


def _international(number: str) -> bool:
    if number[0] == "7":
        return len(number) == 11 and number[1] in "34789"
    if number[:3] in {"380", "375"}:
        return len(number) == 12
    return number[0] != "0" and 10 <= len(number) <= 14
