"""Recordings without secrets, and playing them back."""

import json

import pytest

from birzha_client.recorder import (
    RecordingTransport,
    ReplayTransport,
    SyncRecordingTransport,
    SyncReplayTransport,
    exchange_of,
)
from birzha_client.transport import NotSent, Timeouts
from birzha_client.wire import WireRequest, WireResponse

TOKEN = "0123456789abcdef0123456789abcdef"
REQUEST = WireRequest(
    "POST",
    f"https://user:pw@www.example/api/json/?method=tasks.getResults&token={TOKEN}&sign=51gn",
    (("Authorization", "Basic s3cret"), ("Content-Type", "application/x-www-form-urlencoded")),
    b"id%5B%5D=1&text=hello&password=pa55",
)
RESPONSE = WireResponse(
    200,
    (("Content-Type", "application/json"), ("Set-Cookie", "session=c00kie")),
    json.dumps(
        {"id": "5", "echo": f"token was {TOKEN}", "token": "new-one", "rows": [{"n": 1.5, "ok": True}]}
    ).encode(),
)


class Fixed:
    """Answers always the same."""

    def __init__(self, response=RESPONSE):
        self.response = response

    def send(self, request, timeouts):
        return self.response

    def close(self):
        """Nothing is open."""


class AsyncFixed(Fixed):
    """The same for asyncio."""

    async def send(self, request, timeouts):
        return self.response

    async def close(self):
        """Nothing is open."""


def test_no_secret_is_written(tmp_path):
    """Token, signature, passwords, cookies and their echoes are not in the file; the rest is."""
    transport = SyncRecordingTransport(Fixed(), tmp_path / "tape")
    assert transport.send(REQUEST, Timeouts()) is RESPONSE
    transport.close()
    (path,) = (tmp_path / "tape").iterdir()
    text = path.read_text(encoding="utf-8")
    assert path.name == "0001-tasks.getResults.json"
    for secret in (TOKEN, "51gn", "s3cret", "pa55", "c00kie", "new-one", "user:pw"):
        assert secret not in text
    recorded = json.loads(text)
    assert ["id[]", "1"] in recorded["request"]["form"]
    assert ["text", "hello"] in recorded["request"]["form"]
    assert recorded["response"]["json"]["rows"] == [{"n": 1.5, "ok": True}]
    assert recorded["response"]["json"]["echo"] == "token was <removed>"


def test_shapes_alone():
    """Without values the file keeps names and types, and the name of the method."""
    recorded = exchange_of(REQUEST, RESPONSE, values=False)
    assert ["method", "tasks.getResults"] in recorded["request"]["query"]
    assert ["text", "<text, 5>"] in recorded["request"]["form"]
    assert recorded["response"]["json"]["id"] == "<digits, 1>"
    assert recorded["response"]["json"]["rows"] == [{"n": "<float>", "ok": True}]
    page = exchange_of(REQUEST, WireResponse(200, (), "Подпись не верна".encode()), values=False)
    assert page["response"]["text"] == "<text, 16>"


def test_files_are_counted_not_copied():
    """Uploads and downloads stay out of recordings."""
    upload = WireRequest("POST", "https://x/", (("Content-Type", "multipart/form-data; boundary=b"),), b"--b secret")
    recorded = exchange_of(upload, WireResponse(200, (("Content-Type", "application/zip"),), b"PK\xff secret"))
    assert "secret" not in json.dumps(recorded)
    assert recorded["response"]["bytes"] == 10


async def test_what_was_recorded_can_be_played_back(tmp_path):
    """Equal requests get the recorded answers in order, whatever the token; others fail."""
    recorder = RecordingTransport(AsyncFixed(), tmp_path)
    await recorder.send(REQUEST, Timeouts())
    await recorder.send(WireRequest("GET", "https://x/page"), Timeouts())
    await recorder.close()
    again = WireRequest("POST", REQUEST.url.replace(TOKEN, "another"), REQUEST.headers, REQUEST.body)
    tape = ReplayTransport(tmp_path)
    assert json.loads((await tape.send(again, Timeouts())).body)["id"] == "5"
    with pytest.raises(NotSent, match="no \\(further\\) answer") as caught:
        await tape.send(again, Timeouts())
    assert "another" not in str(caught.value)
    await tape.close()
    sync = SyncReplayTransport(tmp_path)
    assert sync.send(WireRequest("GET", "https://x/page"), Timeouts()).status == 200
    sync.close()


def test_text_answers_are_played_back_as_text(tmp_path):
    """The plain sentences of the service survive the recording."""
    response = WireResponse(200, (("Content-Type", "text/html; charset=utf-8"),), "Подпись не верна".encode())
    SyncRecordingTransport(Fixed(response), tmp_path).send(REQUEST, Timeouts())
    assert SyncReplayTransport(tmp_path).send(REQUEST, Timeouts()).body.decode() == "Подпись не верна"


def test_json_bodies_and_cookies(tmp_path):
    """A JSON body is written without its secrets, at any depth; a cookie's echo is removed; it can be played back."""
    body = {"page": 1, "settings": {"name": "Anna", "password": "pa55word"}, "rows": [{"token": "t0ken-t0ken"}]}
    headers = (("Content-Type", "application/json"), ("Cookie", "userId=5; web_auth_token=c00kie-value"))
    request = WireRequest("POST", "http://127.0.0.1/user", headers, json.dumps(body).encode())
    response = WireResponse(
        200, (("Content-Type", "application/json"),), b'{"id": 5, "echo": "c00kie-value pa55word t0ken-t0ken"}'
    )
    written = exchange_of(request, response)
    assert written["request"]["json"] == {
        "page": 1,
        "settings": {"name": "Anna", "password": "<removed>"},
        "rows": [{"token": "<removed>"}],
    }
    assert written["response"]["json"] == {"id": 5, "echo": "<removed> <removed> <removed>"}
    SyncRecordingTransport(Fixed(response), tmp_path).send(request, Timeouts())
    assert (
        SyncReplayTransport(tmp_path).send(request, Timeouts()).body == json.dumps(written["response"]["json"]).encode()
    )


@pytest.mark.parametrize("body", [b"[1]", b"{half"])
def test_a_body_that_says_json_and_is_no_object(body):
    """It is counted, not copied."""
    request = WireRequest("POST", "http://127.0.0.1/x", (("Content-Type", "application/json"),), body)
    written = exchange_of(request, WireResponse(200))["request"]
    assert written["form"] == [["", f"<application/json, {len(body)} bytes>"]]
    assert "json" not in written
