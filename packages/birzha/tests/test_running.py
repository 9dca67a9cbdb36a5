"""Listening, and a real server on a real socket."""

import asyncio
import socket

import pytest
from starlette.responses import PlainTextResponse

from birzha.guard import Guard
from birzha.running import CannotListen, Server, bind, run_loop, url_of


def test_a_taken_port_is_known_as_such():
    """Another listener on the port: ``taken``, with host and port."""
    with bind("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(CannotListen) as refused:
            bind("127.0.0.1", port)
        assert (refused.value.reason, refused.value.host, refused.value.port) == ("taken", "127.0.0.1", port)


def test_a_port_is_free_again_at_once():
    """A restart need not wait for the last one's connections to be forgotten."""
    with bind("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            first.accept()[0].close()
    bind("127.0.0.1", port).close()


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("no such host", 0), ("127.0.0.1", 70000)])
def test_an_address_of_nobody_is_known_as_such(host, port):
    """An address that is not this machine's, nonsense, and a port beyond all ports: ``unknown``."""
    with pytest.raises(CannotListen) as refused:
        bind(host, port)
    assert refused.value.reason == "unknown"


def test_the_url_is_one_that_this_machine_reaches():
    """Any address means this machine; IPv6 stands in brackets."""
    with bind("0.0.0.0", 0) as everywhere:
        assert url_of(everywhere) == f"http://127.0.0.1:{everywhere.getsockname()[1]}"
    with bind("::1", 0) as six:
        assert url_of(six) == f"http://[::1]:{six.getsockname()[1]}"


async def ask(listening, path):
    reader, writer = await asyncio.open_connection(*listening.getsockname())
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


async def test_it_says_ready_when_it_answers_and_stops_without_losing_a_request():
    """``ready`` comes once connections are taken; a request under way is finished after the wish to stop."""
    under_way, go_on = asyncio.Event(), asyncio.Event()

    async def app(scope, receive, send):
        if scope["path"] == "/slow":
            under_way.set()
            await go_on.wait()
        await PlainTextResponse("done")(scope, receive, send)

    ready = asyncio.Event()
    with bind("127.0.0.1", 0) as listening:
        server = Server(app, ready.set, signals=False)
        serving = asyncio.create_task(server.serve([listening]))
        await ready.wait()
        answer = await ask(listening, "/")
        assert answer.startswith("HTTP/1.1 200 OK")
        assert "\r\nserver:" not in answer.lower()
        slow = asyncio.create_task(ask(listening, "/slow"))
        await under_way.wait()
        server.should_exit = True
        await asyncio.sleep(0.2)
        assert not serving.done()
        go_on.set()
        assert (await slow).endswith("done")
        await serving


@pytest.mark.parametrize("megabytes", [1, 11, 40])
async def test_a_refusal_reaches_whoever_still_sends(megabytes):
    """The refusal of a body that nobody reads arrives whole, though the sender looks for it only after its last byte."""

    async def app(scope, receive, send):
        await PlainTextResponse("no", 413)(scope, receive, send)

    ready = asyncio.Event()
    with bind("127.0.0.1", 0) as listening:
        server = Server(Guard(app), ready.set, signals=False)
        serving = asyncio.create_task(server.serve([listening]))
        await ready.wait()
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {megabytes << 20}\r\n\r\n".encode())
        for _ in range(megabytes):
            writer.write(bytes(1 << 20))
            await writer.drain()
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 413")
        writer.close()
        await writer.wait_closed()
        server.should_exit = True
        await serving


async def test_whoever_asks_before_sending_is_refused_at_once():
    """``Expect: 100-continue``: the refusal comes instead of the word to go on, and nothing need be sent."""

    async def app(scope, receive, send):
        await PlainTextResponse("no", 413)(scope, receive, send)

    ready = asyncio.Event()
    with bind("127.0.0.1", 0) as listening:
        server = Server(Guard(app), ready.set, signals=False)
        serving = asyncio.create_task(server.serve([listening]))
        await ready.wait()
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 20000000\r\n\r\n")
        answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        assert answer.startswith(b"HTTP/1.1 413")
        writer.close()
        await writer.wait_closed()
        server.should_exit = True
        await serving


def test_the_loop_gives_what_its_program_gives():
    """A value and an error come out of it as they are."""

    async def value():
        return 7

    async def error():
        raise KeyError("x")

    assert run_loop(value()) == 7
    with pytest.raises(KeyError):
        run_loop(error())
