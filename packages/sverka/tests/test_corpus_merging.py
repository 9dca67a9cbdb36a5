"""Merging segments beside adding, after loads, on full disks, of damaged files, and by writers that are killed."""

import errno
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sverka import Busy, Corpus, Corrupt, Entry
from sverka.corpus import background, writing
from sverka.corpus.merging import FEW

TEXT = "Маленькая ёлка стояла у окна, а кот смотрел на неё и не мог понять, откуда взялся этот запах леса."

SLOW_MERGER = """
import sys, time
from sverka import Corpus
from sverka.corpus import background, writing
writing.FLUSH = 6
merged = background.merged
def slowly(path, segments, removed):
    made = merged(path, segments, removed)
    print("merging", len(texts), flush=True)
    time.sleep(60)
    return made
background.merged = slowly
texts = Corpus.open(sys.argv[1], write=True)
for number in range(50):
    texts.add(f"k{number}", f"текст номер {number} " * 3)
print("done", len(texts), flush=True)
"""


def test_killed_while_merging(tmp_path: Path) -> None:
    """Adding goes on while a merge runs; killed before the merge is in place, a writer loses nothing and leaves nothing."""
    Corpus.create(tmp_path).close()
    writer = subprocess.Popen([sys.executable, "-c", SLOW_MERGER, tmp_path], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    said = [writer.stdout.readline().split() for _ in range(2)]
    assert [each[0] for each in said] == ["merging", "done"]
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert list(tmp_path.glob("*-merged"))
    with Corpus.open(tmp_path, write=True) as texts:
        assert not list(tmp_path.glob("*-merged"))
        assert len(texts) == 50
        for number in (0, 23, 49):
            assert texts.check(f"текст номер {number} " * 3).unique == 0
        texts.merge()
        assert len(list(tmp_path.glob("segment-*"))) <= FEW
        assert len(texts) == 50


class Held:
    """Merges that wait until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.began = threading.Event(), threading.Event()
        merged = background.merged

        def held(*given: Any) -> bool:
            self.began.set()
            assert self.go.wait(30)
            return merged(*given)

        monkeypatch.setattr(background, "merged", held)
        monkeypatch.setattr(writing, "FLUSH", 5)


def test_merging_in_the_background(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a merge runs, texts join, leave and are found; texts that left meanwhile stay gone when it is in place."""
    held = Held(monkeypatch)
    with Corpus.create(tmp_path) as texts, Corpus.open(tmp_path) as reader:
        for number in range(60):
            texts.add(str(number), f"{TEXT} {number}", f"o{number}")
        assert held.began.is_set()
        texts.remove("3")
        texts.add("4", "совсем другой текст про море")
        assert len(texts) == len(reader) == 59
        held.go.set()
        texts.merge()
        assert len(list(tmp_path.glob("segment-*"))) <= FEW
        for whose in (texts, reader):
            assert len(whose) == 59
            assert "3" not in whose
            assert whose.check("совсем другой текст про море").sources[0].key == "4"
            found = whose.check(TEXT, most=100)
            assert {each.key for each in found.sources} == {str(each) for each in range(60)} - {"3", "4"}


def test_two_writers_while_merging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing waits for the merge, and nobody else may write before it is in place."""
    held = Held(monkeypatch)
    texts = Corpus.create(tmp_path)
    for number in range(60):
        texts.add(str(number), f"{TEXT} {number}")
    assert held.began.wait(30)
    closing = threading.Thread(target=texts.close)
    closing.start()
    with pytest.raises(Busy):
        Corpus.open(tmp_path, write=True)
    held.go.set()
    closing.join(30)
    with Corpus.open(tmp_path, write=True) as other:
        assert len(list(tmp_path.glob("segment-*"))) <= FEW
        assert len(other) == 60


def test_merging_after_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While texts come a segment at a time their segments stand, and all count; closing merges them into one."""
    held = Held(monkeypatch)
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(60))
        assert not held.began.is_set()
        assert len(list(tmp_path.glob("segment-*"))) == 6
        with Corpus.open(tmp_path) as reader:
            assert {each.key for each in reader.check(TEXT, most=100).sources} == {str(each) for each in range(60)}
        held.go.set()
    assert held.began.is_set()
    assert len(list(tmp_path.glob("segment-*"))) == 1


@pytest.mark.parametrize(("load", "segments"), [(30, 1), (15, 2)])
@pytest.mark.parametrize("settled", [False, True])
def test_a_check_after_a_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: bool, load: int, segments: int
) -> None:
    """Who loads and then asks the same handle finds one segment, or a large one and few, not all that the load left."""
    monkeypatch.setattr(writing, "FLUSH", 2)
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(70))
        texts.settle(70)
        texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(70, 70 + load))
        assert len(list(tmp_path.glob("segment-*"))) > FEW
        if settled:
            texts.settle(load)
        assert {each.key for each in texts.check(TEXT, most=200).sources} == {str(each) for each in range(70 + load)}
        assert len(list(tmp_path.glob("segment-*"))) == segments


