"""Orders that both parties want before anybody has placed them: what is bought by the piece, what was offered to one person."""

from dataclasses import replace

from birzha.clock import DAY
from birzha.errors import Forbidden, Invalid
from birzha.limits import number_within, text_within, written
from birzha.lists.queries import blocked_between
from birzha.money.commands import hold
from birzha.orders.commands.guarded import store
from birzha.orders.commands.seeing import performer_facts
from birzha.orders.model import NO_SIZE, PriceType, acts, blank_order, is_quick
from birzha.orders.model.changes import LARGEST_FULL_PRICE, TEXTS
from birzha.people.model import Role
from birzha.reference.queries import category_exists
from birzha.storage.transaction import Transaction

MOST_DAYS = 10_000
"""Ours: what the longest kwork with its longest extras takes is within it."""


async def agree(
    tx: Transaction,
    *,
    customer_id: int,
    performer_id: int,
    title: str,
    description: str,
    category_id: int,
    price: int,
    days: int,
) -> int:
    """Store an order that is in work at once, with its money held; nobody is told. A step.

    From then on it is an order like any other: it is submitted, sent back, accepted, refused, and runs overdue. Nobody has bid on it,
    so its ``bid_id`` is 0. It has one price for the whole, is copywriting for one addressee in the root folder, and asks for no
    uniqueness. Its size is the least that there is, which says that it was sold by the piece: see ``NO_SIZE``. Its deadline is the
    performer's own promise, and may be further ahead than a customer may ask for.

    Args:
        tx: the transaction.
        customer_id: who pays; it was they who agreed, or bought.
        performer_id: who works.
        title: 1 to 512 characters.
        description: up to 10,000 characters; contacts have been looked for.
        category_id: of the order.
        price: kopecks for the whole, over 0; the customer's fee comes on top.
        days: from now to the deadline, 1 to 10,000.

    Returns:
        The order's id.

    Raises:
        Invalid: a value is beyond its limits, or there is no such category.
        Forbidden: customer and performer are one person, or have shut one another out, or they work no more.
        NotEnoughMoney: the available balance does not cover price and fee; nothing has changed.
    """
    written(title, "title", TEXTS["title"])
    text_within(description, "description", most=TEXTS["description"])
    number_within(price, "price", least=1, most=LARGEST_FULL_PRICE)
    number_within(days, "days", least=1, most=MOST_DAYS)
    if not await category_exists(tx, category_id):
        raise Invalid("Такой категории нет.", field="category_id")
    await must_deal(tx, customer_id, performer_id)
    deadline = tx.now + days * DAY
    draft = replace(
        blank_order(customer_id, tx.now, tx.rules),
        title=title,
        description=description,
        category_id=category_id,
        date=tx.now,
        deadline=deadline,
        price=price,
        price_type=int(PriceType.WHOLE),
        full_price=price,
        size=NO_SIZE,
        quick=int(is_quick(deadline, tx.now, tx.rules)),
    )
    order_id = await store(tx, acts.agreed(draft, performer_id, tx.now))
    await hold(tx, order_id=order_id, customer_id=customer_id, price=price, cause=f"{order_id}:agreed")
    return order_id


async def must_deal(tx: Transaction, customer_id: int, performer_id: int) -> None:
    """Refuse two people who cannot work together. A step.

    Args:
        tx: the transaction.
        customer_id: who would pay.
        performer_id: who would work.

    Raises:
        Forbidden: they are one person, or have shut one another out, or the second is no performer, or is shut out of the exchange.
    """
    if customer_id == performer_id:
        raise Forbidden("Заказать работу у самого себя нельзя.")
    performer = await performer_facts(tx, performer_id)
    works = performer is not None and performer.roles & Role.PERFORMER and not performer.blocked
    if not works or await blocked_between(tx, customer_id, performer_id):
        raise Forbidden("Этот исполнитель не может взять у вас заказ: выберите другого.")
