"""Statements on bids and comments."""

from sqlalchemy import bindparam, func, or_, select, update

from birzha.orders.model import Bid, BidState, LiveBid, NoteRow
from birzha.orders.tables.orders import LISTED, fixed
from birzha.orders.tables.rows import bid, order_comment, task_order
from birzha.people.tables import person
from birzha.storage.statement import Statement, among, insert_into, select_into

_LIVE = bid.c.state == fixed(BidState.LIVE)

PUT_BID = insert_into(bid, int, "order_id", "customer_id", "person_id", "comment_id", "date", "price", "days")
BID = Statement(select_into(Bid, bid).where(bid.c.id == bindparam("bid_id")), Bid)
LIVE_BID_OF = Statement(
    select_into(Bid, bid).where(bid.c.order_id == bindparam("order_id"), bid.c.person_id == bindparam("bidder"), _LIVE),
    Bid,
)
LIVE_BIDDERS = Statement(
    select_into(Bid, bid).where(bid.c.order_id == bindparam("order_id"), _LIVE).order_by(bid.c.id), Bid
)
END_BID = Statement(update(bid).where(bid.c.id == bindparam("bid_id"), _LIVE).values(state=bindparam("new_state")))
"""Ends a bid, if it is live."""
END_BIDS = Statement(
    update(bid).where(bid.c.order_id == bindparam("order_id"), _LIVE).values(state=fixed(BidState.VOID))
)
"""Ends every live bid on an order."""

PUT_COMMENT = insert_into(order_comment, int, "order_id", "person_id", "text", "date", "hidden")
JOIN_BID = Statement(
    update(order_comment).where(order_comment.c.id == bindparam("comment_id")).values(bid_id=bindparam("new_bid"))
)
END_COMMENT_OF_BID = Statement(
    update(order_comment)
    .where(order_comment.c.id == bindparam("comment_id"), order_comment.c.bid_id > fixed(0))
    .values(bid_id=fixed(0))
)
END_COMMENTS_OF_BIDS = Statement(
    update(order_comment)
    .where(order_comment.c.order_id == bindparam("order_id"), order_comment.c.bid_id > fixed(0))
    .values(bid_id=fixed(0))
)
REWRITE_BID = Statement(
    update(order_comment)
    .where(order_comment.c.id == bindparam("comment_id"), order_comment.c.bid_id > fixed(0))
    .values(text=bindparam("new_text"), date=bindparam("new_date"))
)
COUNT_COMMENTS = Statement(
    select(func.count()).where(order_comment.c.order_id == bindparam("order_id"), order_comment.c.bid_id == fixed(0))
)

_NOTES = (
    select(
        order_comment.c.id,
        order_comment.c.text,
        order_comment.c.date,
        order_comment.c.person_id,
        func.coalesce(person.c.login, ""),
        order_comment.c.bid_id,
        order_comment.c.order_id,
        order_comment.c.hidden,
    )
    .outerjoin(person, person.c.id == order_comment.c.person_id)
    .order_by(order_comment.c.id.desc())
)
NOTES = Statement(
    _NOTES.join(task_order, task_order.c.id == order_comment.c.order_id).where(
        among(order_comment.c.order_id, "ids"), task_order.c.customer_id == bindparam("customer"), LISTED
    ),
    NoteRow,
)
"""Everything said on a customer's own orders."""
DISCUSSION = Statement(_NOTES.where(order_comment.c.order_id == bindparam("order_id")), NoteRow)
"""Everything said on an order: for its customer and its performer."""
OPEN_DISCUSSION = Statement(
    _NOTES.where(
        order_comment.c.order_id == bindparam("order_id"),
        or_(
            order_comment.c.person_id == bindparam("reader"),
            (order_comment.c.hidden == fixed(0)) & (order_comment.c.bid_id == fixed(0)),
        ),
    ),
    NoteRow,
)
"""What others see of it: what is not hidden and no bid, and their own words."""

_LIVE_BIDS = (
    select(
        bid.c.id,
        task_order.c.title,
        task_order.c.full_price,
        task_order.c.deadline,
        bid.c.order_id,
        bid.c.person_id,
        person.c.login,
        bid.c.date,
        order_comment.c.text,
    )
    .join(task_order, task_order.c.id == bid.c.order_id)
    .join(order_comment, order_comment.c.id == bid.c.comment_id)
    .join(person, person.c.id == bid.c.person_id)
    .where(_LIVE)
    .order_by(bid.c.id.desc())
)
LIVE_BIDS = Statement(_LIVE_BIDS.where(bid.c.customer_id == bindparam("customer")), LiveBid)
MY_LIVE_BIDS = Statement(
    _LIVE_BIDS.where(bid.c.person_id == bindparam("bidder"), bid.c.id < bindparam("before")).limit(bindparam("count")),
    LiveBid,
)
