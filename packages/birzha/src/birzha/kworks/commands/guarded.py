"""Reaching a kwork under lock and storing it: the steps that every command begins and ends with."""

from dataclasses import replace

from birzha.errors import NotFound, WrongState
from birzha.kworks.model import Event, Kwork, KworkState, after
from birzha.kworks.tables.kworks import COLUMNS, EDIT_KWORK, LOCK_KWORK, LOCK_PERSON, PUT_KWORK
from birzha.storage.transaction import Transaction


def no_such_kwork() -> NotFound:
    """The refusal for a kwork that is not there, or not for this person."""
    return NotFound("Такого кворка нет.", field="kwork_id")


async def own_kwork(tx: Transaction, seller_id: int, kwork_id: int) -> Kwork:
    """A seller's own kwork, locked until the transaction ends.

    Raises:
        NotFound: there is none, it is deleted, or it is somebody else's.
    """
    found = await tx.first(LOCK_KWORK, kwork_id=kwork_id)
    if found is None or found.seller_id != seller_id or found.state == KworkState.DELETED:
        raise no_such_kwork()
    return found


async def count_alone(tx: Transaction, person_id: int) -> None:
    """Wait until nobody else adds to what that person has: a limit is counted and kept in one go."""
    await tx.first(LOCK_PERSON, person=person_id)


def moved(kwork: Kwork, event: Event) -> Kwork:
    """The kwork in the state after an event.

    Raises:
        WrongState: it cannot happen to it as it stands.
    """
    return replace(kwork, state=int(after(kwork, event)))


async def store(tx: Transaction, kwork: Kwork) -> int:
    """Store a new kwork; gives its id."""
    return await tx.one(PUT_KWORK, **{name: getattr(kwork, name) for name in COLUMNS})


async def rewrite(tx: Transaction, old: Kwork, new: Kwork) -> None:
    """Store a changed kwork, if it still stands as it was read.

    Raises:
        WrongState: somebody else moved it in the meantime.
    """
    values = {f"new_{name}": getattr(new, name) for name in COLUMNS}
    if not await tx.run(EDIT_KWORK, kwork_id=old.id, old_state=old.state, **values):
        raise WrongState(f"Кворк №{old.id} только что изменился: посмотрите на него ещё раз.")
