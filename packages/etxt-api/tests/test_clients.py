"""Both clients, call by call: what leaves them, what they make of trouble."""

import asyncio
import inspect
import json
import logging
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

import etxt_api
from birzha_client.operation import Shape
from birzha_client.pacing import Pacer
from birzha_client.policy import RetryPolicy
from birzha_client.transport import AnswerLost, NotSent, Timeouts
from birzha_client.wire import WireResponse
from etxt_api import (
    EtxtApiError,
    EtxtAuthError,
    EtxtClient,
    EtxtDriftError,
    EtxtError,
    EtxtNetworkError,
    EtxtUsageError,
    NoObjectError,
    OutcomeUnknown,
    Pacing,
    SyncEtxtClient,
)
from etxt_api.operations import OPERATIONS

DOCUMENTED = json.loads((Path(__file__).parent / "documented.json").read_text(encoding="utf-8"))
TOKEN = "0123456789abcdef0123456789abcdef"
API_PASS = "the-api-password"
BALANCE = {"id": "7", "balance": "12.50", "date": "1700000000"}
GONE = AnswerLost("gone")


def form(request):
    """The fields of a form."""
    return dict(parse_qsl(request.body.decode(), keep_blank_values=True))


def method_of(client, operation):
    """The method of an operation, found by its name without underscores."""
    group = getattr(client, operation.group)
    names = [name for name in dir(group) if not name.startswith(("_", "iter_"))]
    return getattr(group, next(name for name in names if name.replace("_", "") == operation.verb.lower()))


def required(operation):
    """Python names of the obligatory parameters."""
    return [parameter.python_name for parameter in operation.parameters if parameter.required]


def documented_row(name):
    """An answer object with every documented field, each a string, and nested ones as PHP sends nothing: ``[]``."""
    if name == "options.getLangs":
        return {"1": "Русский"}
    if name == "users.getReports":
        return {"negative": [], "positive": {"1": [dict.fromkeys(DOCUMENTED[name]["fields"], "1")]}}
    row = dict.fromkeys(DOCUMENTED[name]["fields"], "1")
    row |= {field: [] for field in ("works", "categories", "langs", "users", "quality", "files") if field in row}
    if name == "tasks.getResults":
        inside = {field: row.pop(field) for field in list(row) if field.startswith("per_")}
        inside |= {field: row.pop(field) for field in ("auto_check_date", "name", "size", "path")}
        row["files"] = {"file": inside, "text": inside}
    if name == "tasks_archive.getResults":
        row["check"] = []
    return row


def test_a_call_from_end_to_end(rig):
    """Three parameters in the URL, the result as a model."""
    made = rig(BALANCE)
    found = made.end(made.client.users.get_balance())
    assert (found.id, str(found.balance)) == (7, "12.50")
    (request,) = made.sent
    assert request.method == "POST"
    assert parse_qs(urlsplit(request.url).query).keys() == {"method", "token", "sign"}
    assert request.url.startswith(f"https://www.etxt.ru/api/json/?method=users.getBalance&token={TOKEN}&sign=")


def test_every_operation_has_its_method(rig):
    """All 58 send their wire name and their parameters under wire names, in both clients."""
    for operation in OPERATIONS.values():
        made = rig({"error": "no_params"})
        method = method_of(made.client, operation)
        values = {parameter.python_name: 1 for parameter in operation.parameters if parameter.kind.value != "file"}
        with pytest.raises(EtxtApiError):
            made.end(method(**values))
        sent = {name.removesuffix("[]") for name in form(made.sent[0])}
        assert sent == {parameter.name for parameter in operation.parameters if parameter.kind.value != "file"}
        assert parse_qs(urlsplit(made.sent[0].url).query)["method"] == [operation.name]
        documented = [parameter.python_name for parameter in operation.parameters]
        assert sorted(inspect.signature(method).parameters) == sorted(documented)


