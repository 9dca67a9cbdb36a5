"""What a corpus on ClickHouse holds at the moment, as a reader sees it."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np

from sverka import folding, stems
from sverka.corpus.asking import SHARED, Found
from sverka.corpus.clickhouse import statements
from sverka.corpus.clickhouse.clients import Client
from sverka.corpus.memory import U32
from sverka.corpus.postings import MOST
from sverka.corpus.shelf import seed_check
from sverka.errors import NoCorpus, WrongSeed, WrongVersion
from sverka.sentences import U16
from sverka.words import U64


class Vanished(Exception):
    """A text that was found left before it was read, and its rows with it."""


class Tables:
    """The tables of a corpus.

    Args:
        client: the connection.
        name: what their names begin with.
        seed: the secret that the corpus was created with, if the caller keeps it.
    """

    def __init__(self, client: Client, name: str, seed: bytes | None) -> None:
        self.client: Client = client
        self.name: str = statements.named(name)
        self.version: int = 0
        self.number: int = 0
        about = self._about()
        if about is None:
            raise NoCorpus(f"ClickHouse has no corpus {name}. Create one, or name another.")
        for what, theirs, ours in (
            ("", about["folding"], folding.VERSION),
            (" of stems", about["stems"], stems.VERSION),
        ):
            if theirs != ours:
                raise WrongVersion(f"The corpus {name}", f"{theirs}{what}", ours)
        self.seed: bytes = bytes.fromhex(about["seed"]) if seed is None else seed
        self.length: int = about["length"]
        if seed_check(self.seed) != about["seed_check"]:
            raise WrongSeed(f"The corpus {name}")

    @classmethod
    def create(cls, client: Client, name: str, about: Mapping[str, object]) -> None:
        """Makes the tables.

        Args:
            client: the connection.
            name: what their names begin with.
            about: what the corpus is made with.

        Raises:
            NoCorpus: there is one of that name.
        """
        statements.named(name)
        for table, kind in statements.TABLES.items():
            client.execute(f"CREATE TABLE IF NOT EXISTS {name}_{table} {kind}")
        if client.query(f"SELECT body FROM {name}_about"):
            raise NoCorpus(f"ClickHouse has a corpus {name} already. Open it, or give another name.")
        client.execute(f"INSERT INTO {name}_about VALUES ({statements.string(json.dumps(about))})")

    def _about(self) -> dict[str, Any] | None:
        if self.client.query(f"EXISTS TABLE {self.name}_about") != b"\x01":
            return None
        # A row of a number and a body is read as the others are.
        rows = statements.pieces(self.client.query(f"SELECT toUInt32(0), body FROM {self.name}_about"), 1)
        return dict(json.loads(rows[0])) if rows else None

    def refresh(self) -> None:
        """Takes note of what a writer did since the last look."""
        rows = self.client.query(f"SELECT max(version), max(number) FROM {self.name}_changes WHERE done = 1")
        self.version, self.number = int.from_bytes(rows[:8], "little"), int.from_bytes(rows[8:], "little")

    @property
    def counting(self) -> str:
        """The condition that a text counts."""
        return statements.counting(self.name, self.version, self.number)

    def __len__(self) -> int:
        rows = self.client.query(f"SELECT count() FROM {self.name}_texts WHERE {self.counting}")
        return int.from_bytes(rows, "little")

    def numbers_of(self, keys: Iterable[str]) -> list[int]:
        """The numbers of the texts that have some keys.

        Args:
            keys: of texts, some of which may not be there.
        """
        found: list[int] = []
        for some in statements.lists(map(statements.string, keys)):
            rows = self.client.query(f"SELECT doc FROM {self.name}_texts WHERE key IN ({some}) AND {self.counting}")
            found += np.frombuffer(rows, "<u4").tolist()
        return found

    def find(self, hashes: U64, pairs: U64, owners: Collection[str], keys: Collection[str]) -> tuple[Found, Found]:
        """Where shingles and where pairs of rare stems occur.

        Args:
            hashes: of shingles, sorted, each once.
            pairs: of pairs, sorted, each once.
            owners: whose texts do not count.
            keys: which texts do not count.
        """
        condition = self.counting + statements.strangers(self.name, owners, self.numbers_of(keys))
        return self._found("copies", hashes, condition, MOST), self._found("pairs", pairs, condition, SHARED)

    def _found(self, table: str, hashes: U64, condition: str, most: int) -> Found:
        rows = b"".join(
            self.client.query(statements.found(self.name, table, some, condition, most))
            for some in statements.lists(map(str, hashes.tolist()))
        )
        found = np.frombuffer(rows, statements.POSTING)
        return np.searchsorted(hashes, found["h"]), found["doc"].copy()

    def bags(self, docs: U32) -> list[U16]:
        """The sentences of texts.

        Args:
            docs: their numbers.
        """
        return [statements.bag(each) for each in self._pieces("bag", docs, 2)]

    def keys_of(self, docs: U32) -> list[str]:
        """The keys of texts.

        Args:
            docs: their numbers.
        """
        return [each.decode("utf-8", "surrogatepass") for each in self._pieces("key", docs, 1)]

    def _pieces(self, column: str, docs: U32, width: int) -> list[bytes]:
        asked, found = docs.tolist(), dict[int, bytes]()
        for some in statements.lists(map(str, asked)):
            rows = self.client.query(f"SELECT doc, {column} FROM {self.name}_texts WHERE doc IN ({some})")
            found |= statements.pieces(rows, width)
        if any(doc not in found for doc in asked):
            raise Vanished
        return [found[doc] for doc in asked]
