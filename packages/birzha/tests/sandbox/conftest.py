"""A whole sandbox in process: the program as it is served, its seed, a caller of its API and one of its controls."""

import hashlib
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus

import httpx2
import pytest

from birzha.app import Market
from birzha.people.vault import Vault
from birzha.sandbox.reset import reset
from birzha.sandbox.seed import read_seed
from birzha.server import build

PEOPLE = {each.login: each for each in read_seed().people}


@dataclass
class Desk:
    """A sandbox and the two ways into it.

    Args:
        market: its market.
        app: the program.
        http: of the program.
    """

    market: Market
    app: Any
    http: httpx2.AsyncClient

    def query(self, login: str, method: str, values: dict[str, Any] | None = None) -> str:
        """The query string of a call, signed as the documentation has it."""
        person = PEOPLE[login]
        values = {"method": method, "token": person.token, **(values or {})}
        inner = hashlib.md5(f"{person.api_pass}api-pass".encode()).hexdigest()
        text = "".join(f"{name}={values[name]}" for name in sorted(values)) + inner
        values["sign"] = hashlib.md5(text.encode()).hexdigest()
        return "&".join(f"{quote_plus(name)}={quote_plus(str(value))}" for name, value in values.items())

    async def call(self, login: str, method: str, query: dict[str, Any] | None = None, **form: Any) -> httpx2.Response:
        """A call of the API: by POST when there is a form."""
        url = f"/etxt/api/json/?{self.query(login, method, query)}"
        return await (self.http.post(url, data=form) if form else self.http.get(url))

    async def control(self, verb: str, path: str, body: Any = None, **query: Any) -> Any:
        """What a control answers."""
        answer = await self.http.request(verb, f"/_sandbox{path}", json=body, params=query or None)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refused(self, verb: str, path: str, body: Any = None, **query: Any) -> tuple[int, dict[str, Any]]:
        """The status and words of a control that refuses."""
        answer = await self.http.request(verb, f"/_sandbox{path}", json=body, params=query or None)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()

    async def last(self) -> dict[str, Any]:
        """The newest entry of the journal, in full."""
        entries = (await self.control("GET", "/journal", count=1))["entries"]
        return await self.control("GET", f"/journal/{entries[0]['id']}")


@asynccontextmanager
async def served(market: Market, **changes: Any):
    """The desk of a market with its seed."""
    market.settings = replace(market.settings, **changes)
    await market.do(reset, read_seed(), Vault(market.settings.secret_key), market.store.engine)
    app = build(market)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://sandbox.test") as http:
        yield Desk(market, app, http)


@pytest.fixture
async def desk(sqlite_market: Market):
    """A sandbox on SQLite, its clock frozen."""
    async with served(sqlite_market) as the_desk:
        yield the_desk


@pytest.fixture
async def any_desk(market: Market):
    """The same once on each engine."""
    async with served(market) as the_desk:
        yield the_desk


@pytest.fixture
async def loose_desk(sqlite_market: Market):
    """A sandbox that gives no hints."""
    async with served(sqlite_market, loose=True) as the_desk:
        yield the_desk


@pytest.fixture
async def real_desk(sqlite_market: Market):
    """The same people on an exchange that is no sandbox."""
    async with served(sqlite_market, sandbox=False) as the_desk:
        yield the_desk
