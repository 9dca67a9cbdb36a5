"""What can be asked about reviews."""

from birzha.errors import NotFound
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor
from birzha.people.queries import existing_person
from birzha.reviews import tables
from birzha.reviews.model import Grouped, grouped
from birzha.storage.transaction import Transaction


@query(ANYONE)
async def reviews_of(tx: Transaction, actor: Actor, person_id: int) -> Grouped:
    """What people said of somebody, by kind and author, newest first (documentation of users.getReports).

    Raises:
        NotFound: there is no such person, or they are shut out.
    """
    person = await existing_person(tx, person_id)
    if person.blocked:
        raise NotFound("Отзывы заблокированного пользователя не показываются.")
    return grouped(await tx.all(tables.REVIEWS_OF, whom=person_id))
