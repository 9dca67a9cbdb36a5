"""What can happen to system messages."""

from collections.abc import Sequence

from birzha.errors import NotFound
from birzha.messages import tables
from birzha.messages.model import LONGEST_TEXT
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction


async def tell(tx: Transaction, person_id: int, text: str) -> None:
    """Send somebody a message of the exchange. A step of whatever the message tells of.

    Args:
        tx: the transaction.
        person_id: to whom.
        text: plain; cut at 10,000 characters, for what happened must not fail because of its message.
    """
    await tx.run(tables.TELL, person_id=person_id, date=tx.now, text=text[:LONGEST_TEXT])


@command(ANYONE)
async def mark_read(tx: Transaction, actor: Actor, ids: Sequence[int]) -> list[int]:
    """Mark own unread messages as read; gives those that were, ascending (documentation of messages.setRead).

    Raises:
        NotFound: none of them is an own unread one.
    """
    return _some(await tx.all(tables.MARK_READ, whose=actor.id, ids=list(ids), moment=tx.now))


@command(ANYONE)
async def delete(tx: Transaction, actor: Actor, ids: Sequence[int]) -> list[int]:
    """Delete own unread messages; gives those that were, ascending (documentation of messages.setDelete).

    Raises:
        NotFound: none of them is an own unread one.
    """
    return _some(await tx.all(tables.DELETE, whose=actor.id, ids=list(ids)))


def _some(ids: list[int]) -> list[int]:
    if not ids:
        raise NotFound("Среди этих сообщений нет ни одного вашего непрочитанного.", field="ids")
    return sorted(ids)
