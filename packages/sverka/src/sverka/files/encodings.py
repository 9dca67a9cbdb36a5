"""Plain texts: which encoding they have, and what they say."""

import re
from typing import NamedTuple

from sverka.files.refusals import Refused, Why

_COMMON = frozenset("оеаинтсрвлкмдпу")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\v\f\r\x1a")
_HIGH = bytes(range(128, 256))
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
    guesses = [Decoded(data.decode(encoding, "replace"), encoding) for encoding in ("cp1251", "koi8-r")]
    # In the wrong one of the two, small letters read as capitals and common letters as rare ones.
    return max(guesses, key=lambda each: sum(map(each.text.count, _COMMON)))


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
