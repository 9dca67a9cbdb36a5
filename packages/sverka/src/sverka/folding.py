"""What each character becomes before words are compared: the table, and the version that names it.

The table is made once from Unicode 14 (packages/sverka/tools/make_folding.py) and shipped, so that a corpus means the
same under every Python. It holds NFKC a character, lower case, without marks; ё is е; й, ї and ў stay letters.
"""

import zlib
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

VERSION = 4
"""The version of folding, tokens and hashes. A corpus of another version is refused."""

POINTS = 0x110000
TWIN_POINTS = 0x20000
LETTER = 0x1FFFFF
SCRIPT_SHIFT = 21
DROPPED = 1 << 28
APOSTROPHE = 1 << 29
EXPANDED = 1 << 30


class Script(IntEnum):
    """Whose letter a character is; bits, so that a word's letters may be or-ed."""

    CYRILLIC = 1
    CYRILLIC_TWIN = 2
    FOREIGN = 4
    FOREIGN_TWIN = 8


class Folding(NamedTuple):
    """The table.

    Args:
        table: for each code point its folded letter (0: separates words), its script, or one of the marks
            ``DROPPED``, ``APOSTROPHE``, ``EXPANDED``.
        twin: for a look-alike of the first two planes, the letter of the other script that it passes for.
        expansions: what a character becomes that folds to several.
    """

    table: npt.NDArray[np.uint32]
    twin: npt.NDArray[np.uint16]
    expansions: dict[int, npt.NDArray[np.uint32]]


class Expansions(NamedTuple):
    """What folds to several letters, as the kernel takes it.

    Args:
        signs: code points, rising.
        bounds: where the letters of each begin, and their number.
        letters: what they become.
        most: the most letters that one becomes.
    """

    signs: npt.NDArray[np.uint32]
    bounds: npt.NDArray[np.int64]
    letters: npt.NDArray[np.uint32]
    most: int


@cache
def expansions() -> Expansions:
    """The expansions of the table."""
    known = sorted(folding().expansions.items())
    sizes = [len(letters) for _, letters in known]
    return Expansions(
        np.array([sign for sign, _ in known], np.uint32),
        np.cumsum([0, *sizes]),
        np.concatenate([letters for _, letters in known]),
        max(sizes),
    )


@cache
def folding() -> Folding:
    """The table, read on first use (about 10 ms, 5 MB)."""
    raw = zlib.decompress(files("sverka").joinpath("folding.bin").read_bytes())
    table = np.cumsum(np.frombuffer(raw, "<u4", POINTS), dtype=np.uint32)
    twin = np.frombuffer(raw, "<u2", TWIN_POINTS, POINTS * 4).copy()
    lines = raw[POINTS * 4 + TWIN_POINTS * 2 :].decode().split("\n")
    expansions = {ord(line[0]): table[np.array([ord(each) for each in line[1:]], np.uint32)] for line in lines}
    return Folding(table, twin, expansions)
