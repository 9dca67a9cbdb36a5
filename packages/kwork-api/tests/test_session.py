"""Sessions: given, saved, restored, kept up by the service, never printed."""

import json
import logging
import stat

import pytest

from birzha_client.recorder import RecordingTransport, SyncRecordingTransport
from birzha_client.wire import WireResponse
from kwork_api import FileStore, KworkAuthError, KworkClient, KworkUsageError, MemoryStore

TOKEN = "t0ken-of-the-tests"


def sent_cookies(request):
    """The cookies of a request."""
    return dict(pair.split("=", 1) for pair in (request.header("cookie") or "").split("; ") if pair)


def test_credentials_restore_a_session(kind):
    """A token alone or all credentials, through JSON: the new client is the same caller."""
    client = kind("abc", {"userId": "7", "lang": "ru"})
    assert client.token == client._token == "abc"
    assert client.cookies == {"userId": "7", "lang": "ru", "web_auth_token": "abc"}
    assert client.credentials == {"token": "abc", "cookies": client.cookies}
    again = kind(**json.loads(json.dumps(client.credentials)))
    assert again.credentials == client.credentials
    assert kind(token="abc").cookies == {"web_auth_token": "abc"}
    assert kind(cookies={"web_auth_token": "abc"}).token == "abc"
    assert kind("new", {"web_auth_token": "old"}).cookies == {"web_auth_token": "new"}


def test_nobody(kind, rig):
    """Without a token there is none, no cookie is sent, and the credentials restore nobody."""
    client = kind()
    assert (client.token, client.cookies) == (None, {})
    assert client.credentials == {"token": None, "cookies": {}}
    assert kind(**client.credentials).token is None
    made = rig({}, token=None)
    made.run("user.get_info")
    assert made.sent[0].header("cookie") is None


def test_what_is_handed_out_is_a_copy(kind):
    """Changing what ``cookies`` gave changes no session."""
    client = kind("abc", {"userId": "7"})
    client.cookies["userId"] = "8"
    assert client.cookies["userId"] == "7"


@pytest.mark.parametrize(
    ("token", "cookies"),
    [("a\nb", None), ("a;b", None), ("ы", None), (None, {"a b": "x"}), (None, {"a": "x\r\ny"}), (None, {"a": 5})],
)
def test_sessions_that_cannot_be_sent(kind, token, cookies):
    """Line ends and semicolons never reach a header, and the error does not tell the value."""
    with pytest.raises(KworkUsageError, match="cannot be sent") as caught:
        kind(token, cookies)
    assert "a;b" not in str(caught.value)


def test_cookies_that_the_service_sets(rig):
    """They are sent from then on; one that is over is forgotten; a new token replaces the old, and none does not."""
    first = (("Set-Cookie", "lang=ru; Path=/"), ("Set-Cookie", "seen=1"), ("Set-Cookie", "web_auth_token=newer-token"))
    second = (
        ("Set-Cookie", "seen=; Max-Age=0"),
        ("Set-Cookie", "web_auth_token=; Max-Age=0"),
        ("Set-Cookie", "bad name=1"),
    )
    made = rig(WireResponse(200, first, b"{}"), WireResponse(200, second, b"{}"), {})
    for _ in range(3):
        made.run("user.get_info")
    assert sent_cookies(made.sent[0]) == {"web_auth_token": TOKEN}
    assert sent_cookies(made.sent[1]) == {"lang": "ru", "seen": "1", "web_auth_token": "newer-token"}
    assert sent_cookies(made.sent[2]) == {"lang": "ru", "web_auth_token": "newer-token"}
    assert made.client.token == "newer-token"


def test_a_client_begins_with_what_the_store_has(kind, tmp_path):
    """A saved session is taken up; a token that is given wins; a broken one is left aside."""
    store = FileStore(tmp_path / "session.json")
    assert kind(store=store).token is None
    store.save(kind("saved", {"userId": "7"}).credentials)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert kind(store=store).credentials == {"token": "saved", "cookies": {"userId": "7", "web_auth_token": "saved"}}
    assert kind("given", store=store).token == "given"
    assert kind(cookies={}, store=store).token is None
    for broken in ({"token": 5}, {"token": "a\nb"}, {"token": "a", "cookies": [1]}, {}):
        assert kind(store=MemoryStore(broken)).token is None


def test_a_session_stays_with_its_server(rig, kind, caplog):
    """What was signed in at one server is not sent to another one; what is kept restores a client of the right one."""
    store = MemoryStore()
    store.save({"token": "of-a-sandbox", "cookies": {}, "base_url": "http://127.0.0.1:9/kwork"})
    assert kind(store=store).token is None
    assert "a session of another server" in caplog.text
    made = rig(WireResponse(401, (), b"{}"), token=None, store=store)
    with pytest.raises(KworkAuthError):
        made.run("user.get_info")
    assert made.sent[0].header("cookie") is None
    assert kind(store=store, base_url="http://127.0.0.1:9/kwork/").token == "of-a-sandbox"
    restored = kind(**store.load())
    assert (restored.token, restored.base_url) == ("of-a-sandbox", "http://127.0.0.1:9/kwork")


def test_nothing_prints_a_secret(rig, caplog, tmp_path, kind):
    """Neither a repr, nor a log at any level, nor a recording has token, cookies or texts."""
    caplog.set_level(logging.DEBUG)
    secrets = (TOKEN, "remember-me-77", "text of mine")
    made = rig({"id": 7, "echo": f"{TOKEN} remember-me-77"}, {"ok": True}, cookies={"slrememberme": "remember-me-77"})
    recorder = RecordingTransport if kind is KworkClient else SyncRecordingTransport
    client = kind(
        TOKEN,
        {"slrememberme": "remember-me-77"},
        transport=recorder(made.script, tmp_path),
        base_url="http://x.example",
    )
    made.end(client.user.get_info())
    made.end(client.raw("/api/x", password="text of mine"))
    told = [repr(client), repr(client._caller.core.session), repr(client._caller.core.access), caplog.text]
    told += [repr(request) for request in made.sent]
    told += [path.read_text() for path in tmp_path.glob("*.json")]
    assert "user.get_info(): attempt 1: HTTP 200" in caplog.text
    assert len(list(tmp_path.glob("*.json"))) == 2
    for secret in secrets:
        assert not any(secret in text for text in told)


def test_the_shape_of_a_repr(kind):
    """A client prints where it calls, and nothing of who calls."""
    assert repr(kind("abc")) == f"{kind.__name__}(base_url='https://api.kwork.ru')"
