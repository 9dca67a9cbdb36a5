"""What people say of one another after work done together."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Id
from birzha.api.paging import Page, Paged, after_offset
from birzha.api.registry import endpoint
from birzha.api.views import Created
from birzha.errors import ContactsFound, Forbidden, Invalid, NotFound, TooSoon, WrongState
from birzha.reviews.commands import add_review, delete_review, edit_review
from birzha.reviews.model import LONGEST_TEXT, NEGATIVE, POSITIVE, SHORTEST_TEXT, Review
from birzha.reviews.queries import reviews_page

Kind = Literal["positive", "negative"]
Words = Annotated[str, Meta(min_length=SHORTEST_TEXT, max_length=LONGEST_TEXT, description="от 50 до 5000 знаков")]

RATES = {"positive": POSITIVE, "negative": NEGATIVE}
"""The kinds of reviews by the names that the API says."""


class ReviewView(Struct, frozen=True):
    """A review.

    Args:
        id: of the review.
        author_id: who wrote it.
        person_id: of whom.
        kind: ``positive`` or ``negative``.
        text: what it says.
        date: when it was written, unixtime.
    """

    id: int
    author_id: int
    person_id: int
    kind: Kind
    text: str
    date: int


class NewReview(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review to write.

    Args:
        text: 50 to 5000 characters.
        kind: ``positive`` or ``negative``.
    """

    text: Words
    kind: Kind = "positive"


class EditedReview(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review, written anew.

    Args:
        text: 50 to 5000 characters.
        kind: ``positive`` or ``negative``; null: as it was.
    """

    text: Words
    kind: Kind | None = None


@endpoint("GET", "/people/{person_id}/reviews", reviews_page, errors=(NotFound,))
async def get_reviews(call: Call, person_id: Id, *, query: Paged) -> Page[ReviewView]:
    """What people said of somebody, newest first."""
    found, _ = await call.ask(reviews_page, person_id, count=query.count, offset=query.cursor)
    return after_offset(found, query, _review_view)


@endpoint(
    "POST",
    "/people/{person_id}/reviews",
    add_review,
    status=201,
    errors=(ContactsFound, Forbidden, Invalid, NotFound, TooSoon),
)
async def post_review(call: Call, person_id: Id, *, body: NewReview) -> Created:
    """Say something of a person with whom there is an accepted order or a bought article; once a day."""
    return Created(await call.do(add_review, person_id, body.text, RATES[body.kind]))


@endpoint("PUT", "/reviews/{review_id}", edit_review, status=204, errors=(ContactsFound, Invalid, NotFound, WrongState))
async def put_review(call: Call, review_id: Id, *, body: EditedReview) -> None:
    """Change one's own review within an hour."""
    await call.do(edit_review, review_id, body.text, None if body.kind is None else RATES[body.kind])


@endpoint("DELETE", "/reviews/{review_id}", delete_review, status=204, errors=(NotFound,))
async def remove_review(call: Call, review_id: Id) -> None:
    """Take a review away, and out of its person's counts."""
    await call.do(delete_review, review_id)


def _review_view(found: Review) -> ReviewView:
    kind: Kind = "positive" if found.rate == POSITIVE else "negative"
    return ReviewView(found.id, found.author_id, found.person_id, kind, found.text, found.date)
