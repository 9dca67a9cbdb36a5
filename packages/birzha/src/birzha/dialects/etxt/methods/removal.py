"""``tasks.sendNoteFail``: asking for a performer to be taken off."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.tickets.commands import open_ticket


@handles("tasks.sendNoteFail")
async def send_note_fail(call: Call) -> Answer:
    """Ask moderators to take the performer off an order."""
    ticket = await call.market.do(open_ticket, call.actor, call.values["id"], call.values["text"])
    return {"status": call.style.number(1), "ticket": call.links.page("ticket", ticket.token)}
