"""Many segments into one."""

import ctypes
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.corpus.postings import Fields, Postings, Shape, packed
from sverka.corpus.segment import Given, Segment, Texts, write
from sverka.sentences import U16
from sverka.words import I64, U64

_AT_ONCE = 1 << 22
_TIER = 4


def to_merge(segments: Sequence[Segment]) -> list[Segment]:
    """Segments that are many for their size: four or more whose numbers of texts lie within a power of four.

    Args:
        segments: all there are.
    """
    tiers: dict[int, list[Segment]] = {}
    for each in segments:
        tiers.setdefault((len(each).bit_length() - 1) // 2, []).append(each)
    return next((tier for _, tier in sorted(tiers.items()) if len(tier) >= _TIER), [])


def merged(path: Path, segments: Sequence[Segment], removed: Collection[int]) -> bool:
    """Writes one segment with what others hold, without the texts that left.

    Args:
        path: a file that is not there yet.
        segments: what to merge.
        removed: numbers of texts that left.

    Returns:
        Whether there was anything left to write.
    """
    docs = np.concatenate([each.docs for each in segments])
    owners = np.concatenate([each.owners for each in segments])
    keys = [key for each in segments for key in each.texts().keys]
    kept = np.flatnonzero(~np.isin(docs, np.array(sorted(removed), np.uint32)))
    if not len(kept):
        return False
    order = kept[np.argsort(docs[kept])]
    places = np.full(len(docs), -1, np.int64)
    places[order] = np.arange(len(order))
    starts = np.cumsum([0, *(len(each) for each in segments)]).tolist()
    parts = [places[start:end] for start, end in pairwise(starts)]
    texts = Texts(docs[order], owners[order], [keys[at] for at in order.tolist()])
    kinds = [_given([each.copies for each in segments], parts), _given([each.pairs for each in segments], parts)]
    write(path, texts, kinds, _bags(segments, order, starts))
    return True


def _given(kind: Sequence[Postings], places: list[I64]) -> Given:
    count = sum(len(each) for each in kind)
    return Given(count, partial(_chunks, kind, places), min(each.shape.hash_bits for each in kind))


def _bags(segments: Sequence[Segment], order: I64, starts: list[int]) -> Iterator[U16]:
    for each in segments:
        each.verify()
    # Numbers rise from segment to segment for the most part, so that runs of texts are long.
    whose = np.searchsorted(starts, order, "right") - 1
    edges = [0, *(np.flatnonzero(whose[1:] != whose[:-1]) + 1).tolist(), len(order)]
    for begin, end in pairwise(edges):
        at = int(whose[begin])
        yield from map(segments[at].bag, (order[begin:end] - starts[at]).tolist())


def _chunks(kind: Sequence[Postings], places: list[I64], shape: Shape, counts: I64) -> Iterator[U64]:
    for each in kind:
        each.pages.verify()
    postings = sum(len(each) for each in kind)
    library = kernel.library()
    if library is not None:
        yield from _merged(library, kind, places, shape, counts, postings // _AT_ONCE + 1)
        return
    bounds = np.linspace(0, 1 << 16, postings // _AT_ONCE + 2).astype(int).tolist()
    for slices in zip(*(each.slices(bounds) for each in kind), strict=True):
        hashes = np.concatenate([each for each, _ in slices])
        docs = np.concatenate([new[old] for (_, old), new in zip(slices, places, strict=True)])
        kept: npt.NDArray[np.bool_] = docs >= 0
        yield packed(shape, hashes[kept], docs[kept], counts)


def _merged(
    library: ctypes.CDLL, kind: Sequence[Postings], places: list[I64], shape: Shape, counts: I64, chunks: int
) -> Iterator[U64]:
    nothing = (np.zeros(0, np.uint32), np.zeros(0, np.uint64), np.zeros(0, np.bool_))
    segments = (Fields * len(kind))(*(each.fields(*nothing) for each in kind))
    addresses = np.array([each.ctypes.data for each in places], np.uint64)
    bits = shape.bucket_bits
    for first, last in pairwise(np.linspace(0, 1 << bits, min(chunks, 1 << bits) + 1).astype(int).tolist()):
        made = np.empty(sum(each.between(first, last, bits) for each in kind), np.uint64)
        count = library.sverka_merge(
            *(segments, len(kind), addresses, bits, shape.doc_bits, shape.hash_bits), *(first, last, made, counts)
        )
        yield made[:count]
