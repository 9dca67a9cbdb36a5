"""Text files: which encoding they have, and what they say."""

from dataclasses import dataclass
from pathlib import Path

from sverka.errors import SverkaError

_COMMON = frozenset("оеаинтсрвлкмдпу")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Unreadable(SverkaError):
    """A file holds no text that can be read.

    Args:
        path: the file.
        why: what it is instead.
    """

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path} cannot be read as text: {why}. Give a text file in UTF-8, windows-1251 or KOI8-R.")


@dataclass(frozen=True, slots=True)
class Read:
    """A text from a file.

    Args:
        text: what it says.
        encoding: in which encoding it was written, as found.
    """

    text: str
    encoding: str


def read(path: Path) -> Read:
    """Reads a text file.

    Args:
        path: of the file.

    Raises:
        Unreadable: it is not text.
        OSError: it cannot be opened.
    """
    return decoded(path.read_bytes(), path)


def decoded(data: bytes, path: object) -> Read:
    """The text that bytes hold: by their mark, as UTF-8, or as the one of windows-1251 and KOI8-R that reads as Russian.

    Args:
        data: the bytes.
        path: where they come from, for messages.

    Raises:
        Unreadable: they are not text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding, path)
    if b"\0" in data:
        raise Unreadable(path, "it has zero bytes, as programs and pictures have")
    try:
        return Read(data.decode(), "utf-8")
    except UnicodeDecodeError:
        guesses = [Read(data.decode(encoding, "replace"), encoding) for encoding in ("cp1251", "koi8-r")]
    # In the wrong one of the two, small letters read as capitals and common letters as rare ones.
    return max(guesses, key=lambda each: sum(letter in _COMMON for letter in each.text))


def _strictly(data: bytes, encoding: str, path: object) -> Read:
    try:
        return Read(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(path, f"it says that it is {encoding}, and is not at byte {error.start}") from error
