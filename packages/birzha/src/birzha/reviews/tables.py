"""The rows of reviews, and every statement that touches them."""

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
    text("text"),
    number("rate"),
    number("date"),
    CheckConstraint("rate IN (1, 2)", name="known_rate"),
    CheckConstraint("author_id <> person_id", name="of_another"),
    Index(None, "person_id", "id"),
)

review_pause = table(
    "review_pause",
    number("author_id", references="person.id", key=True),
    number("person_id", references="person.id", key=True),
    number("last", default=0),  # outlives the review, so that a deleted one is not written anew at once
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
ADD_REVIEW = insert_into(review, int, "author_id", "person_id", "text", "rate", "date")
LOCK_REVIEW: Statement[Review] = Statement(
    select_into(Review, review).where(review.c.id == bindparam("review_id")).with_for_update(), Review
)
EDIT_REVIEW: Statement[Any] = Statement(
    update(review)
    .where(review.c.id == bindparam("review_id"))
    .values(text=bindparam("new_text"), rate=bindparam("new_rate"))
)
DELETE_REVIEW: Statement[Review] = Statement(
    delete(review)
    .where(review.c.id == bindparam("review_id"))
    .returning(review.c.id, review.c.author_id, review.c.person_id, review.c.text, review.c.rate, review.c.date),
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
