"""The pages of a check and of two texts compared."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sverka import Corpus, command_texts, compare
from sverka.command import run
from sverka.reports.page import checked_page
from sverka.reports.pair import pair

SOURCE = "Кот спал на окне целый день. Потом они сидели у печки и слушали дрова. <i>&\0"
TEXT = "Потом они сидели у печки и молчали. Наш кот спал на окне. <b>"


class Shown(HTMLParser):
    """What a browser would show in each column, its links, and every element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.columns: list[str] = []
        self.links: dict[str, tuple[str, str]] = {}
        self._at = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps what stands there."""
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("class") == "text":
            self.columns.append("")
        if tag == "a":
            self._at = given["id"] or ""
            self.links[self._at] = ((given["href"] or "").removeprefix("#"), "")

    def handle_endtag(self, tag: str) -> None:
        """Leaves a link or a column."""
        if tag == "a":
            self._at = ""

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        if self.columns:
            self.columns[-1] += data
        if self._at:
            other, text = self.links[self._at]
            self.links[self._at] = (other, text + data)


def alone(page: Shown) -> bool:
    """Whether the page needs nothing else and runs nothing."""
    loads = any({"src", "onclick", "style"} & set(attrs) for _, attrs in page.tags)
    return not loads and not {tag for tag, _ in page.tags} & {"script", "link", "img", "i", "b", "iframe"}


def test_pair() -> None:
    """Both texts stand there whole, side by side; each passage links to its place in the other; nothing else is loaded."""
    html = pair(compare(SOURCE, TEXT), ("<source>", "text"))
    page = Shown(html)
    source, text = (each.strip("\n") for each in page.columns)
    assert (source, text) == (SOURCE.replace("\0", "�") + "text", TEXT)
    assert page.links["t0"] == ("s0", "Потом они сидели у печки и")
    assert page.links["s0"] == ("t0", "Потом они сидели у печки и")
    assert page.links["t1"] == ("s1", "кот спал на окне")
    assert page.links["s1"] == ("t1", "Кот спал на окне")
    assert all(page.links[other][0] == own for own, (other, _) in page.links.items())
    assert html.count("<polygon") == 2
    assert "&lt;source&gt;" in html
    assert alone(page)


def test_unlike_texts() -> None:
    """Texts with nothing in common, empty ones too, make a page without links and without a chart."""
    for source, text in (("раз два три", "четыре пять шесть"), ("", ""), (SOURCE, "")):
        html = pair(compare(source, text), ("a", "b"))
        assert not Shown(html).links
        assert "<svg" not in html


def test_checked(tmp_path: Path) -> None:
    """What a corpus has is marked in the text; the chart has a row for all sources and one a source."""
    with Corpus.create(tmp_path / "corpus") as corpus:
        corpus.add("first", SOURCE)
        html = checked_page(TEXT, corpus.check(TEXT))
    page = Shown(html)
    assert page.columns[0].strip() == TEXT
    assert sum(tag == "svg" for tag, _ in page.tags) == 2
    assert {attrs.get("class") for tag, attrs in page.tags if tag == "rect"} == {"copied", "rewritten"}
    assert "misspelled" not in re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)
    assert alone(page)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("ru", ("Сравнение текстов", "Проверка уникальности", "Проверка текста")),
        ("en", ("Two texts compared", "Uniqueness check", "Text check")),
    ],
)
def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, titles: tuple[str, ...]) -> None:
    """Each command writes its page in the language in use and says so."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_texts.Speech, "language", language)
    Path("a.txt").write_text(SOURCE.replace("\0", ""), "utf-8")
    Path("b.txt").write_text(TEXT, "utf-8")
    assert run(["index", "a.txt", "--corpus", "c"]) == 0
    commands = (
        ["compare", "a.txt", "b.txt"],
        ["check", "b.txt", "--corpus", "c"],
        ["report", "b.txt", "--corpus", "c"],
    )
    for command, title in zip(commands, titles, strict=True):
        assert run([*command, "--html", "out.html"]) == 0
        html = Path("out.html").read_text("utf-8")
        assert f'<html lang="{language}">' in html
        assert f"<h1>{title}</h1>" in html
