"""How our reviews and Kwork's stars become one another; said here and nowhere else.

Kwork rates a review with 1 to 5 stars, eTXT calls it positive or negative. 4 and 5 stars are positive, 1 and 2 negative, 3 neither; a
positive review is shown with 5 stars, a negative one with 1. A rating is the average of the stars.
"""

from collections.abc import Mapping
from types import MappingProxyType

from birzha.people.model import Person
from birzha.reviews.model import NEGATIVE, POSITIVE

STARS: Mapping[int, int] = MappingProxyType({POSITIVE: 5, NEGATIVE: 1})
"""The stars of a review by its kind."""


def rating_of(person: Person) -> float | None:
    """The average of the stars that somebody was given, two decimals; ``None`` before the first review."""
    count = person.reports + person.reports_n
    if not count:
        return None
    return round((person.reports * STARS[POSITIVE] + person.reports_n * STARS[NEGATIVE]) / count, 2)
