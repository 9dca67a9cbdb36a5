"""An exchange on a real socket with its people, and the two stories that every stranger's client lives through.

The clients of this folder are imitations: written from what is publicly known of such programs (how they send, sign and read), with
nothing of ours in them and nothing of theirs copied.
"""

import asyncio
import io
import shutil
import socket
import zipfile
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any, Protocol

import pytest

from birzha.app import Market, assemble
from birzha.articles.commands import approve_article, offer_article, save_article
from birzha.articles.model import ArticleChanges
from birzha.articles.picture import draw
from birzha.money.commands.accounts import deposit
from birzha.orders.commands import place_bid, submit_result
from birzha.people.commands import add_api_key, add_person
from birzha.people.model import Role
from birzha.people.queries import actor_by_id
from birzha.people.vault import Vault
from birzha.reference.commands import put_category, put_language
from birzha.running import Server
from birzha.server import build
from birzha.settings import Settings

FIRST = "Ржаной хлеб пекут из ржаной муки, воды и закваски ☃. " * 30
SECOND = "Закваску кормят дважды в день и держат в тепле. " * 30
WORDS = "Пшеничный хлеб поднимается быстрее ржаного. " * 30


class Client(Protocol):
    """What a stranger's client can do; each does it in its own manner."""

    def place(self, title: str, description: str, brief: bytes) -> int: ...
    def state(self, order: int) -> tuple[int, float]: ...
    def bids(self, order: int) -> list[tuple[int, str]]: ...
    def accept(self, bid: int) -> int: ...
    def results(self, order: int) -> list[tuple[int, str]]: ...
    def rework(self, order: int, reason: str) -> list[int]: ...
    def pay(self, orders: list[int]) -> list[int]: ...
    def balance(self) -> float: ...
    def search(self, words: str) -> list[tuple[int, str, float]]: ...
    def buy(self, article: int) -> int: ...
    def texts(self, articles: list[int]) -> list[tuple[int, str]]: ...
    def download(self, articles: list[int]) -> bytes: ...


@dataclass
class Exchange:
    """The other side: an exchange, and the people who answer a customer's program.

    Args:
        market: behind the socket.
        loop: on which it runs; the stories run on a thread.
        port: of the socket, on this machine.
        ids: of its people by login.
    """

    market: Market
    loop: asyncio.AbstractEventLoop
    port: int
    ids: dict[str, int]

    api_pass = "a password & more"

    @staticmethod
    def token(login: str = "customer") -> str:
        """A customer's key to the API."""
        return md5(login.encode()).hexdigest()

    def _wait(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout=20)

    async def _as(self, login: str, command: Callable[..., Any], *args: Any, **values: Any) -> Any:
        actor = await self.market.ask(actor_by_id, self.ids[login])
        return await self.market.do(command, actor, *args, **values)

    def bid(self, order: int) -> int:
        """A performer bids."""
        return self._wait(self._as("performer", place_bid, order, "Возьмусь сегодня же.")).id

    def submit(self, order: int, text: str) -> None:
        """The performer submits a text."""
        self._wait(self._as("performer", submit_result, order, text=text))

    def sell(self, title: str) -> int:
        """An author puts an article on sale for 100 roubles, and a moderator lets it."""
        changes = ArticleChanges(
            title=title,
            description="О тесте",
            picture=b64encode(draw("О тесте")).decode(),
            text=WORDS,
            keywords="хлеб",
            category_id=254,
            language_id=1,
            price=10_000,
        )
        article = self._wait(self._as("performer", save_article, changes))
        self._wait(self._as("performer", offer_article, article))
        self._wait(self._as("moderator", approve_article, article, orph=1, punc=1, style=1))
        return int(article)


@pytest.fixture
def exchange_with(empty_sqlite: Path, tmp_path: Path) -> Any:
    """Opens an exchange with those switches of the wire, for ``async with``."""
    return lambda *, sandbox=False, **switches: opened(empty_sqlite, tmp_path, switches, sandbox=sandbox)


