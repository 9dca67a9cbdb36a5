"""How a noun tells those to its right that something happened, without knowing them.

An event is a frozen dataclass in the publisher's ``model.py``. Subscribers are named where the program is put together and run in
the publisher's transaction: when one fails, nothing has happened.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

Subscriber = Callable[[Any, Any], Awaitable[None]]


class Bus:
    """Who hears of which event."""

    def __init__(self) -> None:
        self._subscribers: dict[type, list[Subscriber]] = {}

    def subscribe(self, event: type, subscriber: Subscriber) -> None:
        """Call the subscriber with the transaction and the event each time such an event is published."""
        self._subscribers.setdefault(event, []).append(subscriber)

    def subscribers(self, event: type) -> Sequence[Subscriber]:
        """Everybody who hears of that event, in the order in which they subscribed."""
        return self._subscribers.get(event, ())
