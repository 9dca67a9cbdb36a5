"""What a check of a text is asked and what it finds: dataclasses, pure rules; no I/O (docs/en/text-checks.md)."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from birzha.orders.model import Order, WorkType
from birzha.orders.model.limits import LONGEST_RESULT

LONGEST_CHECKED = LONGEST_RESULT
"""The longest text that is checked, characters; a file with more stays unchecked."""

LARGEST_CHECKED = 4 * LONGEST_CHECKED
"""The biggest text file that is looked into, bytes."""

LONGEST_PHRASE = 500
"""A longer key phrase is no phrase, and is not looked for, characters."""

_BETWEEN_PHRASES = re.compile(r"[,;\n]")


class Kind(StrEnum):
    """What texts are checked and kept."""

    RESULT = "result"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to check.

    Args:
        text: up to :data:`LONGEST_CHECKED` characters.
        source: what it was to be rewritten from; empty: nothing.
        phrases: what it was to contain, in any grammatical form.
        without: keys of the corpus that do not count: the text itself, and whatever else belongs to its order.
    """

    text: str
    source: str = ""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, percent; ``None``: not measured.

    Args:
        checker: who measured.
        unq: uniqueness against rewriting.
        unq_shin: uniqueness against copies.
        mistakes: misspelt words.
        keywords: of the asked phrases, those found; ``None`` where none was asked for.
        diff: words that come from the source; ``None`` where there is none.
        report: the places and sources behind the figures, ready for JSON.
    """

    checker: str
    unq: int | None = None
    unq_shin: int | None = None
    mistakes: int | None = None
    keywords: int | None = None
    diff: int | None = None
    report: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """Where the words of a result or an article stand; of a text and a file the longer text counts.

    Args:
        text: in the rows; empty: nowhere there.
        key: of the file in the file store; empty: there is none that the exchange can read.
        name: of the file, as its author called it.
        content_type: of the file.
    """

    text: str
    key: str = ""
    name: str = ""
    content_type: str = ""

    @property
    def fingerprint(self) -> str:
        """What tells one text from another, so that figures are kept only for what was checked."""
        return sha256(f"{self.key}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for its check.

    Args:
        kind: :class:`Kind`.
        subject_id: the result or the article.
        asked: all but its text.
        written: its text.
    """

    kind: Kind
    subject_id: int
    asked: Asked
    written: Written


@dataclass(frozen=True, slots=True)
class Change:
    """Something that the corpus of the exchange is to take up, or to forget.

    Args:
        kind: :class:`Kind`.
        subject_id: the result or the article.
        wanted: 1 when it belongs there, 0 when not.
        changed: how many changes there were; the next one counts on.
    """

    kind: str
    subject_id: int
    wanted: int
    changed: int

    @property
    def key(self) -> str:
        """Its name in the corpus."""
        return key_of(self.kind, self.subject_id)


@dataclass(frozen=True, slots=True)
class Kept:
    """A text for the corpus.

    Args:
        key: its name there.
        owner: who wrote it.
        written: its text.
    """

    key: str
    owner: str
    written: Written


@dataclass(frozen=True, slots=True)
class Standing:
    """How the corpus stands by the rows.

    Args:
        token: its name; empty: it is still to be begun.
        counts: how many texts of each kind belong there.
        waiting: how many of them are still to join or to leave it.
    """

    token: str
    counts: dict[str, int]
    waiting: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A stored check.

    Args:
        kind: :class:`Kind`.
        subject_id: the result or the article.
        checked_at: when, unixtime.
        checker: who measured.
        unq, unq_shin: percent; ``None``: not measured.
        report: JSON of what stands behind the figures.
    """

    kind: str
    subject_id: int
    checked_at: int
    checker: str
    unq: int | None
    unq_shin: int | None
    report: str


def key_of(kind: str, subject_id: int) -> str:
    """The name of a result or an article in the corpus."""
    return f"{kind}:{subject_id}"


def asked_of(order: Order, without: tuple[str, ...]) -> Asked:
    """What is to be measured of a result of that order (documentation of tasks.getResults: which figures each kind has)."""
    phrases = phrases_in(order.keywords) if order.work_type == WorkType.SEO else ()
    source = order.text if order.work_type == WorkType.REWRITING else ""
    return Asked("", source, phrases, without)


def phrases_in(keywords: str) -> tuple[str, ...]:
    """The key phrases of an SEO order: between commas, semicolons and line ends, each once."""
    found = (each.strip() for each in _BETWEEN_PHRASES.split(keywords))
    return tuple(dict.fromkeys(each for each in found if each and len(each) <= LONGEST_PHRASE))
