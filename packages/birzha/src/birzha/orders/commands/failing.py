"""Cancelling an overdue order."""

from birzha.messages.commands import tell
from birzha.orders import notices
from birzha.orders.commands.guarded import move, own_order
from birzha.orders.commands.relieving import penalize
from birzha.orders.commands.terms import copy_of
from birzha.orders.model import Failure, acts
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@command(Role.CUSTOMER)
async def fail_order(
    tx: Transaction, actor: Actor, order_id: int, copy: bool = False, deadline: int | None = None
) -> Failure:
    """Cancel an overdue order (documentation of tasks.failTask; reference §4.2 #13).

    The money returns, rating is taken from the performer, and the order stays two weeks for the history.

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: the order.
        copy: whether to publish a copy.
        deadline: of the copy, unixtime; where it is missing or cannot be, 5 days from now, 5 hours for a quick order.

    Raises:
        NotFound: it is not an own order.
        WrongState: it is not overdue, or cancelled already.
        NotEnoughMoney: the copy is an individual order, and there is no money for it.
    """
    old = await own_order(tx, actor.id, order_id)
    await move(tx, old, acts.failed(old, tx.now))
    refusal = await penalize(tx, old)
    await tell(tx, old.performer_id, notices.failed(old, refusal.amount))
    copy_id = await copy_of(tx, old, deadline) if copy else None
    return Failure(old.id, copy_id, refusal.token)
