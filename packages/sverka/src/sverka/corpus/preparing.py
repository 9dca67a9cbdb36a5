"""From texts to what is stored of them: the hashes of their runs of words, and of their sentences."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from sverka import kernel
from sverka.hashing import hashed
from sverka.sentences import RARE_STORED, U16, Sentences, sentences
from sverka.stems import stem_ends
from sverka.words import I64, U64, batches, folded_together, kept_runs

THREADS = 2
"""So many threads prepare texts: numpy does most of it without the interpreter's lock; more than two gain nothing."""


class Prepared(NamedTuple):
    """What is stored of a text.

    Args:
        hashes: of its shingles, sorted, each once.
        pairs: hashes of the pairs of its sentences' rarest stems, each once a sentence.
        bag: its sentences: how many (in two numbers, the lower half first), how many stems each has, what each weighs, the
            stems themselves.
    """

    hashes: U64
    pairs: U64
    bag: U16


def prepared(texts: Iterable[str], length: int, seed: bytes) -> Iterator[Prepared]:
    """What is stored of texts, in their order.

    Args:
        texts: the texts.
        length: words a shingle, 1 or more.
        seed: what the hashes depend on.
    """
    groups = batches(texts)
    first = next(groups, [])
    second = next(groups, None)
    if second is None:
        # Threads are not worth their start.
        yield from _prepared(first, length, seed) if first else []
        return
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[Future[list[Prepared]]] = deque()
        for batch in chain((first, second), groups):
            waiting.append(pool.submit(_prepared, batch, length, seed))
            if len(waiting) > THREADS:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _prepared(texts: list[str], length: int, seed: bytes) -> list[Prepared]:
    batch = folded_together(texts)
    hashes, stems = hashed(batch.folded, stem_ends(batch.folded), seed)
    found = sentences(batch.text, batch.begins, stems, seed, batch.cuts)
    cuts = np.searchsorted(found.firsts[:-1], batch.cuts)
    pairs, ends = found.pairs(RARE_STORED)
    runs, bounds = _runs(hashes, batch.cuts, length)
    bags, bag_ends = _bags(found, cuts)
    return list(
        map(
            Prepared,
            (runs[begin:end] for begin, end in pairwise(bounds.tolist())),
            (pairs[begin:end] for begin, end in pairwise(np.append(0, ends)[cuts].tolist())),
            (bags[begin:end] for begin, end in pairwise([0, *bag_ends.tolist()])),
        )
    )


def _runs(hashes: U64, cuts: I64, length: int) -> tuple[U64, I64]:
    """The hashes of the runs of each text, sorted, each once, and where each text's begin."""
    library = kernel.library()
    bounds = np.zeros(len(cuts), np.int64)
    if library is not None:
        runs = np.empty(len(hashes), np.uint64)
        library.sverka_shingles(hashes, cuts, len(cuts) - 1, length, runs, bounds)
        return runs, bounds
    each = [np.unique(kept_runs(hashes[begin:end], length)) for begin, end in pairwise(cuts.tolist())]
    np.cumsum([len(own) for own in each], out=bounds[1:])
    return np.concatenate(each), bounds


def _bags(found: Sentences, cuts: I64) -> tuple[U16, I64]:
    """The sentences of each text as ``Prepared`` has them, and where each text's end."""
    library = kernel.library()
    if library is not None:
        bags = np.empty(2 * (len(cuts) - 1) + 2 * len(found) + len(found.stems), np.uint16)
        stops = np.empty(len(cuts) - 1, np.int64)
        library.sverka_bags(found.bounds, found.stems, found.weights, cuts, len(cuts) - 1, bags, stops)
        return bags, stops
    sizes, norms, codes = np.diff(found.bounds), found.norms(), found.codes()
    own = []
    for first, last in pairwise(cuts.tolist()):
        many, stems = last - first, codes[found.bounds[first] : found.bounds[last]]
        parts = ([many & 0xFFFF, many >> 16], sizes[first:last], norms[first:last], stems)
        own.append(np.concatenate(parts, dtype=np.uint16, casting="unsafe"))
    return np.concatenate(own), np.cumsum([len(each) for each in own])


def sentences_in(bag: U16) -> int:
    """How many sentences a text has.

    Args:
        bag: its own.
    """
    return int(bag[0]) | int(bag[1]) << 16
