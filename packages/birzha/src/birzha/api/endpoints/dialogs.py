"""What people write to one another in private."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Id
from birzha.api.paging import NEWEST, Everything, Page, Paged, after_key, whole
from birzha.api.registry import endpoint
from birzha.api.views import view, viewer
from birzha.errors import Forbidden, Invalid, NotFound, TooSoon
from birzha.messages.commands import mark_dialog_read, write_message
from birzha.messages.model import LONGEST_TEXT
from birzha.messages.queries import dialogs, dialogs_by_block, private_messages, unread_private, write_refusal


class DialogView(Struct, frozen=True):
    """A conversation by its last message.

    Args:
        person_id: the other one.
        login: of them.
        id: of the last message.
        author_id: who wrote it.
        text: of it.
        date: of it, unixtime.
        unread: how many messages of the other one the caller has not read.
    """

    person_id: int
    login: str
    id: int
    author_id: int
    text: str
    date: int
    unread: int


class PrivateMessageView(Struct, frozen=True):
    """A message of a conversation.

    Args:
        id: of the message.
        author_id: who wrote it.
        text: as it was written.
        date: when, unixtime.
        read_at: when its recipient read it, unixtime; 0: not yet.
    """

    id: int
    author_id: int
    text: str
    date: int
    read_at: int


class UnreadView(Struct, frozen=True):
    """How many messages of somebody are not read.

    Args:
        author_id: who wrote them.
        count: at least one.
    """

    author_id: int
    count: int


class UnreadCounts(Struct, frozen=True):
    """How many messages are not read.

    Args:
        count: in all.
        people: by author.
    """

    count: int
    people: list[UnreadView]


class AllowedView(Struct, frozen=True):
    """Whether one may write.

    Args:
        allowed: whether.
        reason: why not, in Russian; empty where one may.
    """

    allowed: bool
    reason: str


class NewMessage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message to send.

    Args:
        text: 1 to 10,000 characters.
    """

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]


class SentView(Struct, frozen=True):
    """A message that went out.

    Args:
        id: of it.
        date: when, unixtime.
    """

    id: int
    date: int


class SeenUpTo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a conversation was read.

    Args:
        last_id: of the last message that was seen.
    """

    last_id: Id


class MarkedCount(Struct, frozen=True):
    """How many messages became read.

    Args:
        count: of them.
    """

    count: int


@endpoint("GET", "/dialogs", dialogs)
async def get_dialogs(call: Call, *, query: Paged) -> Page[DialogView]:
    """The caller's conversations, the one with the newest message first."""
    found = await call.ask(dialogs, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, viewer(DialogView))


@endpoint("GET", "/dialogs/unread", unread_private)
async def get_unread_counts(call: Call) -> UnreadCounts:
    """How many private messages the caller has not read, in all and by author."""
    found = await call.ask(unread_private)
    return UnreadCounts(sum(each.count for each in found), [view(UnreadView, each) for each in found])


@endpoint("GET", "/dialogs/blocked", dialogs_by_block)
async def get_blocked_dialogs(call: Call) -> Everything[DialogView]:
    """The caller's conversations with those on the caller's black list and those whom the caller ignores, newest first."""
    return whole(await call.ask(dialogs_by_block, blocked=True), viewer(DialogView))


@endpoint("GET", "/dialogs/{person_id}/allowed", write_refusal, errors=(NotFound,))
async def get_allowed(call: Call, person_id: Id) -> AllowedView:
    """Whether the caller may write to somebody; that one writes too often is another matter."""
    reason = await call.ask(write_refusal, person_id)
    return AllowedView(not reason, reason)


@endpoint("GET", "/dialogs/{person_id}", private_messages)
async def get_dialog(call: Call, person_id: Id, *, query: Paged) -> Page[PrivateMessageView]:
    """The conversation with somebody, newest first; reading does not mark anything."""
    found = await call.ask(private_messages, person_id, count=query.count, before=query.cursor or None)
    return after_key(found, query, viewer(PrivateMessageView))


@endpoint("POST", "/dialogs/{person_id}", write_message, status=201, errors=(Forbidden, Invalid, NotFound, TooSoon))
async def post_dialog(call: Call, person_id: Id, *, body: NewMessage) -> SentView:
    """Write to somebody; a conversation begins at most once a minute, and goes on at once."""
    return view(SentView, await call.do(write_message, person_id, body.text))


@endpoint("POST", "/dialogs/{person_id}/read", mark_dialog_read)
async def post_dialog_read(call: Call, person_id: Id, *, body: SeenUpTo) -> MarkedCount:
    """Mark what somebody wrote as read, up to a message."""
    return MarkedCount(await call.do(mark_dialog_read, person_id, body.last_id))
