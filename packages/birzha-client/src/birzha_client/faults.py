"""Trouble on order, to test code that must survive it: refused connections, lost answers, limits, pages instead of data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from birzha_client.transport import AnswerLost, AsyncTransport, NotSent, SyncTransport, Timeouts
from birzha_client.wire import WireRequest, WireResponse


class Trouble(Enum):
    """Failures without an answer."""

    REFUSE = "refuse"
    """The connection is refused: the service sees nothing."""
    DROP_BEFORE = "drop before"
    """The connection breaks before the service acts; the client cannot know."""
    DROP_AFTER = "drop after"
    """The service acts, and its answer is lost."""
    TRUNCATE = "truncate"
    """The service acts, and half of its answer arrives as if it were the whole."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer instead of the service's own.

    Args:
        response: the answer.
        applied: let the service act before its answer is replaced.
    """

    response: WireResponse
    applied: bool = False


Fault = Trouble | Answer | None
"""``None`` lets a request through."""


def too_many_requests(retry_after: str | None = None) -> Answer:
    """A 429, with ``Retry-After`` if given."""
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    return Answer(WireResponse(429, headers))


def server_error(status: int = 500, *, applied: bool = False, retry_after: str | None = None) -> Answer:
    """A 5xx, from before or after the service acted."""
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    return Answer(WireResponse(status, headers, b"server error"), applied)


def html_page(
    status: int = 200, text: str = "<html><body>Maintenance</body></html>", *, applied: bool = False
) -> Answer:
    """A page for people where data was asked for."""
    return Answer(WireResponse(status, (("Content-Type", "text/html; charset=utf-8"),), text.encode()), applied)


class _Plan:
    """Faults by the order of requests; what reached the service is counted."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._faults: Iterator[Fault] = iter(faults)
        self.sent: list[WireRequest] = []
        self.deliveries: int = 0

    def before(self, request: WireRequest) -> Fault | WireResponse:
        """Record the request; raise or answer without the service, or say what to do afterwards."""
        self.sent.append(request)
        fault = next(self._faults, None)
        if fault is Trouble.REFUSE:
            raise NotSent("fault: the connection was refused")
        if fault is Trouble.DROP_BEFORE:
            raise AnswerLost("fault: the connection broke before the service acted")
        if isinstance(fault, Answer) and not fault.applied:
            return fault.response
        self.deliveries += 1
        return fault

    @staticmethod
    def after(fault: Fault, response: WireResponse) -> WireResponse:
        """What the client gets to see of the service's answer."""
        if fault is Trouble.DROP_AFTER:
            raise AnswerLost("fault: the answer was lost")
        if fault is Trouble.TRUNCATE:
            return WireResponse(response.status, response.headers, response.body[: len(response.body) // 2])
        return fault.response if isinstance(fault, Answer) else response


class FaultyTransport(_Plan):
    """Applies faults to requests in their order, then lets everything through.

    Args:
        inner: the transport to the service.
        faults: one for each request.
    """

    def __init__(self, inner: AsyncTransport, faults: Iterable[Fault]) -> None:
        super().__init__(faults)
        self._inner = inner
        self.paced: bool = getattr(inner, "paced", True)

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.AsyncTransport`."""
        fault = self.before(request)
        if isinstance(fault, WireResponse):
            return fault
        return self.after(fault, await self._inner.send(request, timeouts))

    async def close(self) -> None:
        """Close the inner transport."""
        await self._inner.close()


class SyncFaultyTransport(_Plan):
    """Applies faults to requests in their order, then lets everything through.

    Args:
        inner: the transport to the service.
        faults: one for each request.
    """

    def __init__(self, inner: SyncTransport, faults: Iterable[Fault]) -> None:
        super().__init__(faults)
        self._inner = inner
        self.paced: bool = getattr(inner, "paced", True)

    def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        """See :class:`~birzha_client.transport.SyncTransport`."""
        fault = self.before(request)
        if isinstance(fault, WireResponse):
            return fault
        return self.after(fault, self._inner.send(request, timeouts))

    def close(self) -> None:
        """Close the inner transport."""
        self._inner.close()
