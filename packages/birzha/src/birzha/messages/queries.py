"""What can be asked about system messages."""

from birzha.messages import tables
from birzha.messages.model import MOST_UNREAD, SystemMessage
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction


@query(ANYONE)
async def unread(tx: Transaction, actor: Actor, since: int = 0, limit: int = MOST_UNREAD) -> list[SystemMessage]:
    """A person's unread messages, newest first (documentation of messages.getList).

    Args:
        tx: the transaction.
        actor: whose messages.
        since: only those of that moment and later, unixtime.
        limit: up to 100; beyond its limits it is clamped.
    """
    count = min(max(limit, 1), MOST_UNREAD)
    return await tx.all(tables.UNREAD, person_id=actor.id, since=since, count=count)
