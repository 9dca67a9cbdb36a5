"""Postings of a segment: which of its texts have a hash, sorted by hash, 64 bits each, in pages with checksums."""

import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sverka.corpus.memory import A_BUCKET, bound, spread
from sverka.errors import Corrupt
from sverka.words import I64, U64

PAGE = 4096
_A_PAGE = PAGE // 8
MOST = 1000
"""Of a hash that more texts have, so many are looked at unless the caller says otherwise."""

_MORE = 1 << 16


class Shape:
    """How postings of a segment are packed.

    Args:
        bucket_bits: how many of the highest bits of a hash name its bucket.
        doc_bits: how many bits name a text.
        hash_bits: how many of the highest bits of a hash are kept at all.
    """

    def __init__(self, bucket_bits: int, doc_bits: int, hash_bits: int) -> None:
        self.bucket_bits, self.doc_bits, self.hash_bits = bucket_bits, doc_bits, hash_bits

    @classmethod
    def fitting(cls, postings: int, texts: int, hash_bits: int) -> "Shape":
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


def packed(
    shape: Shape, chunks: Iterator[tuple[U64, I64]], counts: I64, sums: list[int]
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
            sums += page_sums(left[:whole])
            yield left[:whole]
            left = left[whole:]
    sums += page_sums(left)
    yield left


def page_sums(part: npt.NDArray[Any]) -> list[int]:
    """A checksum for every page of a part of a file.

    Args:
        part: what stands there, from the beginning of a page on.
    """
    data = part.view(np.uint8).data
    return [zlib.crc32(data[at : at + PAGE]) for at in range(0, len(data), PAGE)]


class Pages:
    """Part of a mapped file whose pages are looked at when they are first read.

    Args:
        path: the file, for messages.
        name: of the part, for messages.
        part: what is mapped.
        sums: the checksum of each page.
    """

    def __init__(self, path: Path, name: str, part: npt.NDArray[Any], sums: npt.NDArray[np.uint32]) -> None:
        self._path, self._name = path, name
        self._part, self._sums = part, sums
        self._a_page = PAGE // part.itemsize
        self._sound = np.zeros(len(sums), np.bool_)
        self._all = False

    def look(self, low: I64, high: I64) -> None:
        """Looks at the pages that some places lie in.

        Args:
            low: the first place of each range, none empty.
            high: the place after its last.

        Raises:
            Corrupt: one of them is not what was written.
        """
        if self._all:
            return
        first, last = low // self._a_page, (high - 1) // self._a_page
        more = last > first
        pages = np.concatenate((first, spread(first[more] + 1, (last - first)[more])))
        new = pages[~self._sound[pages]]
        if not len(new):
            return
        data = self._part.view(np.uint8).data
        for page in np.unique(new).tolist():
            if zlib.crc32(data[page * PAGE : (page + 1) * PAGE]) != self._sums[page]:
                raise Corrupt(self._path, f"page {page} of its {self._name} is not what was written")
            self._sound[page] = True
        self._all = bool(self._sound.all())

    def verify(self) -> None:
        """Looks at every page.

        Raises:
            Corrupt: one of them is not what was written.
        """
        if len(self._part):
            self.look(np.zeros(1, np.int64), np.array([len(self._part)]))


class Postings:
    """Postings of a segment that is open.

    Args:
        shape: how they are packed.
        offsets: the place of each bucket's first one, and their number.
        postings: themselves.
        pages: theirs.
    """

    def __init__(self, shape: Shape, offsets: I64, postings: U64, pages: Pages) -> None:
        self.shape = shape
        self._offsets, self._postings, self._pages = offsets, postings, pages

    def __len__(self) -> int:
        return len(self._postings)

    def find(
        self, hashes: U64, admissible: Callable[[I64], npt.NDArray[np.bool_]], most: int = MOST
    ) -> tuple[I64, I64]:
        """Where hashes occur: places in ``hashes`` and places of texts in this segment, side by side.

        Of a hash that very many texts have, the first texts are looked at, and further ones only until one
        is admissible: whether any text has a hash is exact, the list of those that have it may not be complete.

        Args:
            hashes: what to look for, sorted, each once.
            admissible: which of some places of texts count.
            most: of a hash that more texts have, so many are looked at.

        Raises:
            Corrupt: a page that had to be read is not what was written.
        """
        buckets = self.shape.bucket(hashes)
        low, high = self._offsets[buckets], self._offsets[buckets + 1]
        asked = np.flatnonzero(low < high)
        low, high = low[asked], high[asked]
        self._pages.look(low, high)
        least = self.shape.rest(hashes[asked]) << np.uint64(self.shape.doc_bits)
        greatest = least | np.uint64((1 << self.shape.doc_bits) - 1)
        left = bound(self._postings, low, high, least, np.less)
        # Most hashes of most texts are nowhere: only those that are here are looked at further.
        here = np.flatnonzero((left < high) & (self._postings.take(left, mode="clip") <= greatest))
        asked, left = asked[here], left[here]
        counts = bound(self._postings, left, high[here], greatest[here], np.less_equal) - left
        some = np.minimum(counts, most)
        which, docs = np.repeat(asked, some), self._docs(spread(left, some))
        kept = np.flatnonzero(admissible(docs))
        if len(kept) < len(docs):
            which, docs = which[kept], docs[kept]
        long = np.flatnonzero(counts > most)
        if len(long):
            found = np.zeros(len(hashes), np.bool_)
            found[which] = True
            long = long[~found[asked[long]]]
        for at in long.tolist():
            for start in range(int(left[at]) + most, int(left[at] + counts[at]), _MORE):
                further = self._docs(np.arange(start, min(start + _MORE, int(left[at] + counts[at]))))
                further = further[admissible(further)][:1]
                if len(further):
                    which, docs = np.append(which, asked[at]), np.append(docs, further)
                    break
        return which, docs

    def _docs(self, places: I64) -> I64:
        return (self._postings[places] & np.uint64((1 << self.shape.doc_bits) - 1)).view(np.int64)

    def slices(self, bounds: list[int]) -> Iterator[tuple[U64, I64]]:
        """Hashes and places of texts, cut at hashes.

        Args:
            bounds: buckets of 16 bits at which to cut, rising, the first 0 and the last 65536.
        """
        self._pages.verify()
        for begin, end in pairwise(bounds):
            yield self._slice(begin, end)

    def _slice(self, begin: int, end: int) -> tuple[U64, I64]:
        bits = self.shape.bucket_bits
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
        shape = self.shape
        rest = postings >> np.uint64(shape.doc_bits) << np.uint64(64 - shape.hash_bits)
        docs = postings & np.uint64((1 << shape.doc_bits) - 1)
        return buckets << np.uint64(64 - shape.bucket_bits) | rest, docs.view(np.int64)
