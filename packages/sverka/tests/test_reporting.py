"""A report: what it holds, and how it is drawn."""

import json
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sverka import Corpus, Report, TooLong, contacts, keywords, metrics, report, spelling
from sverka.reports.marks import of_report, pieces

TEXT = "Наш кот спал на окне весь день.\r\nПревет превет! Пишите: ivan@example.ru <b>&"


class Shown(HTMLParser):
    """What a browser would show of the text, and which elements the page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Counts how deep in the text's element the parser is."""
        self.tags.append((tag, dict(attrs)))
        if self._inside or ("class", "text") in attrs:
            self._inside += 1

    def handle_endtag(self, _tag: str) -> None:
        """Leaves an element."""
        self._inside = max(0, self._inside - 1)

    def handle_data(self, data: str) -> None:
        """Keeps the text's own."""
        if self._inside:
            self.text += data


@pytest.fixture
def found(tmp_path: Path) -> Report:
    with Corpus.create(tmp_path / "corpus") as corpus:
        corpus.add("<first>", "кот спал на окне целый день")
        return report(TEXT, phrases=["окно", "<i>"], corpus=corpus)


def test_parts(found: Report) -> None:
    """Each part is what its check says."""
    assert found.metrics == metrics(TEXT)
    assert found.spelling == spelling(TEXT)
    assert list(found.contacts) == contacts(TEXT)
    assert list(found.keywords) == keywords(TEXT, ["окно", "<i>"])
    assert found.uniqueness is not None
    assert [each.key for each in found.uniqueness.sources] == ["<first>"]
    assert report(TEXT).uniqueness is None


def test_data(found: Report) -> None:
    """As JSON everything is there with its places."""
    data = json.loads(json.dumps(found.data()))
    assert data["uniqueness"]["sources"][0]["rewrite_spans"] == [{"start": 0, "end": 30}]
    assert data["uniqueness"]["sources"][0]["spans"] == [{"start": 4, "end": 20}]
    assert data["keywords"][0] == {"phrase": "окно", "count": 1, "positions": [{"start": 16, "end": 20}]}
    assert [each["word"] for each in data["spelling"]["misspelled"]] == ["превет"]


def test_page(found: Report) -> None:
    """The page shows the whole text with marks, escapes all, names the source with its chart, and loads nothing."""
    page = found.html()
    shown = Shown(page)
    assert shown.text == TEXT
    assert "&lt;first&gt;" in page
    assert ("rect", {"class": "copied", "x": "26", "width": "106", "height": "10"}) in shown.tags
    marked = {attrs.get("class") for tag, attrs in shown.tags if tag == "span"}
    assert marked >= {"rewritten copied", "rewritten copied keyword", "contact"}
    assert not {tag for tag, _ in shown.tags} & {"b", "i", "script", "link", "img"}
    assert not any({"src", "href"} & set(attrs) for _, attrs in shown.tags)


def test_terminal(found: Report) -> None:
    """The terminal shows marks in colours or brackets, and where the source sits."""
    assert "[окне]" in found.terminal(colours=False)
    assert "\x1b" not in found.terminal(colours=False)
    assert "\x1b[42;30mокне\x1b[0m" in found.terminal()
    assert "▒▒▒█████████████▒▒▒▒" in found.terminal()


def test_steering() -> None:
    """What a text could steer the terminal with is not passed on."""
    assert "\x1b" not in report("дом \x1b[2J \u202e", phrases=["\x1b"]).terminal(colours=False)


def test_too_long() -> None:
    """A phrase that is too long is refused before anything is checked."""
    with pytest.raises(TooLong):
        report("дом", phrases=["а" * 1000])


@given(st.text(alphabet="превет +79160001234 ко\u0301т \ud800\0<&", max_size=80))
@settings(deadline=None)
def test_any_text(text: str) -> None:
    """Whatever the text: the pieces joined are the text, and both pages are drawn."""
    found = report(text, phrases=["кот", "превет"])
    assert "".join(piece for piece, _ in pieces(text, of_report(found))) == text
    assert found.html().encode()
    assert found.terminal()


@pytest.mark.parametrize("part", ["превет ", "а", "a@b.ru ", "1 "])
def test_time(part: str) -> None:
    """A long text of one thing takes seconds at most, both pages included."""
    began = time.process_time()
    found = report(part * (200_000 // len(part)), phrases=["превет"])
    assert len(found.html()) + len(found.terminal()) > 200_000
    assert time.process_time() - began < 10
