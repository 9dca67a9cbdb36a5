"""Getting hold of a market from the command line, and saying plainly why it cannot be had."""

import asyncio
import sqlite3
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from birzha.app import Market
from birzha.cli import texts
from birzha.cli.exits import Code, Stop
from birzha.configuration import Misconfigured
from birzha.running import CannotListen
from birzha.storage.sqlite import DatabaseInUse
from birzha.storage.work import StorageUnavailable

_T = TypeVar("_T")


@contextmanager
def plain_refusals(place: str) -> Iterator[None]:
    """Turn what keeps an exchange from starting into a sentence with advice.

    Args:
        place: of the database, for people; without its password.

    Raises:
        Stop: it cannot start.
    """
    try:
        yield
    except Misconfigured as error:
        raise Stop(*(texts.FLAWS[flaw] for flaw in error.flaws), code=Code.USAGE) from None
    except CannotListen as error:
        reasons = {"taken": texts.PORT_TAKEN, "forbidden": texts.PORT_FORBIDDEN}
        sentence = reasons.get(error.reason, texts.NO_SUCH_HOST).said(host=error.host, port=error.port)
        raise Stop(sentence, code=Code.USAGE) from None
    except DatabaseInUse:
        raise Stop(texts.DATABASE_IN_USE.said(place=place), code=Code.USAGE) from None
    except (TimeoutError, StorageUnavailable, sqlite3.Error, OSError) as error:
        raise Stop(texts.DATABASE_UNREACHABLE.said(reason=error), code=Code.FAILED) from None
    except Exception as error:
        # asyncpg and SQLAlchemy have trees of their own; neither is loaded unless it is in use
        if type(error).__name__ == "UndefinedTableError":
            raise Stop(texts.NO_TABLES.said(place=place), code=Code.NOT_FOUND) from None
        if type(error).__module__.partition(".")[0] in {"asyncpg", "sqlalchemy"}:
            reason = getattr(error, "orig", None) or error  # SQLAlchemy adds links of its own to the driver's words
            raise Stop(texts.DATABASE_UNREACHABLE.said(reason=reason), code=Code.FAILED) from None
        raise


def place_of(database_url: str) -> str:
    """A database's address without its password."""
    scheme, _, rest = database_url.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host}"


def with_open(market: Market, work: Coroutine[Any, Any, _T]) -> _T:
    """Run something on a market that is opened for it and closed after it."""

    async def whole() -> _T:
        try:
            await market.store.open()
        except BaseException:
            work.close()
            raise
        try:
            return await work
        finally:
            await market.store.close()

    return asyncio.run(whole())
