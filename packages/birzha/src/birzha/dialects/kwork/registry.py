"""Which call is answered by what."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from birzha.app import Market
from birzha.dialects.links import Links
from birzha.people.model import Actor
from kwork_api.declaration import KworkOperation
from kwork_api.operations import BY_PATH, OPERATIONS

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has passed authentication and validation.

    Args:
        market: where it happens.
        actor: who calls.
        operation: the declaration of the call.
        values: parameters by name.
        links: to pictures, with the market's moment.
    """

    market: Market
    actor: Actor
    operation: KworkOperation
    values: Mapping[str, Any]
    links: Links

    @property
    def now(self) -> int:
        """The market's moment, unixtime."""
        return self.links.now


Handler = Callable[[Call], Awaitable[Answer]]

HANDLERS: dict[str, Handler] = {}
"""Every call that this exchange answers, by the name of the client's method."""


def handles(name: str) -> Callable[[Handler], Handler]:
    """Mark the function that answers a call.

    Args:
        name: of the client's method, such as ``projects.get_list``.

    Raises:
        ValueError: the documentation has no such call, or something is said of it already.
    """
    if name not in OPERATIONS:
        raise ValueError(f"{name} is not declared in kwork_api.operations")
    if name in HANDLERS:
        raise ValueError(f"{name} is answered twice")

    def mark(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return mark


__all__ = ["BY_PATH", "HANDLERS", "OPERATIONS", "Answer", "Call", "Handler", "handles"]
