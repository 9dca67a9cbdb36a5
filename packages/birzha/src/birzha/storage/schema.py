"""The words that table declarations are made of.

Columns hold only integers, text and bytes, so that both engines store the same values and no type conversion runs on a hot path:
money is kopecks, moments are unixtime seconds, flags are 0 and 1, structured values are JSON text.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import sqlite

__all__ = ["CheckConstraint", "Index", "UniqueConstraint", "blob", "identity", "metadata", "number", "table", "text"]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

INTEGER = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")


def table(name: str, *parts: Any) -> Table:
    """Declare a table; on SQLite it is STRICT and never reuses an id.

    Args:
        name: singular, as the domain says it.
        parts: columns, constraints and indexes.
    """
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_autoincrement=True)


def identity() -> Column[int]:
    """The row's own number, drawn by the database, never reused."""
    return Column("id", INTEGER, primary_key=True, autoincrement=True)


def number(
    name: str, *, default: int | None = None, null: bool = False, references: str | None = None, key: bool = False
) -> Column[int]:
    """A 64-bit integer column.

    Args:
        name: of the column.
        default: what an insert that does not name the column stores.
        null: whether it may be unknown.
        references: ``"table.column"`` that it points to.
        key: whether it is (part of) the primary key.
    """
    keys = [ForeignKey(references)] if references else []
    server_default = None if default is None else str(default)
    return Column(
        name, INTEGER, *keys, nullable=null, server_default=server_default, primary_key=key, autoincrement=False
    )


def text(name: str, *, default: str | None = None, null: bool = False, key: bool = False) -> Column[str]:
    """A text column; see :func:`number` for the arguments."""
    return Column(name, Text(), nullable=null, server_default=default, primary_key=key)


def blob(name: str, *, null: bool = False) -> Column[bytes]:
    """A column of bytes."""
    return Column(name, LargeBinary(), nullable=null)
