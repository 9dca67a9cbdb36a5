"""The schema that the migrations make is the schema that the tables declare, on both engines."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from birzha.money.tables import APPEND_ONLY
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
