"""Statements on orders themselves: reading one, storing it, moving it on, what is due, and its end."""

from dataclasses import fields

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.sql.expression import ColumnElement, literal_column

from birzha.orders.model import Order
from birzha.orders.tables.rows import bid, dropped_file, forced_check, order_comment, result, result_part, task_order
from birzha.storage.statement import Statement, among, insert_into, put_into, select_into

_ORDER = task_order.c

COLUMNS = tuple(each.name for each in fields(Order) if each.name != "id")
"""Every column that a new order is stored with."""

MOVING = (
    "performer_id",
    "end_date",
    "description",
    "deadline",
    "status",
    "public",
    "quick",
    "multicount",
    "bid_id",
    "published_at",
    "unassigned_at",
    "failed_at",
    "archived_at",
)
"""What an order's events change."""


def fixed(value: int) -> ColumnElement[int]:
    """A number written into the statement itself, so that both engines can match it with a partial index."""
    return literal_column(str(int(value)))


OPEN = (_ORDER.status == fixed(1), _ORDER.public == fixed(1))
"""Condition: published and waiting for a performer."""
LISTED = _ORDER.archived_at == fixed(0)
"""Condition: not in the archive."""
DONE = (_ORDER.status == fixed(4), LISTED)
"""Condition: accepted, and not in the archive yet."""

_ONE = select_into(Order, task_order).where(_ORDER.id == bindparam("order_id"))
ORDER = Statement(_ONE, Order)
LOCK_ORDER = Statement(_ONE.with_for_update(), Order)
LOCK_OWN = Statement(
    select_into(Order, task_order)
    .where(among(_ORDER.id, "ids"), _ORDER.customer_id == bindparam("customer"))
    .order_by(_ORDER.id)
    .with_for_update(),
    Order,
)
"""A customer's orders of a batch, locked in one order everywhere, so that two batches cannot deadlock."""

LOCK_OPEN_OF = Statement(
    select_into(Order, task_order)
    .where(*OPEN, _ORDER.customer_id == bindparam("customer"))
    .order_by(_ORDER.id)
    .with_for_update(),
    Order,
)
"""A customer's orders that wait for a performer, locked in the same order."""

PUT_ORDER = insert_into(task_order, int, *COLUMNS)

_AS_IT_WAS = (
    _ORDER.id == bindparam("order_id"),
    _ORDER.status == bindparam("old_status"),
    _ORDER.public == bindparam("old_public"),
    _ORDER.multicount == bindparam("old_multicount"),
    _ORDER.failed_at == bindparam("old_failed_at"),
    _ORDER.archived_at == bindparam("old_archived_at"),
)
MOVE_ORDER = Statement(
    update(task_order).where(*_AS_IT_WAS).values({name: bindparam(f"new_{name}") for name in MOVING})
)
"""Moves an order on, if it still stands where it stood."""
EDIT_ORDER = Statement(
    update(task_order)
    .where(*_AS_IT_WAS)
    .values({name: bindparam(f"new_{name}") for name in COLUMNS if name not in {"customer_id", "created"}})
)
"""The same for everything that an edit can change."""

DROP_UNIQUENESS = Statement(update(task_order).where(_ORDER.id == bindparam("order_id")).values(uniq=None))
SET_CLIENT_COMMENT = Statement(
    update(task_order)
    .where(_ORDER.id == bindparam("order_id"), _ORDER.customer_id == bindparam("customer"))
    .values(client_comment=bindparam("new_comment"))
)
MOVE_TO_FOLDER = Statement(
    update(task_order)
    .where(among(_ORDER.id, "ids"), _ORDER.customer_id == bindparam("customer"), LISTED)
    .values(folder_id=bindparam("new_folder"))
)
ARCHIVED_TO_FOLDER = Statement(
    update(task_order)
    .where(among(_ORDER.id, "ids"), _ORDER.customer_id == bindparam("customer"), _ORDER.archived_at > fixed(0))
    .values(folder_id=bindparam("new_folder"))
)
_IN_FOLDERS = (_ORDER.customer_id == bindparam("customer"), among(_ORDER.folder_id, "folders"))
EMPTY_FOLDERS = Statement(update(task_order).where(*_IN_FOLDERS, LISTED).values(folder_id=0))
EMPTY_ARCHIVE_FOLDERS = Statement(
    update(task_order).where(*_IN_FOLDERS, _ORDER.archived_at > fixed(0)).values(folder_id=0)
)
HAS_CHILD = Statement(
    select(_ORDER.id)
    .where(
        _ORDER.parent_id == bindparam("parent"),
        _ORDER.parent_id > fixed(0),
        _ORDER.performer_id == bindparam("performer"),
    )
    .limit(1)
)

