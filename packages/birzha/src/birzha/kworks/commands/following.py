"""What anybody keeps of the catalogue: favourites, and what they have looked at."""

from birzha.errors import LimitExceeded, NotFound
from birzha.kworks.commands.guarded import count_alone, no_such_kwork
from birzha.kworks.model import MOST_FAVOURITES, MOST_VIEWED
from birzha.kworks.tables.kworks import PUBLIC_KWORK
from birzha.kworks.tables.lists import (
    ADD_FAVOURITE,
    ADD_VIEW,
    COUNT_FAVOURITES,
    DROP_FAVOURITE,
    FORGET_VIEWS,
    VIEW_AGAIN,
)
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction


@command(ANYONE)
async def add_favourite(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Put a kwork of the catalogue among the own favourites; twice is once.

    Raises:
        NotFound: it is not in the catalogue.
        LimitExceeded: two hundred are there already.
    """
    await _must_be_listed(tx, kwork_id)
    await count_alone(tx, actor.id)
    await tx.run(ADD_FAVOURITE, person_id=actor.id, kwork_id=kwork_id, added=tx.now)
    if await tx.one(COUNT_FAVOURITES, person=actor.id) > MOST_FAVOURITES:
        raise LimitExceeded(f"В избранном может быть не больше {MOST_FAVOURITES} кворков: уберите ненужные.")


@command(ANYONE)
async def remove_favourite(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Take a kwork from the own favourites.

    Raises:
        NotFound: it is not among them.
    """
    if not await tx.run(DROP_FAVOURITE, person=actor.id, kwork_id=kwork_id):
        raise NotFound("Этого кворка нет в избранном.", field="kwork_id")


@command(ANYONE)
async def note_view(tx: Transaction, actor: Actor, kwork_id: int) -> None:
    """Remember that the person looked at a kwork of the catalogue; of a hundred and one, the oldest is forgotten.

    Raises:
        NotFound: it is not in the catalogue.
    """
    await _must_be_listed(tx, kwork_id)
    if await tx.run(VIEW_AGAIN, person=actor.id, kwork_id=kwork_id, moment=tx.now):
        return
    await tx.run(ADD_VIEW, person_id=actor.id, kwork_id=kwork_id, viewed_at=tx.now)
    await tx.run(FORGET_VIEWS, person=actor.id, most=MOST_VIEWED)


async def _must_be_listed(tx: Transaction, kwork_id: int) -> None:
    if await tx.first(PUBLIC_KWORK, kwork_id=kwork_id) is None:
        raise no_such_kwork()
