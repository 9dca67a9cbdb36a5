"""Statements on connects and on what they were spent for."""

from sqlalchemy import bindparam, delete, exists, select, update

from birzha.offers.tables.rows import connect_charge, connects, project
from birzha.orders.model import BidState
from birzha.orders.tables.orders import fixed
from birzha.orders.tables.rows import bid
from birzha.storage.statement import Row, Statement, among, insert_or_skip, put_into

_MONTH = (connects.c.person_id == bindparam("whose"), connects.c.month == bindparam("of_month"))

START_MONTH = insert_or_skip(connects, ["person_id", "month"], ["person_id", "month"])
SPEND = Statement(
    update(connects)
    .where(*_MONTH, connects.c.spent + bindparam("cost") <= bindparam("allowance"))
    .values(spent=connects.c.spent + bindparam("cost"))
)
"""Spends connects, if as many are left."""
GIVE_BACK = Statement(update(connects).where(*_MONTH).values(spent=connects.c.spent - bindparam("back")))
SPENT: Statement[int] = Statement(select(connects.c.spent).where(*_MONTH), int)

PUT_CHARGE = put_into(connect_charge, "bid_id", "order_id", "person_id", "month", "connects")
_OTHER = bid.alias("other")
_CHOSEN = exists().where(_OTHER.c.order_id == bindparam("order_id"), _OTHER.c.state == fixed(BidState.ACCEPTED))
RETURNABLE: Statement[Row] = Statement(
    select(
        connect_charge.c.bid_id,
        connect_charge.c.person_id,
        connect_charge.c.month,
        connect_charge.c.connects,
    )
    .join(bid, bid.c.id == connect_charge.c.bid_id)
    .where(
        connect_charge.c.order_id == bindparam("order_id"),
        connect_charge.c.returned == fixed(0),
        bid.c.state.in_([fixed(BidState.LIVE), fixed(BidState.DECLINED)]),
        ~_CHOSEN,
    )
    .order_by(connect_charge.c.person_id, connect_charge.c.bid_id)
)
"""What offers on a project cost that nobody took back, where nobody was chosen; by person, so that no two wait for each other."""
MARK_RETURNED = Statement(update(connect_charge).where(among(connect_charge.c.bid_id, "ids")).values(returned=fixed(1)))
FORGET_CHARGES = Statement(delete(connect_charge).where(connect_charge.c.order_id == bindparam("order_id")))

PUT_PROJECT = put_into(project, "order_id")
PROJECT: Statement[int] = Statement(select(project.c.order_id).where(project.c.order_id == bindparam("order_id")), int)
FORGET_PROJECT = Statement(delete(project).where(project.c.order_id == bindparam("order_id")))
