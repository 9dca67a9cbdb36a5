"""Links to files and pictures: signed, with an end, so that they need no cookie and list nothing (documentation: "about a day")."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from birzha.clock import DAY
from birzha.outside import API

LIFETIME = DAY
"""How long a link to a file works, seconds."""
PREFIX = "/files"
PICTURES = "/pictures"
HOST = re.compile(rb"[A-Za-z0-9._-]{1,255}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")
TEXTS = frozenset({"result_text", "articles"})
"""The kinds that lead to texts; ``result_text.windows-1251`` is a link to one in an encoding of its own."""


def base_of(base_url: str, scope: Mapping[str, Any]) -> bytes:
    """Scheme and host as the outside knows them; an odd Host header is not repeated to anybody.

    Args:
        base_url: the exchange's own address, as its operator says; empty: as the request came.
        scope: of the request (ASGI).
    """
    if base_url:
        return base_url.encode()
    host: bytes = next((value for name, value in scope["headers"] if name == b"host"), b"")
    if not HOST.fullmatch(host):
        address, port = scope.get("server") or ("localhost", None)
        host = (f"{address}:{port}" if port else address).encode()
    scheme: str = scope.get("scheme", "http")
    return scheme.encode() + b"://" + host


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs and checks links.

    Args:
        key: of this exchange, made by :func:`signer`.
    """

    key: bytes

    def mark(self, kind: str, number: int, expires: int) -> str:
        """The mark that only this exchange can put on a link.

        Args:
            kind: what the link leads to.
            number: the id of it.
            expires: when the link ends, unixtime.
        """
        return blake2b(f"{kind}/{number}/{expires}".encode(), key=self.key, digest_size=16).hexdigest()

    def is_genuine(self, kind: str, number: int, expires: int, mark: str) -> bool:
        """Whether a link with that mark was made here; it may have ended since."""
        return hmac.compare_digest(self.mark(kind, number, expires).encode(), mark.encode())


def signer(secret_key: str) -> Signer:
    """The signer of an exchange; its key is no other secret's.

    Args:
        secret_key: ``Settings.secret_key``.
    """
    return Signer(blake2b(secret_key.encode(), digest_size=32, person=b"birzha links").digest())


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the absolute links of one answer.

    Args:
        signer: of the exchange.
        base: scheme and host, as the caller reaches the exchange.
        now: the present moment, unixtime.
        encoding: of texts, where the caller's is not the exchange's own; the link carries it, for whoever follows a link
            shows no token.
    """

    signer: Signer
    base: str
    now: int
    encoding: str = ""

    def file(self, kind: str, number: int, name: str = "") -> str:
        """A link to a file that works for :data:`LIFETIME`.

        Args:
            kind: ``attachment`` (of an order), ``result_file``, ``result_text``, ``photo`` or ``articles`` (a ZIP).
            number: the id of the order, result, person or download.
            name: how the file is called; the link ends with it.
        """
        if self.encoding and kind in TEXTS:
            kind = f"{kind}.{self.encoding}"
        expires = self.now + LIFETIME
        tail = f"/{quote(name, safe='')}" if name else ""
        return f"{self.base}{PREFIX}/{kind}/{number}/{expires}/{self.signer.mark(kind, number, expires)}{tail}"

    def page(self, kind: str, token: str) -> str:
        """A link to a page that an unguessable token opens.

        Args:
            kind: ``rateup`` or ``ticket``.
            token: the market's own.
        """
        return f"{self.base}{PREFIX}/{kind}/{token}"

    def picture(self, kind: str, number: int) -> str:
        """A link to a picture; the same all day, so that whoever has it may keep the picture, and good for the next day too.

        Args:
            kind: ``person`` or ``kwork``.
            number: the id of the person, or of the kwork's picture.
        """
        expires = (self.now // DAY + 2) * DAY
        return f"{self.base}{PICTURES}/{kind}/{number}/{expires}/{self.signer.mark(PICTURES + kind, number, expires)}"

    def of_api(self, path: str) -> str:
        """Where our own API shows something; that takes a session of the API.

        Args:
            path: below the API, such as ``/orders/5``.
        """
        return f"{self.base}{API}{path}"
