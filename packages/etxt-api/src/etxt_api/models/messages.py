"""Answers of ``messages.*``."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from etxt_api.models.base import Flag, Ids, Moment, Text, Whole, WireModel


class SystemMessage(WireModel):
    """An unread message of the system."""

    identity: ClassVar[str] = "id"

    id: Whole
    date: Moment
    text: Text
    """May carry HTML or BB codes."""


class MarkedMessages(WireModel):
    """The messages that were marked as read or deleted."""

    ids: Ids


class PrivateMessage(WireModel):
    """A private message."""

    date: Moment
    text: Text
    id_author: Whole
    id_user: Whole
    """The other user of the conversation."""
    reads: Flag
    """Whether it was read."""


class UnreadOfAuthor(WireModel):
    """How many private messages of one author are unread."""

    id_author: Whole
    count: Whole


def _authors(data: Any) -> Any:
    return list(data.values()) if isinstance(data, dict) else data or ()


class UnreadCount(WireModel):
    """How many private messages are unread."""

    count: Whole
    users: Annotated[tuple[UnreadOfAuthor, ...], BeforeValidator(_authors)]


class SentMessage(WireModel):
    """The message that ``messages.writePrivate`` sent."""

    id_user: Whole
    """To whom."""
    text: Text
    time: Moment