def test_checks_during_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks while texts come, by what gives them or by another thread, gets an answer and has nothing merged."""
    held = Held(monkeypatch)
    monkeypatch.setattr(writing, "FLUSH", 2)
    answers = []
    with Corpus.create(tmp_path) as texts:

        def given() -> Iterator[Entry]:
            for number in range(60):
                if number == 50:
                    answers.append(texts.check(TEXT, most=100))
                    other = threading.Thread(target=lambda: answers.append(texts.check(TEXT, most=100)))
                    other.start()
                    other.join(30)
                yield Entry(str(number), f"{TEXT} {number}")

        texts.add_many(given())
        assert [len(each.sources) >= 20 for each in answers] == [True, True]
        assert not held.began.is_set()
        held.go.set()


def test_a_check_after_a_load_without_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what a load left finds no room to become one, checks answer all the same, and do not try each time anew."""
    monkeypatch.setattr(writing, "FLUSH", 2)
    tried = []

    def full(*_: object) -> bool:
        tried.append(1)
        raise OSError(errno.ENOSPC, "No space left on device")

    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(60))
        monkeypatch.setattr(background, "merged", full)
        for _ in range(3):
            assert len(texts.check(TEXT, most=100).sources) == 60
        after = len(tried)
        assert after <= 2
        texts.check(TEXT)
        assert len(tried) == after


@pytest.mark.parametrize("at_once", [1, 3, 60])
def test_one_segment_after_a_load_of_any_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """However many texts come at a time, when they are much of the corpus closing leaves one segment."""
    monkeypatch.setattr(writing, "FLUSH", 5)
    with Corpus.create(tmp_path) as texts:
        for at in range(0, 60, at_once):
            texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(at, at + at_once))
    assert len(list(tmp_path.glob("segment-*"))) == 1
    with Corpus.open(tmp_path, write=True) as texts:
        texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(60, 76))
    assert 1 < len(list(tmp_path.glob("segment-*"))) <= FEW
    with Corpus.open(tmp_path) as texts:
        assert {each.key for each in texts.check(TEXT, most=200).sources} == {str(each) for each in range(76)}


@pytest.mark.parametrize("texts_more", [0, 3])
def test_one_merge_after_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts_more: int) -> None:
    """What a load leaves in the log and in segments is merged once, not first by the rule for drops and then anew."""
    merged, made = background.merged, list[Path]()

    def counted(path: Path, *given: Any) -> bool:
        made.append(path)
        return merged(path, *given)

    monkeypatch.setattr(background, "merged", counted)
    monkeypatch.setattr(writing, "FLUSH", 5)
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(60 + texts_more))
    assert len(made) == len(list(tmp_path.glob("segment-*"))) == 1
    with Corpus.open(tmp_path) as texts:
        assert len(texts) == 60 + texts_more


@pytest.mark.parametrize("loaded", [2, 5])
def test_merging_during_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: int) -> None:
    """A load of more segments than may stand is merged beside, and loses nothing."""
    monkeypatch.setattr(writing, "FLUSH", 5)
    monkeypatch.setattr(writing, "LOADED", loaded)
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number % 190), f"{TEXT} {number}") for number in range(200))
        assert len(texts) == 190
        for number in range(0, 190, 13):
            assert texts.check(f"{TEXT} {number + 190 if number < 10 else number}").unique == 0
    with Corpus.open(tmp_path) as texts:
        assert len(texts) == 190
        assert {each.key for each in texts.check(TEXT, most=200).sources} == {str(each) for each in range(190)}


def test_full_disk_while_merging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge for which there is no room is given up and leaves nothing behind; with room it is done after the next flush."""
    held = Held(monkeypatch)
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number), f"{number} " + " ".join(map(str, range(2000)))) for number in range(50))
        largest = max(each.stat().st_size for each in tmp_path.glob("segment-*"))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 4096, hard))
        try:
            held.go.set()
            texts.add_many(Entry(str(number), TEXT) for number in range(50, 55))
            with pytest.raises(OSError, match="too large"):
                texts.merge()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert len(texts) == 55
        texts.merge()
        assert len(list(tmp_path.glob("segment-*"))) <= FEW
        assert texts.check(TEXT).unique == 0
        assert len(texts) == 55
    with Corpus.open(tmp_path, write=True) as texts:
        assert len(texts) == 55


def test_damage_while_merging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage that a merge meets is said, and no segment is replaced by what was made of it."""
    held = Held(monkeypatch)
    texts = Corpus.create(tmp_path)
    for number in range(60):
        texts.add(str(number), f"{TEXT} {number}")
    path = min(tmp_path.glob("segment-?"))
    harmed = bytearray(path.read_bytes())
    harmed[4096 + 100] ^= 1
    path.write_bytes(harmed)
    held.go.set()
    with pytest.raises(Corrupt):
        texts.close()
    assert not list(tmp_path.glob("*-merged"))
