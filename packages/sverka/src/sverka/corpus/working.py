"""What the kernel works with from a text's characters on: tables that do not depend on the text, and memory."""

import ctypes
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sverka.folding import expansions, folding
from sverka.hashing import LONG, keys_of
from sverka.sentences import U8, Rare, endings, rarities
from sverka.stems import BITS, tables

_ROOM = 1 << 22
_A_LETTER = 160
_KEPT = 1 << 24
_rooms: list["Room"] = []


class Tables(ctypes.Structure):
    """What asking and storing need whatever the text is (``struct tables`` of kernel/asked.h)."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("folding", "twin", "signs")),
        ("sign_count", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("sign_bounds", "parts")),
        ("most_parts", ctypes.c_int64),
        ("numbers", ctypes.c_void_p),
        ("number_count", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("endings", "least")),
        *((name, ctypes.c_int64) for name in ("lists", "bits")),
        ("values", ctypes.c_void_p),
        ("base", ctypes.c_uint64),
        ("longest", ctypes.c_int64),
        ("enders", ctypes.c_void_p),
        ("ender_count", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("rarities", "ranks", "crowded", "crowded_ranks")),
        *((name, ctypes.c_int64) for name in ("crowded_count", "length", "rare", "reach")),
    )


class Room:
    """Memory for a check or for storing texts, and its address: numpy takes as long to tell it as the kernel to fold a line of text.

    Args:
        size: bytes.
    """

    def __init__(self, size: int) -> None:
        self.bytes: U8 = np.empty(size, np.uint8)
        self.size: int = size
        self.address: int = at_of(self.bytes)

    def numbers(self, start: int, count: int) -> list[int]:
        """Numbers of 64 bits that lie there.

        Args:
            start: their first byte.
            count: how many.
        """
        read: list[int] = self.bytes[start : start + 8 * count].view(np.int64).tolist()
        return read


@lru_cache(maxsize=8)
def tables_for(seed: bytes, length: int, rare: Rare) -> tuple[Tables, object]:
    """The tables for a seed, and what they point into.

    Args:
        seed: what hashes depend on.
        length: words a shingle.
        rare: of which stems of a sentence pairs are made.
    """
    known, signs, keys, rarest, ends = folding(), expansions(), keys_of(seed), rarities(seed), endings()
    numbers, least, lists = tables()
    made = Tables(
        *(at_of(known.table), at_of(known.twin)),
        *(at_of(signs.signs), len(signs.signs), at_of(signs.bounds), at_of(signs.letters), signs.most),
        *(at_of(numbers), len(numbers), at_of(lists), at_of(least), len(lists), BITS),
        *(at_of(keys.letters), int(keys.base), LONG, at_of(ends), len(ends)),
        *(at_of(rarest.hashes), at_of(rarest.ranks), at_of(rarest.crowded), at_of(rarest.crowded_ranks)),
        *(len(rarest.crowded), length, *rare),
    )
    return made, (known, signs, keys, rarest, ends, numbers, least, lists)


def at_of(array: npt.NDArray[Any]) -> int:
    """The address of an array, for which the caller holds it."""
    return int(array.ctypes.data)


def room_for(characters: int) -> int:
    """So many bytes are enough for nearly every text of a length."""
    return _ROOM + _A_LETTER * characters


def taken(size: int) -> Room:
    """Memory to work in: what was given back, where that is large enough."""
    try:
        room = _rooms.pop()
    except IndexError:
        return Room(size)
    return room if room.size >= size else Room(size)


def given_back(room: Room) -> None:
    """Keeps memory for the next one who needs some, unless it is very much."""
    if room.size <= _KEPT:
        _rooms.append(room)
