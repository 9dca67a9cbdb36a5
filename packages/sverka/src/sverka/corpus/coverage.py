"""From the places where shingles were found to what a person asked: how much is covered, by whom, and where."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sverka.comparison import Span
from sverka.corpus.memory import U32
from sverka.corpus.rewriting import Rewriting, greatest
from sverka.words import I64, U64, Words, shingles

_HALF = np.int64(32)
_LOW = np.int64(0xFFFFFFFF)
_FIRST = np.ones(1, np.bool_)


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the corpus that has passages of the text that was checked, or that it rewrites.

    Args:
        key: its name in the corpus.
        words: how many words of the checked text its passages cover.
        percent: of the checked text's words.
        spans: where they stand in the checked text.
        rewrite_percent: of the characters of the checked text's sentences, those of sentences that rewrite its own.
        rewrite_spans: where they stand in the checked text.
    """

    key: str
    words: int
    percent: float
    spans: tuple[Span, ...]
    rewrite_percent: float = 0.0
    rewrite_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """How much of a text a corpus does not have.

    Args:
        words: how many words the text has.
        covered: how many of them lie in shingles that the corpus has.
        spans: where those stand.
        sources: the texts of the corpus that cover or are rewritten most, best first.
        characters: how many the sentences of the text have.
        rewritten: how many of them stand in sentences that rewrite those of the corpus, copied ones included.
        rewrite_spans: where those stand.
    """

    words: int
    covered: int
    spans: tuple[Span, ...]
    sources: tuple[Source, ...]
    characters: int = 0
    rewritten: int = 0
    rewrite_spans: tuple[Span, ...] = ()

    @property
    def unique(self) -> float:
        """The share of words that the corpus does not have, 0 to 100; 100 for a text without words."""
        return 100 * (self.words - self.covered) / self.words if self.words else 100.0

    @property
    def rewrite_unique(self) -> float:
        """The share of characters whose sentences rewrite none of the corpus, 0 to 100; 100 for a text without words."""
        return 100 * (self.characters - self.rewritten) / self.characters if self.characters else 100.0

    def data(self) -> dict[str, Any]:
        """All of it as an object for JSON."""
        sources = [
            {
                "key": each.key,
                "percent": each.percent,
                "words": each.words,
                "spans": _places(each.spans),
                "rewrite_percent": each.rewrite_percent,
                "rewrite_spans": _places(each.rewrite_spans),
            }
            for each in self.sources
        ]
        return {
            "unique": self.unique,
            "rewrite_unique": self.rewrite_unique,
            "words": self.words,
            "covered": self.covered,
            "spans": _places(self.spans),
            "rewrite_spans": _places(self.rewrite_spans),
            "sources": sources,
        }


def _places(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [each._asdict() for each in spans]


class _Passages(NamedTuple):
    """What shingles cover: words, and where."""

    words: int
    spans: tuple[Span, ...]


class Query:
    """The shingles of one text.

    Args:
        whole: the words of the text.
        length: words a shingle.
    """

    def __init__(self, whole: Words, length: int) -> None:
        self.words = whole
        self._length = length
        runs = shingles(whole.hashes, length)
        order = np.argsort(runs)
        ordered = runs[order]
        first = np.concatenate((np.ones(min(1, len(runs)), np.bool_), ordered[1:] != ordered[:-1]))
        self.hashes: U64 = ordered[first]
        """Its shingles, sorted, each once."""
        self._which = np.empty(len(runs), np.int64)
        self._which[order] = np.cumsum(first) - 1

    def answer(
        self, which: I64, docs: U32, rewriting: Rewriting, most: int, keys: Callable[[U32], list[str]]
    ) -> Uniqueness:
        """What was found, as an answer.

        Args:
            which: places in ``hashes`` that were found.
            docs: in which text each of them was.
            rewriting: what is rewritten.
            most: how many sources are wanted.
            keys: the names of texts by their numbers.
        """
        # A number of a text and a place in one number: those sort several times faster than by an order of places.
        pairs = np.sort(docs.astype(np.int64) << _HALF | which)
        docs, which = (pairs >> _HALF).astype(np.uint32), pairs & _LOW
        starts = np.flatnonzero(np.concatenate((_FIRST[: len(docs)], docs[1:] != docs[:-1])))
        counts = np.concatenate((starts[1:], [len(docs)][: len(docs)])) - starts
        copied = docs[starts[greatest(counts, most)]].tolist()
        best = list(dict.fromkeys([*copied, *rewriting.docs[: max(0, most)]]))
        found = np.zeros((len(best) + 1, len(self.hashes)), np.bool_)
        found[0, which] = True
        low, high = (np.searchsorted(docs, np.array(best, np.uint32), side).tolist() for side in ("left", "right"))
        for row, (start, end) in enumerate(zip(low, high, strict=True), 1):
            found[row, which[start:end]] = True
        whole, *parts = self._passages(found)
        sources = self._sources(best, parts, rewriting, keys)
        every = rewriting.whole
        return Uniqueness(
            len(self.words),
            whole.words,
            whole.spans,
            sources[:most],
            rewriting.characters,
            every.characters,
            every.spans,
        )

    def _sources(
        self, docs: list[int], parts: list[_Passages], rewriting: Rewriting, keys: Callable[[U32], list[str]]
    ) -> tuple[Source, ...]:
        rewritten = dict(zip(rewriting.docs, rewriting.parts, strict=True))
        sources = []
        for doc, key, part in zip(docs, keys(np.array(docs, np.uint32)), parts, strict=True):
            own = rewritten.get(doc)
            share = 100 * part.words / len(self.words)
            if own is None:
                sources.append(Source(key, part.words, share, part.spans))
            else:
                of_all = 100 * own.characters / rewriting.characters
                sources.append(Source(key, part.words, share, part.spans, of_all, own.spans))
        sources.sort(key=lambda each: (-max(each.percent, each.rewrite_percent), -each.percent))
        return tuple(sources)

    def _passages(self, found: npt.NDArray[np.bool_]) -> list[_Passages]:
        """The runs of words that shingles cover.

        Args:
            found: a row for each answer: which of ``hashes`` count.
        """
        # So far apart, what two rows cover is never taken for one run.
        width = len(self._which) + self._length
        marks = np.zeros((len(found), width), np.bool_)
        marks[:, : len(self._which)] = found[:, self._which]
        runs = np.flatnonzero(marks)
        if not len(runs):
            return [_Passages(0, ())] * len(found)
        # A shingle joins the one before it when no word lies between them.
        breaks = np.flatnonzero(runs[1:] - runs[:-1] > self._length)
        firsts = runs[np.concatenate((np.zeros(1, np.int64), breaks + 1))]
        lasts = runs[np.concatenate((breaks, [len(runs) - 1]))] + self._length - 1
        rows = firsts // width
        sizes = np.bincount(rows, lasts - firsts + 1, len(found)).astype(np.int64).tolist()
        firsts, lasts = firsts - rows * width, lasts - rows * width
        places = zip(self.words.starts[firsts].tolist(), self.words.ends[lasts].tolist(), strict=True)
        spans = tuple(map(Span._make, places))
        cuts = np.searchsorted(rows, np.arange(len(found) + 1)).tolist()
        return [_Passages(size, spans[begin:end]) for size, (begin, end) in zip(sizes, pairwise(cuts), strict=True)]
