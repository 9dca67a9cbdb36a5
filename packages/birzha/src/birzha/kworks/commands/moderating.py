"""What moderators do with kworks that were offered, and what becomes of those of sellers who work no more."""

from dataclasses import replace

from birzha.errors import NotFound
from birzha.kworks import notices
from birzha.kworks.commands.guarded import moved, no_such_kwork, rewrite
from birzha.kworks.model import LONGEST_REASON, Event, Kwork, KworkState
from birzha.kworks.tables.kworks import LOCK_KWORK, SHOW_KWORKS_OF
from birzha.limits import written
from birzha.messages.commands import tell
from birzha.people.access import command
from birzha.people.model import Actor, Role, StandingChanged
from birzha.storage.transaction import Transaction


@command(Role.MODERATOR)
async def approve_kwork(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Put a kwork into the catalogue; its place among the newest is that of its first time there.

    Raises:
        NotFound: no such kwork of somebody else.
        WrongState: it is not on moderation.
    """
    await _offered(tx, actor, kwork_id)
    admitted = await admit_kwork(tx, kwork_id)
    await tell(tx, admitted.seller_id, notices.approved(admitted))


async def admit_kwork(tx: Transaction, kwork_id: int) -> Kwork:
    """Put a kwork into the catalogue without a word to its seller. A step.

    Raises:
        NotFound: there is no such kwork.
        WrongState: it is not on moderation.
    """
    old = await tx.first(LOCK_KWORK, kwork_id=kwork_id)
    if old is None:
        raise no_such_kwork()
    new = replace(moved(old, Event.APPROVE), published_at=old.published_at or tx.now)
    await rewrite(tx, old, new)
    return new


@command(Role.MODERATOR)
async def reject_kwork(tx: Transaction, actor: Actor, kwork_id: int, reason: str) -> None:
    """Send a kwork back to its seller, who may edit it and offer it again.

    Args:
        tx: the transaction.
        actor: the moderator.
        kwork_id: one on moderation, of somebody else.
        reason: for the seller, 1 to 5000 characters.

    Raises:
        Invalid: no reason, or one that is too long.
        NotFound: no such kwork of somebody else.
        WrongState: it is not on moderation.
    """
    written(reason, "reason", LONGEST_REASON)
    old = await _offered(tx, actor, kwork_id)
    await rewrite(tx, old, moved(old, Event.REJECT))
    await tell(tx, old.seller_id, notices.rejected(old, reason))


async def _offered(tx: Transaction, actor: Actor, kwork_id: int) -> Kwork:
    found = await tx.first(LOCK_KWORK, kwork_id=kwork_id)
    hidden = {KworkState.DRAFT, KworkState.DELETED}
    if found is None or found.seller_id == actor.id or found.state in hidden:
        raise NotFound("Такого кворка на модерации нет.", field="kwork_id")
    return found


async def show_or_hide(tx: Transaction, event: StandingChanged) -> None:
    """Take the kworks of a seller who is shut out, or no performer any more, out of every list, or put them back. A subscriber."""
    await tx.run(SHOW_KWORKS_OF, seller=event.person_id, new_shown=int(Role.PERFORMER in event.roles))
