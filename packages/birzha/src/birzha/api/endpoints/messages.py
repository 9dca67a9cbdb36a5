"""Messages of the exchange to the caller."""

from msgspec import Struct

from birzha.api.call import Call
from birzha.api.fields import Ids, Moment
from birzha.api.paging import Everything, Limit, whole
from birzha.api.registry import endpoint
from birzha.api.views import viewer
from birzha.errors import NotFound
from birzha.messages.commands import delete, mark_read
from birzha.messages.queries import unread


class MessageView(Struct, frozen=True):
    """An unread message.

    Args:
        id: of the message.
        date: when it was sent, unixtime.
        text: plain.
    """

    id: int
    date: int
    text: str


class MessagesQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which messages.

    Args:
        since: only those of that moment and later.
        limit: rows, 1 to 100.
    """

    since: Moment = 0
    limit: Limit = 100


class SomeIds(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which things.

    Args:
        ids: 1 to 100.
    """

    ids: Ids


class DoneIds(Struct, frozen=True):
    """For which things it was done.

    Args:
        ids: ascending.
    """

    ids: list[int]


@endpoint("GET", "/messages", unread)
async def get_messages(call: Call, *, query: MessagesQuery) -> Everything[MessageView]:
    """The caller's unread messages, newest first; reading does not mark them."""
    return whole(await call.ask(unread, query.since, query.limit), viewer(MessageView))


@endpoint("POST", "/messages/read", mark_read, errors=(NotFound,))
async def post_messages_read(call: Call, *, body: SomeIds) -> DoneIds:
    """Mark unread messages as read; answers those that were unread."""
    return DoneIds(await call.do(mark_read, body.ids))


@endpoint("POST", "/messages/delete", delete, errors=(NotFound,))
async def post_messages_delete(call: Call, *, body: SomeIds) -> DoneIds:
    """Delete unread messages; answers those that were unread."""
    return DoneIds(await call.do(delete, body.ids))
