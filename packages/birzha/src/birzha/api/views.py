"""From the market's objects to answers: only the fields that the answer's struct names get out."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import msgspec
from msgspec import Struct

from birzha.people.model import Role

_S = TypeVar("_S", bound=Struct)

ROLES = {"customer": Role.CUSTOMER, "performer": Role.PERFORMER, "moderator": Role.MODERATOR, "admin": Role.ADMIN}
"""The roles by the names that the API says."""


def view(kind: type[_S], found: object) -> _S:
    """An answer's struct with the fields of the same names.

    Args:
        kind: the struct.
        found: an object of the market that has them as attributes.
    """
    return msgspec.convert(found, kind, from_attributes=True, strict=False)


def viewer(kind: type[_S]) -> Callable[[object], _S]:
    """What makes rows of a page.

    Args:
        kind: the struct of a row.
    """
    return partial(view, kind)


def role_names(roles: int) -> list[str]:
    """The roles as the API says them.

    Args:
        roles: bits of :class:`birzha.people.model.Role`.
    """
    return [name for name, role in ROLES.items() if role & roles]


def roles_named(names: list[str]) -> Role:
    """The roles behind names that are known to be right.

    Args:
        names: keys of :data:`ROLES`.
    """
    roles = Role(0)
    for name in names:
        roles |= ROLES[name]
    return roles


class Created(Struct, frozen=True):
    """What was made.

    Args:
        id: of the new thing.
    """

    id: int
