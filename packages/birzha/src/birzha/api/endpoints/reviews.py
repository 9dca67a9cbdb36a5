"""What people say of one another after work done together."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Id, IdOrZero
from birzha.api.paging import Page, Paged, after_offset
from birzha.api.registry import endpoint
from birzha.api.views import Created
from birzha.errors import ContactsFound, Forbidden, Invalid, NotFound, TooSoon, WrongState
from birzha.reviews.commands import add_review, delete_review, edit_review
from birzha.reviews.model import (
    LONGEST_TEXT,
    MOST_STARS,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    SHORTEST_TEXT,
    STARS,
    Review,
    rate_of,
)
from birzha.reviews.queries import reviews_page

Kind = Literal["positive", "negative"]
Words = Annotated[str, Meta(min_length=SHORTEST_TEXT, max_length=LONGEST_TEXT, description="от 50 до 5000 знаков")]
Stars = Annotated[
    int, Meta(ge=1, le=MOST_STARS, description="звёзд: 4 и 5 — положительный отзыв, 1 и 2 — отрицательный")
]

RATES = {"positive": POSITIVE, "negative": NEGATIVE}
"""The kinds that a review may be given, by the names that the API says."""
KINDS: dict[int, Literal["positive", "neutral", "negative"]] = {
    POSITIVE: "positive",
    NEUTRAL: "neutral",
    NEGATIVE: "negative",
}
"""The kinds that a review may have."""


class ReviewView(Struct, frozen=True):
    """A review.

    Args:
        id: of the review.
        author_id: who wrote it.
        person_id: of whom.
        stars: 1 to 5.
        kind: ``positive`` from 4 stars on, ``negative`` up to 2, ``neutral`` for 3.
        order_id: of the purchase that it is about; 0: of the person in general.
        kwork_id: what was bought then; 0: of the person in general.
        text: what it says.
        date: when it was written, unixtime.
    """

    id: int
    author_id: int
    person_id: int
    stars: int
    kind: Literal["positive", "neutral", "negative"]
    order_id: int
    kwork_id: int
    text: str
    date: int


class NewReview(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review to write.

    Args:
        text: 50 to 5000 characters.
        stars: 1 to 5; null: by the kind.
        kind: instead of stars: ``positive`` is 5 of them, ``negative`` 1; with stars it must be theirs. Neither: 5 stars.
        order_id: of one's own purchase of a kwork, the work accepted; 0: of the person in general.
    """

    text: Words
    stars: Stars | None = None
    kind: Kind | None = None
    order_id: IdOrZero = 0


class EditedReview(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review, written anew.

    Args:
        text: 50 to 5000 characters.
        stars: 1 to 5; null: by the kind.
        kind: instead of stars: ``positive`` or ``negative``; null, or the kind that it has: stars as they were.
    """

    text: Words
    stars: Stars | None = None
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
    errors=(ContactsFound, Forbidden, Invalid, NotFound, TooSoon, WrongState),
)
async def post_review(call: Call, person_id: Id, *, body: NewReview) -> Created:
    """Say something of a person with whom there is an accepted order or a bought article, once a day; or of each purchase, once."""
    _must_agree(body)
    stars = body.stars or STARS[RATES[body.kind or "positive"]]
    return Created(await call.do(add_review, person_id, body.text, stars=stars, order_id=body.order_id))


@endpoint("PUT", "/reviews/{review_id}", edit_review, status=204, errors=(ContactsFound, Invalid, NotFound, WrongState))
async def put_review(call: Call, review_id: Id, *, body: EditedReview) -> None:
    """Change one's own review within an hour."""
    _must_agree(body)
    rate = None if body.kind is None else RATES[body.kind]
    await call.do(edit_review, review_id, body.text, stars=body.stars, rate=rate)


@endpoint("DELETE", "/reviews/{review_id}", delete_review, status=204, errors=(NotFound,))
async def remove_review(call: Call, review_id: Id) -> None:
    """Take a review away, and out of its person's counts."""
    await call.do(delete_review, review_id)


def _must_agree(body: NewReview | EditedReview) -> None:
    if body.stars is not None and body.kind is not None and rate_of(body.stars) != RATES[body.kind]:
        raise Invalid(
            f"{body.stars} зв. — это отзыв другого рода: назовите только звёзды или только род.", field="kind"
        )


def _review_view(found: Review) -> ReviewView:
    return ReviewView(
        id=found.id,
        author_id=found.author_id,
        person_id=found.person_id,
        stars=found.stars,
        kind=KINDS[found.rate],
        order_id=found.order_id,
        kwork_id=found.kwork_id,
        text=found.text,
        date=found.date,
    )
