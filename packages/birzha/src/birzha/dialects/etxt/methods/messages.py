"""``messages.*``: system messages."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.messages.commands import delete, mark_read
from birzha.messages.queries import unread


@handles("messages.getList")
async def get_list(call: Call) -> Answer:
    """Unread system messages, at most 100."""
    number = call.style.number
    return [
        {"id": number(each.id), "date": number(each.date), "text": each.text}
        for each in await call.market.ask(unread, call.actor, call.values["from_"] or 0)
    ]


@handles("messages.setRead")
async def set_read(call: Call) -> Answer:
    """Mark unread messages as read."""
    return _ids(call, await call.market.do(mark_read, call.actor, call.values["ids"]))


@handles("messages.setDelete")
async def set_delete(call: Call) -> Answer:
    """Delete unread messages."""
    return _ids(call, await call.market.do(delete, call.actor, call.values["ids"]))


def _ids(call: Call, ids: list[int]) -> Answer:
    return {"ids": [call.style.number(each) for each in ids]}
