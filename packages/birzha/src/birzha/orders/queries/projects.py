"""Orders as everybody may see them, and those of one party in one list."""

from collections.abc import Iterable, Sequence

from birzha.limits import page
from birzha.orders.model import Order
from birzha.orders.tables.lists import SHUT_OUT
from birzha.orders.tables.projects import COUNT_BIDS, PAYER_ORDERS, WORKER_ORDERS, count_open_projects, open_projects
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction

MOST_LISTED = 1000
"""How many orders of one person are given at most where they are not asked for page by page."""


async def bid_counts(tx: Transaction, order_ids: Iterable[int]) -> dict[int, int]:
    """How many live bids orders have, by order; those without any are not there. A step."""
    return {row["order_id"]: row["bids"] for row in await tx.all(COUNT_BIDS, ids=list(order_ids))}


@query(ANYONE)
async def public_orders(
    tx: Transaction, actor: Actor, *, count: int, offset: int, category_ids: Sequence[int] | None = None
) -> tuple[list[Order], int]:
    """Published orders for everyone, newest first, and how many there are; without those of people with whom the reader is at odds.

    Args:
        tx: the transaction.
        actor: the reader.
        count: up to 100.
        offset: how many to skip.
        category_ids: only of these; ``None``: of all.
    """
    rows, skip = page(count, offset)
    wanted = {
        "shut_out": await tx.all(SHUT_OUT, performer=actor.id),
        "categories": list(category_ids or ()),
    }
    found = await tx.all(open_projects(categories=category_ids is not None), count=rows, skip=skip, **wanted)
    return found, await tx.one(count_open_projects(categories=category_ids is not None), **wanted)


@query(ANYONE)
async def orders_of_party(tx: Transaction, actor: Actor, *, as_customer: bool) -> list[Order]:
    """All orders of a person as a customer, drafts and archived ones too, or as a performer; newest first, up to 1000.

    Args:
        tx: the transaction.
        actor: whose.
        as_customer: those that the person placed; otherwise those that the person works or worked on.
    """
    return await tx.all(PAYER_ORDERS if as_customer else WORKER_ORDERS, person_id=actor.id, count=MOST_LISTED)
