"""One server process of the benchmark: the exchange, or bare Starlette handlers that run the same SQL.

python serve.py ours|bare DATABASE_URL FOLDER        prints its port once it listens
"""

import asyncio
import gc
import itertools
import os
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import uvicorn
import uvloop
from market import PAYERS, TOKEN, settings
from shop import SEARCHES
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from birzha.app import assemble, subscriptions
from birzha.articles.queries import articles
from birzha.clock import WallClock
from birzha.ids import SecretIds
from birzha.messages.model import pair as parties
from birzha.messages.tables import page_statement
from birzha.money.commands import hold, release
from birzha.money.tables import CLOSE_HOLD, LINK, MOVE, OPEN_HOLD, PUT_ENTRY, PUT_TRANSFER
from birzha.orders.tables.lists import own_orders
from birzha.people.model import Actor, Role
from birzha.people.tables import API_KEY_BY_TOKEN
from birzha.running import bind
from birzha.server import build
from birzha.storage.open import sqlite_path
from birzha.storage.sqlite import connect
from birzha.storage.statement import Engine, Statement, as_json
from birzha.storage.transaction import Transaction

encode = msgspec.json.Encoder().encode
LIST = own_orders(
    one=False, performer=False, folder=False, status=False, published=False, undecided=False, target=False
)
TALK = page_statement(since=False, until=False)
Run = Callable[[str, list[Any]], Awaitable[list[Any]]]


def numbers() -> Iterator[int]:
    """Numbers that no server of this run had before."""
    return itertools.count(int(time.time()) * 10_000)


def payer(number: int) -> int:
    return PAYERS[number % len(PAYERS)]


class Noting:
    """A driver that notes what the exchange asks the database."""

    def __init__(self, engine: Engine, read: Callable[..., Awaitable[list[list[Any]]]]) -> None:
        self.engine = engine
        self.read = read
        self.noted: list[tuple[str, list[Any]]] = []

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> list[Any]:
        simple = [as_json(each) for each in arguments] if self.engine == "sqlite" else list(arguments)
        self.noted.append((sql, simple))
        return (await self.read((sql, simple)))[0]

    guess = fetch

    def together(self) -> None:
        pass

    async def execute(self, sql: str, arguments: Sequence[Any]) -> int:
        raise AssertionError(sql)  # a search only reads

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        raise AssertionError(sql)  # a search only reads


