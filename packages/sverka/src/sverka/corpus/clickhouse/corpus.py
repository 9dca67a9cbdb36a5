"""A corpus whose texts a ClickHouse server keeps."""

import secrets
from collections.abc import Collection, Iterable
from types import TracebackType
from typing import Self

import numpy as np

from sverka import folding, stems
from sverka.comparison import LIMIT
from sverka.corpus.asking import checked
from sverka.corpus.clickhouse import statements
from sverka.corpus.clickhouse.clients import Client
from sverka.corpus.clickhouse.tables import Tables, Vanished
from sverka.corpus.corpus import LENGTH, SOURCES
from sverka.corpus.coverage import Uniqueness
from sverka.corpus.preparing import prepared
from sverka.corpus.shelf import seed_check
from sverka.corpus.writing import Entry
from sverka.errors import Busy, SverkaError

BATCH = 8192
"""So many texts are sent at once."""

_KEY = 60_000
_TRIES = 5


class ClickHouseCorpus:
    """A corpus on ClickHouse that is open. Use ``create`` and ``open``; it is a context manager.

    It is asked as ``sverka.Corpus`` is and answers the same, unless more than a thousand texts share a run of words or more than
    twelve a pair of rare stems: of those the first ones that count are looked at, here of all texts, there of each segment. One
    process writes, any number read.

    Args:
        tables: what it holds.
        write: whether texts will be added or removed.
        recover: whether a change that is not done is taken back first.
    """

    def __init__(self, tables: Tables, *, write: bool, recover: bool) -> None:
        self._tables, self._write = tables, write
        self._unfinished = False
        if not write:
            return
        tables.refresh()
        if recover:
            self._take_back()
        elif tables.client.query(f"SELECT max(version) > {tables.version} FROM {tables.name}_changes") == b"\x01":
            raise Busy(f"the corpus {tables.name}, or died while it did (then open it with recover=True)")
        self._writer = secrets.randbits(64)

    @classmethod
    def create(cls, client: Client, name: str = "sverka", *, seed: bytes | None = None, length: int = LENGTH) -> Self:
        """Makes an empty corpus and opens it for writing.

        Args:
            client: the connection; its database is where the tables are made.
            name: what their names begin with.
            seed: the secret that its hashes depend on; without one the corpus draws and keeps its own.
            length: words a shingle, 1 or more.

        Raises:
            NoCorpus: there is one of that name already.
            ValueError: the length is below 1, or the name cannot begin those of tables.
            Refused: the server did not do it.
        """
        if length < 1:
            raise ValueError(f"A shingle of {length} words holds nothing. Give a length of 1 or more.")
        own = secrets.token_bytes(16) if seed is None else seed
        about = {"folding": folding.VERSION, "stems": stems.VERSION, "length": length, "seed_check": seed_check(own)}
        Tables.create(client, name, about | {"seed": own.hex() if seed is None else ""})
        return cls.open(client, name, seed=seed, write=True)

    @classmethod
    def open(
        cls,
        client: Client,
        name: str = "sverka",
        *,
        seed: bytes | None = None,
        write: bool = False,
        recover: bool = False,
    ) -> Self:
        """Opens a corpus.

        Args:
            client: the connection.
            name: what its tables' names begin with.
            seed: the secret that it was created with, if it was created with one.
            write: whether texts will be added or removed; one process may.
            recover: takes back what a writer that died had begun; only where no other process writes.

        Raises:
            NoCorpus: there is none.
            WrongVersion: it was made with another version of folding and hashing.
            WrongSeed: it was made with another seed.
            Busy: another process writes to it, or died while it did.
            Refused: the server did not do it.
        """
        return cls(Tables(client, name, seed), write=write, recover=recover)

    def __len__(self) -> int:
        self._tables.refresh()
        return len(self._tables)

    def __contains__(self, key: str) -> bool:
        self._tables.refresh()
        return bool(self._tables.numbers_of([key]))

    @property
    def length(self) -> int:
        """Words a shingle."""
        return self._tables.length

    def check(
        self,
        text: str,
        *,
        without_owners: Collection[str] = (),
        without: Collection[str] = (),
        most: int = SOURCES,
        limit: int = LIMIT,
    ) -> Uniqueness:
        """How much of a text the corpus has, copied and rewritten, where, and from which texts.

        Args:
            text: the text.
            without_owners: texts of these owners do not count.
            without: texts of these keys do not count.
            most: how many sources are wanted.
            limit: the most characters it may have.

        Raises:
            TooLong: the text is longer than the limit.
            Refused: the server did not answer; no figure is given then.
        """
        for _ in range(_TRIES):
            self._tables.refresh()
            try:
                return checked(self._tables, text, without_owners, without, most, limit)
            except Vanished:
                # It was removed, and merged away, between two questions.
                continue
        raise SverkaError("Texts leave the corpus faster than they are read. Check again when its merge is done.")

    def add(self, key: str, text: str, owner: str = "") -> None:
        """Adds a text, or replaces the one of that key; when this returns the server has it.

        Args:
            key: its name.
            text: the text.
            owner: whose it is.
        """
        self.add_many([Entry(key, text, owner)])

    def add_many(self, entries: Iterable[Entry]) -> int:
        """Adds texts; servers of this kind take thousands at once much faster than one by one.

        Args:
            entries: the texts; of several with one key the last counts.

        Returns:
            How many there were.

        Raises:
            Busy: another process writes.
            Refused: the server did not do it; batches before that stay, of the one that failed nothing counts.
            ValueError: a key or an owner is too long.
        """
        total, batch = 0, dict[str, Entry]()
        for entry in entries:
            if max(map(len, map(statements.as_bytes, (entry.key, entry.owner)))) > _KEY:
                raise ValueError(f"A key or an owner is longer than {_KEY} bytes. Give a shorter one.")
            batch[entry.key] = entry
            total += 1
            if len(batch) >= BATCH:
                self._change(list(batch.values()), [])
                batch.clear()
        if batch:
            self._change(list(batch.values()), [])
        return total

    def remove(self, key: str) -> bool:
        """Removes a text; when this returns it counts no more.

        Args:
            key: its name.

        Returns:
            Whether there was one.
        """
        self._tables.refresh()
        there = bool(self._tables.numbers_of([key]))
        if there:
            self._change([], [key])
        return there

    def _change(self, entries: list[Entry], gone: list[str]) -> None:
        """Adds texts and removes others: all of it counts from one moment on, or nothing."""
        tables = self._writing()
        if self._unfinished:
            self._take_back()
        tables.refresh()
        version, number = tables.version + 1, tables.number
        self._begin(version, number)
        self._unfinished = True
        old = tables.numbers_of([*gone, *(each.key for each in entries)])
        if old:
            rows = np.empty(len(old), statements.REMOVED)
            rows["doc"], rows["version"] = old, version
            self._insert("removed", rows.tobytes())
        if entries:
            self._send(entries, number)
        self._mark(version, number + len(entries), done=True)
        self._unfinished = False

    def _send(self, entries: list[Entry], number: int) -> None:
        length, seed = self._tables.length, self._tables.seed
        known = list(prepared((each.text for each in entries), length, seed))
        docs = np.arange(number, number + len(entries), dtype=np.uint32)
        for table, hashes in (("copies", [each.hashes for each in known]), ("pairs", [each.pairs for each in known])):
            if rows := statements.postings(hashes, docs):
                self._insert(table, rows)
        told = zip(docs.tolist(), entries, known, strict=True)
        self._insert("texts", b"".join(statements.text(doc, each.key, each.owner, its) for doc, each, its in told))

    def _insert(self, table: str, rows: bytes) -> None:
        self._tables.client.execute(f"INSERT INTO {self._tables.name}_{table}", rows)

    def _begin(self, version: int, number: int) -> None:
        """Says that a change begins; who finds another's beginning beside its own steps back."""
        tables = self._tables
        self._mark(version, number, done=False)
        rows = tables.client.query(
            f"SELECT version, number, writer, done FROM {tables.name}_changes WHERE version >= {version}"
        )
        if set(np.frombuffer(rows, statements.CHANGE)["writer"].tolist()) != {self._writer}:
            self._delete("changes", f"version = {version} AND writer = {self._writer} AND done = 0")
            raise Busy(f"the corpus {tables.name}")

    def _mark(self, version: int, number: int, *, done: bool) -> None:
        row = np.array([(version, number, self._writer, done)], statements.CHANGE)
        self._insert("changes", row.tobytes())

    def _take_back(self) -> None:
        """Deletes what belongs to no change that is done."""
        tables = self._writing()
        tables.refresh()
        for table in ("copies", "pairs", "texts"):
            self._delete(table, f"doc >= {tables.number}")
        for table in ("removed", "changes"):
            self._delete(table, f"version > {tables.version}")
        self._unfinished = False

    def _delete(self, table: str, which: str) -> None:
        self._tables.client.execute(
            f"ALTER TABLE {self._tables.name}_{table} DELETE WHERE {which} SETTINGS mutations_sync = 2"
        )

    def _writing(self) -> Tables:
        if not self._write:
            raise SverkaError("The corpus is open for reading. Open it with write=True to change it.")
        return self._tables

    def merge(self, *, whole: bool = False) -> None:
        """Merges what the server holds; it does so by itself, except that what was removed stays on its disk.

        Args:
            whole: what was removed leaves the disk.
        """
        tables = self._writing()
        tables.refresh()
        if whole:
            gone = f"SELECT doc FROM {tables.name}_removed WHERE version <= {tables.version}"
            for table in ("copies", "pairs", "texts"):
                self._delete(table, f"doc IN ({gone})")
            self._delete("removed", f"version <= {tables.version}")
            self._delete("changes", f"version < {tables.version}")
        for table in ("copies", "pairs", "texts"):
            tables.client.execute(f"OPTIMIZE TABLE {tables.name}_{table} FINAL")

    def close(self) -> None:
        """Closes it: nothing is written any more. The connection stays the caller's."""
        self._write = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
