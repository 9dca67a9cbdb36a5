"""One exchange of a test run: started once, put back to its seed before each test.

A reset copies the seed's pages over the database by SQLite's own backup, from a copy in memory, and puts the faces together anew, so
that whatever they remember beside the rows (journal, faults, switches, pace) is gone as well.
"""

import asyncio
import shutil
import sqlite3
from collections import OrderedDict
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from starlette.types import Receive, Scope, Send

from birzha.app import Market, assemble
from birzha.clock import AdjustableClock
from birzha.ids import SeededIds
from birzha.install import install
from birzha.people.vault import Vault
from birzha.running import Server, bind, url_of
from birzha.sandbox import Controls
from birzha.sandbox.checkpoints import FOLDER
from birzha.sandbox.seed import read_seed, sow
from birzha.server import faces_of, running
from birzha.storage.sqlite import SqliteStore
from birzha.testing.beside import Beside
from birzha.testing.setup import Setup
from birzha_client.asgi import App

MOST = 8
"""How many exchanges one test run keeps at hand; the one that was not used for longest goes first."""

INSIDE = "http://exchange.test"
"""The exchange's address for clients in this process; no name server knows it."""


class Names:
    """Tokens from a seed, that can begin anew; what the seed's rows have is not drawn again.

    Args:
        seed: any number.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._drawn = SeededIds(2 * seed)

    def token(self) -> str:
        """See :class:`birzha.ids.Ids`."""
        return self._drawn.token()

    def begin(self) -> None:
        """Draw what a test draws first."""
        self._drawn = SeededIds(2 * self._seed + 1)


class House:
    """An exchange on its seed; all of it runs on the loop that it was opened on.

    Args:
        setup: what kind of exchange.
        folder: empty; all its files lie there.
    """

    def __init__(self, setup: Setup, folder: Path) -> None:
        self._folder = folder
        self._clock = AdjustableClock()
        self._clock.freeze()
        if (moment := setup.moment()) is not None:
            self._clock.set(moment)
        self._start = self._clock.now()
        self._names = Names(setup.seed)
        settings = setup.settings(f"sqlite:///{folder / 'birzha.sqlite3'}", folder / "files")
        self.market: Market = assemble(settings, clock=self._clock, ids=self._names)
        self.vault: Vault = Vault(settings.secret_key)
        self._seeded = sqlite3.connect(":memory:", check_same_thread=False)
        self._files: dict[Path, bytes] = {}
        self._open = AsyncExitStack()
        self._url = ""
        self._faces = faces_of(self.market)

    @property
    def controls(self) -> Controls:
        """Of the sandbox, as they are since the last reset."""
        if self._faces.controls is None:
            raise RuntimeError("an exchange of tests is a sandbox")
        return self._faces.controls

    @property
    def app(self) -> App:
        """The exchange as it is whenever a request comes (ASGI); the same function before and after a reset."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await self._faces.app(scope, receive, send)

        return answer

    async def open(self) -> None:
        """Make the database, fill it with the seed, and remember that."""
        self._folder.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(install, self.market.settings.database_url)
        await self._open.enter_async_context(running(self.market))
        await self._store.alone(_hasten)
        await self.market.do(sow, read_seed(), self.vault)
        await self._store.alone(self._remember)
        self._files = {path: path.read_bytes() for path in self._uploads()}
        await self.reset()

    async def reset(self) -> None:
        """Go back to the seed: rows, uploads, clock, tokens, checkpoints, and all that the faces remember."""
        await self._store.alone(self._restore)
        for path in self._uploads():
            if path not in self._files:
                path.unlink(missing_ok=True)
        for path, content in self._files.items():
            if not path.exists():
                path.write_bytes(content)
        shutil.rmtree(self._folder / FOLDER, ignore_errors=True)
        self._faces = faces_of(self.market)

    async def url(self) -> str:
        """Where HTTP reaches it, without a slash at the end; begins to listen when it is first asked for."""
        if not self._url:
            listening = self._open.enter_context(bind("127.0.0.1", 0))
            ready = asyncio.Event()
            server = Server(self.app, ready.set, signals=False, breakable=True)
            serving = asyncio.create_task(server.serve([listening]), name="birzha-server")
            self._open.push_async_callback(_stop, server, serving)
            await ready.wait()
            self._url = url_of(listening)
        return self._url

    async def close(self) -> None:
        """Stop it and remove its files."""
        await self._open.aclose()
        self._seeded.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _store(self) -> SqliteStore:
        if not isinstance(self.market.store, SqliteStore):
            raise TypeError("an exchange of tests lives on SQLite")
        return self.market.store

    def _uploads(self) -> list[Path]:
        return [path for path in self.market.files.folder.glob("*/*") if path.is_file()]

    def _remember(self, connection: sqlite3.Connection) -> None:
        connection.backup(self._seeded)

    def _restore(self, connection: sqlite3.Connection) -> None:
        self._seeded.backup(connection)
        # still on the writer's thread: the next command finds rows, clock and names of one moment
        self._clock.reset()
        self._clock.freeze()
        self._clock.set(self._start)
        self._names.begin()


class Houses:
    """The exchanges of one test run, each made when it is first asked for.

    Args:
        folder: where their files lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._houses: OrderedDict[tuple[object, ...], House] = OrderedDict()
        self.beside: Beside = Beside()

    def fresh(self, setup: Setup) -> House:
        """An exchange of that kind, on its seed."""
        house = self._houses.get(setup.key)
        if house is None:
            house = self._new(setup)
        else:
            self._houses.move_to_end(setup.key)
            self.beside.call(house.reset())
        return house

    def end(self) -> None:
        """Stop them all."""
        try:
            while self._houses:
                self.beside.call(self._houses.popitem()[1].close())
        finally:
            self.beside.end()

    def _new(self, setup: Setup) -> House:
        if len(self._houses) >= MOST:
            self.beside.call(self._houses.popitem(last=False)[1].close())
        self._made += 1
        house = self.beside.do(lambda: House(setup, self._folder / str(self._made)))
        try:
            self.beside.call(house.open())
        except BaseException:
            with suppress(Exception):  # what went wrong first is told
                self.beside.call(house.close())
            raise
        self._houses[setup.key] = house
        return house


def _hasten(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # no test pulls the plug


async def _stop(server: Server, serving: "asyncio.Task[None]") -> None:
    server.should_exit = True
    await serving
