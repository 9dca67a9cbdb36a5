"""Three processes do what is due on one PostgreSQL database, and are killed at any moment: every due thing happens once.

BIRZHA_ORDERS says how many orders; ``make workers`` takes 2000 of them.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import select

from birzha.app import Market
from birzha.articles.commands import save_article, set_discount
from birzha.articles.model import ArticleChanges
from birzha.articles.tables import article
from birzha.clock import DAY, HOUR
from birzha.messages.tables import message
from birzha.money.audit import audit
from birzha.money.commands.accounts import deposit
from birzha.money.tables import payout, statement, transfer, wallet
from birzha.orders.commands import (
    accept_bid,
    accept_results,
    fail_order,
    mark_overdue,
    place_bid,
    save_order,
    set_next_check,
    submit_result,
)
from birzha.orders.model import SYSTEM, Figures, OrderChanges, State, state_of
from birzha.orders.tables import order_comment, result
from birzha.orders.tables.orders import ORDER
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.reference.commands import put_category, put_language
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction
from birzha.sweeps.run import next_due

from .worker import market_at

START = 1_700_000_000
END = START + 60 * DAY
ORDERS = int(os.environ.get("BIRZHA_ORDERS", "150"))
WORKERS = 3
STEPS = 16
LONGEST_STEP = max(0.15, ORDERS / 4000)
"""How long after a turn of the clock a worker is killed at most, seconds: about as long as the work of the turn takes."""
TEXT = "Ржаной хлеб пекут из ржаной муки. " * 40
WORKER = Path(__file__).with_name("worker.py")


class Ground:
    """A market with orders to which time will do something.

    Args:
        market: open; its clock is shared with the workers.
    """

    def __init__(self, market: Market) -> None:
        self.market = market
        self.random = random.Random(5)
        self.customers = [Actor(number, Role.CUSTOMER) for number in range(1, 6)]
        self.performers = [Actor(number, Role.PERFORMER) for number in range(6, 11)]
        self.fates: dict[str, list[int]] = {}

    async def set_up(self) -> None:
        """Orders that will expire, be overdue, be checked and sent back, be paid out and archived, and be purged; discounts."""
        do = self.market.do
        await do(put_category, 1, name="Хлеб")
        await do(put_language, 1, name="Русский")
        for who in (*self.customers, *self.performers):
            await do(add_person, login=f"person{who.id}", roles=who.roles)
        for who in self.customers:
            await do(deposit, who.id, 10_000_000_00)
        makers = (self._expiring, self._overdue, self._checked, self._paid, self._failing)
        for number in range(ORDERS):
            made = await makers[number % len(makers)]()
            self.fates.setdefault(makers[number % len(makers)].__name__[1:], []).append(made)
        self.fates["discounted"] = [await self._discounted() for _ in range(ORDERS // 10)]
        self.market.clock.set(START + 3 * HOUR)
        while await do(mark_overdue):
            pass
        for number, order_id in enumerate(self.fates["failing"]):
            self.market.clock.set(START + 3 * HOUR + number)
            await do(fail_order, self.customers[order_id % 5], order_id)

    async def _waiting(self, **more: object) -> int:
        deadline = START + self.random.randint(4 * HOUR, 20 * DAY)
        values = {"title": "О хлебе", "price": 10_000, "price_type": 2, "size": 1000, "category_id": 1, "public": 1}
        number = sum(len(each) for each in self.fates.values()) + 1  # ids are drawn in order, nobody else places
        customer = self.customers[number % 5]
        order_id = await self.market.do(
            save_order,
            customer,
            OrderChanges(**{**values, "deadline": deadline, **more}),
        )
        assert order_id == number
        return order_id

    async def _working(self, **more: object) -> int:
        order_id = await self._waiting(**more)
        bid = await self.market.do(place_bid, self.performers[order_id % 5], order_id, "Возьмусь")
        await self.market.do(accept_bid, self.customers[order_id % 5], bid.id)
        return order_id

    async def _expiring(self) -> int:
        order_id = await self._waiting()
        await self.market.do(place_bid, self.performers[order_id % 5], order_id, "Возьмусь")
        return order_id

    async def _overdue(self) -> int:
        return await self._working()

    async def _checked(self) -> int:
        order_id = await self._working(uniq=90)
        await self.market.do(submit_result, self.performers[order_id % 5], order_id, TEXT)
        await self.market.do(set_next_check, Figures(per_antiplagiat=50), order_id=order_id)
        return order_id

    async def _paid(self) -> int:
        order_id = await self._working()
        await self.market.do(submit_result, self.performers[order_id % 5], order_id, TEXT)
        await self.market.do(accept_results, self.customers[order_id % 5], [order_id])
        return order_id

    async def _failing(self) -> int:
        return await self._working(deadline=START + HOUR)

    async def _discounted(self) -> int:
        changes = ArticleChanges(title="Хлеб", text=TEXT, price=10_000, category_id=1, language_id=1)
        author = self.performers[self.random.randrange(5)]
        article_id = await self.market.do(save_article, author, changes)
        last = START + self.random.randint(1, 50) * DAY
        await self.market.do(set_discount, author, article_id, 20, last)
        return article_id


class Crew:
    """The worker processes; each is started and ended by its own handle."""

    def __init__(self, url: str, folder: Path) -> None:
        self.command = [sys.executable, str(WORKER), url, str(folder)]
        self.random = random.Random(7)
        self.killed = 0
        self.members: list[subprocess.Popen[bytes]] = []
        self.starting: set[int] = set()

    def __enter__(self) -> Self:
        self.members = [self._start() for _ in range(WORKERS)]
        self.starting = set(range(WORKERS))
        return self

    def __exit__(self, *error: object) -> None:
        for each in self.members:
            self._end(each)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command, stdout=subprocess.PIPE)

    def _end(self, member: subprocess.Popen[bytes]) -> None:
        member.kill()
        member.wait()
        assert member.stdout is not None
        member.stdout.close()

    async def all_here(self) -> None:
        """Wait until every worker is at work."""
        for place in self.starting:
            stdout = self.members[place].stdout
            assert stdout is not None
            assert await asyncio.to_thread(stdout.readline) == b"ready\n"
        self.starting.clear()

    def kill_one(self) -> None:
        """Kill a worker wherever it is, and start another in its place."""
        place = self.random.randrange(WORKERS)
        assert self.members[place].poll() is None, "a worker ended by itself"
        self._end(self.members[place])
        self.killed += 1
        self.members[place] = self._start()
        self.starting.add(place)


async def _orders(tx: Transaction, ids: list[int]) -> list[State]:
    found = [await tx.first(ORDER, order_id=order_id) for order_id in ids]
    return [State.GONE if each is None else state_of(each) for each in found]


async def _rows(tx: Transaction, clause: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await tx.all(Statement(clause))]


async def live(market: Market, crew: Crew) -> None:
    """Turn the shared clock step by step while three workers work; at every other step one of them is killed in the midst."""
    for step in range(1, STEPS + 1):
        await crew.all_here()
        market.clock.set(START + 4 * HOUR + (END - START - 4 * HOUR) * step // STEPS)
        await asyncio.sleep(crew.random.uniform(0, LONGEST_STEP))
        if step % 2:
            crew.kill_one()
    patience = time.monotonic() + 300
    while await next_due(market) is not None:
        await asyncio.sleep(crew.random.uniform(0, LONGEST_STEP))
        assert time.monotonic() < patience, "what is due does not get done"


@pytest.fixture
async def market(empty_postgres_url: str, tmp_path: Path):
    """An open market whose clock is a file."""
    (tmp_path / "clock").write_text(str(START))
    the_market = market_at(empty_postgres_url, tmp_path)
    await the_market.store.open()
    yield the_market
    await the_market.store.close()


async def test_every_due_thing_happens_once(market: Market, tmp_path: Path):
    """Orders, messages, comments, results, payouts and transfers at the end are those of every due thing having happened once."""
    ground = Ground(market)
    await ground.set_up()
    with Crew(market.settings.database_url, tmp_path) as crew:
        await live(market, crew)
    assert crew.killed == STEPS // 2
    await orders_are_where_they_belong(ground)
    await people_were_told_once(ground)
    await money_moved_once(ground)


async def orders_are_where_they_belong(ground: Ground) -> None:
    ends = {
        "expiring": State.DRAFT,
        "overdue": State.OVERDUE,
        "checked": State.OVERDUE,
        "paid": State.ARCHIVED,
        "failing": State.GONE,
    }
    for fate, end in ends.items():
        assert set(await ground.market.ask(_orders, ground.fates[fate])) == {end}, fate
    checks = await ground.market.ask(
        _rows, select(result.c.order_id).where(result.c.checked == 1, result.c.status == 1)
    )
    assert sorted(row[0] for row in checks) == ground.fates["checked"]
    said = await ground.market.ask(_rows, select(order_comment.c.order_id).where(order_comment.c.person_id == SYSTEM))
    assert sorted(row[0] for row in said) == ground.fates["checked"]
    assert await ground.market.ask(_rows, select(article.c.id).where(article.c.discount > 0)) == []


async def people_were_told_once(ground: Ground) -> None:
    told = [row[0] for row in await ground.market.ask(_rows, select(message.c.text))]
    fates = ground.fates
    expected = {
        "исполнитель не найден": Counter(fates["expiring"]),
        "вышел.": Counter({each: 2 for fate in ("overdue", "checked", "failing") for each in fates[fate]}),
        "отправлен на доработку автоматически": Counter(fates["checked"]),
    }
    for words, counts in expected.items():
        found = Counter(int(each.partition("№")[2].partition(")")[0]) for each in told if words in each)
        assert found == counts, words
    discounts = [each for each in told if "скидк" in each.casefold()]
    assert len(discounts) == len(fates["discounted"])


async def money_moved_once(ground: Ground) -> None:
    ask, paid = ground.market.ask, ground.fates["paid"]
    due = await ask(_rows, select(payout.c.order_id, payout.c.key, payout.c.paid > 0))
    assert sorted(row[0] for row in due if row[2]) == sorted(row[0] for row in due) == paid
    posted = await ask(_rows, select(transfer.c.key).where(transfer.c.kind == "payout"))
    assert sorted(row[0] for row in posted) == sorted(row[1] for row in due)
    lines = await ask(_rows, select(statement.c.operation).where(statement.c.person_id >= ground.performers[0].id))
    assert sorted(row[0] for row in lines) == sorted(f"Оплата заказа №{order_id}" for order_id in paid)
    assert await ask(_rows, select(wallet.c.person_id).where(wallet.c.pending > 0)) == []
    assert (await ask(audit)).problems == ()
