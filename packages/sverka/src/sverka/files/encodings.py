"""Plain texts: which encoding they have, and what they say."""

import re
from functools import cache
from typing import NamedTuple

from sverka.files.refusals import Refused, Why

# Ten times the logarithm of how common signs are in Russian and Ukrainian, groups of about the same.
_COMMON = {"оеаи": 67, "нтсрвл": 62, "кмдпу": 57, "яыьгзбч": 51, "йхжшюі": 45, "цщэфїє«»—–“”№\xa0": 37, "ъёґ": 20}
_WORTH = {sign: worth for signs, worth in _COMMON.items() for sign in signs}
_SMALL, _FEW = 10, 6
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\v\f\r\x1a")
_LOW, _HIGH = bytes(range(128)), bytes(range(128, 256))
_ENOUGH = 1 << 20
# What decoding with "surrogateescape" makes of a byte that means nothing.
_LOST = re.compile("[\udc80-\udcff]")


class Decoded(NamedTuple):
    """A text and in which encoding it was written, as found."""

    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """The text that bytes hold: by their mark, as UTF-8, or as the one of windows-1251 and KOI8-R that reads as Russian.

    Args:
        data: the bytes.

    Raises:
        Refused: they are not text: a program, a picture, UTF-8 with half a letter.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return strictly(data, encoding)
    if b"\0" in data or 100 * (len(data) - len(data.translate(None, _CONTROLS))) > len(data):
        raise Refused(Why.BINARY)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        _not_half(data, error.start)
    return guessed(data)


def guessed(data: bytes) -> Decoded:
    """The text of bytes that have one letter each.

    Args:
        data: the bytes.
    """
    letters = data.translate(None, _LOW)[:_ENOUGH]
    counts = [(byte, letters.count(byte)) for byte in _HIGH]
    # In the wrong one of the two, common letters read as rare ones, and small letters as capitals.
    found = max(("cp1251", "koi8-r"), key=lambda encoding: _speaks(encoding, counts))
    return Decoded(data.decode(found, "replace"), found)


def _speaks(encoding: str, counts: list[tuple[int, int]]) -> int:
    """How much speaks for an encoding: the letters, and that most texts have small ones, which a few are enough for."""
    signs = _signs(encoding)
    small = sum(count for byte, count in counts if signs[byte].islower())
    worth = sum(count * _WORTH.get(signs[byte].lower(), 0) for byte, count in counts)
    return worth + _SMALL * min(small, _FEW)


@cache
def _signs(encoding: str) -> dict[int, str]:
    return {byte: bytes((byte,)).decode(encoding, "replace") for byte in _HIGH}


def _not_half(data: bytes, byte: int) -> None:
    """Refuses what is UTF-8 but for some bytes; of other encodings' bytes few make letters in it by chance."""
    high = len(data) - len(data.translate(None, _HIGH))
    lost = len(_LOST.findall(data.decode("utf-8", "surrogateescape")))
    if 2 * lost < high:
        raise Refused(Why.HALF, byte=byte)


def strictly(data: bytes, encoding: str) -> Decoded:
    """The text in an encoding that the file itself names.

    Args:
        data: the bytes.
        encoding: as Python calls it.

    Raises:
        Refused: it is not in that encoding.
    """
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Refused(Why.ENCODING, encoding=encoding, byte=error.start) from error
