"""What a command or a query is given: a transaction on either engine.

A command is ``async def command(tx, …)`` and awaits nothing but its transaction. On PostgreSQL the awaits wait for the server; on
SQLite they never wait, so the whole command runs in one go on the writer's thread.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from birzha.events import Bus
from birzha.ids import Ids
from birzha.settings import Rules
from birzha.storage.statement import Engine, Row, Statement

_T = TypeVar("_T")


class Driver(Protocol):
    """One open transaction on an engine."""

    engine: Engine

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        """Run a statement and give its rows."""
        ...

    async def guess(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        """Run a statement whose rows need not be of the same state as those of the others."""
        ...

    def together(self) -> None:
        """Several statements follow that are to tell one state."""
        ...

    async def execute(self, sql: str, arguments: Sequence[Any]) -> int:
        """Run a statement and give the number of rows it touched."""
        ...

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row of arguments."""
        ...


class Transaction:
    """One transaction of the market.

    Args:
        driver: the engine's side of it.
        now: the moment of the transaction, unixtime seconds; the same for everything in it.
        rules: the market's rules in force.
        ids: draws tokens.
        bus: who hears of events.
    """

    __slots__ = ("_bus", "_engine", "driver", "ids", "now", "rules")

    def __init__(self, driver: Driver, *, now: int, rules: Rules, ids: Ids, bus: Bus) -> None:
        self.driver = driver
        self._engine: Engine = driver.engine
        self._bus = bus
        self.now = now
        self.rules = rules
        self.ids = ids

    async def all(self, statement: Statement[_T], **values: Any) -> list[_T]:
        """Every answer of the statement."""
        compiled = statement.compiled(self._engine)
        rows = await self.driver.fetch(compiled.sql, compiled.arguments(values))
        into = statement.into
        if into is None:
            return rows if isinstance(rows, list) else list(rows)
        return [into(*row) for row in rows]

    async def first(self, statement: Statement[_T], **values: Any) -> _T | None:
        """The first answer of the statement, or ``None``."""
        compiled = statement.compiled(self._engine)
        rows = await self.driver.fetch(compiled.sql, compiled.arguments(values))
        if not rows:
            return None
        into = statement.into
        row: Any = rows[0]
        return row if into is None else into(*row)

    async def one(self, statement: Statement[_T], **values: Any) -> _T:
        """The answer of a statement that always has one, such as an insert with ``returning``.

        Raises:
            LookupError: it had none.
        """
        found = await self.first(statement, **values)
        if found is None:
            raise LookupError(f"no row from {statement.compiled(self._engine).sql}")
        return found

    async def guess(self, statement: Statement[Row], **values: Any) -> Sequence[Row]:
        """Every row of a statement that only says how to go about the work.

        What it tells may have changed when the next statement runs; a query that asks once besides needs no transaction.
        """
        compiled = statement.compiled(self._engine)
        return await self.driver.guess(compiled.sql, compiled.arguments(values))

    def together(self) -> None:
        """Say that several statements follow which are to tell one state.

        For a query that usually asks once: an engine that runs those without a transaction begins one now.
        """
        self.driver.together()

    async def run(self, statement: Statement[Any], **values: Any) -> int:
        """Run an insert, update or delete; gives the number of rows it touched."""
        compiled = statement.compiled(self._engine)
        return await self.driver.execute(compiled.sql, compiled.arguments(values))

    async def run_many(self, statement: Statement[Any], rows: Sequence[Mapping[str, Any]]) -> None:
        """Run an insert, update or delete that answers nothing, once for each set of values."""
        compiled = statement.compiled(self._engine)
        await self.driver.execute_many(compiled.sql, [compiled.arguments(row) for row in rows])

    async def publish(self, event: object) -> None:
        """Tell the nouns to the right that something happened; they act in this same transaction."""
        for subscriber in self._bus.subscribers(type(event)):
            await subscriber(self, event)
