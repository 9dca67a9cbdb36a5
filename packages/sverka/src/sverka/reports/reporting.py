"""All checks of one text at once."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sverka.contact.search import Contact, contacts
from sverka.corpus.corpus import Corpus
from sverka.corpus.coverage import Uniqueness
from sverka.figures import Metrics, metrics
from sverka.lettering import lettering
from sverka.limits import LIMIT
from sverka.phrases import Keyword, checked_phrases, found_in
from sverka.spell.orthography import Spelling, spelled_in


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks say of a text.

    Args:
        text: as it was given; all places are places in it.
        metrics: its figures.
        spelling: its misspelled words.
        contacts: its contacts.
        keywords: the phrases that were asked for, in that order.
        uniqueness: against the corpus; ``None`` without one.
    """

    text: str
    metrics: Metrics
    spelling: Spelling
    contacts: tuple[Contact, ...]
    keywords: tuple[Keyword, ...]
    uniqueness: Uniqueness | None

    def data(self) -> dict[str, Any]:
        """The report as one object for JSON, without the text; misspelled words come without suggestions."""
        return {
            "metrics": asdict(self.metrics),
            "spelling": asdict(self.spelling),
            "contacts": [asdict(each) for each in self.contacts],
            "keywords": [keyword_data(each) for each in self.keywords],
            "uniqueness": None if self.uniqueness is None else self.uniqueness.data(),
        }

    def html(self) -> str:
        """The report as a page that needs nothing else: highlights in the text, and where the sources sit."""
        from sverka.reports.page import page  # noqa: PLC0415 - loaded on first use

        return page(self)

    def terminal(self, *, colours: bool = True) -> str:
        """The report for a terminal.

        Args:
            colours: whether to colour (ANSI); without, marked words stand in brackets.
        """
        from sverka.reports.terminal import terminal  # noqa: PLC0415 - loaded on first use

        return terminal(self, colours=colours)


def report(
    text: str,
    *,
    phrases: Iterable[str] = (),
    corpus: Corpus | None = None,
    without_owners: Iterable[str] = (),
    limit: int = LIMIT,
) -> Report:
    """Runs all checks.

    Args:
        text: any text; the time grows with its length.
        phrases: what ``keywords`` looks for.
        corpus: what ``uniqueness`` is measured against.
        without_owners: whose texts of the corpus do not count.
        limit: the most characters that are measured against a corpus.

    Raises:
        TooLong: a phrase is longer than ``keywords`` takes, or the text than the limit.
        Corrupt: the corpus is damaged.
    """
    asked = checked_phrases(phrases)
    spelled = lettering(text)
    return Report(
        text=text,
        metrics=metrics(text),
        spelling=spelled_in(spelled),
        contacts=tuple(contacts(text)),
        keywords=tuple(found_in(spelled, asked)) if asked else (),
        uniqueness=None if corpus is None else corpus.check(text, without_owners=list(without_owners), limit=limit),
    )


def keyword_data(found: Keyword) -> dict[str, Any]:
    """A phrase as an object for JSON.

    Args:
        found: the phrase.
    """
    return {"phrase": found.phrase, "count": found.count, "positions": [at._asdict() for at in found.positions]}
