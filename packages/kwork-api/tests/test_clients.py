"""What both clients may be told: base URLs, limits of time, pace, kept reference data; and how they are closed."""

import asyncio
import inspect
import logging

import pytest

from birzha_client.asgi import AsgiTransport, SyncAsgiTransport
from birzha_client.policy import RetryPolicy
from birzha_client.transport import NotSent, Timeouts
from birzha_client.wire import WireResponse
from kwork_api import (
    KworkApiError,
    KworkClient,
    KworkNetworkError,
    KworkRateLimitError,
    KworkUsageError,
    Pacing,
    SyncKworkClient,
)
from kwork_api.operations import GROUPS

CITIES = {"cities": [{"id": 1, "name": "Москва"}]}
OTHERS = {"cities": [{"id": 2, "name": "Тверь"}]}


def test_base_urls(kind, monkeypatch):
    """Given, from the environment, or the service's own; a slash at the end does not matter; nonsense is refused."""
    assert kind().base_url == "https://api.kwork.ru"
    assert kind(base_url="http://127.0.0.1:9/kwork/").base_url == "http://127.0.0.1:9/kwork/"
    assert repr(kind(base_url="http://127.0.0.1:9/kwork/")).endswith("(base_url='http://127.0.0.1:9/kwork')")
    monkeypatch.setenv("KWORK_BASE_URL", "http://127.0.0.1:9/env")
    assert kind().base_url == "http://127.0.0.1:9/env"
    assert kind(base_url="http://127.0.0.1:9/x").base_url == "http://127.0.0.1:9/x"
    for bad in ("api.kwork.ru", "ftp://x/", "http://x/?token=secret", "http:///x", "http://[x/"):
        with pytest.raises(KworkUsageError, match="cannot be a base URL") as caught:
            kind(base_url=bad)
        assert "secret" not in str(caught.value)


def test_a_subclass_with_addresses_of_its_own(rig):
    """The documented class attributes are what is used."""

    class Elsewhere(SyncKworkClient):
        BASE_URL = "http://127.0.0.1:7/api"
        LOGIN_URL = "http://127.0.0.1:7/in"

    made = rig({"message": "no"})
    with pytest.raises(Exception, match="no userId"):
        made.end(Elsewhere.login("a", "b", transport=made.script)) if made.kind is SyncKworkClient else made.end(
            type("Other", (KworkClient,), vars(Elsewhere) | {}).login("a", "b", transport=made.script)
        )
    assert made.sent[0].url == "http://127.0.0.1:7/in"
    assert Elsewhere().base_url == "http://127.0.0.1:7/api"


def test_limits_of_time(kind):
    """``timeout`` limits one request; the whole call may take four times that; nothing is no limit."""
    client = kind(timeout=3.0)
    assert client.timeout == 3.0
    assert client._caller.core.manner.timeouts == Timeouts(connect=3.0, read=3.0, total=12.0)
    assert kind().timeout == 30.0
    for bad in (0, -1.0):
        with pytest.raises(KworkUsageError, match="timeout"):
            kind(timeout=bad)


def test_pacing_is_for_real_hosts(kind, rig):
    """On by default far away, off on this machine and in the process, and as told otherwise."""

    def pacer(client):
        return client._caller.core.manner.pacer

    assert pacer(kind()).pacing == Pacing()
    assert pacer(kind(base_url="http://127.0.0.1/kwork")) is None
    assert pacer(rig().client) is None
    assert pacer(kind(pacing=None)) is None
    assert pacer(rig(pacing=Pacing(per_second=9, burst=1)).client).pacing.per_second == 9


def test_calls_are_spread_out(rig, documented):
    """A burst and then an even stream: five calls at fifty a second with bursts of one take four slots of 20 ms."""
    made = rig(*[documented["user.get_info"]] * 5, pacing=Pacing(per_second=50, burst=1))
    clock = made.client._caller.core.manner.clock
    started = clock()
    for _ in range(5):
        made.run("user.get_info")
    assert clock() - started >= 0.079


def test_retries(rig, documented):
    """As a number or as a policy; 0 never tries again."""
    made = rig(NotSent("x"), retries=0)
    with pytest.raises(KworkNetworkError):
        made.run("user.get_info")
    made = rig(NotSent("x"), NotSent("x"), documented["user.get_info"], retries=RetryPolicy(retries=2, base=0.001))
    made.run("user.get_info")
    assert len(made.sent) == 3


def test_reference_data_is_kept(rig):
    """Asked once; each caller gets objects of its own; other calls are not kept."""
    made = rig(CITIES, {"id": 1}, {"id": 2})
    first = made.run("reference.get_cities")
    first[0].name = "changed"
    first.append("x")
    second = made.run("reference.get_cities")
    assert [city.name for city in second] == ["Москва"]
    assert len(made.sent) == 1
    assert [made.run("user.get_info")["id"] for _ in range(2)] == [1, 2]


