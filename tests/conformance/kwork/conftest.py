"""A stage with the demo people on it, and a client written from the documentation alone: raw JSON, raw cookies."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2
import pytest
from msgspec import structs
from starlette.applications import Starlette

from birzha.app import Market
from birzha.dialects import kwork
from birzha.orders.commands import accept_bid, accept_results, place_bid, save_order, submit_result
from birzha.orders.model import OrderChanges
from birzha.people.model import Actor
from birzha.people.queries import actor_by_id, person_by_login
from birzha.people.vault import Vault
from birzha.sandbox.seed import read_seed, sow
from birzha.sandbox.seed_life import Life

DAY = 86_400
STRANGERS = structs.replace(read_seed(), life=Life())
"""The demo people before they have had to do with one another."""
TEXT = "Ржаной хлеб пекут из ржаной муки, воды и закваски. " * 30


@dataclass
class Reply:
    """One HTTP answer."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        """The body."""
        assert self.headers["content-type"] == "application/json; charset=utf-8"
        return json.loads(self.body)

    @property
    def answer(self) -> Any:
        """The body of an answer that is no refusal."""
        assert self.status == 200, self.body
        return self.json


@dataclass
class Client:
    """A program that calls the API.

    Args:
        http: sends requests.
        cookies: sent with each of them.
    """

    http: httpx2.AsyncClient
    cookies: dict[str, str] = field(default_factory=dict)

    async def send(self, verb: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """One request with a body of one's own making."""
        lines = dict(headers)
        if self.cookies:
            lines["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        found = await self.http.request(verb, f"/kwork{path}", content=body, headers=lines)
        return Reply(found.status_code, found.headers, found.content)

    async def post(self, path: str, **fields: Any) -> Reply:
        """A documented call: no body without fields, JSON with them."""
        if not fields:
            return await self.send("POST", path)
        return await self.send("POST", path, json.dumps(fields).encode(), **{"Content-Type": "application/json"})

    async def sign_in(self, login: str, password: str) -> Reply:
        """The first step of a log-in; its cookies are kept."""
        body = httpx2.QueryParams({"login_or_email": login, "password": password})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": "https://kwork.ru/"}
        found = await self.send("POST", "/signIn", str(body).encode(), **kind)
        for line in found.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return found

    async def log_in(self, login: str, password: str) -> "Client":
        """Both steps; what remains is the token alone, as a restored session has it."""
        assert (await self.sign_in(login, password)).status == 200
        token = (await self.send("POST", "/getWebAuthToken", b"{}")).answer["web_auth_token"]
        return Client(self.http, {"web_auth_token": token})


@dataclass
class Stage:
    """The exchange with its demo people, three of them signed in."""

    market: Market
    http: httpx2.AsyncClient
    people: dict[str, Client] = field(default_factory=dict)

    def __getattr__(self, login: str) -> Client:
        try:
            return self.people[login]
        except KeyError:
            raise AttributeError(login) from None

    async def actor(self, login: str) -> Actor:
        """The person as the acting one of a command."""
        found = await self.market.ask(person_by_login, Actor(1, actor_roles()), login)
        return await self.market.ask(actor_by_id, found.id)

    async def order(self, login: str = "anna", **more: Any) -> int:
        """A new order, published unless ``more`` says otherwise."""
        values = {
            "title": "Ржаной хлеб дома",
            "description": "Нужна статья о закваске.",
            "price": 5_550,
            "size": 1000,
            "category_id": 254,
            "public": 1,
            "deadline": self.market.clock.now() + 10 * DAY,
            **more,
        }
        return await self.market.do(save_order, await self.actor(login), OrderChanges(**values))

    async def assign(self, order: int, by: str = "anna", to: str = "vera") -> int:
        """Bring an order into work."""
        bid = await self.market.do(place_bid, await self.actor(to), order, "Возьмусь")
        return (await self.market.do(accept_bid, await self.actor(by), bid.id)).order_id

    async def finish(self, order: int, by: str = "anna", to: str = "vera") -> None:
        """Bring an order in work to its end."""
        await self.market.do(submit_result, await self.actor(to), order, TEXT)
        await self.market.do(accept_results, await self.actor(by), [order])


def actor_roles() -> Any:
    """The roles of whoever looks people up for the stage."""
    from birzha.people.model import Role

    return Role.CUSTOMER


def with_rules(market: Market, **rules: Any) -> Market:
    """The same market under other rules of the dialect."""
    settings = replace(market.settings, rules=replace(market.settings.rules, **rules))
    return Market(settings, market.clock, market.ids, market.store, market.files)


def http_of(market: Market) -> httpx2.AsyncClient:
    """Sends requests straight into the dialect."""
    app = Starlette(routes=list(kwork.routes(market)))
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://exchange.test")


@pytest.fixture
async def stage(market: Market):
    """The stage on each engine."""
    await market.do(sow, STRANGERS, Vault(market.settings.secret_key))
    async with http_of(market) as http:
        the_stage = Stage(market, http)
        for login in ("anna", "boris", "vera"):
            the_stage.people[login] = await Client(http).log_in(login, f"demo-{login}")
        yield the_stage


@pytest.fixture
async def plain(sqlite_market: Market):
    """The stage on SQLite only, nobody signed in: for what does not depend on the engine."""
    await sqlite_market.do(sow, STRANGERS, Vault(sqlite_market.settings.secret_key))
    async with http_of(sqlite_market) as http:
        yield Stage(sqlite_market, http)
