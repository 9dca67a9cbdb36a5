"""Choosing a performer: a bid is accepted or declined, by the customer or by the order's own rules."""

from dataclasses import replace

from birzha.errors import NotEnoughMoney, NotFound, WrongState
from birzha.limits import text_within
from birzha.messages.commands import tell
from birzha.money.commands import hold
from birzha.money.model import share
from birzha.orders import notices
from birzha.orders.commands.guarded import move, rewrite, store
from birzha.orders.model import (
    Assignment,
    Bid,
    BidState,
    Event,
    Order,
    acts,
    allows,
    must_be_on_the_orders_terms,
    on_terms,
)
from birzha.orders.model.limits import LONGEST_ACCEPTANCE
from birzha.orders.tables.notes import BID, END_BID, END_BIDS, END_COMMENT_OF_BID, END_COMMENTS_OF_BIDS
from birzha.orders.tables.orders import HAS_CHILD, LOCK_ORDER
from birzha.orders.tables.refusals import LOCK_WALLET
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(Role.CUSTOMER)
async def accept_bid(tx: Transaction, actor: Actor, bid_id: int, comment: str = "") -> Assignment:
    """Make a bid's author the performer and hold the money (documentation of tasks.setNote; reference §4.2 #5, #5m).

    Args:
        tx: the transaction.
        actor: the customer.
        bid_id: of a live bid on an own order.
        comment: goes to the end of the order's description; up to 500 characters.

    Returns:
        The order that is in work now (for a multi-order a new one) and its performer.

    Raises:
        Invalid: the comment is too long.
        ContactsFound: it carries contact data.
        NotFound: there is no such bid on an own order.
        WrongState: the bid is dead, the order does not wait, or this performer has had their one of the multi-order; or the
            bid has a price or a term of its own, which whoever accepts it here cannot have seen.
        NotEnoughMoney: the balance does not cover price and fee; nothing has changed.
    """
    return await take_bid(tx, actor.id, bid_id, comment, own_terms=False)


async def take_bid(tx: Transaction, customer_id: int, bid_id: int, comment: str, *, own_terms: bool) -> Assignment:
    """Accept a live bid. A step.

    Args:
        tx: the transaction.
        customer_id: whose the order must be.
        bid_id: of the bid.
        comment: goes to the end of the order's description; up to 500 characters.
        own_terms: whether the customer knows of the bid's own price and deadline, and takes them.

    Raises:
        Invalid, ContactsFound, NotFound, WrongState, NotEnoughMoney: see :func:`accept_bid`.
    """
    text_within(comment, "comment", most=LONGEST_ACCEPTANCE)
    refuse_contacts(tx.rules, comment=comment)
    bid, order = await live_bid(tx, bid_id, customer_id=customer_id)
    if not own_terms:
        must_be_on_the_orders_terms(bid)
    return await hand_over(tx, order, bid, comment)


@command(Role.CUSTOMER)
async def decline_bid(tx: Transaction, actor: Actor, bid_id: int) -> Assignment:
    """Turn a bid down; it becomes a comment (documentation of tasks.unsetNote).

    Args:
        tx: the transaction.
        actor: the customer.
        bid_id: of a live bid on an own order.

    Raises:
        NotFound: there is no such bid on an own order.
        WrongState: the bid is dead already.
    """
    bid, order = await live_bid(tx, bid_id, customer_id=actor.id)
    await end_bid(tx, bid, BidState.DECLINED)
    await tell(tx, bid.person_id, notices.bid_declined(order))
    return Assignment(order.id, bid.person_id)


