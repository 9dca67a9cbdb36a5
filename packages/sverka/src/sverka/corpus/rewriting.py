"""How much of a text is a rewriting of texts of a corpus: sentences that share most of the weight of their stems.

Candidates are the texts that share most pairs of rare stems with the text; a sentence is compared with all of theirs.
Texts on one subject share words as well, so it counts by how much the likest sentence is above that level. The definitions
and their source stand in docs/en/text-checks.md, section 3.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.comparison import Span
from sverka.corpus.memory import U32, spread
from sverka.corpus.preparing import sentences_in
from sverka.corpus.ranking import best_of
from sverka.sentences import RARE_ASKED, U16, Sentences
from sverka.words import I64, U64, Words

THRESHOLD = 0.25
"""By so much at least the likest sentence of a text must be liker than texts on the subject are anyway."""

OTHERS = 8
"""That level is the similarity of the sentence that so many others surpass."""

LEVEL = 0.28
"""And it is never more than this: what is as like as both together is a rewriting, however many texts have it."""

CANDIDATES = 12
"""So many texts are compared with the text at most."""

SENTENCES = 20_000
"""And no more of them than have so many sentences together, the one that shares most pairs whatever it has."""

_ROWS = 256
_CELLS = 1 << 21
_CODES = 1 << 16

_WORTH = 1 << 20
_ONE = np.ones(1, np.bool_)

F32 = npt.NDArray[np.float32]
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
        library = kernel.library()
        # Pairs that the kernel made are nobody else's.
        distinct = np.unique(pairs) if library is None else pairs[: library.sverka_distinct(pairs, len(pairs))]
        self.hashes: U64 = distinct
        """Its pairs of rare stems, sorted, each once."""
        edges = sentences.firsts
        self._starts = words.starts[edges[:-1]]
        self._ends = words.ends[edges[1:] - 1]

    def candidates(self, which: I64, docs: U32) -> U32:
        """The texts that share most pairs, each pair counted by how few texts have it; of equal ones the first.

        Args:
            which: places in ``hashes`` that were found.
            docs: in which text each of them was.
        """
        if not len(docs):
            return docs
        worth = _WORTH // np.maximum(np.bincount(which, minlength=len(self.hashes)), 1)
        return best_of(which, docs, worth, CANDIDATES)

    def answer(self, docs: U32, bags: Sequence[U16]) -> Rewriting:
        """What is rewritten from some texts.

        Args:
            docs: their numbers, those that share most pairs first.
            bags: their sentences.
        """
        sizes = self._ends - self._starts
        total = int(sizes.sum())
        within = int(np.searchsorted(np.cumsum([sentences_in(bag) for bag in bags]), SENTENCES, "right"))
        compared = bags[: max(1, within)]
        marks = self._every_mark(compared)
        if not marks.size:
            return Rewriting(total, Rewritten(0, ()), [], [])
        characters = sizes @ marks
        order = [at for at in np.argsort(-characters, kind="stable").tolist() if characters[at]]
        whole, *parts = self._rewritten(marks, order, sizes)
        those = [at for at, bag in enumerate(compared) if sentences_in(bag)]
        return Rewriting(total, whole, [int(docs[those[at]]) for at in order], parts)

    def _every_mark(self, bags: Sequence[U16]) -> Marks:
        """Which sentences (rows) are rewritten from each text that has any."""
        mine, library = self._sentences, kernel.library()
        if library is not None:
            addresses = np.array([bag.ctypes.data for bag in bags], np.uint64)
            marks = np.empty(len(mine) * len(bags), np.bool_)
            count = library.sverka_rewritten(
                *(mine.bounds, mine.stems, mine.weights, len(mine), addresses, len(bags)), marks
            )
            return marks[: len(mine) * count].reshape(len(mine), count)
        theirs = _Theirs.of(bags)
        if not len(theirs.roots) or not len(mine):
            return np.zeros((0, 0), np.bool_)
        step = max(1, min(_ROWS, _CELLS // len(theirs.roots)))
        return np.concatenate([self._marks(theirs, at, step) for at in range(0, len(mine), step)])

    def _marks(self, theirs: "_Theirs", first: int, many: int) -> Marks:
        """Which sentences, of so many from the first on, are rewritten from each text (rows: sentences)."""
        last = min(first + many, len(self._sentences))
        # One more on each side, for neighbours.
        low, high = max(0, first - 1), min(last + 1, len(self._sentences))
        shared, norms = self._shared(theirs, low, high)
        pairs = theirs.above(shared[1:] + shared[:-1], norms[1:] + norms[:-1], THRESHOLD) >= THRESHOLD
        # Half as much by itself is enough beside a sentence with which it passes.
        beside = np.zeros((high - low, len(theirs.docs)), np.bool_)
        beside[:-1] |= pairs
        beside[1:] |= pairs
        least = np.where(beside.any(axis=1), THRESHOLD / 2, THRESHOLD)
        alone = theirs.above(shared, norms, least)
        marks: Marks = (alone >= THRESHOLD) | (beside & (2 * alone >= THRESHOLD))
        return marks[first - low : last - low]

    def _shared(self, theirs: "_Theirs", low: int, high: int) -> tuple[F32, I64]:
        """The weight of the stems that each two sentences share, and that of each of these sentences."""
        mine = self._sentences
        begin, end = int(mine.bounds[low]), int(mine.bounds[high])
        codes, weights = mine.codes()[begin:end], mine.weights[begin:end]
        whose = np.repeat(np.arange(high - low), mine.bounds[low + 1 : high + 1] - mine.bounds[low:high])
        order = np.argsort(codes, kind="stable")
        ordered = codes[order]
        starts = np.flatnonzero(np.concatenate((_ONE[: len(codes)], ordered[1:] != ordered[:-1])))
        # For each code the number of its group of mine, from 1; 0 where there is none.
        groups = np.zeros(_CODES, np.uint16)
        groups[ordered[starts]] = np.arange(1, len(starts) + 1)
        found = groups[theirs.codes]
        here = np.flatnonzero(found)
        group = found[here].astype(np.int64) - 1
        counts = (np.concatenate((starts[1:], [len(codes)])) - starts)[group]
        places = order[spread(starts[group], counts)]
        cells = whose[places] * len(theirs.roots) + np.repeat(theirs.sentences[here], counts)
        shared = np.bincount(cells, weights[places], (high - low) * len(theirs.roots)).astype(np.float32)
        return shared.reshape(high - low, len(theirs.roots)), mine.norms()[low:high]

    def _rewritten(self, marks: Marks, columns: list[int], sizes: I64) -> list[Rewritten]:
        """What is rewritten from any text, and from some."""
        library = kernel.library()
        if library is None:
            return [self._runs(np.logical_or.reduce(marks, axis=1)), *(self._runs(marks[:, at]) for at in columns)]
        rows, many = marks.shape
        room = (len(columns) + 1) * (rows // 2 + 1)
        firsts, lasts = np.empty(room, np.int64), np.empty(room, np.int64)
        ends, characters = np.empty(len(columns) + 1, np.int64), np.empty(len(columns) + 1, np.int64)
        count = library.sverka_marked(
            *(marks, rows, many, np.array(columns, np.int64), len(columns), sizes, firsts, lasts, ends, characters)
        )
        starts, stops = self._starts[firsts[:count]].tolist(), self._ends[lasts[:count]].tolist()
        spans = tuple(map(Span, starts, stops))
        cuts = pairwise([0, *ends.tolist()])
        return [Rewritten(size, spans[begin:end]) for size, (begin, end) in zip(characters.tolist(), cuts, strict=True)]

    def _runs(self, marks: Marks) -> Rewritten:
        edges = np.flatnonzero(np.diff(marks, prepend=False, append=False))
        starts, ends = self._starts[edges[::2]].tolist(), self._ends[edges[1::2] - 1].tolist()
        characters = int((self._ends - self._starts)[marks].sum())
        return Rewritten(characters, tuple(map(Span, starts, ends)))


class _Theirs(NamedTuple):
    """The sentences of candidates: stems, whose each is, roots of weights, and each text's place and first sentence."""

    codes: U16
    sentences: I64
    roots: F32
    docs: list[int]
    firsts: list[int]

    @classmethod
    def of(cls, bags: Sequence[U16]) -> "_Theirs":
        codes, sizes, norms = [np.zeros(0, np.uint16)], [np.zeros(0, np.uint16)], [np.zeros(0, np.uint16)]
        docs, firsts, count = [], [], 0
        for at, bag in enumerate(bags):
            many = sentences_in(bag)
            if many:
                docs.append(at)
                firsts.append(count)
                count += many
                sizes.append(bag[2 : 2 + many])
                norms.append(bag[2 + many : 2 + 2 * many])
                codes.append(bag[2 + 2 * many :])
        whose = np.repeat(np.arange(count), np.concatenate(sizes))
        roots = np.sqrt(np.maximum(np.concatenate(norms), 1), dtype=np.float32)
        return cls(np.concatenate(codes), whose, roots, docs, firsts)

    def above(self, shared: F32, norms: I64, least: float | npt.NDArray[np.float64]) -> F32:
        """For each row and text the greatest similarity with a sentence of it, by how much it is above the row's level.

        The similarity is what two sentences share, over the root of the product of both weights.

        Args:
            shared: what each row shares with each sentence.
            norms: the rows' weights.
            least: rows below this have no chance and are 0.
        """
        likeness = shared / self.roots
        likeness /= np.sqrt(np.maximum(norms, 1), dtype=np.float32)[:, None]
        best = np.zeros((len(shared), len(self.docs)), np.float32)
        rows = np.flatnonzero(likeness.max(axis=1) >= least)
        if len(rows):
            likeness = likeness[rows]
            best[rows] = np.maximum.reduceat(likeness, self.firsts, axis=1)
            if likeness.shape[1] > OTHERS:
                likeness.partition(likeness.shape[1] - OTHERS - 1, axis=1)
                best[rows] -= np.minimum(likeness[:, -OTHERS - 1], np.float32(LEVEL))[:, None]
        return best