@pytest.mark.parametrize("keyed", [False, True], ids=["list", "object"])
def test_documented_answers_are_no_drift(rig, keyed):
    """A strict client reads every documented answer, all values strings, lists as lists and as keyed objects."""
    for operation in OPERATIONS.values():
        row = documented_row(operation.name)
        answer = {"1": row} if keyed else [row]
        answer = row if operation.shape in {Shape.OBJECT, Shape.MAP} else answer
        made = rig(answer, strict=True)
        found = made.end(method_of(made.client, operation)(**dict.fromkeys(required(operation), 1)))
        if operation.shape is Shape.LIST:
            (found,) = found
        if operation.shape is not Shape.MAP:
            assert type(found) is operation.result_type()
            assert found.raw == row


def test_reads_by_get_when_preferred(rig):
    """prefer_get moves reads into the URL, and nothing that changes anything."""
    made = rig([], {"status": 1}, {"status": 1, "count": 5}, [], prefer_get=True)
    made.end(made.client.tasks.list_tasks(status=3))
    made.end(made.client.tasks.set_client_comment(1, text="x"))
    made.end(made.client.tasks.extra_paid(1, autopay="get"))
    made.end(made.client.messages.read_private(1, unread=True))
    assert [request.method for request in made.sent] == ["GET", "POST", "GET", "POST"]


def test_reads_survive_trouble(rig):
    """A dropped connection, a 5xx, a page and half an answer, and then the result."""
    trouble = [GONE, WireResponse(502), b"<html>", b'{"id":']
    made = rig(*trouble, BALANCE, retries=RetryPolicy(retries=4, base=0.001))
    assert made.end(made.client.users.get_balance()).id == 7
    assert len(made.sent) == 5


@pytest.mark.parametrize(
    "trouble", [GONE, WireResponse(500), WireResponse(503, (("Retry-After", "1"),)), b"<html>", b'{"id']
)
def test_an_order_is_never_placed_twice(rig, trouble):
    """A lost answer to an unsafe call says what to do, carries the call, and is a network error."""
    made = rig(trouble, {"id_task": 1})
    with pytest.raises(OutcomeUnknown) as caught:
        made.end(made.client.tasks.save_task(title="Тайна", price=50, id_category=1, size=3000))
    error = caught.value
    assert len(made.sent) == 1
    assert isinstance(error, EtxtNetworkError)
    assert error.operation == "tasks.saveTask"
    assert error.parameters["price"] == "50"
    assert "Тайна" not in str(error)
    assert "tasks.listTasks" in error.find_out
    assert error.find_out in str(error)
    assert isinstance(error.__cause__, EtxtNetworkError)


@pytest.mark.parametrize("trouble", [NotSent("refused"), WireResponse(429)])
def test_an_order_that_was_not_taken_is_sent_again(rig, trouble):
    """A refused connection and a 429 do not stop an unsafe call."""
    made = rig(trouble, {"id_task": "31"})
    assert made.end(made.client.tasks.save_task(title="x", price=50, id_category=1, size=1)).id_task == 31
    assert len(made.sent) == 2


def test_effects_follow_parameters(rig):
    """Asking for a sum is retried, paying it is not; reading marks of unread messages is not."""
    made = rig(GONE, {"status": 1, "count": "12.5"})
    assert str(made.end(made.client.tasks.extra_paid(1, autopay="get")).count) == "12.5"
    made = rig(GONE, {"status": 1})
    with pytest.raises(OutcomeUnknown):
        made.end(made.client.tasks.extra_paid(1, autopay="pay"))
    made = rig(GONE, [])
    with pytest.raises(OutcomeUnknown):
        made.end(made.client.messages.read_private(1, unread=True))


def test_a_delete_that_may_have_worked(rig):
    """Sent again after a lost answer, 'no such object' does not mean that nothing was deleted."""
    made = rig(GONE, {"error": "no_object"})
    with pytest.raises(OutcomeUnknown) as caught:
        made.end(made.client.tasks.delete_task([1]))
    assert isinstance(caught.value.__cause__, NoObjectError)


