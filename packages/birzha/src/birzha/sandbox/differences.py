"""What has changed between a checkpoint and now: rows added, removed and changed, table by table."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import Table

from birzha.storage.sqlite import connect
from birzha.tables import metadata

MOST_ROWS = 50
"""How many rows of each sort are told for one table; the numbers are always exact."""
LONGEST = 200
"""How much of a text is told, characters."""
HIDDEN = frozenset({"password_hash", "sealed_password", "token", "token_hash"})
"""Columns whose values are not told."""

DERIVED = frozenset({"corpus", "corpus_text"})
"""Tables that only say what lies in the corpus of checked texts: they follow from the others."""

Row = dict[str, Any]


class Changed(Struct):
    """A row that is there before and after.

    Args:
        key: its primary key.
        before: the columns that differ, as they were.
        after: the same as they are.
    """

    key: Row
    before: Row
    after: Row


class TableChanges(Struct):
    """What has changed in one table.

    Args:
        table: its name.
        added_count: how many rows are new.
        removed_count: how many rows are gone.
        changed_count: how many rows differ.
        added: new rows.
        removed: rows that are gone.
        changed: rows that differ.
        cut: whether only the first ones are told.
    """

    table: str
    added_count: int
    removed_count: int
    changed_count: int
    added: list[Row]
    removed: list[Row]
    changed: list[Changed]
    cut: bool


class Changes(Struct):
    """What has changed since a checkpoint.

    Args:
        tables: those where something has.
    """

    tables: list[TableChanges]


def differences(now: Path, before: Path) -> Changes:
    """Compare two databases of one schema, each on one consistent state.

    Args:
        now: the market's file; it may be written meanwhile.
        before: the checkpoint's.
    """
    with closing(connect(now, readonly=True)) as connection:
        connection.execute("ATTACH DATABASE ? AS past", (str(before),))
        connection.execute("BEGIN")
        found = [_of_table(connection, each) for each in metadata.sorted_tables if each.name not in DERIVED]
    return Changes([each for each in found if each.added_count or each.removed_count or each.changed_count])


def _of_table(connection: sqlite3.Connection, table: Table) -> TableChanges:
    keys = [str(each.name) for each in table.primary_key.columns]
    added = _rows(connection, table, "main", "past")
    removed = _rows(connection, table, "past", "main")
    before = {tuple(row[name] for name in keys): row for row in removed}
    changed, new = [], []
    for row in added:
        old = before.pop(tuple(row[name] for name in keys), None)
        if old is None:
            new.append(row)
        else:
            changed.append((old, row))
    gone = list(before.values())
    return TableChanges(
        table=str(table.name),
        added_count=len(new),
        removed_count=len(gone),
        changed_count=len(changed),
        added=[_told(row, list(row.keys())) for row in new[:MOST_ROWS]],
        removed=[_told(row, list(row.keys())) for row in gone[:MOST_ROWS]],
        changed=[_pair(keys, old, row) for old, row in changed[:MOST_ROWS]],
        cut=max(len(new), len(gone), len(changed)) > MOST_ROWS,
    )


def _rows(connection: sqlite3.Connection, table: Table, here: str, there: str) -> list[sqlite3.Row]:
    columns = ", ".join(f'"{each.name}"' for each in table.columns)
    order = ", ".join(f'"{each.name}"' for each in table.primary_key.columns)
    sql = (
        f'SELECT {columns} FROM {here}."{table.name}" EXCEPT SELECT {columns} FROM {there}."{table.name}" '  # noqa: S608  # names of our own schema
        f"ORDER BY {order}"
    )
    return connection.execute(sql).fetchall()


def _pair(keys: list[str], old: sqlite3.Row, row: sqlite3.Row) -> Changed:
    names = [name for name in row.keys() if old[name] != row[name]]  # noqa: SIM118  # a row iterates over its values
    return Changed(key=_told(row, keys), before=_told(old, names), after=_told(row, names))


def _told(row: sqlite3.Row, names: list[str]) -> Row:
    return {name: "***" if name in HIDDEN and row[name] else _short(row[name]) for name in names}


def _short(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"[{len(value)} байт]"
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}… [всего {len(value)} знаков]"
    return value
