"""Postings of a segment: which of its texts have a hash, sorted by hash, a few bytes each, in pages with checksums."""

import ctypes
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.corpus.memory import A_BUCKET, U32, bound, spread
from sverka.corpus.pages import Pages
from sverka.corpus.sums import PAGE, page_sums
from sverka.sentences import U8, U16
from sverka.words import I64, U64

MOST = 1000
"""Of a shingle that more texts have, so many are looked at."""

_MORE = 1 << 16
_GROUP, _FAR, _FEW, _AT_ONCE = 64, 0xFFFF, 1 << 12, 1 << 16
_PACKED_BITS = 72
_PAST = 8


class Shape:
    """How postings of a segment are packed.

    Args:
        bucket_bits: how many of the highest bits of a hash name its bucket.
        doc_bits: how many bits name a text.
        hash_bits: how many of the highest bits of a hash there are; the others are 0.
        width: bytes a posting.
    """

    def __init__(self, bucket_bits: int, doc_bits: int, hash_bits: int, width: int) -> None:
        self.bucket_bits: int = bucket_bits
        self.doc_bits: int = doc_bits
        self.hash_bits: int = hash_bits
        self.width: int = width

    @classmethod
    def fitting(cls, postings: int, texts: int, hash_bits: int, width: int) -> "Shape":
        """The shape for so many postings of so many texts: buckets are so many that a posting has room for the rest of a hash."""
        doc_bits = max(1, (texts - 1).bit_length())
        bucket_bits = max(1, (postings // A_BUCKET).bit_length(), hash_bits + doc_bits - 8 * width)
        return cls(bucket_bits, doc_bits, hash_bits, width)

    def rest(self, hashes: U64) -> U64:
        """What a posting holds of a hash: the bits below the bucket's."""
        rest: U64 = (hashes << np.uint64(self.bucket_bits)) >> np.uint64(self.bucket_bits + 64 - self.hash_bits)
        return rest

    def bucket(self, hashes: U64) -> I64:
        """The bucket of a hash."""
        return (hashes >> np.uint64(64 - self.bucket_bits)).view(np.int64)


def packed(shape: Shape, hashes: U64, docs: I64, counts: I64) -> U8:
    """Postings in their order, as bytes: by hash, those of one hash by text.

    Args:
        shape: how they are packed.
        hashes: in any order.
        docs: places of texts, side by side with them.
        counts: of the postings of each bucket, added to.
    """
    library = kernel.library()
    if library is not None and shape.hash_bits + shape.doc_bits <= _PACKED_BITS:
        # Large arrays of numpy lie in huge pages, which the system gives many times faster than small ones.
        room, made = np.empty(len(hashes), np.uint64), np.empty(len(hashes) * shape.width + _PAST, np.uint8)
        library.sverka_pack(
            *(hashes, docs, len(hashes), shape.bucket_bits, shape.doc_bits, shape.hash_bits, shape.width),
            *(room, made, counts),
        )
        return made[:-_PAST]
    buckets = shape.bucket(hashes)
    postings = shape.rest(hashes) << np.uint64(shape.doc_bits) | docs.astype(np.uint64)
    counts += np.bincount(buckets, minlength=len(counts))
    ordered = postings[np.lexsort((postings, buckets))]
    return ordered.view(np.uint8).reshape(-1, 8)[:, : shape.width].ravel()


def paged(chunks: Iterator[U8], sums: list[npt.NDArray[np.uint32]]) -> Iterator[U8]:
    """Postings in whole pages (the last may be short); notes each page's checksum.

    Args:
        chunks: postings in their order.
        sums: the checksums, added to.
    """
    left = np.zeros(0, np.uint8)
    for chunk in chunks:
        joined = np.concatenate((left, chunk)) if len(left) else chunk
        whole = len(joined) - len(joined) % PAGE
        if whole:
            sums.append(page_sums(joined[:whole]))
            yield joined[:whole]
        left = joined[whole:].copy()
    sums.append(page_sums(left))
    yield left


class Fields(ctypes.Structure):
    """A segment's postings as the kernel takes them (``struct postings`` of kernel/postings.h)."""

    _fields_ = (
        ("bucket_bits", ctypes.c_int64),
        ("doc_bits", ctypes.c_int64),
        ("hash_bits", ctypes.c_int64),
        ("width", ctypes.c_int64),
        ("offsets", ctypes.c_void_p),
        ("postings", ctypes.c_void_p),
        ("count", ctypes.c_int64),
        ("sound", ctypes.c_void_p),
        ("docs", ctypes.c_void_p),
        ("owners", ctypes.c_void_p),
        ("alive", ctypes.c_void_p),
        ("texts", ctypes.c_int64),
        ("file", ctypes.c_int64),
        ("start", ctypes.c_int64),
        ("bases", ctypes.c_void_p),
        ("nears", ctypes.c_void_p),
    )


class Progress(NamedTuple):
    """Of each hash, over segments: how many texts were looked at, and whether any counts."""

    looked: I64
    known: npt.NDArray[np.bool_]


class Postings:
    """Postings of a segment that is open.

    Args:
        shape: how they are packed.
        offsets: the place of each bucket's first one, and their number.
        postings: themselves, as bytes; where there are any, eight bytes more can be read in their mapping.
        pages: theirs.
    """

    def __init__(self, shape: Shape, offsets: I64, postings: U8, pages: Pages) -> None:
        self.shape = shape
        self._offsets, self._postings = offsets, postings
        self.pages: Pages = pages

    def __len__(self) -> int:
        return len(self._postings) // self.shape.width

    def fields(self, docs: U32, owners: U64, alive: npt.NDArray[np.bool_]) -> Fields:
        """Itself as the kernel takes it; who uses that holds the arrays.

        Args:
            docs: numbers of the segment's texts.
            owners: hashes of whose they are.
            alive: whether they are there still.
        """
        shape, addresses = self.shape, (each.ctypes.data for each in (self.pages.sound, docs, owners, alive))
        return Fields(
            *(shape.bucket_bits, shape.doc_bits, shape.hash_bits, shape.width),
            *(self._offsets.ctypes.data, self._postings.ctypes.data, len(self)),
            *(*addresses, len(docs), self.pages.file, self.pages.start),
            *(None if each is None else each.ctypes.data for each in self._near or (None, None)),
        )

    @cached_property
    def _near(self) -> tuple[I64, U16] | None:
        """The offsets in a quarter of their room, in memory of large pages; not where memory is saved, nor where they are few.

        Of every 64 buckets that of the first, -1 where another's is too far for 16 bits, and of each how far it is from there.
        """
        offsets = self._offsets
        if self.pages.file >= 0 or len(offsets) < _FEW:
            return None
        bases = offsets[::_GROUP].copy()
        nears = np.empty(len(offsets), np.uint16)
        for first in range(0, len(offsets), _AT_ONCE):
            some = offsets[first : first + _AT_ONCE]
            groups = np.arange(first, first + len(some)) // _GROUP
            far = some - bases[groups]
            nears[first : first + len(some)] = far
            bases[groups[far > _FAR]] = -1
        return bases, nears

    def ask(self, first: int, last: int, bits: int) -> None:
        """Has the system begin to read the postings of hashes from one bucket to before another.

        Args:
            first: a bucket.
            last: another.
            bits: how many bits name these buckets.
        """
        low, high = self._range(first, last, bits)
        self.pages.ask(low * self.shape.width, high * self.shape.width)

    def between(self, first: int, last: int, bits: int) -> int:
        """Looks at the pages of the postings of hashes from one bucket to before another.

        Args:
            first: a bucket.
            last: another.
            bits: how many bits name these buckets.

        Returns:
            How many there are at most.

        Raises:
            Corrupt: a page is not what was written.
        """
        low, high = self._range(first, last, bits)
        self.pages.look_at(low * self.shape.width, high * self.shape.width)
        return high - low

    def _range(self, first: int, last: int, bits: int) -> tuple[int, int]:
        own = self.shape.bucket_bits
        return int(self._offsets[first << own >> bits]), int(self._offsets[-(-(last << own) // (1 << bits))])

    def find(
        self, hashes: U64, admissible: Callable[[I64], npt.NDArray[np.bool_]], most: int, progress: Progress
    ) -> tuple[I64, I64]:
        """Where hashes occur: places in ``hashes`` and places of texts in this segment, side by side.

        Of a hash that very many texts have, the first texts are looked at, and further ones only until one
        is admissible: whether any text has a hash is exact, the list of those that have it may not be complete.

        Args:
            hashes: what to look for, sorted, each once.
            admissible: which of some places of texts count.
            most: of a hash that more texts have, so many are looked at, those of segments before this one included.
            progress: what those segments had; this one's is added.

        Raises:
            Corrupt: a page that had to be read is not what was written.
        """
        looked, known = progress
        buckets = self.shape.bucket(hashes)
        low, high = self._offsets[buckets], self._offsets[buckets + 1]
        asked = np.flatnonzero(low < high)
        low, high = low[asked], high[asked]
        self.pages.look(low * self.shape.width, high * self.shape.width)
        least = self.shape.rest(hashes[asked]) << np.uint64(self.shape.doc_bits)
        greatest = least | np.uint64((1 << self.shape.doc_bits) - 1)
        left = bound(self._read, low, high, least, np.less)
        # Most hashes of most texts are nowhere: only those that are here are looked at further.
        here = np.flatnonzero((left < high) & (self._read(left) <= greatest))
        asked, left = asked[here], left[here]
        counts = bound(self._read, left, high[here], greatest[here], np.less_equal) - left
        some = np.minimum(counts, np.maximum(0, most - looked[asked]))
        looked[asked] += counts
        which, docs = np.repeat(asked, some), self._docs(spread(left, some))
        kept = np.flatnonzero(admissible(docs))
        which, docs = which[kept], docs[kept]
        known[which] = True
        for at in np.flatnonzero((counts > some) & ~known[asked]).tolist():
            stop = int(left[at] + counts[at])
            for start in range(int(left[at] + some[at]), stop, _MORE):
                further = self._docs(np.arange(start, min(start + _MORE, stop)))
                further = further[admissible(further)][:1]
                if len(further):
                    which, docs = np.append(which, asked[at]), np.append(docs, further)
                    known[asked[at]] = True
                    break
        return which, docs

    def _docs(self, places: I64) -> I64:
        return (self._read(places) & np.uint64((1 << self.shape.doc_bits) - 1)).view(np.int64)

    def _read(self, places: I64) -> U64:
        """Postings as numbers; of places behind the last, it."""
        width = self.shape.width
        found = np.zeros((len(places), 8), np.uint8)
        found[:, :width] = self._postings.reshape(-1, width)[np.minimum(places, len(self) - 1)]
        numbers: U64 = found.view("<u8")[:, 0]
        return numbers

    def slices(self, bounds: list[int]) -> Iterator[tuple[U64, I64]]:
        """Hashes and places of texts, cut at hashes.

        Args:
            bounds: buckets of 16 bits at which to cut, rising, the first 0 and the last 65536.
        """
        self.pages.verify()
        for begin, end in pairwise(bounds):
            yield self._slice(begin, end)

    def _slice(self, begin: int, end: int) -> tuple[U64, I64]:
        bits = self.shape.bucket_bits
        cuts = np.array([begin, end]) << bits >> 16 if bits >= 16 else np.array([begin, end])
        if bits < 16:
            # Buckets wider than the cuts: all hashes are few, so the cut is made on the hashes themselves.
            hashes, docs = self._decoded(0, len(self), 0, 1 << bits)
            kept = (hashes >> np.uint64(48)).astype(np.int64)
            inside = (kept >= begin) & (kept < end)
            return hashes[inside], docs[inside]
        return self._decoded(int(self._offsets[cuts[0]]), int(self._offsets[cuts[1]]), int(cuts[0]), int(cuts[1]))

    def _decoded(self, start: int, stop: int, first: int, last: int) -> tuple[U64, I64]:
        postings = self._read(np.arange(start, stop))
        sizes = np.diff(self._offsets[first : last + 1])
        buckets = np.repeat(np.arange(first, last, dtype=np.uint64), sizes)
        shape = self.shape
        rest = postings >> np.uint64(shape.doc_bits) << np.uint64(64 - shape.hash_bits)
        docs = postings & np.uint64((1 << shape.doc_bits) - 1)
        return buckets << np.uint64(64 - shape.bucket_bits) | rest, docs.view(np.int64)
