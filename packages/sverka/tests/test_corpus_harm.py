"""What befalls a corpus: processes killed, disks full, files cut short or changed, two writers."""

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sverka import Busy, Corpus, Corrupt, Entry
from sverka.corpus import writing

TEXT = "Маленькая ёлка стояла у окна, а кот смотрел на неё и не мог понять, откуда взялся этот запах леса."

WRITER = """
import sys
from sverka import Corpus
from sverka.corpus import writing
writing.FLUSH = 6
texts = Corpus.open(sys.argv[1], write=True)
number = len(texts)
while True:
    texts.add(f"k{number}", f"текст номер {number} " * 3)
    print(number, flush=True)
    number += 1
"""


BATCH_WRITER = """
import sys
from sverka import Corpus, Entry
from sverka.corpus import writing
writing.FLUSH = 6
texts = Corpus.open(sys.argv[1], write=True)
number = len(texts) // 10
while True:
    texts.add_many([Entry(f"k{number}-{each}", f"текст номер {number} часть {each} " * 3) for each in range(10)])
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize(
    ("writer", "many", "text"),
    [(WRITER, 1, "текст номер {} "), (BATCH_WRITER, 10, "текст номер {} часть 7 ")],
    ids=["one by one", "batches that are segments at once"],
)
def test_killed(tmp_path: Path, writer: str, many: int, text: str) -> None:
    """Killed again and again at any moment, a writer loses nothing that it acknowledged, and leaves no batch in part."""
    Corpus.create(tmp_path).close()
    drawn, acknowledged = random.Random(3), -1
    for _ in range(6):
        process = subprocess.Popen([sys.executable, "-c", writer, tmp_path], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        last = int(process.stdout.readline())
        time.sleep(drawn.random() / 4)
        process.send_signal(signal.SIGKILL)
        last = max([last, *(int(line) for line in process.stdout.read().split("\n")[:-1])])
        process.wait()
        process.stdout.close()
        acknowledged = max(acknowledged, last)
        with Corpus.open(tmp_path) as texts:
            assert len(texts) in {many * (acknowledged + 1), many * (acknowledged + 2)}
            for number in (0, acknowledged, drawn.randrange(acknowledged + 1)):
                assert texts.check(text.format(number) * 3).unique == 0
    assert acknowledged > 6


def test_full_disk_in_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk has no room for a batch, nothing of it counts or is left, what it was to replace stays, and it can come again."""
    monkeypatch.setattr(writing, "FLUSH", 5)
    batch = [Entry(str(number), f"{number} " + " ".join(map(str, range(2000)))) for number in range(8)]
    with Corpus.create(tmp_path) as texts, Corpus.open(tmp_path) as reader:
        texts.add("3", TEXT)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            with pytest.raises(OSError, match="too large"):
                texts.add_many(batch)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert not list(tmp_path.glob("segment-*"))
        assert len(texts) == len(reader) == 1
        assert reader.check(TEXT).unique == 0
        assert texts.add_many(batch) == 8
        assert len(texts) == len(reader) == 8
        assert reader.check(TEXT).unique == 100
        assert reader.check(batch[5].text).sources[0].key == "5"


def test_full_disk_in_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a load meets a full disk, the batches before stay, and none behind the one that failed joins although it was made."""
    monkeypatch.setattr(writing, "FLUSH", 5)
    sealed: list[Path] = []

    def full(path: Path, *given: Any) -> None:
        sealed.append(path)
        if len(sealed) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        seal(path, *given)

    seal = writing.seal
    monkeypatch.setattr(writing, "seal", full)
    with Corpus.create(tmp_path) as texts:
        with pytest.raises(OSError, match="No space"):
            texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(60))
        assert len(sealed) == 3
        assert len(texts) == 20
        assert texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(60)) == 60
    with Corpus.open(tmp_path) as texts:
        assert len(texts) == 60


def test_full_disk(tmp_path: Path) -> None:
    """When the disk takes no more, the text is refused, those before it stay, and later ones join once there is room."""
    with Corpus.create(tmp_path) as texts, Corpus.open(tmp_path) as reader:
        texts.add("one", TEXT)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, ((tmp_path / "log-0").stat().st_size + 100, hard))
        try:
            with pytest.raises(OSError, match="too large"):
                texts.add("two", " ".join(map(str, range(1000))))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert len(reader) == 1
        texts.add("three", "один два три четыре пять")
        assert "two" not in texts
        assert reader.check("один два три четыре").unique == 0
    with Corpus.open(tmp_path) as texts:
        assert len(texts) == 2


def test_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that saw a text which the disk then refused forgets it, also when another took its place."""
    with Corpus.create(tmp_path) as texts, Corpus.open(tmp_path) as reader:
        texts.add("one", TEXT)
        assert len(reader) == 1

        def refuse(file: int) -> None:
            assert "two" in reader
            raise OSError("the disk is gone")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fdatasync", refuse)
            with pytest.raises(OSError, match="gone"):
                texts.add("two", "раз два три четыре пять")
        texts.add("ten", "шла саша по шоссе вчера")
        assert "two" not in reader
        assert "ten" in reader
        assert reader.check("раз два три четыре").unique == 100


