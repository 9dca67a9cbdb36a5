"""``tasks.*``: judging results and paying for them."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.orders.commands import accept_results, delete_orders, extra_pay, pay_excess, send_back
from birzha.orders.queries import excess


@handles("tasks.paidTask")
async def paid_task(call: Call) -> Answer:
    """Accept orders under check."""
    return _batch(call, await call.market.do(accept_results, call.actor, call.values["id"], call.values["text"]))


@handles("tasks.cancelTask")
async def cancel_task(call: Call) -> Answer:
    """Send orders under check back for rework."""
    return _batch(call, await call.market.do(send_back, call.actor, call.values["id"], call.values["text"]))


def _batch(call: Call, ids: list[int]) -> Answer:
    number = call.style.number
    return {"status": number(int(bool(ids))), "ids": [number(each) for each in ids]}


@handles("tasks.deleteTask")
async def delete_task(call: Call) -> Answer:
    """Delete drafts and orders that wait for a performer."""
    ids = await call.market.do(delete_orders, call.actor, call.values["id"])
    return {"ids": [call.style.number(each) for each in ids]}


@handles("tasks.extraPaid")
async def extra_paid(call: Call) -> Answer:
    """Pay extra, or reckon what the characters beyond the size cost."""
    values, number = call.values, call.style.number
    order_id, notify = values["id"], bool(values["note"])
    if values["autopay"] == "get":
        amount = await call.market.ask(excess, call.actor, order_id)
        return {"status": number(1), "count": call.style.money(amount)}
    if values["autopay"] == "pay":
        paid = await call.market.do(pay_excess, call.actor, order_id, notify=notify)
        return {"status": number(int(paid > 0))}
    done = await call.market.do(extra_pay, call.actor, order_id, values["count"], notify=notify)
    return {"status": number(int(done))}