def test_attempts_end(rig):
    """A read that never works ends in the network error; so does a connection that is never made."""
    made = rig(GONE, GONE, retries=1)
    with pytest.raises(EtxtNetworkError) as caught:
        made.end(made.client.users.get_balance())
    assert not isinstance(caught.value, OutcomeUnknown)
    made = rig(NotSent("refused"), retries=0)
    with pytest.raises(EtxtNetworkError, match="refused") as caught:
        made.end(made.client.tasks.save_task(title="x"))
    assert not isinstance(caught.value, OutcomeUnknown)
    assert isinstance(caught.value.__cause__, NotSent)


def test_credentials(rig):
    """The plain text of the service becomes an error of its own, asked once."""
    made = rig("Подпись не верна".encode())
    with pytest.raises(EtxtAuthError, match="API password"):
        made.end(made.client.users.get_balance())
    assert len(made.sent) == 1


def test_the_escape_hatch(rig):
    """Any method by its wire name: declared ones as models, unknown ones as JSON and never sent twice."""
    made = rig([{"id": "3"}], {"a": "b"}, GONE)
    (found,) = made.end(made.client.call("tasks.listTasks", from_=5, only_id=1))
    assert found.id == 3
    assert form(made.sent[0]) == {"from": "5", "only_id": "1"}
    assert made.end(made.client.call("x.new", method="kept", id=[1, 2])) == {"a": "b"}
    assert made.sent[1].body == b"method=kept&id%5B%5D=1&id%5B%5D=2"
    with pytest.raises(OutcomeUnknown):
        made.end(made.client.call("x.new", password="s3cret"))


def test_drift_is_reported_and_strict_clients_refuse_it(rig):
    """A listener hears of differences; a strict client raises."""
    heard = []
    made = rig({**BALANCE, "new": 1}, on_drift=heard.append)
    made.end(made.client.users.get_balance())
    assert [str(drift) for drift in heard] == ["users.getBalance: Balance.new is unknown (came as int)"]
    made = rig({**BALANCE, "new": 1}, strict=True)
    with pytest.raises(EtxtDriftError):
        made.end(made.client.users.get_balance())


def test_bad_values_send_nothing(rig):
    """A value that cannot be sent fails before any request."""
    made = rig()
    with pytest.raises(EtxtUsageError, match="finite"):
        made.end(made.client.tasks.save_task(title="x", price=float("nan")))
    assert made.sent == []


def test_uploads(rig, tmp_path):
    """A file goes along as multipart, from a path."""
    path = tmp_path / "brief.txt"
    path.write_bytes(b"read me")
    made = rig({"id_task": 1})
    made.end(made.client.tasks.save_task(title="x", file=path))
    assert made.sent[0].header("content-type").startswith("multipart/form-data; boundary=")
    assert b'filename="brief.txt"' in made.sent[0].body
    assert b"read me" in made.sent[0].body


def test_no_secret_is_ever_told(rig, caplog):
    """Tokens, passwords, signatures and texts are in no log and no error, at any level."""
    caplog.set_level(logging.DEBUG)
    made = rig(GONE, b"<html>", {"error": "no_object"}, WireResponse(500, (), TOKEN.encode()))
    with pytest.raises(EtxtError) as first:
        made.end(made.client.users.get_user(login="secret-login"))
    with pytest.raises(EtxtError) as second:
        made.end(made.client.messages.write_private(5, "secret-text"))
    signs = [parse_qs(urlsplit(request.url).query)["sign"][0] for request in made.sent]
    told = [caplog.text, str(first.value), repr(first.value), str(second.value), repr(second.value), repr(made.client)]
    told += [str(error.__cause__) for error in (first.value, second.value)]
    assert "users.getUser(login=<hidden, 12 characters>): attempt 1" in caplog.text
    for secret in (TOKEN, API_PASS, "secret-login", "secret-text", *signs):
        assert not any(secret in text for text in told)


