"""Whatever is given, to a function or on the command line: a right answer or a clear error, within a bound.

``SVERKA_MB`` says how large the large texts are; the long run takes 10.
"""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sverka
from sverka import Corpus, TooLong, command_texts
from sverka.command import run
from sverka.limits import LIMIT

MB = int(os.environ.get("SVERKA_MB", "1"))
SECONDS = 5 + 5 * MB
LARGE = ("Кот спал на окне целый день. " * (MB * 2**20 // 51 + 1)).encode()[: MB * 2**20].decode("utf-8", "ignore")
TOKENS = MB * 100_000
TEXTS = {
    "empty": "",
    "blank": " \t\n\u200b\u00ad",
    "one word": "кот",
    "large": LARGE,
    "one token": "кот " * TOKENS,
    "binary": bytes(range(256)).decode("latin-1") * 500,
    "halves": "\ud800слово\udfff " * 5_000,
    "look-alikes": "аce орх " * 10_000,
    "right to left": "\u202eשלום עולם مرحبا بالعالم\u202c " * 5_000,
    "marks": "кот" + "\u0301" * 100_000 + " е\u0308ж",
    "one letter": "а" * 200_000,
}


def metrics(text: str) -> int:
    found = sverka.metrics(text)
    assert 0 <= found.water <= 100
    assert found.unique_words <= found.words <= len(text)
    return found.words


def spelling(text: str) -> int:
    found = sverka.spelling(text)
    assert 0 <= found.percent <= 100
    assert all(0 <= each.start < each.end <= len(text) for each in found.misspelled)
    return len(found.misspelled)


def contacts(text: str) -> int:
    found = sverka.contacts(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    return len(found)


def keywords(text: str) -> int:
    (found,) = sverka.keywords(text, ["коты"])
    assert found.count == len(found.positions)
    return found.count


def compare(text: str) -> int:
    found = sverka.compare(text, text)
    assert found.percent == (100 if found.words >= 3 else 0)
    return found.words


def report(text: str) -> int:
    found = sverka.report(text, phrases=["собаки"])
    assert len(found.html()) + len(found.terminal()) > len(text)
    return found.keywords[0].count


# What each says of each text, where it is worth saying; -1: the length is refused.
WORDS = {"empty": 0, "blank": 0, "one word": 1, "one token": TOKENS, "halves": 5_000, "look-alikes": 20_000, "marks": 2}
CATS = {"empty": 0, "one word": 1, "one token": TOKENS, "binary": 0, "right to left": 0, "marks": 1, "one letter": 0}
EXPECTED: dict[Callable[[str], int], dict[str, int]] = {
    metrics: WORDS | {"right to left": 20_000, "one letter": 1},
    spelling: {"empty": 0, "one word": 0, "one token": 0, "right to left": 0, "marks": 0},
    contacts: {"empty": 0, "one word": 0, "large": 0, "one token": 0, "right to left": 0, "marks": 0, "look-alikes": 0},
    keywords: CATS,
    compare: WORDS | {"large": -1, "one token": -1 if TOKENS * 4 > LIMIT else TOKENS},
    report: dict.fromkeys(TEXTS, 0),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("check", EXPECTED, ids=lambda each: each.__name__)
def test_functions(check: Callable[[str], int], name: str) -> None:
    """Each function answers rightly or refuses the length, in seconds."""
    began = time.process_time()
    try:
        said = check(TEXTS[name])
    except TooLong:
        said = -1
    assert said == EXPECTED[check].get(name, said)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("name", TEXTS)
def test_corpus(tmp_path: Path, name: str) -> None:
    """A corpus takes any text, and knows it again: copied as a whole when it has four words or more."""
    began = time.process_time()
    text = TEXTS[name]
    with Corpus.create(tmp_path / "corpus") as corpus:
        corpus.add("key", text)
        if len(text) > LIMIT:
            with pytest.raises(TooLong):
                corpus.check(text)
        else:
            found = corpus.check(text)
            assert found.unique == (0 if found.words >= 4 else 100)
    assert time.process_time() - began < SECONDS


FILES: dict[str, bytes] = {
    "empty": b"",
    "one word": "кот".encode(),
    "large": LARGE.encode(),
    "binary": bytes(range(256)),
    "half": "кот спал".encode()[:-1],
    "look-alikes": TEXTS["look-alikes"].encode(),
    "right to left": TEXTS["right to left"].encode(),
    "marks": TEXTS["marks"].encode(),
}
COMMANDS: dict[str, list[str]] = {
    "text": ["FILE"],
    "compare": ["FILE", "FILE"],
    "contacts": ["FILE"],
    "metrics": ["FILE"],
    "spelling": ["FILE"],
    "keywords": ["FILE", "--phrases", "коты"],
    "check": ["FILE", "--corpus", "corpus"],
    "report": ["FILE", "--corpus", "corpus"],
    "index": ["FILE", "--corpus", "corpus"],
}
LIMITED = {"compare", "check", "report"}


@pytest.mark.parametrize("name", FILES)
def test_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Each command answers with an object, or names the file and says why it does not, in seconds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_texts.Speech, "language", "en")
    Path("bad.txt").write_bytes(FILES[name])
    Path("good.txt").write_text("Кот спал на окне.", "utf-8")
    run(["index", "good.txt", "--corpus", "corpus"])
    refused = name in {"binary", "half"}
    for command, arguments in COMMANDS.items():
        capsys.readouterr()
        began = time.process_time()
        code = run([command, *(each.replace("FILE", "bad.txt") for each in arguments), "--json"])
        assert time.process_time() - began < SECONDS, command
        told = capsys.readouterr()
        long = name == "large" and command in LIMITED
        assert code == (6 if refused or long else 0), command
        if refused or long:
            assert told.err.startswith("Not read: bad.txt: ")
        answer: dict[str, Any] | None = json.loads(told.out) if told.out else None
        assert (answer is None) == ((refused and command != "index") or long), command


def test_a_larger_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long says which length is taken; with a larger limit it is taken."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_texts.Speech, "language", "en")
    Path("a.txt").write_text("кот спал днём " * 15_000, "utf-8")
    assert run(["compare", "a.txt", "a.txt"]) == 6
    assert f"a.txt: it has 210000 characters, and {LIMIT} are taken at once" in capsys.readouterr().err
    assert run(["compare", "a.txt", "a.txt", "--limit", "300000", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["percent"] == 100
