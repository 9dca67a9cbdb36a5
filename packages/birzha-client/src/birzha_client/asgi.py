"""Transports into an ASGI application of the same process: no socket, no second process, the same client code."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from threading import Lock, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from birzha_client.transport import AnswerLost, Timeouts
from birzha_client.wire import WireRequest, WireResponse

Message = MutableMapping[str, Any]
App = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


class AsgiTransport:
    """Hands requests to an ASGI 3 application on the running event loop.

    Args:
        app: the application.
        lifespan: start the application before the first request, and shut it down in :meth:`close`.
    """

    paced = False

    def __init__(self, app: App, *, lifespan: bool = False) -> None:
        self._app = app
        self._lifespan = _Lifespan(app) if lifespan else None

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.AsyncTransport`."""
        if self._lifespan is not None:
            await self._lifespan.start()
        exchange = _Exchange(request)
        try:
            async with asyncio.timeout(timeouts.total):
                await self._app(_scope(request), exchange.receive, exchange.send)
        except TimeoutError as error:
            raise AnswerLost(f"no complete answer within {timeouts.total:.3g} s") from error
        except Exception as error:
            if not exchange.complete:
                raise AnswerLost(f"the application failed with {type(error).__name__}: {error}") from error
        return exchange.response()

    async def close(self) -> None:
        """Shut the application down, if it was started here."""
        if self._lifespan is not None:
            await self._lifespan.stop()


class SyncAsgiTransport:
    """Hands requests to an ASGI application on an event loop of its own, in a thread of its own.

    Args:
        app: the application.
        lifespan: start the application before the first request, and shut it down in :meth:`close`.
    """

    paced = False

    def __init__(self, app: App, *, lifespan: bool = False) -> None:
        self._inner = AsgiTransport(app, lifespan=lifespan)
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.SyncTransport`."""
        return asyncio.run_coroutine_threadsafe(self._inner.send(request, timeouts), self._running()).result()

    def close(self) -> None:
        """Shut the application down, if it was started here, and end the thread."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            return
        try:
            asyncio.run_coroutine_threadsafe(self._inner.close(), loop).result()
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=_run_until_stopped, args=(self._loop,), name="asgi-transport", daemon=True)
                self._thread.start()
            return self._loop


def _run_until_stopped(loop: asyncio.AbstractEventLoop) -> None:
    with asyncio.Runner(loop_factory=lambda: loop):
        loop.run_forever()


class _Exchange:
    """The two ends of one request as the application sees them."""

    def __init__(self, request: WireRequest) -> None:
        self._request = request
        self._sent = False
        self._start: Message = {}
        self._body = bytearray()
        self._ended = asyncio.Event()

    @property
    def complete(self) -> bool:
        return self._ended.is_set()

    async def receive(self) -> Message:
        if not self._sent:
            self._sent = True
            return {"type": "http.request", "body": self._request.body, "more_body": False}
        await self._ended.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                self._ended.set()

    def response(self) -> WireResponse:
        if not self.complete:
            raise AnswerLost("the application ended without a complete answer")
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in self._start["headers"])
        return WireResponse(self._start["status"], headers, bytes(self._body))


class _Lifespan:
    """The application's start and end, in a task of its own, as the ASGI specification has it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._task: asyncio.Task[None] | None = None
        self._to_app: asyncio.Queue[Message] = asyncio.Queue()
        self._from_app: asyncio.Queue[Message] = asyncio.Queue()
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        async with self._starting:
            if self._task is None:
                self._to_app, self._from_app = asyncio.Queue(), asyncio.Queue()
                self._task = asyncio.create_task(self._run())
                await self._tell("startup")

    async def stop(self) -> None:
        if self._task is not None:
            if not self._task.done():
                await self._tell("shutdown")
            task, self._task = self._task, None
            await task

    async def _tell(self, what: str) -> None:
        self._to_app.put_nowait({"type": f"lifespan.{what}"})
        answer = await self._from_app.get()
        if answer["type"] == f"lifespan.{what}.failed":
            raise RuntimeError(f"the application's {what} failed: {answer.get('message', '')}")

    async def _run(self) -> None:
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        try:
            with suppress(Exception):  # an application without lifespan says so by raising
                await self._app(scope, self._to_app.get, self._from_app.put)
        finally:
            self._from_app.put_nowait({"type": "lifespan.ended"})


def _scope(request: WireRequest) -> dict[str, Any]:
    parts = urlsplit(request.url)
    headers = [("host", parts.netloc), ("content-length", str(len(request.body))), *request.headers]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": parts.scheme,
        "path": unquote(parts.path),
        "raw_path": parts.path.encode("ascii"),
        "query_string": parts.query.encode("ascii"),
        "root_path": "",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "client": ("127.0.0.1", 0),
        "server": (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)),
    }