def test_shorter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same when nothing took its place."""
    with Corpus.create(tmp_path) as texts, Corpus.open(tmp_path) as reader:
        texts.add("one", TEXT)

        def refuse(file: int) -> None:
            assert len(reader) == 2
            raise OSError("the disk is gone")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fdatasync", refuse)
            with pytest.raises(OSError, match="gone"):
                texts.add("two", "раз два три четыре пять")
        assert len(reader) == 1


def test_two_writers(tmp_path: Path) -> None:
    """A second writer is refused, a reader is not; when the first is done the second may."""
    with Corpus.create(tmp_path):
        with pytest.raises(Busy, match="Open it for reading, or stop the other one"):
            Corpus.open(tmp_path, write=True)
        Corpus.open(tmp_path).close()
    Corpus.open(tmp_path, write=True).close()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    with Corpus.create(folder, seed=b"seed") as texts:
        texts.add_many(Entry(str(number), f"{TEXT} {number} {'слово ' * number}", f"o{number}") for number in range(40))
        texts.remove("7")
        texts.flush()
        texts.add("last", "шла саша по шоссе вчера")
        texts.remove("9")
    return folder


def answers(folder: Path) -> list[object]:
    with Corpus.open(folder, seed=b"seed") as texts:
        asked = [texts.check(f"{TEXT} {number}") for number in (3, 7, 9)]
        return [len(texts), *asked, texts.check("шла саша по шоссе")]


def files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.name != "lock")


@pytest.mark.parametrize("kind", ["manifest", "log", "segment"])
def test_changed(sound: Path, tmp_path: Path, kind: str) -> None:
    """A bit that flipped anywhere is either said to be damage or changes no answer; cut short, nothing wrong is answered."""
    right = answers(sound)
    drawn = random.Random(1)
    name = next(each.name for each in files(sound) if each.name.startswith(kind))
    whole = (sound / name).read_bytes()
    said = 0
    places = {drawn.randrange(len(whole)) for _ in range(120)} | {0, len(whole) - 1}
    for place in sorted(places):
        harmed = bytearray(whole)
        harmed[place] ^= 1 << drawn.randrange(8)
        folder = tmp_path / "harmed"
        shutil.copytree(sound, folder, dirs_exist_ok=True)
        (folder / name).write_bytes(harmed)
        try:
            assert answers(folder) == right, place
        except Corrupt:
            said += 1
    assert said > 10


@pytest.mark.parametrize("kind", ["manifest", "segment"])
def test_cut_short(sound: Path, tmp_path: Path, kind: str) -> None:
    """A manifest or a segment cut short is said to be damaged, a missing segment too."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    path = next(each for each in files(tmp_path) if each.name.startswith(kind))
    whole = path.read_bytes()
    for size in (0, 10, len(whole) // 2, len(whole) - 2):
        path.write_bytes(whole[:size])
        with pytest.raises(Corrupt):
            answers(tmp_path)


def test_missing(sound: Path, tmp_path: Path) -> None:
    """A segment or a log that is not there is said to be missing."""
    for kind in ("segment", "log"):
        folder = tmp_path / kind
        shutil.copytree(sound, folder)
        next(each for each in files(folder) if each.name.startswith(kind)).unlink()
        with pytest.raises(Corrupt, match="missing"):
            answers(folder)


def test_log_cut_short(sound: Path, tmp_path: Path) -> None:
    """Of a log cut short, whole records count and the rest was never acknowledged; a writer goes on behind them."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    path = next(each for each in files(tmp_path) if each.name.startswith("log"))
    path.write_bytes(path.read_bytes()[:-3])
    with Corpus.open(tmp_path, seed=b"seed", write=True) as texts:
        assert "9" in texts
        assert "last" in texts
        texts.add("new", "раз два три четыре пять")
    with Corpus.open(tmp_path, seed=b"seed") as texts:
        assert texts.check("раз два три четыре").unique == 0


def test_left_overs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a writer that died between a segment and its manifest are deleted by the next writer."""
    monkeypatch.setattr(writing, "FLUSH", 5)
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number), TEXT) for number in range(12))
    (tmp_path / "segment-99").write_bytes(b"half")
    with Corpus.open(tmp_path, write=True) as texts:
        assert not (tmp_path / "segment-99").exists()
        assert len(texts) == 12
