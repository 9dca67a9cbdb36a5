"""The text checks beside other engines, in one run: ``make text-bench``.

The corpus is real prose of Debian's packages debian-handbook, manpages-ru and fortunes-ru: the handbook, the manual pages and the
sayings, cut into texts of 100 words; a tenth is held out. A question is 700 words of what was held out, with five blocks of so many
words put in, each copied from another text of the corpus. Recall is the share of those five texts among the first hundred sources
that an engine names. Engines with an index get runs of four words; those without compare the question with every text, so that they
are asked fewer questions.
"""

import argparse
import difflib
import os
import pickle
import random
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from chdb.session import Session
from datasketch import MinHash, MinHashLSH
from rapidfuzz import fuzz, process
from rensa import RMinHash, RMinHashLSH
from text_prose import prose

from sverka import Corpus, Entry
from sverka.corpus.clickhouse import ClickHouseCorpus, Embedded
from sverka.words import shingles, words

LENGTH = 4
A_TEXT, A_QUESTION, SOURCES, NAMED = 100, 700, 5, 100
PERMUTATIONS = 128


class Question(NamedTuple):
    text: str
    sources: set[int]


class Engine(Protocol):
    """Texts are numbered from 0; ``slow`` is for those that look at every text for each question."""

    name: str
    slow: int

    def build(self, texts: list[str], folder: Path) -> None: ...
    def ask(self, text: str) -> Sequence[int]: ...
    def size(self) -> int: ...


def cut(prose: list[str]) -> list[str]:
    stream = " ".join(dict.fromkeys(prose)).split()
    return [" ".join(stream[at : at + A_TEXT]) for at in range(0, len(stream) - A_TEXT, A_TEXT)]


