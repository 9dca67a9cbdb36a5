"""Statements that list orders; each combination of filters is built once and compiled once."""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, BindParameter, and_, bindparam, case, not_, or_, select
from sqlalchemy.sql import Select
from sqlalchemy.sql.expression import ColumnElement

from birzha.lists.tables import list_entry, list_group
from birzha.orders.model import Order, Target, WorkType
from birzha.orders.tables.orders import LISTED, OPEN, fixed
from birzha.orders.tables.rows import task_order
from birzha.people.tables import ignored
from birzha.storage.statement import Statement, among, select_into

_ORDER = task_order.c
_Conditions = list[ColumnElement[bool]]


@cache
def own_orders(
    *, one: bool, performer: bool, folder: bool, status: bool, published: bool, undecided: bool, target: bool
) -> Statement[Order]:
    """A customer's orders, newest first; the flags say which filters are on.

    Args:
        one: by ``order_id``.
        performer: by ``performer``.
        folder: by ``folder``.
        status: by ``of_status``.
        published: drafts are left out.
        undecided: overdue and not cancelled.
        target: by ``for_target``.
    """
    conditions: _Conditions = [_ORDER.customer_id == bindparam("customer"), LISTED]
    if one:
        conditions.append(_ORDER.id == bindparam("order_id"))
    if performer:
        conditions.append(_ORDER.performer_id == bindparam("performer"))
    if folder:
        conditions.append(_ORDER.folder_id == bindparam("folder"))
    if status:
        conditions.append(_ORDER.status == bindparam("of_status"))
    if published:
        conditions.append(_ORDER.public == fixed(1))
    if undecided:
        conditions += [_ORDER.status == fixed(5), _ORDER.failed_at == fixed(0)]
    if target:
        conditions.append(_ORDER.target == bindparam("for_target"))
    return _newest_first(conditions)


@cache
def archived_orders(*, newest_first: bool, one: bool, performer: bool, folder: bool) -> Statement[Order]:
    """A customer's archived orders by the moment they went there; the flags say which filters are on.

    Args:
        newest_first: the last one comes first.
        one: by ``order_id``.
        performer: by ``performer``.
        folder: by ``folder``.
    """
    conditions: _Conditions = [_ORDER.customer_id == bindparam("customer"), _ORDER.archived_at > fixed(0)]
    if one:
        conditions.append(_ORDER.id == bindparam("order_id"))
    if performer:
        conditions.append(_ORDER.performer_id == bindparam("performer"))
    if folder:
        conditions.append(_ORDER.folder_id == bindparam("folder"))
    rows: Select[Any] = select_into(Order, task_order).where(*conditions)
    keys = (_ORDER.archived_at, _ORDER.id)
    ordered = rows.order_by(*(key.desc() for key in keys)) if newest_first else rows.order_by(*keys)
    return Statement(ordered.limit(bindparam("count")).offset(bindparam("skip")), Order)


@cache
def performer_orders(*, status: bool) -> Statement[Order]:
    """A performer's orders, newest first; ``status``: only those in ``of_status``."""
    conditions: _Conditions = [_ORDER.performer_id == bindparam("performer"), _ORDER.performer_id > fixed(0)]
    if status:
        conditions.append(_ORDER.status == bindparam("of_status"))
    return _newest_first(conditions)


@cache
def available_orders(*, one: bool, category: bool, work_type: bool, offers: bool) -> Statement[Order]:
    """Orders that a performer sees among those that wait (reference of the exchange, §4.4), newest first.

    The rule stands once more in :func:`birzha.orders.model.may_see`; a test holds the two together.

    Args:
        one: only ``order_id``.
        category: only in ``category``.
        work_type: only of ``of_type``.
        offers: only individual ones.
    """
    conditions: _Conditions = [*OPEN, _ORDER.customer_id != bindparam("performer"), _addressed(), _free()]
    if one:
        conditions.append(_ORDER.id == bindparam("order_id"))
    if category:
        conditions.append(_ORDER.category_id == bindparam("category"))
    if work_type:
        conditions.append(_ORDER.work_type == bindparam("of_type"))
    if offers:
        conditions.append(_ORDER.target == fixed(Target.INDIVIDUAL))
    return _newest_first(conditions)


def _free() -> ColumnElement[bool]:
    return not_(among(_ORDER.customer_id, "shut_out"))


def _addressed() -> ColumnElement[bool]:
    """Whom the order is for; skill and papers are not asked of the addressee of an individual order."""
    invited = or_(
        and_(_ORDER.target_id == fixed(0), among(_ORDER.customer_id, "white_owners")),
        and_(_ORDER.target_id > fixed(0), among(_ORDER.target_id, "white_groups")),
    )
    return or_(
        and_(_ORDER.target == fixed(Target.INDIVIDUAL), _ORDER.target_id == bindparam("performer")),
        and_(_ORDER.target == fixed(Target.EVERYONE), *_qualified()),
        and_(_ORDER.target == fixed(Target.WHITE_LIST), invited, *_qualified()),
    )


def _qualified() -> _Conditions:
    levels = [(_ORDER.work_type == fixed(kind), bindparam(f"level_{kind}", type_=BigInteger)) for kind in WorkType]
    held: ColumnElement[Any] = _ORDER.attestation.op("&")(bindparam("attestations", type_=BigInteger))
    return [
        or_(_ORDER.only_stars == fixed(0), _ORDER.level <= case(*levels, else_=fixed(0))),
        or_(_ORDER.attestation == fixed(0), held != fixed(0)),
        or_(_ORDER.diplom == fixed(0), bindparam("diploma", type_=BigInteger) != fixed(0)),
    ]


def _newest_first(conditions: _Conditions) -> Statement[Order]:
    rows: Select[Any] = select_into(Order, task_order).where(*conditions)
    return Statement(
        rows.order_by(_ORDER.id.desc()).limit(bindparam("count")).offset(bindparam("skip")),
        Order,
    )


_ME: BindParameter[int] = bindparam("performer")
SHUT_OUT: Statement[int] = Statement(
    select(list_entry.c.owner_id)
    .where(list_entry.c.person_id == _ME, list_entry.c.kind == "black")
    .union(
        select(list_entry.c.person_id).where(list_entry.c.owner_id == _ME, list_entry.c.kind == "black"),
        select(ignored.c.owner_id).where(ignored.c.person_id == _ME),
        select(ignored.c.person_id).where(ignored.c.owner_id == _ME),
    ),
    int,
)
"""Everybody between whom and this person somebody has shut the other out."""

_WHITE = select(list_entry.c.owner_id, list_entry.c.group_id).where(
    list_entry.c.person_id == _ME, list_entry.c.kind == "white"
)
WHITE_OWNERS: Statement[int] = Statement(_WHITE.with_only_columns(list_entry.c.owner_id), int)
"""On whose white lists this person is."""


def _groups_above() -> Select[Any]:
    above = _WHITE.with_only_columns(list_entry.c.group_id.label("id")).cte("above", recursive=True)
    parents = select(list_group.c.parent_id).join(above, above.c.id == list_group.c.id)
    above = above.union(parents)
    return select(above.c.id).where(above.c.id > fixed(0))


WHITE_GROUPS: Statement[int] = Statement(_groups_above(), int)
"""The groups of white lists that this person is in, and those that these lie in."""
