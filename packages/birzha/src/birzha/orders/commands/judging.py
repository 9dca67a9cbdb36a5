"""The customer's verdict on results, and payments on top of the price."""

from collections.abc import Sequence

from birzha.errors import Invalid, LimitExceeded
from birzha.limits import text_within, written
from birzha.messages.commands import tell
from birzha.money.commands import capture, pay_extra
from birzha.orders import notices
from birzha.orders.commands.guarded import batch, in_asked_order, move, own_order, say
from birzha.orders.model import Event, Order, ResultAccepted, acts, after, excess_amount, largest_extra, points_earned
from birzha.orders.model.limits import LONGEST_VERDICT
from birzha.orders.tables.results import ACCEPT_RESULT, NEWEST_RESULT, REJECT_RESULT, TAKE_EXCESS
from birzha.people.access import command
from birzha.people.commands import change_rate
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(Role.CUSTOMER)
async def accept_results(tx: Transaction, actor: Actor, order_ids: Sequence[int], text: str = "") -> list[int]:
    """Accept orders under check: performers are paid and earn rating (documentation of tasks.paidTask; reference §4.2 #10).

    Args:
        tx: the transaction.
        actor: the customer.
        order_ids: the orders; others' and those not under check are left out (A31).
        text: kept as a comment on each; up to 5000 characters.

    Returns:
        The ids of the accepted ones.

    Raises:
        Invalid: the text is too long.
        ContactsFound: it carries contact data.
        NotFound: none of the orders is theirs.
        WrongState: none of theirs is under check.
    """
    text_within(text, "text", most=LONGEST_VERDICT)
    refuse_contacts(tx.rules, text=text)
    orders = await batch(tx, actor.id, order_ids, Event.ACCEPT)
    for order in orders:
        await _accept(tx, order, text)
    return in_asked_order(order_ids, [order.id for order in orders])


async def _accept(tx: Transaction, order: Order, text: str) -> None:
    await move(tx, order, acts.accepted(order, tx.now))
    newest = await tx.one(NEWEST_RESULT, order_id=order.id)
    await tx.run(ACCEPT_RESULT, result_id=newest.id)
    await tx.publish(ResultAccepted(newest.id))
    if text.strip():
        await say(tx, order.id, order.customer_id, text)
    await capture(
        tx,
        order_id=order.id,
        performer_id=order.performer_id,
        folder_id=order.folder_id,
        cause=f"{order.id}:{newest.id}",
    )
    await change_rate(tx, order.performer_id, points_earned(order.full_price, tx.rules))
    await tell(tx, order.performer_id, notices.accepted(order))


@command(Role.CUSTOMER)
async def send_back(tx: Transaction, actor: Actor, order_ids: Sequence[int], text: str = "") -> list[int]:
    """Send orders under check back for rework (documentation of tasks.cancelTask; reference §4.2 #9).

    Args:
        tx: the transaction.
        actor: the customer.
        order_ids: the orders; others' and those not under check are left out (A31).
        text: what to rework, up to 5000 characters; obligatory for exactly one order, dropped for several.

    Returns:
        The ids of those sent back.

    Raises:
        Invalid: the text is too long, or missing for one order.
        ContactsFound: it carries contact data.
        NotFound: none of the orders is theirs.
        WrongState: none of theirs is under check.
    """
    if len(set(order_ids)) == 1:
        written(text, "text", LONGEST_VERDICT)
    text_within(text, "text", most=LONGEST_VERDICT)
    refuse_contacts(tx.rules, text=text)
    said = text if len(set(order_ids)) == 1 else ""
    orders = await batch(tx, actor.id, order_ids, Event.SEND_BACK)
    for order in orders:
        newest = await tx.one(NEWEST_RESULT, order_id=order.id)
        await return_result(tx, order, newest.id)
        if said:
            await say(tx, order.id, order.customer_id, said)
        await tell(tx, order.performer_id, notices.sent_back(order, said))
    return in_asked_order(order_ids, [order.id for order in orders])


async def return_result(tx: Transaction, order: Order, result_id: int) -> None:
    """Put a locked order back into work and its result aside. A step.

    Raises:
        WrongState: the order is not under check.
    """
    await move(tx, order, acts.sent_back(order, tx.now, tx.rules))
    await tx.run(REJECT_RESULT, result_id=result_id, moment=tx.now)


@command(Role.CUSTOMER)
async def extra_pay(tx: Transaction, actor: Actor, order_id: int, amount: int, notify: bool = True) -> bool:
    """Pay a performer on top of the price (documentation of tasks.extraPaid; A24).

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: an order in work, under check or done.
        amount: kopecks; at most three times the order's price.
        notify: whether to tell the performer.

    Raises:
        Invalid: the amount is not over 0.
        NotFound: it is not an own order.
        LimitExceeded: the amount is too large.
        WrongState: the order has no performer, or is overdue or cancelled.
        NotEnoughMoney: the balance does not cover it.
    """
    if amount < 1:
        raise Invalid("Сумма доплаты должна быть больше нуля.", field="amount")
    order = await own_order(tx, actor.id, order_id)
    await _pay(tx, order, amount, cause=f"{order.id}:{tx.ids.token()}", notify=notify)
    return True


@command(Role.CUSTOMER)
async def pay_excess(tx: Transaction, actor: Actor, order_id: int, notify: bool = True) -> int:
    """Pay for what the newest result has beyond the order's size (documentation of tasks.extraPaid, ``autopay=pay``).

    Each result's excess is paid for once, so that a repeated call pays nothing.

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: an order in work, under check or done.
        notify: whether to tell the performer.

    Returns:
        Kopecks paid; 0: there was nothing to pay for.

    Raises:
        NotFound: it is not an own order.
        LimitExceeded: it is over three times the order's price.
        WrongState: the order has no performer, or is overdue or cancelled.
        NotEnoughMoney: the balance does not cover it.
    """
    order = await own_order(tx, actor.id, order_id)
    after(order, Event.PAY_EXTRA)
    newest = await tx.first(NEWEST_RESULT, order_id=order.id)
    amount = 0 if newest is None else excess_amount(order, newest.characters)
    if newest is None or amount == 0 or not await tx.run(TAKE_EXCESS, result_id=newest.id):
        return 0
    await _pay(tx, order, amount, cause=f"{order.id}:excess:{newest.id}", notify=notify)
    return amount


async def _pay(tx: Transaction, order: Order, amount: int, *, cause: str, notify: bool) -> None:
    if amount > largest_extra(order):
        raise LimitExceeded("Доплата — не более трёх стоимостей заказа за раз.", field="amount")
    after(order, Event.PAY_EXTRA)
    await pay_extra(
        tx,
        order_id=order.id,
        customer_id=order.customer_id,
        performer_id=order.performer_id,
        amount=amount,
        folder_id=order.folder_id,
        cause=cause,
    )
    if notify:
        await tell(tx, order.performer_id, notices.extra_paid(order, amount))
