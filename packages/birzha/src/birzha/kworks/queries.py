"""What can be asked about kworks: the catalogue, one kwork, what somebody keeps of it, a seller's own, sales, moderation."""

from collections.abc import Sequence
from typing import Any

from birzha.errors import NotFound
from birzha.kworks.commands.guarded import no_such_kwork
from birzha.kworks.model import (
    MOST_KWORKS,
    Card,
    Details,
    Image,
    Kwork,
    KworkState,
    OwnKworks,
    Sale,
    SalesFigures,
    SaleState,
    Shelf,
    Sort,
)
from birzha.kworks.tables.kworks import COUNT_OWN, FEATURES_OF, IMAGES_OF, KWORK, PUBLIC_KWORK, SHOWN_IMAGE
from birzha.kworks.tables.lists import (
    CARDS,
    FAVOURITES,
    TO_MODERATE,
    VIEWED,
    catalogue_ids,
    catalogue_total,
    own_kworks,
)
from birzha.kworks.tables.sales import FIGURES, SALE, sales_of_party
from birzha.limits import page
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Role
from birzha.reference.queries import categories_below
from birzha.storage.transaction import Transaction

NEWEST = 2**62
"""An id above every kwork's."""


@query(ANYONE)
async def catalogue(
    tx: Transaction,
    actor: Actor,
    *,
    sort: Sort = Sort.RECOMMEND,
    category_id: int | None = None,
    count: int = 50,
    offset: int = 0,
) -> Shelf:
    """Active kworks of performers who are not shut out (documentation of catalog.get_list).

    Every order is total, so that pages neither repeat nor miss a kwork while nothing changes.

    Args:
        tx: the transaction.
        actor: who asks.
        sort: the order; equals stand the newest first, but with ``price_asc`` the oldest.
        category_id: only in this category and those below it; an unknown one holds nothing. ``None``: everywhere.
        count: up to 100.
        offset: how many to pass over.
    """
    below = [] if category_id is None else await categories_below(tx, category_id)
    if category_id is not None and not below:
        return Shelf([], 0)
    kind = min(len(below), 2)
    where: dict[str, Any] = {} if not kind else {"category": below[0]} if kind == 1 else {"categories": below}
    rows, skipped = page(count, offset)
    ids = await tx.all(catalogue_ids(sort, kind), count=rows, skip=skipped, **where)
    total = await tx.one(catalogue_total(kind), **where)
    cards = {each.id: each for each in await tx.all(CARDS, ids=ids)} if ids else {}
    return Shelf([cards[each] for each in ids], total)


@query(ANYONE)
async def details(tx: Transaction, actor: Actor, kwork_id: int) -> Details:
    """Everything about a kwork, for everybody while it is active, for its seller always, for moderators while they are to read it.

    Raises:
        NotFound: there is none for this person.
    """
    found = await tx.first(PUBLIC_KWORK, kwork_id=kwork_id)
    if found is None:
        found = await tx.first(KWORK, kwork_id=kwork_id)
        if found is None or not _may_read(actor, found):
            raise no_such_kwork()
    features = await tx.all(FEATURES_OF, kwork_id=kwork_id)
    return Details(found, features, await images_of(tx, [kwork_id]))


def _may_read(actor: Actor, kwork: Kwork) -> bool:
    if kwork.seller_id == actor.id:
        return kwork.state != KworkState.DELETED
    return bool(actor.roles & Role.MODERATOR) and kwork.state == KworkState.MODERATION


@query(ANYONE)
async def kwork_image(tx: Transaction, actor: Actor, kwork_id: int, image_id: int) -> Image:
    """One picture of a kwork, for whoever may read it.

    Raises:
        NotFound: the caller may not, or there is no such picture.
    """
    for each in (await details(tx, actor, kwork_id)).images:
        if each.id == image_id:
            return each
    raise NotFound("Такого изображения нет или оно уже удалено.")


