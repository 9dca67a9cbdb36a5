"""Statements on results, their parts and their checks."""

from dataclasses import fields

from sqlalchemy import bindparam, delete, exists, or_, select, update

from birzha.orders.model import Figures, Part, ResultRow, ResultStatus
from birzha.orders.tables.orders import LISTED, fixed
from birzha.orders.tables.rows import forced_check, result, result_part, task_order
from birzha.storage.statement import Statement, among, insert_into, put_into, select_into

_RESULTS = select_into(ResultRow, result)
_NEWEST = _RESULTS.where(result.c.order_id == bindparam("order_id")).order_by(result.c.id.desc()).limit(1)

PUT_RESULT = insert_into(result, int, "order_id", "person_id", "comment", "date", "characters")
PUT_PART = put_into(result_part, "result_id", "kind", "name", "content_type", "size", "key", "content")
NEWEST_RESULT = Statement(_NEWEST, ResultRow)
HAS_RESULT_OF = Statement(
    select(result.c.id)
    .where(result.c.order_id == bindparam("order_id"), result.c.person_id == bindparam("performer"))
    .limit(1)
)
RESULTS = Statement(
    _RESULTS.join(task_order, task_order.c.id == result.c.order_id)
    .where(among(result.c.order_id, "ids"), task_order.c.customer_id == bindparam("customer"), LISTED)
    .order_by(result.c.id.desc()),
    ResultRow,
)
"""What was submitted for a customer's own orders, newest first."""
OWN_RESULTS = Statement(
    _RESULTS.where(result.c.order_id == bindparam("order_id"), result.c.person_id == bindparam("performer")).order_by(
        result.c.id.desc()
    ),
    ResultRow,
)
"""What a performer submitted for an order, newest first."""
RESULT = Statement(_RESULTS.where(result.c.id == bindparam("result_id")), ResultRow)
PARTS = Statement(
    select_into(Part, result_part).where(among(result_part.c.result_id, "ids")).order_by(result_part.c.kind), Part
)
PART = Statement(
    select_into(Part, result_part).where(
        result_part.c.result_id == bindparam("result_id"), result_part.c.kind == bindparam("of_kind")
    ),
    Part,
)
ARCHIVED_RESULTS = Statement(
    _RESULTS.join(task_order, task_order.c.id == result.c.order_id)
    .where(
        result.c.order_id == bindparam("order_id"),
        task_order.c.customer_id == bindparam("customer"),
        task_order.c.archived_at > fixed(0),
    )
    .order_by(result.c.id.desc()),
    ResultRow,
)
"""What was submitted for a customer's own archived order, newest first."""
CONTENTS = Statement(
    select(result_part.c.result_id, result_part.c.content).where(
        among(result_part.c.result_id, "ids"), result_part.c.kind == bindparam("of_kind")
    )
)
CONTENT = Statement(
    select(result_part.c.content).where(
        result_part.c.result_id == bindparam("result_id"), result_part.c.kind == bindparam("of_kind")
    )
)

_ON_CHECK = result.c.status == fixed(ResultStatus.ON_CHECK)
REJECT_RESULT = Statement(
    update(result)
    .where(result.c.id == bindparam("result_id"), _ON_CHECK)
    .values(status=fixed(ResultStatus.REJECTED), date_reset=bindparam("moment"))
)
ACCEPT_RESULT = Statement(
    update(result).where(result.c.id == bindparam("result_id"), _ON_CHECK).values(status=fixed(ResultStatus.ACCEPTED))
)
REJECT_ALL = Statement(
    update(result)
    .where(result.c.order_id == bindparam("order_id"), _ON_CHECK)
    .values(status=fixed(ResultStatus.REJECTED), date_reset=bindparam("moment"))
)
TAKE_EXCESS = Statement(
    update(result).where(result.c.id == bindparam("result_id"), result.c.excess_paid == fixed(0)).values(excess_paid=1)
)
"""Claims the payment for a result's excess length, once."""

PUT_FORCED = put_into(forced_check, "order_id", *(each.name for each in fields(Figures)))
_FORCED = select(forced_check.c.id, *(forced_check.c[each.name] for each in fields(Figures)))
FORCED_FOR = Statement(
    _FORCED.where(or_(forced_check.c.order_id == bindparam("order_id"), forced_check.c.order_id == fixed(0)))
    .order_by(forced_check.c.order_id.desc(), forced_check.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
"""What the next check of this order's result will find: what was said for the order, else for the next of anybody."""
FORGET_FORCED = Statement(delete(forced_check).where(forced_check.c.id == bindparam("forced_id")))
ANYTHING_FORCED = Statement(select(forced_check.c.id).limit(fixed(1)))
_UNCHECKED = (
    select(result.c.id, result.c.order_id)
    .where(
        _ON_CHECK,
        result.c.checked == fixed(0),
        or_(
            result.c.order_id.in_(select(forced_check.c.order_id)),
            exists(select(forced_check.c.id).where(forced_check.c.order_id == fixed(0))),
        ),
    )
    .order_by(result.c.id)
)
CHECKABLE = Statement(_UNCHECKED.limit(bindparam("most")))
"""Results under check for which figures wait, oldest first."""
MARK_CHECKED = Statement(
    update(result)
    .where(result.c.id == bindparam("result_id"), result.c.checked == fixed(0), _ON_CHECK)
    .values(checked=1)
)
PUT_FIGURES = Statement(
    update(result_part)
    .where(result_part.c.result_id == bindparam("result_id"))
    .values(
        **{each.name: bindparam(f"new_{each.name}") for each in fields(Figures)}, auto_check_date=bindparam("moment")
    )
)
