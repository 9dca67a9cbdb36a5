"""What system messages and private messages are. No I/O."""

from dataclasses import dataclass
from typing import Literal

from birzha.clock import MINUTE

LONGEST_TEXT = 10_000
"""The longest text of a message, characters (documentation of messages.writePrivate)."""

RATE_FOR_PROGRAMS = 10_000
"""A program may write for somebody whose rating is above this, points (documentation of messages.writePrivate)."""

PAUSE = MINUTE
"""How long after a message the same author may not write another, seconds (documentation of messages.writePrivate)."""

MOST_NEW = 500
"""How many new messages a program takes at once; the rest it takes the next time."""

MOST_UNREAD = 100
"""How many unread messages are given at once (documentation of messages.getList)."""


LONGEST_PREVIEW = 200
"""How much of a private message its notification shows, characters."""

Kind = Literal["system", "message", "order", "offer", "kwork", "article", "correction", "review", "money"]
"""What a notification is about. The documentation of Kwork's client names message, order and system, and more that it does not name;
``message`` is a private one."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the exchange tells a person, before it is told.

    Args:
        text: plain.
        kind: what it is about.
        title: a few words; empty: the text says all.
        link: where our own API shows what it is about, below its address, such as ``/orders/5``; empty: nowhere.
    """

    text: str
    kind: Kind = "system"
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class SystemMessage:
    """An unread message of the exchange to a person.

    Args:
        id: of the message.
        date: when it was sent, unixtime.
        text: plain; whatever came from people in it is escaped by who shows it.
    """

    id: int
    date: int
    text: str


@dataclass(frozen=True, slots=True)
class Notification(SystemMessage):
    """A message of the exchange, or word of a private one, to a person, read or not; see :class:`Notice`.

    Args:
        kind: what it is about.
        title: a few words; empty: none.
        link: what it is about, below the address of our own API; empty: nowhere.
        read_at: when the person had it marked as read, unixtime; 0: not yet.
    """

    kind: str
    title: str
    link: str
    read_at: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Notifications, and how many there are in all that are not read.

    Args:
        notifications: some of them.
        unread: how many are not read at that moment.
    """

    notifications: list[Notification]
    unread: int


@dataclass(slots=True)
class PrivateMessage:
    """What one person wrote to another. Not frozen: a hundred of them are made for each page, and freezing costs more than the rows.

    Args:
        id: of the message.
        author_id: who wrote it.
        recipient_id: to whom.
        text: 1 to 10,000 characters, as it was written.
        date: when, unixtime.
        read_at: when the recipient had it marked as read, unixtime; 0: not yet.
    """

    id: int
    author_id: int
    recipient_id: int
    text: str
    date: int
    read_at: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A private message that went out.

    Args:
        id: of the message.
        date: when, unixtime.
    """

    id: int
    date: int


@dataclass(frozen=True, slots=True)
class UnreadOf:
    """How many messages of somebody a person has not read.

    Args:
        author_id: who wrote them.
        count: how many, at least one.
    """

    author_id: int
    count: int


@dataclass(frozen=True, slots=True)
class Dialog:
    """A person's conversation with another, by its last message.

    Args:
        person_id: the other one.
        login: of them.
        id: of the last message.
        author_id: who wrote it.
        text: of it.
        date: of it, unixtime.
        unread: how many messages of the other one are not read.
    """

    person_id: int
    login: str
    id: int
    author_id: int
    text: str
    date: int
    unread: int


def pair(one: int, other: int) -> dict[str, int]:
    """Both parties of a conversation under the names by which it is kept: whoever writes, it is the same conversation."""
    return {"low_id": min(one, other), "high_id": max(one, other)}


def word_of(author_id: int, text: str) -> Notice:
    """What tells somebody of a private message.

    Args:
        author_id: who wrote it.
        text: of the message.
    """
    shown = text if len(text) <= LONGEST_PREVIEW else f"{text[: LONGEST_PREVIEW - 1]}…"
    return Notice(shown, "message", "Новое сообщение", f"/dialogs/{author_id}")
