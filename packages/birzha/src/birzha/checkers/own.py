"""The exchange's own measure: its corpus, dictionaries and comparison, by the text library (formulas: docs/en/text-checks.md)."""

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from birzha.checks.model import LONGEST_CHECKED, Asked, Finding
from birzha.texts.dictionaries import spelling

if TYPE_CHECKING:
    from sverka import Corpus, Source, Spelling, Uniqueness

MOST_PLACES = 500
"""How many places of one kind a report has at most."""

LONGEST_COMPARED = 200_000
"""A longer text or source is not compared, characters: the figure stays unknown."""


class Own:
    """Measures by what this exchange has itself.

    Args:
        corpus: gives the corpus, open.
    """

    name = "birzha"

    def __init__(self, corpus: "Callable[[], Corpus]") -> None:
        self._corpus = corpus

    def check(self, asked: Asked) -> Finding:
        """Measure a text.

        Raises:
            CannotCheck: the corpus cannot be had.
        """
        found = self._corpus().check(asked.text, without=asked.without, limit=LONGEST_CHECKED)
        spelled = spelling(asked.text)
        phrases, keywords = _keywords(asked)
        return Finding(
            self.name,
            unq=int(found.rewrite_unique),
            unq_shin=int(found.unique),
            mistakes=math.ceil(spelled.percent),
            keywords=keywords,
            diff=_diff(asked),
            report={**_uniqueness(found), "mistakes": _mistakes(spelled), "keywords": phrases},
        )


def _uniqueness(found: "Uniqueness") -> dict[str, Any]:
    return {
        "unique": round(found.unique, 2),
        "rewrite_unique": round(found.rewrite_unique, 2),
        "words": found.words,
        "spans": places(found.spans),
        "rewrite_spans": places(found.rewrite_spans),
        "sources": [source(each) for each in found.sources],
    }


def source(found: "Source") -> dict[str, Any]:
    """A text that the checked one repeats, ready for JSON."""
    return {
        "key": found.key,
        "percent": round(found.percent, 2),
        "rewrite_percent": round(found.rewrite_percent, 2),
        "spans": places(found.spans),
        "rewrite_spans": places(found.rewrite_spans),
    }


def _mistakes(spelled: "Spelling") -> dict[str, Any]:
    shown = spelled.misspelled[:MOST_PLACES]
    return {
        "percent": round(spelled.percent, 2),
        "count": len(spelled.misspelled),
        "words": [{"word": each.word, "start": each.start, "end": each.end} for each in shown],
        "missing": [str(each) for each in spelled.missing],
    }


def _keywords(asked: Asked) -> tuple[list[dict[str, Any]], int | None]:
    if not asked.phrases:
        return [], None
    import sverka  # noqa: PLC0415  # loaded by the first check

    found = sverka.keywords(asked.text, asked.phrases)
    share = int(100 * sum(each.count > 0 for each in found) / len(found))
    shown = [
        {"phrase": each.phrase, "count": each.count, "positions": places(each.positions[:MOST_PLACES])}
        for each in found
    ]
    return shown, share


def _diff(asked: Asked) -> int | None:
    if not asked.source or max(len(asked.source), len(asked.text)) > LONGEST_COMPARED:
        return None
    from birzha.texts.comparing import compare  # noqa: PLC0415  # as above

    return compare(asked.source, asked.text).percent


def places(spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The first :data:`MOST_PLACES` places, ready for JSON."""
    return [[start, end] for start, end in list(spans)[:MOST_PLACES]]
