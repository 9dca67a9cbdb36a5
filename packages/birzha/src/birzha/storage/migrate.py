"""Bringing a database to the present schema, on either engine."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

from birzha.storage.open import SQLITE, sqlite_path

MIGRATIONS = Path(__file__).parent / "migrations"

_TURN = 0x6269727A6861
"""The number of the lock on PostgreSQL under which a schema is changed: the letters of "birzha"."""


def newest_revision() -> str:
    """The name of the last migration that this program knows."""
    return max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def sqlite_is_current(path: Path) -> bool:
    """Whether a SQLite file has the present schema; answered without loading the migration library."""
    if not path.exists():
        return False
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return rows == [(newest_revision(),)]


def upgrade(url: str) -> None:
    """Create or upgrade the schema behind a database URL; does nothing when it is current.

    Call it outside of a running event loop, before the store is opened.

    Args:
        url: as ``--database-url`` takes it.
    """
    if url.startswith(SQLITE):
        path = sqlite_path(url)
        if sqlite_is_current(path):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _upgrade_sqlite(path)
    else:
        asyncio.run(_upgrade_postgres(url))


def _upgrade_sqlite(path: Path) -> None:
    from sqlalchemy import create_engine  # noqa: PLC0415  # a current database never needs it

    engine = create_engine(f"{SQLITE}{path}")
    try:
        with engine.begin() as connection:
            _run(connection)
    finally:
        engine.dispose()


async def _upgrade_postgres(url: str) -> None:
    from sqlalchemy import text  # noqa: PLC0415  # as above
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415  # as above

    engine = create_async_engine("postgresql+asyncpg://" + url.partition("://")[2])
    try:
        async with engine.begin() as connection:
            # processes that start together would each make the same tables: all but the first wait, and find them made
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_TURN})"))
            await connection.run_sync(_run)
    finally:
        await engine.dispose()


def _run(connection: Any, to: str = "head") -> None:
    from alembic import command  # noqa: PLC0415  # as above
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
