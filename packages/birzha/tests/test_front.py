"""The whole application in process: the front door, the guard, and how failures are said."""

import asyncio
import logging

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from birzha import front, server
from birzha.app import assemble
from birzha.configuration import sandbox_settings
from birzha.guard import HEADERS, LARGEST_BODY, Guard
from birzha.install import install
from birzha.settings import Settings
from birzha.storage.sqlite import take_lock
from birzha.storage.work import StorageUnavailable


def client_of(app):
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://birzha.test")


@pytest.fixture
async def client(sqlite_market):
    """A client of the whole application of a sandbox."""
    async with client_of(server.build(sqlite_market)) as client:
        yield client


async def test_every_answer_carries_the_safe_headers(client):
    """Good answers, pages, refusals and unknown addresses alike; a face's own value stays."""
    for path in ("/", "/healthz", "/nothing", "/_sandbox/clock", "/api/v1/nothing", "/etxt/api/json/"):
        answer = await client.get(path)
        for name in HEADERS:
            assert answer.headers.get(name), (path, name)
        assert "server" not in answer.headers
    page = await client.get("/", headers={"accept": "text/html"})
    assert "style-src 'sha256-" in page.headers["content-security-policy"]


async def test_the_front_page_names_the_faces(client, sqlite_market):
    """Where they are, by the address the request came to or by the one that the operator says."""
    told = (await client.get("/")).json()
    assert told["etxt"] == "http://birzha.test/etxt/api/json/"
    assert told["kwork"] == "http://birzha.test/kwork"
    assert told["sandbox"] == "http://birzha.test/_sandbox/"
    page = (await client.get("/", headers={"accept": "text/html", "host": "a'\"<b>"})).text
    assert "<b>" not in page
    assert page.count("<dt>") == 4


async def test_an_unknown_address_and_verb_are_said_in_json(client):
    """404 and 405 in the shape of our own API."""
    unknown = await client.get("/nothing")
    assert (unknown.status_code, unknown.json()["error"]) == (404, "not_found")
    verb = await client.post("/healthz")
    assert (verb.status_code, verb.json()["error"]) == (405, "method_not_allowed")
    assert "GET" in verb.headers["allow"]


async def test_a_body_over_the_limit_is_refused(client):
    """Said beforehand or found while reading: 413, the connection is not used again, nothing else breaks."""

    async def endless():
        for _ in range(LARGEST_BODY // 2**20 + 2):
            yield b"x" * 2**20

    answer = await client.post("/_sandbox/reset", headers={"content-length": str(LARGEST_BODY + 1)}, content=b"")
    assert (answer.status_code, answer.json()["error"]) == (413, "body_too_large")
    assert answer.headers["connection"] == "close"
    assert (await client.post("/api/v1/sessions", content=endless())).status_code in {413, 415}


async def test_a_body_that_lies_about_its_length_is_cut_off(sqlite_market):
    """A face that reads everything never sees more than the limit."""

    async def read(request):
        return PlainTextResponse(str(len(await request.body())))

    app = Guard(front_app([Route("/", read, methods=["POST"])]), limit=10)
    async with client_of(app) as client:

        async def chunks(count):
            for _ in range(count):
                yield b"12345"

        assert (await client.post("/", content=chunks(2))).text == "10"
        refused = await client.post("/", content=chunks(3))
        assert (refused.status_code, refused.json()["error"]) == (413, "body_too_large")


def front_app(routes):
    return Starlette(routes=routes, exception_handlers=front.HANDLERS)


async def test_failures_are_said_without_their_insides(caplog):
    """A broken database is 503 with when to come again; any other failure is 500 and says nothing of what it was."""

    async def down(request):
        raise StorageUnavailable("the disk is full")

    async def broken(request):
        raise ValueError("a secret inside")

    app = Guard(front_app([Route("/down", down), Route("/broken", broken)]))
    async with client_of(app) as client:
        with caplog.at_level(logging.ERROR):
            answer = await client.get("/down")
            assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")
            assert answer.headers["retry-after"]
            answer = await client.get("/broken")
    assert (answer.status_code, answer.json()["error"]) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "the disk is full" in caplog.text


async def test_the_lifespan_opens_and_closes_the_market(tmp_path):
    """A server with lifespan needs nothing else: the store is open in between, what is due happens, then it is closed."""
    market = assemble(sandbox_settings(tmp_path))
    install(market.settings.database_url)
    app = server.build(market)
    said: asyncio.Queue[str] = asyncio.Queue()
    heard: asyncio.Queue[dict[str, str]] = asyncio.Queue()

    async def send(message):
        await said.put(message["type"])

    lifespan = asyncio.create_task(app({"type": "lifespan", "state": {}}, heard.get, send))
    await heard.put({"type": "lifespan.startup"})
    assert await said.get() == "lifespan.startup.complete"
    async with client_of(app) as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
    assert "birzha-sweeps" in {task.get_name() for task in asyncio.all_tasks()}
    await heard.put({"type": "lifespan.shutdown"})
    assert await said.get() == "lifespan.shutdown.complete"
    await lifespan
    assert "birzha-sweeps" not in {task.get_name() for task in asyncio.all_tasks()}
    take_lock(tmp_path / "birzha.sqlite3").close()


async def test_sweeps_that_stop_are_told(tmp_path, monkeypatch, caplog):
    """When the sweeps end by a failure the operator hears of it at once, and the exchange still closes."""

    async def stop(market):
        raise ValueError("a bug")

    monkeypatch.setattr(server, "keep_sweeping", stop)
    market = assemble(sandbox_settings(tmp_path))
    install(market.settings.database_url)
    async with server.running(market):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert "the sweeps have stopped" in caplog.text


async def test_a_real_exchange_has_no_controls(tmp_path):
    """Without the sandbox's setting there is nothing under /_sandbox, and the front page does not name it."""
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'm.sqlite3'}", files=tmp_path, secret_key="k" * 32)
    install(settings.database_url)
    market = assemble(settings)
    async with server.running(market), client_of(server.build(market)) as client:
        assert "sandbox" not in (await client.get("/")).json()
        for path in ("/_sandbox", "/_sandbox/", "/_sandbox/clock"):
            assert (await client.get(path)).status_code == 404
        assert (await client.post("/_sandbox/reset")).status_code == 404
