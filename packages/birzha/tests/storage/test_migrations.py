"""The schema that the migrations make is the schema that the tables declare, on both engines."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from birzha.money.tables import APPEND_ONLY
from birzha.storage import migrate
from birzha.storage.migrate import upgrade
from birzha.tables import metadata


def differences(connection: Any) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_sqlite_has_what_the_tables_declare(empty_sqlite: Path):
    """Nothing is missing from the migrations and nothing is left over, on SQLite."""
    engine = create_engine(f"sqlite:///{empty_sqlite}")
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


@pytest.mark.postgres
def test_postgresql_has_what_the_tables_declare(postgres_url: str):
    """Nothing is missing from the migrations and nothing is left over, on PostgreSQL."""

    async def compare() -> list[Any]:
        engine = create_async_engine("postgresql+asyncpg://" + postgres_url.partition("://")[2])
        async with engine.connect() as connection:
            found = await connection.run_sync(differences)
        await engine.dispose()
        return found

    assert asyncio.run(compare()) == []


def test_the_ledger_is_guarded_after_a_migration(empty_sqlite: Path):
    """Every append-only table has its two triggers."""
    connection = sqlite3.connect(empty_sqlite)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    connection.close()
    assert names == {f"{table}_no_{act}" for table in APPEND_ONLY for act in ("update", "delete")}


def test_upgrading_what_is_current_changes_nothing(tmp_path: Path, empty_sqlite: Path):
    """A second start finds nothing to do."""
    path = tmp_path / "copy.sqlite3"
    path.write_bytes(empty_sqlite.read_bytes())
    before = path.read_bytes()
    upgrade(f"sqlite:///{path}")
    assert path.read_bytes() == before


FIRST = """
INSERT INTO person (login, login_key, password_hash, roles, created)
  VALUES ('anna', 'anna', 'x', 1, 5), ('vera', 'vera', 'x', 2, 5);
INSERT INTO wallet (person_id, pending, links) VALUES (1, 0, 1), (2, 90, 0);
INSERT INTO payout (order_id, performer_id, customer_id, amount, commission, due, key) VALUES (7, 2, 1, 90, 10, 50, 'payout:1');
INSERT INTO transfer (key, kind, order_id, created, chain_id, link, hash) VALUES ('a', 'capture', 7, 5, 1, 1, 'h');
INSERT INTO entry (transfer_id, owner_id, bucket, amount) VALUES (1, 2, 'pending', 90);
"""
"""Rows that a database of the first schema may hold."""
KEPT = "SELECT p.login, w.pending, o.amount, o.article_id, e.amount FROM person p JOIN wallet w ON w.person_id = p.id \
JOIN payout o ON o.performer_id = p.id JOIN entry e ON e.owner_id = p.id"

SECOND = """
INSERT INTO review (author_id, person_id, text, rate, date) VALUES (1, 2, 'хорошо', 1, 5), (1, 2, 'плохо', 2, 6), (2, 1, 'да', 1, 7);
INSERT INTO review (author_id, person_id, text, rate, date) VALUES (1, 2, 'снято', 1, 8);
DELETE FROM review WHERE text = 'снято';
UPDATE person SET reports = 1, reports_n = 1 WHERE id = 2;
UPDATE person SET reports = 1 WHERE id = 1;
"""
"""Rows that a database of the second schema may hold: reviews, when they were only positive or negative."""
STARRED = "SELECT id, text, stars, order_id, kwork_id, date FROM review ORDER BY id"
SUMS = "SELECT login, star_sum, star_count FROM person ORDER BY id"
NEXT = "INSERT INTO review (author_id, person_id, stars, date, text) VALUES (1, 2, 3, 9, 'так себе') RETURNING id"
BAD = "INSERT INTO review (author_id, person_id, stars, date, text) VALUES (1, 2, 6, 9, 'слишком')"
STARS = [(1, "хорошо", 5, 0, 0, 5), (2, "плохо", 1, 0, 0, 6), (3, "да", 5, 0, 0, 7)]
COUNTS = [("anna", 5, 1), ("vera", 6, 2)]


def test_an_old_database_is_upgraded_with_its_rows_on_sqlite(tmp_path: Path):
    """What stood under the first two schemas stands under the present one: the ledger is guarded, reviews have stars, ids go on."""
    path = tmp_path / "old.sqlite3"
    for revision, rows in (("0001", FIRST), ("0002", SECOND)):
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            migrate._run(connection, revision)
        engine.dispose()
        old = sqlite3.connect(path)
        old.executescript(rows)
        old.close()
    upgrade(f"sqlite:///{path}")
    new = sqlite3.connect(path)
    assert new.execute(KEPT).fetchall() == [("vera", 90, 90, 0, 90)]
    assert (new.execute(STARRED).fetchall(), new.execute(SUMS).fetchall()) == (STARS, COUNTS)
    assert new.execute(NEXT).fetchall() == [(5,)]
    for refused in ("UPDATE entry SET amount = 91", BAD):
        with pytest.raises(sqlite3.IntegrityError):
            new.execute(refused)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()
    new.close()


@pytest.mark.postgres
def test_processes_that_start_together_make_one_schema(postgres_url: str):
    """Three upgrades of one empty database at once: each ends well, and the schema is whole."""
    name = f"together_{os.getpid()}"

    async def run(url: str, statement: str) -> Any:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    asyncio.run(run(postgres_url, f"CREATE DATABASE {name}"))
    url = urlsplit(postgres_url)._replace(path=f"/{name}").geturl()
    code = "import sys; from birzha.storage.migrate import upgrade; upgrade(sys.argv[1])"
    try:
        started = [subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE) for _ in range(3)]
        ended = [(each.communicate(timeout=120)[1], each.returncode) for each in started]
        assert ended == [(b"", 0)] * 3
        assert asyncio.run(run(url, "SELECT version_num FROM alembic_version")) == migrate.newest_revision()
    finally:
        asyncio.run(run(postgres_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@pytest.mark.postgres
def test_an_old_database_is_upgraded_with_its_rows_on_postgresql(postgres_url: str):
    """The same on PostgreSQL, in a database of its own."""
    name = f"old_schema_{os.getpid()}"

    async def run(url: str, *statements: str) -> list[Any]:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return [tuple(row) for row in await connection.fetch(statements[-1])]
        finally:
            await connection.close()

    async def bring(url: str, revision: str) -> None:
        engine = create_async_engine("postgresql+asyncpg://" + url.partition("://")[2])
        async with engine.begin() as connection:
            await connection.run_sync(migrate._run, revision)
        await engine.dispose()

    asyncio.run(run(postgres_url, f"CREATE DATABASE {name}", "SELECT 1"))
    url = urlsplit(postgres_url)._replace(path=f"/{name}").geturl()
    try:
        for revision, rows in (("0001", FIRST), ("0002", SECOND)):
            asyncio.run(bring(url, revision))
            asyncio.run(run(url, rows, "SELECT 1"))
        upgrade(url)
        assert asyncio.run(run(url, KEPT)) == [("vera", 90, 90, 0, 90)]
        assert (asyncio.run(run(url, STARRED)), asyncio.run(run(url, SUMS))) == (STARS, COUNTS)
        assert asyncio.run(run(url, NEXT)) == [(5,)]
        for refused, error in (
            ("UPDATE entry SET amount = 91", asyncpg.RaiseError),
            (BAD, asyncpg.CheckViolationError),
        ):
            with pytest.raises(error):
                asyncio.run(run(url, refused, "SELECT 1"))
    finally:
        asyncio.run(run(postgres_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", "SELECT 1"))
