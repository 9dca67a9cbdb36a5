"""The default transports against a real socket on this machine."""

import asyncio
import json
import logging
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from etxt_api import EtxtClient, EtxtNetworkError, OutcomeUnknown, RetryPolicy, SyncEtxtClient

BALANCE = json.dumps({"id": "7", "balance": "1", "date": "5"}).encode()
QUICK = RetryPolicy(retries=1, base=0.01)


@pytest.fixture
def server():
    """A service that answers with a balance, or hangs up on request; yields its URL and the list of calls."""
    calls, drops = [], []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            calls.append(self.path)
            self.rfile.read(int(self.headers.get("content-length", 0)))
            if drops:
                drops.pop()
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(BALANCE)))
            self.end_headers()
            self.wfile.write(BALANCE)

        do_GET = do_POST  # noqa: N815 - the name that the standard library calls

        def log_message(self, *args):
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}/api/json/", calls, drops
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_one_client_through_four_event_loops(server):
    """Four successive asyncio.run on one client all work, and the service sees four calls."""
    url, calls, _ = server
    client = EtxtClient("t", "p", base_url=url)
    assert [asyncio.run(client.users.get_balance()).id for _ in range(4)] == [7] * 4
    assert len(calls) == 4


def test_the_synchronous_client(server):
    """The same service from a thread."""
    url, calls, _ = server
    with SyncEtxtClient("t", "p", base_url=url) as client:
        assert client.users.get_balance().id == 7
    assert calls[0].startswith("/api/json/?method=users.getBalance&token=t&sign=")


def test_no_log_of_any_library_tells_a_secret(server, caplog):
    """With every logger at DEBUG, what the network library and asyncio tell carries no token, signature or text."""
    caplog.set_level(logging.DEBUG)
    url, calls, _ = server
    token, text = "0123456789abcdef0123456789abcdef", "very-secret-text"
    with SyncEtxtClient(token, "api-pass", base_url=url, prefer_get=True) as client:
        client.users.get_balance()
        client.call("users.setNote", id=1, text=text)

    async def use():
        async with EtxtClient(token, "api-pass", base_url=url) as async_client:
            await async_client.call("users.setNote", id=1, text=text)

    asyncio.run(use())
    assert any(record.name.startswith("httpcore2") for record in caplog.records)
    signs = [parse_qs(urlsplit(path).query)["sign"][0] for path in calls]
    for secret in (token, "api-pass", text, *signs):
        assert secret not in caplog.text


def test_a_dropped_answer(server):
    """A read is asked again; an unsafe call is delivered once and its outcome is unknown."""
    url, calls, drops = server
    with SyncEtxtClient("t", "p", base_url=url, retries=QUICK) as client:
        drops.append(1)
        assert client.users.get_balance().id == 7
        assert len(calls) == 2
        drops.append(1)
        with pytest.raises(OutcomeUnknown):
            client.articles.buy(5)
        assert len(calls) == 3


def test_nobody_listens():
    """A refused connection is a network error, also for an unsafe call, and no unknown outcome."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with SyncEtxtClient("t", "p", base_url=url, retries=QUICK) as client, pytest.raises(EtxtNetworkError) as caught:
            client.articles.buy(5)

        async def buy():
            async with EtxtClient("t", "p", base_url=url, retries=QUICK) as async_client:
                await async_client.articles.buy(5)

        with pytest.raises(EtxtNetworkError) as second:
            asyncio.run(buy())
    assert not isinstance(caught.value, OutcomeUnknown)
    assert not isinstance(second.value, OutcomeUnknown)
