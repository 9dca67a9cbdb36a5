"""Whether two people have worked together."""

from sqlalchemy import bindparam, or_, select

from birzha.orders.model import Status
from birzha.orders.tables.orders import fixed
from birzha.orders.tables.rows import task_order
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction

_ORDER = task_order.c

COMMON_WORK: Statement[int] = Statement(
    select(_ORDER.id)
    .where(
        _ORDER.status == fixed(Status.DONE),
        _ORDER.performer_id > fixed(0),
        or_(
            (_ORDER.customer_id == bindparam("one")) & (_ORDER.performer_id == bindparam("other")),
            (_ORDER.customer_id == bindparam("other")) & (_ORDER.performer_id == bindparam("one")),
        ),
    )
    .limit(1),
    int,
)


async def have_common_work(tx: Transaction, one: int, other: int) -> bool:
    """Whether one of the two has accepted an order from the other, archived ones included. A step."""
    return await tx.first(COMMON_WORK, one=one, other=other) is not None
