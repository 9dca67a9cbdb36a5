"""The network transports, on loopback."""

import asyncio
import gzip
import logging
import threading

import pytest

from birzha_client.http import HttpTransport, SyncHttpTransport, environment_proxy
from birzha_client.transport import AnswerLost, NotSent, Timeouts
from birzha_client.wire import WireRequest

QUICK = Timeouts(connect=1, read=1, total=2)
URL_TAIL = "?name=%D0%9D%D0%BE%D0%B2%D0%B0%D1%8F+%D0%BF&id%5B0%5D=1&sign=a"


def post(url, body=b"a=%D0%9F&id%5B%5D=1"):
    """A form."""
    return WireRequest("POST", url, (("Content-Type", "application/x-www-form-urlencoded"),), body)


def send(transport, request, timeouts=QUICK):
    """Send once with either transport."""
    if isinstance(transport, HttpTransport):

        async def once():
            try:
                return await transport.send(request, timeouts)
            finally:
                await transport.close()

        return asyncio.run(once())
    try:
        return transport.send(request, timeouts)
    finally:
        transport.close()


both = pytest.mark.parametrize("make", [HttpTransport, SyncHttpTransport])


@both
def test_bytes_arrive_as_they_were_made(service, make):
    """URL and body are not re-encoded on the way, and the answer comes whole."""
    service.plan.append((201, (("X-One", "1"), ("X-One", "2")), "ответ".encode()))
    response = send(make(), post(service.url + URL_TAIL))
    method, path, body, headers = service.seen[0]
    assert (method, path, body) == ("POST", "/api" + URL_TAIL, b"a=%D0%9F&id%5B%5D=1")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert (response.status, response.body.decode()) == (201, "ответ")
    assert [value for name, value in response.headers if name.lower() == "x-one"] == ["1", "2"]


@both
def test_compressed_answers_are_unpacked(service, make):
    """Gzip is asked for and undone."""
    service.plan.append((200, (("Content-Encoding", "gzip"),), gzip.compress(b"plain")))
    assert send(make(), post(service.url)).body == b"plain"


@both
def test_a_refused_connection_was_not_sent(free_port, make):
    """Nobody listens: the request provably never arrived."""
    with pytest.raises(NotSent, match="ConnectError") as caught:
        send(make(), post(f"http://127.0.0.1:{free_port}/?token=secret"))
    assert "secret" not in str(caught.value)
    assert not caught.value.lasting


@both
@pytest.mark.parametrize("trouble", ["drop", "half"])
def test_a_broken_connection_loses_the_answer(service, make, trouble):
    """The request arrived, the answer did not, or half of it did."""
    service.plan.append(trouble)
    with pytest.raises(AnswerLost):
        send(make(), post(service.url))
    assert len(service.seen) == 1


@both
def test_silence_loses_the_answer(service, make):
    """A server that says nothing is given up after the limit."""
    service.plan.append("silence")
    with pytest.raises(AnswerLost):
        send(make(), post(service.url), Timeouts(connect=1, read=0.1, total=0.3))


def test_an_answer_that_drips_is_bounded_by_the_total(service):
    """asyncio: the limit for the whole call holds even when every single read is quick enough."""
    service.plan.append("silence")
    with pytest.raises(AnswerLost, match=r"within 0\.1 s"):
        send(HttpTransport(), post(service.url), Timeouts(connect=1, read=5, total=0.1))


@both
@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://[bad/", "no-scheme"])
def test_a_bad_url_is_a_lasting_failure(make, url):
    """Trying again cannot make a URL valid."""
    with pytest.raises(NotSent) as caught:
        send(make(), post(url))
    assert caught.value.lasting


def test_four_event_loops_one_transport(service):
    """Four successive asyncio.run on one transport work, without a leaked socket (warnings are errors)."""
    transport = HttpTransport()

    async def twice():
        answers = await asyncio.gather(*(transport.send(post(service.url), QUICK) for _ in range(2)))
        return [answer.status for answer in answers]

    assert [asyncio.run(twice()) for _ in range(4)] == [[200, 200]] * 4
    assert len(service.seen) == 8


def test_two_loops_at_once(service):
    """One transport serves several running loops, each with its own connections."""
    transport = HttpTransport()
    found = []

    def run():
        found.append(asyncio.run(transport.send(post(service.url), QUICK)).status)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 4


def test_connections_are_kept(service):
    """Within one loop the second request travels on the first one's connection."""
    transport = HttpTransport()

    async def three():
        for _ in range(3):
            await transport.send(post(service.url), QUICK)
        pools = list(transport._loops.values())
        connections = pools[0]._pools[None]._pool.connections
        await transport.close()
        return len(connections)

    assert asyncio.run(three()) == 1


def test_threads_share_the_synchronous_transport(service):
    """Many threads, one transport."""
    transport = SyncHttpTransport()
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(transport.send(post(service.url), QUICK).status)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    transport.close()
    assert found == [200] * 8


def test_a_transport_works_again_after_close(service):
    """Closing lets go of connections, not of the transport."""
    transport = SyncHttpTransport()
    assert send(transport, post(service.url)).status == 200
    assert send(transport, post(service.url)).status == 200


def test_proxies_of_the_environment(monkeypatch):
    """A proxy is used for far hosts, never for this machine or for those in no_proxy."""
    monkeypatch.setenv("https_proxy", "http://proxy:3128")
    monkeypatch.setenv("no_proxy", "near.example")
    assert environment_proxy("https://far.example/") == "http://proxy:3128"
    assert environment_proxy("https://near.example/") is None
    assert environment_proxy("https://127.0.0.1/") is None


def test_http2_does_not_bring_its_log(caplog):
    """HPACK would print the path with the signature at DEBUG."""
    logger = logging.getLogger("hpack")
    before = logger.level
    try:
        HttpTransport(http2=True)
        assert not logging.getLogger("hpack.hpack").isEnabledFor(logging.DEBUG)
    finally:
        logger.setLevel(before)


@both
def test_cookies_do_not_get_into_the_debug_log(service, make, caplog):
    """The network library writes the headers of answers into its log; cookies among them are hidden, the rest is not."""
    caplog.set_level(logging.DEBUG)
    cookies = [("Set-Cookie", value) for value in ("session=c00kie-1; Path=/", "x='c00kie-2'", 'y="c00kie-3"\' \\')]
    service.plan.append((200, (("X-Other", "shown"), *cookies), b"{}"))
    response = send(make(), post(service.url))
    assert [value for name, value in response.headers if name.lower() == "set-cookie"] == [
        value for _, value in cookies
    ]
    assert "c00kie" not in caplog.text
    assert "shown" in caplog.text
    assert caplog.text.count("<hidden>") == 3
