"""Faults on demand: what the caller gets, and what has happened meanwhile."""

import asyncio
import json
import time

import pytest

from birzha.running import Server, bind, url_of
from birzha.sandbox.faults import Faults, Rule, spoilt
from birzha.watch import Answer
from birzha_client.asgi import AsgiTransport
from etxt_api import EtxtClient, OutcomeUnknown
from etxt_api.errors import EtxtDriftError, EtxtRateLimitError

ORDER = {"title": "Хлеб", "description": "Статья.", "price": 50, "size": 1000, "id_category": 254, "public": True}
FORM = {name: str(int(value) if isinstance(value, bool) else value) for name, value in ORDER.items()}


async def orders_of(desk, login="anna"):
    """How many orders a customer has."""
    answer = (await desk.call(login, "tasks.listTasks")).json()
    return len(answer) if isinstance(answer, list) else 0


@pytest.fixture
async def client(desk):
    """Anna's client, in process, that never tries twice."""
    transport = AsgiTransport(desk.app)
    async with EtxtClient(
        "1" * 32, "api-anna", base_url="http://sandbox.test/etxt/api/json/", transport=transport, retries=0
    ) as the_client:
        yield the_client


@pytest.mark.parametrize(
    ("rule", "status", "body"),
    [
        ({"kind": "too_many_requests", "retry_after": 7}, 429, b"too many requests"),
        ({"kind": "server_error"}, 500, b"server error"),
        ({"kind": "server_error", "status": 503}, 503, b"server error"),
        ({"kind": "html_page"}, 200, b"<!doctype html>"),
        ({"kind": "html_page", "status": 502}, 502, b"<!doctype html>"),
    ],
)
async def test_a_refused_call_has_changed_nothing(desk, rule, status, body):
    """The answer is the fault's, the order was not placed, and the journal names the fault."""
    await desk.control("POST", "/faults", {**rule, "method": "tasks.saveTask"})
    answer = await desk.call("anna", "tasks.saveTask", **FORM)
    assert answer.status_code == status
    assert answer.content.startswith(body)
    if status == 429:
        assert answer.headers["retry-after"] == "7"
    entry = await desk.last()
    assert (entry["fault"], entry["status"], entry["rows"]) == (f"{rule['kind']}#1", status, 0)
    assert await orders_of(desk) == 0


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        ({"kind": "too_many_requests"}, EtxtRateLimitError),
        ({"kind": "server_error"}, OutcomeUnknown),
        ({"kind": "html_page", "status": 502}, OutcomeUnknown),
        ({"kind": "drop_before"}, OutcomeUnknown),
    ],
)
async def test_our_client_tells_a_refused_order(desk, client, rule, error):
    """It says what it can know: a limit was no order, anything else may have been one; here none was."""
    await desk.control("POST", "/faults", {**rule, "method": "tasks.saveTask"})
    with pytest.raises(error):
        await client.tasks.save_task(**ORDER)
    assert await orders_of(desk) == 0


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "applied_but_lost"},
        {"kind": "applied_but_lost", "status": 502},
        {"kind": "truncate"},
        {"kind": "truncate", "quietly": True},
    ],
)
async def test_an_applied_call_has_happened(desk, client, rule):
    """The order is there, our client says that it cannot know, and the journal has the answer that was lost."""
    await desk.control("POST", "/faults", {**rule, "method": "tasks.*", "times": 1})
    with pytest.raises(OutcomeUnknown):
        await client.tasks.save_task(**ORDER)
    entry = await desk.last()
    assert (entry["fault"], entry["status"], entry["rows"]) == (f"{rule['kind']}#1", 200, 1)
    assert entry["answer"]["id_task"]
    assert await orders_of(desk) == 1


async def test_a_lost_read_is_read_again(desk):
    """Our client asks again where that is safe, and never where it is not."""
    transport = AsgiTransport(desk.app)
    async with EtxtClient(
        "1" * 32, "api-anna", base_url="http://sandbox.test/etxt/api/json/", transport=transport
    ) as client:
        await desk.control("POST", "/faults", {"kind": "applied_but_lost", "method": "users.*", "times": 1})
        assert (await client.users.get_balance()).balance
        assert [each["fault"] for each in (await desk.control("GET", "/journal"))["entries"]] == [
            "",
            "applied_but_lost#1",
        ]


