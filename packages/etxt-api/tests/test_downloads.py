"""Files: where they are fetched, and how their text is read."""

import pytest

from birzha_client.transport import AnswerLost
from birzha_client.wire import WireResponse
from etxt_api import EtxtHttpError, EtxtNetworkError, EtxtUsageError
from etxt_api.texts import text_of

TEXT = "Привет, «ёлка» &nbsp;"


def plain(body, content_type="text/plain"):
    """A text file as an answer."""
    return WireResponse(200, (("Content-Type", content_type),), body)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/files/1?s=x", "https://www.etxt.ru/files/1?s=x"),
        ("files/1", "https://www.etxt.ru/api/json/files/1"),
        ("https://cdn.example/f/1", "https://cdn.example/f/1"),
        ("//cdn.example/f/1", "https://cdn.example/f/1"),
    ],
)
def test_paths(rig, path, url):
    """Relative and absolute; neither token nor signature goes along."""
    made = rig(plain(b"\x00\x01"))
    assert made.end(made.client.download(path)) == b"\x00\x01"
    (request,) = made.sent
    assert (request.method, request.url) == ("GET", url)
    assert [name for name, _ in request.headers] == ["User-Agent"]


def test_downloads_survive_trouble(rig):
    """Fetching is reading: it is tried again, by 5xx, 429 and a broken connection."""
    made = rig(AnswerLost("gone"), WireResponse(503), WireResponse(429), plain(b"x"))
    assert made.end(made.client.download("/f")) == b"x"
    made = rig(AnswerLost("gone"), retries=0)
    with pytest.raises(EtxtNetworkError):
        made.end(made.client.download("/f"))


def test_a_link_that_expired(rig):
    """The error says what to do, and shows no query."""
    made = rig(WireResponse(410, (("Content-Type", "text/plain"),), b"expired"))
    with pytest.raises(EtxtHttpError, match="ask for the result again") as caught:
        made.end(made.client.download("/f?sign=secret"))
    assert (caught.value.status, caught.value.said) == (410, "expired")
    assert "secret" not in str(caught.value)


def test_redirects(rig):
    """A file that moved is followed, but not for ever."""
    moved = WireResponse(302, (("Location", "/there"),))
    made = rig(moved, plain(b"x"))
    assert made.end(made.client.download("/here")) == b"x"
    assert made.sent[1].url == "https://www.etxt.ru/there"
    made = rig(*[moved] * 9)
    with pytest.raises(EtxtHttpError, match="circles"):
        made.end(made.client.download("/here"))
    assert len(made.sent) == 6


@pytest.mark.parametrize("path", ["", "file:///etc/passwd", "ftp://x/y", "javascript:x", "http://[bad/"])
def test_what_is_no_file(rig, path):
    """Only files on the web are fetched, also after a redirect."""
    made = rig(WireResponse(302, (("Location", path or "file:///x"),)))
    with pytest.raises(EtxtUsageError):
        made.end(made.client.download(path))
    with pytest.raises(EtxtUsageError):
        made.end(made.client.download("/start"))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), "text/plain"),
        (TEXT.encode(), "text/plain; charset=utf-8"),
        (TEXT.encode("utf-8-sig"), "text/plain; charset=windows-1251"),
        (TEXT.encode("utf-16"), "text/plain"),
        (TEXT.encode("utf-32"), "text/plain"),
        (TEXT.encode("cp1251"), "text/plain"),
        (TEXT.encode("cp1251"), "text/plain; charset=windows-1251"),
        (TEXT.encode("cp1251"), "text/plain; charset=utf-8"),
        (TEXT.encode(), "text/plain; charset=nonsense"),
        (TEXT.encode("koi8-r", "replace"), "text/plain; charset=koi8-r"),
    ],
)
def test_texts_in_all_their_encodings(rig, body, content_type):
    """Mark, charset, UTF-8, windows-1251; entities stay."""
    made = rig(plain(body, content_type))
    found = made.end(made.client.download_text("/f"))
    assert found == (TEXT if "koi8" not in content_type else TEXT.encode("koi8-r", "replace").decode("koi8-r"))


def test_bytes_that_are_no_text():
    """Nothing makes the decoder fail."""
    assert text_of(plain(bytes(range(256))))
    assert text_of(plain(b"")) == ""


def test_entities_become_characters_where_that_is_asked_for(rig):
    """What windows-1251 has no letter for comes as an entity; by itself nothing is changed, and half an entity is text."""
    body = "Ёлка&nbsp;&#9731; &laquo;в&raquo; R&D &lt;b&gt; &nosuch;".encode("cp1251")
    made = rig(*[plain(body, "text/plain; charset=windows-1251")] * 2)
    assert made.end(made.client.download_text("/f")) == body.decode("cp1251")
    found = made.end(made.client.download_text("/f", unescape=True))
    assert found == "Ёлка\u00a0☃ «в» R&D <b> &nosuch;"
