"""Statements that find the projects of somebody's interests."""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.types import Boolean, Text

from birzha.orders.model import Order
from birzha.orders.tables.projects import public
from birzha.orders.tables.rows import task_order
from birzha.storage.statement import Row, Statement, among, select_into

_ORDER = task_order.c


class _LikeOne(ColumnElement[bool]):
    """Whether a text is like one of a list of patterns, by what case the database folds."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, text: ColumnElement[Any], name: str) -> None:
        self.text = text
        self.patterns: BindParameter[Any] = bindparam(name, type_=postgresql.ARRAY(Text))


@compiles(_LikeOne, "postgresql")
def _like_one_postgresql(element: _LikeOne, compiler: SQLCompiler, **kw: Any) -> str:
    return f"{compiler.process(element.text, **kw)} ILIKE ANY({compiler.process(element.patterns, **kw)})"


@compiles(_LikeOne, "sqlite")
def _like_one_sqlite(element: _LikeOne, compiler: SQLCompiler, **kw: Any) -> str:
    text, patterns = compiler.process(element.text, **kw), compiler.process(element.patterns, **kw)
    return f"EXISTS (SELECT 1 FROM json_each({patterns}) WHERE {text} LIKE value)"  # noqa: S608  # both parts are compiled SQL


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
def may_fit(**filters: bool) -> Statement[Row]:
    """The words of those of the newest of them that may have a keyword in them."""
    newest = (
        select(_ORDER.id, _ORDER.title, _ORDER.description)
        .where(*_wanted(**filters))
        .order_by(_ORDER.id.desc())
        .limit(bindparam("most"))
        .subquery()
    )
    words = newest.c.title + " " + newest.c.description
    return Statement(
        select(newest.c.id, newest.c.title, newest.c.description)
        .where(_LikeOne(words, "patterns"))
        .order_by(newest.c.id.desc())
    )


PROJECTS: Statement[Order] = Statement(
    select_into(Order, task_order).where(among(_ORDER.id, "ids")).order_by(_ORDER.id.desc()), Order
)
