"""What can be asked about corrections."""

from birzha.corrections import tables
from birzha.corrections.commands import no_such_correction
from birzha.corrections.model import Correction, CorrectionRow, CorrectionState
from birzha.limits import page
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Role
from birzha.storage.transaction import Transaction


@query(ANYONE)
async def my_corrections(
    tx: Transaction,
    actor: Actor,
    *,
    state: CorrectionState | None = None,
    folder_id: int | None = None,
    count: int = 100,
    before: int = 2**62,
) -> list[CorrectionRow]:
    """What the caller wants corrected, newest first, those before an id.

    Args:
        tx: the transaction.
        actor: whose corrections.
        state: only those in it.
        folder_id: only in this folder.
        count: up to 100.
        before: an id.
    """
    rows, _ = page(count, 0)
    statement = tables.own_corrections(state=state is not None, folder=folder_id is not None)
    return await tx.all(statement, customer=actor.id, in_state=str(state), folder=folder_id, before=before, count=rows)


@query(ANYONE)
async def correction(tx: Transaction, actor: Actor, correction_id: int) -> Correction:
    """A correction with its texts: for its customer, for the corrector who took it, and for every corrector while it waits.

    Raises:
        NotFound: there is none, or the caller is none of these.
    """
    found = await tx.first(tables.CORRECTION, correction_id=correction_id)
    if found is None or not _may_read(actor, found):
        raise no_such_correction()
    return found


def _may_read(actor: Actor, found: Correction) -> bool:
    if actor.id in {found.customer_id, found.corrector_id}:
        return True
    return found.state == CorrectionState.NEW and bool(actor.roles & Role.CORRECTOR)


@query(Role.CORRECTOR)
async def corrections_to_take(
    tx: Transaction, actor: Actor, *, count: int = 100, after: int = 0
) -> list[CorrectionRow]:
    """What waits for a corrector, the oldest first, those after an id; one's own are not among it."""
    rows, _ = page(count, 0)
    return await tx.all(tables.TO_TAKE, corrector=actor.id, after=after, count=rows)


@query(Role.CORRECTOR)
async def taken_corrections(
    tx: Transaction, actor: Actor, *, count: int = 100, before: int = 2**62
) -> list[CorrectionRow]:
    """What a corrector has or had in hand, newest first, those before an id."""
    rows, _ = page(count, 0)
    return await tx.all(tables.TAKEN, corrector=actor.id, before=before, count=rows)
