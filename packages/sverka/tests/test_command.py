"""The command line."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sverka import Corpus, __version__, command_texts
from sverka.command import run
from sverka.command_texts import percent
from sverka.spell import orthography

FIRST = "Кот спал на окне целый день и никого не ждал."
SECOND = "Наш кот спал на окне весь день. Пишите: ivan@example.ru"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("first.txt").write_text(FIRST, "utf-8")
    Path("second.txt").write_bytes(SECOND.encode("cp1251"))
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_compare(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Comparing says the percent and the places in both, as JSON and for people."""
    found = answer(capsys, "compare", "first.txt", "second.txt")
    assert (found["percent"], found["words"], found["matched"]) == (pytest.approx(400 / 11), 11, 4)
    assert found["files"] == [{"format": "txt", "encoding": "utf-8"}, {"format": "txt", "encoding": "cp1251"}]
    (span,) = found["spans"]
    assert SECOND[span["start"] : span["end"]] == "кот спал на окне"
    assert FIRST[span["source_start"] : span["source_end"]] == "Кот спал на окне"
    assert run(["compare", "first.txt", "second.txt"]) == 0
    assert "36.36 % (4 " in capsys.readouterr().out


def test_contacts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Contacts are said with kind and place."""
    (found,) = answer(capsys, "contacts", "second.txt")["found"]
    assert (found["kind"], SECOND[found["start"] : found["end"]], found["text"]) == ("mail", *["ivan@example.ru"] * 2)
    run(["contacts", "second.txt"])
    assert "ivan@example.ru" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "said"), [("ru", "Контактов не найдено."), ("en", "No contacts found.")])
def test_languages(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """People are answered in the language in use."""
    monkeypatch.setattr(command_texts.Speech, "language", language)
    run(["contacts", "first.txt"])
    assert capsys.readouterr().out.strip() == said
    run(["--help"])
    assert ("вызов:" in capsys.readouterr().out) == (language == "ru")


def test_keywords(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Phrases are said with counts and places, in the order of asking."""
    first, second = answer(capsys, "keywords", "first.txt", "--phrases", "спать на окнах", "собака")["keywords"]
    assert first == {"phrase": "спать на окнах", "count": 1, "positions": [{"start": 4, "end": 16}]}
    assert (second["count"], second["positions"]) == (0, [])
    run(["keywords", "first.txt", "--phrases", "спать на окнах"])
    assert "спал на окне" in capsys.readouterr().out


def test_spelling(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Misspelled words are said with places and what they may have been."""
    Path("bad.txt").write_text("Наш превет и превет", "utf-8")
    found = answer(capsys, "spelling", "bad.txt")
    assert (found["percent"], found["checked"], found["missing"]) == (pytest.approx(200 / 3), 3, [])
    assert [(each["word"], each["start"], each["end"]) for each in found["words"]] == [
        ("превет", 4, 10),
        ("превет", 13, 19),
    ]
    assert all("привет" in each["suggestions"] for each in found["words"])
    run(["spelling", "bad.txt"])
    assert "привет" in capsys.readouterr().out


def test_no_dictionary(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a dictionary is missing that is said, and no word of its language is called wrong."""
    monkeypatch.setattr(orthography, "known", lambda _: None)
    assert answer(capsys, "spelling", "first.txt")["missing"] == ["ru"]
    assert answer(capsys, "spelling", "first.txt")["words"] == []
    run(["spelling", "first.txt"])
    assert "sverka[uk]" in capsys.readouterr().out


def test_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All checks at once: as JSON, for people, as a file."""
    run(["index", "first.txt", "--corpus", "corpus"])
    asked = ["report", "second.txt", "--corpus", "corpus", "--phrases", "окно"]
    capsys.readouterr()
    found = answer(capsys, *asked)
    assert (found["uniqueness"]["sources"][0]["key"], found["contacts"][0]["kind"]) == ("first.txt", "mail")
    assert (found["keywords"][0]["count"], found["encoding"]) == (1, "cp1251")
    assert answer(capsys, "report", "second.txt")["uniqueness"] is None
    run(asked)
    assert "[окне]" in capsys.readouterr().out
    run([*asked, "--html", "out.html"])
    assert "out.html" in capsys.readouterr().out
    assert "окне" in Path("out.html").read_text("utf-8")


def test_metrics(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures are said under their names."""
    found = answer(capsys, "metrics", "first.txt")
    assert (found["words"], found["characters"]) == (10, len(FIRST))
    run(["metrics", "first.txt"])
    assert "10" in capsys.readouterr().out


def test_corpus(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder becomes a corpus, further files join it, and a text is checked against it."""
    assert answer(capsys, "index", ".", "--corpus", "corpus", "--owner", "me") == {
        "added": 2,
        "same": 0,
        "texts": 2,
        "unreadable": [],
    }
    assert answer(capsys, "index", "first.txt", "--corpus", "corpus")["added"] == 1
    found = answer(capsys, "check", "first.txt", "--corpus", "corpus")
    assert found["rewrite_unique"] == 0
    assert (found["unique"], found["sources"][0]["key"], found["spans"]) == (0, "first.txt", [{"start": 0, "end": 44}])
    found = answer(capsys, "check", "second.txt", "--corpus", "corpus", "--without-owner", "me")
    assert found["unique"] == pytest.approx(700 / 11)
    run(["check", "first.txt", "--corpus", "corpus"])
    assert "0.00 %" in capsys.readouterr().out
    run(["index", "first.txt", "--corpus", "corpus"])
    assert "1" in capsys.readouterr().out


def test_standard_input(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads the standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIRST.encode())))
    assert answer(capsys, "metrics", "-")["words"] == 10


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "usage"),
        (["nothing"], 2, "nothing"),
        (["compare", "first.txt"], 2, "TEXT"),
        (["metrics", "none.txt"], 4, "none.txt"),
        (["check", "first.txt", "--corpus", "none"], 4, "There is no corpus"),
        (["metrics", "program"], 6, "it is not text"),
        (["compare", "first.txt", "long.txt"], 6, "Split it"),
    ],
)
def test_refusals(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    """Each refusal has its exit code and says what happened, on the error stream alone."""
    monkeypatch.setattr(command_texts.Speech, "language", "en")
    Path("program").write_bytes(b"\0\1\2")
    Path("long.txt").write_text("слово " * 50_000, "utf-8")
    assert run(arguments) == code
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_two_writers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Indexing a corpus that another process writes to is refused."""
    with Corpus.create("corpus"):
        assert run(["index", "first.txt", "--corpus", "corpus"]) == 6
    assert "Another process writes" in capsys.readouterr().err


def test_percent() -> None:
    """A percent is cut, so that 100 means all."""
    assert (percent(99.9999), percent(100), percent(0.009)) == ("99.99", "100.00", "0.00")


@pytest.mark.parametrize(
    ("environment", "language"),
    [({"LANG": "ru_RU.UTF-8"}, "ru"), ({"LC_ALL": "C", "LANG": "ru_RU"}, "en"), ({}, "en")],
)
def test_language_of(environment: dict[str, str], language: str) -> None:
    """The locale variables choose the language, in the order of POSIX."""
    assert command_texts.language_of(environment) == language


def test_program() -> None:
    """It runs as a module, and says its version without loading what the checks need."""
    told = subprocess.run([sys.executable, "-m", "sverka", "--version"], capture_output=True, text=True, check=True)
    assert told.stdout == f"sverka {__version__}\n"


def test_a_reader_that_leaves(folder: Path) -> None:
    """When nobody reads the answer any more the command ends without a word."""
    command = [sys.executable, "-m", "sverka", "text", "first.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)
