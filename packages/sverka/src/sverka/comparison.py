"""How much of a text comes from a source, and where. The definitions stand in docs/en/text-checks.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sverka.errors import TooLong
from sverka.limits import LIMIT as LIMIT  # noqa: PLC0414 - it belongs to what this module offers
from sverka.marks import marked
from sverka.tiling import Tile, tiles
from sverka.words import I64, Words, words

LEAST = 3
"""A passage has at least this many words."""


class Span(NamedTuple):
    """A place in a text.

    Args:
        start: its first character (code point).
        end: the character after its last.
    """

    start: int
    end: int


class Passage(NamedTuple):
    """Words that stand in both texts in the same order.

    Args:
        words: how many, at least ``LEAST``.
        text: where they stand in the text.
        source: where they stand in the source.
    """

    words: int
    text: Span
    source: Span


@dataclass(frozen=True)
class Comparison:
    """What ``compare`` found.

    Args:
        text: the text as it was given.
        source: the source as it was given.
        words: how many words the text has.
        passages: in the order of the text; none overlaps another in either text.
    """

    text: str
    source: str
    words: int
    passages: tuple[Passage, ...]

    @property
    def matched(self) -> int:
        """How many words of the text lie in passages."""
        return sum(each.words for each in self.passages)

    @property
    def percent(self) -> float:
        """The share of the text's words that lie in passages, 0 to 100; 0 for a text without words."""
        return 100 * self.matched / self.words if self.words else 0.0

    @cached_property
    def text_spans(self) -> tuple[Span, ...]:
        """The passages' places in the text, in its order."""
        return tuple(each.text for each in self.passages)

    @cached_property
    def source_spans(self) -> tuple[Span, ...]:
        """The passages' places in the source, in its order."""
        return tuple(sorted(each.source for each in self.passages))

    def text_markup(self) -> str:
        """The text as HTML, passages in ``<span class="match">``, the mark-up of eTXT's ``diff.compareText``."""
        return marked(self.text, self.text_spans)

    def source_markup(self) -> str:
        """The source as HTML, marked likewise."""
        return marked(self.source, self.source_spans)


def compare(source: str, text: str, *, least: int = LEAST, limit: int = LIMIT) -> Comparison:
    """Finds the passages of a text that stand in a source too, wherever they moved.

    A passage is a run of at least ``least`` words that both texts have; passages are chosen by greedy string tiling
    (``sverka.tiling``), and each word of either text belongs to one passage at most.

    Args:
        source: where the text may come from.
        text: the text that is judged.
        least: how many words a passage has at least, 1 or more.
        limit: the most characters either may have.

    Raises:
        TooLong: one of them is longer than the limit.
        ValueError: ``least`` is below 1.
    """
    if least < 1:
        raise ValueError(f"A passage of {least} words cannot be looked for. Give a least length of 1 or more.")
    for each in (source, text):
        if len(each) > limit:
            raise TooLong(len(each), limit)
    theirs, mine = words(source), words(text)
    found = tiles(mine.hashes, theirs.hashes, least)
    return Comparison(text, source, len(mine), _passages(found, mine, theirs))


def _passages(found: list[Tile], mine: Words, theirs: Words) -> tuple[Passage, ...]:
    if not found:
        return ()
    rows, columns, sizes = np.array(found).T
    text, source = _spans(mine, rows, sizes), _spans(theirs, columns, sizes)
    return tuple(map(Passage._make, zip(sizes.tolist(), text, source, strict=True)))


def _spans(whole: Words, firsts: I64, sizes: I64) -> Iterator[Span]:
    starts, ends = whole.starts[firsts], whole.ends[firsts + sizes - 1]
    return map(Span._make, zip(starts.tolist(), ends.tolist(), strict=True))
