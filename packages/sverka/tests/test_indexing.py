"""Folders of files into a corpus: what is taken, what is left alone, what cannot be read."""

import io
import json
import os
from pathlib import Path

import pytest

from sverka import Corpus, command_texts, progress
from sverka.command import run
from sverka.corpus.corpus import Corpus as Stored
from sverka.files.reading import Reader
from sverka.indexing import JOURNAL, index

from .documents import SAID, WRITTEN, word


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents in folders, among what is none of the corpus' business."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_texts.Speech, "language", "en")
    for name in ("texts/a.txt", "texts/b.docx", "texts/deep/c.odt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(WRITTEN[name.rpartition(".")[2]])
    for name in ("texts/.hidden.txt", "texts/~$b.docx", "texts/picture.png"):
        Path(name).write_bytes(b"\0")
    return tmp_path


def test_formats(folder: Path) -> None:
    """Files of known formats are taken from folders at any depth, and count; the rest is left alone."""
    found = index(["texts"], Path("corpus"), "anna")
    assert (found.added, found.same, found.texts, found.unreadable) == (3, 0, 3, [])
    with Corpus.open("corpus") as corpus:
        assert {each.key for each in corpus.check(SAID).sources} == {"texts/a.txt", "texts/b.docx", "texts/deep/c.odt"}
        assert corpus.check(SAID, without_owners=["anna"]).unique == 100


def test_unreadable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is told with its reason and counted; the code says so; all else is added."""
    Path("texts/bad.docx").write_bytes(word()[:100])
    Path("texts/cut.txt").write_bytes("слово".encode()[:-1])
    assert run(["index", "texts", "--corpus", "corpus", "--json"]) == 6
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert (found["added"], found["texts"]) == (3, 3)
    assert [each["path"] for each in found["unreadable"]] == ["texts/bad.docx", "texts/cut.txt"]
    assert "Not read: texts/bad.docx: this docx is damaged" in told.err
    assert "texts/cut.txt: it is UTF-8 with half a letter" in told.err
    assert run(["index", "texts", "--corpus", "corpus"]) == 6
    assert "there and unchanged: 3, not read: 2" in capsys.readouterr().out


def test_a_folder_that_cannot_be_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system does not list is told, not passed over."""
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = index(["texts"], Path("corpus"))
    assert (found.added, found.unreadable) == (2, [("texts/deep", "Permission denied")])


def test_again(folder: Path) -> None:
    """What is there with the same content and owner is not added again; what changed is, and so is what was removed."""
    assert index(["texts"], Path("corpus")).added == 3
    again = index(["texts"], Path("corpus"))
    assert (again.added, again.same, again.texts) == (0, 3, 3)
    Path("texts/a.txt").write_text("Совсем другие слова стоят теперь здесь", "utf-8")
    again = index(["texts"], Path("corpus"))
    assert (again.added, again.same, again.texts) == (1, 2, 3)
    with Corpus.open("corpus", write=True) as corpus:
        corpus.remove("texts/b.docx")
    again = index(["texts"], Path("corpus"))
    assert (again.added, again.same, again.texts) == (1, 2, 3)
    assert index(["texts"], Path("corpus"), "anna").added == 3


def test_resumes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was interrupted goes on: what was acknowledged is neither read nor added again, and nothing is missing."""
    monkeypatch.setattr("sverka.indexing._TOGETHER", 1)
    read, seen = Reader.text, list[str]()

    def interrupted(self: Reader, file: io.BytesIO, path: str) -> object:
        seen.append(path)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return read(self, file, path)

    monkeypatch.setattr(Reader, "text", interrupted)
    assert run(["index", "texts", "--corpus", "corpus"]) == 130
    with (Path("corpus") / JOURNAL).open("ab") as file:
        file.write(b'\n["texts/deep/c.o')
    found = index(["texts"], Path("corpus"))
    assert (found.added, found.same, found.texts) == (1, 2, 3)
    assert seen == ["texts/a.txt", "texts/b.docx", "texts/deep/c.odt", "texts/deep/c.odt"]
    assert index(["texts"], Path("corpus")).same == 3


def test_a_run_that_dies_before_its_journal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was added and not yet noted is added once more, in place of itself."""
    index(["texts"], Path("corpus"))
    (Path("corpus") / JOURNAL).unlink()
    found = index(["texts"], Path("corpus"))
    assert (found.added, found.texts) == (3, 3)


def test_its_own_folder(folder: Path) -> None:
    """A corpus inside the folder that is indexed does not get its own files."""
    Path("texts/corpus").mkdir()
    Path("texts/corpus/note.txt").write_text("слово", "utf-8")
    assert index(["texts"], Path("texts/corpus")).added == 3
    assert index(["texts"], Path("texts/corpus")).same == 3


def test_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there is refused before anything is added."""
    assert run(["index", "texts", "none.txt", "--corpus", "corpus"]) == 4
    assert "none.txt" in capsys.readouterr().err
    assert not Path("corpus").exists()


def test_names_that_are_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file whose name is no UTF-8 is added and said."""
    name = os.fsdecode(b"texts/\xff.txt")
    Path(name).write_bytes(b"\0")
    assert run(["index", "texts", "--corpus", "corpus", "--json"]) == 6
    assert json.loads(capsys.readouterr().out)["unreadable"][0]["path"] == name
    Path(name).write_text(SAID, "utf-8")
    assert run(["index", "texts", "--corpus", "corpus"]) == 0
    with Stored.open("corpus") as corpus:
        assert name in corpus


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


def test_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a bar grows, at most ten times a second, and goes away; elsewhere nothing is written."""
    now = iter([0.0, 0.05, 0.2, 0.25, 0.4])
    monkeypatch.setattr(progress, "monotonic", lambda: next(now))
    screen = Terminal()
    bar = progress.Bar(4, screen)
    for done in (1, 2, 3, 4):
        bar.step(done)
    bar.close()
    assert [each.split()[-1] for each in screen.getvalue().split("\r")[1:3]] == ["2/4", "4/4"]
    assert "█" * 15 + "·" * 15 in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")
    monkeypatch.setattr(progress, "monotonic", lambda: 1e9)
    quiet = io.StringIO()
    bar = progress.Bar(4, quiet)
    bar.step(2)
    bar.close()
    assert quiet.getvalue() == ""
