"""The corpus on ClickHouse, before a stand-in: same answers as on disk, changes that count whole or not at all, refusals."""

from pathlib import Path

import pytest

from sverka import Busy, Entry, NoCorpus, SverkaError, TooLong, WrongSeed, WrongVersion
from sverka.corpus.clickhouse import ClickHouseCorpus, Refused
from sverka.corpus.clickhouse import corpus as module

from .double import Double
from .play import Play

TEXT = "Маленькая ёлка стояла у окна, а кот смотрел на неё и не мог понять, откуда взялся этот запах леса."


@pytest.mark.parametrize("seed", [1, 2])
def test_same_answers(tmp_path: Path, seed: int) -> None:
    """Whatever is done, this corpus and the one on disk answer the same: figures, spans, sources and their order."""
    Play(Double(), tmp_path / "disk", seed).run(60)


def test_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts beyond a batch are sent in several, of several with one key in a batch the last counts, all are counted."""
    monkeypatch.setattr(module, "BATCH", 3)
    with ClickHouseCorpus.create(Double()) as texts:
        entries = [Entry(str(number % 7), f"{TEXT} {number}") for number in range(8)]
        assert texts.add_many(entries) == 8
        assert len(texts) == 7
        assert "0" in texts
        assert [texts.check(f"этот запах леса {at}").unique for at in (0, 7)] == [100, 0]


@pytest.mark.parametrize("fails", range(1, 7))
def test_whole_or_nothing(fails: int) -> None:
    """Whichever insert of a change is refused, readers see what was there before; the same writer goes on afterwards."""
    client = Double()
    texts = ClickHouseCorpus.create(client)
    texts.add("one", TEXT)
    client.fail = fails
    with pytest.raises(Refused, match="disk is full"):
        texts.add("one", "Совсем другой текст, в котором нет ни одного слова оттуда.")
    reader = ClickHouseCorpus.open(client)
    assert (len(reader), reader.check(TEXT).unique) == (1, 0)
    client.fail = 0
    texts.add("two", f"Он {TEXT}")
    assert [each.key for each in reader.check(f"Он {TEXT}").sources] == ["two", "one"]
    texts.add("three", "Новые слова о старом доме у реки.")
    assert len(reader) == 3


@pytest.mark.parametrize("fails", range(1, 7))
def test_recovery(fails: int) -> None:
    """A change that a dead writer began is told to the next one, which takes it back when it is told to."""
    client = Double()
    ClickHouseCorpus.create(client).add("one", TEXT)
    client.fail = fails
    with pytest.raises(Refused):
        ClickHouseCorpus.open(client, write=True).add("one", "Совсем другой текст, и в нём семь слов.")
    client.fail = 0
    if fails > 1:
        with pytest.raises(Busy, match="recover=True"):
            ClickHouseCorpus.open(client, write=True)
    with ClickHouseCorpus.open(client, write=True, recover=True) as texts:
        texts.add("two", "В саду росли яблони, под ними стояла скамейка.")
        assert texts.check("другой текст, и в нём семь слов").unique == 100
        assert [texts.check(each).unique for each in (TEXT, "под ними стояла скамейка")] == [0, 0]
        assert len(texts) == 2


def test_two_writers() -> None:
    """Of two writers in the middle of a change the second is refused, steps back, and may go on when the first is done."""
    client = Double()
    first = ClickHouseCorpus.create(client)
    second = ClickHouseCorpus.open(client, write=True)
    first._begin(1, 0)
    with pytest.raises(Busy, match="Another process writes"):
        second.add("two", TEXT)
    first._mark(1, 0, done=True)
    second.add("two", TEXT)
    first.add("one", TEXT)
    assert [each.key for each in first.check(TEXT).sources] == ["two", "one"]


def test_merge() -> None:
    """What was removed leaves the tables when the whole is merged, and stays away; without that it stays, and does not count."""
    client = Double()
    with ClickHouseCorpus.create(client) as texts:
        texts.add_many([Entry("one", TEXT), Entry("two", f"{TEXT} Ещё.")])
        assert texts.remove("two")
        assert not texts.remove("two")
        count = "SELECT count(*) FROM sverka_texts"
        texts.merge()
        assert client.base.execute(count).fetchone() == (2,)
        texts.merge(whole=True)
        assert client.base.execute(count).fetchone() == (1,)
        texts.add("three", TEXT)
        assert [each.key for each in texts.check(f"{TEXT} Ещё.").sources] == ["one", "three"]


def test_very_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage that very many texts have is covered though all but the last of them are left out."""
    monkeypatch.setattr("sverka.corpus.clickhouse.tables.MOST", 3)
    with ClickHouseCorpus.create(Double()) as texts:
        texts.add_many(Entry(str(number), TEXT, "last" if number == 29 else "other") for number in range(30))
        assert [each.key for each in texts.check(TEXT, without_owners=["other"]).sources] == ["29"]
        assert [each.key for each in texts.check(TEXT, most=3).sources] == ["0", "1", "2"]