def question(texts: list[str], rest: list[str], block: int, drawn: random.Random) -> Question:
    sources = drawn.sample(range(len(texts)), SOURCES)
    own = " ".join(drawn.sample(rest, 1 + A_QUESTION // A_TEXT)).split()[: A_QUESTION - SOURCES * block]
    for source in sources:
        whole = texts[source].split()
        at, into = drawn.randrange(len(whole) - block + 1), drawn.randrange(len(own))
        own[into:into] = whole[at : at + block]
    return Question(" ".join(own), set(sources))


def runs(text: str) -> list[bytes]:
    found = re.findall(r"\w+", text.lower())
    return [" ".join(found[at : at + LENGTH]).encode() for at in range(len(found) - LENGTH + 1)]


def hashes(text: str) -> list[int]:
    return np.unique(shingles(words(text, b"seed").hashes, LENGTH)).tolist()


def weight(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


class Ours:
    name, slow = "sverka", 1

    def build(self, texts: list[str], folder: Path) -> None:
        self.folder = folder
        self.corpus = self.made()
        self.corpus.add_many(Entry(str(number), text) for number, text in enumerate(texts))
        self.settle()

    def made(self):
        return Corpus.create(self.folder)

    def settle(self) -> None:
        self.corpus.flush()

    def ask(self, text: str) -> Sequence[int]:
        return [int(each.key) for each in self.corpus.check(text, most=NAMED).sources]

    def size(self) -> int:
        return weight(self.folder)


class OursOnClickHouse(Ours):
    name = "sverka on ClickHouse (chdb)"

    def made(self):
        self.session = Session(str(self.folder))
        return ClickHouseCorpus.create(Embedded(self.session))

    def settle(self) -> None:
        self.corpus.merge()

    def size(self) -> int:
        asked = "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table LIKE 'sverka%'"
        return int(str(self.session.query(asked)))


class ClickHouse:
    """A table of hashes alone, without the rewriting measure, places or removal."""

    name, slow = "chdb, a bare table", 1

    def build(self, texts: list[str], folder: Path) -> None:
        self.session = Session(str(folder))
        self.session.query(
            "CREATE TABLE bare (h UInt64, doc UInt32) ENGINE = MergeTree ORDER BY (h, doc) SETTINGS index_granularity = 512"
        )
        rows = [(each, doc) for doc, text in enumerate(texts) for each in hashes(text)]
        with self.session.send_insert("INSERT INTO bare", "RowBinary") as insert:
            insert.append(np.array(rows, [("h", "<u8"), ("doc", "<u4")]).tobytes())
            insert.finish()
        self.session.query("OPTIMIZE TABLE bare FINAL")

    def ask(self, text: str) -> Sequence[int]:
        some = ",".join(map(str, hashes(text)))
        asked = f"SELECT doc FROM bare WHERE h IN ({some}) GROUP BY doc ORDER BY count() DESC LIMIT {NAMED}"
        return np.frombuffer(self.session.query(asked, "RowBinary").bytes(), "<u4").tolist()

    def size(self) -> int:
        return int(
            str(self.session.query("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'bare'"))
        )


class SQLite:
    name, slow = "SQLite, WITHOUT ROWID", 1

    def build(self, texts: list[str], folder: Path) -> None:
        self.folder = folder
        self.base = sqlite3.connect(folder / "base")
        self.base.execute("CREATE TABLE bare (h INTEGER, doc INTEGER, PRIMARY KEY (h, doc)) WITHOUT ROWID")
        rows = [(each - (1 << 63), doc) for doc, text in enumerate(texts) for each in hashes(text)]
        with self.base:
            self.base.executemany("INSERT INTO bare VALUES (?, ?)", rows)

    def ask(self, text: str) -> Sequence[int]:
        some = ",".join(str(each - (1 << 63)) for each in hashes(text))
        asked = f"SELECT doc FROM bare WHERE h IN ({some}) GROUP BY doc ORDER BY count(*) DESC LIMIT {NAMED}"
        return [doc for (doc,) in self.base.execute(asked)]

    def size(self) -> int:
        return weight(self.folder)


class Datasketch:
    """The threshold and bands at which it finds most (reference figures: 64 bands of two)."""

    name, slow = "datasketch MinHashLSH, 64 × 2", 1

    def build(self, texts: list[str], folder: Path) -> None:
        self.index = MinHashLSH(num_perm=PERMUTATIONS, params=(64, 2))
        for number, text in enumerate(texts):
            self.index.insert(number, self.sketch(text))

    def sketch(self, text: str) -> MinHash:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(runs(text))
        return sketch

    def ask(self, text: str) -> Sequence[int]:
        return self.index.query(self.sketch(text))[:NAMED]

    def size(self) -> int:
        return len(pickle.dumps(self.index))


class Rensa:
    name, slow = "rensa RMinHashLSH, 64 bands", 1

    def build(self, texts: list[str], folder: Path) -> None:
        self.index = RMinHashLSH(0.1, PERMUTATIONS, 64)
        for number, text in enumerate(texts):
            self.index.insert(number, self.sketch(text))

    def sketch(self, text: str) -> RMinHash:
        sketch = RMinHash(PERMUTATIONS, 7)
        sketch.update(runs(text))
        return sketch

    def ask(self, text: str) -> Sequence[int]:
        return self.index.query(self.sketch(text))[:NAMED]

    def size(self) -> int:
        return len(pickle.dumps(self.index))


class Scan:
    """Keeps the texts and compares the question with each."""

    def build(self, texts: list[str], folder: Path) -> None:
        self.texts = [text.lower() for text in texts]

    def size(self) -> int:
        return sum(len(text.encode()) for text in self.texts)


class TokenSet(Scan):
    """``partial_ratio`` finds as much and took 55 s a question over 600 texts."""

    name, slow = "rapidfuzz token_set_ratio", 10

    def ask(self, text: str) -> Sequence[int]:
        found = process.extract(text.lower(), self.texts, scorer=fuzz.token_set_ratio, limit=NAMED)
        return [at for _, _, at in found]


class Difflib(Scan):
    """On words; a source has a common run of four words or more, the longest first."""

    name, slow = "difflib on words", 6

    def ask(self, text: str) -> Sequence[int]:
        matcher = difflib.SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(text.lower().split())
        found = []
        for number, other in enumerate(self.texts):
            matcher.set_seq1(other.split())
            longest = matcher.find_longest_match().size
            if longest >= LENGTH:
                found.append((-longest, number))
        return [number for _, number in sorted(found)[:NAMED]]


ENGINES: list[Callable[[], Engine]] = [
    *(Ours, OursOnClickHouse, ClickHouse, SQLite, Datasketch, Rensa, TokenSet, Difflib)
]


def row(engine: Engine, texts: list[str], rest: list[str], blocks: list[int], rounds: int) -> str:
    folder = Path(tempfile.mkdtemp(prefix="text-rivals-"))
    try:
        began = time.perf_counter()
        engine.build(texts, folder)
        built = len(texts) / (time.perf_counter() - began)
        asked = max(1, rounds // engine.slow)
        took, spent, recalls = [], [], []
        drawn = random.Random(5)
        engine.ask(rest[0])
        for block in blocks:
            hits = 0
            for _ in range(asked):
                each = question(texts, rest, block, drawn)
                began, began_spent = time.perf_counter(), time.process_time()
                found = engine.ask(each.text)
                took.append(1000 * (time.perf_counter() - began))
                spent.append(1000 * (time.process_time() - began_spent))
                hits += len(each.sources.intersection(found))
            recalls.append(f"{100 * hits / (SOURCES * asked):.0f} %")
        took.sort()
        spent.sort()
        speed = f"{built:,.0f}" if not isinstance(engine, Scan) else "–"
        times = f"{took[len(took) // 2]:,.1f} | {took[len(took) * 99 // 100]:,.1f} | {spent[len(spent) // 2]:,.1f}"
        return (
            f"| {engine.name} | {' | '.join(recalls)} | {speed} | {times} | {engine.size() // len(texts):,} | {asked} |"
        )
    finally:
        shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--questions", type=int, default=50, help="for each length of blocks")
    parser.add_argument("--blocks", type=int, nargs="+", default=[10, 20, 50])
    chosen = parser.parse_args()
    texts = cut(prose())
    random.Random(4).shuffle(texts)
    held = max(20, len(texts) // 10)
    texts, rest = texts[held : held + chosen.texts], texts[:held]
    print(
        f"{len(texts):,} texts of {A_TEXT} words, questions of {A_QUESTION}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores,"
        " p50 and p99 by the clock, processor time of all threads (p50)"
    )
    heads = [
        *(f"{each} words" for each in chosen.blocks),
        "texts/s",
        "p50, ms",
        "p99, ms",
        "processor, ms",
        "bytes a text",
        "asked",
    ]
    print(f"| engine | {' | '.join(heads)} |")
    print("|---" * (len(heads) + 1) + "|")
    for kind in ENGINES:
        print(row(kind(), texts, rest, chosen.blocks, chosen.questions), flush=True)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
