"""``messages.*``: messages of the exchange, and private ones."""

from html import escape

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.messages.commands import delete, mark_read, read_unread
from birzha.messages.commands import write_private as write
from birzha.messages.queries import private_messages, unread, unread_private
from birzha.orders.notices import RATEUP_PATH


@handles("messages.getList")
async def get_list(call: Call) -> Answer:
    """Unread system messages, at most 100; their text is HTML, so that what people wrote in it is no markup."""
    number = call.style.number
    return [
        {"id": number(each.id), "date": number(each.date), "text": _html(call, each.text)}
        for each in await call.market.ask(unread, call.actor, call.values["from_"] or 0)
    ]


def _html(call: Call, text: str) -> str:
    # a program that reads the message elsewhere needs the whole address
    return escape(text, quote=False).replace(f" {RATEUP_PATH}", f" {call.links.base}{RATEUP_PATH}")


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


@handles("messages.readPrivate")
async def read_private(call: Call) -> Answer:
    """The conversation with somebody, newest first; with ``unread`` what they wrote anew, which becomes read by being shown."""
    values, number = call.values, call.style.number
    wanted = {
        "count": values["count"],
        "offset": values["from_"],
        "date_from": values["date_from"],
        "date_to": values["date_to"],
    }
    if values["unread"]:
        found = await call.market.do(read_unread, call.actor, values["id_user"], **wanted)
    else:
        found = await call.market.ask(private_messages, call.actor, values["id_user"], **wanted)
    # a page has a hundred rows and few different numbers: they are written once
    peer, read, new = number(values["id_user"]), number(1), number(0)
    authors = {values["id_user"]: peer, call.actor.id: number(call.actor.id)}
    return [
        {
            "date": number(each.date),
            "text": each.text,
            "id_author": authors[each.author_id],
            "id_user": peer,
            "reads": read if each.read_at else new,
        }
        for each in found
    ]


@handles("messages.getCountUnread")
async def get_count_unread(call: Call) -> Answer:
    """How many private messages are unread, in all and by author."""
    number = call.style.number
    found = await call.market.ask(unread_private, call.actor)
    return {
        "count": number(sum(each.count for each in found)),
        "users": [{"id_author": number(each.author_id), "count": number(each.count)} for each in found],
    }


@handles("messages.writePrivate")
async def write_private(call: Call) -> Answer:
    """Write to somebody."""
    person_id, text = call.values["id_user"], call.values["text"]
    sent = await call.market.do(write, call.actor, person_id, text)
    return {"id_user": call.style.number(person_id), "text": text, "time": call.style.number(sent.date)}