@pytest.mark.parametrize(
    ("answer", "field", "sent"),
    [
        ({"id_task": "5"}, "", {"id_task": ["5"]}),
        ({"id": 5, "x": 6}, "x", {"id": 5, "x": "<6>"}),
        ([{"id": "1", "title": "x"}], "title", [{"id": "1", "title": ["x"]}]),
        ([{"id": "1"}, {"id": "2"}], "", [{"id": ["1"]}, {"id": ["2"]}]),
        ({"files": {"text": {"size": "5"}}}, "size", {"files": {"text": {"size": ["5"]}}}),
        ({"files": {"text": {}}}, "files", {"files": [{}]}),
        ([1, 2], "", {"0": 1, "1": 2}),
        ({"a": None, "b": [1]}, "b", {"a": None, "b": {"0": 1}}),
        ({}, "x", {}),
    ],
)
def test_a_wrong_type_is_another_one(answer, field, sent):
    """The named field changes wherever it stands, the first one when none is named; the length is right."""
    body = json.dumps(answer).encode()
    found = spoilt(Rule("wrong_type", field=field), Answer(200, [(b"content-length", b"%d" % len(body))], body))
    assert json.loads(found.body) == sent
    assert dict(found.headers)[b"content-length"] == b"%d" % len(found.body)
    plain = Answer(200, [], "Подпись не верна".encode())
    assert spoilt(Rule("wrong_type"), plain) == plain


async def test_a_strict_client_sees_a_wrong_type(desk):
    """A balance that is a list is drift from the documentation."""
    await desk.control("POST", "/faults", {"kind": "wrong_type", "field": "balance"})
    options = {"base_url": "http://sandbox.test/etxt/api/json/", "transport": AsgiTransport(desk.app), "strict": True}
    async with EtxtClient("1" * 32, "api-anna", **options) as client:
        with pytest.raises(EtxtDriftError):
            await client.users.get_balance()


async def test_latency_is_waited_and_adds_up(desk):
    """Two rules of 60 ms make one call wait for 120, and it is answered as usual."""
    for _ in range(2):
        await desk.control("POST", "/faults", {"kind": "latency", "ms": 60, "method": "users.getBalance"})
    begun = time.monotonic()
    answer = await desk.call("anna", "users.getBalance")
    assert time.monotonic() - begun > 0.115
    assert "balance" in answer.json()
    entry = await desk.last()
    assert entry["fault"] == "latency#1 latency#2"
    assert entry["ms"] > 115


def hit(rule, calls):
    """Which of these calls a rule hits, from 1."""
    faults = Faults()
    faults.add(rule)
    return [number for number, call in enumerate(calls, 1) if faults.strike(*call)]


@pytest.mark.parametrize(
    ("rule", "hits"),
    [
        (Rule("server_error"), [1, 2, 3, 4, 5, 6]),
        (Rule("server_error", times=2), [1, 2]),
        (Rule("server_error", nth=3), [3]),
        (Rule("server_error", nth=3, times=2), [3, 4]),
        (Rule("server_error", method="tasks.*"), [1, 2, 4, 5]),
        (Rule("server_error", method="tasks.*", nth=2), [2]),
        (Rule("server_error", method="users.getUser"), [3, 6]),
        (Rule("server_error", person="BORIS"), [4, 5, 6]),
        (Rule("server_error", person="boris", method="users.getUser"), [6]),
        (Rule("server_error", share=0.0), []),
        (Rule("server_error", share=1.0, times=3), [1, 2, 3]),
    ],
)
def test_a_rule_hits_what_it_names(rule, hits):
    """By method, group, person, number of the call and number of hits."""
    methods = ["tasks.saveTask", "tasks.listTasks", "users.getUser"]
    assert hit(rule, [(method, login) for login in ("anna", "boris") for method in methods]) == hits


def test_a_share_follows_from_its_seed():
    """About the share of the calls is hit, the same ones each time, others with another seed."""
    calls = [("tasks.saveTask", "anna")] * 2000
    first = hit(Rule("server_error", share=0.1, seed=1), calls)
    assert first == hit(Rule("server_error", share=0.1, seed=1), calls)
    assert first != hit(Rule("server_error", share=0.1, seed=2), calls)
    assert 150 < len(first) < 250


def test_the_oldest_rule_that_hits_counts():
    """One call is spoilt once; the other rule is still there for the next one."""
    faults = Faults()
    faults.add(Rule("server_error", times=1))
    faults.add(Rule("html_page", times=1))
    assert [faults.strike("a.b", "x").rule.kind for _ in range(2)] == ["server_error", "html_page"]
    assert faults.strike("a.b", "x") is None
    assert faults.listed() == []


