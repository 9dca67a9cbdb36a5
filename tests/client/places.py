"""Where the Kwork client is tried out: a real ``birzha up`` in a process of its own, and the same exchange in this process.

Both are the whole program. Both get the same preparation through the exchange's own API, then a checkpoint, so that every test
begins with the same people, orders and sessions, whatever was done before it.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from birzha.app import assemble
from birzha.clock import AdjustableClock
from birzha.people.vault import Vault
from birzha.sandbox.seed import read_seed, sow
from birzha.server import build
from birzha.settings import Settings
from birzha_client.asgi import SyncAsgiTransport
from birzha_client.http import SyncHttpTransport
from birzha_client.transport import SyncTransport, Timeouts
from birzha_client.wire import WireRequest, WireResponse
from kwork_api import KworkClient, SyncKworkClient

USERNAME, PASSWORD = "pavel", "demo-pavel-1"
CATEGORY = 254
READY = "ready"


class Place:
    """An exchange with its demo people and Pavel, who has a bit of everything.

    Args:
        url: where it is.
        wire: how this test steers it.
        asynchronous: the client class that reaches it.
        synchronous: the same for threads.
    """

    def __init__(
        self, url: str, wire: SyncTransport, asynchronous: type[KworkClient], synchronous: type[SyncKworkClient]
    ) -> None:
        self.url = url
        self.kwork = f"{url}/kwork"
        self.asynchronous = asynchronous
        self.synchronous = synchronous
        self._wire = wire
        self._tokens: dict[str, str] = {}
        self.ids: dict[str, int] = {}
        self.credentials: dict[str, Any] = {}

    def ask(self, verb: str, path: str, content: Any = None, who: str = "") -> Any:
        """A call of the exchange's own API, or of the sandbox's controls (``/_sandbox/…``), as somebody."""
        headers = [("Content-Type", "application/json")] if content is not None else []
        if who:
            headers.append(("Authorization", f"Bearer {self._token(who)}"))
        body = b"" if content is None else json.dumps(content).encode()
        base = self.url if path.startswith("/_sandbox") else f"{self.url}/api/v1"
        answer = self._wire.send(WireRequest(verb, f"{base}{path}", tuple(headers), body), Timeouts())
        assert answer.status < 300, answer.body.decode()
        return json.loads(answer.body) if answer.body else None

    def _token(self, who: str) -> str:
        if who not in self._tokens:
            password = PASSWORD if who == USERNAME else f"demo-{who}"
            self._tokens[who] = self.ask("POST", "/sessions", {"login": who, "password": password})["token"]
        return self._tokens[who]

    def rewind(self) -> None:
        """Back to where every test begins: rows, sessions, the clock, and no trouble on order."""
        self.ask("POST", f"/_sandbox/checkpoints/{READY}/rewind")
        self.ask("DELETE", "/_sandbox/faults")

    def prepare(self) -> None:
        """Make Pavel and what he has, and remember it."""
        who = {"login": USERNAME, "email": "pavel@example.org", "password": PASSWORD}
        self.ask("POST", "/people", {**who, "roles": ["customer", "performer"]})
        for login in (USERNAME, "anna", "vera", "boris"):
            self.ids[login] = self.ask("GET", "/me", who=login)["id"]
        self.ask("PUT", "/me/preferences", {"categories": [CATEGORY], "languages": []}, who=USERNAME)
        for friend in ("boris", "vera"):
            self.ask("POST", f"/dialogs/{self.ids[USERNAME]}", {"text": "Добрый день"}, who=friend)
        self.ask("PUT", f"/lists/{self.ids['boris']}", {"kind": "black"}, who=USERNAME)
        liked = self.ask("GET", "/kworks", who=USERNAME)["items"][0]
        self.ids["kwork"] = liked["id"]
        self.ask("PUT", f"/me/favourite-kworks/{liked['id']}", who=USERNAME)
        self.ask("PUT", f"/me/viewed-kworks/{liked['id']}", who=USERNAME)
        self._orders()
        with self.synchronous.login(USERNAME, PASSWORD, base_url=self.kwork) as client:
            self.credentials = client.credentials
        self.ask("POST", "/_sandbox/checkpoints", {"name": READY})

    def _orders(self) -> None:
        """One order that Pavel placed, one that he works on."""
        order = {"price_type": 2, "category_id": CATEGORY, "size": 1000, "public": True, "description": "О закваске."}
        mine = self.ask("POST", "/orders", {**order, "title": "Нужен текст", "price": 150_050}, who=USERNAME)
        taken = self.ask("POST", "/orders", {**order, "title": "Ржаной хлеб", "price": 50_000}, who="anna")
        bid = self.ask("POST", f"/orders/{taken['id']}/bids", {"text": "Возьмусь"}, who=USERNAME)
        self.ask("POST", f"/bids/{bid['id']}/accept", {}, who="anna")
        self.ids |= {"placed": mine["id"], "taken": taken["id"]}


@contextmanager
def in_a_process(folder: Path) -> Iterator[Place]:
    """``birzha up`` on a free port; the clients find it by ``KWORK_BASE_URL`` or ``base_url``, over real sockets."""
    command = [sys.executable, "-m", "birzha", "up", "--json", "--port", "0", "--data", str(folder)]
    wire = SyncHttpTransport()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = json.loads(process.stdout.readline())["url"]
            place = Place(url, wire, KworkClient, SyncKworkClient)
            place.prepare()
            yield place
        finally:
            wire.close()
            process.terminate()


class _Bridge:
    """Reaches an application that lives on another thread's event loop, from any loop."""

    paced = False

    def __init__(self, wire: SyncAsgiTransport) -> None:
        self._wire = wire

    async def send(self, request: WireRequest, timeouts: Timeouts) -> WireResponse:
        return await asyncio.to_thread(self._wire.send, request, timeouts)

    async def close(self) -> None:
        """The application goes on."""


class _Stub:
    """The same without asyncio."""

    paced = False

    def __init__(self, wire: SyncAsgiTransport) -> None:
        self.send = wire.send

    def close(self) -> None:
        """The application goes on."""


@contextmanager
def in_this_process(database: Path, folder: Path) -> Iterator[Place]:
    """The whole program as an ASGI application; the clients reach it through the transports for that.

    Args:
        database: a SQLite file with the schema and nothing in it.
        folder: for uploads and checkpoints.
    """
    settings = Settings(
        database_url=f"sqlite:///{database}",
        files=folder / "files",
        secret_key="of the tests, long enough",
        sandbox=True,
    )
    market = assemble(settings, clock=AdjustableClock())

    async def fill() -> None:
        await market.store.open()
        await market.do(sow, read_seed(), Vault(settings.secret_key))
        await market.store.close()

    asyncio.run(fill())
    wire = SyncAsgiTransport(build(market), lifespan=True)

    class InProcess(KworkClient):
        """Calls the exchange of this process."""

        def __init__(self, *positional: Any, **named: Any) -> None:
            super().__init__(*positional, **{"transport": _Bridge(wire), **named})

    class SyncInProcess(SyncKworkClient):
        """Calls the exchange of this process."""

        def __init__(self, *positional: Any, **named: Any) -> None:
            super().__init__(*positional, **{"transport": _Stub(wire), **named})

    try:
        place = Place("http://exchange.test", wire, InProcess, SyncInProcess)
        place.prepare()
        yield place
    finally:
        wire.close()
