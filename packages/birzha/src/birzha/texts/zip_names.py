"""The names in a ZIP archive, read from its directory within limits; nothing is ever unpacked.

The standard library makes an object of every entry: ten megabytes of directory, which one upload may hold, cost it seconds and
eighty megabytes. This reads so many entries and no more. The layout is that of the public ZIP application note, §4.3.12 and §4.3.16.
"""

import struct
from collections.abc import Iterator

MOST_ENTRIES = 5000
"""How many entries are looked at; no honest document has as many."""

_END = b"PK\x05\x06"
_LONGEST_END = 22 + 0xFFFF
"""The end record with the longest comment, bytes."""
_SIZE_AND_PLACE = struct.Struct("<II")
_ENTRY = b"PK\x01\x02"
_LENGTHS = struct.Struct("<HHH")
_FIXED = 46
"""The part of an entry before its name, bytes."""


def zip_names(content: bytes) -> Iterator[str]:
    """Names of the files in an archive, in the order of its directory; where that is broken, they end.

    Args:
        content: the archive.
    """
    end = content.rfind(_END, max(0, len(content) - _LONGEST_END))
    if end < 0 or end + 22 > len(content):
        return
    size, place = _SIZE_AND_PLACE.unpack_from(content, end + 12)
    # what stands before the archive (a program that unpacks itself) moves the directory, but not its distance to the end
    at = end - size if size <= end else place
    for _ in range(MOST_ENTRIES):
        if content[at : at + 4] != _ENTRY or at + _FIXED > end:
            return
        name, extra, comment = _LENGTHS.unpack_from(content, at + 28)
        yield content[at + _FIXED : at + _FIXED + name].decode("utf-8", "replace")
        at += _FIXED + name + extra + comment
