"""Transports from a test's own thread or event loop to the exchange on the other one: no socket, the same client code."""

from birzha.testing.beside import Beside
from birzha_client.asgi import App, AsgiTransport
from birzha_client.transport import Timeouts
from birzha_client.wire import WireRequest, WireResponse


class Bridge:
    """Reaches the exchange from a thread; see :class:`birzha_client.transport.SyncTransport`.

    Args:
        beside: where the exchange lives.
        app: the exchange.
    """

    paced = False

    def __init__(self, beside: Beside, app: App) -> None:
        self._beside = beside
        self._inner = AsgiTransport(app)

    def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """Deliver the request once and return the whole answer."""
        return self._beside.call(self._inner.send(request, timeouts))

    def close(self) -> None:
        """The exchange goes on."""


class AsyncBridge:
    """Reaches the exchange from any event loop of ``asyncio``; see :class:`birzha_client.transport.AsyncTransport`.

    Args:
        beside: where the exchange lives.
        app: the exchange.
    """

    paced = False

    def __init__(self, beside: Beside, app: App) -> None:
        self._beside = beside
        self._inner = AsgiTransport(app)

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """Deliver the request once and return the whole answer."""
        return await self._beside.wait(self._inner.send(request, timeouts))

    async def close(self) -> None:
        """The exchange goes on."""
