"""The adapter for Text.ru against a double of its protocol on this machine: sending, waiting, refusing, falling over."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from birzha.checkers.choosing import checker_for
from birzha.checkers.own import Own
from birzha.checkers.shelf import Shelf
from birzha.checkers.textru import TextRu
from birzha.checks.checker import CannotCheck
from birzha.checks.model import Asked
from birzha.settings import Settings
from birzha.sweeps.checking import Checking

from .conftest import BRIDGES, CATS

KEY = "the key of an account"
FOUND = {"text_unique": "87.50", "result_json": json.dumps({"urls": [{"url": "https://a.example/", "plagiat": 12.5}]})}


class Service:
    """What Text.ru answers: a text with an id, an id with what was found, or with the code of a refusal."""

    def __init__(self):
        self.calls, self.answers = [], [{"text_uid": "uid1"}, {"error_code": 181, "error_desc": "рано"}, FOUND]
        self.status, self.raw = 200, None
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                service.calls.append({name: each[0] for name, each in parse_qs(body).items()})
                content = service.raw if service.raw is not None else json.dumps(service.answers.pop(0)).encode()
                self.send_response(service.status)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *anything):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/post"

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def service():
    """A double of the service."""
    made = Service()
    yield made
    made.stop()


@pytest.fixture
def own(tmp_path):
    """The exchange's own measure over an empty corpus."""
    shelf = Shelf(tmp_path / "corpus")
    yield Own(lambda: shelf.corpus("token"))
    shelf.close()


def test_a_text_is_sent_once_and_asked_for_until_it_is_measured(service, own):
    """Two waits, then the service's percentage in place of our own for rewriting, and the pages that it found."""
    checker = TextRu(own, KEY, None, service.address)
    for _ in range(2):
        with pytest.raises(CannotCheck) as refused:
            checker.check(Asked(CATS))
        assert refused.value.after > 0
    found = checker.check(Asked(CATS))
    assert (found.checker, found.unq, found.unq_shin) == ("text.ru", 87, 100)
    assert found.report["service"]["pages"] == [{"url": "https://a.example/", "percent": 12.5}]
    assert [sorted(each) for each in service.calls] == [["text", "userkey"], *[["jsonvisible", "uid", "userkey"]] * 2]
    assert service.calls[0] == {"text": CATS, "userkey": KEY}


def test_a_restart_pays_for_no_text_again(service, own, tmp_path, caplog):
    """The ids of sent texts outlive the process; a file that cannot be read is told, and its texts are sent again."""
    service.answers = [{"text_uid": "uid1"}, FOUND, {"text_uid": "uid2"}, {"text_uid": "uid3"}]

    def again(text=CATS):
        return TextRu(own, KEY, tmp_path, service.address).check(Asked(text))

    with pytest.raises(CannotCheck):
        again()
    assert again().unq == 87
    with pytest.raises(CannotCheck):
        again()  # what was measured is forgotten: a text that comes again is measured anew
    (tmp_path / "text.ru.json").write_bytes(b"[")
    with pytest.raises(CannotCheck):
        again()
    assert [each.get("uid") for each in service.calls] == [None, "uid1", None, None]
    assert "sent again" in caplog.text


def test_what_the_service_does_not_take_is_measured_here(service, own):
    """A text under 100 or over 150,000 characters is not sent."""
    checker = TextRu(own, KEY, None, service.address)
    assert checker.check(Asked("Коротко о кошках.")).checker == "birzha"
    assert checker.check(Asked("кот " * 40_000)).checker == "birzha"
    assert service.calls == []


@pytest.mark.parametrize(
    ("status", "raw"),
    [
        (500, b"{}"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'{"error_code": 142, "error_desc": "the key of an account is empty"}'),
        (200, b'{"text_uid": 5}'),
        (200, b"\xff\xfe"),
    ],
)
def test_a_failure_says_what_happened_and_not_the_key(service, own, status, raw):
    """Whatever the service answers instead, the text stays unchecked, and neither key nor text is in the words."""
    service.status, service.raw = status, raw
    with pytest.raises(CannotCheck) as refused:
        TextRu(own, KEY, None, service.address).check(Asked(CATS))
    assert "text.ru" in str(refused.value)
    assert KEY not in str(refused.value)


@pytest.mark.parametrize("answer", [{}, {"text_unique": "many"}, {"text_unique": "101"}, {"text_unique": None}])
def test_no_percentage_is_no_figure(service, own, answer):
    """An answer without a percentage is a failure, never a figure."""
    service.answers = [{"text_uid": "uid1"}, answer]
    checker = TextRu(own, KEY, None, service.address)
    for _ in range(2):
        with pytest.raises(CannotCheck):
            checker.check(Asked(CATS))


def test_a_service_that_is_away_is_a_failure(own):
    """Nobody listens: the text stays unchecked."""
    with pytest.raises(CannotCheck, match="cannot be reached"):
        TextRu(own, KEY, None, "http://127.0.0.1:1/post").check(Asked(CATS))


def test_the_settings_choose(tmp_path):
    """Our own measure unless the operator names the service; its key is not in the words of the settings."""
    settings = Settings("sqlite:///x", tmp_path, "s" * 32, checker="text.ru", checker_key=KEY)
    assert isinstance(checker_for(settings, lambda: None), TextRu)
    assert isinstance(checker_for(Settings("sqlite:///x", tmp_path, "s" * 32), lambda: None), Own)
    assert KEY not in repr(settings)


async def test_on_the_exchange_a_failing_service_is_told_and_outlived(desk, service, caplog):
    """The first tries leave the result unchecked, the log says why without the key, and the last one has the figure."""
    checker = TextRu(Own(lambda: desk.checking.shelf.corpus(desk.checking._token)), KEY, None, service.address)
    checking = Checking(desk.world.market, desk.checking.shelf, checker)
    order_id = await desk.submit(BRIDGES)
    for _ in range(3):
        checking._waiting.clear()
        assert (await desk.figures(order_id))[0] is None
        desk.checking._token = checking._token
        await checking.look()
        desk.checking._token = checking._token
    assert (await desk.figures(order_id))[0] == 87
    assert "being measured" in caplog.text
    assert KEY not in caplog.text
    await checking.close()
