"""Making a database ready: a new SQLite file in one go, anything else by the migrations.

Measured on the first start of a sandbox: 0.06 s in one go, 0.3 s by the migrations, most of it loading their library.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from birzha.money.tables import APPEND_ONLY
from birzha.storage.append_only import protect
from birzha.storage.migrate import newest_revision, upgrade
from birzha.storage.open import SQLITE, sqlite_path
from birzha.storage.sqlite import take_lock
from birzha.tables import metadata


def install(url: str) -> None:
    """Create or upgrade the schema behind a database URL; does nothing when it is current.

    Call it outside of a running event loop, before the store is opened.

    Args:
        url: as ``--database-url`` takes it.

    Raises:
        DatabaseInUse: another process writes to the SQLite file: its schema is not to be touched.
    """
    if not url.startswith(SQLITE):
        upgrade(url)
        return
    path = sqlite_path(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    with take_lock(path):
        if path.exists():
            upgrade(url)
        else:
            _create(path)


def _create(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        for statement in sqlite_schema():
            connection.execute(statement)
        connection.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (newest_revision(),))
        connection.execute("COMMIT")
    finally:
        connection.close()


def sqlite_schema() -> Iterator[str]:
    """The statements that make the present schema on SQLite, the migration library's own table among them."""
    dialect = sqlite.dialect()
    yield (
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
    yield from protect("sqlite", APPEND_ONLY)