def test_base_urls(rig, monkeypatch):
    """Given, from the environment, or the service's own; a slash is added; nonsense is refused."""
    monkeypatch.setenv("ETXT_BASE_URL", "http://127.0.0.1:9/env/")
    assert "http://127.0.0.1:9/env/" in repr(rig(base_url=None).client)
    assert "http://127.0.0.1:9/x/" in repr(rig(base_url="http://127.0.0.1:9/x").client)
    monkeypatch.delenv("ETXT_BASE_URL")
    assert "https://www.etxt.ru/api/json/" in repr(rig(base_url=None).client)
    for bad in ("www.etxt.ru/api", "ftp://x/", "http://x/?token=secret", "http:///x"):
        with pytest.raises(EtxtUsageError, match="cannot be a base URL") as caught:
            rig(base_url=bad)
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize("kind", [EtxtClient, SyncEtxtClient])
def test_clients_from_the_environment(kind, monkeypatch):
    """Token, password and base URL; what is missing is named."""
    monkeypatch.delenv("ETXT_TOKEN", raising=False)
    monkeypatch.delenv("ETXT_API_PASS", raising=False)
    with pytest.raises(EtxtUsageError, match="ETXT_TOKEN and ETXT_API_PASS"):
        kind.from_env()
    monkeypatch.setenv("ETXT_TOKEN", TOKEN)
    monkeypatch.setenv("ETXT_API_PASS", API_PASS)
    monkeypatch.setenv("ETXT_BASE_URL", "http://127.0.0.1:9/env/")
    client = kind.from_env(strict=True)
    assert client._caller.core.access.token == TOKEN
    assert "env" in repr(client)


def test_pacing_is_for_real_hosts(rig):
    """On by default far away, off on this machine and in the process, and as told otherwise."""

    def pacer(**options) -> Pacer | None:
        return rig(**options).client._caller.core._manner.pacer

    assert pacer() is None  # the script says that it is in the process
    assert pacer(pacing=Pacing(per_second=9, burst=1)).pacing.per_second == 9
    for kind in (EtxtClient, SyncEtxtClient):
        assert kind("t", "p", base_url="https://www.etxt.ru/api/json/")._caller.core._manner.pacer.pacing == Pacing()
        assert kind("t", "p", base_url="http://127.0.0.1/")._caller.core._manner.pacer is None
        assert kind("t", "p", base_url="https://www.etxt.ru/api/json/", pacing=None)._caller.core._manner.pacer is None


def test_limits_of_time(rig):
    """A bare number limits the whole call and what is within it."""
    manner = rig(timeout=3, retries=7).client._caller.core._manner
    assert manner.timeouts == Timeouts(connect=3, read=3, total=3)
    assert manner.retries.retries == 7
    assert rig(timeout=Timeouts(total=9)).client._caller.core._manner.timeouts.total == 9


def test_closing(rig):
    """Leaving the context closes the transport, also by hand and after an error."""
    made = rig(BALANCE)
    if isinstance(made.client, SyncEtxtClient):
        with made.client as client:
            assert client.users.get_balance().id == 7
        made.client.close()
    else:

        async def use():
            async with made.client as client:
                assert (await client.users.get_balance()).id == 7
            await made.client.close()

        asyncio.run(use())
    assert made.script.closed == 2


def test_closing_a_client_that_never_called():
    """Nothing was opened, nothing is closed."""
    SyncEtxtClient("t", "p").close()
    asyncio.run(EtxtClient("t", "p").close())


def test_the_twins_have_the_same_face():
    """Both clients take the same arguments and have the same groups and methods with the same parameters."""
    a, b = EtxtClient("t", "p"), SyncEtxtClient("t", "p")
    assert list(inspect.signature(EtxtClient).parameters) == list(inspect.signature(SyncEtxtClient).parameters)
    for group in {operation.group for operation in OPERATIONS.values()}:
        names = [name for name in dir(getattr(a, group)) if not name.startswith("_")]
        assert names == [name for name in dir(getattr(b, group)) if not name.startswith("_")]
        for name in names:
            left, right = (inspect.signature(getattr(getattr(client, group), name)) for client in (a, b))
            assert list(left.parameters.values()) == list(right.parameters.values())


def test_public_names():
    """Every public name is there, and nothing else is."""
    for name in etxt_api.__all__:
        assert getattr(etxt_api, name) is not None
    assert set(etxt_api.__all__) <= set(dir(etxt_api))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = etxt_api.nonsense
