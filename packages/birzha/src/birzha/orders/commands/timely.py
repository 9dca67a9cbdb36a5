"""What time does to orders (reference of the exchange, §4.2 #11, #16, #18, #19).

Each step takes what is due and not locked by others, a batch at a time, and may run anywhere, at any time, as often as one likes.
"""

from birzha.messages.commands import tell
from birzha.orders import notices
from birzha.orders.commands.checking import checkable
from birzha.orders.commands.guarded import move
from birzha.orders.commands.keeping import erase
from birzha.orders.model import BidsEnding, Event, acts, after
from birzha.orders.tables.orders import (
    DUE_ARCHIVE,
    DUE_EXPIRY,
    DUE_OVERDUE,
    DUE_PURGE,
    NEXT_ARCHIVE,
    NEXT_EXPIRY,
    NEXT_OVERDUE,
    NEXT_PURGE,
)
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction


async def mark_overdue(tx: Transaction, *, most: int = 100) -> int:
    """Orders in work whose deadline has passed are overdue; gives how many became so."""
    due = await tx.all(DUE_OVERDUE, moment=tx.now, most=most)
    for order in due:
        await move(tx, order, acts.overdue(order, tx.now))
        await tell(tx, order.customer_id, notices.overdue(order))
        await tell(tx, order.performer_id, notices.overdue(order))
    return len(due)


async def expire_unbid(tx: Transaction, *, most: int = 100) -> int:
    """Orders whose deadline passed while nobody was chosen are drafts again (A14); gives how many became so."""
    due = await tx.all(DUE_EXPIRY, moment=tx.now, most=most)
    for order in due:
        await move(tx, order, acts.expired(order, tx.now))
        await tx.publish(BidsEnding(order.id))
        await tell(tx, order.customer_id, notices.expired(order))
    return len(due)


async def purge_failed(tx: Transaction, *, most: int = 100) -> int:
    """Orders cancelled two weeks ago are gone; gives how many went."""
    due = await tx.all(DUE_PURGE, failed_before=tx.now - tx.rules.failed_kept, most=most)
    for order in due:
        after(order, Event.PURGE)
        await erase(tx, order)
    return len(due)


async def archive_done(tx: Transaction, *, most: int = 100) -> int:
    """Orders accepted long enough ago go to the archive (A26); gives how many went."""
    if not tx.rules.archive_after:
        return 0
    due = await tx.all(DUE_ARCHIVE, accepted_before=tx.now - tx.rules.archive_after, most=most)
    for order in due:
        await move(tx, order, acts.archived(order, tx.now))
    return len(due)


async def next_overdue(tx: Transaction) -> int | None:
    """When the next order in work is overdue, unixtime; ``None``: there is none in work."""
    return await _moment(tx, NEXT_OVERDUE, 1)  # a deadline's own second still belongs to it


async def next_expiry(tx: Transaction) -> int | None:
    """When the next order that waits goes back to the drafts, unixtime; ``None``: none waits."""
    return await _moment(tx, NEXT_EXPIRY, 1)


async def next_purge(tx: Transaction) -> int | None:
    """When the next cancelled order is gone, unixtime; ``None``: there is none."""
    return await _moment(tx, NEXT_PURGE, tx.rules.failed_kept)


async def next_archive(tx: Transaction) -> int | None:
    """When the next done order goes to the archive, unixtime; ``None``: there is none, or none goes by itself."""
    return await _moment(tx, NEXT_ARCHIVE, tx.rules.archive_after) if tx.rules.archive_after else None


async def next_check(tx: Transaction) -> int | None:
    """The present moment where figures wait for a result, else ``None``."""
    return tx.now if await checkable(tx, most=1) else None


NEXT = (next_overdue, next_expiry, next_purge, next_archive, next_check)


async def next_due(tx: Transaction) -> int | None:
    """The earliest moment at which something becomes due for an order, unixtime; ``None``: nothing ever."""
    moments = [await each(tx) for each in NEXT]
    return min((moment for moment in moments if moment is not None), default=None)


async def _moment(tx: Transaction, statement: Statement[object], later: int) -> int | None:
    row = await tx.one(statement)
    return None if row[0] is None else int(row[0]) + later  # type: ignore[index]  # a row of one number
