"""What a control of the sandbox is: a verb, a path, what it takes and what it does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

PREFIX = "/_sandbox"
"""Where the controls are."""


class Nothing(Struct, forbid_unknown_fields=True):
    """What a control without parameters takes."""


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to do with a sandbox.

    Args:
        verb: of HTTP.
        path: below the prefix; ``{name}`` stands for one part of it.
        text: what it does, in Russian.
        takes: the type of its body, or of its query for GET and DELETE.
        run: does it, given the controls, what it takes, and the parts of the path by name; what it gives is the answer.
    """

    verb: str
    path: str
    text: str
    takes: Any
    run: Callable[..., Awaitable[object]]
