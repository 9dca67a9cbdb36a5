"""What a report highlights in its text: pieces of it, each with the kinds of marks it has."""

from collections import Counter
from collections.abc import Iterator

from sverka.comparison import Span
from sverka.reports.reporting import Report

KINDS = ("rewritten", "copied", "keyword", "contact", "misspelled")
"""The kinds of marks, the most general first."""


def pieces(of: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The text cut where a mark begins or ends; joined the pieces are the text.

    Args:
        of: the report.
    """
    edges = sorted(_edges(of))
    open_now: Counter[str] = Counter()
    done = 0
    for at, step, kind in edges:
        if at > done:
            yield of.text[done:at], tuple(each for each in KINDS if open_now[each])
            done = at
        open_now[kind] += step
    if done < len(of.text):
        yield of.text[done:], ()


def _edges(of: Report) -> Iterator[tuple[int, int, str]]:
    for kind, start, end in _spans(of):
        yield start, 1, kind
        yield end, -1, kind


def _spans(of: Report) -> Iterator[tuple[str, int, int]]:
    if of.uniqueness is not None:
        yield from (("rewritten", each.start, each.end) for each in of.uniqueness.rewrite_spans)
        yield from (("copied", each.start, each.end) for each in of.uniqueness.spans)
    yield from (("keyword", at.start, at.end) for each in of.keywords for at in each.positions)
    yield from (("contact", each.start, each.end) for each in of.contacts)
    yield from (("misspelled", each.start, each.end) for each in of.spelling.misspelled)


def strip(of: Report, spans: tuple[Span, ...], width: int) -> list[tuple[int, int]]:
    """Places of the text drawn on a strip: runs of its cells that a place touches.

    Args:
        of: the report.
        spans: the places, rising.
        width: of the strip, cells.
    """
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        first, after = start * width // len(of.text), -(-end * width // len(of.text))
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(after, runs[-1][1]))
        else:
            runs.append((first, after))
    return runs
