"""Projects and offers on them: orders and bids, with the connects that these cost and at the price that they ask for."""

from dataclasses import replace

from birzha.errors import Invalid
from birzha.offers.model import Offer
from birzha.offers.tables.offers import OFFER
from birzha.offers.tables.spending import PUT_PROJECT
from birzha.orders.commands import place_bid, save_order
from birzha.orders.commands.assigning import take_bid
from birzha.orders.model import NO_SIZE, UNSET, Assignment, OrderChanges, PriceType, Target
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

NEWEST = 2**62
"""An id above every offer's."""


@command(Role.CUSTOMER)
async def save_project(tx: Transaction, actor: Actor, changes: OrderChanges) -> int:
    """Place an order as a project: it has one price for the whole, and offers on it cost connects.

    Afterwards it is an order like any other, and is edited as one.

    Args:
        tx: the transaction.
        actor: the customer.
        changes: what to set; ``price`` is for the whole, without a size it is sold by the piece.

    Returns:
        The order's id.

    Raises:
        Invalid: it is for one person, or what :func:`birzha.orders.commands.save_order` refuses.
        ContactsFound, LimitExceeded, NotFound: see there.
    """
    if changes.target == Target.INDIVIDUAL:
        raise Invalid("Проект нельзя адресовать одному исполнителю: разместите индивидуальный заказ.", field="target")
    size = NO_SIZE if changes.size is UNSET and changes.text is UNSET else changes.size
    order_id = await save_order(tx, actor, replace(changes, price_type=int(PriceType.WHOLE), size=size))
    await tx.run(PUT_PROJECT, order_id=order_id)
    return order_id


@command(Role.PERFORMER)
async def make_offer(
    tx: Transaction, actor: Actor, order_id: int, text: str = "", *, price: int | None = None, days: int | None = None
) -> Offer:
    """Offer to do a project, at its price and by its deadline or at others; see :func:`birzha.orders.commands.place_bid`.

    Its terms never change, so whoever accepts it accepts what they have read: another price is another offer.

    Args:
        tx: the transaction.
        actor: the performer.
        order_id: of a project, or any order, that they see.
        text: up to 2048 characters; may be empty.
        price: for the whole, kopecks; ``None``: the project's.
        days: from the acceptance to the deadline, 1 to 90; ``None``: the project's deadline.

    Raises:
        LimitExceeded: the connects of this month are used up.
        Invalid, ContactsFound, NotFound, Forbidden, WrongState, NotEnoughMoney: as for a bid.
    """
    bid = await place_bid(tx, actor, order_id, text, price=price, days=days)
    return await tx.one(OFFER, offer_id=bid.id, before=NEWEST, count=1)


@command(Role.CUSTOMER)
async def accept_offer(tx: Transaction, actor: Actor, offer_id: int, comment: str = "") -> Assignment:
    """Make the author of an offer the performer, at the offer's own price and term where it has some, and hold that.

    Args:
        tx: the transaction.
        actor: the customer.
        offer_id: of a live offer on an own order, or of any other bid on one.
        comment: goes to the end of the description; up to 500 characters.

    Returns:
        The order that is in work now (for a multi-order a new one) and its performer.

    Raises:
        Invalid, ContactsFound, NotFound, WrongState, NotEnoughMoney: see :func:`birzha.orders.commands.accept_bid`.
    """
    return await take_bid(tx, actor.id, offer_id, comment, own_terms=True)
