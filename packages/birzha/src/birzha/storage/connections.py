"""The connections to a PostgreSQL server: who waits for one is not overtaken, and the last one given back is the next one given.

The driver's own pool is not used: it takes every connection back in a task of its own, which costs as much as a short statement
(measured), and in its queue a newcomer may overtake whoever waits.
"""

import asyncio
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import asyncpg

STATEMENTS = 1024
"""How many prepared statements a connection keeps."""

SERVER_SETTINGS = {
    # a page of a list is read by one process sooner than two more are started for it, as plans for any page would have it
    "max_parallel_workers_per_gather": "0",
    # what is looked up for the twenty rows of a page is not looked up so often that it is worth keeping
    "enable_memoize": "off",
}


@dataclass(slots=True)
class Connections:
    """The connections of one process.

    Args:
        url: ``postgresql://user:password@host/name``.
        most: how many there are at most.
    """

    url: str
    most: int
    _idle: list[Any] = field(default_factory=list)
    _turns: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._turns = asyncio.Semaphore(self.most)

    async def open(self) -> None:
        """Connect once, so that a wrong address is told at once."""
        self._idle.append(await self._connected())

    async def close(self) -> None:
        """Wait until nobody has a connection, and let go of all."""
        for _ in range(self.most):
            await self._turns.acquire()
        while self._idle:
            await self._idle.pop().close()
        for _ in range(self.most):
            self._turns.release()

    def one(self) -> "Borrowed":
        """A connection for as long as the ``async with`` lasts; it must end its transactions itself."""
        return Borrowed(self)

    async def take(self) -> Any:
        """Wait for a connection in turn; it must be given back."""
        await self._turns.acquire()
        try:
            while self._idle:
                connection = self._idle.pop()
                if not connection.is_closed():
                    return connection
            return await self._connected()
        except BaseException:
            self._turns.release()
            raise

    def give_back(self, connection: Any, *, fit: bool) -> None:
        """Let the next one have a connection.

        Args:
            connection: of :meth:`take`.
            fit: whether nothing is under way on it any more; otherwise it is dropped.
        """
        if fit and not connection.is_closed() and not connection.is_in_transaction():
            self._idle.append(connection)
        else:
            connection.terminate()
        self._turns.release()

    async def _connected(self) -> Any:
        return await asyncpg.connect(self.url, statement_cache_size=STATEMENTS, server_settings=SERVER_SETTINGS)


class Borrowed:
    """A connection as a context.

    Args:
        connections: whose.
    """

    __slots__ = ("_connection", "_connections")

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._connection: Any = None

    async def __aenter__(self) -> Any:
        """Wait for it in turn."""
        self._connection = await self._connections.take()
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back; whoever was cancelled may have left an answer on its way."""
        self._connections.give_back(self._connection, fit=error is None or isinstance(error, Exception))
