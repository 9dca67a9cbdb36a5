"""What the groups of methods call through: a core and a transport, for ``asyncio`` and for threads."""

from collections.abc import AsyncIterator, Iterator, Mapping
from threading import Lock
from typing import Any

from birzha_client.drivers import drive, drive_sync
from birzha_client.transport import AsyncTransport, SyncTransport
from birzha_client.wire import WireResponse
from etxt_api.core import Core
from etxt_api.errors import NoObjectError
from etxt_api.operations import OPERATIONS
from etxt_api.pages import Walk


class AsyncCaller:
    """Makes calls on the running event loop.

    Args:
        core: makes conversations.
        transport: how requests travel; by default over the network.
    """

    def __init__(self, core: Core, transport: AsyncTransport | None) -> None:
        self.core = core
        self._transport = transport
        self._lock = Lock()

    async def call(self, method: str, values: Mapping[str, Any]) -> Any:
        """One call, by wire names."""
        return await drive(self.core.conversation(method, values), self.transport())

    async def walk(self, method: str, values: Mapping[str, Any]) -> AsyncIterator[Any]:
        """The rows of a list, page by page; an empty list is no error."""
        walk = Walk(OPERATIONS[method], values)
        while not walk.ended:
            try:
                rows = await self.call(method, walk.parameters())
            except NoObjectError:
                return
            for row in walk.fresh(rows):
                yield row

    async def download(self, path: str) -> WireResponse:
        """The answer with a file."""
        return await drive(self.core.download(path), self.transport())

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        if self._transport is not None:
            await self._transport.close()

    def transport(self) -> AsyncTransport:
        """The transport, made when first needed."""
        with self._lock:
            if self._transport is None:
                from birzha_client.http import HttpTransport  # noqa: PLC0415 - the network library costs 100 ms

                self._transport = HttpTransport()
            return self._transport


class SyncCaller:
    """Makes calls on the calling thread.

    Args:
        core: makes conversations.
        transport: how requests travel; by default over the network.
    """

    def __init__(self, core: Core, transport: SyncTransport | None) -> None:
        self.core = core
        self._transport = transport
        self._lock = Lock()

    def call(self, method: str, values: Mapping[str, Any]) -> Any:
        """One call, by wire names."""
        return drive_sync(self.core.conversation(method, values), self.transport())

    def walk(self, method: str, values: Mapping[str, Any]) -> Iterator[Any]:
        """The rows of a list, page by page; an empty list is no error."""
        walk = Walk(OPERATIONS[method], values)
        while not walk.ended:
            try:
                rows = self.call(method, walk.parameters())
            except NoObjectError:
                return
            yield from walk.fresh(rows)

    def download(self, path: str) -> WireResponse:
        """The answer with a file."""
        return drive_sync(self.core.download(path), self.transport())

    def close(self) -> None:
        """Close all connections."""
        if self._transport is not None:
            self._transport.close()

    def transport(self) -> SyncTransport:
        """The transport, made when first needed."""
        with self._lock:
            if self._transport is None:
                from birzha_client.http import SyncHttpTransport  # noqa: PLC0415 - the network library costs 100 ms

                self._transport = SyncHttpTransport()
            return self._transport
