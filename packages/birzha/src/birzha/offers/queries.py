"""What can be asked about offers: connects, offers on a project, one's own, personal ones, and the projects that one wants."""

from collections.abc import Sequence

from birzha.limits import page
from birzha.offers.commands.personal import no_such_offer
from birzha.offers.model import (
    MOST_LOOKED_THROUGH,
    Connects,
    Keywords,
    Offer,
    PersonalOffer,
    Wants,
    month_ends,
    month_of,
)
from birzha.offers.tables import personal
from birzha.offers.tables.offers import OFFERS_OF, OFFERS_ON
from birzha.offers.tables.spending import SPENT
from birzha.offers.tables.wants import PROJECTS, count_wanted, wanted_projects, words_of_wanted
from birzha.orders.commands.guarded import no_such_order
from birzha.orders.model import Order
from birzha.orders.tables.lists import SHUT_OUT
from birzha.orders.tables.orders import ORDER
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Role
from birzha.storage.transaction import Transaction

NEWEST = 2**62
"""An id above every offer's."""


@query(ANYONE)
async def connects(tx: Transaction, actor: Actor) -> Connects:
    """How many offers on projects somebody may make yet in this month; whoever is no performer has none."""
    month = month_of(tx.now, tx.rules.zone)
    allowance = tx.rules.monthly_connects if actor.roles & Role.PERFORMER else 0
    spent = await tx.first(SPENT, whose=actor.id, of_month=month) or 0
    return Connects(allowance, max(0, allowance - spent), month_ends(month, tx.rules.zone))


@query(Role.CUSTOMER)
async def offers_on(
    tx: Transaction, actor: Actor, order_id: int, *, count: int = 100, before: int = NEWEST
) -> list[Offer]:
    """Offers on an own project or any other own order, newest first, those before an id.

    Raises:
        NotFound: it is not an own order.
    """
    order = await tx.first(ORDER, order_id=order_id)
    if order is None or order.customer_id != actor.id:
        raise no_such_order()
    rows, _ = page(count, 0)
    return await tx.all(OFFERS_ON, order_id=order_id, customer=actor.id, before=before, count=rows)


@query(ANYONE)
async def my_offers(tx: Transaction, actor: Actor, *, count: int = 100, before: int = NEWEST) -> list[Offer]:
    """Somebody's own offers on projects and other orders, newest first, those before an id; offers on deleted ones are gone."""
    rows, _ = page(count, 0)
    return await tx.all(OFFERS_OF, bidder=actor.id, before=before, count=rows)


@query(ANYONE)
async def personal_offers(
    tx: Transaction, actor: Actor, *, received: bool, count: int = 100, before: int = NEWEST
) -> list[PersonalOffer]:
    """Personal offers that somebody has received, or has made, newest first, those before an id."""
    rows, _ = page(count, 0)
    return await tx.all(personal.RECEIVED if received else personal.MADE, person=actor.id, before=before, count=rows)


@query(ANYONE)
async def personal_offer(tx: Transaction, actor: Actor, offer_id: int) -> PersonalOffer:
    """A personal offer, for its author and its customer.

    Raises:
        NotFound: the caller is neither.
    """
    found = await tx.first(personal.OFFER, offer_id=offer_id)
    if found is None or actor.id not in {found.seller_id, found.customer_id}:
        raise no_such_offer()
    return found


@query(ANYONE)
async def wanted(tx: Transaction, actor: Actor, wants: Wants, *, count: int) -> tuple[list[Order], int]:
    """The newest projects that somebody wants, and how many there are; without those of people with whom they are at odds.

    Args:
        tx: the transaction.
        actor: the reader.
        wants: their interests; without any nothing is wanted. Keywords are looked for in the newest 500 projects of the categories
            and prices.
        count: up to 100.
    """
    if not wants.active:
        return [], 0
    rows, _ = page(count, 0)
    filters = {
        "categories": bool(wants.categories),
        "price_from": wants.price_from is not None,
        "price_to": wants.price_to is not None,
    }
    values = {
        "shut_out": await tx.all(SHUT_OUT, performer=actor.id),
        "categories": list(wants.categories),
        "price_from": wants.price_from,
        "price_to": wants.price_to,
    }
    if not wants.keywords:
        found = await tx.all(wanted_projects(**filters), count=rows, **values)
        return found, await tx.one(count_wanted(**filters), **values)
    keywords = Keywords(wants.keywords)
    newest = await tx.all(words_of_wanted(**filters), count=MOST_LOOKED_THROUGH, **values) if keywords else []
    ids = [row["id"] for row in newest if keywords.fit(row["title"], row["description"])]
    return await _these(tx, ids[:rows]), len(ids)


async def _these(tx: Transaction, ids: Sequence[int]) -> list[Order]:
    return await tx.all(PROJECTS, ids=list(ids)) if ids else []
