"""Statements on purchases of kworks: making one, listing them, what became of them.

How a sale stands is read from its order: it is in progress as long as the order is still in the hands that it was bought from, by
the purchase itself (``bid_id`` 0) and not by a later bid on what a refusal made of it.
"""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select
from sqlalchemy.sql.expression import literal_column

from birzha.kworks.model import Sale, SalesFigures, SaleState
from birzha.kworks.tables.rows import kwork_sale
from birzha.orders.model import Status
from birzha.orders.tables import task_order
from birzha.orders.tables.orders import fixed
from birzha.storage.statement import Statement, put_into

_SALE, _ORDER = kwork_sale.c, task_order.c

PUT_SALE = put_into(
    kwork_sale,
    *("order_id", "kwork_id", "seller_id", "customer_id", "title", "price", "days", "revisions", "package", "features"),
    "date",
)

_stands = case(
    (
        or_(
            _ORDER.id.is_(None),
            _ORDER.performer_id != _SALE.seller_id,
            _ORDER.bid_id > fixed(0),
            _ORDER.failed_at > fixed(0),
        ),
        fixed(SaleState.CANCELLED),
    ),
    (_ORDER.status == fixed(Status.DONE), fixed(SaleState.DONE)),
    else_=fixed(SaleState.IN_PROGRESS),
)
_JOINED = kwork_sale.outerjoin(task_order, _ORDER.id == _SALE.order_id)
_ALL: Any = select(*kwork_sale.c, _stands.label("state")).select_from(_JOINED)

SALE: Statement[Sale] = Statement(_ALL.where(_SALE.order_id == bindparam("order_id")), Sale)


@cache
def sales_of_party(*, as_customer: bool, state: bool) -> Statement[Sale]:
    """What somebody has bought, or sold, the newest first, those before an order; with ``state`` only those in it."""
    whose = _SALE.customer_id if as_customer else _SALE.seller_id
    query = _ALL.where(whose == bindparam("person"), _SALE.order_id < bindparam("before"))
    if state:
        query = query.where(_stands == bindparam("in_state"))
    return Statement(query.order_by(_SALE.order_id.desc()).limit(bindparam("count")), Sale)


def _counted(state: SaleState) -> Any:
    return func.coalesce(func.sum(case((_stands == fixed(state), literal_column("1")), else_=literal_column("0"))), 0)


FIGURES: Statement[SalesFigures] = Statement(
    select(
        *(_counted(each) for each in (SaleState.IN_PROGRESS, SaleState.DONE, SaleState.CANCELLED)),
        func.coalesce(func.max(_SALE.date), 0),
    )
    .select_from(_JOINED)
    .where(_SALE.kwork_id == bindparam("kwork_id")),
    SalesFigures,
)
