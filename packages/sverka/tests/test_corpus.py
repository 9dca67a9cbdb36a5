"""The corpus against the definition, through adds, replacements, removals, flushes, merges and openings."""

import errno
import gc
import json
import random
import threading
import zlib
from pathlib import Path

import pytest

from sverka import Corpus, Corrupt, Entry, NoCorpus, SverkaError, WrongSeed, WrongVersion, folding
from sverka.corpus import background, postings, writing
from sverka.corpus.manifest import Manifest
from sverka.corpus.sums import PAGE

pytestmark = pytest.mark.usefixtures("way")

WORDS = ["кот", "дом", "лес", "мяч", "сад", "он", "она", "море", "свет", "ночь"]
TEXT = "Маленькая ёлка стояла у окна, а кот смотрел на неё и не мог понять, откуда взялся этот запах леса."


class ByDefinition:
    """Texts in a dictionary: a word is covered when it lies in a run of words that an admissible text has."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.texts: dict[str, tuple[str, str]] = {}

    def _runs(self, text: str) -> list[tuple[str, ...]]:
        words = text.split()
        return [tuple(words[at : at + self.length]) for at in range(len(words) - self.length + 1)]

    def covered(self, text: str, key: str) -> int:
        return self._count(text, set(self._runs(self.texts[key][0])))

    def all_covered(self, text: str, without_owners: list[str], without: list[str]) -> int:
        texts = [
            known for key, (known, owner) in self.texts.items() if owner not in without_owners and key not in without
        ]
        return self._count(text, {run for known in texts for run in self._runs(known)})

    def _count(self, text: str, known: set[tuple[str, ...]]) -> int:
        marks = [False] * len(text.split())
        for at, run in enumerate(self._runs(text)):
            if run in known:
                marks[at : at + self.length] = [True] * self.length
        return sum(marks)


class Play:
    """Random things done to a corpus and to the definition alike."""

    def __init__(self, folder: Path, seed: int, length: int) -> None:
        self.drawn = random.Random(seed)
        self.truth = ByDefinition(length)
        self.folder = folder
        self.writer = Corpus.create(folder, length=length)
        self.reader = Corpus.open(folder)

    def text(self, most: int) -> str:
        return " ".join(self.drawn.choices(WORDS, k=self.drawn.randrange(most)))

    def key(self) -> str:
        return f"ключ {self.drawn.randrange(40)}"

    def owner(self) -> str:
        return f"автор {self.drawn.randrange(4)}"

    def change(self) -> None:
        match self.drawn.randrange(12):
            case 0 | 1 | 2 | 3:
                entry = Entry(self.key(), self.text(30), self.owner())
                self.writer.add(*entry)
                self.truth.texts[entry.key] = entry[1:]
            case 4 | 5:
                entries = [Entry(self.key(), self.text(30), self.owner()) for _ in range(self.drawn.randrange(20))]
                assert self.writer.add_many(entries) == len(entries)
                self.truth.texts |= {each.key: each[1:] for each in entries}
            case 6 | 7 | 8:
                key = self.key()
                assert self.writer.remove(key) == (key in self.truth.texts)
                self.truth.texts.pop(key, None)
            case 9:
                self.writer.close()
                self.writer = Corpus.open(self.folder, write=True)
            case 10:
                self.writer.merge(whole=True)
            case 11:
                self.writer.flush()

    def compare(self) -> None:
        text = self.text(25)
        owners = [self.owner()] if self.drawn.random() < 0.4 else []
        keys = [self.key()] if self.drawn.random() < 0.3 else []
        for whose in (self.writer, self.reader):
            found = whose.check(text, without_owners=owners, without=keys)
            assert found.covered == self.truth.all_covered(text, owners, keys)
            assert found.words == len(text.split())
            for source in found.sources:
                assert source.key not in keys
                assert self.truth.texts[source.key][1] not in owners
                assert source.words == self.truth.covered(text, source.key)
            best = [max(each.percent, each.rewrite_percent) for each in found.sources]
            assert best == sorted(best, reverse=True)
        key = self.key()
        assert (key in self.reader) == (key in self.truth.texts)
        assert len(self.writer) == len(self.reader) == len(self.truth.texts)


@pytest.mark.parametrize(("seed", "length"), [(1, 4), (2, 4), (3, 3), (4, 1)])
def test_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, length: int) -> None:
    """Whatever is done, the writer and a reader of another handle say what the definition says, with no disagreement."""
    monkeypatch.setattr(writing, "FLUSH", 7)
    play = Play(tmp_path / "corpus", seed, length)
    for _ in range(100):
        play.change()
        play.compare()
    play.writer.close()


@pytest.mark.parametrize(("there", "added", "one"), [(0, 30, True), (90, 30, True), (92, 30, False), (0, 5, False)])
def test_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: int, added: int, one: bool) -> None:
    """After a load that is a quarter of all texts there is one segment; after a small one what there was stays."""
    monkeypatch.setattr(writing, "FLUSH", 7)
    with Corpus.create(tmp_path) as texts:
        for first, behind in ((0, there), (there, there + added)):
            for at in range(first, behind, 10):
                texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(at, min(at + 10, behind)))
        texts.settle(added)
        assert (len(list(tmp_path.glob("segment-*"))) == 1) is one
        assert len(texts) == there + added
        assert texts.check(f"{TEXT} {there}").unique == 0


def test_settled_without_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load whose segments find no room to become one has succeeded all the same, and its texts count."""
    monkeypatch.setattr(writing, "FLUSH", 7)

    def full(*_: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Corpus.create(tmp_path) as texts:
        for at in (0, 10):
            texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(at, at + 10))
        monkeypatch.setattr(background, "merged", full)
        texts.settle(20)
        assert len(list(tmp_path.glob("segment-*"))) == 2
    with Corpus.open(tmp_path) as texts:
        assert [each.key for each in texts.check(f"{TEXT} 19", most=1).sources] == ["19"]


