"""The caller's own notes about people: ``users.getNote`` and ``users.setNote``."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.lists.commands import set_note as keep_note
from birzha.lists.queries import note


@handles("users.getNote")
async def get_note(call: Call) -> Answer:
    """The note about somebody."""
    number = call.style.number
    found = await call.market.ask(note, call.actor, call.values["id"])
    return {"id_user": number(found.person_id), "text": found.text, "date": number(found.date)}


@handles("users.setNote")
async def set_note(call: Call) -> Answer:
    """Keep a note about somebody; an empty one takes it away."""
    await call.market.do(keep_note, call.actor, call.values["id"], call.values["text"])
    return {"status": call.style.number(1)}
