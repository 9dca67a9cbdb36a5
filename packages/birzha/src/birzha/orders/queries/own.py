"""A customer's own orders."""

from birzha.limits import page
from birzha.orders.commands.guarded import no_such_order
from birzha.orders.model import Order, OrderFilter, Status
from birzha.orders.tables.lists import own_orders
from birzha.orders.tables.orders import ORDER
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@query(Role.CUSTOMER)
async def orders(tx: Transaction, actor: Actor, wanted: OrderFilter) -> list[Order]:
    """A customer's orders, newest first, without archived ones (documentation of tasks.listTasks).

    Args:
        tx: the transaction.
        actor: the customer.
        wanted: filters and page.
    """
    count, skip = page(wanted.count, wanted.offset)
    status = None if wanted.overdue_undecided else wanted.status
    statement = own_orders(
        one=wanted.order_id is not None,
        performer=wanted.performer_id is not None,
        folder=wanted.folder_id is not None,
        status=status is not None,
        published=status == Status.WAITING,
        undecided=wanted.overdue_undecided,
        target=wanted.target is not None,
    )
    return await tx.all(
        statement,
        customer=actor.id,
        order_id=wanted.order_id,
        performer=wanted.performer_id,
        folder=wanted.folder_id,
        of_status=status,
        for_target=wanted.target,
        count=count,
        skip=skip,
    )


@query(Role.CUSTOMER)
async def order_ids(tx: Transaction, actor: Actor, wanted: OrderFilter) -> list[int]:
    """The ids of the same orders (documentation of tasks.listTasks, ``only_id``)."""
    return [order.id for order in await orders(tx, actor, wanted)]


@query(Role.CUSTOMER | Role.PERFORMER)
async def order(tx: Transaction, actor: Actor, order_id: int) -> Order:
    """An order, for its customer or its performer.

    Raises:
        NotFound: the caller is neither.
    """
    found = await tx.first(ORDER, order_id=order_id)
    if found is None or actor.id not in {found.customer_id, found.performer_id}:
        raise no_such_order()
    return found
