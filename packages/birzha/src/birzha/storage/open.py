"""Which engine a database URL names."""

from pathlib import Path

from birzha.storage.sqlite import SqliteStore
from birzha.storage.work import Begin, Store

SQLITE = "sqlite:///"


def open_store(url: str, begin: Begin) -> Store:
    """The store behind a database URL, not yet open.

    Args:
        url: ``sqlite:///relative`` or ``sqlite:////absolute``, or ``postgresql://…``.
        begin: makes the market's transaction around an engine's.

    Raises:
        ValueError: the URL names no engine we know.
    """
    if url.startswith(SQLITE):
        return SqliteStore(sqlite_path(url), begin)
    if url.startswith(("postgresql://", "postgres://")):
        # asyncpg is loaded only where it is used: a sandbox starts faster without it
        from birzha.storage.postgres import PostgresStore  # noqa: PLC0415

        return PostgresStore(url, begin)
    scheme = url.partition("://")[0]
    raise ValueError(f"{scheme}:// is no database of Birzha: use sqlite:///path or postgresql://user@host/name")


def sqlite_path(url: str) -> Path:
    """The file behind a SQLite URL."""
    return Path(url.removeprefix(SQLITE))
