"""Running the application on a socket: bound before anything is promised, stopped without losing a request."""

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from typing import Any, TypeVar

import uvicorn
from starlette.types import ASGIApp

from birzha.watch import HANG_UP

_T = TypeVar("_T")

IDLE = 75
"""Seconds that a connection without requests stays open: a program that thinks for a while need not connect anew."""

GRACE = 10
"""Seconds that requests under way have to finish after a stop was asked for."""

LAST_PORT = 65535


class CannotListen(RuntimeError):
    """The address cannot be listened on.

    Args:
        reason: ``taken`` (another program listens there), ``forbidden`` (this user may not), or ``unknown`` (no such address).
    """

    def __init__(self, reason: str, host: str, port: int) -> None:
        super().__init__(f"cannot listen on {host}:{port}: {reason}")
        self.reason = reason
        self.host = host
        self.port = port


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; connections wait in its queue until the server takes them.

    Args:
        host: a name or an address of this machine.
        port: 0 takes a free one.

    Raises:
        CannotListen: it cannot be had.
    """
    if not 0 <= port <= LAST_PORT:
        raise CannotListen("unknown", host, port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = {errno.EADDRINUSE: "taken", errno.EACCES: "forbidden"}.get(error.errno or 0, "unknown")
        raise CannotListen(reason, host, port) from error


def url_of(listening: socket.socket) -> str:
    """How this machine reaches the socket, without a slash at the end."""
    address = listening.getsockname()
    host, port = str(address[0]), int(address[1])
    here: str = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # an address to recognise, not to bind
    return f"http://[{here}]:{port}" if ":" in here else f"http://{here}:{port}"


class Server(uvicorn.Server):
    """The HTTP server. It logs no requests: their addresses carry tokens and signatures.

    Args:
        app: what it serves; opening and closing the market is the caller's part.
        ready: called once requests are answered.
        signals: whether SIGINT and SIGTERM stop it.
        breakable: whether the application may close connections without an answer, as a sandbox does on demand.
    """

    def __init__(self, app: ASGIApp, ready: Callable[[], None], *, signals: bool, breakable: bool = False) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_breakable() if breakable else "httptools",
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_keep_alive=IDLE,
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._ready = ready
        self._signals = signals

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so."""
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Take a signal as the wish to stop.

        The base class raises the signal again afterwards, which would end the process before the market is closed.
        """
        if not self._signals:
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _breakable() -> type[asyncio.Protocol]:
    """The HTTP protocol of a sandbox: its scopes carry a way to close the connection."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol  # noqa: PLC0415  # a real exchange loads it by name

    class Breakable(HttpToolsProtocol):
        def on_message_begin(self) -> None:
            super().on_message_begin()
            self.scope["extensions"] = {HANG_UP: self.transport.close}  # type: ignore[dict-item]  # ours, beside ASGI's own

    return Breakable


def run_loop(main: Coroutine[Any, Any, _T]) -> _T:
    """Run the program's event loop: uvloop where there is one."""
    try:
        import uvloop  # noqa: PLC0415  # Windows has none
    except ImportError:
        return asyncio.run(main)
    return uvloop.run(main)
