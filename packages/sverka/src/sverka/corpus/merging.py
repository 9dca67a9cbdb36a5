"""Many segments into one."""

import ctypes
from bisect import bisect_right
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.corpus.memory import U32
from sverka.corpus.postings import Fields, Postings, Shape, packed
from sverka.corpus.preparing import THREADS
from sverka.corpus.segment import Given, Segment, write
from sverka.corpus.texts import Texts
from sverka.sentences import U8
from sverka.words import I64

_AT_ONCE = 1 << 22
FEW = 4
"""So many segments stay as they are: each costs every check a look-up a hash."""


def to_merge(segments: Sequence[Segment], few: int) -> list[Segment]:
    """The newest segments, from the oldest one on that is not larger than all behind it, where there are too many.

    So a text is written anew some four times until there are a million, eight times until there are four (batches of
    8,192; simulated, and after C. Mathieu and others, "Bigtable Merge Compaction", 2014, which shows that this comes near to
    the least there can be).

    Args:
        segments: all there are, the oldest first.
        few: so many stay as they are.
    """
    if len(segments) <= few:
        return []
    sizes = [len(each) for each in segments]
    outweighed = (at for at, size in enumerate(sizes[:-1]) if size <= sum(sizes[at + 1 :]))
    return list(segments[next(outweighed, len(segments) - 2) :])


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
    kept = np.flatnonzero(~np.isin(docs, np.array(sorted(removed), np.uint32)))
    if not len(kept):
        return False
    order = kept[np.argsort(docs[kept])]
    places = np.full(len(docs), -1, np.int64)
    places[order] = np.arange(len(order))
    starts = np.cumsum([0, *(len(each) for each in segments)]).tolist()
    parts = [places[start:end] for start, end in pairwise(starts)]
    kinds = [_given([each.copies for each in segments], parts), _given([each.pairs for each in segments], parts)]
    write(path, _texts(segments, docs, order, starts), kinds)
    return True


def replaced(names: list[str], segments: Sequence[Segment], made: list[str]) -> list[str]:
    """Names of segments, with what was made of some where the first of these stood.

    Args:
        names: of all segments.
        segments: those that were merged.
        made: the names of what came of them, none or one.
    """
    old = {each.path.name for each in segments}
    first = next(at for at, name in enumerate(names) if name in old)
    return [*names[:first], *made, *(name for name in names[first:] if name not in old)]


def _texts(segments: Sequence[Segment], docs: U32, order: I64, starts: list[int]) -> Texts:
    owners, names = (
        np.concatenate(each) for each in zip(*((one.owners, one.names()) for one in segments), strict=True)
    )
    key_sizes, bag_sizes = (np.concatenate(each) for each in zip(*(one.sizes() for one in segments), strict=True))
    # Numbers rise within segments and for the most part from one to the next, so that runs of neighbours are long.
    begins = np.isin(order, [*starts, order[0]])
    begins[1:] |= order[1:] != order[:-1] + 1
    keys, bags = [], []
    for begin, end in pairwise([*np.flatnonzero(begins).tolist(), len(order)]):
        at = bisect_right(starts, int(order[begin])) - 1
        first = int(order[begin]) - starts[at]
        key, bag = segments[at].parts(first, first + end - begin)
        keys.append(key)
        bags.append(bag)
    return Texts(
        docs[order],
        owners[order],
        names[order],
        key_sizes[order],
        np.concatenate(keys),
        bag_sizes[order],
        chain.from_iterable(bags),
    )


def _given(kind: Sequence[Postings], places: list[I64]) -> Given:
    count = sum(len(each) for each in kind)
    return Given(count, partial(_chunks, kind, places))


def _chunks(kind: Sequence[Postings], places: list[I64], shape: Shape, counts: I64) -> Iterator[U8]:
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
) -> Iterator[U8]:
    nothing = (np.zeros(0, np.uint32), np.zeros(0, np.uint64), np.zeros(0, np.bool_))
    segments = (Fields * len(kind))(*(each.fields(*nothing) for each in kind))
    # Where no text left and none of another segment comes between, looking each up would miss the cache.
    bases = [int(each[0]) if int(each[-1] - each[0]) == len(each) - 1 and (each >= 0).all() else -1 for each in places]
    addresses = [0 if base >= 0 else each.ctypes.data for base, each in zip(bases, places, strict=True)]
    whose = (np.array(addresses, np.uint64), np.array(bases, np.int64))
    bits, width = shape.bucket_bits, shape.width

    cuts = np.linspace(0, 1 << bits, min(chunks, 1 << bits) + 1).astype(int).tolist()

    def chunk(at: int) -> U8:
        first, last = cuts[at : at + 2]
        # While some are made the system reads the next.
        for begin, end in pairwise(cuts[at + THREADS : at + THREADS + 2] if at else cuts[: THREADS + 2]):
            for each in kind:
                each.ask(begin, end, bits)
        made = np.empty(sum(each.between(first, last, bits) for each in kind) * width + 8, np.uint8)
        count = library.sverka_merge(
            *(segments, len(kind), *whose, bits, shape.doc_bits, shape.hash_bits, width), *(first, last, made, counts)
        )
        return made[: count * width]

    # While one chunk is written the next ones are made; each counts buckets of its own.
    with ThreadPoolExecutor(THREADS) as pool:
        ahead = deque[Future[U8]]()
        for at in range(len(cuts) - 1):
            ahead.append(pool.submit(chunk, at))
            if len(ahead) > THREADS:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
