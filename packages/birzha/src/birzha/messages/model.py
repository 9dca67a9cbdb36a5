"""What system messages and private messages are. No I/O."""

from dataclasses import dataclass

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
    """A message of the exchange to a person, read or not.

    Args:
        read_at: when the person had it marked as read, unixtime; 0: not yet.
    """

    read_at: int


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
