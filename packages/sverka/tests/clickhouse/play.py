"""Random things done to a corpus on ClickHouse and to one on disk: their answers are the same, to the last span."""

import random
from collections.abc import Callable
from pathlib import Path

from sverka import Corpus, Entry
from sverka.corpus.clickhouse import ClickHouseCorpus, Client

LISTS = Path(__file__).parent.parent / "rewrites"
PROSE = [line[2:] for line in (LISTS / "looked.txt").read_text("utf-8").splitlines() if line[:1] in {"=", "~", "-"}]
WORDS = " ".join(PROSE).split()


class Play:
    """One corpus on ClickHouse, one on disk, and a reader of each."""

    def __init__(self, client: Client, folder: Path, seed: int) -> None:
        self.drawn = random.Random(seed)
        self.client = client
        self.disk = Corpus.create(folder, seed=b"seed")
        self.other = ClickHouseCorpus.create(client, seed=b"seed")
        self.readers = Corpus.open(folder, seed=b"seed"), ClickHouseCorpus.open(client, seed=b"seed")

    def text(self) -> str:
        drawn = self.drawn
        parts = []
        for _ in range(drawn.randrange(4)):
            at = drawn.randrange(len(WORDS) - 20)
            whole, run = drawn.choice(PROSE), " ".join(WORDS[at : at + drawn.randrange(20)])
            parts.append(whole if drawn.random() < 0.5 else f"{run}.")
        return " ".join(parts)

    def key(self) -> str:
        return self.drawn.choice(("ключ", "o'key \\", "\ud800", "")) + str(self.drawn.randrange(15))

    def owner(self) -> str:
        return f"автор' {self.drawn.randrange(3)}"

    def both(self, change: Callable[[Corpus | ClickHouseCorpus], object]) -> None:
        assert change(self.disk) == change(self.other)

    def change(self) -> None:
        drawn = self.drawn
        match drawn.randrange(8):
            case 0 | 1 | 2:
                entry = Entry(self.key(), self.text(), self.owner())
                self.both(lambda corpus: corpus.add(*entry))
            case 3 | 4:
                entries = [Entry(self.key(), self.text(), self.owner()) for _ in range(drawn.randrange(12))]
                self.both(lambda corpus: corpus.add_many(entries))
            case 5 | 6:
                key = self.key()
                self.both(lambda corpus: corpus.remove(key))
            case 7:
                whole = drawn.random() < 0.5
                self.both(lambda corpus: corpus.merge(whole=whole))
                self.other.close()
                self.other = ClickHouseCorpus.open(self.client, seed=b"seed", write=True)

    def compare(self) -> None:
        text, key = self.text(), self.key()
        owners = [self.owner(), "nobody"] if self.drawn.random() < 0.4 else []
        keys = [self.key(), self.key()] if self.drawn.random() < 0.4 else []
        most = self.drawn.choice((0, 1, 3, 20))
        disk, other = (each.check(text, without_owners=owners, without=keys, most=most) for each in self.readers)
        assert disk == other
        disk, other = self.readers
        assert (len(disk), key in disk) == (len(other), key in other)

    def run(self, steps: int) -> None:
        for _ in range(steps):
            self.change()
            self.compare()
        self.disk.close()
        self.other.close()
