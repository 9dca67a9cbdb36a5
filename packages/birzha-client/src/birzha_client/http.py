"""Transports over the network, on httpx2's connection pools.

They work below httpx2's client on purpose: it would log every URL, and ours carry the signature. Import this module late:
httpx2 costs a tenth of a second.
"""

import asyncio
import logging
import re
import ssl
import time
from collections.abc import AsyncGenerator
from functools import cache
from threading import Lock
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined] # typeshed lacks

import httpx2

from birzha_client.pacing import is_local
from birzha_client.transport import AnswerLost, NotSent, Timeouts, TransportFailure
from birzha_client.wire import WireRequest, WireResponse, bare_url

KEEP_ALIVE = 4.0
"""Seconds that an idle connection is kept: below the 5 s after which many servers drop it, maybe under a request."""

NEVER_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
    httpx2.LocalProtocolError,
)
LASTING = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)

SET_COOKIE = re.compile(r"""(?i)(b'set-cookie', b)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
"""A cookie that a server sets, as the network library writes headers into its debug log."""

Pool = TypeVar("Pool", httpx2.AsyncHTTPTransport, httpx2.HTTPTransport)


class HttpTransport:
    """Sends over the network for ``asyncio``: one connection pool per running event loop, which ends with its loop.

    A client may therefore live through any number of ``asyncio.run`` calls, and be used from several loops at once.

    Args:
        proxy: URL of an HTTP proxy; by default the one that ``HTTPS_PROXY`` and the like name.
        tls: the TLS settings; by default the system's trust store.
        http2: speak HTTP/2 where the server offers it.
    """

    def __init__(self, *, proxy: str | None = None, tls: ssl.SSLContext | None = None, http2: bool = False) -> None:
        self._settings = _Settings(proxy, tls, http2)
        self._loops: dict[asyncio.AbstractEventLoop, _LoopPools] = {}
        self._lock = Lock()

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.AsyncTransport`."""
        outgoing = _outgoing(request, timeouts)
        pool = await self._pools().pool(request.url)
        try:
            async with asyncio.timeout(timeouts.total):
                response = await pool.handle_async_request(outgoing)
                try:
                    body = await response.aread()
                finally:
                    await response.aclose()
        except TimeoutError as error:
            raise AnswerLost(f"no complete answer within {timeouts.total:.3g} s") from error
        except httpx2.HTTPError as error:
            raise _failure(error, request) from error
        return _incoming(response, body)

    async def close(self) -> None:
        """Close the connections of the running loop, and forget those of loops that have ended."""
        with self._lock:
            own = self._loops.pop(asyncio.get_running_loop(), None)
            self._forget_ended_loops()
        if own is not None:
            await own.close()

    def _pools(self) -> "_LoopPools":
        loop = asyncio.get_running_loop()
        with self._lock:
            held = self._loops.get(loop)
            if held is None:
                self._forget_ended_loops()
                held = self._loops[loop] = _LoopPools(self._settings)
        return held

    def _forget_ended_loops(self) -> None:
        for loop in [loop for loop in self._loops if loop.is_closed()]:
            del self._loops[loop]


class _LoopPools:
    """The pools of one event loop, closed when the loop shuts down.

    ``asyncio.run`` finishes asynchronous generators before it closes its loop. A generator that waits in a ``finally``
    is therefore told in time, while connections can still be closed in an orderly way.
    """

    def __init__(self, settings: "_Settings") -> None:
        self._settings = settings
        self._pools: dict[str | None, httpx2.AsyncHTTPTransport] = {}
        self._end: AsyncGenerator[None, None] | None = None

    async def pool(self, url: str) -> httpx2.AsyncHTTPTransport:
        if self._end is None:
            self._end = self._until_the_loop_ends()
            await anext(self._end)
        return self._settings.pool(httpx2.AsyncHTTPTransport, self._pools, url)

    async def close(self) -> None:
        if self._end is not None:
            await self._end.aclose()

    async def _until_the_loop_ends(self) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            for pool in self._pools.values():
                await pool.aclose()
            self._pools.clear()


class SyncHttpTransport:
    """Sends over the network from any thread, through one pool.

    The limit for a whole answer is looked at between its pieces, so a silent server may overstep it by the limit between
    two pieces.

    Args:
        proxy: URL of an HTTP proxy; by default the one that ``HTTPS_PROXY`` and the like name.
        tls: the TLS settings; by default the system's trust store.
        http2: speak HTTP/2 where the server offers it.
    """

    def __init__(self, *, proxy: str | None = None, tls: ssl.SSLContext | None = None, http2: bool = False) -> None:
        self._settings = _Settings(proxy, tls, http2)
        self._pools: dict[str | None, httpx2.HTTPTransport] = {}
        self._lock = Lock()

    def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.SyncTransport`."""
        end = time.monotonic() + timeouts.total
        outgoing = _outgoing(request, timeouts)
        with self._lock:
            pool = self._settings.pool(httpx2.HTTPTransport, self._pools, request.url)
        try:
            response = pool.handle_request(outgoing)
            try:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if time.monotonic() > end:
                        raise AnswerLost(f"no complete answer within {timeouts.total:.3g} s")
            finally:
                response.close()
        except httpx2.HTTPError as error:
            raise _failure(error, request) from error
        return _incoming(response, bytes(body))

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            pools, self._pools = self._pools, {}
        for pool in pools.values():
            pool.close()


class _Settings:
    """What every pool of a transport is made with."""

    def __init__(self, proxy: str | None, tls: ssl.SSLContext | None, http2: bool) -> None:
        self._proxy = proxy
        self._tls = tls
        self._http2 = http2
        for name in ("httpcore2.http11", "httpcore2.http2"):
            logging.getLogger(name).addFilter(without_cookies)
        if http2:
            # Its debug log prints the path of every request, signature included.
            logging.getLogger("hpack").setLevel(logging.INFO)

    def pool(self, kind: type[Pool], pools: dict[str | None, Pool], url: str) -> Pool:
        """The pool for that URL, made when first needed."""
        proxy = self._proxy or environment_proxy(url)
        found = pools.get(proxy)
        if found is None:
            tls = self._tls or default_tls()
            limits = httpx2.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=KEEP_ALIVE)
            found = pools[proxy] = kind(verify=tls, proxy=proxy, http2=self._http2, limits=limits)
        return found


@cache
def default_tls() -> ssl.SSLContext:
    """The system's trust store; loading it takes tens of milliseconds, so all clients of the process share it."""
    return httpx2.create_ssl_context()


def without_cookies(record: logging.LogRecord) -> bool:
    """Let every record pass, without the cookies that an answer sets: they are as good as a password."""
    text = record.getMessage()
    if "set-cookie" in text.lower():
        record.msg, record.args = SET_COOKIE.sub(r"\1'<hidden>'", text), ()
    return True


def environment_proxy(url: str) -> str | None:
    """The proxy that the environment names for that URL; this machine is always reached directly."""
    parts = urlsplit(url)
    if is_local(url) or not parts.hostname or proxy_bypass_environment(parts.hostname):
        return None
    proxies: dict[str, str] = getproxies_environment()
    return proxies.get(parts.scheme) or proxies.get("all")


def _outgoing(request: WireRequest, timeouts: Timeouts) -> httpx2.Request:
    headers = [("Accept-Encoding", "gzip, deflate"), *request.headers]
    limits = {"connect": timeouts.connect, "read": timeouts.read, "write": timeouts.read, "pool": timeouts.connect}
    try:
        urlsplit(request.url)
        return httpx2.Request(
            request.method, request.url, headers=headers, content=request.body, extensions={"timeout": limits}
        )
    except (httpx2.InvalidURL, ValueError) as error:
        raise NotSent(f"the URL {bare_url(request.url)} is not valid: {error}", lasting=True) from error


def _incoming(response: httpx2.Response, body: bytes) -> WireResponse:
    return WireResponse(response.status_code, tuple(response.headers.multi_items()), body)


def _failure(error: httpx2.HTTPError, request: WireRequest) -> TransportFailure:
    """What is known about the request after that error."""
    host = urlsplit(request.url).netloc.rpartition("@")[2]
    what = f"{type(error).__name__}: {error or 'no details'} (host {host})"
    if isinstance(error, NEVER_SENT):
        return NotSent(what, lasting=isinstance(error, LASTING) or _untrusted(error))
    return AnswerLost(what)


def _untrusted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
