"""A simulated year: what time does to a market of 200 people and 20,000 orders, and how long that takes on SQLite.

Usage: .venv/bin/python benchmarks/year.py [--people 200] [--orders 20000] [--articles 500] [--days 365]

Every order is placed, bid on and, where somebody takes it, given to its performer beforehand, with a deadline somewhere in the year.
Then the clock is turned; once an hour people submit, accept and cancel as it was planned. Only the turning is timed. At the end
what happened is held against the plan, the ledger is audited, and everything must bear its own moment.
"""

import argparse
import asyncio
import dataclasses
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql

from birzha.app import Market, assemble
from birzha.articles.commands import save_article, set_discount
from birzha.articles.model import ArticleChanges
from birzha.clock import DAY, HOUR, AdjustableClock
from birzha.ids import SeededIds
from birzha.install import install
from birzha.money.audit import audit
from birzha.money.commands.accounts import deposit
from birzha.orders.commands import accept_bid, accept_results, fail_order, place_bid, save_order, set_next_check
from birzha.orders.commands import submit_result as submit
from birzha.orders.model import Figures, OrderChanges
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.reference.commands import put_category, put_language
from birzha.settings import Rules, Settings
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction
from birzha.sweeps import run

START = 1_735_689_600
"""The first second of 2025."""
DELAY = 4 * HOUR
TEXT = "Ржаной хлеб пекут из ржаной муки, воды и закваски. " * 20
TOGETHER = 256
THINGS = ("checks", "overdue", "expired", "payouts", "archived", "purged", "discounts")

Act = tuple[int, Callable[[], Awaitable[Any]]]


@dataclass
class Plan:
    """What will happen, known beforehand.

    Args:
        acts: what people do, each at its moment.
        due: when each thing that time does is due, by the name of its sweep.
    """

    acts: list[Act] = field(default_factory=list)
    due: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in THINGS})

    def expected(self, end: int) -> Counter[str]:
        """How many of each are due up to a moment."""
        return Counter({name: sum(moment <= end for moment in moments) for name, moments in self.due.items()})


@dataclass
class Outcome:
    """What a simulation found.

    Args:
        planned: how many of each thing were due.
        happened: how many each sweep did.
        seconds: of each sweep.
        turning: seconds of the turning altogether.
        cpu: of which this process was at work, on all its threads.
        setting_up: seconds of placing, bidding and assigning.
        problems: what the audit and the moments have against it.
    """

    planned: Counter[str]
    happened: Counter[str]
    seconds: dict[str, float]
    turning: float
    cpu: float
    setting_up: float
    problems: list[str]


