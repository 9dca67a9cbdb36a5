"""Statements that list orders as everybody may see them, and the orders of one party without pages."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, not_, select
from sqlalchemy.sql.expression import ColumnElement

from birzha.orders.model import Order, Target
from birzha.orders.tables.orders import OPEN, fixed
from birzha.orders.tables.rows import bid, task_order
from birzha.storage.statement import Row, Statement, among, select_into

_ORDER = task_order.c


def public(*, categories: bool) -> list[ColumnElement[bool]]:
    """What orders must be to be shown to everybody but ``shut_out``; ``categories``: and of those."""
    conditions = [*OPEN, _ORDER.target == fixed(Target.EVERYONE), not_(among(_ORDER.customer_id, "shut_out"))]
    return [*conditions, among(_ORDER.category_id, "categories")] if categories else conditions


@cache
def open_projects(*, categories: bool) -> Statement[Order]:
    """Published orders for everyone, newest first; ``categories``: only of those."""
    rows = select_into(Order, task_order).where(*public(categories=categories)).order_by(_ORDER.id.desc())
    return Statement(rows.limit(bindparam("count")).offset(bindparam("skip")), Order)


@cache
def count_open_projects(*, categories: bool) -> Statement[int]:
    """How many of them there are."""
    rows: Any = select(func.count()).select_from(task_order)
    return Statement(rows.where(*public(categories=categories)), int)


PAYER_ORDERS: Statement[Order] = Statement(
    select_into(Order, task_order)
    .where(_ORDER.customer_id == bindparam("person_id"))
    .order_by(_ORDER.id.desc())
    .limit(bindparam("count")),
    Order,
)
WORKER_ORDERS: Statement[Order] = Statement(
    select_into(Order, task_order)
    .where(_ORDER.performer_id == bindparam("person_id"), _ORDER.performer_id > fixed(0))
    .order_by(_ORDER.id.desc())
    .limit(bindparam("count")),
    Order,
)
COUNT_BIDS: Statement[Row] = Statement(
    select(bid.c.order_id, func.count().label("bids"))
    .where(among(bid.c.order_id, "ids"), bid.c.state == fixed(1))
    .group_by(bid.c.order_id)
)
