"""The write-ahead log of a corpus: what was added and removed since the last segment, each record checked."""

import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sverka.corpus.sums import crc32
from sverka.errors import Corrupt
from sverka.sentences import U16
from sverka.words import U64

_HEAD = struct.Struct("<II")
_CHECK = struct.Struct("<I")
_BODY = struct.Struct("<BIHHIII")
_ADDED, _REMOVED = 1, 2


@dataclass(frozen=True, slots=True)
class Added:
    """A text that joined.

    Args:
        doc: its number.
        key: its name.
        owner: whose it is.
        hashes: of its shingles, sorted, each once.
        pairs: of the pairs of its sentences' rarest stems.
        bag: its sentences, as ``sverka.corpus.preparing`` has them.
    """

    doc: int
    key: str
    owner: str
    hashes: U64
    pairs: U64
    bag: U16


@dataclass(frozen=True, slots=True)
class Removed:
    """A text that left.

    Args:
        doc: its number.
    """

    doc: int


Record = Added | Removed


def packed(record: Record, before: int) -> tuple[tuple[bytes, bytes, bytes], int]:
    """The record as bytes in three parts (length, checksum of the length, body, checksum of the body), and its checksum.

    Args:
        record: what happened.
        before: the checksum of the record before, from which this one's goes on, 0 for the first: so a record fits
            behind its predecessor alone.
    """
    match record:
        case Added(doc, key, owner, hashes, pairs, bag):
            name, whose = key.encode("utf-8", "surrogatepass"), owner.encode("utf-8", "surrogatepass")
            head = _BODY.pack(_ADDED, doc, len(name), len(whose), len(hashes), len(pairs), len(bag))
            body = b"".join((head, name, whose, hashes.data, pairs.data, bag.data))
        case Removed(doc):
            body = _BODY.pack(_REMOVED, doc, 0, 0, 0, 0, 0)
    size, check = len(body), crc32(np.frombuffer(body, np.uint8), before)
    head = _HEAD.pack(size, zlib.crc32(size.to_bytes(4, "little")))
    return (head, body, _CHECK.pack(check)), check


def records(path: Path, data: bytes, start: int, before: int) -> Iterator[tuple[Record, int, int]]:
    """Records of a log, with the place behind each and its checksum.

    A last one that was cut short was never acknowledged and is left out.

    Args:
        path: the log, for messages.
        data: bytes of it.
        start: the place in the log at which ``data`` begins.
        before: the checksum of the record before that.

    Raises:
        Corrupt: a whole record is not what was written.
    """
    at = 0
    while at + _HEAD.size <= len(data):
        size, size_check = _HEAD.unpack_from(data, at)
        if zlib.crc32(size.to_bytes(4, "little")) != size_check:
            raise Corrupt(path, f"the record at byte {start + at} has no valid head")
        stop = at + _HEAD.size + size
        end = stop + _CHECK.size
        if end > len(data):
            return
        body = memoryview(data)[at + _HEAD.size : stop]
        (check,) = _CHECK.unpack_from(data, stop)
        if crc32(np.frombuffer(body, np.uint8), before) != check:
            raise Corrupt(path, f"the record at byte {start + at} does not have its checksum")
        yield _unpacked(body), start + end, check
        at, before = end, check


def _unpacked(body: memoryview) -> Record:
    kind, doc, name, whose, count, pair_count, bag_size = _BODY.unpack_from(body)
    if kind == _REMOVED:
        return Removed(doc)
    at = _BODY.size
    key = str(body[at : at + name], "utf-8", "surrogatepass")
    owner = str(body[at + name : at + name + whose], "utf-8", "surrogatepass")
    at += name + whose
    hashes = np.frombuffer(body[at:], np.uint64, count).copy()
    pairs = np.frombuffer(body[at + 8 * count :], np.uint64, pair_count).copy()
    bag = np.frombuffer(body[at + 8 * (count + pair_count) :], np.uint16, bag_size).copy()
    return Added(doc, key, owner, hashes, pairs, bag)


def ends_with(path: Path, size: int, check: int) -> bool:
    """Whether the first bytes of a log end with a record of a checksum.

    Args:
        path: the log.
        size: how many bytes, those of whole records.
        check: the checksum.
    """
    with path.open("rb") as file:
        file.seek(size - _CHECK.size)
        return file.read(_CHECK.size) == _CHECK.pack(check)


class Log:
    """A log open for writing.

    Args:
        path: the file; made if it is not there.
        size: how many of its bytes hold; what follows is cut off.
        check: the checksum of the last record in them.
    """

    def __init__(self, path: Path, size: int = 0, check: int = 0) -> None:
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.ftruncate(self._file, size)
        os.lseek(self._file, size, os.SEEK_SET)
        self.size: int = size
        self.check: int = check
        self._broken = False

    def append(self, new: Iterable[Record]) -> None:
        """Writes records and waits until the disk has them; on failure the log is as it was.

        Args:
            new: the records.

        Raises:
            OSError: the disk is full, or fails.
        """
        if self._broken:
            raise OSError(f"{self._path} could not be brought back after a failed write; open the corpus anew")
        parts: list[bytes] = []
        check = self.check
        for each in new:
            data, check = packed(each, check)
            parts += data
        try:
            left = memoryview(b"".join(parts))
            total = len(left)
            while left:
                left = left[os.write(self._file, left) :]
            os.fdatasync(self._file)
        except OSError:
            self._broken = True
            os.ftruncate(self._file, self.size)
            os.lseek(self._file, self.size, os.SEEK_SET)
            self._broken = False
            raise
        self.size += total
        self.check = check

    def close(self) -> None:
        """Closes the file."""
        os.close(self._file)