class Year:
    """One simulation.

    Args:
        market: open and empty, its clock frozen at :data:`START`.
        people: half of them customers.
        orders: how many.
        articles: with a discount that ends.
        days: how long.
    """

    def __init__(self, market: Market, *, people: int, orders: int, articles: int, days: int) -> None:
        self.market = market
        self.rules = market.settings.rules
        self.random = random.Random(2026)
        self.orders, self.articles, self.end = orders, articles, START + days * DAY
        self.plan = Plan()
        self.customers = [Actor(number, Role.CUSTOMER) for number in range(1, people // 2 + 1)]
        self.performers = [Actor(number, Role.PERFORMER) for number in range(people // 2 + 1, people + 1)]

    async def set_up(self) -> None:
        """People with money, orders with bids, articles with discounts."""
        do = self.market.do
        await do(put_category, 1, name="Хлеб")
        await do(put_language, 1, name="Русский")
        for who in (*self.customers, *self.performers):
            await do(add_person, login=f"person{who.id}", roles=who.roles)
        for who in self.customers:
            await do(deposit, who.id, 100_000_000_00)
        for numbers in _batches(range(self.orders)):
            await asyncio.gather(*(self._order(number) for number in numbers))
        for numbers in _batches(range(self.articles)):
            await asyncio.gather(*(self._article(number) for number in numbers))
        self.plan.acts.sort(key=lambda act: act[0])

    async def _order(self, number: int) -> None:
        fate, draw = number % 10, self.random
        customer, performer = draw.choice(self.customers), draw.choice(self.performers)
        deadline = draw.randint(START + 3 * DAY, self.end)
        wanted = OrderChanges(
            title=f"Статья №{number}",
            description="Нужна статья о хлебе.",
            price=draw.randint(1_000, 100_000),
            price_type=2,
            size=1_000,
            category_id=1,
            public=1,
            deadline=deadline,
            uniq=90 if fate == 4 else None,
        )
        order_id = await self.market.do(save_order, customer, wanted)
        bid = await self.market.do(place_bid, performer, order_id, "Возьмусь")
        if fate >= 2:
            await self.market.do(accept_bid, customer, bid.id)
        self._fate(fate, order_id, customer, performer, deadline)

    def _fate(self, fate: int, order_id: int, customer: Actor, performer: Actor, deadline: int) -> None:
        draw, due = self.random, self.plan.due
        if fate < 2:
            due["expired"].append(deadline + 1)
        elif fate < 4:
            due["overdue"].append(deadline + 1)
            if fate == 3:
                cancelled = _full_hour(deadline + draw.randint(HOUR, 2 * DAY))
                self._act(cancelled, fail_order, customer, order_id)
                due["purged"].append(cancelled + self.rules.failed_kept)
        else:
            submitted = _full_hour(deadline - draw.randint(HOUR, 2 * DAY))
            self._act(submitted, submit, performer, order_id, TEXT)
            if fate == 4:
                due["checks"].append(submitted + HOUR)
                self._act(submitted + HOUR, set_next_check, Figures(per_antiplagiat=80), order_id=order_id)
                submitted += draw.randint(2, 48) * HOUR
                self._act(submitted, submit, performer, order_id, TEXT)
            accepted = submitted + draw.randint(1, 216) * HOUR
            self._act(accepted, accept_results, customer, [order_id])
            due["payouts"].append(accepted + DELAY)
            due["archived"].append(accepted + self.rules.archive_after)

    def _act(self, moment: int, command: Callable[..., Any], *args: Any, **values: Any) -> None:
        if moment <= self.end:
            self.plan.acts.append((moment, lambda: self.market.do(command, *args, **values)))
        # what is planned for a later year does not happen, nor what would follow from it: it is due later still

    async def _article(self, number: int) -> None:
        author = self.performers[number % len(self.performers)]
        changes = ArticleChanges(title=f"Готовая №{number}", text=TEXT, price=10_000, category_id=1, language_id=1)
        article = await self.market.do(save_article, author, changes)
        last = START + self.random.randint(1, 364) * DAY + 20 * HOUR + 3599  # 23:59:59 in Moscow
        await self.market.do(set_discount, author, article, 20, last)
        self.plan.due["discounts"].append(last + 1)

    async def live(self) -> tuple[Counter[str], float, float]:
        """Turn the clock to the end; gives what time did, and how long that took: by the clock on the wall, and of the processor."""
        happened: Counter[str] = Counter()
        took = cpu = 0.0
        hours = {moment: [act for _, act in acts] for moment, acts in groupby(self.plan.acts, key=lambda act: act[0])}
        for moment in range(START + HOUR, self.end + 1, HOUR):
            began, worked = time.perf_counter(), time.process_time()
            happened += await run.advance(self.market, moment)
            took, cpu = took + time.perf_counter() - began, cpu + time.process_time() - worked
            await asyncio.gather(*(act() for act in hours.get(moment, ())))
        # what was done in the last second, and is due in it
        happened += await run.advance(self.market, self.end)
        return happened, took, cpu


def _full_hour(moment: int) -> int:
    return -(-moment // HOUR) * HOUR


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while batch := list(islice(rest, TOGETHER)):
        yield batch


WRONG_MOMENTS = {
    "в архиве не в свой момент": "SELECT COUNT(*) FROM task_order WHERE archived_at > 0 AND archived_at <> end_date + :archive",
    "выплачено не в свой момент": "SELECT COUNT(*) FROM payout WHERE paid > 0 AND paid <> due",
    "выписано не в свой момент": (
        "SELECT COUNT(*) FROM statement s JOIN transfer t ON t.id = s.transfer_id JOIN payout p ON p.key = t.key "
        "WHERE s.date <> p.due"
    ),
    "сообщено о просрочке не в свой момент": (
        "SELECT COUNT(*) FROM message m LEFT JOIN task_order o ON o.deadline = m.date - 1 "
        "AND m.person_id IN (o.customer_id, o.performer_id) AND m.text LIKE '%(№' || o.id || ')%' "
        "WHERE m.text LIKE 'Срок сдачи заказа %' AND m.date > :kept AND o.id IS NULL"
    ),
    "сообщено об истечении не в свой момент": (
        "SELECT COUNT(*) FROM message m LEFT JOIN task_order o ON o.deadline = m.date - 1 "
        "AND m.person_id = o.customer_id AND m.text LIKE '%(№' || o.id || ')%' "
        "WHERE m.text LIKE '%исполнитель не найден%' AND o.id IS NULL"
    ),
}
"""What bears another moment than its own; messages on orders that are gone by now cannot be held against anything."""


async def _problems(tx: Transaction, end: int) -> list[str]:
    found = list((await audit(tx)).problems)
    marks = {":archive": tx.rules.archive_after, ":kept": end - tx.rules.failed_kept}
    for sentence, query in WRONG_MOMENTS.items():
        for mark, value in marks.items():
            query = query.replace(mark, str(value))  # noqa: PLW2901  # built up mark by mark
        count = (await tx.one(Statement(sql(query.replace(":", "\\:")))))[0]
        found += [f"{sentence}: {count}"] if count else []
    return found


async def simulate(folder: Path, **scale: int) -> Outcome:
    """Set a market up in a folder and let it live.

    Args:
        folder: an existing one, for the database.
        **scale: of :class:`Year`.
    """
    rules = Rules(longest_term=400 * DAY, payout_delay=DELAY)
    settings = Settings(f"sqlite:///{folder / 'year.sqlite3'}", folder / "files", "k" * 40, sandbox=True, rules=rules)
    clock = AdjustableClock()
    clock.freeze()
    clock.set(START)
    market = assemble(settings, clock=clock, ids=SeededIds(1))
    await market.store.open()
    sweeps, seconds = run.SWEEPS, dict.fromkeys((sweep.name for sweep in run.SWEEPS), 0.0)
    try:
        year = Year(market, **scale)
        began = time.perf_counter()
        await year.set_up()
        setting_up = time.perf_counter() - began
        run.SWEEPS = tuple(dataclasses.replace(sweep, run=_timed(sweep, seconds)) for sweep in sweeps)
        happened, turning, cpu = await year.live()
        problems = await market.examine(_problems, year.end)
        return Outcome(year.plan.expected(year.end), happened, seconds, turning, cpu, setting_up, problems)
    finally:
        run.SWEEPS = sweeps
        await market.store.close()


def _timed(sweep: run.Sweep, seconds: dict[str, float]) -> Callable[[Transaction], Awaitable[int]]:
    async def timed(tx: Transaction) -> int:
        began = time.perf_counter()
        done = await sweep.run(tx)
        seconds[sweep.name] += time.perf_counter() - began
        return done

    return timed


def main(arguments: list[str]) -> int:
    """Simulate and print the table; 0: everything went as planned."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name, default in (("people", 200), ("orders", 20_000), ("articles", 500), ("days", 365)):
        parser.add_argument(f"--{name}", type=int, default=default)
    scale = vars(parser.parse_args(arguments))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        install(f"sqlite:///{path / 'year.sqlite3'}")
        outcome = asyncio.run(simulate(path, **scale))
    said = ", ".join(f"{value} {name}" for name, value in scale.items())
    sys.stdout.write(f"{said}; set up in {outcome.setting_up:.1f} s\n\n")
    sys.stdout.write(f"{'what time does':<16}{'planned':>9}{'happened':>10}{'seconds':>9}\n")
    for name, planned in outcome.planned.items():
        row = f"{name:<16}{planned:>9}{outcome.happened[name]:>10}{outcome.seconds[name]:>9.1f}\n"
        sys.stdout.write(row)
    rest = outcome.turning - sum(outcome.seconds.values())
    sys.stdout.write(f"{'looking and committing':<35}{rest:>9.1f}\n")
    sys.stdout.write(
        f"{'the whole':<16}{outcome.planned.total():>9}{outcome.happened.total():>10}{outcome.turning:>9.1f}\n"
    )
    sys.stdout.write(f"{'of which processor':<35}{outcome.cpu:>9.1f}\n")
    sys.stdout.writelines(f"! {problem}\n" for problem in outcome.problems)
    return int(bool(outcome.problems) or outcome.planned != outcome.happened)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
