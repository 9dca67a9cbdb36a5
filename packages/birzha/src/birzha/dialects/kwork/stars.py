"""A person's rating in Kwork's words: the average of the stars of all reviews.

What stars are to eTXT, a positive review or a negative one, is said in :func:`birzha.reviews.model.rate_of`.
"""

from birzha.people.model import Person


def rating_of(person: Person) -> float | None:
    """The average of the stars that somebody was given, two decimals; ``None`` before the first review."""
    return round(person.star_sum / person.star_count, 2) if person.star_count else None
