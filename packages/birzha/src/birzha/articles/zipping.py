"""A ZIP of articles, made piece by piece: only one file is in memory at a time (reference, §6: "ZIP").

Every name in it can be unpacked on every system: no separators, controls or reserved words, no two alike.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LONGEST_NAME = 160
"""Bytes of a name in UTF-8; file systems take 255 of a part, and some 260 characters of a whole path."""

LONGEST_ENDING = 16
"""Bytes of what counts as a file's ending."""

NAMELESS = "статья"
"""What an article is called whose title has nothing to make a name of."""

IMAGES = "images"
READABLE = 0o644
UNIX = 3

RESERVED = {
    *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
    *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"),
}
"""Names that Windows keeps for devices, whatever ending follows."""

FORBIDDEN = frozenset('<>:"/\\|?*')
"""Characters that no name has on Windows."""

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC).timestamp()
LATEST = datetime(2107, 12, 31, tzinfo=UTC).timestamp()
"""What the format can write down, unixtime."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file to pack.

    Args:
        name: as its author called it.
        content: all of it.
    """

    name: str
    content: bytes


class Zip:
    """A ZIP that grows by one article at a time.

    Args:
        zone: the format keeps times of day without a zone; this is whose they are.
    """

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._written = _Tail()
        self._zip = ZipFile(self._written, "w", strict_timestamps=False)
        self._count = 0

    def add(self, title: str, text: bytes, date: int, images: Iterable[Packed] = ()) -> Iterator[bytes]:
        """Pack one article into a folder of its own: ``NNN_<title>/<title>.txt`` and ``NNN_<title>/images/…``.

        Args:
            title: of the article.
            text: of the article, encoded.
            date: the time that its files show, unixtime.
            images: read one by one, as they are packed.

        Returns:
            The next bytes of the ZIP; walk them to the end.
        """
        self._count += 1
        name = safe_name(title)
        folder = f"{self._count:03d}_{name}"
        yield self._put(f"{folder}/{name}.txt", text, date, ZIP_DEFLATED)
        taken: set[str] = set()
        for image in images:
            # a picture is packed as it is: it has its own compression
            path = f"{folder}/{IMAGES}/{_unlike(safe_name(image.name), taken)}"
            yield self._put(path, image.content, date, ZIP_STORED)

    def close(self) -> bytes:
        """The last bytes of the ZIP: its contents."""
        self._zip.close()
        return self._written.take()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of what was not asked for."""
        self._zip.close()

    def _put(self, path: str, content: bytes, date: int, method: int) -> bytes:
        moment = datetime.fromtimestamp(min(max(date, EARLIEST + 86_400), LATEST), self._zone)
        info = ZipInfo(path, moment.timetuple()[:6])
        info.compress_type = method
        info.create_system = UNIX  # the same bytes on every machine
        info.external_attr = READABLE << 16
        self._zip.writestr(info, content)
        return self._written.take()


def safe_name(name: str) -> str:
    """A name for a file that every system can keep and that looks like the given one.

    Args:
        name: any text.

    Returns:
        At most :data:`LONGEST_NAME` bytes in UTF-8.
    """
    text = unicodedata.normalize("NFC", name).encode(errors="replace").decode()
    kept = "".join(_safe(each) for each in text)
    # Windows drops dots and spaces at an end, and a dot in front hides a file
    stem, dot, ending = _trimmed(" ".join(kept.split())).rpartition(".")
    if not dot or not stem or len(ending.encode()) > LONGEST_ENDING:
        stem, ending = stem + dot + ending, ""
    tail = f".{ending}" if ending else ""
    found = _trimmed(_cut(stem, LONGEST_NAME - len(tail.encode()))) or NAMELESS
    if found.partition(".")[0].rstrip().upper() in RESERVED:
        found = f"_{found}"
    return found + tail


def _safe(character: str) -> str:
    if character in FORBIDDEN:
        return "_"
    if character.isspace():
        return " "
    # controls, and what turns the direction of writing: a name must not read otherwise than it is
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} else character


def _trimmed(text: str) -> str:
    return text.strip(" .")


def _cut(text: str, most: int) -> str:
    """At most so many bytes of it, in whole characters."""
    return text.encode()[:most].decode(errors="ignore")


def _unlike(name: str, taken: set[str]) -> str:
    """The name, or one with a number that nobody has yet; systems that do not tell cases apart are counted with."""
    stem, dot, ending = name.rpartition(".")
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}).{ending}" if dot else f"{name} ({number})"
    taken.add(found.casefold())
    return found


class _Tail(io.RawIOBase):
    """What was written since the last look. It seeks within that alone, which is as far as one file of a ZIP needs."""

    def __init__(self) -> None:
        self._begin = 0
        self._buffer = io.BytesIO()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._begin + self._buffer.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._begin + self._buffer.seek(offset - self._begin if whence == io.SEEK_SET else offset, whence)

    def write(self, content: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]  # the format writes bytes only
        return self._buffer.write(content)

    def take(self) -> bytes:
        """All of it, forgotten here."""
        taken = self._buffer.getvalue()
        self._begin += len(taken)
        self._buffer = io.BytesIO()
        return taken
