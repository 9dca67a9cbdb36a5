"""Checksums: CRC-32 as zlib has it, by the kernel where the processor is quick at it."""

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from sverka import kernel

PAGE = 4096
"""So many bytes of a file have a checksum of their own."""


def crc32(data: npt.NDArray[np.uint8], before: int = 0) -> int:
    """The checksum of bytes.

    Args:
        data: the bytes.
        before: the checksum that it goes on from.
    """
    library = kernel.library()
    if library is not None and library.sverka_crc_able():
        return int(library.sverka_crc(data, len(data), before))
    return zlib.crc32(data.data, before)


def page_sums(part: npt.NDArray[Any]) -> npt.NDArray[np.uint32]:
    """A checksum for every page of a part of a file.

    Args:
        part: what stands there, from the beginning of a page on.
    """
    data = part.view(np.uint8)
    library = kernel.library()
    if library is not None and library.sverka_crc_able():
        sums = np.empty(-(-len(data) // PAGE), np.uint32)
        library.sverka_page_sums(data, len(data), PAGE, sums)
        return sums
    return np.array([zlib.crc32(data.data[at : at + PAGE]) for at in range(0, len(data), PAGE)], np.uint32)
