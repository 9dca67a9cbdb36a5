"""What the clients call through: a core, a transport and a renewal of the session, for ``asyncio`` and for threads."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Any, Protocol

from birzha_client.conversation import Conversation
from birzha_client.drivers import drive, drive_sync
from birzha_client.transport import AsyncTransport, SyncTransport
from kwork_api.core import Core, Used
from kwork_api.errors import KworkAuthError, KworkNotFoundError, KworkUsageError
from kwork_api.operations import OPERATIONS
from kwork_api.pages import Walk
from kwork_api.response import Response

RENEWALS = 2
"""Sessions that a call tries to get: what a store holds may have expired too. After a login of one's own there is no other."""

Start = Callable[[Used], Conversation[Any]]


class Renewal(Protocol):
    """Gets another session, for ``asyncio``: see :mod:`kwork_api.async_renewal`."""

    async def renew(self, generation: int, transport: AsyncTransport) -> bool:
        """Make the session another one than that generation; say whether by a login of one's own."""
        ...


class SyncRenewal(Protocol):
    """Gets another session, for threads: see :mod:`kwork_api.renewal`."""

    def renew(self, generation: int, transport: SyncTransport) -> bool:
        """Make the session another one than that generation; say whether by a login of one's own."""
        ...


def ids_of(kwork_ids: Iterable[int], concurrency: int) -> list[int]:
    """The ids, each once, in their order.

    Raises:
        KworkUsageError: the concurrency lets nothing through.
    """
    if concurrency < 1:
        raise KworkUsageError("concurrency must be at least 1")
    return list(dict.fromkeys(kwork_ids))


class AsyncCaller:
    """Makes calls on the running event loop.

    Args:
        core: makes conversations.
        transport: how requests travel; by default over the network.
        renewal: logs in anew when the session has expired; ``None``: nobody does.
    """

    def __init__(self, core: Core, transport: AsyncTransport | None, renewal: Renewal | None) -> None:
        self.core = core
        self._transport = transport
        self._renewal = renewal
        self._lock = Lock()

    async def call(self, name: str, values: Mapping[str, Any]) -> Any:
        """One documented call."""
        operation = OPERATIONS.get(name)
        kept = self.core.kept(operation) if operation is not None else None
        if kept is not None:
            return kept.value
        return await self._run(lambda used: self.core.conversation(name, values, used))

    async def raw(self, call: str, values: Mapping[str, Any]) -> Response:
        """One call whose answer is handed out as it came."""
        found: Response = await self._run(lambda used: self.core.raw_conversation(call, values, used))
        return found

    async def walk(self, name: str, values: Mapping[str, Any]) -> AsyncIterator[Any]:
        """The rows of a list, page by page."""
        walk = Walk(OPERATIONS[name], values)
        while not walk.ended:
            for row in walk.fresh(await self.call(name, walk.parameters())):
                yield row

    async def many(self, name: str, parameter: str, ids: Iterable[int], concurrency: int) -> dict[int, Any]:
        """One call for each id, so many at a time; ids that do not exist are left out."""
        import asyncio  # noqa: PLC0415 - costs 25 ms, which users of the sync client need not pay

        wanted = ids_of(ids, concurrency)
        left, found = iter(wanted), dict[int, Any]()

        async def work() -> None:
            for each in left:
                try:
                    found[each] = await self.call(name, {parameter: each})
                except KworkNotFoundError:
                    continue

        tasks = [asyncio.ensure_future(work()) for _ in range(min(concurrency, len(wanted)))]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return {each: found[each] for each in wanted if each in found}

    async def login(self, username: str, password: str) -> None:
        """Sign in."""
        await drive(self.core.login(username, password), self.transport())

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        if self._transport is not None:
            await self._transport.close()

    def transport(self) -> AsyncTransport:
        """The transport, made when first needed."""
        with self._lock:
            if self._transport is None:
                from birzha_client.http import HttpTransport  # noqa: PLC0415 - the network library costs 100 ms

                self._transport = HttpTransport(http2=True)
            return self._transport

    async def _run(self, start: Start) -> Any:
        transport = self.transport()
        if self._renewal is not None and self.core.session.token is None:
            await self._renewal.renew(self.core.session.generation, transport)
        for _ in range(RENEWALS):
            used = Used()
            try:
                return await drive(start(used), transport)
            except KworkAuthError as error:
                if self._renewal is None or not error.expired:
                    raise
                if await self._renewal.renew(used.generation, transport):
                    break
        return await drive(start(Used()), transport)


class SyncCaller:
    """Makes calls on the calling thread.

    Args:
        core: makes conversations.
        transport: how requests travel; by default over the network.
        renewal: logs in anew when the session has expired; ``None``: nobody does.
    """

    def __init__(self, core: Core, transport: SyncTransport | None, renewal: SyncRenewal | None) -> None:
        self.core = core
        self._transport = transport
        self._renewal = renewal
        self._lock = Lock()

    def call(self, name: str, values: Mapping[str, Any]) -> Any:
        """One documented call."""
        operation = OPERATIONS.get(name)
        kept = self.core.kept(operation) if operation is not None else None
        if kept is not None:
            return kept.value
        return self._run(lambda used: self.core.conversation(name, values, used))

    def raw(self, call: str, values: Mapping[str, Any]) -> Response:
        """One call whose answer is handed out as it came."""
        found: Response = self._run(lambda used: self.core.raw_conversation(call, values, used))
        return found

    def walk(self, name: str, values: Mapping[str, Any]) -> Iterator[Any]:
        """The rows of a list, page by page."""
        walk = Walk(OPERATIONS[name], values)
        while not walk.ended:
            yield from walk.fresh(self.call(name, walk.parameters()))

    def many(self, name: str, parameter: str, ids: Iterable[int], concurrency: int) -> dict[int, Any]:
        """One call for each id, so many at a time; ids that do not exist are left out."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only this needs threads

        wanted = ids_of(ids, concurrency)

        def one(each: int) -> Any:
            try:
                return self.call(name, {parameter: each})
            except KworkNotFoundError:
                return None

        with ThreadPoolExecutor(max_workers=concurrency) as pool:
            futures = [pool.submit(one, each) for each in wanted]
            try:
                found = [future.result() for future in futures]
            finally:
                pool.shutdown(cancel_futures=True)
        return {each: value for each, value in zip(wanted, found, strict=True) if value is not None}

    def login(self, username: str, password: str) -> None:
        """Sign in."""
        drive_sync(self.core.login(username, password), self.transport())

    def close(self) -> None:
        """Close all connections."""
        if self._transport is not None:
            self._transport.close()

    def transport(self) -> SyncTransport:
        """The transport, made when first needed."""
        with self._lock:
            if self._transport is None:
                from birzha_client.http import SyncHttpTransport  # noqa: PLC0415 - the network library costs 100 ms

                self._transport = SyncHttpTransport(http2=True)
            return self._transport

    def _run(self, start: Start) -> Any:
        transport = self.transport()
        if self._renewal is not None and self.core.session.token is None:
            self._renewal.renew(self.core.session.generation, transport)
        for _ in range(RENEWALS):
            used = Used()
            try:
                return drive_sync(start(used), transport)
            except KworkAuthError as error:
                if self._renewal is None or not error.expired:
                    raise
                if self._renewal.renew(used.generation, transport):
                    break
        return drive_sync(start(Used()), transport)
