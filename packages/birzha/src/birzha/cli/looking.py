"""Looking into a database from the command line without disturbing the exchange that may be running on it."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from birzha.app import Market, assemble
from birzha.cli import texts
from birzha.cli.exits import Code, Stop
from birzha.cli.market import with_open
from birzha.configuration import SANDBOX_KEY, sandbox_settings
from birzha.settings import Settings
from birzha.storage.sqlite import SqliteStore
from birzha.storage.transaction import Transaction

_T = TypeVar("_T")


def market_at(data: Path, database_url: str | None) -> Market:
    """The market to look into, not open: the one at the URL, else the sandbox in the folder.

    Args:
        data: the folder of a sandbox.
        database_url: of any exchange.

    Raises:
        Misconfigured: the URL names no database that we know.
        Stop: there is no such SQLite file.
    """
    settings = sandbox_settings(data.absolute(), database_url=database_url)
    # a look needs no secret and no adjustable clock, whosever exchange it is
    market = assemble(Settings(database_url=settings.database_url, files=settings.files, secret_key=SANDBOX_KEY))
    if isinstance(market.store, SqliteStore) and not market.store.path.exists():
        raise Stop(texts.NO_DATABASE_FILE.said(place=market.store.path), code=Code.NOT_FOUND)
    return market


def look(market: Market, query: Callable[[Transaction], Coroutine[Any, Any, _T]]) -> _T:
    """Run a query on one consistent state.

    On SQLite the store stays closed: an examination asks for no right to write, and works beside a running exchange.
    """
    if isinstance(market.store, SqliteStore):
        return asyncio.run(market.examine(query))
    return with_open(market, market.examine(query))
