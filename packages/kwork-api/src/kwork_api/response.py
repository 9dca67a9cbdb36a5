"""An answer as it came, with the face that users of HTTP libraries know."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from birzha_client.wire import WireResponse


class Response:
    """A complete answer. It prints without its body, which may carry personal data.

    Args:
        wire: the answer.
    """

    __slots__ = ("_wire",)

    def __init__(self, wire: WireResponse) -> None:
        self._wire = wire

    def __repr__(self) -> str:
        return f"Response({self.status_code}, {len(self.content)} bytes)"

    @property
    def status_code(self) -> int:
        """HTTP status."""
        return self._wire.status

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers by their names in lower case; of several of one name the last."""
        return MappingProxyType({name.lower(): value for name, value in self._wire.headers})

    @property
    def content(self) -> bytes:
        """The bytes of the body."""
        return self._wire.body

    @property
    def text(self) -> str:
        """The body as text: as the answer says it is encoded, else UTF-8, else windows-1251."""
        return decoded(self._wire)

    def json(self) -> Any:
        """The decoded body.

        Raises:
            ValueError: the body is no JSON.
        """
        return json.loads(self.text)


def decoded(wire: WireResponse) -> str:
    """The body as text."""
    for charset in (wire.charset, "utf-8-sig"):
        try:
            if charset:
                return wire.body.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return wire.body.decode("cp1251", "replace")
