"""The examples of the README: each runs and says what stands there."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from sverka import command_texts
from sverka.command import run

from .documents import opened, word

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
SOURCE = "Кот спал на окне целый день и никого не ждал."
TEXT = "Наш кот спал на окне весь день. Пишите: ivan@example.ru"
CONSOLES = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the examples speak of."""
    monkeypatch.chdir(tmp_path)
    Path("source.txt").write_text(SOURCE, "utf-8")
    Path("text.docx").write_bytes(word(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"))
    Path("books/old").mkdir(parents=True)
    Path("books/cat.txt").write_text(SOURCE, "cp1251")
    Path("books/old/dog.odt").write_bytes(opened("<text:p>Собака бежала по дороге в город.</text:p>"))
    return tmp_path


def test_python(folder: Path) -> None:
    """The session in Python says what stands there."""
    (session,) = re.findall(r"```pycon\n(.*?)```", README, re.DOTALL)
    examples = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    runner = doctest.DocTestRunner()
    runner.run(examples)
    assert (runner.failures, runner.tries > 10) == (0, True)


@pytest.mark.parametrize(("language", "session"), list(zip(("en", "ru"), CONSOLES, strict=True)))
def test_console(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, session: str
) -> None:
    """Each command says what stands below it, in either language; three dots leave out the rest."""
    monkeypatch.setattr(command_texts.Speech, "language", language)
    asked = re.findall(r"^\$ sverka (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE)
    assert {command.split()[0] for command, _ in asked} >= {"compare", "index", "check", "contacts", "report", "text"}
    for command, expected in asked:
        assert run(shlex.split(command)) == 0
        said = capsys.readouterr().out.rstrip("\n")
        begins, dots, _ = expected.rstrip("\n").partition("…")
        assert said.startswith(begins.rstrip(" ")) if dots else said == begins, command
