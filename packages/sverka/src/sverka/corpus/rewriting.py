"""How much of a text is a rewriting of texts of a corpus: sentences that share most of the weight of their stems.

Candidates are the texts that share most pairs of rare stems with the text; a sentence is compared with all of theirs.
Texts on one subject share words as well, so it counts by how much the likest sentence is above that level. The definitions
and their source stand in docs/text-checks.md, section 3.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka.comparison import Span
from sverka.corpus.memory import U32, spread
from sverka.sentences import RARE_ASKED, U16, Sentences
from sverka.words import I64, U64, Words

THRESHOLD = 0.25
"""By so much at least the likest sentence of a text must be liker than texts on the subject are anyway."""

OTHERS = 8
"""That level is the similarity of the sentence that so many others surpass."""

LEVEL = 0.28
"""And it is never more than this: what is as like as both together is a rewriting, however many texts have it."""

CANDIDATES = 24
"""So many texts are compared with the text at most."""

_AT_ONCE = 256
_CODES = 1 << 16

Marks = npt.NDArray[np.bool_]


class Rewritten(NamedTuple):
    """What of a text is rewritten.

    Args:
        characters: how many, those of whole sentences.
        spans: where the sentences stand; neighbours are one span.
    """

    characters: int
    spans: tuple[Span, ...]


class Rewriting(NamedTuple):
    """What of a text is rewritten, from any text and from each.

    Args:
        characters: how many all sentences of the text have.
        whole: what is rewritten from any text.
        docs: numbers of the texts that sentences were rewritten from, those of most characters first.
        parts: what is rewritten from each of them.
    """

    characters: int
    whole: Rewritten
    docs: list[int]
    parts: list[Rewritten]


class Asked:
    """The sentences of a text that is checked.

    Args:
        words: of the text.
        sentences: of the text.
    """

    def __init__(self, words: Words, sentences: Sentences) -> None:
        self._words, self._sentences = words, sentences
        pairs, _ = sentences.pairs(RARE_ASKED)
        pairs.sort()
        first = np.ones(len(pairs), np.bool_)
        np.not_equal(pairs[1:], pairs[:-1], out=first[1:])
        self.hashes: U64 = pairs[first]
        """Its pairs of rare stems, sorted, each once."""
        edges = sentences.firsts
        self._starts = words.starts[edges[:-1]]
        self._ends = words.ends[edges[1:] - 1]

    def candidates(self, docs: U32) -> U32:
        """The texts that share most pairs; of those that share equally many the first.

        Args:
            docs: the text of each pair that was found.
        """
        ordered = np.sort(docs)
        starts = np.flatnonzero(np.diff(ordered, prepend=-1))
        counts = np.diff(starts, append=len(ordered))
        best = np.sort(np.argsort(-counts, kind="stable")[:CANDIDATES])
        return ordered[starts[best]]

    def answer(self, docs: U32, bags: Sequence[U16]) -> Rewriting:
        """What is rewritten from some texts.

        Args:
            docs: their numbers.
            bags: their sentences.
        """
        sizes = self._ends - self._starts
        total = int(sizes.sum())
        theirs = _Theirs.of(bags)
        if not len(theirs.norms) or not len(self._sentences):
            return Rewriting(total, Rewritten(0, ()), [], [])
        marks = np.concatenate([self._marks(theirs, at) for at in range(0, len(self._sentences), _AT_ONCE)])
        characters = sizes @ marks
        order = [at for at in np.argsort(-characters, kind="stable").tolist() if characters[at]]
        whole = self._rewritten(np.logical_or.reduce(marks, axis=1))
        parts = [self._rewritten(marks[:, at]) for at in order]
        return Rewriting(total, whole, [int(docs[theirs.docs[at]]) for at in order], parts)

    def _marks(self, theirs: "_Theirs", first: int) -> Marks:
        """Which sentences, of some from the first on, are rewritten from each text (rows: sentences)."""
        last = min(first + _AT_ONCE, len(self._sentences))
        # One more on each side, for neighbours.
        low, high = max(0, first - 1), min(last + 1, len(self._sentences))
        shared, norms = self._shared(theirs, low, high)
        alone = _best(shared, norms, theirs)
        pairs = _best(shared[1:] + shared[:-1], norms[1:] + norms[:-1], theirs)
        marks: Marks = alone >= THRESHOLD
        # Half as much by itself is enough beside a sentence with which it passes.
        beside = np.zeros_like(marks)
        beside[:-1] |= pairs >= THRESHOLD
        beside[1:] |= pairs >= THRESHOLD
        marks |= beside & (2 * alone >= THRESHOLD)
        return marks[first - low : last - low]

    def _shared(self, theirs: "_Theirs", low: int, high: int) -> tuple[npt.NDArray[np.float32], I64]:
        """The weight of the stems that each two sentences share, and that of each of these sentences."""
        mine = self._sentences
        begin, end = int(mine.bounds[low]), int(mine.bounds[high])
        codes, weights = mine.codes()[begin:end], mine.weights[begin:end]
        whose = np.repeat(np.arange(high - low), np.diff(mine.bounds[low : high + 1]))
        order = np.argsort(codes, kind="stable")
        known = np.zeros(_CODES + 1, np.int32)
        known[1:] = np.cumsum(np.bincount(codes, minlength=_CODES))
        counts = (known[1:] - known[:-1])[theirs.codes]
        here = np.flatnonzero(counts)
        counts = counts[here].astype(np.int64)
        places = order[spread(known[theirs.codes[here]].astype(np.int64), counts)]
        cells = whose[places] * len(theirs.norms) + np.repeat(theirs.sentences[here], counts)
        shared = np.bincount(cells, weights[places], (high - low) * len(theirs.norms)).astype(np.float32)
        norms = np.bincount(whose, weights, high - low).astype(np.int64)
        return shared.reshape(high - low, len(theirs.norms)), norms

    def _rewritten(self, marks: Marks) -> Rewritten:
        edges = np.flatnonzero(np.diff(marks, prepend=False, append=False))
        starts, ends = self._starts[edges[::2]].tolist(), self._ends[edges[1::2] - 1].tolist()
        characters = int((self._ends - self._starts)[marks].sum())
        return Rewritten(characters, tuple(map(Span, starts, ends)))


class _Theirs(NamedTuple):
    """The sentences of candidates: stems, whose each is, weights, and each text's place and first sentence."""

    codes: U16
    sentences: I64
    norms: I64
    docs: list[int]
    firsts: list[int]

    @classmethod
    def of(cls, bags: Sequence[U16]) -> "_Theirs":
        codes, sizes, norms = [np.zeros(0, np.uint16)], [np.zeros(0, np.uint16)], [np.zeros(0, np.uint16)]
        docs, firsts, count = [], [], 0
        for at, bag in enumerate(bags):
            many = int(bag[0]) if len(bag) else 0
            if many:
                docs.append(at)
                firsts.append(count)
                count += many
                sizes.append(bag[1 : 1 + many])
                norms.append(bag[1 + many : 1 + 2 * many])
                codes.append(bag[1 + 2 * many :])
        whose = np.repeat(np.arange(count), np.concatenate(sizes))
        return cls(np.concatenate(codes), whose, np.concatenate(norms).astype(np.int64), docs, firsts)


def _best(shared: npt.NDArray[np.float32], norms: I64, theirs: _Theirs) -> npt.NDArray[np.float32]:
    """For each row and text the greatest similarity with a sentence of it, by how much it is above the row's level.

    The similarity is what two sentences share, over the root of the product of both weights.
    """
    likeness = shared / np.sqrt(np.maximum(norms, 1)).astype(np.float32)[:, None]
    likeness /= np.sqrt(np.maximum(theirs.norms, 1)).astype(np.float32)
    best: npt.NDArray[np.float32] = np.maximum.reduceat(likeness, theirs.firsts, axis=1)
    if likeness.shape[1] > OTHERS:
        # Without half the threshold a row passes at no level.
        rows = np.flatnonzero(2 * best.max(axis=1) >= THRESHOLD)
        levels = np.partition(likeness[rows], -OTHERS - 1, axis=1)[:, -OTHERS - 1]
        best[rows] -= np.minimum(levels, LEVEL)[:, None]
    return best
