"""What a system message is. No I/O."""

from dataclasses import dataclass

LONGEST_TEXT = 10_000
"""The longest text of a message, characters."""

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
