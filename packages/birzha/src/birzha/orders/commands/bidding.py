"""What performers do with orders that wait: bid, change their mind, take or decline an offer made to them."""

from dataclasses import replace

from birzha.errors import Forbidden, WrongState
from birzha.limits import text_within
from birzha.messages.commands import tell
from birzha.orders import notices
from birzha.orders.commands.assigning import affords, end_bid, had_their_one, hand_over, live_bid
from birzha.orders.commands.guarded import move, no_such_order, say
from birzha.orders.commands.seeing import performer_facts, sees
from birzha.orders.model import (
    Assignment,
    Bid,
    BidPlaced,
    BidState,
    Event,
    Order,
    Performer,
    Target,
    acts,
    after,
    bid_words,
    checked_terms,
    suits_auto_accept,
)
from birzha.orders.model.limits import LONGEST_COMMENT
from birzha.orders.tables.notes import BID, JOIN_BID, LIVE_BID_OF, PUT_BID, REWRITE_BID
from birzha.orders.tables.orders import LOCK_ORDER
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts

CONFIRMED = "Заказ подтверждён исполнителем."
"""The text of the bid that a confirmation is."""


@command(Role.PERFORMER)
async def place_bid(
    tx: Transaction,
    actor: Actor,
    order_id: int,
    text: str = "",
    *,
    price: int | None = None,
    days: int | None = None,
) -> Bid:
    """Offer to take an order (reference of the exchange, §4.2 #4), maybe at another price or with another deadline.

    The bid is accepted at once where the order's own rules say so and the money is there (§4.3), and where the order is
    an individual one; with terms of its own it never is.

    Args:
        tx: the transaction.
        actor: the performer.
        order_id: of an order that they see.
        text: up to 2048 characters; may be empty.
        price: for the whole order, kopecks; ``None``: the order's.
        days: from the acceptance to the deadline, 1 to 90; ``None``: the order's deadline.

    Returns:
        The bid as it stands after all of that.

    Raises:
        Invalid: the text is too long, or a term is beyond its limits.
        ContactsFound: it carries contact data.
        LimitExceeded: they have no connects left for it.
        NotFound: there is no such order among those that they see.
        Forbidden: it is their own.
        WrongState: they have a live bid on it, or the order itself; or it is an individual one, and they want other terms.
        NotEnoughMoney: an individual order cannot be paid by its customer now.
    """
    text_within(text, "text", most=LONGEST_COMMENT)
    refuse_contacts(tx.rules, text=text)
    order, performer = await _seen(tx, actor, order_id)
    asked = checked_terms(order, price, days, tx.rules)
    bid = await _put_bid(tx, order, performer, text, *asked)
    if order.target != Target.INDIVIDUAL:
        await tx.publish(BidPlaced(order.id, bid.id, performer.id))
    if order.target == Target.INDIVIDUAL or (not any(asked) and await _accepts_by_itself(tx, order, performer)):
        await hand_over(tx, order, bid)
        await tell(tx, order.customer_id, notices.bid_taken_up(order))
        return await tx.one(BID, bid_id=bid.id)
    await tell(tx, order.customer_id, notices.bid_placed(order))
    return bid


async def _seen(tx: Transaction, actor: Actor, order_id: int) -> tuple[Order, Performer]:
    order = await tx.first(LOCK_ORDER, order_id=order_id)
    performer = await performer_facts(tx, actor.id)
    if order is None or performer is None:
        raise no_such_order()
    if order.customer_id == actor.id:
        raise Forbidden("Это ваш собственный заказ.")
    if order.performer_id == actor.id:
        after(order, Event.BID)
    if not await sees(tx, order, performer):
        raise no_such_order()  # in the same words as for an order that is not there
    return order, performer


async def _accepts_by_itself(tx: Transaction, order: Order, performer: Performer) -> bool:
    return (
        suits_auto_accept(order, performer)
        and not await had_their_one(tx, order, performer.id)
        and await affords(tx, order)
    )


async def _put_bid(
    tx: Transaction, order: Order, performer: Performer, text: str, price: int = 0, days: int = 0
) -> Bid:
    if await tx.first(LIVE_BID_OF, order_id=order.id, bidder=performer.id) is not None:
        raise WrongState("Ваша заявка на этот заказ уже подана.")
    comment_id = await say(tx, order.id, performer.id, bid_words(text, price, days))
    bid_id = await tx.one(
        PUT_BID,
        order_id=order.id,
        customer_id=order.customer_id,
        person_id=performer.id,
        comment_id=comment_id,
        date=tx.now,
        price=price,
        days=days,
    )
    await tx.run(JOIN_BID, comment_id=comment_id, new_bid=bid_id)
    return Bid(bid_id, order.id, performer.id, comment_id, tx.now, int(BidState.LIVE), price, days)


@command(Role.PERFORMER)
async def edit_bid(tx: Transaction, actor: Actor, bid_id: int, text: str) -> Bid:
    """Say something else in an own live bid; its terms stay.

    Args:
        tx: the transaction.
        actor: the performer.
        bid_id: of the bid.
        text: up to 2048 characters.

    Raises:
        Invalid: the text is too long.
        ContactsFound: it carries contact data.
        NotFound: it is not an own bid.
        WrongState: it is dead.
    """
    text_within(text, "text", most=LONGEST_COMMENT)
    refuse_contacts(tx.rules, text=text)
    bid, _ = await live_bid(tx, bid_id, person_id=actor.id)
    said = bid_words(text, bid.price, bid.days)
    await tx.run(REWRITE_BID, comment_id=bid.comment_id, new_text=said, new_date=tx.now)
    return bid


@command(Role.PERFORMER)
async def withdraw_bid(tx: Transaction, actor: Actor, bid_id: int) -> Bid:
    """Take an own live bid back; its text stays as a comment.

    Raises:
        NotFound: it is not an own bid.
        WrongState: it is dead.
    """
    bid, _ = await live_bid(tx, bid_id, person_id=actor.id)
    await end_bid(tx, bid, BidState.VOID)
    return replace(bid, state=int(BidState.VOID))


@command(Role.PERFORMER)
async def confirm_order(tx: Transaction, actor: Actor, order_id: int) -> Assignment:
    """Take an individual order: a bid that is accepted at once (reference §4.4, A19).

    Raises:
        NotFound: there is no such order among those that they see.
        WrongState: it is not an individual order, or does not wait any more.
        NotEnoughMoney: its customer cannot pay it now.
    """
    order, performer = await _seen(tx, actor, order_id)
    acts.must_await(order, actor.id)
    bid = await _put_bid(tx, order, performer, CONFIRMED)
    assignment = await hand_over(tx, order, bid)
    await tell(tx, order.customer_id, notices.bid_taken_up(order))
    return assignment


@command(Role.PERFORMER)
async def decline_order(tx: Transaction, actor: Actor, order_id: int) -> None:
    """Do not take an individual order: it goes back to the customer's drafts (reference §4.4).

    Raises:
        NotFound: there is no such order among those that they see.
        WrongState: it is not an individual order, or does not wait any more.
    """
    order, _ = await _seen(tx, actor, order_id)
    await move(tx, order, acts.declined(order, actor.id))
    await tell(tx, order.customer_id, notices.offer_declined(order))
