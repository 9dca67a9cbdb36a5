"""Requests begin one after another, and between two of them the loop looks at its sockets again.

A loop that has found thirty requests at its sockets would begin them all before it looks again. Whoever is answered last in such a
batch and asks again at once has missed the look by a hair, and waits for two batches: the slowest answers take twice as long as all
others (measured: docs/en/benchmarks.md). Beginning one request at a time, the loop takes in newcomers meanwhile, and nobody waits for
more than everybody who came before.
"""

import asyncio
from collections import deque

from starlette.types import ASGIApp, Receive, Scope, Send


class Turns:
    """Lets the requests to an application begin in the order of their coming, one in each round of the loop.

    Args:
        app: what answers them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._taken = False
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection (ASGI)."""
        if scope["type"] == "http":
            loop = asyncio.get_running_loop()
            if loop is not self._loop:  # one that was closed in the middle has left nobody waiting
                self._loop, self._taken, self._waiting = loop, False, deque()
            if self._taken:
                turn: asyncio.Future[None] = loop.create_future()
                self._waiting.append(turn)
                await turn
            else:
                self._taken = True
                loop.call_soon(self._next, loop)
        await self._app(scope, receive, send)

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():  # whoever gave up meanwhile loses the turn to the next
                turn.set_result(None)
                loop.call_soon(self._next, loop)
                return
        self._taken = False
