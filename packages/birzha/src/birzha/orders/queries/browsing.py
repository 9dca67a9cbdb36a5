"""What performers see of orders: those that wait, those in their hands, and what is said on them."""

from birzha.limits import page
from birzha.orders.commands.guarded import no_such_order
from birzha.orders.commands.seeing import performer_facts
from birzha.orders.model import LiveBid, NoteRow, Order, WorkType
from birzha.orders.tables.lists import SHUT_OUT, WHITE_GROUPS, WHITE_OWNERS
from birzha.orders.tables.lists import available_orders as available_statement
from birzha.orders.tables.lists import performer_orders as performer_statement
from birzha.orders.tables.notes import DISCUSSION, MY_LIVE_BIDS, OPEN_DISCUSSION
from birzha.orders.tables.orders import ORDER
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@query(Role.PERFORMER)
async def available_orders(
    tx: Transaction,
    actor: Actor,
    *,
    count: int = 100,
    offset: int = 0,
    order_id: int | None = None,
    category_id: int | None = None,
    work_type: int | None = None,
    offers: bool = False,
) -> list[Order]:
    """Orders that a performer may take, newest first (reference of the exchange, §4.4).

    Args:
        tx: the transaction.
        actor: the performer.
        count: up to 100.
        offset: how many to skip.
        order_id: only this one.
        category_id: only of this category.
        work_type: only of this kind of work.
        offers: only individual orders for this performer.
    """
    performer = await performer_facts(tx, actor.id)
    if performer is None:
        return []
    rows, skip = page(count, offset)
    statement = available_statement(
        one=order_id is not None, category=category_id is not None, work_type=work_type is not None, offers=offers
    )
    return await tx.all(
        statement,
        performer=actor.id,
        shut_out=await tx.all(SHUT_OUT, performer=actor.id),
        white_owners=await tx.all(WHITE_OWNERS, performer=actor.id),
        white_groups=await tx.all(WHITE_GROUPS, performer=actor.id),
        attestations=performer.attestations,
        diploma=performer.diploma,
        order_id=order_id,
        category=category_id,
        of_type=work_type,
        count=rows,
        skip=skip,
        **{f"level_{kind}": performer.level(kind) for kind in WorkType},
    )


@query(Role.PERFORMER)
async def available_order(tx: Transaction, actor: Actor, order_id: int) -> Order:
    """One of the orders that a performer may take.

    Raises:
        NotFound: it is not among them.
    """
    found = await available_orders(tx, actor, order_id=order_id, count=1)
    if not found:
        raise no_such_order()
    return found[0]


@query(Role.PERFORMER)
async def performer_orders(
    tx: Transaction, actor: Actor, *, count: int = 100, offset: int = 0, status: int | None = None
) -> list[Order]:
    """The orders that a performer works or worked on, newest first.

    Args:
        tx: the transaction.
        actor: the performer.
        count: up to 100.
        offset: how many to skip.
        status: only in this status.
    """
    rows, skip = page(count, offset)
    return await tx.all(
        performer_statement(status=status is not None), performer=actor.id, of_status=status, count=rows, skip=skip
    )


@query(Role.PERFORMER)
async def my_bids(tx: Transaction, actor: Actor, *, count: int = 100, before: int = 2**62) -> list[LiveBid]:
    """A performer's own live bids, newest first, those before an id."""
    rows, _ = page(count, 0)
    return await tx.all(MY_LIVE_BIDS, bidder=actor.id, before=before, count=rows)


@query(Role.CUSTOMER | Role.PERFORMER)
async def discussion(tx: Transaction, actor: Actor, order_id: int) -> list[NoteRow]:
    """What is said on an order, newest first.

    Its customer and its performer read everything; a performer who may take it reads what is not hidden and no bid of another.

    Raises:
        NotFound: the caller is none of these.
    """
    order = await tx.first(ORDER, order_id=order_id)
    if order is None:
        raise no_such_order()
    if actor.id in {order.customer_id, order.performer_id}:
        return await tx.all(DISCUSSION, order_id=order_id)
    if not actor.roles & Role.PERFORMER:
        raise no_such_order()
    await available_order(tx, actor, order_id)
    return await tx.all(OPEN_DISCUSSION, order_id=order_id, reader=actor.id)
