"""An event loop on a thread of its own: where the exchange lives while tests run on theirs, or on none."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine
from threading import Event, Thread
from typing import Any, TypeVar

_T = TypeVar("_T")


class Beside:
    """A loop beside the tests; it runs until :meth:`end`."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._begun = Event()
        self._thread = Thread(target=self._run, name="birzha-exchange", daemon=True)
        self._thread.start()
        self._begun.wait()

    def submit(self, work: Coroutine[Any, Any, _T]) -> "concurrent.futures.Future[_T]":
        """Begin work there."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def call(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Have work done there, and wait for it; whatever it raises is raised here."""
        return self.submit(work).result()

    async def wait(self, work: Coroutine[Any, Any, _T]) -> _T:
        """The same from another running loop, which goes on meanwhile."""
        return await asyncio.wrap_future(self.submit(work))

    def do(self, step: Callable[[], _T]) -> _T:
        """Have a plain function called there, between two steps of everything else."""

        async def stepped() -> _T:
            return step()

        return self.call(stepped())

    def end(self) -> None:
        """End the loop and its thread; nothing runs there any more."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.get_loop().call_soon(self._begun.set)
            runner.get_loop().run_forever()
