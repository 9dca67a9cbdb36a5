"""What can be asked about reviews."""

from birzha.errors import NotFound
from birzha.limits import page
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Person
from birzha.people.queries import existing_person
from birzha.reviews import tables
from birzha.reviews.model import Grouped, Review, grouped
from birzha.storage.transaction import Transaction


async def _reviewed(tx: Transaction, person_id: int) -> Person:
    person = await existing_person(tx, person_id)
    if person.blocked:
        raise NotFound("Отзывы заблокированного пользователя не показываются.")
    return person


@query(ANYONE)
async def reviews_page(
    tx: Transaction, actor: Actor, person_id: int, *, count: int, offset: int
) -> tuple[list[Review], Person]:
    """A page of what people said of somebody, newest first, and that person, who knows how many there are.

    Args:
        tx: the transaction.
        actor: the reader.
        person_id: of whom.
        count: up to 100.
        offset: how many to pass over.

    Raises:
        NotFound: there is no such person, or they are shut out.
    """
    person = await _reviewed(tx, person_id)
    rows, skipped = page(count, offset)
    return await tx.all(tables.REVIEWS_PAGE, whom=person_id, count=rows, offset=skipped), person


@query(ANYONE)
async def reviews_of(tx: Transaction, actor: Actor, person_id: int) -> Grouped:
    """What people said of somebody, by kind and author, newest first (documentation of users.getReports).

    Raises:
        NotFound: there is no such person, or they are shut out.
    """
    await _reviewed(tx, person_id)
    return grouped(await tx.all(tables.REVIEWS_OF, whom=person_id))
