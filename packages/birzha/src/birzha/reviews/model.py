"""What a review is. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from birzha.clock import DAY, HOUR

SHORTEST_TEXT = 50
LONGEST_TEXT = 5000
"""Limits of a review, characters (documentation of users.setReport)."""

EDITABLE_FOR = HOUR
"""How long an author may change a review, seconds (documentation of users.setReport)."""

PAUSE = DAY
"""How long after a review the same author may not write another to the same person, seconds (documentation of users.setReport)."""

POSITIVE = 1
NEGATIVE = 2
"""The two kinds of reviews (documentation of users.setReport, ``rate``)."""


@dataclass(frozen=True, slots=True)
class Review:
    """What one person said of another.

    Args:
        id: of the review.
        author_id: who said it.
        person_id: of whom.
        text: 50 to 5000 characters.
        rate: 1 positive, 2 negative.
        date: when it was written, unixtime; an edit does not change it.
    """

    id: int
    author_id: int
    person_id: int
    text: str
    rate: int
    date: int


@dataclass(slots=True)
class Grouped:
    """Reviews of a person by kind and author, newest first (documentation of users.getReports).

    Args:
        positive: by author's id.
        negative: by author's id.
    """

    positive: dict[int, list[Review]] = field(default_factory=dict)
    negative: dict[int, list[Review]] = field(default_factory=dict)


def grouped(reviews: Iterable[Review]) -> Grouped:
    """The same reviews by kind and author, in the order in which they come."""
    groups = Grouped()
    for each in reviews:
        kind = groups.positive if each.rate == POSITIVE else groups.negative
        kind.setdefault(each.author_id, []).append(each)
    return groups


def counted(rate: int, sign: int = 1) -> dict[str, int]:
    """What a review of that kind adds to the counts of its person.

    Args:
        rate: of the review.
        sign: 1 when it comes, -1 when it goes.
    """
    return {"positive": sign} if rate == POSITIVE else {"negative": sign}
