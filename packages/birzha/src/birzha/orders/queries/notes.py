"""Bids and comments on a customer's orders."""

from collections.abc import Sequence

from birzha.errors import LimitExceeded
from birzha.orders.model import LiveBid, NoteRow
from birzha.orders.model.limits import MOST_NOTED
from birzha.orders.tables.notes import LIVE_BIDS, NOTES
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@query(Role.CUSTOMER)
async def notes(tx: Transaction, actor: Actor, order_ids: Sequence[int]) -> list[NoteRow]:
    """Bids and comments on own orders, newest first (documentation of tasks.viewNotes).

    Args:
        tx: the transaction.
        actor: the customer.
        order_ids: up to 100; others' are left out.

    Raises:
        LimitExceeded: over 100 orders.
    """
    if len(set(order_ids)) > MOST_NOTED:
        raise LimitExceeded(f"За раз можно запросить заявки не более чем по {MOST_NOTED} заказам.", field="id")
    return await tx.all(NOTES, ids=list(order_ids), customer=actor.id)


@query(Role.CUSTOMER)
async def live_bids(tx: Transaction, actor: Actor) -> list[LiveBid]:
    """Every live bid on own orders, newest first (documentation of tasks.viewNotesAll)."""
    return await tx.all(LIVE_BIDS, customer=actor.id)
