"""Both ways to a schema lead to the same place."""

import re
import sqlite3

import pytest

from birzha.install import install
from birzha.storage.migrate import newest_revision, sqlite_is_current, upgrade
from birzha.storage.sqlite import DatabaseInUse, take_lock


def schema_of(path):
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    finally:
        connection.close()
    # the parts of a definition, sorted: the two ways list a table's constraints in different order, and SQLite quotes a renamed name
    return {
        (kind, name, tuple(sorted(re.split("[,()]", re.sub(r'[\s"]+', "", sql or ""))))) for kind, name, sql in rows
    }


def test_a_new_file_gets_what_the_migrations_lead_to(tmp_path):
    """The short way of a new SQLite file and the migrations make the same tables, indexes and triggers."""
    short, long = tmp_path / "short.sqlite3", tmp_path / "long.sqlite3"
    install(f"sqlite:///{short}")
    upgrade(f"sqlite:///{long}")
    assert schema_of(short) == schema_of(long)
    assert {"table", "index", "trigger"} == {kind for kind, _, _ in schema_of(short)}


def test_a_made_file_is_current(tmp_path):
    """After the first start nothing is left to migrate, and a second start changes nothing."""
    path = tmp_path / "new" / "market.sqlite3"
    install(f"sqlite:///{path}")
    assert sqlite_is_current(path)
    before = path.read_bytes()
    install(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_an_older_file_is_migrated(tmp_path):
    """An empty file, as an interrupted first start leaves it, gets its schema from the migrations."""
    path = tmp_path / "market.sqlite3"
    path.touch()
    assert not sqlite_is_current(path)
    install(f"sqlite:///{path}")
    assert sqlite_is_current(path)
    assert newest_revision()


def test_a_file_in_use_is_not_touched(tmp_path):
    """While another process writes to the file, its schema is left alone."""
    path = tmp_path / "market.sqlite3"
    with take_lock(path), pytest.raises(DatabaseInUse):
        install(f"sqlite:///{path}")
    assert not path.exists()
