"""From texts to what is stored of them: the hashes of their runs of words, and of their sentences."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from sverka.sentences import RARE_STORED, U16, Sentences, sentences
from sverka.stems import stem_ends
from sverka.words import U64, batches, folded_together, hashed, shingles

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
    # All runs of all texts at once; those that reach into the next text are left out.
    runs = shingles(hashes, length)
    cuts = batch.cuts.tolist()
    found = sentences(batch.text, batch.begins, stems, seed, batch.cuts)
    bags = _bags(found, np.searchsorted(found.firsts[:-1], batch.cuts))
    answer = []
    for (begin, end), (pairs, bag) in zip(pairwise(cuts), bags, strict=True):
        own = runs[begin : max(begin, end - length + 1)]
        own.sort()
        first = np.ones(len(own), np.bool_)
        np.not_equal(own[1:], own[:-1], out=first[1:])
        answer.append(Prepared(own[first], pairs, bag))
    return answer


def _bags(found: Sentences, cuts: np.ndarray) -> Iterator[tuple[U64, U16]]:
    pairs, owners = found.pairs(RARE_STORED)
    order = np.argsort(owners, kind="stable")
    pairs = pairs[order]
    pair_cuts = np.searchsorted(owners[order], cuts).tolist()
    sizes, norms, codes = np.diff(found.bounds).astype(np.uint16), found.norms().astype(np.uint16), found.codes()
    code_cuts = found.bounds[cuts].tolist()
    for at, (first, last) in enumerate(pairwise(cuts.tolist())):
        many = last - first
        parts = (
            [many & 0xFFFF, many >> 16],
            sizes[first:last],
            norms[first:last],
            codes[code_cuts[at] : code_cuts[at + 1]],
        )
        yield pairs[pair_cuts[at] : pair_cuts[at + 1]], np.concatenate(parts, dtype=np.uint16, casting="unsafe")


def sentences_in(bag: U16) -> int:
    """How many sentences a text has.

    Args:
        bag: its own.
    """
    return int(bag[0]) | int(bag[1]) << 16
