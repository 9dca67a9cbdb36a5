"""Statements that find the projects of somebody's interests."""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.sql.expression import ColumnElement

from birzha.orders.model import Order
from birzha.orders.tables.projects import public
from birzha.orders.tables.rows import task_order
from birzha.storage.statement import Row, Statement, among, select_into

_ORDER = task_order.c


def _wanted(*, categories: bool, price_from: bool, price_to: bool) -> list[ColumnElement[bool]]:
    conditions = public(categories=categories)
    if price_from:
        conditions.append(_ORDER.full_price >= bindparam("price_from", type_=BigInteger))
    if price_to:
        conditions.append(_ORDER.full_price <= bindparam("price_to", type_=BigInteger))
    return conditions


@cache
def wanted_projects(**filters: bool) -> Statement[Order]:
    """Projects within categories and prices, newest first; the flags say which filters are on."""
    rows = select_into(Order, task_order).where(*_wanted(**filters)).order_by(_ORDER.id.desc())
    return Statement(rows.limit(bindparam("count")), Order)


@cache
def count_wanted(**filters: bool) -> Statement[int]:
    """How many of them there are."""
    rows: Any = select(func.count()).select_from(task_order)
    return Statement(rows.where(*_wanted(**filters)), int)


@cache
def words_of_wanted(**filters: bool) -> Statement[Row]:
    """What the newest of them say."""
    rows = select(_ORDER.id, _ORDER.title, _ORDER.description).where(*_wanted(**filters)).order_by(_ORDER.id.desc())
    return Statement(rows.limit(bindparam("count")))


PROJECTS: Statement[Order] = Statement(
    select_into(Order, task_order).where(among(_ORDER.id, "ids")).order_by(_ORDER.id.desc()), Order
)
