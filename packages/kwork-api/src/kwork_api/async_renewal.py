"""One new login for all tasks when a session has expired, whatever loop or thread they run in."""

import asyncio
import inspect
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from birzha_client.drivers import drive
from birzha_client.sessions import SessionStore, lock_of
from birzha_client.transport import AsyncTransport
from kwork_api.core import Core
from kwork_api.errors import KworkError
from kwork_api.renewal import Ask, Failures, keep, restore


class Renewal:
    """Logs in anew for ``asyncio``: once for all calls that wait, whatever loop or thread they wait in.

    Args:
        core: makes the conversation.
        store: where the session is kept, if anywhere.
        ask: is asked for username and password.
    """

    def __init__(self, core: Core, store: SessionStore | None, ask: Ask) -> None:
        self._core = core
        self._store = store
        self._ask = ask
        self._failures = Failures(time.monotonic)
        self._loops: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()
        self._threads = Lock()

    async def renew(self, generation: int, transport: AsyncTransport) -> bool:
        """Make the session another one than that generation; say whether by a login of one's own.

        Raises:
            KworkAuthError: the login is not accepted.
            KworkNetworkError: no answer.
        """
        asked = self._failures.clock()
        session = self._core.session
        async with self._one_of_this_loop():
            if session.generation != generation:
                return False
            async with _held(self._threads), _held(lock_of(self._store)):
                if session.generation != generation:
                    return False
                self._failures.check(generation, asked)
                if await asyncio.to_thread(restore, session, self._store):
                    return False
                await self._log_in(generation, transport)
                return True

    async def _log_in(self, generation: int, transport: AsyncTransport) -> None:
        try:
            found = self._ask()
            username, password = await found if inspect.isawaitable(found) else found
            await drive(self._core.login(username, password), transport)
        except KworkError as error:
            self._failures.remember(generation, error)
            raise
        await asyncio.to_thread(keep, self._core.session, self._store)

    def _one_of_this_loop(self) -> asyncio.Lock:
        loop = asyncio.get_running_loop()
        found = self._loops.get(loop)
        if found is None:
            found = self._loops[loop] = asyncio.Lock()
        return found


@asynccontextmanager
async def _held(lock: Any) -> AsyncIterator[None]:
    """Hold a lock of threads or processes without holding up the event loop."""
    entering = asyncio.get_running_loop().run_in_executor(None, lock.__enter__)
    try:
        await asyncio.shield(entering)
    except asyncio.CancelledError:
        # The thread goes on waiting; what it gets must be given back.
        entering.add_done_callback(lambda done: None if done.cancelled() or done.exception() else _leave(lock))
        raise
    try:
        yield
    finally:
        _leave(lock)


def _leave(lock: Any) -> None:
    lock.__exit__(None, None, None)
