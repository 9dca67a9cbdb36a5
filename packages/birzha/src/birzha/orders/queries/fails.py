"""Refusals of orders and the rating that they took."""

from birzha.orders.model import RatingFail
from birzha.orders.tables.refusals import own_fails
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@query(Role.CUSTOMER)
async def rating_fails(
    tx: Transaction,
    actor: Actor,
    *,
    order_id: int | None = None,
    person_id: int | None = None,
    back: bool | None = None,
) -> list[RatingFail]:
    """Refusals and failures of own orders, newest first (documentation of rating.listTasksFails).

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: only of this order.
        person_id: only of this performer.
        back: only those whose rating was given back, or was not; ``None``: all.
    """
    statement = own_fails(order=order_id is not None, performer=person_id is not None, back=back)
    return await tx.all(statement, customer=actor.id, order_id=order_id, performer=person_id)
