"""The corpus on the embedded ClickHouse (``make clickhouse``)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chdb.session import Session

from sverka import Entry
from sverka.corpus.clickhouse import ClickHouseCorpus, Embedded, Refused

from .play import Play

TEXT = "Маленькая ёлка стояла у окна, а кот смотрел на неё и не мог понять, откуда взялся этот запах леса."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Embedded]:
    session = Session(str(tmp_path / "clickhouse"))
    yield Embedded(session)
    session.close()


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_same_answers(client: Embedded, tmp_path: Path, seed: int) -> None:
    """Whatever is done, ClickHouse and the corpus on disk answer the same: figures, spans, sources and their order."""
    Play(client, tmp_path / "disk", seed).run(60)


def test_kept(tmp_path: Path) -> None:
    """What was added is there when the database is opened again, and its own seed with it."""
    for again in (False, True):
        session = Session(str(tmp_path / "clickhouse"))
        texts = (ClickHouseCorpus.open if again else ClickHouseCorpus.create)(Embedded(session))
        if not again:
            texts.add("one", TEXT)
        assert texts.check(TEXT).sources[0].key == "one"
        session.close()


def test_many(client: Embedded) -> None:
    """A text of more words than one statement takes, and a thousand texts, are found as a whole."""
    text = " ".join(f"слово{number}" for number in range(16_000))
    with ClickHouseCorpus.create(client, "big") as texts:
        texts.add("long", text)
        texts.add_many(Entry(str(number), f"{TEXT} {number}") for number in range(1100))
        assert texts.check(text).unique == 0
        assert texts.check(TEXT, without=[str(number) for number in range(1099)]).sources[0].key == "1099"
        assert len(texts) == 1101


def test_refused(client: Embedded) -> None:
    """What ClickHouse says against a statement is said, with what to do."""
    for asked in (client.execute, client.query):
        with pytest.raises(Refused, match=r"(?s)did not do .*UNKNOWN_TABLE.*Look whether"):
            asked("SELECT 1 FROM nowhere")
    with pytest.raises(Refused):
        client.execute("INSERT INTO nowhere", b"\x01")