def test_reference_data_is_kept_for_a_day(rig):
    """After a day it is asked for again; with 0 each time; a raw call is never answered from what is kept."""
    made = rig(CITIES, OTHERS, OTHERS)
    core = made.client._caller.core
    made.run("reference.get_cities")
    now = core.manner.clock()
    object.__setattr__(core.manner, "clock", lambda: now + 86390)
    assert made.run("reference.get_cities")[0].id == 1
    object.__setattr__(core.manner, "clock", lambda: now + 86401)
    assert made.run("reference.get_cities")[0].id == 2
    assert made.end(made.client.raw("reference.get_cities")).json() == OTHERS
    made = rig(CITIES, OTHERS, keep_reference=0)
    assert [made.run("reference.get_cities")[0].id for _ in range(2)] == [1, 2]


def test_a_refusal_is_not_kept(rig):
    """Only good answers are."""
    made = rig(WireResponse(400, (), b"{}"), CITIES)
    with pytest.raises(KworkApiError):
        made.run("reference.get_cities")
    assert made.run("reference.get_cities")[0].id == 1


def test_closing(rig, documented):
    """Leaving the context closes, also after an error and by hand; twice is harmless, and a later call works."""
    made = rig(*[documented["user.get_info"]] * 2)
    if isinstance(made.client, SyncKworkClient):
        with made.client as client:
            client.user.get_info()
        made.client.close()
        with pytest.raises(ZeroDivisionError), made.client:
            _ = 1 / 0
        made.client.user.get_info()
    else:

        async def use():
            async with made.client as client:
                await client.user.get_info()
            await made.client.close()
            with pytest.raises(ZeroDivisionError):
                async with made.client:
                    _ = 1 / 0
            await made.client.user.get_info()

        asyncio.run(use())
    assert made.script.closed == 3
    SyncKworkClient("t").close()
    asyncio.run(KworkClient("t").close())


async def application(scope, receive, send):
    """An exchange inside of the process that knows one login and one call."""
    headers = dict(scope["headers"])
    answers = {
        "/kwork/signIn": ([(b"set-cookie", b"userId=7")], b"{}"),
        "/kwork/getWebAuthToken": ([], b'{"web_auth_token": "in-process-token"}'),
        "/kwork/user": ([], b'{"cookies": "%s"}' % headers.get(b"cookie", b"")),
    }
    await receive()
    added, body = answers[scope["path"]]
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json"), *added]}
    )
    await send({"type": "http.response.body", "body": body})


def test_an_application_in_the_process(kind):
    """Login and calls without a socket, over the transport into an ASGI application."""
    options = {"base_url": "http://exchange/kwork"}
    if kind is SyncKworkClient:
        with kind.login("a", "b", transport=SyncAsgiTransport(application), **options) as client:
            found = client.user.get_info()
    else:

        async def use():
            async with await kind.login("a", "b", transport=AsgiTransport(application), **options) as client:
                return await client.user.get_info()

        found = asyncio.run(use())
    assert found == {"cookies": "userId=7; web_auth_token=in-process-token"}


def test_the_twins_have_the_same_face():
    """Both clients take the same arguments and have the same groups and methods with the same parameters."""
    a, b = KworkClient("t"), SyncKworkClient("t")
    for name in ("__init__", "login", "call", "raw"):
        left, right = (inspect.signature(getattr(kind, name)) for kind in (KworkClient, SyncKworkClient))
        assert list(left.parameters) == list(right.parameters)
    for group in GROUPS:
        names = [name for name in dir(getattr(a, group)) if not name.startswith("_")]
        assert names == [name for name in dir(getattr(b, group)) if not name.startswith("_")]
        for name in set(names) - {"client"}:
            left, right = (inspect.signature(getattr(getattr(client, group), name)) for client in (a, b))
            assert list(left.parameters.values()) == list(right.parameters.values())


def test_a_limit_that_asks_for_patience(rig, caplog):
    """``Retry-After`` is waited for when it is short, and told in the log."""
    caplog.set_level(logging.INFO)
    made = rig(WireResponse(429, (("Retry-After", "0"),)), {"id": 1})
    assert made.run("user.get_info") == {"id": 1}
    assert "user.get_info: attempt 1 failed, trying again" in caplog.text
    made = rig(WireResponse(429, (("Retry-After", "9999"),)))
    with pytest.raises(KworkRateLimitError):
        made.run("user.get_info")
    assert len(made.sent) == 1
