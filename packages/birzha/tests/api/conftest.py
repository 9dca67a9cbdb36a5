"""An in-process caller of the API, and people who are signed in without the cost of a password."""

import json as plain_json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from starlette.applications import Starlette

from birzha import api as face
from birzha import front
from birzha.api.face import endpoints
from birzha.api.openapi import document
from birzha.app import Market, assemble
from birzha.clock import AdjustableClock
from birzha.guard import Guard
from birzha.people.commands import add_person, open_session
from birzha.people.model import Lock, Role
from birzha.settings import Settings

NOTHING = object()


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return plain_json.loads(self.content)

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return self.json["error"]


DOCUMENT = document(endpoints(sandbox=True))
RESPONSES = [
    (re.compile(re.sub(r"{\w+}", "[^/]+", "/api/v1" + path)), method.upper(), operation["responses"])
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


@cache
def validator(schema: str) -> Any:
    """Checks values of one schema of the document."""
    return jsonschema_rs.validator_for({**plain_json.loads(schema), "components": DOCUMENT["components"]})


def must_be_documented(method: str, path: str, reply: Reply) -> None:
    """Whatever the API answers, anywhere in these tests, is what its document says."""
    for pattern, verb, responses in RESPONSES:
        if verb == method and pattern.fullmatch(path):
            assert str(reply.status) in responses, f"{method} {path} answered {reply.status}: {reply.content!r}"
            content = responses[str(reply.status)].get("content", {})
            assert bool(reply.content) == bool(content)
            if "application/json" in content:
                validator(plain_json.dumps(content["application/json"]["schema"])).validate(reply.json)
            return


@dataclass
class Caller:
    """Calls an ASGI application by raw bytes; knows nothing of the API but where it is."""

    app: Any
    token: str = ""
    id: int = 0
    forgives: Any = ()  # what passes on to the server in front, which logs it

    async def __call__(
        self,
        method: str,
        path: str,
        json: Any = NOTHING,
        *,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        host: str = "birzha.test",
    ) -> Reply:
        """Ask for a path under /api/v1."""
        sent = dict(headers or {})
        if json is not NOTHING:
            body = plain_json.dumps(json).encode()
            sent.setdefault("content-type", "application/json")
        if self.token:
            sent.setdefault("authorization", f"Bearer {self.token}")
        return await self.raw(method, "/api/v1" + path, body, sent, host)

    async def raw(
        self, method: str, target: str, body: bytes, headers: dict[str, str], host: str = "birzha.test"
    ) -> Reply:
        """Ask for any path."""
        path, _, query = target.partition("?")
        told = [(b"host", host.encode()), *((k.lower().encode(), v.encode("latin-1")) for k, v in headers.items())]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode("latin-1"),
            "headers": told,
            "client": ("127.0.0.1", 50000),
            "server": ("birzha.test", 80),
        }
        messages: list[dict[str, Any]] = []
        pieces = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return pieces.pop(0) if pieces else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            messages.append(message)

        with suppress(self.forgives):
            await self.app(scope, receive, send)
        start, *rest = messages
        answered = {key.decode(): value.decode() for key, value in start["headers"]}
        reply = Reply(start["status"], answered, b"".join(each.get("body", b"") for each in rest))
        if not self.forgives:
            must_be_documented(method, path, reply)
        return reply


def application(market: Market) -> Any:
    """The API of a market as the whole program serves it."""
    return Guard(Starlette(routes=face.routes(market), exception_handlers=front.HANDLERS))


async def signed_in(market: Market, app: Any, login: str, roles: Role, **values: Any) -> Caller:
    """Somebody new with a session."""
    person_id = await market.do(add_person, login=login, roles=roles, email=f"{login}@example.com", **values)
    token = await market.do(open_session, Lock(person_id, login, ""))
    return Caller(app, token, person_id)


@pytest.fixture
def api(market: Market) -> Caller:
    """Calls as nobody, on both engines."""
    return Caller(application(market))


@pytest.fixture
def sqlite_api(sqlite_market: Market) -> Caller:
    """Calls as nobody, on SQLite only: for what does not depend on the engine."""
    return Caller(application(sqlite_market))


Enter = Callable[..., Awaitable[Caller]]


@pytest.fixture
def enter(market: Market, api: Caller) -> Enter:
    """Makes people with sessions: call it with a login and roles."""
    return lambda login, roles, **values: signed_in(market, api.app, login, roles, **values)


@pytest.fixture
def sqlite_enter(sqlite_market: Market, sqlite_api: Caller) -> Enter:
    """The same on SQLite only."""
    return lambda login, roles, **values: signed_in(sqlite_market, sqlite_api.app, login, roles, **values)


@pytest.fixture
async def customer(enter: Enter) -> Caller:
    """A customer."""
    return await enter("customer", Role.CUSTOMER)


@pytest.fixture
async def performer(enter: Enter) -> Caller:
    """A performer."""
    return await enter("performer", Role.PERFORMER)


@pytest.fixture
async def admin(enter: Enter) -> Caller:
    """An administrator."""
    return await enter("admin", Role.ADMIN)


@pytest.fixture
async def moderator(enter: Enter) -> Caller:
    """A moderator."""
    return await enter("moderator", Role.MODERATOR)


@pytest.fixture
def unopened(sqlite_url: str, tmp_path: Path) -> Market:
    """A market that whoever serves it opens in a loop of its own."""
    clock = AdjustableClock()
    settings = Settings(database_url=sqlite_url, files=tmp_path / "files", secret_key="k" * 40, sandbox=True)
    return assemble(settings, clock=clock)


@pytest.fixture
def application_of() -> Callable[[Market], Any]:
    """Makes the API's application of a market."""
    return application


@pytest.fixture
def asker_of() -> Callable[[Any], Caller]:
    """Makes a caller of an application."""
    return Caller


@pytest.fixture
async def caller_of(world: Any, application_of: Callable[[Market], Any], asker_of: Callable[[Any], Caller]) -> Any:
    """Callers for the people of the world, by name; ``id`` is the person's."""
    app = application_of(world.market)

    async def make(name: str) -> Caller:
        caller = asker_of(app)
        caller.id = getattr(world, name).id
        caller.token = await world.do(open_session, Lock(caller.id, name, ""))
        return caller

    return make
