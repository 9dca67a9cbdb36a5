"""From the places where shingles were found to what a person asked: how much is covered, by whom, and where."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sverka import kernel
from sverka.comparison import Span
from sverka.corpus.memory import U32
from sverka.corpus.ranking import best_of
from sverka.corpus.rewriting import Rewriting
from sverka.words import I64, U64, Words, kept_runs


class Source(NamedTuple):
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
        self.hashes: U64
        """Its shingles, sorted, each once."""
        library = kernel.library()
        if library is not None:
            most = max(0, len(whole) - length + 1)
            found, self._which = np.empty(most, np.uint64), np.empty(most, np.int64)
            self.hashes = found[: library.sverka_places(whole.hashes, len(whole), length, found, self._which)]
            return
        runs = kept_runs(whole.hashes, length)
        order = np.argsort(runs)
        ordered = runs[order]
        first = np.concatenate((np.ones(min(1, len(runs)), np.bool_), ordered[1:] != ordered[:-1]))
        self.hashes = ordered[first]
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
        copied = best_of(which, docs, None, most).tolist()
        best = list(dict.fromkeys([*copied, *rewriting.docs[: max(0, most)]]))
        found = self._found(which, docs, np.array(best, np.uint32))
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

    def _found(self, which: I64, docs: U32, best: U32) -> npt.NDArray[np.bool_]:
        """Which of ``hashes`` any text has, and for each of the best ones which it has."""
        found = np.zeros((len(best) + 1, len(self.hashes)), np.bool_)
        library = kernel.library()
        if library is not None:
            library.sverka_mark(which, docs, len(docs), best, len(best), len(self.hashes), found)
            return found
        found[0, which] = True
        for row, doc in enumerate(best, 1):
            found[row, which[docs == doc]] = True
        return found

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
        library = kernel.library()
        if library is not None:
            return self._compiled(library, found)
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
        spans = self._spans(firsts, lasts)
        cuts = np.searchsorted(rows, np.arange(len(found) + 1)).tolist()
        return [_Passages(size, spans[begin:end]) for size, (begin, end) in zip(sizes, pairwise(cuts), strict=True)]

    def _compiled(self, library: ctypes.CDLL, found: npt.NDArray[np.bool_]) -> list[_Passages]:
        rows, places = len(found), len(self._which)
        room = rows * (places // 2 + 1)
        firsts, lasts = np.empty(room, np.int64), np.empty(room, np.int64)
        ends, sizes = np.empty(rows, np.int64), np.empty(rows, np.int64)
        count = library.sverka_passages(
            *(found, rows, len(self.hashes), self._which, places, self._length),
            *(firsts, lasts, room, ends, sizes),
        )
        spans = self._spans(firsts[:count], lasts[:count])
        cuts = [0, *ends.tolist()]
        return [
            _Passages(size, spans[begin:end]) for size, (begin, end) in zip(sizes.tolist(), pairwise(cuts), strict=True)
        ]

    def _spans(self, firsts: I64, lasts: I64) -> tuple[Span, ...]:
        places = zip(self.words.starts[firsts].tolist(), self.words.ends[lasts].tolist(), strict=True)
        return tuple(map(Span._make, places))
