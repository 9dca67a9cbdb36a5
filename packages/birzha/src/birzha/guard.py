"""What stands before every face: a limit on bodies, and the headers that keep an answer from being misused."""

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from birzha.api.problems import BODY_TOO_LARGE, answer_problem

LARGEST_BODY = 12 * 1024 * 1024
"""The longest request body, bytes: the largest upload (10 MiB) with the texts beside it."""

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # the address of a signed request carries its token and signature: no link may tell it to another site
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Headers of every answer; a face that needs another value sets its own."""


class BodyTooLarge(Exception):
    """A body went over the limit while it was read."""


class Guard:
    """Refuses oversized bodies and puts the safe headers on every answer.

    Args:
        app: what is guarded.
        limit: the longest body, bytes.
        free: paths of faces that bound their bodies themselves and refuse in their own words.
    """

    def __init__(self, app: ASGIApp, *, limit: int = LARGEST_BODY, free: Collection[str] = ()) -> None:
        self._app = app
        self._limit = limit
        self._free = frozenset(free)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _answering(send)
        if scope["path"] in self._free:
            await self._app(scope, receive, answer)
        elif _declared(scope) > self._limit:
            await too_large()(scope, receive, answer)
        else:
            await self._app(scope, _counting(receive, self._limit), answer)


def too_large() -> Response:
    """The answer to a body over the limit; what is left of the body is not read, so the connection cannot be used again."""
    return answer_problem(BODY_TOO_LARGE, "Тело запроса больше, чем принимает биржа.", headers={"connection": "close"})


def _counting(receive: Receive, limit: int) -> Receive:
    left = limit

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            if left < 0:
                raise BodyTooLarge
        return message

    return counted


def _answering(send: Send) -> Send:
    async def answered(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return answered


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() and len(value) < 20 else 0
    return 0
