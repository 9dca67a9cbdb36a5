"""From texts to what is stored of them: the hashes of their runs of words, and of their sentences."""

import ctypes
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.corpus.log import Added
from sverka.corpus.working import given_back, room_for, tables_for, taken
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


class Stored(NamedTuple):
    """What is stored of several texts, one after another.

    Args:
        hashes: of their shingles.
        hash_sizes: how many each text has.
        pairs: of their sentences' rarest stems.
        pair_sizes: how many each has.
        bags: their sentences.
        bag_sizes: how many numbers each one's take.
    """

    hashes: U64
    hash_sizes: I64
    pairs: U64
    pair_sizes: I64
    bags: U16
    bag_sizes: I64

    @classmethod
    def of(cls, texts: Sequence[Added]) -> "Stored":
        """Those of one text or more.

        Args:
            texts: what was stored of each.
        """
        hashes, pairs, bags = (
            (np.concatenate(each), np.array(list(map(len, each)), np.int64))
            for each in zip(*((text.hashes, text.pairs, text.bag) for text in texts), strict=True)
        )
        return cls(*hashes, *pairs, *bags)

    def each(self) -> Iterator[Prepared]:
        """What is stored of each text."""
        return map(
            Prepared,
            _cut(self.hashes, self.hash_sizes),
            _cut(self.pairs, self.pair_sizes),
            _cut(self.bags, self.bag_sizes),
        )


def _cut(joined: npt.NDArray[Any], sizes: I64) -> Iterator[npt.NDArray[Any]]:
    return (joined[begin:end] for begin, end in pairwise([0, *np.cumsum(sizes).tolist()]))


def prepared(texts: Iterable[str], length: int, seed: bytes) -> Iterator[Prepared]:
    """What is stored of texts, in their order.

    Args:
        texts: the texts.
        length: words a shingle, 1 or more.
        seed: what the hashes depend on.
    """
    return chain.from_iterable(each.each() for each in stored(texts, length, seed))


def stored(texts: Iterable[str], length: int, seed: bytes) -> Iterator[Stored]:
    """The same, of neighbours together.

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
        yield from [_stored(first, length, seed)] if first else []
        return
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[Future[Stored]] = deque()
        for batch in chain((first, second), groups):
            waiting.append(pool.submit(_stored, batch, length, seed))
            if len(waiting) > THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _stored(texts: list[str], length: int, seed: bytes) -> Stored:
    library = kernel.library()
    alone = None if library is None else _one_by_one(library, texts, length, seed)
    if alone is not None:
        return alone
    batch = folded_together(texts)
    hashes, stems = hashed(batch.folded, stem_ends(batch.folded), seed)
    found = sentences(batch.text, batch.begins, stems, seed, batch.cuts)
    cuts = np.searchsorted(found.firsts[:-1], batch.cuts)
    pairs, ends = found.pairs(RARE_STORED)
    runs, bounds = _runs(hashes, batch.cuts, length)
    bags, bag_ends = _bags(found, cuts)
    return Stored(
        runs[: int(bounds[-1])],
        np.diff(bounds),
        pairs,
        np.diff(np.append(0, ends)[cuts]),
        bags[: int(bag_ends[-1])],
        np.diff(bag_ends, prepend=0),
    )


def _one_by_one(library: ctypes.CDLL, texts: list[str], length: int, seed: bytes) -> Stored | None:
    """The same, each text by itself from its characters on; nothing when a word is very long or there are more words than signs."""
    cuts = np.cumsum([0, *map(len, texts)])
    count = len(texts)
    words = int(cuts[-1]) // 2 + count
    made = np.empty(words, np.uint64), np.empty(3 * words + 64, np.uint64), np.empty(3 * words + 2 * count, np.uint16)
    sizes = np.empty((3, count), np.int64)
    tables, _ = tables_for(seed, length, RARE_STORED)
    room = taken(room_for(max(map(len, texts))))
    given = (
        ctypes.addressof(tables),
        "".join(texts).encode("utf-32-le", "surrogatepass"),
        cuts,
        count,
        room.address,
        room.size,
    )
    answer = library.sverka_store(*given, *made, np.array([len(each) for each in made]), sizes.reshape(-1))
    given_back(room)
    if answer == kernel.TOO_MANY:
        return None
    (runs, pairs, bags), (run_sizes, pair_sizes, bag_sizes) = made, sizes
    return Stored(
        *(runs[: int(run_sizes.sum())], run_sizes),
        *(pairs[: int(pair_sizes.sum())], pair_sizes),
        *(bags[: int(bag_sizes.sum())], bag_sizes),
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
