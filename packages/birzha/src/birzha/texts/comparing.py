"""How alike two texts are: the seam that the text library will fill, and until then a plain comparison by words.

The plain comparison (reference of the exchange, §9.4) looks for pairs of neighbouring words that both texts have in the same order,
the longest such chain of them; every word of a pair of the chain counts as matched, so that the shortest match has two words. Case,
punctuation and the difference of «е» and «ё» do not count. What was moved elsewhere in the text is not found.

The chain is reckoned for all pairs of one text at a time in the bits of a number (Hyyrö, 2004, "Bit-parallel LCS-length computation
revisited"), so that no text, however it repeats itself, takes longer than its length says.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Protocol

WORD = re.compile(r"\w+")

Span = tuple[int, int]
"""A stretch of a text: where it begins, and where it has ended; characters."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two texts are.

    Args:
        percent: words that match among the words of both texts, 0 to 100, rounded down, so that 100 says that every word does.
        source: what of the source matches, in order.
        text: what of the text matches, in order.
    """

    percent: int
    source: Sequence[Span]
    text: Sequence[Span]


class Compare(Protocol):
    """Anything that compares two texts."""

    def __call__(self, source: str, text: str) -> Comparison:
        """Compare them; pure, and fit to run on a thread of its own."""
        ...


def compare(source: str, text: str) -> Comparison:
    """Compare two texts by pairs of neighbouring words.

    Args:
        source: what the text may have been made of.
        text: what is looked at.
    """
    ours, theirs = _words(source), _words(text)
    first, second = [word for word, _ in ours], [word for word, _ in theirs]
    if first == second:
        together = [(0, len(first))] if first else []
        same = 100 if first or source == text else 0
        return Comparison(same, _spans(ours, together), _spans(theirs, together))
    chain = common_chain(list(pairwise(first)), list(pairwise(second)))
    in_source = _runs(place for place, _ in chain)
    in_text = _runs(place for _, place in chain)
    matched = sum(end - start for start, end in (*in_source, *in_text))
    return Comparison(100 * matched // (len(first) + len(second)), _spans(ours, in_source), _spans(theirs, in_text))


def marked(text: str, spans: Iterable[Span]) -> str:
    """A text as HTML, what matches in ``<span class="match">``; nothing else of it is markup (A32).

    Args:
        text: as it was given.
        spans: in order, apart from each other.
    """
    pieces, place = [], 0
    for start, end in spans:
        pieces += [escape(text[place:start]), f'<span class="match">{escape(text[start:end])}</span>']
        place = end
    return "".join((*pieces, escape(text[place:])))


def common_chain(first: Sequence[Pair], second: Sequence[Pair]) -> list[tuple[int, int]]:
    """A longest common subsequence of two sequences, as places in the first and in the second, ascending.

    Args:
        first: of n.
        second: of m; n·m/64 steps of the machine, and as many bits of memory as n·m, whatever they are.
    """
    masks: dict[Pair, int] = {}
    for place, each in enumerate(first):
        masks[each] = masks.get(each, 0) | 1 << place
    whole = (1 << len(first)) - 1
    # a 0 bit says that the chain up to here grows by one at that place of the first
    row, rows = whole, []
    for each in second:
        found = row & masks.get(each, 0)
        if found:
            row = ((row + found) | (row - found)) & whole
        rows.append(row)
    return _way_back(rows, len(first))


def _way_back(rows: Sequence[int], places: int) -> list[tuple[int, int]]:
    chain = []
    place, line = places, len(rows)
    while place and line:
        if rows[line - 1] >> place - 1 & 1:
            place -= 1
            continue
        line -= 1
        if line and not rows[line - 1] >> place - 1 & 1:
            continue
        place -= 1
        chain.append((place, line))
    chain.reverse()
    return chain


def _words(text: str) -> list[tuple[str, Span]]:
    return [(found[0].casefold().replace("ё", "е"), found.span()) for found in WORD.finditer(text)]


def _runs(places: Iterable[int]) -> list[Span]:
    """Words that the pairs at these places cover, as stretches of words; neighbouring pairs share one."""
    runs: list[Span] = []
    for place in places:
        if runs and place <= runs[-1][1]:
            runs[-1] = runs[-1][0], place + 2
        else:
            runs.append((place, place + 2))
    return runs


def _spans(words: Sequence[tuple[str, Span]], runs: Iterable[Span]) -> list[Span]:
    return [(words[start][1][0], words[end - 1][1][1]) for start, end in runs]
