"""Applications in the same process."""

import asyncio

import pytest

from birzha_client.asgi import AsgiTransport, SyncAsgiTransport
from birzha_client.transport import AnswerLost, Timeouts
from birzha_client.wire import WireRequest

REQUEST = WireRequest("POST", "http://exchange.test:81/a%20b?x=%D0%9F", (("X-Name", "value"),), b"body")


async def echo(scope, receive, send):
    """Tells what it got, in two pieces."""
    body = (await receive())["body"]
    seen = f"{scope['method']} {scope['path']} {scope['raw_path']} {scope['query_string']} {scope['server']}".encode()
    headers = dict(scope["headers"])
    await send({"type": "http.response.start", "status": 202, "headers": [(b"x-name", headers[b"x-name"])]})
    await send({"type": "http.response.body", "body": seen, "more_body": True})
    await send({"type": "http.response.body", "body": b"|" + body})


EXPECTED = b"POST /a b b'/a%20b' b'x=%D0%9F' ('exchange.test', 81)|body"


async def test_a_request_reaches_the_application():
    """Everything of the request arrives, and all pieces of the answer."""
    response = await AsgiTransport(echo).send(REQUEST, Timeouts())
    assert (response.status, response.body, response.headers) == (202, EXPECTED, (("x-name", "value"),))


def test_the_same_from_threads():
    """The synchronous transport has a loop of its own, ends it, and can start anew."""
    transport = SyncAsgiTransport(echo)
    transport.close()
    for _ in range(2):
        assert transport.send(REQUEST, Timeouts()).body == EXPECTED
        transport.close()


async def test_an_application_that_fails_loses_the_answer():
    """An exception before the answer is a lost answer; after it, it is the application's own affair."""

    async def fails(scope, receive, send):
        raise ZeroDivisionError("inside")

    async def fails_late(scope, receive, send):
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body"})
        raise ZeroDivisionError("inside")

    with pytest.raises(AnswerLost, match="ZeroDivisionError"):
        await AsgiTransport(fails).send(REQUEST, Timeouts())
    assert (await AsgiTransport(fails_late).send(REQUEST, Timeouts())).status == 500


async def test_an_application_that_says_nothing():
    """Ending without an answer, or not ending, loses the answer."""

    async def silent(scope, receive, send):
        return

    async def slow(scope, receive, send):
        await receive()
        await receive()

    with pytest.raises(AnswerLost, match="without a complete answer"):
        await AsgiTransport(silent).send(REQUEST, Timeouts())
    with pytest.raises(AnswerLost, match=r"within 0\.05 s"):
        await AsgiTransport(slow).send(REQUEST, Timeouts(total=0.05))


class WithLifespan:
    """An application that records its life."""

    def __init__(self, *, fail=False):
        self.events = []
        self.fail = fail

    async def __call__(self, scope, receive, send):
        if scope["type"] != "lifespan":
            self.events.append("request")
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body"})
            return
        while True:
            kind = (await receive())["type"]
            self.events.append(kind)
            if self.fail:
                await send({"type": f"{kind}.failed", "message": "no database"})
                return
            await send({"type": f"{kind}.complete"})
            if kind == "lifespan.shutdown":
                return


async def test_lifespan_runs_once_around_all_requests():
    """Startup before the first request, shutdown at close, and again after that."""
    app = WithLifespan()
    transport = AsgiTransport(app, lifespan=True)
    await asyncio.gather(*(transport.send(REQUEST, Timeouts()) for _ in range(2)))
    await transport.close()
    await transport.send(REQUEST, Timeouts())
    await transport.close()
    assert app.events == [
        "lifespan.startup", "request", "request", "lifespan.shutdown",
        "lifespan.startup", "request", "lifespan.shutdown",
    ]  # fmt: skip


async def test_a_failed_startup_is_told():
    """An application that cannot start is not asked anything."""
    transport = AsgiTransport(WithLifespan(fail=True), lifespan=True)
    with pytest.raises(RuntimeError, match="no database"):
        await transport.send(REQUEST, Timeouts())
    await transport.close()


async def test_an_application_without_lifespan_still_works():
    """Refusing the lifespan scope is allowed."""

    async def plain(scope, receive, send):
        assert scope["type"] == "http"
        await echo(scope, receive, send)

    transport = AsgiTransport(plain, lifespan=True)
    assert (await transport.send(REQUEST, Timeouts())).status == 202
    await transport.close()


def test_lifespan_from_threads():
    """The synchronous transport starts and ends the application too."""
    app = WithLifespan()
    transport = SyncAsgiTransport(app, lifespan=True)
    transport.send(REQUEST, Timeouts())
    transport.close()
    assert app.events == ["lifespan.startup", "request", "lifespan.shutdown"]