async def test_rules_are_listed_removed_and_gone_when_used_up(desk):
    """What is in force can be seen with its counts, and taken back."""
    first = await desk.control("POST", "/faults", {"kind": "latency", "ms": 1, "person": "anna"})
    assert (first["id"], first["seen"], first["hits"], first["left"]) == (1, 0, 0, None)
    await desk.control("POST", "/faults", {"kind": "server_error", "nth": 2})
    await desk.call("boris", "users.getBalance")
    await desk.call("anna", "users.getBalance")
    told = await desk.control("GET", "/faults")
    assert [(each["id"], each["seen"], each["hits"]) for each in told["rules"]] == [(1, 1, 1)]
    assert "applied_but_lost" in told["kinds"]
    assert (await desk.control("DELETE", "/faults/1"))["rules"] == []
    assert (await desk.refused("DELETE", "/faults/1"))[0] == 404
    await desk.control("POST", "/faults", {"kind": "server_error"})
    assert (await desk.control("DELETE", "/faults"))["rules"] == []
    assert (await desk.call("anna", "users.getBalance")).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "kind"),
        ({"kind": "fire"}, "kind"),
        ({"kind": "latency", "ms": -1}, "ms"),
        ({"kind": "latency", "share": 2}, "share"),
        ({"kind": "latency", "nth": 0}, "nth"),
        ({"kind": "server_error", "status": 99}, "status"),
        ({"kind": "server_error", "status": 200}, "status"),
        ({"kind": "server_error", "status": 499}, "status"),
        ({"kind": "latency", "method": "tasks.savetask"}, "method"),
        ({"kind": "latency", "method": "articles"}, "method"),
        ({"kind": "latency", "person": "nobody"}, "person"),
        ({"kind": "latency", "person": "a\0"}, "person"),
        ({"kind": "latency", "methods": "tasks.*"}, "methods"),
    ],
)
async def test_a_rule_that_could_hit_nothing_is_refused(desk, body, field):
    """A slip of the pen is told at once, with the nearest name for a method."""
    status, told = await desk.refused("POST", "/faults", body)
    assert (status, told["field"]) == (422, field)
    if body.get("method") == "tasks.savetask":
        assert "tasks.saveTask" in told["message"]
    assert (await desk.control("GET", "/faults"))["rules"] == []


async def test_a_failed_login_is_no_faults(desk):
    """Calls that are not let in are neither hit nor counted."""
    await desk.control("POST", "/faults", {"kind": "server_error", "nth": 1})
    answer = await desk.http.get(f"/etxt/api/json/?method=users.getBalance&token={'1' * 32}&sign=x")
    assert answer.text == "Подпись не верна"
    assert (await desk.control("GET", "/faults"))["rules"][0]["seen"] == 0


@pytest.fixture
async def listening(desk):
    """The same sandbox on a socket."""
    ready = asyncio.Event()
    with bind("127.0.0.1", 0) as place:
        server = Server(desk.app, ready.set, signals=False, breakable=True)
        serving = asyncio.create_task(server.serve([place]))
        await ready.wait()
        yield place
        server.should_exit = True
        await serving


async def raw(listening, request):
    """Every byte that comes back until the connection is closed."""
    reader, writer = await asyncio.open_connection(*listening.getsockname())
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    await writer.wait_closed()
    return answer


async def test_over_a_socket_the_connection_is_closed(desk, listening, caplog):
    """Dropped: not one byte. Truncated: the length of the whole and half of it. Neither is a failure in the log."""
    request = f"GET /etxt/api/json/?{desk.query('anna', 'users.getBalance')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    for kind in ("drop_before", "applied_but_lost"):
        await desk.control("POST", "/faults", {"kind": kind, "times": 1})
        assert await raw(listening, request) == b""
    await desk.control("POST", "/faults", {"kind": "truncate", "times": 1})
    head, _, body = (await raw(listening, request)).partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    assert head.startswith(b"HTTP/1.1 200")
    assert len(body) == length // 2
    assert caplog.text == ""


async def test_over_a_socket_our_client_cannot_know(desk, listening):
    """An order placed and its answer lost with the connection: OutcomeUnknown, and one order."""
    base = f"{url_of(listening)}/etxt/api/json/"
    async with EtxtClient("1" * 32, "api-anna", base_url=base) as client:
        for kind in ("applied_but_lost", "truncate"):
            await desk.control("POST", "/faults", {"kind": kind, "method": "tasks.saveTask", "times": 1})
            with pytest.raises(OutcomeUnknown):
                await client.tasks.save_task(**ORDER)
        await desk.control("POST", "/faults", {"kind": "drop_before", "times": 1})
        assert len([each async for each in client.tasks.iter_list_tasks()]) == 2
