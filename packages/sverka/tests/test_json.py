"""What every command answers as JSON: exactly these keys, one object."""

import json
from pathlib import Path
from typing import Any

import pytest

from sverka.command import run

SOURCE = "Кот спал на окне целый день и никого не ждал."
TEXT = "Наш кот спал на окне весь день. Всем превет! Пишите: ivan@example.ru"
SPAN = {"start": int, "end": int}
FILE = {"format": str, "encoding": str}
CONTACT = {"kind": str, "start": int, "end": int, "text": str, "plain": str, "addressed": bool}
FREQUENT = {"word": str, "count": int, "percent": float}
METRICS = {
    "characters": int,
    "characters_without_spaces": int,
    "words": int,
    "unique_words": int,
    "significant_words": int,
    "sentences": int,
    "water": float,
    "classic_nausea": float,
    "academic_nausea": float,
    "frequent": [FREQUENT],
}
KEYWORD = {"phrase": str, "count": int, "positions": [SPAN]}
SOURCES = {
    "key": str,
    "percent": float,
    "words": int,
    "spans": [SPAN],
    "rewrite_percent": float,
    "rewrite_spans": [SPAN],
}
UNIQUE = {
    "unique": float,
    "rewrite_unique": float,
    "words": int,
    "covered": int,
    "spans": [SPAN],
    "rewrite_spans": [SPAN],
    "sources": [SOURCES],
}
WORD = {"word": str, "start": int, "end": int, "language": str}
SPELLING = {"percent": float, "words": int, "misspelled": [WORD], "languages": [str], "missing": [str]}
SCHEMAS: list[tuple[list[str], dict[str, Any]]] = [
    (["text", "b.txt"], {"text": str} | FILE),
    (
        ["compare", "a.txt", "b.txt"],
        {
            "percent": float,
            "words": int,
            "matched": int,
            "spans": [SPAN | {"words": int, "source_start": int, "source_end": int}],
            "files": [FILE],
        },
    ),
    (["contacts", "b.txt"], {"found": [CONTACT]} | FILE),
    (["metrics", "b.txt"], METRICS | FILE),
    (
        ["spelling", "b.txt"],
        {"percent": float, "checked": int, "words": [WORD | {"suggestions": [str]}], "missing": [str]} | FILE,
    ),
    (["keywords", "b.txt", "--phrases", "окно"], {"keywords": [KEYWORD]} | FILE),
    (["check", "b.txt", "--corpus", "c"], UNIQUE | FILE),
    (
        ["report", "b.txt", "--corpus", "c", "--phrases", "окно"],
        {"metrics": METRICS, "spelling": SPELLING, "contacts": [CONTACT], "keywords": [KEYWORD], "uniqueness": UNIQUE}
        | FILE,
    ),
    (
        ["index", "a.txt", "bad.txt", "--corpus", "c"],
        {"added": int, "same": int, "texts": int, "unreadable": [{"path": str, "why": str}]},
    ),
]


def matches(schema: Any, answer: Any) -> bool:
    """Whether an answer has exactly the keys and kinds of a schema; lists may be empty where the caller says so."""
    if isinstance(schema, dict):
        return set(schema) == set(answer) and all(matches(each, answer[key]) for key, each in schema.items())
    if isinstance(schema, list):
        return isinstance(answer, list) and all(matches(schema[0], each) for each in answer)
    return type(answer) is schema


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(SOURCE, "utf-8")
    Path("b.txt").write_text(TEXT, "utf-8")
    Path("bad.txt").write_bytes(b"\0")
    run(["index", "a.txt", "--corpus", "c"])
    return tmp_path


@pytest.mark.parametrize(("arguments", "schema"), SCHEMAS, ids=lambda each: each[0] if isinstance(each, list) else "")
def test_schema(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], schema: dict[str, Any]) -> None:
    """The answer is one line, one object, with these keys and no others, and none of its lists is there for nothing."""
    capsys.readouterr()
    run([*arguments, "--json"])
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    answer = json.loads(out)
    assert matches(schema, answer)
    assert all(answer[key] for key, each in schema.items() if isinstance(each, list) and key != "missing")
    assert all(TEXT[at["start"] : at["end"]] for at in answer.get("spans", []))


def test_another_alphabet(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a stream that cannot write the letters the answer is JSON still."""
    run(["text", "b.txt", "--json"])
    usual = capsys.readouterr().out
    monkeypatch.setattr("sverka.command.sys.stdout", stream := _Ascii())
    run(["text", "b.txt", "--json"])
    assert stream.said.isascii()
    assert json.loads(stream.said) == json.loads(usual)


class _Ascii:
    """A stream of the alphabet of 1963."""

    encoding = "ascii"

    def __init__(self) -> None:
        self.said = ""

    def flush(self) -> None:
        """It is written already."""

    def write(self, text: str) -> None:
        """Keeps it."""
        self.said += text
