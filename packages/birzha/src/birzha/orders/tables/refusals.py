"""Statements on rating taken for refusals, and on the money that an order needs."""

from functools import cache

from sqlalchemy import bindparam, exists, select, update

from birzha.money.tables import wallet
from birzha.orders.model import RatingFail
from birzha.orders.tables.orders import fixed
from birzha.orders.tables.rows import rating_fail, task_order
from birzha.storage.statement import Statement, insert_into, select_into

PUT_FAIL = insert_into(rating_fail, int, "order_id", "person_id", "customer_id", "title", "date", "amount", "token")
_FAILS = select_into(RatingFail, rating_fail)
FAIL_BY_TOKEN = Statement(_FAILS.where(rating_fail.c.token == bindparam("token")), RatingFail)
FAILS_OF = Statement(
    _FAILS.where(
        rating_fail.c.order_id == bindparam("order_id"),
        rating_fail.c.person_id == bindparam("performer"),
        rating_fail.c.customer_id == bindparam("customer"),
        exists(select(task_order.c.id).where(task_order.c.id == rating_fail.c.order_id)),
    ).order_by(rating_fail.c.id.desc()),
    RatingFail,
)
"""Refusals of an order that still exists, newest first."""
GIVE_BACK = Statement(
    update(rating_fail)
    .where(
        rating_fail.c.id == bindparam("fail_id"),
        rating_fail.c.date_back == fixed(0),
        exists(select(task_order.c.id).where(task_order.c.id == rating_fail.c.order_id)),
    )
    .values(date_back=bindparam("moment"))
)
"""Marks rating as given back, once, and only while the order exists."""


@cache
def own_fails(*, order: bool, performer: bool, back: bool | None) -> Statement[RatingFail]:
    """Refusals of a customer's orders, newest first; the flags say which filters are on.

    Args:
        order: by ``order_id``.
        performer: by ``performer``.
        back: only given back, or only not; ``None``: all.
    """
    rows = _FAILS.where(rating_fail.c.customer_id == bindparam("customer"))
    if order:
        rows = rows.where(rating_fail.c.order_id == bindparam("order_id"))
    if performer:
        rows = rows.where(rating_fail.c.person_id == bindparam("performer"))
    if back is not None:
        given = rating_fail.c.date_back > fixed(0)
        rows = rows.where(given if back else ~given)
    return Statement(rows.order_by(rating_fail.c.id.desc()), RatingFail)


LOCK_WALLET = Statement(select(wallet.c.available).where(wallet.c.person_id == bindparam("customer")).with_for_update())
"""What a customer may spend, and nobody else can until the transaction ends."""
