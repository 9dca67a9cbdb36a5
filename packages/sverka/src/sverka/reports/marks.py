"""What a page highlights in its text: pieces of it, each with the kinds of marks it has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sverka.comparison import Span
from sverka.corpus.coverage import Uniqueness
from sverka.reports.reporting import Report

KINDS = ("rewritten", "copied", "keyword", "contact", "misspelled")
"""The kinds of marks, the most general first."""


class Mark(NamedTuple):
    """A place of a text that is highlighted."""

    kind: str
    start: int
    end: int


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The text cut where a mark begins or ends; joined the pieces are the text.

    Args:
        text: the text.
        marks: its marks, in any order.
    """
    edges = sorted(edge for each in marks for edge in ((each.start, 1, each.kind), (each.end, -1, each.kind)))
    open_now: Counter[str] = Counter()
    done = 0
    for at, step, kind in edges:
        if at > done:
            yield text[done:at], tuple(each for each in KINDS if open_now[each])
            done = at
        open_now[kind] += step
    if done < len(text):
        yield text[done:], ()


def of_report(of: Report) -> Iterator[Mark]:
    """The marks of a report.

    Args:
        of: the report.
    """
    if of.uniqueness is not None:
        yield from of_uniqueness(of.uniqueness)
    yield from (Mark("keyword", at.start, at.end) for each in of.keywords for at in each.positions)
    yield from (Mark("contact", each.start, each.end) for each in of.contacts)
    yield from (Mark("misspelled", each.start, each.end) for each in of.spelling.misspelled)


def of_uniqueness(of: Uniqueness) -> Iterator[Mark]:
    """The marks of what a corpus has.

    Args:
        of: what was found.
    """
    yield from (Mark("rewritten", *each) for each in of.rewrite_spans)
    yield from (Mark("copied", *each) for each in of.spans)


def strip(length: int, spans: tuple[Span, ...], width: int) -> list[tuple[int, int]]:
    """Places of a text drawn on a strip: runs of its cells that a place touches.

    Args:
        length: of the text, characters.
        spans: the places, rising.
        width: of the strip, cells.
    """
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        first, after = start * width // length, -(-end * width // length)
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(after, runs[-1][1]))
        else:
            runs.append((first, after))
    return runs
