"""A customer's archived orders: they are asked for here, and nowhere else."""

from birzha.limits import page
from birzha.orders.commands.guarded import no_such_order
from birzha.orders.model import ArchivedResult, ArchiveFilter, Order, PartKind
from birzha.orders.queries.submitted import with_parts
from birzha.orders.tables.lists import archived_orders as archived_statement
from birzha.orders.tables.results import ARCHIVED_RESULTS, CONTENTS
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@query(Role.CUSTOMER)
async def archived_orders(tx: Transaction, actor: Actor, wanted: ArchiveFilter) -> list[Order]:
    """A customer's archived orders by the moment they went there (documentation of tasks_archive.listTasks).

    Args:
        tx: the transaction.
        actor: the customer.
        wanted: filters and page.
    """
    count, skip = page(wanted.count, wanted.offset)
    statement = archived_statement(
        newest_first=wanted.newest_first,
        one=wanted.order_id is not None,
        performer=wanted.performer_id is not None,
        folder=wanted.folder_id is not None,
    )
    return await tx.all(
        statement,
        customer=actor.id,
        order_id=wanted.order_id,
        performer=wanted.performer_id,
        folder=wanted.folder_id,
        count=count,
        skip=skip,
    )


@query(Role.CUSTOMER)
async def archived_results(tx: Transaction, actor: Actor, order_id: int) -> list[ArchivedResult]:
    """What was submitted for an own archived order, newest first (documentation of tasks_archive.getResults).

    Raises:
        NotFound: it is not an own order, or not in the archive.
    """
    rows = await tx.all(ARCHIVED_RESULTS, order_id=order_id, customer=actor.id)
    if not rows:
        raise no_such_order()
    texts = await tx.all(CONTENTS, ids=[row.id for row in rows], of_kind=PartKind.TEXT)
    contents = {row["result_id"]: row["content"] for row in texts}
    return [ArchivedResult(each, contents.get(each.id, "")) for each in await with_parts(tx, rows)]
