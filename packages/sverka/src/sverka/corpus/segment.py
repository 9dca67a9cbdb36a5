"""A segment of a corpus: what is stored of many texts, in one file that is mapped and never changed.

The file is a line of JSON that says where each part lies, then the parts, each on a boundary of 4096 bytes:

- for shingles (``copy``) and for pairs of rare stems (``pair``), what ``sverka.corpus.postings`` reads: ``offsets``: for
  each bucket (the highest bits of a hash) the place of its first posting, and the number of postings; ``postings``: 7 and
  5 bytes each: the rest of the hash above, the text's place in the segment below, in the order of hashes; ``sums``: a
  CRC-32 for every 4096 bytes of the postings, looked at when those are first read;
- ``bags``: the sentences of each text as ``sverka.corpus.preparing`` has them; ``bag_ends``: where each text's end;
  ``bag_sums``: checksums as those of the postings;
- ``docs``: the texts' numbers, rising; ``owners``: hashes of whose they are; ``names``: hashes of their keys;
  ``by_name``: places in the order of ``names``; ``ends``: where each key ends in ``keys``; ``keys``: the keys themselves.
"""

import json
import mmap
import os
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sverka.corpus.memory import U32
from sverka.corpus.pages import Pages
from sverka.corpus.postings import Postings, Shape, paged
from sverka.corpus.sums import PAGE, crc32, page_sums
from sverka.corpus.texts import Texts
from sverka.errors import Corrupt
from sverka.sentences import PAIR_BITS, U8, U16
from sverka.words import I64, RUN_BITS, U64

_FORMAT = "sverka segment 3"
KINDS = {"copy": (RUN_BITS, 7), "pair": (PAIR_BITS, 5)}
"""The kinds of postings: how many bits their hashes have, and bytes a posting."""

_PARTS = {
    "copy_offsets": "<i8",
    "copy_postings": "u1",
    "copy_sums": "<u4",
    "pair_offsets": "<i8",
    "pair_postings": "u1",
    "pair_sums": "<u4",
    "bags": "<u2",
    "bag_sums": "<u4",
    "bag_ends": "<u8",
    "docs": "<u4",
    "owners": "<u8",
    "names": "<u8",
    "by_name": "<u4",
    "ends": "<u8",
    "keys": "u1",
}
_BY_PAGE = frozenset(("copy_postings", "pair_postings", "bags"))
_BAGS_AT_ONCE = 1 << 20
_ON_ITS_WAY = 1 << 23


