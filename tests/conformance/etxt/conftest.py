"""A stage with people on it, and a client written from the documentation alone.

What stands under "the client" imports nothing of ours: it reckons its own signature and sends raw bytes. What stands under "the
stage" sets the exchange up from inside, where the documented API has no words for it: people, money, bids, results.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from birzha.app import Market
from birzha.dialects import etxt
from birzha.money.commands.accounts import deposit
from birzha.orders.commands import place_bid, submit_result
from birzha.orders.model.order import StoredFile
from birzha.people.commands import add_api_key, add_person, set_works
from birzha.people.model import Role, Work
from birzha.people.queries import actor_by_id
from birzha.people.vault import Vault
from birzha.reference.commands import put_category, put_language, set_preferences
from birzha.storage.statement import Statement
from birzha.tables import metadata

# ---------------------------------------------------------------------------------------------------------------- the client

ENDPOINT = "/etxt/api/json/"
BOUNDARY = "----------conformance"


def md5(text: str) -> str:
    """The hexadecimal digest of a text in UTF-8."""
    return hashlib.md5(text.encode()).hexdigest()


def signature(params: list[tuple[str, str]], api_pass: str) -> str:
    """The documented signature: parameters of the URL sorted by name, without separators, then the inner digest."""
    pairs = "".join(f"{name}={value}" for name, value in sorted(params, key=lambda pair: pair[0]) if name != "sign")
    return md5(pairs + md5(api_pass + "api-pass"))


def flat(params: dict[str, Any]) -> list[tuple[str, str]]:
    """Parameters as pairs: a list becomes ``name[]`` once for each item."""
    pairs = []
    for name, value in params.items():
        if isinstance(value, list):
            pairs += [(f"{name}[]", str(item)) for item in value]
        else:
            pairs.append((name, str(value)))
    return pairs


def query_of(pairs: list[tuple[str, str]]) -> str:
    """Pairs as an urlencoded string."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)


def multipart_of(pairs: list[tuple[str, str]], files: dict[str, tuple[str, bytes]]) -> bytes:
    """Pairs and files as a multipart body."""
    lines = []
    for name, value in pairs:
        lines += [
            f"--{BOUNDARY}".encode(),
            f'Content-Disposition: form-data; name="{name}"'.encode(),
            b"",
            value.encode(),
        ]
    for name, (file_name, content) in files.items():
        disposition = f'Content-Disposition: form-data; name="{name}"; filename="{file_name}"'
        lines += [
            f"--{BOUNDARY}".encode(),
            disposition.encode(),
            b"Content-Type: application/octet-stream",
            b"",
            content,
        ]
    return b"\r\n".join([*lines, f"--{BOUNDARY}--".encode(), b""])


