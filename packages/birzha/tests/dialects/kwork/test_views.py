"""Small translations: moments, pages, stars, refusals."""

from dataclasses import replace

import pytest

from birzha import errors
from birzha.dialects.kwork.failures import CODES, STATUSES, Refused, refused_by
from birzha.dialects.kwork.views import instant, pagination
from birzha.people.model import Person

PERSON = Person(1, "anna", 1, *([""] * 6), *([0] * 13))


@pytest.mark.parametrize(
    ("stars", "count", "rating"),
    [(0, 0, None), (5, 1, 5.0), (1, 1, 1.0), (6, 2, 3.0), (11, 3, 3.67), (4996, 1000, 5.0)],
)
def test_a_rating_is_the_average_of_stars(stars, count, rating):
    """Of all reviews, two decimals; nobody's words, no rating."""
    assert replace(PERSON, star_sum=stars, star_count=count).rating == rating


def test_a_moment_is_written_in_utc():
    """Seconds since the epoch as ISO 8601; 0 is no moment."""
    assert instant(1_700_000_000) == "2023-11-14T22:13:20Z"
    assert instant(0) is None


@pytest.mark.parametrize(
    ("page", "total", "pages", "more", "less"),
    [
        (1, 0, 1, False, False),
        (1, 20, 1, False, False),
        (1, 21, 2, True, False),
        (2, 21, 2, False, True),
        (9, 21, 2, False, True),
    ],
)
def test_a_page_knows_where_it_stands(page, total, pages, more, less):
    """An empty list has one page; a full one no second."""
    found = pagination(page, 20, total)
    assert (found["total_pages"], found["has_next"], found["has_prev"]) == (pages, more, less)


def _kinds(kind):
    return [kind, *(each for below in kind.__subclasses__() for each in _kinds(below))]


@pytest.mark.parametrize("kind", _kinds(errors.MarketError), ids=lambda kind: kind.__name__)
def test_every_refusal_of_the_market_has_a_status(kind):
    """Each class, however new, becomes a 4xx with a code, its words and its field."""
    refused = refused_by(kind("слова", field="поле"))
    assert refused.status == STATUSES[next(each for each in kind.__mro__ if each in STATUSES)]
    assert 400 <= refused.status < 500
    assert refused.body["errors"] == [{"code": CODES[refused.status], "message": "слова", "field": "поле"}]


def test_only_a_400_names_fields():
    """The client reads them there; elsewhere the words are enough."""
    assert Refused(400, "нет", fields={"page": ["нет"]}).body["fields"] == {"page": ["нет"]}
    assert "fields" not in Refused(404, "нет").body
