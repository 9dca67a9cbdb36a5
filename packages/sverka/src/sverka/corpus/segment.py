"""A segment of a corpus: shingles of many texts, sorted, in one file that is mapped and never changed.

The file is a line of JSON that says where each part lies, then the parts, each on a boundary of 4096 bytes:

- ``offsets``: for each bucket (the highest bits of a hash) the place of its first posting, and the number of postings;
- ``postings``: 64 bits each: the rest of the hash above, the text's place in the segment below, in the order of hashes;
- ``sums``: a CRC-32 for every 4096 bytes of the postings, looked at when those are first read;
- ``docs``: the texts' numbers, rising; ``owners``: hashes of whose they are; ``names``: hashes of their keys;
  ``by_name``: places in the order of ``names``; ``ends``: where each key ends in ``keys``; ``keys``: the keys themselves.
"""

import json
import mmap
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sverka.corpus.log import Added
from sverka.corpus.memory import A_BUCKET, U32, bound, spread
from sverka.errors import Corrupt
from sverka.words import I64, U64

PAGE = 4096
_A_PAGE = PAGE // 8
_MOST = 1000
_MORE = 1 << 16
_FORMAT = "sverka segment 1"
_PARTS = {
    "offsets": "<i8",
    "postings": "<u8",
    "sums": "<u4",
    "docs": "<u4",
    "owners": "<u8",
    "names": "<u8",
    "by_name": "<u4",
    "ends": "<u8",
    "keys": "u1",
}


def name_hash(name: str) -> int:
    """64 bits for a key or an owner."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Texts:
    """Whose texts a segment has: numbers (rising), owners' hashes and keys, side by side."""

    docs: U32
    owners: U64
    keys: list[bytes]

    @classmethod
    def of(cls, added: list[Added]) -> "Texts":
        """Those of texts in memory."""
        return cls(
            np.array([each.doc for each in added], np.uint32),
            np.array([name_hash(each.owner) for each in added], np.uint64),
            [each.key.encode("utf-8", "surrogatepass") for each in added],
        )


