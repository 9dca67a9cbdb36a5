"""Results of orders, and what they cost beyond the price."""

from collections.abc import Iterable, Sequence

from birzha.errors import NotFound
from birzha.orders.commands.guarded import no_such_order
from birzha.orders.model import Event, Part, Result, ResultRow, after, excess_amount
from birzha.orders.tables.orders import ORDER
from birzha.orders.tables.results import CONTENT, NEWEST_RESULT, OWN_RESULTS, PART, PARTS, RESULT, RESULTS
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@query(Role.CUSTOMER)
async def results(tx: Transaction, actor: Actor, order_ids: Sequence[int]) -> list[Result]:
    """What was submitted for own orders, newest first (documentation of tasks.getResults); others' orders are left out."""
    return await with_parts(tx, await tx.all(RESULTS, ids=list(order_ids), customer=actor.id))


@query(Role.PERFORMER)
async def my_results(tx: Transaction, actor: Actor, order_id: int) -> list[Result]:
    """What a performer submitted for an order, newest first."""
    return await with_parts(tx, await tx.all(OWN_RESULTS, order_id=order_id, performer=actor.id))


async def with_parts(tx: Transaction, rows: Sequence[ResultRow]) -> list[Result]:
    """Results with their parts, in the same order. A step."""
    parts: dict[int, list[Part]] = {}
    for part in await tx.all(PARTS, ids=[row.id for row in rows]):
        parts.setdefault(part.result_id, []).append(part)
    return [_joined(row, parts.get(row.id, ())) for row in rows]


def _joined(row: ResultRow, parts: Iterable[Part]) -> Result:
    return Result(
        row.id,
        row.order_id,
        row.person_id,
        row.comment,
        row.date,
        row.date_reset,
        row.status,
        row.checked,
        row.characters,
        row.excess_paid,
        tuple(parts),
    )


@query(Role.CUSTOMER | Role.PERFORMER)
async def result_text(tx: Transaction, actor: Actor, result_id: int) -> str:
    """The text of a result, for the order's customer and for who wrote it.

    Raises:
        NotFound: the caller is neither, or the result has no text.
    """
    row = await tx.first(RESULT, result_id=result_id)
    order = None if row is None else await tx.first(ORDER, order_id=row.order_id)
    if row is None or order is None or actor.id not in {order.customer_id, row.person_id}:
        raise NotFound("Такого результата нет.", field="id")
    return await text_of(tx, result_id)


async def text_of(tx: Transaction, result_id: int) -> str:
    """The text of a result, for whoever holds a signed link to it. A step.

    Raises:
        NotFound: it has none.
    """
    row = await tx.first(CONTENT, result_id=result_id, of_kind="text")
    if row is None:
        raise NotFound("У этого результата нет текста.")
    return str(row[0])


async def part_of(tx: Transaction, result_id: int, kind: str) -> Part:
    """A part of a result, for whoever holds a signed link to it. A step.

    Raises:
        NotFound: it has none of that kind.
    """
    part = await tx.first(PART, result_id=result_id, of_kind=kind)
    if part is None:
        raise NotFound("Такого файла нет или он уже удалён.")
    return part


@query(Role.CUSTOMER)
async def excess(tx: Transaction, actor: Actor, order_id: int) -> int:
    """What the newest result's length beyond the order's size costs, kopecks (documentation of tasks.extraPaid, ``autopay=get``).

    Returns:
        0 where there is none, or it has been paid for.

    Raises:
        NotFound: it is not an own order.
        WrongState: the order has no performer, or is overdue or cancelled.
    """
    order = await tx.first(ORDER, order_id=order_id)
    if order is None or order.customer_id != actor.id:
        raise no_such_order()
    after(order, Event.PAY_EXTRA)
    newest = await tx.first(NEWEST_RESULT, order_id=order.id)
    return 0 if newest is None or newest.excess_paid else excess_amount(order, newest.characters)
