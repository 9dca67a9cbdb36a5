"""The seam to the network: one method, and what it may raise.

Everything above works with any object that follows :class:`AsyncTransport` or :class:`SyncTransport`. This package brings
transports over httpx2 (:mod:`birzha_client.http`), into an ASGI application in the same process
(:mod:`birzha_client.asgi`), onto files (:mod:`birzha_client.recorder`) and into trouble (:mod:`birzha_client.faults`).
"""

from dataclasses import dataclass
from typing import Protocol

from birzha_client.wire import WireRequest, WireResponse


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Limits of time, in seconds.

    Args:
        connect: until a connection stands.
        read: between two pieces of the answer, and for writing the request.
        total: for the whole call, retries and waits between them included.
    """

    connect: float = 5.0
    read: float = 30.0
    total: float = 120.0


class TransportFailure(Exception):
    """No complete answer came. Raised as one of the two subclasses, which say what is known about the request."""


class NotSent(TransportFailure):
    """The service provably never saw the request: connection refused, unknown host, no connection in time.

    Args:
        message: what happened.
        lasting: trying again cannot help (bad URL, certificate that is not trusted).
    """

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class AnswerLost(TransportFailure):
    """The request left, or may have left, and no complete answer came back: it may have been applied."""


class AsyncTransport(Protocol):
    """Sends one request, for ``asyncio``."""

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """Deliver the request once and return the whole answer, whatever its status.

        Raises:
            NotSent: the service never saw the request.
            AnswerLost: it may have.
        """
        ...

    async def close(self) -> None:
        """Let go of connections; sending afterwards opens new ones."""
        ...


class SyncTransport(Protocol):
    """Sends one request, from any thread."""

    def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """Deliver the request once and return the whole answer, whatever its status.

        Raises:
            NotSent: the service never saw the request.
            AnswerLost: it may have.
        """
        ...

    def close(self) -> None:
        """Let go of connections; sending afterwards opens new ones."""
        ...
