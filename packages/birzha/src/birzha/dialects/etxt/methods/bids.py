"""``tasks.*``: choosing a performer, and talking about an order."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.orders.commands import accept_bid, add_comment, decline_bid
from birzha.orders.model import Assignment


@handles("tasks.setNote")
async def set_note(call: Call) -> Answer:
    """Accept a bid."""
    return _decided(call, await call.market.do(accept_bid, call.actor, call.values["id"], call.values["comment"]))


@handles("tasks.unsetNote")
async def unset_note(call: Call) -> Answer:
    """Decline a bid."""
    return _decided(call, await call.market.do(decline_bid, call.actor, call.values["id"]))


def _decided(call: Call, decision: Assignment) -> Answer:
    number = call.style.number
    return {"id_task": number(decision.order_id), "id_user": number(decision.person_id)}


@handles("tasks.saveComment")
async def save_comment(call: Call) -> Answer:
    """Add a comment to an order."""
    values, number = call.values, call.style.number
    added = await call.market.do(add_comment, call.actor, values["id"], values["text"], hidden=bool(values["hide"]))
    return {"id": number(values["id"]), "id_comment": number(added.id), "comments": number(added.count)}
