"""Counting the rows that a transaction changes, exactly and on either engine; only a watched market does it."""

import re
from collections.abc import Sequence
from typing import Any

from birzha.storage.statement import Engine
from birzha.storage.transaction import Driver, Transaction

_CHANGES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


class Tally:
    """A driver that counts the rows which its statements insert, update and delete.

    What a trigger or a foreign key changes by itself is not counted; the schema has none that would.

    Args:
        inner: the driver that does the work.
    """

    __slots__ = ("_inner", "engine", "rows")

    def __init__(self, inner: Driver) -> None:
        self._inner = inner
        self.engine: Engine = inner.engine
        self.rows = 0

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        """Run a statement and give its rows; those of an insert with ``returning`` are its new rows."""
        rows = await self._inner.fetch(sql, arguments)
        if _CHANGES.match(sql):
            self.rows += len(rows)
        return rows

    async def guess(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        """Run a statement that changes nothing."""
        return await self._inner.guess(sql, arguments)

    def together(self) -> None:
        """Several statements follow that are to tell one state."""
        self._inner.together()

    async def execute(self, sql: str, arguments: Sequence[Any]) -> int:
        """Run a statement and give the number of rows it touched."""
        touched = await self._inner.execute(sql, arguments)
        if _CHANGES.match(sql):
            self.rows += touched
        return touched

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of arguments; one by one, for not every engine counts them together."""
        for row in rows:
            await self.execute(sql, row)


def tally(tx: Transaction) -> Tally:
    """Count from now on what a transaction changes.

    Args:
        tx: fresh.
    """
    counting = Tally(tx.driver)
    tx.driver = counting
    return counting