def test_very_common(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage that very many texts have is covered though all but the last of them are left out."""
    monkeypatch.setattr(postings.Postings.find, "__defaults__", (3,))
    monkeypatch.setattr(postings, "_MORE", 5)
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(str(number), TEXT, "last" if number == 29 else "other") for number in range(30))
        texts.flush()
        assert texts.check(TEXT).unique == 0
        assert [each.key for each in texts.check(TEXT, without_owners=["other"]).sources] == ["29"]
        assert texts.check(TEXT, without_owners=["other", "last"]).unique == 100


def test_many_hashes(tmp_path: Path) -> None:
    """Thousands of words, merged in more than one chunk of a narrow segment and a wide one, stay found and none is made up."""
    drawn = random.Random(9)
    texts = [" ".join(f"с{drawn.randrange(10**6)}" for _ in range(400)) for _ in range(400)]
    with Corpus.create(tmp_path) as known:
        known.add_many(Entry(str(number), text) for number, text in enumerate(texts[:300]))
        known.flush()
        known.add_many(Entry(str(number), text) for number, text in enumerate(texts[300:], 300))
        known.flush()
        known.merge(whole=True)
        assert all(known.check(text).unique == 0 for text in texts[::7])
        strangers = [" ".join(f"с{drawn.randrange(10**6)}" for _ in range(400)) for _ in range(40)]
        assert all(known.check(text).unique == 100 for text in strangers)


@pytest.mark.parametrize("runs", [0, 1, 511, 512, 513, 1024])
def test_whole_pages(tmp_path: Path, runs: int) -> None:
    """A segment whose postings fill their pages exactly, or that has none, is written, verified, merged and found."""
    text = " ".join(f"с{number}" for number in range(runs + 3))
    with Corpus.create(tmp_path) as texts:
        for key in ("one", "two"):
            texts.add(key, text)
            texts.flush()
        texts.merge(whole=True)
        assert texts.check(text).covered == (runs + 3 if runs else 0)
        assert len(texts) == 2


def test_places(tmp_path: Path) -> None:
    """Covered places are those of the text as it was given; shorter runs than a shingle are not covered."""
    with Corpus.create(tmp_path) as texts:
        texts.add("one", TEXT)
        text = "Вчера, когда кот смoтрел на нее и не спал. Этот запах леса!"
        found = texts.check(text)
        assert [text[slice(*each)] for each in found.spans] == ["кот смoтрел на нее и не"]
        assert found.sources[0].spans == found.spans
        assert found.unique == pytest.approx(100 * 6 / 12)
        assert found.sources[0].percent == pytest.approx(50)


def test_places_join(tmp_path: Path) -> None:
    """Covered runs that touch are one place; a single word between makes two."""
    with Corpus.create(tmp_path) as texts:
        texts.add("one", "а б в г")
        texts.add("two", "д е ж з")
        assert texts.check("а б в г д е ж з").spans == ((0, 15),)
        assert texts.check("а б в г и д е ж з").spans == ((0, 7), (10, 17))


def test_nothing_to_check(tmp_path: Path) -> None:
    """Texts without words or with fewer than a shingle has are unique."""
    with Corpus.create(tmp_path) as texts:
        texts.add("one", TEXT)
        texts.add("two", "")
        for text in ("", "…", "кот смотрел", "\ud800"):
            found = texts.check(text)
            assert (found.unique, found.covered, found.spans, found.sources) == (100, 0, (), ())
        assert len(texts) == 2


def test_sources(tmp_path: Path) -> None:
    """The best sources come first and no more than were asked for."""
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(f"k{size}", " ".join(TEXT.split()[:size])) for size in range(4, 18))
        assert [each.key for each in texts.check(TEXT, most=3).sources] == ["k17", "k16", "k15"]


def test_equal_sources(tmp_path: Path) -> None:
    """Of sources that share equally many runs those that were added first are said, behind better ones; none if none is wanted."""
    with Corpus.create(tmp_path) as texts:
        texts.add_many(Entry(f"k{number}", " ".join(TEXT.split()[: 9 if number == 17 else 6])) for number in range(20))
        texts.flush()
        texts.add_many(Entry(f"m{number}", " ".join(TEXT.split()[: 9 if number == 2 else 6])) for number in range(4))
        assert [each.key for each in texts.check(TEXT, most=5).sources] == ["k17", "m2", "k0", "k1", "k2"]
        assert [each.key for each in texts.check(TEXT, most=23).sources][-1] == "m1"
        assert texts.check(TEXT, most=0).sources == ()
        assert texts.check(TEXT, most=0).covered == 9


def test_seed(tmp_path: Path) -> None:
    """A corpus keeps the seed that it drew; one that was created with a seed must be given it."""
    with Corpus.create(tmp_path / "own") as texts:
        texts.add("one", TEXT)
    assert Corpus.open(tmp_path / "own").check(TEXT).unique == 0
    Corpus.create(tmp_path / "given", seed=b"secret").close()
    assert b"secret".hex() not in (tmp_path / "given" / "manifest.json").read_text()
    Corpus.open(tmp_path / "given", seed=b"secret").close()
    for seed in (b"other", None):
        with pytest.raises(WrongSeed, match="made with another seed"):
            Corpus.open(tmp_path / "given", seed=seed)


def test_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus of another version of folding is refused."""
    Corpus.create(tmp_path).close()
    made = folding.VERSION
    monkeypatch.setattr("sverka.folding.VERSION", made + 1)
    with pytest.raises(WrongVersion, match=f"version {made} of the words, this is {made + 1}"):
        Corpus.open(tmp_path)


def test_former_files(tmp_path: Path) -> None:
    """A corpus whose files are of a former format is refused with what to do, not taken for a damaged one."""
    Corpus.create(tmp_path).close()
    path = tmp_path / "manifest.json"
    fields = json.loads(path.read_bytes().rpartition(b" ")[0])
    body = json.dumps(fields | {"format": "sverka corpus 2"}).encode()
    path.write_bytes(body + f" {zlib.crc32(body):08x}\n".encode())
    with pytest.raises(WrongVersion, match=r"version sverka corpus 2 .* Build it anew from its texts"):
        Corpus.open(tmp_path)


def test_where_there_is_none(tmp_path: Path) -> None:
    """A folder without a corpus, and one that has one already, are said to be so."""
    with pytest.raises(NoCorpus, match="There is no corpus in"):
        Corpus.open(tmp_path / "none")
    with pytest.raises(NoCorpus, match="There is no corpus in"):
        Manifest.load(tmp_path)
    Corpus.create(tmp_path).close()
    with pytest.raises(NoCorpus, match="already"):
        Corpus.create(tmp_path)


def test_reading_only(tmp_path: Path) -> None:
    """Who reads cannot change anything."""
    with Corpus.create(tmp_path) as texts:
        texts.add("one", TEXT)
        reader = Corpus.open(tmp_path)
        for change in (
            lambda: reader.add("two", TEXT),
            lambda: reader.remove("one"),
            reader.flush,
            reader.merge,
        ):
            with pytest.raises(SverkaError, match="Open it with write=True"):
                change()
        assert len(reader) == 1


@pytest.mark.parametrize("entry", [Entry("к" * 40_000, TEXT), Entry("one", TEXT, "к" * 40_000)])
def test_long_names(tmp_path: Path, entry: Entry) -> None:
    """A key or an owner that has no room is refused."""
    with Corpus.create(tmp_path) as texts, pytest.raises(ValueError, match="longer than 60000 bytes"):
        texts.add_many([entry])


def test_bad_length(tmp_path: Path) -> None:
    """A shingle has a word at least."""
    with pytest.raises(ValueError, match="Give a length of 1 or more"):
        Corpus.create(tmp_path, length=0)


def test_reading_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that checks without pause while texts come, are flushed and merged always finds what was there before."""
    monkeypatch.setattr(writing, "FLUSH", 5)
    failures: list[BaseException] = []
    done = threading.Event()
    with Corpus.create(tmp_path) as texts:
        texts.add("first", TEXT)

        def read() -> None:
            try:
                with Corpus.open(tmp_path) as reader:
                    while not done.is_set():
                        assert reader.check(TEXT, without_owners=["o"]).unique == 0
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test says it
                failures.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        for number in range(150):
            texts.add(str(number), f"{TEXT} {number}", "o")
        done.set()
        thread.join()
    assert failures == []


def test_frugal(tmp_path: Path) -> None:
    """A frugal reader answers alike, and finds damage all the same."""
    with Corpus.create(tmp_path) as texts:
        entries = (Entry(f"k{number}", f"{TEXT} {number * 7919}", f"o{number // 500}") for number in range(4000))
        texts.add_many(entries)
        texts.flush()
    del texts
    gc.collect()
    with Corpus.open(tmp_path) as plain, Corpus.open(tmp_path, frugal=True) as frugal:
        for owners in ([], ["o0"], ["o0", "o1"], [f"o{each}" for each in range(7)], [f"o{each}" for each in range(8)]):
            assert frugal.check(TEXT, without_owners=owners) == plain.check(TEXT, without_owners=owners)
        assert frugal.check(f"{TEXT} {3999 * 7919}") == plain.check(f"{TEXT} {3999 * 7919}")
    data = bytearray((tmp_path / "segment-1").read_bytes())
    data[PAGE:-PAGE] = bytes(255 - each for each in data[PAGE:-PAGE])
    (tmp_path / "segment-1").write_bytes(data)
    with pytest.raises(Corrupt), Corpus.open(tmp_path, frugal=True) as frugal:
        frugal.check(TEXT)


def test_frugal_memory(tmp_path: Path, way: str) -> None:
    """A frugal reader with the kernel has less of the files mapped than is read, even of passages that very many texts have."""
    with Corpus.create(tmp_path) as texts:
        for number in range(3):
            texts.add_many(Entry(f"k{number}.{at}", f"{TEXT} {at * 7919}") for at in range(8000))
        texts.merge(whole=True)
    del texts
    resident = []
    for frugal in (True, False):
        gc.collect()
        with Corpus.open(tmp_path, frugal=frugal) as texts:
            before = mapped(tmp_path)
            texts.check(TEXT)
            resident.append(mapped(tmp_path) - before)
        del texts
    assert resident[0] < 0.7 * resident[1] or way == "numpy", resident


def mapped(folder: Path) -> int:
    """How much of the files of a folder this process has in memory, KB."""
    total, counts = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if "-" in (first := line.split(maxsplit=1)[0]) and not first.endswith(":"):
            counts = str(folder) in line
        elif counts and first == "Rss:":
            total += int(line.split()[1])
    return total