async def picture(tx: Transaction, image_id: int) -> Image:
    """A picture of a kwork for whoever was given a link to it. A step.

    Raises:
        NotFound: there is none (any more), or its seller is shut out or works no more.
    """
    found = await tx.first(SHOWN_IMAGE, image_id=image_id)
    if found is None:
        raise NotFound("Такого изображения нет или оно уже удалено.")
    return found


@query(ANYONE)
async def favourites(tx: Transaction, actor: Actor) -> list[Card]:
    """The caller's favourites that are in the catalogue now, the last added first (documentation of user.get_favorite_kworks)."""
    return await tx.all(FAVOURITES, person=actor.id)


@query(ANYONE)
async def viewed(tx: Transaction, actor: Actor) -> list[Card]:
    """What the caller has looked at and is in the catalogue now, the last first (documentation of other.get_viewed_kworks)."""
    return await tx.all(VIEWED, person=actor.id)


@query(Role.PERFORMER)
async def my_kworks(
    tx: Transaction, actor: Actor, *, state: KworkState | None = None, count: int = 100, before: int = NEWEST
) -> list[Card]:
    """A seller's own kworks, the newest first, those before an id; ``state``: only those in it."""
    rows, _ = page(count, 0)
    return await tx.all(own_kworks(state=state is not None), seller=actor.id, in_state=state, count=rows, before=before)


@query(ANYONE)
async def kworks_by_state(tx: Transaction, actor: Actor) -> OwnKworks:
    """All kworks of the caller, and how many are in each state (documentation of other.get_kworks_status)."""
    cards = await tx.all(own_kworks(state=False), seller=actor.id, count=MOST_KWORKS, before=NEWEST)
    found = {row["state"]: row["kworks"] for row in await tx.all(COUNT_OWN, seller=actor.id)}
    return OwnKworks(cards, {each: found.get(each, 0) for each in KworkState if each != KworkState.DELETED})


@query(Role.CUSTOMER)
async def my_purchases(
    tx: Transaction, actor: Actor, *, state: SaleState | None = None, count: int = 100, before: int = NEWEST
) -> list[Sale]:
    """The kworks that the caller has bought, the newest first, those before an order; ``state``: only those in it."""
    return await _sales(tx, actor, state, count, before, as_customer=True)


@query(Role.PERFORMER)
async def my_sales(
    tx: Transaction, actor: Actor, *, state: SaleState | None = None, count: int = 100, before: int = NEWEST
) -> list[Sale]:
    """The kworks that the caller has sold, the newest first, those before an order; ``state``: only those in it."""
    return await _sales(tx, actor, state, count, before, as_customer=False)


async def _sales(
    tx: Transaction, actor: Actor, state: SaleState | None, count: int, before: int, *, as_customer: bool
) -> list[Sale]:
    rows, _ = page(count, 0)
    statement = sales_of_party(as_customer=as_customer, state=state is not None)
    return await tx.all(statement, person=actor.id, in_state=state, count=rows, before=before)


async def sale_of_order(tx: Transaction, order_id: int) -> Sale | None:
    """The purchase that made an order; ``None``: it came another way. A step."""
    return await tx.first(SALE, order_id=order_id)


async def sales_figures(tx: Transaction, kwork_id: int) -> SalesFigures:
    """What became of the sales of a kwork. A step."""
    return await tx.one(FIGURES, kwork_id=kwork_id)


@query(Role.MODERATOR)
async def kworks_to_moderate(tx: Transaction, actor: Actor, *, count: int = 100, after: int = 0) -> list[Card]:
    """Kworks of others that wait for a moderator, oldest first, those after an id."""
    rows, _ = page(count, 0)
    return await tx.all(TO_MODERATE, moderator=actor.id, count=rows, after=after)


async def images_of(tx: Transaction, kwork_ids: Sequence[int]) -> list[Image]:
    """The pictures of these kworks, by kwork, in the order in which they were added. A step."""
    return await tx.all(IMAGES_OF, ids=list(kwork_ids))