class _Shape:
    """How postings of a segment are packed.

    Args:
        bucket_bits: how many of the highest bits of a hash name its bucket.
        doc_bits: how many bits name a text.
        hash_bits: how many of the highest bits of a hash are kept at all.
    """

    def __init__(self, bucket_bits: int, doc_bits: int, hash_bits: int) -> None:
        self.bucket_bits, self.doc_bits, self.hash_bits = bucket_bits, doc_bits, hash_bits

    @classmethod
    def fitting(cls, postings: int, texts: int, hash_bits: int) -> "_Shape":
        """The shape for so many postings of so many texts, when no more than so many bits of the hashes are known."""
        bucket_bits = max(1, (postings // A_BUCKET).bit_length())
        doc_bits = max(1, (texts - 1).bit_length())
        return cls(bucket_bits, doc_bits, min(hash_bits, bucket_bits + 64 - doc_bits))

    def rest(self, hashes: U64) -> U64:
        """What a posting holds of a hash: the bits below the bucket's, as many as there is room for."""
        rest: U64 = (hashes << np.uint64(self.bucket_bits)) >> np.uint64(self.bucket_bits + 64 - self.hash_bits)
        return rest

    def bucket(self, hashes: U64) -> I64:
        """The bucket of a hash."""
        return (hashes >> np.uint64(64 - self.bucket_bits)).view(np.int64)


class _Writer:
    """Writes parts one after another and remembers where they lie."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(b"\0" * PAGE)
        self.parts: dict[str, list[int]] = {}

    def part(self, name: str, pieces: Iterator[npt.NDArray[Any]]) -> None:
        start, count, check = self._file.tell(), 0, 0
        for piece in pieces:
            data = np.ascontiguousarray(piece, _PARTS[name]).view(np.uint8).data
            count += len(piece)
            # Postings have a checksum a page instead.
            check = 0 if name == "postings" else zlib.crc32(data, check)
            self._file.write(data)
        self._file.write(b"\0" * (-self._file.tell() % PAGE))
        self.parts[name] = [start, count, check]

    def close(self, head: dict[str, Any]) -> None:
        body = json.dumps({"format": _FORMAT, "size": self._file.tell(), "parts": self.parts} | head).encode()
        line = body + f" {zlib.crc32(body):08x}\n".encode()
        self._file.seek(0)
        self._file.write(line)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def write(path: Path, texts: Texts, postings: int, chunks: Iterator[tuple[U64, I64]], hash_bits: int = 64) -> None:
    """Writes a segment and waits until the disk has it.

    Args:
        path: a file that is not there yet.
        texts: whose postings they are.
        postings: how many there are at most.
        chunks: hashes and places of texts, sorted by hash from chunk to chunk.
        hash_bits: how many bits of the hashes are known.
    """
    shape = _Shape.fitting(postings, len(texts.docs), hash_bits)
    counts = np.zeros(1 << shape.bucket_bits, np.int64)
    sums: list[int] = []
    writer = _Writer(path)
    writer.part("postings", _packed(shape, chunks, counts, sums))
    names = np.array([name_hash(str(key, "utf-8", "surrogatepass")) for key in texts.keys], np.uint64)
    order = np.argsort(names)
    parts: dict[str, npt.NDArray[Any]] = {
        "offsets": np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))),
        "sums": np.array(sums, np.uint32),
        "docs": texts.docs,
        "owners": texts.owners,
        "names": names[order],
        "by_name": order,
        "ends": np.cumsum([len(key) for key in texts.keys]),
        "keys": np.frombuffer(b"".join(texts.keys), np.uint8),
    }
    for name, part in parts.items():
        writer.part(name, iter([part]))
    writer.close({"bucket_bits": shape.bucket_bits, "doc_bits": shape.doc_bits, "hash_bits": shape.hash_bits})


def _packed(
    shape: _Shape, chunks: Iterator[tuple[U64, I64]], counts: I64, sums: list[int]
) -> Iterator[npt.NDArray[np.uint64]]:
    """Postings in whole pages (the last may be short); counts those of each bucket and notes each page's checksum."""
    left = np.zeros(0, np.uint64)
    for hashes, docs in chunks:
        buckets = shape.bucket(hashes)
        if len(buckets):
            first = int(buckets[0])
            tally = np.bincount(buckets - first)
            counts[first : first + len(tally)] += tally
        left = np.concatenate((left, shape.rest(hashes) << np.uint64(shape.doc_bits) | docs.astype(np.uint64)))
        whole = len(left) - len(left) % _A_PAGE
        if whole:
            sums += _sums(left[:whole])
            yield left[:whole]
            left = left[whole:]
    sums += _sums(left)
    yield left


def _sums(postings: U64) -> list[int]:
    data = np.ascontiguousarray(postings, "<u8").view(np.uint8).data
    return [zlib.crc32(data[at : at + PAGE]) for at in range(0, len(data), PAGE)]


class Segment:
    """A segment open for reading.

    Args:
        path: its file.

    Raises:
        Corrupt: the file is cut short or not what was written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            head = self._head(file.read(PAGE))
            if os.fstat(file.fileno()).st_size != head["size"]:
                raise Corrupt(path, "it does not have its length")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # Reading ahead would fetch a hundred pages for each one that a check needs.
        self._map.madvise(mmap.MADV_RANDOM)
        self._shape = _Shape(head["bucket_bits"], head["doc_bits"], head["hash_bits"])
        parts = {name: self._part(name, *head["parts"][name]) for name in _PARTS}
        self._postings: U64 = parts["postings"]
        self._offsets: I64 = parts["offsets"]
        self._sums = parts["sums"]
        self.docs: U32 = parts["docs"]
        self.owners: U64 = parts["owners"]
        self._names, self._by_name = parts["names"], parts["by_name"]
        self._ends, self._keys = parts["ends"], parts["keys"]
        self._sound = np.zeros(len(self._sums), np.bool_)

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
        if name != "postings" and zlib.crc32(part.view(np.uint8).data) != check:
            raise Corrupt(self.path, f"its {name} are not what was written")
        return part

    def __len__(self) -> int:
        return len(self.docs)

    @property
    def hash_bits(self) -> int:
        """How many bits of the hashes it keeps."""
        return self._shape.hash_bits

    @property
    def postings(self) -> int:
        """How many postings it has."""
        return len(self._postings)

    def key(self, place: int) -> str:
        """The key of a text.

        Args:
            place: of the text in this segment.
        """
        start = int(self._ends[place - 1]) if place else 0
        return str(self._keys[start : int(self._ends[place])].tobytes(), "utf-8", "surrogatepass")

    def texts(self) -> Texts:
        """All its texts."""
        ends = self._ends.tolist()
        keys = self._keys.tobytes()
        return Texts(self.docs, self.owners, [keys[a:b] for a, b in zip([0, *ends], ends, strict=False)])

    def numbers(self, key: str) -> list[int]:
        """Numbers of the texts that have a key.

        Args:
            key: of the text.
        """
        wanted = np.uint64(name_hash(key))
        first, last = np.searchsorted(self._names, wanted, "left"), np.searchsorted(self._names, wanted, "right")
        places = self._by_name[first:last].tolist()
        return [int(self.docs[place]) for place in places if self.key(place) == key]

    def find(self, hashes: U64, admissible: Callable[[I64], npt.NDArray[np.bool_]]) -> tuple[I64, I64]:
        """Where shingles occur: places in ``hashes`` and places of texts in this segment, side by side.

        Of a shingle that very many texts have, the first thousand texts are looked at, and further ones only until one
        is admissible: whether a shingle is covered is exact, the list of texts that cover it may not be complete.

        Args:
            hashes: what to look for, sorted, each once.
            admissible: which of some places of texts count.

        Raises:
            Corrupt: a page that had to be read is not what was written.
        """
        buckets = self._shape.bucket(hashes)
        low, high = self._offsets[buckets], self._offsets[buckets + 1]
        asked = np.flatnonzero(low < high)
        low, high = low[asked], high[asked]
        self._check(low, high)
        least = self._shape.rest(hashes[asked]) << np.uint64(self._shape.doc_bits)
        greatest = least | np.uint64((1 << self._shape.doc_bits) - 1)
        left = bound(self._postings, low, high, least, np.less)
        # Most shingles of most texts are nowhere: only those that are here are looked at further.
        here = np.flatnonzero((left < high) & (self._postings.take(left, mode="clip") <= greatest))
        asked, left = asked[here], left[here]
        counts = bound(self._postings, left, high[here], greatest[here], np.less_equal) - left
        some = np.minimum(counts, _MOST)
        which, docs = np.repeat(asked, some), self._docs(spread(left, some))
        kept = np.flatnonzero(admissible(docs))
        if len(kept) < len(docs):
            which, docs = which[kept], docs[kept]
        for at in np.flatnonzero(counts > _MOST).tolist():
            if asked[at] in which:
                continue
            for start in range(int(left[at]) + _MOST, int(left[at] + counts[at]), _MORE):
                further = self._docs(np.arange(start, min(start + _MORE, int(left[at] + counts[at]))))
                further = further[admissible(further)][:1]
                if len(further):
                    which, docs = np.append(which, asked[at]), np.append(docs, further)
                    break
        return which, docs

    def _docs(self, places: I64) -> I64:
        return (self._postings[places] & np.uint64((1 << self._shape.doc_bits) - 1)).view(np.int64)

    def _check(self, low: I64, high: I64) -> None:
        """Looks at the checksums of pages that were not read before."""
        first, last = low // _A_PAGE, (high - 1) // _A_PAGE
        pages = spread(first, last - first + 1)
        new = pages[~self._sound[pages]]
        if not len(new):
            return
        view = self._postings.data.cast("B")
        for page in np.unique(new).tolist():
            if zlib.crc32(view[page * PAGE : (page + 1) * PAGE]) != self._sums[page]:
                raise Corrupt(self.path, f"page {page} of its postings is not what was written")
            self._sound[page] = True

    def verify(self) -> None:
        """Reads every page.

        Raises:
            Corrupt: one of them is not what was written.
        """
        if len(self._postings):
            self._check(np.zeros(1, np.int64), np.array([len(self._postings)]))

    def slices(self, bounds: list[int]) -> Iterator[tuple[U64, I64]]:
        """Hashes and places of texts, cut at hashes.

        Args:
            bounds: buckets of 16 bits at which to cut, rising, the first 0 and the last 65536.
        """
        self.verify()
        for begin, end in pairwise(bounds):
            yield self._slice(begin, end)

    def _slice(self, begin: int, end: int) -> tuple[U64, I64]:
        bits = self._shape.bucket_bits
        cuts = np.array([begin, end]) << bits >> 16 if bits >= 16 else np.array([begin, end])
        if bits < 16:
            # Buckets wider than the cuts: all hashes are few, so the cut is made on the hashes themselves.
            hashes, docs = self._decoded(0, len(self._postings), 0, 1 << bits)
            kept = (hashes >> np.uint64(48)).astype(np.int64)
            inside = (kept >= begin) & (kept < end)
            return hashes[inside], docs[inside]
        return self._decoded(int(self._offsets[cuts[0]]), int(self._offsets[cuts[1]]), int(cuts[0]), int(cuts[1]))

    def _decoded(self, start: int, stop: int, first: int, last: int) -> tuple[U64, I64]:
        postings = self._postings[start:stop]
        sizes = np.diff(self._offsets[first : last + 1])
        buckets = np.repeat(np.arange(first, last, dtype=np.uint64), sizes)
        shape = self._shape
        rest = postings >> np.uint64(shape.doc_bits) << np.uint64(64 - shape.hash_bits)
        docs = postings & np.uint64((1 << shape.doc_bits) - 1)
        return buckets << np.uint64(64 - shape.bucket_bits) | rest, docs.view(np.int64)