_DUE = select_into(Order, task_order).with_for_update(skip_locked=True)
DUE_OVERDUE = Statement(
    _DUE.where(_ORDER.status == fixed(2), _ORDER.deadline < bindparam("moment"))
    .order_by(_ORDER.deadline, _ORDER.id)
    .limit(bindparam("most")),
    Order,
)
DUE_EXPIRY = Statement(
    _DUE.where(*OPEN, _ORDER.deadline < bindparam("moment"))
    .order_by(_ORDER.deadline, _ORDER.id)
    .limit(bindparam("most")),
    Order,
)
DUE_PURGE = Statement(
    _DUE.where(_ORDER.failed_at > fixed(0), _ORDER.failed_at <= bindparam("failed_before"))
    .order_by(_ORDER.failed_at, _ORDER.id)
    .limit(bindparam("most")),
    Order,
)
DUE_ARCHIVE = Statement(
    _DUE.where(*DONE, _ORDER.end_date <= bindparam("accepted_before"))
    .order_by(_ORDER.end_date, _ORDER.id)
    .limit(bindparam("most")),
    Order,
)
NEXT_OVERDUE = Statement(select(func.min(_ORDER.deadline)).where(_ORDER.status == fixed(2)))
NEXT_EXPIRY = Statement(select(func.min(_ORDER.deadline)).where(*OPEN))
NEXT_PURGE = Statement(select(func.min(_ORDER.failed_at)).where(_ORDER.failed_at > fixed(0)))
NEXT_ARCHIVE = Statement(select(func.min(_ORDER.end_date)).where(*DONE))

_RESULTS_OF = select(result.c.id).where(result.c.order_id == bindparam("order_id"))
DROP_RESULT_FILES = Statement(
    insert(dropped_file).from_select(
        ["key", "since"],
        select(result_part.c.key, bindparam("moment", type_=dropped_file.c.since.type)).where(
            result_part.c.result_id.in_(_RESULTS_OF), result_part.c.key != ""
        ),
    )
)
DROP_FILE = put_into(dropped_file, "key", "since")
DELETE_ORDER = (
    Statement(delete(result_part).where(result_part.c.result_id.in_(_RESULTS_OF))),
    Statement(delete(result).where(result.c.order_id == bindparam("order_id"))),
    Statement(delete(order_comment).where(order_comment.c.order_id == bindparam("order_id"))),
    Statement(delete(bid).where(bid.c.order_id == bindparam("order_id"))),
    Statement(delete(forced_check).where(forced_check.c.order_id == bindparam("order_id"))),
    Statement(delete(task_order).where(_ORDER.id == bindparam("order_id"))),
)
"""Removes an order and what hangs on it, leaves first."""

DROPPED_FILES = Statement(
    select(dropped_file.c.id, dropped_file.c.key).order_by(dropped_file.c.id).limit(bindparam("most"))
)
FILE_IN_USE = Statement(
    select(literal_column("1"))
    .where(_ORDER.file_key != literal_column("''"), _ORDER.file_key == bindparam("file"))
    .union_all(
        select(literal_column("1")).where(
            result_part.c.key != literal_column("''"), result_part.c.key == bindparam("file")
        )
    )
)
FORGET_DROPPED = Statement(delete(dropped_file).where(among(dropped_file.c.id, "ids")))
