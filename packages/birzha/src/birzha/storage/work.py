"""The seam between the market and its engines."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol, TypeVar

from birzha.storage.statement import Engine
from birzha.storage.transaction import Driver, Transaction

_T = TypeVar("_T")

Work = Callable[[Transaction], Coroutine[Any, Any, _T]]
"""A command or query with its arguments bound; it may be run again from the start when an engine asks for that."""

Begin = Callable[[Driver], Transaction]
"""Makes the market's transaction around an engine's."""


class StorageUnavailable(RuntimeError):
    """The database cannot take the work now; nothing of it was kept."""


class Store(Protocol):
    """The rows of a market on some engine."""

    engine: Engine

    def open(self) -> Awaitable[None]:
        """Make ready for work."""
        ...

    def close(self) -> Awaitable[None]:
        """Finish what is under way and let go."""
        ...

    def write(self, work: Work[Any]) -> Awaitable[Any]:
        """Run a command in one durable transaction."""
        ...

    def read(self, work: Work[Any], name: str = "") -> Awaitable[Any]:
        """Run a query on one consistent state.

        Args:
            work: the query.
            name: which query it is, so that an engine may learn how it goes about its work.
        """
        ...

    def examine(self, work: Work[Any]) -> Awaitable[Any]:
        """Run a query that may take long, without holding up the others."""
        ...
