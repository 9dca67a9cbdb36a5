"""From the market's objects to answers: only the fields that the answer's struct names get out."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Struct
from starlette.responses import Response

from birzha.app import Market
from birzha.people.model import Role

_S = TypeVar("_S", bound=Struct)

OCTETS = "application/octet-stream"
"""The kind of content of every file."""

ROLES = {
    "customer": Role.CUSTOMER,
    "performer": Role.PERFORMER,
    "moderator": Role.MODERATOR,
    "admin": Role.ADMIN,
    "corrector": Role.CORRECTOR,
}
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


@dataclass(frozen=True, slots=True)
class Download:
    """A file as an answer; always an attachment of no particular kind, so that nothing in it runs in a browser.

    Args:
        content: all of it.
        name: what its owner called it.
    """

    content: bytes
    name: str

    @classmethod
    async def of(cls, market: Market, key: str, name: str) -> "Download":
        """The file under a key of the file store.

        Raises:
            NotFound: it is not there any more.
        """
        return cls(await asyncio.to_thread(market.files.get, key), name)

    def response(self, status: int) -> Response:
        """The answer over HTTP."""
        disposition = f"attachment; filename*=UTF-8''{quote(self.name, safe='')}"
        return Response(self.content, status, {"content-disposition": disposition}, OCTETS)


class Created(Struct, frozen=True):
    """What was made.

    Args:
        id: of the new thing.
    """

    id: int


class Deleted(Struct, frozen=True):
    """What was deleted.

    Args:
        ids: of each, ascending.
    """

    ids: list[int]