def test_vanished(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check whose source leaves between two questions is made again; one whose sources always leave says so."""
    client = Double()
    with ClickHouseCorpus.create(client) as texts:
        texts.add_many([Entry("one", TEXT), Entry("two", f"{TEXT} Ещё.")])
        found = texts._tables.find

        def slow(*asked: object) -> object:
            answer = found(*asked)
            if texts.remove("two"):
                texts.merge(whole=True)
            return answer

        monkeypatch.setattr(texts._tables, "find", slow)
        assert [each.key for each in texts.check(f"{TEXT} Ещё.").sources] == ["one"]
        client.base.execute("DELETE FROM sverka_texts")
        with pytest.raises(SverkaError, match="faster than they are read"):
            texts.check(TEXT)


def test_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, where there is one, another seed, version or length, long texts and keys, readers: all are said."""
    client = Double()
    with pytest.raises(NoCorpus, match="has no corpus sverka"):
        ClickHouseCorpus.open(client)
    with pytest.raises(ValueError, match="Give Latin letters"):
        ClickHouseCorpus.create(client, "мой; DROP")
    with pytest.raises(ValueError, match="length of 1 or more"):
        ClickHouseCorpus.create(client, length=0)
    texts = ClickHouseCorpus.create(client, seed=b"secret", length=3)
    assert (texts.length, len(texts)) == (3, 0)
    assert b"secret".hex() not in client.base.execute("SELECT body FROM sverka_about").fetchone()[0].decode()
    with pytest.raises(NoCorpus, match="already"):
        ClickHouseCorpus.create(client)
    for seed in (None, b"other"):
        with pytest.raises(WrongSeed, match="The corpus sverka was made with another seed"):
            ClickHouseCorpus.open(client, seed=seed)
    with pytest.raises(ValueError, match="longer than 60000 bytes"):
        texts.add("к" * 40_000, TEXT)
    with pytest.raises(TooLong):
        texts.check(TEXT, limit=10)
    reader = ClickHouseCorpus.open(client, seed=b"secret")
    for change in (lambda: reader.add("two", TEXT), reader.merge):
        with pytest.raises(SverkaError, match="Open it with write=True"):
            change()
    monkeypatch.setattr("sverka.stems.VERSION", 99)
    with pytest.raises(WrongVersion, match="version 1 of stems of the words, this is 99"):
        ClickHouseCorpus.open(client, seed=b"secret")


def test_nothing() -> None:
    """Texts without words are kept and have nothing; a check of nothing asks for no hashes."""
    client = Double()
    with ClickHouseCorpus.create(client) as texts:
        texts.add("empty", "")
        client.told.clear()
        assert texts.check("…").unique == 100
        assert not any(" h IN " in each for each in client.told)
        assert len(texts) == 1
