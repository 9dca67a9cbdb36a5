"""Signing in: two requests by their bytes, and what may go wrong with each."""

import asyncio
import inspect
import json
import logging

import pytest

from birzha_client.transport import AnswerLost, NotSent
from birzha_client.wire import WireResponse
from kwork_api import (
    KworkApiError,
    KworkAuthError,
    KworkClient,
    KworkNetworkError,
    KworkUsageError,
    MemoryStore,
    OutcomeUnknown,
    RetryPolicy,
)

USERNAME, PASSWORD = "anna@example.org", "pa55 word&ы"
SIGNED_IN = WireResponse(
    200,
    (
        ("Set-Cookie", "userId=7; Path=/; HttpOnly"),
        ("set-cookie", "slrememberme=remember-me-7; Max-Age=2592000"),
        ("Set-Cookie", "gone=1; Max-Age=0"),
        ("Set-Cookie", "past=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
        ("Set-Cookie", "broken"),
    ),
    b'{"success": true}',
)
TOKEN = {"success": True, "web_auth_token": "fresh-token-1"}


@pytest.fixture
def log_in(kind, rig):
    """Logs in over a script; gives the client and what was sent."""

    def run(*answers, **options):
        script = rig(*answers).script
        options = {"retries": RetryPolicy(base=0.001), "transport": script, **options}
        client = kind.login(USERNAME, PASSWORD, **options)
        return (asyncio.run(client) if inspect.iscoroutine(client) else client), script

    return run


def test_the_two_requests(log_in):
    """A form with a Referer, then an empty JSON object with the cookies; token and cookies are kept, the password is not."""
    client, script = log_in(SIGNED_IN, TOKEN, {"id": 7})
    first, second = script.sent
    assert (first.method, first.url) == ("POST", "https://kwork.ru/signIn")
    assert first.body == b"login_or_email=anna%40example.org&password=pa55+word%26%D1%8B"
    assert first.header("content-type") == "application/x-www-form-urlencoded"
    assert first.header("referer") == "https://kwork.ru/"
    assert first.header("cookie") is None
    assert (second.method, second.url, second.body) == ("POST", "https://kwork.ru/getWebAuthToken", b"{}")
    assert second.header("content-type") == "application/json"
    assert second.header("cookie") == "userId=7; slrememberme=remember-me-7"
    assert client.token == client._token == "fresh-token-1"
    assert client.cookies == {
        "userId": "7",
        "slrememberme": "remember-me-7",
        "web_auth_token": "fresh-token-1",
    }
    assert client.timeout == 30.0
    assert client.base_url == KworkClient.BASE_URL
    assert PASSWORD not in json.dumps(client.credentials)
    assert not holds(client, PASSWORD)


def holds(thing, secret, seen=None):
    """Whether an object has the secret in any attribute, however deep."""
    seen = seen if seen is not None else set()
    if id(thing) in seen:
        return False
    seen.add(id(thing))
    if isinstance(thing, str | bytes):
        return secret in str(thing)
    inside = list(thing.values()) if isinstance(thing, dict) else list(thing) if isinstance(thing, list | tuple) else []
    names = [*getattr(thing, "__dict__", {}), *getattr(type(thing), "__slots__", ())]
    inside += [getattr(thing, name, None) for name in names if name != "script"]
    return any(holds(each, secret, seen) for each in inside if type(each).__name__ not in {"AsyncScript", "SyncScript"})


def test_another_server(log_in, monkeypatch):
    """With a base URL, given or from the environment, both requests go there."""
    client, script = log_in(SIGNED_IN, TOKEN, base_url="http://127.0.0.1:9/kwork/")
    assert [request.url for request in script.sent] == [
        "http://127.0.0.1:9/kwork/signIn",
        "http://127.0.0.1:9/kwork/getWebAuthToken",
    ]
    assert client.base_url == "http://127.0.0.1:9/kwork/"
    monkeypatch.setenv("KWORK_BASE_URL", "http://127.0.0.1:8/kwork")
    client, script = log_in(SIGNED_IN, TOKEN)
    assert script.sent[0].url == "http://127.0.0.1:8/kwork/signIn"
    assert client.base_url == "http://127.0.0.1:8/kwork"


def test_the_own_server_by_its_name(log_in):
    """The service's own base URL is no other server: the login goes where it always goes."""
    _, script = log_in(SIGNED_IN, TOKEN, base_url=f"{KworkClient.BASE_URL}/")
    assert script.sent[0].url == KworkClient.LOGIN_URL


def test_cookies_of_the_second_answer_count(log_in):
    """What it sets is kept, what it removes is gone."""
    headers = (("Set-Cookie", "slrememberme=; Max-Age=0"), ("Set-Cookie", "lang=ru"), ("Set-Cookie", "userId=8"))
    client, _ = log_in(SIGNED_IN, WireResponse(200, headers, json.dumps(TOKEN).encode()))
    assert client.cookies == {"userId": "8", "lang": "ru", "web_auth_token": "fresh-token-1"}


BAD_FIRST = {
    "wrong password": ({"success": False, "message": "Неверный логин или пароль"}, "Неверный логин"),
    "a status": (WireResponse(500, (), b"oops"), "HTTP 500"),
    "a page": (b"<html><body>captcha, please</body></html>", "captcha, please"),
    "too many": (WireResponse(429, (("Retry-After", "1"),), b""), "HTTP 429"),
    "forbidden": (WireResponse(403, (), b"<html>blocked</html>"), "HTTP 403"),
    "not here": (WireResponse(404, (), b"nothing here"), "HTTP 404"),
    "elsewhere": (WireResponse(302, (("Location", "/x"),), b""), "HTTP 302"),
    "no user": (WireResponse(200, (("Set-Cookie", "lang=ru"),), b"{}"), "no userId cookie"),
    "an empty user": (WireResponse(200, (("Set-Cookie", "userId=5; Max-Age=-1"),), b"{}"), "no userId cookie"),
}
ADVICE = {
    200: "check the username and the password",
    302: "check the base URL",
    404: "check the base URL: nobody signs in at that address",
    429: "wait before the next attempt",
    500: "the service failed, which says nothing of the password",
}
BAD_SECOND = {
    "no token": ({"success": True}, "no web_auth_token"),
    "an empty token": ({"web_auth_token": ""}, "no web_auth_token"),
    "no object": ([1], "no web_auth_token"),
    "a page": (b"<html>sorry</html>", "sorry"),
    "empty": (b"", "no web_auth_token"),
    "a status": (WireResponse(401, (), b'{"message": "who are you"}'), "who are you"),
}


@pytest.mark.parametrize("case", BAD_FIRST)
def test_the_first_answer_is_no_login(log_in, case):
    """Anything but 200, and 200 without a userId cookie: an authentication error, once, with what the server said."""
    answer, words = BAD_FIRST[case]
    with pytest.raises(KworkAuthError, match=words) as caught:
        log_in(answer)
    assert f"what to do: {ADVICE.get(caught.value.response.status_code, ADVICE[200])}" in str(caught.value)
    assert caught.value.response.status_code in {200, 302, 403, 404, 429, 500}
    assert not caught.value.expired
    assert not isinstance(caught.value, KworkApiError)


@pytest.mark.parametrize("case", BAD_SECOND)
def test_the_second_answer_brings_no_token(log_in, case):
    """No token, or any status but 200: an authentication error."""
    answer, words = BAD_SECOND[case]
    with pytest.raises(KworkAuthError, match=words):
        log_in(SIGNED_IN, answer)


@pytest.mark.parametrize("before", [(), (SIGNED_IN,)], ids=["first", "second"])
def test_no_answer(log_in, before):
    """A lost answer to either request is a network error, not tried again; a refused connection is tried again."""
    with pytest.raises(KworkNetworkError, match="no answer to the login: gone") as caught:
        log_in(*before, AnswerLost("gone"))
    assert not isinstance(caught.value, OutcomeUnknown)
    client, script = log_in(*before, NotSent("refused"), *((SIGNED_IN, TOKEN) if not before else (TOKEN,)))
    assert client.token == "fresh-token-1"
    assert len(script.sent) == 3
    with pytest.raises(KworkNetworkError, match="refused"):
        log_in(*before, NotSent("refused"), retries=0)


def test_a_failed_login_closes_what_it_opened(kind, rig):
    """The transport is closed before the error is raised."""
    script = rig({"success": False}).script
    with pytest.raises(KworkAuthError):
        rig().end(kind.login(USERNAME, PASSWORD, transport=script))
    assert script.closed == 1


def test_the_password_is_never_told(log_in, caplog):
    """A server that repeats password and login makes neither appear in errors or logs."""
    caplog.set_level(logging.DEBUG)
    echo = f"no user {USERNAME} with {PASSWORD} or pa55+word%26%D1%8B"
    for answer in ({"message": echo}, echo.encode(), WireResponse(500, (), echo.encode())):
        with pytest.raises(KworkAuthError) as caught:
            log_in(answer)
        with pytest.raises(KworkAuthError) as second:
            log_in(SIGNED_IN, {"message": f"{echo} remember-me-7"})
        told = [str(caught.value), repr(caught.value), str(second.value), caplog.text, repr(caught.value.response)]
        for secret in (PASSWORD, USERNAME, "pa55", "remember-me-7"):
            assert not any(secret in text for text in told)
        assert "<removed>" in str(caught.value)


@pytest.mark.parametrize(("username", "password"), [(None, "x"), ("anna", None), (5, "x"), ("anna", b"x")])
def test_a_login_that_is_no_text(kind, rig, username, password):
    """It is told before anything is sent."""
    script = rig().script
    with pytest.raises(KworkUsageError, match="are texts"):
        rig().end(kind.login(username, password, transport=script))
    assert script.sent == []


def test_a_store_keeps_the_new_session(log_in):
    """What was signed in is what the store holds."""
    store = MemoryStore()
    client, _ = log_in(SIGNED_IN, TOKEN, store=store)
    assert store.load() == {**client.credentials, "base_url": "https://api.kwork.ru"}


def test_the_context_of_a_login(double):
    """``async with await KworkClient.login(...)`` works against a server, and closes."""

    async def use():
        async with await KworkClient.login(double.user, double.password, base_url=double.url) as client:
            return (await client.catalog.get_list(page=1)).kworks[0].id

    assert asyncio.run(use()) == 1
