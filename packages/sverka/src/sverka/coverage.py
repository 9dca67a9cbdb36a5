"""From the places where shingles were found to what a person asked: how much is covered, by whom, and where."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sverka.comparison import Span
from sverka.memory import U32
from sverka.words import I64, U64, Words, shingles


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the corpus that has passages of the text that was checked.

    Args:
        key: its name in the corpus.
        words: how many words of the checked text its passages cover.
        percent: of the checked text's words.
        spans: where they stand in the checked text.
    """

    key: str
    words: int
    percent: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """How much of a text a corpus does not have.

    Args:
        words: how many words the text has.
        covered: how many of them lie in shingles that the corpus has.
        spans: where those stand.
        sources: the texts of the corpus that cover most, best first.
    """

    words: int
    covered: int
    spans: tuple[Span, ...]
    sources: tuple[Source, ...]

    @property
    def unique(self) -> float:
        """The share of words that the corpus does not have, 0 to 100; 100 for a text without words."""
        return 100 * (self.words - self.covered) / self.words if self.words else 100.0


class _Passages(NamedTuple):
    """Runs of words that are covered: the first and the last word of each."""

    firsts: I64
    lasts: I64

    @property
    def words(self) -> int:
        return int((self.lasts - self.firsts + 1).sum())


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

    def answer(self, which: I64, docs: U32, most: int, key: Callable[[int], str]) -> Uniqueness:
        """What was found, as an answer.

        Args:
            which: places in ``hashes`` that were found.
            docs: in which text each of them was.
            most: how many sources are wanted.
            key: the name of a text by its number.
        """
        passages = self._passages(which)
        order = np.argsort(docs, kind="stable")
        which, docs = which[order], docs[order]
        starts = np.flatnonzero(np.diff(docs.astype(np.int64), prepend=-1))
        counts = np.diff(starts, append=len(docs))
        best = np.argsort(-counts, kind="stable")[:most]
        sources = [
            self._source(which[start : start + count], key(int(docs[start])))
            for start, count in zip(starts[best].tolist(), counts[best].tolist(), strict=True)
        ]
        sources.sort(key=lambda each: -each.words)
        return Uniqueness(len(self.words), passages.words, self._spans(passages), tuple(sources))

    def _source(self, which: I64, key: str) -> Source:
        passages = self._passages(which)
        return Source(key, passages.words, 100 * passages.words / len(self.words), self._spans(passages))

    def _passages(self, which: I64) -> _Passages:
        """The runs of words that the shingles at some places cover."""
        found = np.zeros(len(self.hashes), np.bool_)
        found[which] = True
        runs = np.flatnonzero(found[self._which])
        # A shingle joins the one before it when no word lies between them.
        breaks = np.flatnonzero(np.diff(runs) > self._length)
        firsts = runs[np.concatenate((np.zeros(min(1, len(runs)), np.int64), breaks + 1))]
        lasts = runs[np.append(breaks, len(runs) - 1)] if len(runs) else runs
        return _Passages(firsts, lasts + self._length - 1)

    def _spans(self, passages: _Passages) -> tuple[Span, ...]:
        starts, ends = self.words.starts[passages.firsts], self.words.ends[passages.lasts]
        return tuple(map(Span, starts.tolist(), ends.tolist()))
