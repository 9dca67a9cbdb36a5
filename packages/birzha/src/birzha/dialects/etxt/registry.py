"""Which method is answered by what."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from msgspec import Raw

from birzha.app import Market
from birzha.dialects.etxt.style import Style
from birzha.dialects.etxt.switches import Wire
from birzha.dialects.links import Links
from birzha.people.model import Actor
from birzha_client.operation import Kind, Operation, Parameter
from etxt_api.operations import OPERATIONS

EXTENSIONS: Mapping[str, tuple[Parameter, ...]] = {
    "tasks.saveTask": (
        Parameter("id_level", Kind.INT, "Skill that the order asks for, 0 to 3.", choices=(0, 1, 2, 3)),
        Parameter("auto_level", Kind.INT, "Lowest skill for accepting a bid by itself, 0 to 3.", choices=(0, 1, 2, 3)),
    ),
}
"""What this exchange takes beyond the documentation (A21; reference, §2.10)."""

METHODS: Mapping[str, Operation] = {
    name: replace(operation, parameters=(*operation.parameters, *EXTENSIONS.get(name, ())))
    for name, operation in OPERATIONS.items()
}
"""Every documented method with all the parameters that are read here."""

Answer = dict[str, Any] | list[dict[str, Any]] | list[Raw]
"""An object or a list; its lines may be written already."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has passed authentication and validation.

    Args:
        market: where it happens.
        actor: who calls.
        operation: the declaration of the method.
        values: parameters by Python name; see :class:`birzha.dialects.etxt.parameters.Arguments`.
        given: the names of those that came.
        wire: the dialect's switches.
        style: how numbers and sums are written.
        links: makes links.
    """

    market: Market
    actor: Actor
    operation: Operation
    values: Mapping[str, Any]
    given: frozenset[str]
    wire: Wire
    style: Style
    links: Links


Handler = Callable[[Call], Awaitable[Answer]]

HANDLERS: dict[str, Handler] = {}
"""What answers each documented method."""


def handles(method: str) -> Callable[[Handler], Handler]:
    """Mark the function that answers a method.

    Args:
        method: the name on the wire.

    Raises:
        ValueError: the documentation has no such method, or it is answered already.
    """
    if method not in OPERATIONS:
        raise ValueError(f"{method} is not declared in etxt_api.operations")
    if method in HANDLERS:
        raise ValueError(f"{method} is answered twice")

    def mark(handler: Handler) -> Handler:
        HANDLERS[method] = handler
        return handler

    return mark
