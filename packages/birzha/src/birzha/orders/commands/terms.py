"""Deadlines and copies of orders."""

from dataclasses import replace

from birzha.messages.commands import tell
from birzha.orders import notices
from birzha.orders.commands.assigning import must_afford
from birzha.orders.commands.guarded import move, none_ready, own_order, store
from birzha.orders.commands.placing import offer
from birzha.orders.model import Event, Order, State, acts, allows, copy_deadline, is_quick, state_of
from birzha.orders.tables.orders import DROP_UNIQUENESS
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@command(Role.CUSTOMER)
async def set_deadline(tx: Transaction, actor: Actor, order_id: int, deadline: int, publish: bool = False) -> Order:
    """Give an order another deadline (documentation of tasks.setDeadline; A22).

    An overdue order is in work again; a draft may be published. Bids stay live.

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: a draft, or an order that waits, is in work or overdue.
        deadline: unixtime; ahead, at most 90 days, and not before the present one once there is a performer.
        publish: whether to publish a draft; does nothing to other orders.

    Returns:
        The order as it stands then.

    Raises:
        Invalid: the deadline cannot be.
        NotFound: it is not an own order.
        WrongState: the order is under check, done or cancelled.
        NotEnoughMoney: an individual order is published without the money for it.
    """
    old = await own_order(tx, actor.id, order_id)
    new = acts.rescheduled(old, deadline, tx.now, tx.rules)
    if publish and allows(new, Event.PUBLISH):
        new = acts.published(new, tx.now)
        await must_afford(tx, new)
    await move(tx, old, new)
    if new.performer_id:
        await tell(tx, new.performer_id, notices.extended(new))
    if state_of(old) is State.DRAFT:
        await offer(tx, new)
    return new


@command(Role.CUSTOMER)
async def drop_uniqueness(tx: Transaction, actor: Actor, order_id: int) -> None:
    """Ask for no uniqueness any more; bids stay live, for the work only becomes easier (reference, §8).

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: a draft, or an order that waits, is in work or under check; one that asks for none stays as it is.

    Raises:
        NotFound: it is not an own order.
        WrongState: the order is overdue, done, cancelled or archived.
    """
    order = await own_order(tx, actor.id, order_id)
    if state_of(order) not in {State.DRAFT, State.WAITING, State.IN_WORK, State.ON_CHECK}:
        raise none_ready([order])
    if order.uniq is None:
        return
    await tx.run(DROP_UNIQUENESS, order_id=order.id)
    if order.performer_id:
        await tell(tx, order.performer_id, notices.no_uniqueness(order))


@command(Role.CUSTOMER)
async def copy_order(tx: Transaction, actor: Actor, order_id: int, deadline: int | None = None) -> int:
    """Publish a copy of an order, in whatever state it is (documentation of tasks.copyTask).

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: the original.
        deadline: of the copy, unixtime; where it is missing or cannot be, 5 days from now, 5 hours for a quick order.

    Returns:
        The copy's id.

    Raises:
        NotFound: it is not an own order.
        NotEnoughMoney: an individual order is published without the money for it.
    """
    return await copy_of(tx, await own_order(tx, actor.id, order_id), deadline)


async def copy_of(tx: Transaction, order: Order, deadline: int | None) -> int:
    """Store a published copy of an order; gives its id. A step.

    Raises:
        NotEnoughMoney: an individual order is published without the money for it.
    """
    due = copy_deadline(deadline, tx.now, tx.rules, quick=bool(order.quick))
    copy = replace(acts.copied(order, due, tx.now), quick=int(is_quick(due, tx.now, tx.rules)))
    await must_afford(tx, copy)
    copy.id = await store(tx, copy)
    await offer(tx, copy)
    return copy.id