class Bare:
    """The driver and nothing else."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = "sqlite" if url.startswith("sqlite") else "postgresql"
        self.numbers = numbers()
        self.queue: asyncio.Queue[Any]

    async def open(self) -> None:
        if self.engine == "sqlite":
            self.reader = connect(sqlite_path(self.url), readonly=True)
            self.writer = connect(sqlite_path(self.url), readonly=False)
        else:
            self.pool = await asyncpg.create_pool(self.url, min_size=1, max_size=10, statement_cache_size=1024)

        # a search asks the database several things: what they are is learned from the exchange itself, once
        self.searches = {name: await self.noted(wanted) for name, wanted in SEARCHES.items()}

    async def noted(self, wanted: Any) -> list[tuple[str, list[Any]]]:
        driver = Noting(self.engine, self.read)
        clock, rules = WallClock(), settings(self.url, Path()).rules
        tx = Transaction(driver, now=clock.now(), rules=rules, ids=SecretIds(), bus=subscriptions())
        await articles(tx, Actor(1, Role.CUSTOMER), wanted)
        return driver.noted

    def text(self, statement: Statement[Any], **values: Any) -> tuple[str, list[Any]]:
        compiled = statement.compiled(self.engine)
        return compiled.sql, compiled.arguments(values)

    async def read(self, *statements: tuple[str, list[Any]]) -> list[list[Any]]:
        if self.engine == "sqlite":
            return [self.reader.execute(sql, args).fetchall() for sql, args in statements]
        async with self.pool.acquire() as connection:
            return [await connection.fetch(sql, *args) for sql, args in statements]

    async def list(self, request: Request) -> Response:
        _, rows = await self.read(
            self.text(API_KEY_BY_TOKEN, token=TOKEN), self.text(LIST, customer=1, count=20, skip=0)
        )
        return Response(encode([dict(row) for row in rows]), media_type="application/json")

    async def talk(self, request: Request) -> Response:
        _, rows = await self.read(
            self.text(API_KEY_BY_TOKEN, token=TOKEN), self.text(TALK, **parties(1, 2), count=100, offset=0)
        )
        return Response(encode([dict(row) for row in rows]), media_type="application/json")

    async def search(self, request: Request) -> Response:
        asked = self.searches[request.path_params["name"]]
        *_, rows = await self.read(self.text(API_KEY_BY_TOKEN, token=TOKEN), *asked)
        return Response(encode([dict(row) for row in rows]), media_type="application/json")

    async def pair(self, request: Request) -> Response:
        number = next(self.numbers)
        who = payer(number)
        for kind, change in (("hold", 10_500), ("release", -10_500)):
            if self.engine == "sqlite":
                await self.on_sqlite(number, who, kind, change)
            else:
                async with self.pool.acquire() as connection, connection.transaction():

                    async def run(sql: str, args: list[Any], connection: Any = connection) -> list[Any]:
                        return await connection.fetch(sql, *args)

                    await self.act(run, number, who, kind, change)
        return Response(b"done")

    async def on_sqlite(self, number: int, who: int, kind: str, change: int) -> None:
        connection: sqlite3.Connection = self.writer
        connection.execute("BEGIN IMMEDIATE")

        async def run(sql: str, args: list[Any]) -> list[Any]:
            return connection.execute(sql, args).fetchall()

        await self.act(run, number, who, kind, change)
        connection.execute("COMMIT")

    async def act(self, run: Run, number: int, who: int, kind: str, change: int) -> None:
        order = 500_000_000 + number
        if kind == "hold":
            await run(*self.text(OPEN_HOLD, order_id=order, customer_id=who, price=10_000, fee=500, created=1))
        else:
            await run(*self.text(CLOSE_HOLD, of_order=order, new_state="released", moment=1))
        (wallet,) = await run(
            *self.text(
                MOVE, of=who, more_links=1, to_available=-change, to_held=change, to_pending=0, to_payout=0, to_promo=0
            )
        )
        before = await run(*self.text(LINK, chain=who, number=wallet["links"] - 1))
        (row,) = await run(
            *self.text(
                PUT_TRANSFER, key=f"bare:{kind}:{number}", kind=kind, order_id=order, created=1, chain_id=who,
                link=wallet["links"], hash=before[0]["hash"] if before else "",
            )
        )  # fmt: skip
        for bucket, amount in (("available", -change), ("held", change)):
            await run(*self.text(PUT_ENTRY, transfer_id=row[0], owner_id=who, bucket=bucket, amount=amount))


async def main(which: str, url: str, folder: Path) -> None:
    if which == "ours":
        market = assemble(settings(url, folder))
        await market.store.open()
        own = numbers()

        async def pair(request: Request) -> Response:
            number = next(own)
            order = 400_000_000 + number
            await market.do(hold, order_id=order, customer_id=payer(number), price=10_000, cause=f"bench:{number}")
            await market.do(release, order_id=order, cause="bench")
            return Response(b"done")

        exchange = build(market)
        money = Starlette(routes=[Route("/pair", pair)])

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await (money if scope.get("path") == "/pair" else exchange)(scope, receive, send)

    else:
        bare = Bare(url)
        await bare.open()
        routes = {"/list": bare.list, "/talk": bare.talk, "/search/{name}": bare.search, "/pair": bare.pair}
        app = Starlette(routes=[Route(path, handler) for path, handler in routes.items()])
    listening = bind("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(app, http="httptools", lifespan="off", log_config=None, access_log=False, server_header=False)
    )
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    gc.freeze()  # as birzha serve does
    await server.serve(sockets=[listening])


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[4])})
    uvloop.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
