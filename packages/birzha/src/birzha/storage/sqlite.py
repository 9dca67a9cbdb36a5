"""The market on SQLite: one writer thread with group commit, and a reader on the event loop.

Measured (reference of server choices, §2.2 and §3.2): group commit gives three times the durable operations of a commit per
request; reading on the loop costs half of reading on a thread pool.
"""

import asyncio
import fcntl
import queue
import sqlite3
import threading
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from birzha.storage.single import NeedsTransaction, Single
from birzha.storage.statement import Engine, as_json
from birzha.storage.work import Begin, StorageUnavailable, Work

GROUP = 256
"""How many commands share one commit at most."""

LONG = 200_000
"""A query that takes more steps of SQLite's machine than this, some ten milliseconds, is not run on the event loop."""

LOOK = LONG // 4
"""How many steps there are between two looks at that."""

SYNCHRONOUS = "FULL"
"""What is acknowledged is on the disk, whatever becomes of the machine (SQLite's documentation, PRAGMA synchronous)."""


class DatabaseInUse(RuntimeError):
    """Another process writes to this database file."""


class SqliteDriver:
    """One open transaction on a connection; its awaits never wait."""

    engine: Engine = "sqlite"

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        """Run a statement and give its rows."""
        return self._connection.execute(sql, [as_json(value) for value in arguments]).fetchall()

    guess = fetch

    def together(self) -> None:
        """Several statements follow that are to tell one state; here all do."""

    async def execute(self, sql: str, arguments: Sequence[Any]) -> int:
        """Run a statement and give the number of rows it touched."""
        return self._connection.execute(sql, [as_json(value) for value in arguments]).rowcount

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of arguments."""
        self._connection.executemany(sql, rows)


Chore = Callable[[sqlite3.Connection], Any]
"""What is done with the whole file while nothing is written, such as a copy of it."""


@dataclass(slots=True)
class _Job:
    work: Callable[[Any], Any]
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"
    alone: bool = False
    result: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        """Hand the outcome to whoever waits; on the loop."""
        if self.future.cancelled():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


@dataclass(slots=True)
class _Patience:
    """How long a query may still run on the event loop.

    Args:
        left: so many more looks. SQLite counts a statement's steps over all its runs, so that the first look may come at once.
    """

    left: int = 0

    def is_over(self) -> bool:
        self.left -= 1
        return self.left < 0


def run_to_end(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Drive a coroutine that never waits.

    Raises:
        RuntimeError: it waited for something else than its transaction.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    coroutine.close()
    raise RuntimeError("a command may await nothing but its transaction")


@dataclass(slots=True)
class SqliteStore:
    """The rows of a market in one SQLite file.

    Args:
        path: of the database file.
        begin: makes the transaction object around a driver.
    """

    path: Path
    begin: Begin
    engine: Engine = "sqlite"
    _jobs: "queue.SimpleQueue[_Job | None]" = field(default_factory=queue.SimpleQueue)
    _thread: threading.Thread | None = None
    _reader: sqlite3.Connection | None = None
    _lock: Any = None
    _patience: _Patience = field(default_factory=_Patience)
    _several: set[str] = field(default_factory=set)  # queries that were seen to need a transaction

    async def open(self) -> None:
        """Take the file for writing and start the writer.

        Raises:
            DatabaseInUse: another process holds it.
        """
        self._lock = take_lock(self.path)
        self._reader = connect(self.path, readonly=True)
        self._reader.set_progress_handler(self._patience.is_over, LOOK)
        self._thread = threading.Thread(target=self._write_all, name="birzha-writer", daemon=True)
        self._thread.start()

    async def close(self) -> None:
        """Finish what is queued and let go of the file."""
        if self._thread is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)
            self._thread = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def write(self, work: Work[Any]) -> Any:
        """Run a command in one durable transaction; everything or nothing of it is kept.

        Raises:
            MarketError: the command refused.
            StorageUnavailable: the disk is full or the file cannot be written; nothing is kept.
        """
        loop = asyncio.get_running_loop()
        job = _Job(work, loop, loop.create_future())
        self._jobs.put(job)
        return await job.future

    async def alone(self, chore: Chore) -> Any:
        """Do something with the file on the writer's connection, between two commits: nobody writes meanwhile, readers go on.

        Args:
            chore: runs on the writer's thread, outside of any transaction.
        """
        loop = asyncio.get_running_loop()
        job = _Job(chore, loop, loop.create_future(), alone=True)
        self._jobs.put(job)
        return await job.future

    async def read(self, work: Work[Any], name: str = "") -> Any:
        """Run a query on one consistent state.

        A query that has a name is tried without a transaction until it asks for more than one statement tells. One that proves long
        is begun again on a thread, so that it does not hold up the others.
        """
        reader = self._reader
        if reader is None:
            raise RuntimeError("the store is not open")
        self._patience.left = LONG // LOOK
        try:
            return self._read(reader, work, name)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
        return await self.examine(work)

    def _read(self, reader: sqlite3.Connection, work: Work[Any], name: str) -> Any:
        if name and name not in self._several:
            try:
                return run_to_end(work(self.begin(Single(SqliteDriver(reader)))))
            except NeedsTransaction as need:
                if not need.said:
                    self._several.add(name)
        reader.execute("BEGIN")
        try:
            return run_to_end(work(self.begin(SqliteDriver(reader))))
        finally:
            reader.execute("COMMIT")

    async def examine(self, work: Work[Any]) -> Any:
        """Run a long query on one consistent state, on a thread and a connection of its own."""
        return await asyncio.to_thread(self._examine, work)

    def _examine(self, work: Work[Any]) -> Any:
        connection = connect(self.path, readonly=True)
        try:
            connection.execute("BEGIN")
            return run_to_end(work(self.begin(SqliteDriver(connection))))
        finally:
            connection.close()

    def _write_all(self) -> None:
        connection = connect(self.path, readonly=False)
        try:
            following: list[_Job | None] = []
            while (job := following.pop() if following else self._jobs.get()) is not None:
                group = [job]
                while not job.alone and len(group) < GROUP:
                    try:
                        more = self._jobs.get_nowait()
                    except queue.Empty:
                        break
                    if more is None or more.alone:
                        following.append(more)
                        break
                    group.append(more)
                if job.alone:
                    _run_alone(connection, job)
                else:
                    self._commit(connection, group)
                _settle(group)
        finally:
            connection.close()

    def _commit(self, connection: sqlite3.Connection, group: list[_Job]) -> None:
        """Run a group under one commit; if that fails, each command under a commit of its own."""
        if len(group) > 1 and self._try_commit(connection, group) is None:
            return
        for job in group:
            error = self._try_commit(connection, [job])
            if error is not None:
                job.result, job.error = None, error

    def _try_commit(self, connection: sqlite3.Connection, group: list[_Job]) -> StorageUnavailable | None:
        try:
            connection.execute("BEGIN IMMEDIATE")
            for job in group:
                self._run(connection, job)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection.in_transaction:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            return _unavailable(error)
        return None

    def _run(self, connection: sqlite3.Connection, job: _Job) -> None:
        job.result = job.error = None
        connection.execute("SAVEPOINT command")
        try:
            job.result = run_to_end(job.work(self.begin(SqliteDriver(connection))))
        except BaseException as error:  # whatever it was belongs to the caller, not to the writer
            if not connection.in_transaction:  # the engine itself rolled back (disk full): the whole group is gone
                raise
            connection.execute("ROLLBACK TO command")
            job.error = _unavailable(error) if _is_trouble_of_the_disk(error) else error
        connection.execute("RELEASE command")


def _run_alone(connection: sqlite3.Connection, job: _Job) -> None:
    try:
        job.result = job.work(connection)
    except Exception as error:  # noqa: BLE001  # as above: it belongs to the caller
        job.error = _unavailable(error) if _is_trouble_of_the_disk(error) else error


def _unavailable(error: BaseException) -> StorageUnavailable:
    return StorageUnavailable(f"the database could not be written: {error}; nothing of this was kept")


def _is_trouble_of_the_disk(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


def _settle(group: list[_Job]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in group:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, jobs in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed while its command ran: nobody waits any more
            loop.call_soon_threadsafe(_settle_on_loop, jobs)


def _settle_on_loop(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """A connection with the exchange's settings: WAL, every commit on disk, foreign keys checked.

    Args:
        path: of the database file, which must exist for a read-only one.
        readonly: refuse every write on it.
    """
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=512, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={SYNCHRONOUS}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA busy_timeout=5000")
    if readonly:
        connection.execute("PRAGMA query_only=ON")
    return connection


def take_lock(path: Path) -> Any:
    """Hold the right to write to a database file until the returned handle is closed or the process ends.

    Raises:
        DatabaseInUse: another process holds it.
    """
    handle = path.with_name(path.name + ".lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise DatabaseInUse(
            f"Another birzha process writes to {path}. SQLite takes one writing process: stop the other one, "
            "or run the exchange on PostgreSQL (--database-url postgresql://…), which takes many."
        ) from None
    return handle
