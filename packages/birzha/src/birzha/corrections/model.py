"""What a correction is: a text that somebody wants a corrector to look through. No I/O."""

from dataclasses import dataclass
from enum import StrEnum

from birzha.clock import DAY
from birzha.orders.model import StoredFile

LEAST_TERM = DAY
"""The nearest deadline of a correction, seconds from now (documentation of correction.add)."""
LONGEST_TITLE = 512
"""Ours: as of an order."""
LONGEST_DESCRIPTION = 10_000
"""Ours: as of an order."""
LONGEST_TEXT = 40_000
"""Ours: as of an order's source text; an imported one may be longer."""
LONGEST_CORRECTED = 400_000
"""Ours: as of an order's result."""
LONGEST_COMMENT = 5000
"""Ours: as what is said when work is accepted."""


class CorrectionState(StrEnum):
    """How far a correction is."""

    NEW = "new"
    IN_WORK = "in_work"
    DONE = "done"


class Source(StrEnum):
    """Where its text comes from (documentation of correction.import, ``type``)."""

    TEXT = "text"
    """Given with the correction itself."""
    RESULT = "task"
    ARCHIVED_ORDER = "a_task"
    ARTICLE = "article"
    ARCHIVED_ARTICLE = "a_article"


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction without its texts, for lists.

    Args:
        id: of it.
        customer_id: who wants it.
        corrector_id: who took it; 0: nobody.
        folder_id: the customer's project folder; 0: the root.
        title: 1 to 512 characters.
        description: what to look at.
        size: characters of the text; 0: it is a file.
        source: :class:`Source`.
        source_id: the result, order or article; 0: none.
        file_name: of the file to correct; empty: it is a text.
        file_size: of that file, bytes.
        deadline: unixtime.
        state: :class:`CorrectionState`.
        created: unixtime.
        taken_at: when a corrector took it, unixtime; 0: nobody has it.
        returned_at: when the corrected text came, unixtime; 0: not yet.
    """

    id: int
    customer_id: int
    corrector_id: int
    folder_id: int
    title: str
    description: str
    size: int
    source: str
    source_id: int
    file_name: str
    file_size: int
    deadline: int
    state: str
    created: int
    taken_at: int
    returned_at: int


@dataclass(frozen=True, slots=True)
class Correction(CorrectionRow):
    """A correction with its texts.

    Args:
        text: what is to be corrected; empty: it is a file.
        file_key: where that file lies; empty: it is a text.
        corrected: what the corrector made of it.
        comment: what the corrector says.
    """

    text: str
    file_key: str
    corrected: str
    comment: str


@dataclass(frozen=True, slots=True)
class Material:
    """What a correction is made from.

    Args:
        title: of the correction.
        text: to correct; empty: it is a file.
        file: to correct, instead of a text.
        folder_id: where the correction lies.
        source: where it comes from.
        source_id: the result, order or article.
    """

    title: str
    text: str
    file: StoredFile | None
    folder_id: int
    source: Source
    source_id: int


def deadline_from(wanted: int | None, now: int) -> int:
    """The deadline of a new correction: what was asked for, and a day from now at least (documentation of correction.add).

    Args:
        wanted: unixtime; ``None``: as soon as may be.
        now: unixtime.
    """
    return max(wanted or 0, now + LEAST_TERM)
