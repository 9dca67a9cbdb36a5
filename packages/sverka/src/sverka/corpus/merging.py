"""Many segments into one."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sverka.corpus.postings import Postings
from sverka.corpus.segment import Segment, Sorted, Texts, write
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
    kinds = [_sorted([each.copies for each in segments], parts), _sorted([each.pairs for each in segments], parts)]
    write(path, texts, kinds, _bags(segments, order, starts))
    return True


def _sorted(kind: Sequence[Postings], places: list[I64]) -> Sorted:
    count = sum(len(each) for each in kind)
    return Sorted(count, _chunks(kind, places, count), min(each.shape.hash_bits for each in kind))


def _bags(segments: Sequence[Segment], order: I64, starts: list[int]) -> Iterator[U16]:
    for each in segments:
        each.verify()
    # Numbers rise from segment to segment for the most part, so that runs of texts are long.
    whose = np.searchsorted(starts, order, "right") - 1
    edges = [0, *(np.flatnonzero(whose[1:] != whose[:-1]) + 1).tolist(), len(order)]
    for begin, end in pairwise(edges):
        at = int(whose[begin])
        yield from segments[at].bags(order[begin:end] - starts[at])


def _chunks(kind: Sequence[Postings], places: list[I64], postings: int) -> Iterator[tuple[U64, I64]]:
    count = postings // _AT_ONCE + 1
    bounds = np.linspace(0, 1 << 16, count + 1).astype(int).tolist()
    for slices in zip(*(each.slices(bounds) for each in kind), strict=True):
        hashes = np.concatenate([each for each, _ in slices])
        docs = np.concatenate([new[old] for (_, old), new in zip(slices, places, strict=True)])
        kept: npt.NDArray[np.bool_] = docs >= 0
        hashes, docs = hashes[kept], docs[kept]
        order = np.argsort(hashes)
        yield hashes[order], docs[order]
