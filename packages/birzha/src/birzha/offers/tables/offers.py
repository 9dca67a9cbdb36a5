"""Statements that list offers on projects."""

from typing import Any

from sqlalchemy import bindparam, case, func, literal_column, select

from birzha.offers.model import Offer
from birzha.offers.tables.rows import connect_charge
from birzha.orders.model import BidState
from birzha.orders.tables.orders import fixed
from birzha.orders.tables.rows import bid, order_comment, task_order
from birzha.storage.statement import Statement

_SAME = task_order.c.date <= bid.c.date  # the project has not been edited since
_UNSAID: Any = literal_column("''")


def _offers(title: Any, price: Any) -> Any:
    return (
        select(
            bid.c.id,
            bid.c.order_id,
            bid.c.person_id,
            bid.c.date,
            bid.c.state,
            bid.c.price,
            bid.c.days,
            order_comment.c.text,
            title,
            price,
            func.coalesce(connect_charge.c.connects, fixed(0)),
            func.coalesce(connect_charge.c.returned, fixed(0)),
        )
        .join(task_order, task_order.c.id == bid.c.order_id)
        .join(order_comment, order_comment.c.id == bid.c.comment_id)
        .outerjoin(connect_charge, connect_charge.c.bid_id == bid.c.id)
        .where(bid.c.id < bindparam("before"))
        .order_by(bid.c.id.desc())
        .limit(bindparam("count"))
    )


_TAKEN_PART = bid.c.state.in_([fixed(BidState.LIVE), fixed(BidState.ACCEPTED)])

OFFERS_ON: Statement[Offer] = Statement(
    _offers(task_order.c.title, task_order.c.full_price).where(
        bid.c.order_id == bindparam("order_id"), task_order.c.customer_id == bindparam("customer")
    ),
    Offer,
)
"""Offers on a customer's own project, newest first."""
OFFERS_OF: Statement[Offer] = Statement(
    _offers(
        case((_SAME, task_order.c.title), else_=_UNSAID),
        case((_SAME & _TAKEN_PART, task_order.c.full_price), else_=fixed(0)),
    ).where(bid.c.person_id == bindparam("bidder")),
    Offer,
)
"""A performer's own offers, newest first; of a project that has become another one, or another's, they tell nothing."""
OFFER: Statement[Offer] = Statement(
    _offers(task_order.c.title, task_order.c.full_price).where(bid.c.id == bindparam("offer_id")), Offer
)
