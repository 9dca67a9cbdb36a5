"""Queries that ask once, without a transaction: one statement tells one state by itself.

To begin and to end a transaction costs as much as many a statement; on PostgreSQL each is a way to the server and back.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from birzha.storage.statement import Engine
from birzha.storage.transaction import Driver

_CHANGES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)


class NeedsTransaction(Exception):
    """A query asks for more than one statement tells.

    Args:
        said: whether it said so itself, for this time.
    """

    def __init__(self, *, said: bool = False) -> None:
        super().__init__(said)
        self.said = said


class Single:
    """A driver outside of any transaction, which runs one question and any number of guesses.

    Args:
        inner: the driver that does the work.
    """

    __slots__ = ("_asked", "_inner", "engine")

    def __init__(self, inner: Driver) -> None:
        self._inner = inner
        self.engine: Engine = inner.engine
        self._asked = False

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        """Run a statement and give its rows.

        Raises:
            NeedsTransaction: it is the second one, or not a question.
        """
        if self._asked or not _is_question(sql):
            raise NeedsTransaction
        self._asked = True
        return await self._inner.fetch(sql, arguments)

    async def guess(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        """Run a statement whose rows need not be of the same state as those of the others."""
        return await self._inner.fetch(sql, arguments)

    def together(self) -> None:
        """Several statements follow that are to tell one state.

        Raises:
            NeedsTransaction: always.
        """
        raise NeedsTransaction(said=True)

    async def execute(self, sql: str, arguments: Sequence[Any]) -> int:
        """Nothing is done outside of a transaction.

        Raises:
            NeedsTransaction: always.
        """
        raise NeedsTransaction

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Nothing is done outside of a transaction.

        Raises:
            NeedsTransaction: always.
        """
        raise NeedsTransaction


@cache
def _is_question(sql: str) -> bool:
    # what is asked for in a SELECT ... WITH may be changed there on the way
    return sql.startswith("SELECT") or (sql.startswith("WITH") and not _CHANGES.search(sql))
