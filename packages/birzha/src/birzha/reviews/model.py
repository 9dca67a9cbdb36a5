"""What a review is. No I/O."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

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
NEUTRAL = 0
"""The kinds of reviews (documentation of users.setReport, ``rate``); eTXT knows the first two, the third is ours for three stars."""

MOST_STARS = 5
"""Of a review; the fewest are 1 (documentation of Kwork's ``Review.rating``)."""

FEWEST_GOOD = 4
MOST_BAD = 2
"""Stars of a positive and of a negative review; what is between is neither."""

STARS: Mapping[int, int] = MappingProxyType({POSITIVE: MOST_STARS, NEGATIVE: 1})
"""The stars of a review that was only called positive or negative."""


def rate_of(stars: int) -> int:
    """What kind of review has that many stars; said here and nowhere else.

    Args:
        stars: 1 to 5.
    """
    if stars >= FEWEST_GOOD:
        return POSITIVE
    return NEGATIVE if stars <= MOST_BAD else NEUTRAL


@dataclass(frozen=True, slots=True)
class Review:
    """What one person said of another.

    Args:
        id: of the review.
        author_id: who said it.
        person_id: of whom.
        order_id: of the purchase that it is about; 0: of the person in general.
        kwork_id: what was bought then; 0: of the person in general.
        stars: 1 to 5.
        date: when it was written, unixtime; an edit does not change it.
        text: 50 to 5000 characters.
    """

    id: int
    author_id: int
    person_id: int
    order_id: int
    kwork_id: int
    stars: int
    date: int
    text: str

    @property
    def rate(self) -> int:
        """1 positive, 2 negative, 0 neither."""
        return rate_of(self.stars)


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
    """The same reviews by kind and author, in the order in which they come; those of three stars are in neither group."""
    groups = Grouped()
    kinds = {POSITIVE: groups.positive, NEGATIVE: groups.negative}
    for each in reviews:
        if each.rate in kinds:
            kinds[each.rate].setdefault(each.author_id, []).append(each)
    return groups


def edited_stars(old: int, stars: int | None, rate: int | None) -> int:
    """The stars of a review after an edit.

    Args:
        old: what it has.
        stars: what the author gives now; ``None``: nothing is said of them.
        rate: the kind, from who knows no stars; ``None``: nothing is said of it. Where it is the kind that the review has, its
            stars stay.
    """
    if stars is not None:
        return stars
    return old if rate is None or rate == rate_of(old) else STARS[rate]


def counted(stars: int, sign: int = 1) -> Counter[str]:
    """What a review with that many stars adds to the counts of its person.

    Args:
        stars: of the review.
        sign: 1 when it comes, -1 when it goes.
    """
    counts = Counter(reviews=sign, stars=sign * stars)
    kind = {POSITIVE: "positive", NEGATIVE: "negative"}.get(rate_of(stars))
    if kind:
        counts[kind] = sign
    return counts
