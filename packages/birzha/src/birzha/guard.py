"""What stands before every face: a limit on bodies, and the headers that keep an answer from being misused."""

import asyncio
from collections.abc import Collection
from contextlib import suppress

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from birzha.api.problems import BODY_TOO_LARGE, answer_problem

LARGEST_BODY = 12 * 1024 * 1024
"""The longest request body, bytes: the largest upload (10 MiB) with the texts beside it."""

LINGER = 64 * 1024 * 1024
"""How much of a body that nobody wants is still taken in, bytes, so that its sender gets to read the refusal."""

LINGER_TIME = 10.0
"""How long that may take, seconds."""

LINGER_PAUSE = 2.0
"""How long its sender may pause meanwhile, seconds: whoever has stopped sending has nothing to lose."""

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
_RAW_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


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
        free = scope["path"] in self._free
        body = _Body(scope, receive, LINGER if free else self._limit)
        answer = _answering(send, body)
        if body.declared > self._limit and not free:
            await too_large()(scope, body.take, answer)
        else:
            await self._app(scope, body.take, answer)


def too_large() -> Response:
    """The answer to a body over the limit; its connection is not used again, for more of the body may be on its way."""
    return answer_problem(BODY_TOO_LARGE, "Тело запроса больше, чем принимает биржа.", headers={"connection": "close"})


class _Body:
    """What comes in with a request.

    Args:
        scope: of the request.
        receive: of the server.
        limit: bytes.
    """

    def __init__(self, scope: Scope, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit
        self._begun = False
        self.declared, self._whole, self._asks_first = 0, True, False
        for name, value in scope["headers"]:
            if name == b"content-length":
                self.declared = int(value) if value.isdigit() and len(value) < 20 else 0
                self._whole = not self.declared
            elif name == b"transfer-encoding":
                self._whole = False
            elif name == b"expect":
                self._asks_first = True

    async def take(self) -> Message:
        """The next piece.

        Raises:
            BodyTooLarge: it goes over the limit.
        """
        message = await self._next()
        if self._left < 0:
            raise BodyTooLarge
        return message

    @property
    def unwanted(self) -> bool:
        """Whether more of it is on its way, and not too much to be taken in.

        Whoever asks first whether to send (``Expect: 100-continue``) has sent nothing, and whoever sends far too much is not
        waited for.
        """
        return not (self._whole or self.declared > LINGER or (self._asks_first and not self._begun))

    async def drain(self) -> None:
        """Take in what is left, and forget it: a connection closed while its other side still writes loses the answer as well."""
        self._left = LINGER
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_TIME):
                while not self._whole and self._left >= 0:
                    await asyncio.wait_for(self._next(), LINGER_PAUSE)

    async def _next(self) -> Message:
        message = await self._receive()
        self._begun = True
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
        else:
            self._whole = True
        return message


def _answering(send: Send, body: _Body) -> Send:
    async def answered(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = list(message.get("headers", ()))
            named = {name for name, _ in own}
            message = {**message, "headers": [*own, *(each for each in _RAW_HEADERS if each[0] not in named)]}
        elif not message.get("more_body") and body.unwanted:
            # the whole answer goes out at once; only its end, after which the server may close, waits for the sender
            await send({**message, "more_body": True})
            await body.drain()
            message = {"type": "http.response.body", "body": b""}
        await send(message)

    return answered
