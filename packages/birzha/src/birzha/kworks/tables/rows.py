"""The rows of kworks and of what hangs on them.

Every order of the catalogue has two partial indexes: over all categories, and within one. They hold what a page is found by, so that
neither finding nor counting touches a row; the long texts stand last. ``shown`` is 0 while the seller is shut out or is no
performer: the indexes leave those kworks out, and no list has to look at people.
"""

from typing import Any

from sqlalchemy import Column
from sqlalchemy import text as sql

from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text

kwork = table(
    "kwork",
    identity(),
    number("seller_id", references="person.id"),
    number("state", default=1),
    number("shown", default=1),
    number("category_id"),
    number("price"),
    number("days"),
    number("revisions", default=0),
    number("images", default=0),
    number("sales", default=0),
    number("reviews", default=0),
    number("stars", default=0),
    number("rating", default=0),
    number("recommended", default=0),
    number("created"),
    number("published_at", default=0),
    number("updated"),
    text("title"),
    text("description"),
    text("full_description", default=""),
    text("requirements", default=""),
    text("faq", default="[]"),
    text("packages", default="[]"),
    text("videos", default="[]"),
    CheckConstraint("state BETWEEN 1 AND 6 AND shown IN (0, 1)", name="known_state"),
    CheckConstraint("price > 0 AND days > 0 AND revisions >= 0", name="limits"),
    CheckConstraint("sales >= 0 AND reviews >= 0 AND stars BETWEEN reviews AND 5 * reviews", name="counted"),
)

_KWORK = kwork.c
LISTED = "state = 3 AND shown = 1"
"""What the catalogue consists of; statements repeat it in these very terms, so that the indexes serve them."""


def _index(name: str, where: str, *columns: Column[Any]) -> None:
    Index(name, *columns, sqlite_where=sql(where), postgresql_where=sql(where))


ORDERS: dict[str, tuple[Column[Any], ...]] = {
    "recommended": (_KWORK.recommended, _KWORK.id),
    "price": (_KWORK.price, _KWORK.id),
    "rating": (_KWORK.rating, _KWORK.reviews, _KWORK.id),
    "reviews": (_KWORK.reviews, _KWORK.id),
    "published_at": (_KWORK.published_at, _KWORK.id),
}
"""What the catalogue can be sorted by; the last column makes every order a total one."""

for (
    _name,
    _columns,
) in ORDERS.items():  # SQLite looks for the condition's own columns, too, before it leaves a row alone
    _index(f"ix_kwork_listed_{_name}", LISTED, *_columns, _KWORK.state, _KWORK.shown)
    _index(f"ix_kwork_category_{_name}", LISTED, _KWORK.category_id, *_columns, _KWORK.state, _KWORK.shown)
_index("ix_kwork_moderation", "state = 2", _KWORK.id)
_index("ix_kwork_seller", "state < 6", _KWORK.seller_id, _KWORK.id, _KWORK.state)

kwork_feature = table(
    "kwork_feature",
    identity(),
    number("kwork_id", references="kwork.id"),
    text("name"),
    number("price"),
    number("days", default=0),
    Index(None, "kwork_id", "id"),
    CheckConstraint("price > 0 AND days >= 0", name="limits"),
)

kwork_image = table(
    "kwork_image",
    identity(),
    number("kwork_id", references="kwork.id"),
    text("key"),
    text("name"),
    number("size"),
    text("content_type"),
    number("width"),
    number("height"),
    Index(None, "kwork_id", "id"),
    Index(None, "key"),
)

kwork_favourite = table(
    "kwork_favourite",
    number("person_id", references="person.id", key=True),
    number("kwork_id", references="kwork.id", key=True),
    number("added"),
    Index(None, "kwork_id"),
)

kwork_view = table(
    "kwork_view",
    number("person_id", references="person.id", key=True),
    number("kwork_id", references="kwork.id", key=True),
    number("viewed_at"),
    Index(None, "person_id", "viewed_at", "kwork_id"),
    Index(None, "kwork_id"),
)

kwork_sale = table(
    "kwork_sale",
    number("order_id", key=True),  # no reference: the sale outlives its order
    number("kwork_id", references="kwork.id"),
    number("seller_id", references="person.id"),
    number("customer_id", references="person.id"),
    text("title"),
    number("price"),
    number("days"),
    number("revisions"),
    text("package", default=""),
    text("features", default="[]"),
    number("date"),
    CheckConstraint("price > 0 AND days > 0 AND revisions >= 0 AND seller_id <> customer_id", name="limits"),
    Index(None, "kwork_id", "order_id"),
    Index(None, "seller_id", "order_id"),
    Index(None, "customer_id", "order_id"),
)
