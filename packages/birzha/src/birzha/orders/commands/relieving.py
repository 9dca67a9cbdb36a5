"""Taking an order from its performer, and what that costs them: steps of refusals, failures and tickets; giving it back."""

from birzha.errors import NotFound, WrongState
from birzha.messages.commands import tell
from birzha.money.commands import release
from birzha.orders import notices
from birzha.orders.commands.guarded import move
from birzha.orders.model import Event, Order, RatingFail, acts
from birzha.orders.tables.refusals import FAIL_BY_TOKEN, FAILS_OF, GIVE_BACK, PUT_FAIL
from birzha.orders.tables.results import REJECT_ALL
from birzha.people.access import command
from birzha.people.commands import change_rate
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


async def relieve(tx: Transaction, order: Order, event: Event) -> RatingFail:
    """Take a locked order from its performer: money back, rating taken, a draft again. A step.

    Args:
        tx: the transaction.
        order: locked.
        event: ``REFUSE`` or ``REMOVE``.

    Raises:
        WrongState: that cannot happen to the order as it stands.
    """
    await move(tx, order, acts.relieved(order, event, tx.now))
    await tx.run(REJECT_ALL, order_id=order.id, moment=tx.now)
    return await penalize(tx, order)


async def penalize(tx: Transaction, order: Order) -> RatingFail:
    """Give the order's held money back and take rating from its performer (A18). A step.

    Args:
        tx: the transaction.
        order: locked, as it was while it had its performer.
    """
    await release(tx, order_id=order.id, cause=f"{order.id}:{order.bid_id}")
    values = {
        "order_id": order.id,
        "person_id": order.performer_id,
        "customer_id": order.customer_id,
        "title": order.title,
        "date": tx.now,
        "amount": tx.rules.penalty,
        "token": tx.ids.token(),
    }
    fail_id = await tx.one(PUT_FAIL, **values)
    await change_rate(tx, order.performer_id, -tx.rules.penalty)
    return RatingFail(id=fail_id, date_back=0, **values)  # type: ignore[arg-type]  # named one by one above


@command(Role.CUSTOMER)
async def give_rating_back(tx: Transaction, actor: Actor, order_id: int, person_id: int) -> int:
    """Give a performer back what one refusal of an own order took (documentation of rating.ratingUserBack).

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: the order, which must still exist.
        person_id: the performer.

    Returns:
        The points given back.

    Raises:
        NotFound: there was no such refusal, or the order is gone.
        WrongState: it has been given back.
    """
    fails = await tx.all(FAILS_OF, order_id=order_id, performer=person_id, customer=actor.id)
    if not fails:
        raise NotFound("Такого отказа от заказа нет.")
    return await _give_back(tx, next((each for each in fails if not each.date_back), fails[0]))


async def give_rating_back_by_link(tx: Transaction, token: str) -> RatingFail:
    """Give back what one refusal took, by the link that the customer was sent; the token is the permission.

    Returns:
        The refusal.

    Raises:
        NotFound: there is no such link, or the order is gone.
        WrongState: it has been given back.
    """
    fail = await tx.first(FAIL_BY_TOKEN, token=token)
    if fail is None or not await tx.all(
        FAILS_OF, order_id=fail.order_id, performer=fail.person_id, customer=fail.customer_id
    ):
        raise NotFound("Такой ссылки нет: заказ уже удалён.")
    await _give_back(tx, fail)
    return fail


async def _give_back(tx: Transaction, fail: RatingFail) -> int:
    if not await tx.run(GIVE_BACK, fail_id=fail.id, moment=tx.now):
        raise WrongState("Рейтинг за этот отказ уже возвращён.")
    await change_rate(tx, fail.person_id, fail.amount)
    await tell(tx, fail.person_id, notices.rating_returned(fail.title, fail.order_id, fail.amount))
    return fail.amount
