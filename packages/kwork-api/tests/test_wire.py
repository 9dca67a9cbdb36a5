"""Every documented call by its bytes, and what its documented answer becomes: both clients, over a script."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from birzha_client.operation import Effect
from kwork_api import KworkUsageError, __version__, models
from kwork_api.operations import OPERATIONS

METHODS = json.loads((Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))["methods"]
TOKEN = "t0ken-of-the-tests"
HEADERS = {
    "User-Agent": f"kwork-api/{__version__}",
    "Accept": "application/json, */*;q=0.5",
    "Cookie": f"web_auth_token={TOKEN}",
}
SENT = {
    "catalog.get_list": (
        {"page": 2, "category_id": 5, "sort": "newest"},
        b'{"page":2,"category_id":5,"sort":"newest"}',
    ),
    "catalog.get_details": ({"kwork_id": 12345}, b'{"kwork_id":12345}'),
    "catalog.get_details_extra": ({"kwork_id": 12345}, b'{"kwork_id":12345}'),
    "projects.get_list": ({"page": 3, "category_id": 7}, b'{"page":3,"category_id":7}'),
    "user.get_reviews": ({"user_id": 9, "page": 2}, b'{"user_id":9,"page":2}'),
    "other.is_dialog_allow": ({"user_id": 9}, b'{"user_id":9}'),
    "other.update_settings": (
        {"settings": {"email_notifications": True, "language": "ru", "about": None}},
        b'{"email_notifications":true,"language":"ru","about":null}',
    ),
    "other.validate_text": (
        {"text": 'Звоните: "+7"', "context": "message"},
        '{"text":"Звоните: \\"+7\\"","context":"message"}'.encode(),
    ),
}
DEFAULTS = {
    "catalog.get_list": b'{"page":1,"category_id":null,"sort":"recommend"}',
    "projects.get_list": b'{"page":1,"category_id":null}',
    "user.get_reviews": b'{"user_id":null,"page":1}',
}


@pytest.mark.parametrize("name", METHODS)
def test_the_request_of_every_call(rig, documented, name):
    """POST to the documented path; no body and no type without parameters, else compact JSON in UTF-8."""
    values, body = SENT.get(name, ({}, b""))
    made = rig(documented[name])
    made.run(name, **values)
    (request,) = made.sent
    assert (request.method, request.url) == ("POST", f"https://api.kwork.ru{METHODS[name]['path']}")
    assert request.body == body
    typed = {"Content-Type": "application/json"} if body else {}
    assert dict(request.headers) == HEADERS | typed
    assert set(SENT) == {each for each, facts in METHODS.items() if facts["parameters"]}


@pytest.mark.parametrize("name", DEFAULTS)
def test_defaults_travel_as_documented(rig, documented, name):
    """Nothing given: the defaults are sent, absent ones as null."""
    made = rig(documented[name])
    made.run(name)
    assert made.sent[0].body == DEFAULTS[name]


@pytest.mark.parametrize("context", [None, ""])
def test_a_context_is_sent_only_when_given(rig, documented, context):
    """Without a context there is no such field."""
    made = rig(documented["other.validate_text"])
    made.run("other.validate_text", text="x", context=context)
    assert made.sent[0].body == b'{"text":"x"}'


@pytest.mark.parametrize("name", METHODS)
def test_the_documented_answer_of_every_call(rig, documented, name):
    """A strict client reads it without a difference, into the documented type, every value in its place."""
    values, _ = SENT.get(name, ({}, b""))
    found = rig(documented[name], strict=True).run(name, **values)
    returns, key, answer = METHODS[name]["returns"], METHODS[name]["key"], documented[name]
    if returns == "dict[str, Any]":
        assert found == answer
    elif returns in {"bool", "list[int]"}:
        assert found == answer[key]
    elif returns.startswith("list"):
        model = getattr(models, returns[5:-1])
        assert found == [model.model_validate(row) for row in answer[key]]
        assert all(type(row) is model for row in found)
        assert found
    else:
        assert type(found) is getattr(models, returns)
        assert found == getattr(models, returns).model_validate(answer)
        assert found.model_fields_set == answer.keys()
        assert found.raw is None


def test_values_of_a_kwork(rig, documented):
    """Numbers, moments with their zone, a nested user."""
    first, _ = rig(documented["catalog.get_list"]).run("catalog.get_list").kworks
    assert (first.id, first.title, first.price, first.currency) == (1, "Напишу статью 1", 501.0, "RUB")
    assert first.created_at == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert first.updated_at == datetime(2026, 11, 2, 7, tzinfo=UTC)
    assert (first.seller.username, first.seller.is_online) == ("anna", True)


@pytest.mark.parametrize("answer", [{}, {"allowed": False}, {"allowed": 0}, {"allowed": "0"}, {"allowed": None}])
def test_a_dialog_that_is_not_allowed(rig, answer):
    """Absent is no; so is every way to say no."""
    assert rig(answer).run("other.is_dialog_allow", user_id=5) is False


@pytest.mark.parametrize("answer", [{"allowed": True}, {"allowed": 1}, {"allowed": "1"}])
def test_a_dialog_that_is_allowed(rig, answer):
    """Every way to say yes."""
    assert rig(answer).run("other.is_dialog_allow", user_id=5) is True


def test_calls_by_name(rig, documented):
    """``call`` makes any documented call; a name or a parameter that is none is told before anything is sent."""
    made = rig(documented["catalog.get_details"])
    assert made.end(made.client.call("catalog.get_details", kwork_id=1)).id == 1
    for call, values in (("catalog.nonsense", {}), ("user.get_info", {"page": 1}), ("catalog.get_details", {})):
        with pytest.raises(KworkUsageError):
            made.end(made.client.call(call, **values))
    assert len(made.sent) == 1


@pytest.mark.parametrize("value", [object(), float("nan"), "\ud800", {1, 2}])
def test_values_that_cannot_be_sent(rig, value):
    """The error comes before any request."""
    made = rig()
    with pytest.raises(KworkUsageError, match="cannot be sent"):
        made.run("other.update_settings", settings={"x": value})
    with pytest.raises(KworkUsageError, match="dictionary"):
        made.run("other.update_settings", settings=[1])
    assert made.sent == []


def test_raw_answers(rig, documented):
    """By name or path, an answer is handed out as it came, also one that is no JSON."""
    made = rig(documented["catalog.get_list"], b"<b>hello</b>", b"", {"x": 1})
    found = made.end(made.client.raw("catalog.get_list", page=2))
    assert found.json() == documented["catalog.get_list"]
    assert (found.status_code, found.headers["content-type"]) == (200, "application/json")
    assert made.sent[0].body == b'{"page":2,"category_id":null,"sort":"recommend"}'
    assert made.end(made.client.raw("/robots")).text == "<b>hello</b>"
    assert (made.sent[1].url, made.sent[1].body) == ("https://api.kwork.ru/robots", b"")
    assert made.end(made.client.raw("/userReviews", page=1)).content == b""
    assert made.end(made.client.raw("/new", id=5)).json() == {"x": 1}
    assert made.sent[3].body == b'{"id":5}'


def test_effects():
    """What reads, what may be sent twice, what not: taking new notifications marks them as taken."""
    found = {name: each.effect for name, each in OPERATIONS.items() if each.effect is not Effect.READ}
    assert found == {
        "notifications.fetch": Effect.UNSAFE,
        "other.update_settings": Effect.IDEMPOTENT,
        "other.go_offline": Effect.IDEMPOTENT,
    }
