"""``tasks.*``: deadlines, failed orders and copies."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.orders.commands import copy_order, fail_order, set_deadline


@handles("tasks.failTask")
async def fail_task(call: Call) -> Answer:
    """Cancel an overdue order and, if asked, publish a copy of it."""
    values, number = call.values, call.style.number
    failure = await call.market.do(
        fail_order, call.actor, values["id"], copy=bool(values["copy"]), deadline=values["deadline"]
    )
    answer = {"id": number(failure.order_id)}
    if failure.copy_id is not None:
        answer["id_copy"] = number(failure.copy_id)
    return {**answer, "rateup": call.links.page("rateup", failure.rateup_token)}


@handles("tasks.copyTask")
async def copy_task(call: Call) -> Answer:
    """Publish a copy of an order."""
    copy_id = await call.market.do(copy_order, call.actor, call.values["id"], call.values["deadline"])
    return {"id_copy": call.style.number(copy_id)}


@handles("tasks.setDeadline")
async def change_deadline(call: Call) -> Answer:
    """Extend a deadline; an overdue order returns to work, a draft may be published."""
    values, number = call.values, call.style.number
    order = await call.market.do(
        set_deadline, call.actor, values["id"], values["deadline"], publish=bool(values["public"])
    )
    return {
        "deadline": number(order.deadline),
        "id": number(order.id),
        "status": number(order.status),
        "quick": number(order.quick),
    }
