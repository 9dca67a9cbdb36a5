"""Many segments into one."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sverka.corpus.segment import Segment, Texts, write
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
    postings = sum(each.postings for each in segments)
    texts = Texts(docs[order], owners[order], [keys[at] for at in order.tolist()])
    hash_bits = min(each.hash_bits for each in segments)
    write(path, texts, postings, _chunks(segments, parts, postings), hash_bits)
    return True


def _chunks(segments: Sequence[Segment], places: list[I64], postings: int) -> Iterator[tuple[U64, I64]]:
    count = postings // _AT_ONCE + 1
    bounds = np.linspace(0, 1 << 16, count + 1).astype(int).tolist()
    for slices in zip(*(each.slices(bounds) for each in segments), strict=True):
        hashes = np.concatenate([each for each, _ in slices])
        docs = np.concatenate([new[old] for (_, old), new in zip(slices, places, strict=True)])
        kept: npt.NDArray[np.bool_] = docs >= 0
        hashes, docs = hashes[kept], docs[kept]
        order = np.argsort(hashes)
        yield hashes[order], docs[order]
