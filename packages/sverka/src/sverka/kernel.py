"""The compiled kernel, where there is one: the same answers as the numpy code beside each call, in a fraction of the time.

It is plain C (packages/sverka/kernel), built into one library beside this module (packages/sverka/hatch_build.py) and
loaded on first use. Where it is not there, or was built from other sources, numpy does all of it:

    library = kernel.library()
    if library is not None:
        library.sverka_something(array, len(array))

Always as ``kernel.library()``, never imported by name: that is what tests and benchmarks replace to compare both ways. A
call lets other threads run. It raises ``MemoryError`` by itself; other answers are the function's own.
"""

import ctypes
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

VERSION = 6
"""What the kernel must say of itself (``SVERKA_KERNEL_VERSION``): raised with every change of a function below."""

TOO_MANY = -2
"""``SVERKA_TOO_MANY``."""

NAME = {"win32": "sverka_kernel.dll", "darwin": "sverka_kernel.dylib"}.get(sys.platform, "sverka_kernel.so")
"""The library's file, beside this module."""

_NO_MEMORY = -1

_FUNCTIONS = {
    "sverka_kernel_version": "",
    # words.c
    "sverka_fold": "u32* u32* i64 i64* i64* i64 u16* u32* i64* i64*",
    "sverka_plain": "u32* i64 u32* u32* i64 i64* u32* u32* u32* i64* i64",
    "sverka_stem_ends": "u32* i64* i64* i64 u8* i64 u8* i64* i64 i64 i64*",
    "sverka_hashes": "u32* i64* i64* i64* i64 u64* u64 i64 u64* u64*",
    # sets.c
    "sverka_distinct": "u64* i64",
    "sverka_shingles": "u64* i64* i64 i64 u64* i64*",
    "sverka_places": "u64* i64 i64 u64* i64*",
    # sentences.c
    "sverka_sentences": ("u32* i64 u8* i64 u32* i64* u64* i64 i64* i64 u64* u8* u64* u8* i64 i64* i64* u64* i64*"),
    "sverka_pairs": "i64* i64 u64* i64 i64 u64* i64*",
    "sverka_bags": "i64* u64* i64* i64* i64 u16* i64*",
    # sums.c
    "sverka_fetch": "u8* i64 i64 i64* i64",
    "sverka_crc_able": "",
    "sverka_crc": "u8* i64 i64",
    "sverka_page_sums": "u8* i64 i64 u32*",
    "sverka_look": "u8* i64 i64 i64* i64 u32* i64 i64",
    # seal.c
    "sverka_pack": "u64* i64* i64 i64 i64 i64 i64 u64* u8* i64*",
    "sverka_merge": "struct* i64 u64* i64* i64 i64 i64 i64 i64 i64 u8* i64*",
    # find.c
    "sverka_find_piece": "u64* u32* i64* i64 u64* i64 bool* i64 i64* u32* i64",
    # rank.c
    "sverka_best": "i64* u32* i64 i64* i64 u32*",
    "sverka_mark": "i64* u32* i64 u32* i64 i64 bool*",
    "sverka_passages": "bool* i64 i64 i64* i64 i64 i64* i64* i64 i64* i64*",
    # rewriting.c
    "sverka_rewritten": "i64* u64* i64* i64 u64* i64 bool*",
    "sverka_marked": "bool* i64 i64 i64* i64 i64* i64* i64* i64* i64*",
    # ask.c, answer.c
    "sverka_ask": "struct* struct* i64 struct* i64 i64 struct*",
    "sverka_answer": "struct* struct* i64 u64* i64 u32* i64 bool* i64 i64 u64* struct*",
    # store.c
    "sverka_store": "struct* struct* i64* i64 struct* i64 u64* u64* u16* i64* i64*",
    # tiling.c
    "sverka_tiles": "u64* i64 u64* i64 i64 i64*",
}
"""What each function takes: ``i64`` and ``u64`` are numbers, ``u16*`` and the like arrays of numpy or ``None``, ``struct*`` an
array of ctypes."""


class _Array:
    """An argument that is an array of one type, without gaps.

    Args:
        kind: as in ``_FUNCTIONS``, ``u32*``.
    """

    def __init__(self, kind: str) -> None:
        self._type = np.dtype({"i": "int", "u": "uint"}.get(kind[0], kind[0]) + kind[1:-1])

    def from_param(self, array: npt.NDArray[Any] | None) -> "ctypes.Array[ctypes.c_char] | ctypes.c_void_p | None":
        """What ctypes hands over; keeps nothing alive, for the caller holds the array."""
        if array is None:
            return None
        flags = array.flags
        if array.dtype != self._type or not flags.c_contiguous:
            raise TypeError(f"The kernel wants {self._type} without gaps and was given {array.dtype}.")
        # The first way takes a quarter of the other's time, but is not open to what may only be read.
        return _BYTES.from_buffer(array.data) if flags.writeable else ctypes.c_void_p(array.ctypes.data)


_BYTES = ctypes.c_char * 0
_OTHERS = {"i64": ctypes.c_int64, "u64": ctypes.c_uint64, "struct*": ctypes.c_void_p}


def _answered(answer: int, _function: object, _arguments: Sequence[object]) -> int:
    if answer == _NO_MEMORY:
        raise MemoryError("There is no memory for what the kernel was asked.")
    return answer


def load(path: Path) -> ctypes.CDLL | None:
    """The library in a file; ``None`` when there is none, none for this machine, or one of another version.

    Args:
        path: the file.
    """
    try:
        library = ctypes.CDLL(str(path))
        for name, takes in _FUNCTIONS.items():
            function = getattr(library, name)
            function.argtypes = [_OTHERS.get(each) or _Array(each) for each in takes.split()]
            function.restype = ctypes.c_int64
            function.errcheck = _answered
    except (OSError, AttributeError):
        return None
    return library if library.sverka_kernel_version() == VERSION else None


@cache
def library() -> ctypes.CDLL | None:
    """The kernel, loaded on first use; ``None`` where numpy has to do."""
    return load(Path(__file__).with_name(NAME))