@asynccontextmanager
async def opened(
    empty: Path, folder: Path, switches: dict[str, str], *, sandbox: bool = False
) -> AsyncIterator[Exchange]:
    """An exchange on a socket: a real one, as an operator would run it, or a sandbox."""
    path = folder / "market.sqlite3"
    shutil.copyfile(empty, path)
    market = assemble(Settings(f"sqlite:///{path}", folder / "files", "k" * 32, sandbox=sandbox, etxt=switches))
    await market.store.open()
    listening = socket.create_server(("127.0.0.1", 0))
    ready = asyncio.Event()
    server = Server(build(market), ready.set, signals=False)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        ids = await peopled(market)
        await ready.wait()
        yield Exchange(market, asyncio.get_running_loop(), listening.getsockname()[1], ids)
    finally:
        server.should_exit = True
        await serving
        await market.store.close()


async def peopled(market: Market) -> dict[str, int]:
    """Two customers with money and keys, a performer who writes articles too, and a moderator."""
    await market.do(put_category, 254, name="Кулинария")
    await market.do(put_language, 1, name="Русский")
    ids = {}
    for login, roles in (
        ("customer", Role.CUSTOMER),
        ("another", Role.CUSTOMER),
        ("performer", Role.PERFORMER),
        ("moderator", Role.MODERATOR),
    ):
        ids[login] = await market.do(add_person, login=login, roles=roles, rate=100)
    sealed = Vault(market.settings.secret_key).seal(Exchange.api_pass)
    for login in ("customer", "another"):
        await market.do(add_api_key, ids[login], sealed, token=Exchange.token(login))
        await market.do(deposit, ids[login], 1_000_000)
    return ids


def live_through(client: Client, exchange: Exchange) -> None:
    """A whole order and the purchase of an article, on a thread of its own; every answer as the client read it."""
    a_whole_order(client, exchange)
    an_article(client, exchange)


def a_whole_order(client: Client, exchange: Exchange) -> None:
    """Save, bid, accept, result, rework, result, payment."""
    order = client.place(
        "Хлеб «Бородинский» & Ко", "Нужна статья: 100% по-русски + без воды", "План: раз, два".encode()
    )
    assert client.state(order) == (1, 60.0)
    bid = exchange.bid(order)
    assert client.bids(order) == [(bid, "Возьмусь сегодня же.")]
    assert client.accept(bid) == order
    assert client.balance() == 10_000 - 63
    exchange.submit(order, FIRST)
    assert client.state(order) == (3, 60.0)
    [(first, text)] = client.results(order)
    assert text == FIRST
    assert client.rework(order, "Расскажите & о закваске, 50/50") == [order]
    assert client.state(order) == (2, 60.0)
    exchange.submit(order, SECOND)
    assert [(each != first, text) for each, text in client.results(order)] == [(True, SECOND), (False, FIRST)]
    assert client.pay([order]) == [order]
    assert client.state(order) == (4, 60.0)
    assert client.balance() == 10_000 - 63


def an_article(client: Client, exchange: Exchange) -> None:
    """Search, buy, read, download."""
    wanted, other = exchange.sell("Пшеничный хлеб за час"), exchange.sell("Огурцы в бочке")
    assert client.search("Пшеничный") == [(wanted, "Пшеничный хлеб за час", 105.0)]
    assert client.buy(wanted) == wanted
    assert client.search("Пшеничный") == []
    assert client.balance() == 10_000 - 63 - 105
    assert client.texts([wanted]) == [(wanted, WORDS)]
    assert client.buy(other) == other
    assert sorted(article for article, _ in client.texts([wanted, other])) == [wanted, other]
    with zipfile.ZipFile(io.BytesIO(client.download([wanted, other]))) as made:
        assert made.testzip() is None
        assert sum(name.endswith(".txt") for name in made.namelist()) == 2