async def live_bid(
    tx: Transaction, bid_id: int, *, customer_id: int | None = None, person_id: int | None = None
) -> tuple[Bid, Order]:
    """A live bid and its order, which is locked until the transaction ends. A step.

    Args:
        tx: the transaction.
        bid_id: of the bid.
        customer_id: whose the order must be.
        person_id: whose the bid must be.

    Raises:
        NotFound: there is no such bid, or it is not theirs.
        WrongState: it is dead.
    """
    bid = await tx.first(BID, bid_id=bid_id)
    order = None if bid is None else await tx.first(LOCK_ORDER, order_id=bid.order_id)
    bid = await tx.first(BID, bid_id=bid_id)  # again: whoever held the lock may have ended it
    if (
        bid is None
        or order is None
        or (customer_id is not None and order.customer_id != customer_id)
        or (person_id is not None and bid.person_id != person_id)
    ):
        raise NotFound("Такой заявки нет.", field="id")
    if bid.state != BidState.LIVE:
        raise WrongState("Эта заявка уже рассмотрена или отозвана.")
    return bid, order


async def hand_over(tx: Transaction, order: Order, bid: Bid, comment: str = "") -> Assignment:
    """Give a locked order to the author of a live bid, at its price and term where it has some, and hold its money. A step.

    Raises:
        WrongState: the order does not wait, or this performer has had their one of the multi-order.
        NotEnoughMoney: the balance does not cover price and fee.
    """
    if order.multitask:
        given = await _split(tx, order, bid, comment)
    else:
        given = on_terms(acts.assigned(order, bid.person_id, bid.id, comment), bid, tx.now, tx.rules)
        await (rewrite if bid.price or bid.days else move)(tx, order, given)
        await end_bid(tx, bid, BidState.ACCEPTED)
        await void_bids(tx, order)
    await hold(
        tx,
        order_id=given.id,
        customer_id=given.customer_id,
        price=given.full_price,
        cause=f"{given.id}:{bid.id}",
    )
    await tell(tx, bid.person_id, notices.bid_accepted(given))
    return Assignment(given.id, bid.person_id)


async def _split(tx: Transaction, order: Order, bid: Bid, comment: str) -> Order:
    parent, child = acts.split(order, bid.person_id, bid.id, comment, tx.now)
    child = on_terms(child, bid, tx.now, tx.rules)
    if await had_their_one(tx, order, bid.person_id):
        raise WrongState("У этого исполнителя уже есть заказ из этого мультизаказа.")
    await move(tx, order, parent)
    await end_bid(tx, bid, BidState.ACCEPTED)
    if not allows(parent, Event.BID):
        await tell(tx, order.customer_id, notices.multi_exhausted(order))
    return replace(child, id=await store(tx, child))


async def had_their_one(tx: Transaction, order: Order, person_id: int) -> bool:
    """Whether a performer has their one order of a multi-order that gives one to each. A step."""
    return bool(order.multione) and await tx.first(HAS_CHILD, parent=order.id, performer=person_id) is not None


async def end_bid(tx: Transaction, bid: Bid, state: BidState) -> None:
    """End a live bid; its text stays as a comment. A step.

    Raises:
        WrongState: it is dead already.
    """
    if not await tx.run(END_BID, bid_id=bid.id, new_state=int(state)):
        raise WrongState("Эта заявка уже рассмотрена или отозвана.")
    await tx.run(END_COMMENT_OF_BID, comment_id=bid.comment_id)


async def void_bids(tx: Transaction, order: Order) -> None:
    """Turn every live bid on an order into a comment. A step."""
    await tx.run(END_BIDS, order_id=order.id)
    await tx.run(END_COMMENTS_OF_BIDS, order_id=order.id)


async def affords(tx: Transaction, order: Order) -> bool:
    """Whether the customer's available balance, locked by this question, covers the order and its fee. A step."""
    row = await tx.first(LOCK_WALLET, customer=order.customer_id)
    return (0 if row is None else int(row[0])) >= cost(tx, order)


def cost(tx: Transaction, order: Order) -> int:
    """What an order takes from its customer's balance, kopecks: price and fee."""
    return order.full_price + share(order.full_price, tx.rules.customer_fee)


async def must_afford(tx: Transaction, order: Order) -> None:
    """Refuse to publish an individual order that its customer cannot pay (reference §4.4). A step.

    Raises:
        NotEnoughMoney: the balance does not cover price and fee.
    """
    if acts.needs_cover(order) and not await affords(tx, order):
        raise NotEnoughMoney("Для индивидуального заказа на счёте нужна его полная стоимость с комиссией.")
