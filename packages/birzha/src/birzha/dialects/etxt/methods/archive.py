"""``tasks_archive.*``: orders that left the working list."""

from typing import Any

from birzha.dialects.etxt.methods.orders import figures_of, files_of
from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.orders.model import ArchivedResult, ArchiveFilter, Order
from birzha.orders.queries import archived_orders, archived_results


@handles("tasks_archive.listTasks")
async def list_tasks(call: Call) -> Answer:
    """The caller's archived orders, by default the first to go there first."""
    values = call.values
    wanted = ArchiveFilter(
        count=values["count"],
        offset=values["from_"],
        newest_first=values["order"] == "desc",
        order_id=values["id"],
        performer_id=values["id_user"],
        folder_id=values["id_folder"],
    )
    return [_order(call, each) for each in await call.market.ask(archived_orders, call.actor, wanted)]


def _order(call: Call, order: Order) -> dict[str, Any]:
    number = call.style.number
    return {
        "id": number(order.id),
        "id_user": number(order.performer_id),
        "id_folder": number(order.folder_id),
        "id_category": number(order.category_id),
        "date": number(order.date),
        "title": order.title,
        "description": order.description,
        "id_type": number(order.work_type),
        "id_level": number(order.level),
        "deadline": number(order.deadline),
        "price": call.style.money(order.full_price),
        "price_type": number(order.price_type),
        "size": number(order.size),
        "whitespaces": number(order.whitespaces),
        "text": order.text,
        "end_date": number(order.end_date),
        "date_archive": number(order.archived_at),
        "keywords": order.keywords,
        "language_from": number(order.language_from),
        "language_to": number(order.language_to),
    }


@handles("tasks_archive.getResults")
async def get_results(call: Call) -> Answer:
    """What was submitted for one archived order, newest first, with its text."""
    found = await call.market.ask(archived_results, call.actor, call.values["id"])
    return [_result(call, each) for each in found]


def _result(call: Call, archived: ArchivedResult) -> dict[str, Any]:
    number, result = call.style.number, archived.result
    # a check finds the same for every part; here its figures stand together, not as a flag (A34)
    return {
        "id_task": number(result.order_id),
        "id_user": number(result.person_id),
        "comment": result.comment,
        "content": archived.content,
        "date": number(result.date),
        "date_reset": number(result.date_reset),
        "check": figures_of(call, result.parts[0]) if result.parts else {"auto_check_date": number(0)},
        "files": files_of(call, result.parts),
    }
