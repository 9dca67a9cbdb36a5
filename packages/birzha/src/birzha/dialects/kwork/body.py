"""Reading the body of a request: a JSON object, or nothing at all; the two calls of a log-in send a form."""

from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from birzha.dialects.kwork.failures import Refused
from birzha.watch import Receive

LARGEST_BODY = 512 * 1024
"""Bytes: the longest text to be checked, in JSON's escapes."""
MOST_FIELDS = 20
"""Of a form."""

Scope = MutableMapping[str, Any]


class ClientGone(Exception):
    """The caller hung up before the request was whole."""


async def read_body(receive: Receive) -> bytes:
    """All of the body.

    Raises:
        ClientGone: it never came whole.
        Refused: it is too long; the rest is not read.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise Refused(413, f"Тело запроса больше {LARGEST_BODY} байт.")
        if not message.get("more_body", False):
            return bytes(body)


def json_object(body: bytes) -> dict[str, Any]:
    """The object that a body carries; an empty body and ``null`` are an empty object.

    Raises:
        Refused: it is anything else.
    """
    if not body.strip():
        return {}
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(400, "Тело запроса — не JSON в UTF-8. Пришлите объект JSON или ничего.") from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Refused(400, "Тело запроса — JSON, но не объект. Пришлите объект JSON или ничего.")
    return found


def form(body: bytes) -> Mapping[str, str]:
    """The fields of an urlencoded form, the first of each name.

    Raises:
        Refused: there are too many.
    """
    try:
        pairs = parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(400, f"В форме больше {MOST_FIELDS} полей.") from None
    return dict(reversed(pairs))


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request, the first of each name."""
    found: dict[str, str] = {}
    for name, line in scope["headers"]:
        if name == b"cookie":
            for pair in line.decode("latin-1").split(";"):
                key, _, value = pair.partition("=")
                found.setdefault(key.strip(), value.strip().strip('"'))
    return found