@dataclass
class Reply:
    """One HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        assert self.headers["content-type"].startswith("application/json"), self.body
        return json.loads(self.body)

    @property
    def answer(self) -> Any:
        """The body of an answer as JSON; refusals have HTTP 200 as well."""
        assert self.status == 200, self.body
        return self.json


Send = Callable[[str, str, dict[str, str], bytes], Any]


@dataclass
class Client:
    """A program that calls the API for one person.

    Args:
        send: takes method, target, headers and body, and gives a :class:`Reply`.
        token: of the person.
        api_pass: of the person.
    """

    send: Send
    token: str
    api_pass: str

    def target(self, method: str, params: list[tuple[str, str]] | None = None) -> str:
        """The signed address of a call with these parameters in the URL."""
        pairs = [("method", method), ("token", self.token), *(params or [])]
        return f"{ENDPOINT}?{query_of([*pairs, ('sign', signature(pairs, self.api_pass))])}"

    async def get(self, method: str, **params: Any) -> Any:
        """A call by GET, everything in the URL and signed."""
        return (await self.send("GET", self.target(method, flat(params)), {}, b"")).answer

    async def post(self, method: str, **params: Any) -> Any:
        """A call by POST, urlencoded, only the mandatory three in the URL."""
        return (await self.posted(method, query_of(flat(params)).encode())).answer

    async def posted(self, method: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> Reply:
        """A call by POST with a body of one's own making."""
        return await self.send("POST", self.target(method), {"Content-Type": kind}, body)

    async def upload(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> Any:
        """A call by POST, multipart."""
        body = multipart_of(flat(params), files)
        return (await self.posted(method, body, f"multipart/form-data; boundary={BOUNDARY}")).answer

    async def download(self, url: str) -> Reply:
        """Fetch a link of an answer, as a browser would, without token or signature."""
        parts = urlsplit(url)
        return await self.send("GET", parts.path + (f"?{parts.query}" if parts.query else ""), {}, b"")


# ----------------------------------------------------------------------------------------------------------------- the stage

LONG_ENOUGH = "Текст о пользе чтения вслух. " * 60


@dataclass
class Somebody:
    """A person of the exchange with the keys to the API."""

    id: int
    login: str
    client: Client


@dataclass
class Stage:
    """An exchange with a few people, categories and languages."""

    market: Market
    send: Send
    people: dict[str, Somebody] = field(default_factory=dict)
    numbers: str = "string"

    def n(self, number: int | str) -> int | str:
        """A whole number as this stage's style writes it."""
        return int(number) if self.numbers == "int" else str(number)

    def money(self, roubles: str) -> Any:
        """A sum as this stage's style writes it: ``"12.50"`` or ``12.5``."""
        if self.numbers == "string":
            return roubles
        return int(float(roubles)) if roubles.endswith(".00") else float(roubles)

    def __getattr__(self, login: str) -> Somebody:
        try:
            return self.people[login]
        except KeyError:
            raise AttributeError(login) from None

    async def add(self, login: str, roles: Role, **profile: Any) -> Somebody:
        """Add a person whose token is the md5 of the login and whose API password is ``pass-`` and the login."""
        token, api_pass = md5(login), f"pass-{login}"
        sealed = Vault(self.market.settings.secret_key).seal(api_pass)
        person_id = await self.market.do(add_person, login=login, roles=roles, **profile)
        await self.market.do(add_api_key, person_id, sealed, token=token)
        self.people[login] = Somebody(person_id, login, Client(self.send, token, api_pass))
        return self.people[login]

    async def actor(self, login: str) -> Any:
        """The person as the acting one of a command."""
        return await self.market.ask(actor_by_id, self.people[login].id)

    async def bid(self, login: str, order: Any, text: str = "Готов взяться.") -> int:
        """A performer bids on an order; gives the bid's id."""
        bid = await self.market.do(place_bid, await self.actor(login), int(order), text)
        return bid.id

    async def submit(self, login: str, order: Any, text: str = LONG_ENOUGH, file: StoredFile | None = None) -> int:
        """A performer submits a result; gives its id."""
        return await self.market.do(submit_result, await self.actor(login), int(order), text=text, file=file)

    async def draft(self, **more: Any) -> str:
        """The customer saves an order; gives its id."""
        fields = {"title": "О чтении", "price": "100", "size": "1000", "id_category": "1911", "description": "Статья."}
        answer = await self.customer.client.post("tasks.saveTask", **{**fields, **more})
        assert "id_task" in answer, answer
        return str(answer["id_task"])

    async def waiting(self, **more: Any) -> str:
        """A published order; gives its id."""
        return await self.draft(public="1", **more)

    async def in_work(self, login: str = "performer", **more: Any) -> str:
        """An order with a performer; gives its id."""
        order = await self.waiting(**more)
        answer = await self.customer.client.post("tasks.setNote", id=await self.bid(login, order))
        assert "id_task" in answer, answer
        return str(answer["id_task"])

    async def on_check(self, login: str = "performer", **more: Any) -> str:
        """An order with a result; gives its id."""
        order = await self.in_work(login, **more)
        await self.submit(login, order)
        return order

    async def done(self, login: str = "performer", **more: Any) -> str:
        """An accepted order; gives its id."""
        order = await self.on_check(login, **more)
        assert "error" not in await self.customer.client.post("tasks.paidTask", id=order)
        return order

    async def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""

        async def everything(tx: Any) -> dict[str, list[tuple[Any, ...]]]:
            return {
                name: sorted((tuple(row) for row in await tx.all(Statement(select(table)))), key=repr)
                for name, table in metadata.tables.items()
            }

        return await self.market.store.read(everything)


async def in_process(app: Any, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
    """Send one request straight into an ASGI application, as a server would."""
    path, _, query = target.partition("?")
    raw = [(name.lower().encode(), value.encode()) for name, value in {"Host": "exchange.test", **headers}.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": quote(path, safe="/%").encode(),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": raw,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
    }
    pieces = [body[start : start + 65536] for start in range(0, len(body), 65536)] or [b""]
    messages = [
        {"type": "http.request", "body": piece, "more_body": number + 1 < len(pieces)}
        for number, piece in enumerate(pieces)
    ]
    sent: list[dict[str, Any]] = []

    ended = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if messages:
            return messages.pop(0)
        await ended.wait()  # the client stays for the whole of the answer
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            ended.set()

    await app(scope, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    content = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Reply(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, content)


def application(market: Market, **switches: Any) -> Starlette:
    """The dialect alone, as an ASGI application."""
    return Starlette(routes=etxt.routes(market, etxt.Wire(**switches)))


async def set_the_stage(market: Market, send: Send) -> Stage:
    """The people, categories and languages that the tests talk about."""
    stage = Stage(market, send)
    now = market.clock.now()
    await market.do(put_category, 1911, name="Не определена", keyword="other")
    await market.do(put_category, 294, name="Медицина", parent_id=1911, keyword="medicine")
    for number, name in ((1, "Русский"), (2, "Английский")):
        await market.do(put_language, number, name=name)
    await stage.add("customer", Role.CUSTOMER, fio="Анна Заказчица", last_seen=now)
    await stage.add("rival", Role.CUSTOMER, last_seen=now)
    await stage.add("performer", Role.PERFORMER, fio="Пётр Исполнитель", city="Тверь", rate=500, last_seen=now)
    await stage.add("second", Role.PERFORMER, rate=10, last_seen=now - 3600)
    await market.do(deposit, stage.customer.id, 10_000_000)
    performer = await stage.actor("performer")
    await market.do(set_works, performer, [Work(1, 2000), Work(2, 0)])
    await market.do(set_preferences, performer, category_ids=[1911], language_ids=[1])
    return stage


@asynccontextmanager
async def staged(market: Market, **switches: Any) -> AsyncIterator[Stage]:
    """The stage over the dialect with these switches, in process."""
    app = application(market, **switches)

    async def send(method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        return await in_process(app, method, target, headers, body)

    yield await set_the_stage(market, send)


@pytest.fixture
async def stage(sqlite_market: Market) -> AsyncIterator[Stage]:
    """The stage on SQLite with the default switches."""
    async with staged(sqlite_market) as the_stage:
        yield the_stage


@pytest.fixture
async def both_stages(market: Market) -> AsyncIterator[Stage]:
    """The stage, once on each engine."""
    async with staged(market) as the_stage:
        yield the_stage


@pytest.fixture
def stage_with(sqlite_market: Market) -> Callable[..., Any]:
    """Sets a stage with other switches, for ``async with``."""
    return lambda **switches: staged(sqlite_market, **switches)


@pytest.fixture(params=["string", "int"])
async def styled(request: pytest.FixtureRequest, sqlite_market: Market) -> AsyncIterator[Stage]:
    """The stage, once in each style of numbers."""
    async with staged(sqlite_market, numbers=request.param) as the_stage:
        the_stage.numbers = request.param
        yield the_stage


@pytest.fixture(scope="session")
def documented() -> dict[str, Any]:
    """Parameters and fields of every method, as the documentation lists them."""
    root = Path(__file__).parents[3]
    found: dict[str, Any] = json.loads((root / "packages/etxt-api/tests/documented.json").read_text())
    return found
