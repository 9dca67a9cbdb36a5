"""The rows of reviews, and every statement that touches them."""

from dataclasses import fields
from typing import Any

from sqlalchemy import bindparam, delete, update

from birzha.reviews.model import Review
from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text
from birzha.storage.statement import Statement, insert_into, insert_or_skip, select_into

review = table(
    "review",
    identity(),
    number("author_id", references="person.id"),
    number("person_id", references="person.id"),
    number("order_id", default=0),  # of a kwork's purchase; 0: of the person in general
    number("kwork_id", default=0),
    number("stars"),
    number("date"),
    text("text"),
    CheckConstraint("stars BETWEEN 1 AND 5", name="known_stars"),
    CheckConstraint("author_id <> person_id", name="of_another"),
    Index(None, "person_id", "id"),
)

review_pause = table(
    "review_pause",
    number("author_id", references="person.id", key=True),
    number("person_id", references="person.id", key=True),
    number("last", default=0),  # outlives the review, so that a deleted one is not written anew at once
)

reviewed_order = table(
    "reviewed_order",
    number("order_id", key=True),  # outlives the review, for the same reason
    number("date"),
)

START_PAUSE = insert_or_skip(review_pause, ["author_id", "person_id"], ["author_id", "person_id"])
TAKE_TURN: Statement[Any] = Statement(
    update(review_pause)
    .where(
        review_pause.c.author_id == bindparam("author"),
        review_pause.c.person_id == bindparam("whom"),
        review_pause.c.last <= bindparam("before"),
    )
    .values(last=bindparam("moment"))
)
MARK_REVIEWED = insert_or_skip(reviewed_order, ["order_id", "date"], ["order_id"])
"""Takes an order's only turn; touches no row where it is taken."""
ADD_REVIEW = insert_into(review, int, *(each.name for each in fields(Review) if each.name != "id"))
LOCK_REVIEW: Statement[Review] = Statement(
    select_into(Review, review).where(review.c.id == bindparam("review_id")).with_for_update(), Review
)
EDIT_REVIEW: Statement[Any] = Statement(
    update(review)
    .where(review.c.id == bindparam("review_id"))
    .values(text=bindparam("new_text"), stars=bindparam("new_stars"))
)
DELETE_REVIEW: Statement[Review] = Statement(
    delete(review)
    .where(review.c.id == bindparam("review_id"))
    .returning(*(review.c[each.name] for each in fields(Review))),
    Review,
)
REVIEWS_PAGE: Statement[Review] = Statement(
    select_into(Review, review)
    .where(review.c.person_id == bindparam("whom"))
    .order_by(review.c.id.desc())
    .limit(bindparam("count"))
    .offset(bindparam("offset")),
    Review,
)
REVIEWS_OF: Statement[Review] = Statement(
    select_into(Review, review).where(review.c.person_id == bindparam("whom")).order_by(review.c.id.desc()), Review
)