class _Writer:
    """Writes parts one after another and remembers where they lie."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(b"\0" * PAGE)
        self._begun = 0
        self.parts: dict[str, list[int]] = {}

    def part(self, name: str, pieces: Iterator[npt.NDArray[Any]]) -> None:
        start, count, check = self._file.tell(), 0, 0
        for piece in pieces:
            data = np.ascontiguousarray(piece, _PARTS[name]).view(np.uint8)
            count += len(piece)
            # Parts that are looked at page by page have checksums of their own.
            check = 0 if name in _BY_PAGE else crc32(data, check)
            self._file.write(data.data)
            self._begin_writing()
        self._file.write(b"\0" * (-self._file.tell() % PAGE))
        self.parts[name] = [start, count, check]

    def _begin_writing(self) -> None:
        """Has the disk begin with what the file has: at its end all that is left is waited for."""
        left = self._file.tell() - self._begun
        if left >= _ON_ITS_WAY and hasattr(os, "posix_fadvise"):
            # Linux begins to write what it is told that nobody will read soon, and forgets only what the disk has already.
            os.posix_fadvise(self._file.fileno(), self._begun, left, os.POSIX_FADV_DONTNEED)
            self._begun += left

    def close(self, head: dict[str, Any]) -> None:
        body = json.dumps({"format": _FORMAT, "size": self._file.tell(), "parts": self.parts} | head).encode()
        line = body + f" {zlib.crc32(body):08x}\n".encode()
        self._file.seek(0)
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def give_up(self) -> None:
        # Closing writes what is left, which fails again on a full disk; the file is closed all the same.
        with suppress(OSError):
            self._file.close()


class Given(NamedTuple):
    """Postings to write.

    Args:
        most: how many there are at most.
        packed: makes them in a shape, in their order and in chunks, and counts those of each bucket.
    """

    most: int
    packed: Callable[[Shape, I64], Iterator[U8]]


def write(path: Path, texts: Texts, kinds: Sequence[Given]) -> None:
    """Writes a segment and waits until the disk has it.

    Args:
        path: a file that is not there yet.
        texts: whose postings they are.
        kinds: the postings of each of ``KINDS``.

    Raises:
        OSError: the disk is full or fails; the file is deleted.
    """
    writer = _Writer(path)
    try:
        _write(writer, texts, kinds)
    except BaseException:
        writer.give_up()
        path.unlink()
        raise


def _write(writer: _Writer, texts: Texts, kinds: Sequence[Given]) -> None:
    shapes = {}
    for kind, given in zip(KINDS, kinds, strict=True):
        shape = Shape.fitting(given.most, len(texts.docs), *KINDS[kind])
        counts = np.zeros(1 << shape.bucket_bits, np.int64)
        sums: list[npt.NDArray[np.uint32]] = []
        writer.part(f"{kind}_postings", paged(given.packed(shape, counts), sums))
        writer.part(f"{kind}_offsets", iter([np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))]))
        writer.part(f"{kind}_sums", iter([np.concatenate(sums)]))
        shapes[kind] = [shape.bucket_bits, shape.doc_bits, shape.hash_bits, shape.width]
    bag_sums: list[npt.NDArray[np.uint32]] = []
    writer.part("bags", _paged(texts.bags, bag_sums))
    order = np.argsort(texts.names, kind="stable")
    parts: dict[str, npt.NDArray[Any]] = {
        "bag_sums": np.concatenate(bag_sums),
        "bag_ends": np.cumsum(texts.bag_sizes),
        "docs": texts.docs,
        "owners": texts.owners,
        "names": texts.names[order],
        "by_name": order,
        "ends": np.cumsum(texts.key_sizes),
        "keys": texts.keys,
    }
    for name, part in parts.items():
        writer.part(name, iter([part]))
    writer.close({"shapes": shapes})


def _paged(bags: Iterable[U16], sums: list[npt.NDArray[np.uint32]]) -> Iterator[U16]:
    """Bags in whole pages (the last may be short); notes each page's checksum."""
    left: list[U16] = []
    held = 0
    for bag in bags:
        left.append(bag)
        held += len(bag)
        if held > _BAGS_AT_ONCE:
            joined = np.concatenate(left)
            whole = held - held % (PAGE // 2)
            sums.append(page_sums(joined[:whole]))
            yield joined[:whole]
            left, held = [joined[whole:]], held - whole
    joined = np.concatenate([np.zeros(0, np.uint16), *left])
    sums.append(page_sums(joined))
    yield joined


class Segment:
    """A segment open for reading.

    Args:
        path: its file.
        frugal: whether what checks look up is read from the file, not from its mapping: mapped pages count as the process' memory,
            and the system maps sixteen around each.

    Raises:
        Corrupt: the file is cut short or not what was written.
    """

    def __init__(self, path: Path, *, frugal: bool = False) -> None:
        self.path = path
        self._file = -1
        with path.open("rb") as file:
            head = self._head(file.read(PAGE))
            if os.fstat(file.fileno()).st_size != head["size"]:
                raise Corrupt(path, "it does not have its length")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if frugal and hasattr(os, "pread"):
                self._file = os.dup(file.fileno())
                weakref.finalize(self, os.close, self._file)
        # Reading ahead would fetch a hundred pages for each one that a check needs.
        self._map.madvise(mmap.MADV_RANDOM)
        parts = {name: self._part(name, *head["parts"][name]) for name in _PARTS}
        self.copies: Postings
        self.pairs: Postings
        self.copies, self.pairs = (self._kind(kind, head, parts) for kind in KINDS)
        self._bags: U16 = parts["bags"]
        self._bag_ends: U64 = parts["bag_ends"]
        self._bag_start: int = head["parts"]["bags"][0]
        self.bag_pages: Pages = Pages(
            path, "bags", parts["bags"], parts["bag_sums"], self._map, self._bag_start, self._file
        )
        self.docs: U32 = parts["docs"]
        self.owners: U64 = parts["owners"]
        self._names, self._by_name = parts["names"], parts["by_name"]
        self._ends, self._keys = parts["ends"], parts["keys"]

    def _head(self, page: bytes) -> dict[str, Any]:
        body, _, check = page.partition(b"\n")[0].rpartition(b" ")
        if check != f"{zlib.crc32(body):08x}".encode():
            raise Corrupt(self.path, "its first page is not what was written")
        head: dict[str, Any] = json.loads(body)
        if head["format"] != _FORMAT:
            raise Corrupt(self.path, f"it is a {head['format']}, not a {_FORMAT}")
        return head

    def _part(self, name: str, start: int, count: int, check: int) -> npt.NDArray[Any]:
        part = np.frombuffer(self._map, _PARTS[name], count, start)
        if name in _BY_PAGE or not count:
            return part
        self._map.madvise(mmap.MADV_WILLNEED, start, part.nbytes)
        if crc32(part.view(np.uint8)) != check:
            raise Corrupt(self.path, f"its {name} are not what was written")
        # The system keeps what was read; the process need not count it as its own.
        self._map.madvise(mmap.MADV_DONTNEED, start, part.nbytes)
        return part

    def _kind(self, kind: str, head: dict[str, Any], parts: dict[str, npt.NDArray[Any]]) -> Postings:
        name = f"{kind}_postings"
        start = head["parts"][name][0]
        pages = Pages(self.path, name, parts[name], parts[f"{kind}_sums"], self._map, start, self._file)
        return Postings(Shape(*head["shapes"][kind]), parts[f"{kind}_offsets"], parts[name], pages)

    def __len__(self) -> int:
        return len(self.docs)

    def key(self, place: int) -> str:
        """The key of a text.

        Args:
            place: of the text in this segment.
        """
        start = int(self._ends[place - 1]) if place else 0
        return str(self._keys[start : int(self._ends[place])].tobytes(), "utf-8", "surrogatepass")

    def sizes(self) -> tuple[I64, I64]:
        """Of each text the bytes of its key, and the size of its sentences."""
        keys, bags = (
            np.concatenate((np.zeros(1, np.int64), each.astype(np.int64))) for each in (self._ends, self._bag_ends)
        )
        return keys[1:] - keys[:-1], bags[1:] - bags[:-1]

    def names(self) -> U64:
        """Hashes of the texts' keys."""
        names = np.empty(len(self), np.uint64)
        names[self._by_name] = self._names
        return names

    def parts(self, first: int, last: int) -> tuple[U8, Iterator[U16]]:
        """Keys and sentences of neighbours, one after another.

        Args:
            first: the place of the first text.
            last: the place behind the last.

        Raises:
            Corrupt: a page of the sentences is not what was written; when these are read.
        """
        (begin, stop), (low, high) = (
            (int(ends[first - 1]) if first else 0, int(ends[last - 1])) for ends in (self._ends, self._bag_ends)
        )
        return self._keys[begin:stop], self._pieces(low, high)

    def _pieces(self, low: int, high: int) -> Iterator[U16]:
        for at in range(low, high, _BAGS_AT_ONCE):
            end = min(at + _BAGS_AT_ONCE, high)
            # While one piece is written the system reads the next.
            self.bag_pages.ask(at if at == low else end, min(end + _BAGS_AT_ONCE, high))
            self.bag_pages.look_at(at, end)
            yield self._bags[at:end]

    def named(self, hashes: U64) -> list[tuple[int, int]]:
        """Places of hashes of keys, each with the place of a text whose key has it: that may be another key yet.

        Args:
            hashes: of keys (``name_hash``).
        """
        first = np.searchsorted(self._names, hashes, "left")
        here = np.flatnonzero(self._names.take(first, mode="clip") == hashes)
        last = np.searchsorted(self._names, hashes[here], "right")
        found = zip(here.tolist(), first[here].tolist(), last.tolist(), strict=True)
        return [(at, place) for at, low, high in found for place in self._by_name[low:high].tolist()]

    def fields(self) -> tuple[int, int, int, int, int, int, int]:
        """What the kernel takes of its sentences and keys (``struct texts`` of kernel/answer.c); who uses that holds the segment."""
        bags, ends, sound = (each.ctypes.data for each in (self._bags, self._bag_ends, self.bag_pages.sound))
        return bags, ends, sound, self._file, self._bag_start, self._keys.ctypes.data, self._ends.ctypes.data

    def _bag_range(self, place: int) -> tuple[int, int]:
        return int(self._bag_ends[place - 1]) if place else 0, int(self._bag_ends[place])

    def fetch_bag(self, place: int) -> None:
        """Asks the system for the sentences of a text, which ``bag`` will read.

        Args:
            place: of the text in this segment.
        """
        self.bag_pages.fetch_at(*self._bag_range(place))

    def bag(self, place: int) -> U16:
        """The sentences of a text.

        Args:
            place: of the text in this segment.

        Raises:
            Corrupt: a page that had to be read is not what was written.
        """
        start, end = self._bag_range(place)
        self.bag_pages.look_at(start, end)
        if self._file < 0:
            return self._bags[start:end]
        size = self._bags.itemsize
        return np.frombuffer(os.pread(self._file, (end - start) * size, self._bag_start + start * size), np.uint16)
