"""``tasks.*``: looking at orders, their bids and results."""

from collections.abc import Iterable
from typing import Any

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.orders.commands import set_client_comment
from birzha.orders.model import Order, OrderFilter, Part, PartKind, Result, Target
from birzha.orders.queries import live_bids, notes, order_ids, orders, results

OVERDUE_UNDECIDED = 10
"""The one value of ``filter`` (documentation of tasks.listTasks)."""


@handles("tasks.listTasks")
async def list_tasks(call: Call) -> Answer:
    """The caller's orders, newest first."""
    values = call.values
    wanted = OrderFilter(
        count=values["count"],
        offset=values["from_"],
        order_id=values["id"],
        performer_id=values["id_user"],
        folder_id=values["id_folder"],
        status=values["status"],
        overdue_undecided=values["filter"] == OVERDUE_UNDECIDED,
        target=values["target"],
    )
    if values["only_id"]:
        number = call.style.number
        return [{"id": number(each)} for each in await call.market.ask(order_ids, call.actor, wanted)]
    return [_order(call, each) for each in await call.market.ask(orders, call.actor, wanted)]


def _order(call: Call, order: Order) -> dict[str, Any]:
    number = call.style.number
    fields: dict[str, Any] = {
        "id": number(order.id),
        "id_user": number(order.performer_id),
        "id_folder": number(order.folder_id),
        "id_category": number(order.category_id),
        "date": number(order.date),
        "end_date": number(order.end_date),
        "title": order.title,
        "description": order.description,
        "id_type": number(order.work_type),
        "id_subtype": number(order.subtype),
        "id_level": number(order.level),
        "deadline": number(order.deadline),
        "status": number(order.status),
        "public": number(order.public),
        "price": call.style.money(order.full_price),
        "price_type": number(order.price_type),
        "size": number(order.size),
        "whitespaces": number(order.whitespaces),
        "checksize": number(order.checksize),
        "text": order.text,
        "quick": number(order.quick),
        "target": number(order.target),
        "keywords": order.keywords,
        "language_from": number(order.language_from),
        "language_to": number(order.language_to),
        "multitask": number(order.multitask),
        "multicount": number(order.multicount),
        "client_comment": order.client_comment,
    }
    if order.uniq is not None:
        fields["uniq"] = number(order.uniq)
    if order.target == Target.INDIVIDUAL:
        fields["id_target"] = number(order.target_id)
    if order.file_key:
        fields["filename"] = call.links.file("attachment", order.id, order.file_name)
    return fields


@handles("tasks.setClientComment")
async def save_client_comment(call: Call) -> Answer:
    """Keep the customer's own note on an order."""
    await call.market.do(set_client_comment, call.actor, call.values["id"], call.values["text"])
    return {"status": call.style.number(1)}


@handles("tasks.viewNotes")
async def view_notes(call: Call) -> Answer:
    """Bids and comments on orders; a comment without a live bid has ``id_note`` 0."""
    number = call.style.number
    return [
        {
            "id": number(each.id),
            "text": each.text,
            "date": number(each.date),
            "id_user": number(each.person_id),
            "login": each.login,
            "id_note": number(each.bid_id),
            "id_task": number(each.order_id),
        }
        for each in await call.market.ask(notes, call.actor, call.values["id"])
    ]


@handles("tasks.viewNotesAll")
async def view_notes_all(call: Call) -> Answer:
    """Live bids on all of the caller's orders."""
    number, money = call.style.number, call.style.money
    return [
        {
            "id_note": number(each.id),
            "title": each.title,
            "price": money(each.full_price),
            "deadline": number(each.deadline),
            "id_task": number(each.order_id),
            "id_user": number(each.person_id),
            "user": each.login,
            "date": number(each.date),
            "text": each.text,
        }
        for each in await call.market.ask(live_bids, call.actor)
    ]


@handles("tasks.getResults")
async def get_results(call: Call) -> Answer:
    """What performers submitted, newest first; one list, or grouped under the order's id (A7)."""
    found = await call.market.ask(results, call.actor, call.values["id"])
    if call.wire.results_style == "flat" or not found:
        return [_result(call, each) for each in found]
    grouped: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        grouped.setdefault(str(each.order_id), []).append(_result(call, each))
    return grouped


def _result(call: Call, result: Result) -> dict[str, Any]:
    number = call.style.number
    return {
        "id": number(result.id),
        "id_task": number(result.order_id),
        "id_user": number(result.person_id),
        "comment": result.comment,
        "date": number(result.date),
        "date_reset": number(result.date_reset),
        "status": number(result.status),
        "check": number(result.checked),
        "files": files_of(call, result.parts),
    }


def files_of(call: Call, parts: Iterable[Part]) -> dict[str, Any]:
    """The parts of a result under their kinds (A7), with links that work for about a day."""
    return {str(part.kind): _part(call, part) for part in parts}


def _part(call: Call, part: Part) -> dict[str, Any]:
    number = call.style.number
    # the documentation calls the type of the document its name
    kind = "txt" if part.kind == PartKind.TEXT else part.name.rpartition(".")[2].lower()
    name = part.name or f"{part.result_id}.{kind}"
    fields: dict[str, Any] = {
        "name": kind,
        "size": number(part.size),
        "path": call.links.file(f"result_{part.kind}", part.result_id, name),
    }
    return fields | figures_of(call, part)


def figures_of(call: Call, part: Part) -> dict[str, Any]:
    """What a check found, by name; what was not measured is left out."""
    number = call.style.number
    found = {mark: getattr(part, mark) for mark in ("per_keywords", "per_mistakes", "per_antiplagiat", "per_diff")}
    measured = {mark: number(percent) for mark, percent in found.items() if percent is not None}
    return {**measured, "auto_check_date": number(part.auto_check_date)}
