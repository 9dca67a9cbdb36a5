"""Trouble on order."""

import pytest

from birzha_client.faults import (
    FaultyTransport,
    SyncFaultyTransport,
    Trouble,
    html_page,
    server_error,
    too_many_requests,
)
from birzha_client.transport import AnswerLost, NotSent, Timeouts
from birzha_client.wire import WireRequest, WireResponse

REQUEST = WireRequest("POST", "http://x/")


class Inner:
    """Counts what arrives."""

    count = 0
    closed = False

    def send(self, request, timeouts):
        self.count += 1
        return WireResponse(200, (), b"0123456789")

    def close(self):
        self.closed = True


class AsyncInner(Inner):
    """The same for asyncio."""

    async def send(self, request, timeouts):
        return super().send(request, timeouts)

    async def close(self):
        super().close()


CASES = [
    (Trouble.REFUSE, NotSent, 0),
    (Trouble.DROP_BEFORE, AnswerLost, 0),
    (Trouble.DROP_AFTER, AnswerLost, 1),
    (Trouble.TRUNCATE, (200, b"01234"), 1),
    (too_many_requests("7"), (429, b""), 0),
    (too_many_requests(), (429, b""), 0),
    (server_error(502), (502, b"server error"), 0),
    (server_error(500, applied=True), (500, b"server error"), 1),
    (html_page(applied=True), (200, b"<html><body>Maintenance</body></html>"), 1),
    (None, (200, b"0123456789"), 1),
]


@pytest.mark.parametrize(("fault", "expected", "arrived"), CASES)
def test_each_fault_on_threads(fault, expected, arrived):
    """What the client sees, and whether the service acted; then everything goes through."""
    inner = Inner()
    transport = SyncFaultyTransport(inner, [fault])
    if isinstance(expected, tuple):
        response = transport.send(REQUEST, Timeouts())
        assert (response.status, response.body) == expected
    else:
        with pytest.raises(expected):
            transport.send(REQUEST, Timeouts())
    assert inner.count == transport.deliveries == arrived
    assert transport.send(REQUEST, Timeouts()).status == 200
    assert len(transport.sent) == 2
    transport.close()
    assert inner.closed


@pytest.mark.parametrize(("fault", "expected", "arrived"), CASES)
async def test_each_fault_on_asyncio(fault, expected, arrived):
    """The same for asyncio."""
    inner = AsyncInner()
    transport = FaultyTransport(inner, [fault])
    if isinstance(expected, tuple):
        response = await transport.send(REQUEST, Timeouts())
        assert (response.status, response.body) == expected
    else:
        with pytest.raises(expected):
            await transport.send(REQUEST, Timeouts())
    assert inner.count == transport.deliveries == arrived
    await transport.close()
    assert inner.closed


def test_retry_after_is_passed_on():
    """A 429 and a 503 may say how long to wait."""
    assert too_many_requests("7").response.header("retry-after") == "7"
    assert server_error(503, retry_after="9").response.header("retry-after") == "9"
