"""What an order looks at in a performer, gathered from people and lists."""

from birzha.lists.queries import blocked_between, in_white_list
from birzha.orders.model import Order, Performer, Target, may_see
from birzha.people.queries import person_row, works_of
from birzha.storage.transaction import Transaction


async def performer_facts(tx: Transaction, person_id: int) -> Performer | None:
    """What orders look at in a person; ``None``: there is no such person."""
    row = await person_row(tx, person_id)
    if row is None:
        return None
    works = {work.id_type: work for work in await works_of(tx, person_id)}
    return Performer(
        id=row.id,
        roles=row.roles,
        blocked=row.blocked,
        rate=row.rate,
        reports=row.reports,
        reports_n=row.reports_n,
        attestations=row.attestations,
        diploma=row.diploma,
        works=works,
    )


async def sees(tx: Transaction, order: Order, performer: Performer) -> bool:
    """Whether the performer sees the order among those that wait."""
    invited = order.target == Target.WHITE_LIST and await in_white_list(
        tx, order.customer_id, performer.id, order.target_id
    )
    blocked = await blocked_between(tx, order.customer_id, performer.id)
    return may_see(order, performer, blocked=blocked, invited=invited)
