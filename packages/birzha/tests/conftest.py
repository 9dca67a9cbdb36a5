"""A market with people in it, and short ways to bring an order into any of its states."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from birzha.app import Market
from birzha.messages.tables import message
from birzha.money.audit import Audit, audit
from birzha.money.commands import top_up
from birzha.money.model import Bucket, share
from birzha.money.queries import balance
from birzha.orders.commands import (
    accept_bid,
    accept_results,
    archive_orders,
    fail_order,
    place_bid,
    save_order,
    set_deadline,
    submit_result,
)
from birzha.orders.model import Bid, Order, OrderChanges, State, state_of
from birzha.orders.tables.orders import ORDER
from birzha.orders.tables.rows import task_order
from birzha.people.commands import add_person, set_works
from birzha.people.model import Actor, Role, Work
from birzha.people.queries import actor_by_id, person_row
from birzha.reference.tables import category, language
from birzha.storage.statement import Statement, put_into
from birzha.storage.transaction import Transaction
from birzha.sweeps.run import advance
from birzha.tables import metadata

RICH = 100_000_000
"""What the customers of a populated market have: a million roubles, in kopecks."""

TERM = 2 * 86_400
"""How far ahead the deadline of a test's order is, seconds."""

PLAIN = {"title": "Статья о кошках", "price": 10_000, "size": 1000, "category_id": 1911, "public": 1}
"""An order of 100 roubles that anybody may take."""

PUT_CATEGORY = put_into(category, "id", "name")
PUT_LANGUAGE = put_into(language, "id", "name")


async def _reference(tx: Transaction) -> None:
    for number in (1911, 294):
        await tx.run(PUT_CATEGORY, id=number, name=f"категория {number}")
    for number in (1, 2):
        await tx.run(PUT_LANGUAGE, id=number, name=f"язык {number}")


async def _order(tx: Transaction, order_id: int) -> Order | None:
    return await tx.first(ORDER, order_id=order_id)


async def _rows(tx: Transaction, clause: Any) -> list[Any]:
    return await tx.all(Statement(clause))


async def _run(tx: Transaction, clause: Any) -> int:
    return await tx.run(Statement(clause))


SNAPSHOT = {
    each.name: Statement(select(each).order_by(*each.primary_key.columns), lambda *values: values)
    for each in metadata.sorted_tables
}


async def _everything(tx: Transaction) -> dict[str, list[tuple[Any, ...]]]:
    return {name: await tx.all(statement) for name, statement in SNAPSHOT.items()}


@dataclass
class World:
    """A market and the people in it."""

    market: Market
    customer: Actor
    stranger: Actor
    performer: Actor
    rival: Actor
    moderator: Actor
    admin: Actor

    @property
    def now(self) -> int:
        """The market's moment."""
        return self.market.clock.now()

    async def do(self, command: Callable[..., Awaitable[Any]], *args: Any, **values: Any) -> Any:
        """Run a command."""
        return await self.market.do(command, *args, **values)

    async def ask(self, query: Callable[..., Awaitable[Any]], *args: Any, **values: Any) -> Any:
        """Run a query."""
        return await self.market.ask(query, *args, **values)

    async def person(self, login: str, roles: Role) -> Actor:
        """A new person."""
        person_id = await self.do(add_person, login=login, roles=roles)
        return await self.ask(actor_by_id, person_id)

    async def place(self, by: Actor | None = None, **changes: Any) -> int:
        """A new order, published unless the changes say otherwise."""
        values = {**PLAIN, "deadline": self.now + TERM, **changes}
        return await self.do(save_order, by or self.customer, OrderChanges(**values))

    async def bid(self, order_id: int, by: Actor | None = None, text: str = "Возьмусь") -> Bid:
        """A bid on an order."""
        return await self.do(place_bid, by or self.performer, order_id, text)

    async def assign(self, order_id: int, to: Actor | None = None) -> int:
        """Bring a waiting order into work; gives its id, a new one for a multi-order."""
        bid = await self.bid(order_id, to)
        order = await self.order(order_id)
        assignment = await self.do(accept_bid, Actor(order.customer_id, Role.CUSTOMER), bid.id)
        return assignment.order_id

    async def submit(self, order_id: int, length: int = 1000, by: Actor | None = None) -> int:
        """Submit a text of that many characters; gives the result's id."""
        return await self.do(submit_result, by or self.performer, order_id, "т" * length)

    async def order_in(self, state: State, **changes: Any) -> int:
        """An order in that state; its performer, where it has one, is ``performer``."""
        if state is State.DRAFT:
            return await self.place(**{**changes, "public": 0})
        order_id = await self.place(**changes)
        if state is State.WAITING:
            return order_id
        order_id = await self.assign(order_id)
        if state in {State.ON_CHECK, State.DONE, State.ARCHIVED}:
            await self.submit(order_id, (await self.order(order_id)).size)
        if state in {State.DONE, State.ARCHIVED}:
            await self.do(accept_results, self.customer, [order_id])
        if state is State.ARCHIVED:
            await self.do(archive_orders, self.customer, [order_id])
        if state in {State.OVERDUE, State.FAILED}:
            await advance(self.market, (await self.order(order_id)).deadline + 1)
        if state is State.FAILED:
            await self.do(fail_order, self.customer, order_id)
        assert await self.state(order_id) is state
        return order_id

    async def order(self, order_id: int) -> Order:
        """An order as it stands in the rows."""
        found = await self.ask(_order, order_id)
        assert found is not None, f"order {order_id} is gone"
        return found

    async def exists(self, order_id: int) -> bool:
        """Whether the order's row is there."""
        return await self.ask(_order, order_id) is not None

    async def state(self, order_id: int) -> State:
        """Where an order stands."""
        return state_of(await self.order(order_id))

    async def available(self, who: Actor) -> int:
        """What somebody may spend, kopecks."""
        return (await self.ask(balance, who)).available

    async def held(self, who: Actor) -> int:
        """What is set aside of somebody's money, kopecks."""
        return (await self.ask(balance, who)).held

    async def rate(self, who: Actor) -> int:
        """Somebody's rating."""
        return (await self.ask(person_row, who.id)).rate

    async def rows(self, clause: Any) -> list[Any]:
        """The rows of a select."""
        return await self.ask(_rows, clause)

    async def execute(self, clause: Any) -> int:
        """Change rows directly, for states that no command makes."""
        return await self.do(_run, clause)

    async def messages(self, who: Actor) -> list[str]:
        """What the exchange told somebody, oldest first."""
        clause = select(message.c.text).where(message.c.person_id == who.id).order_by(message.c.id)
        return [row[0] for row in await self.rows(clause)]

    async def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, to prove that something changed nothing."""
        return await self.ask(_everything)

    async def extend(self, order_id: int, deadline: int) -> Order:
        """Set another deadline."""
        return await self.do(set_deadline, self.customer, order_id, deadline)

    async def audit(self) -> Audit:
        """What the auditor finds."""
        return await self.ask(audit)


async def populate(market: Market) -> World:
    """Put people, money and reference data into an empty market."""
    await market.do(_reference)
    roles = {
        "customer": Role.CUSTOMER,
        "stranger": Role.CUSTOMER,
        "performer": Role.PERFORMER,
        "rival": Role.PERFORMER,
        "moderator": Role.MODERATOR,
        "admin": Role.ADMIN,
    }
    people = {}
    for login, role in roles.items():
        person_id = await market.do(add_person, login=login, roles=role)
        people[login] = await market.ask(actor_by_id, person_id)
    for login in ("customer", "stranger"):
        await market.do(top_up, people["admin"], people[login].id, RICH)
    for login in ("performer", "rival"):
        await market.do(set_works, people[login], [Work(1, 0), Work(2, 0)])
    return World(market, **people)


@pytest.fixture
async def world(market: Market):
    """A populated market on each engine; at the end its books must balance, and holds must match orders in work."""
    the_world = await populate(market)
    yield the_world
    found = await the_world.audit()
    assert found.problems == ()
    assert found.sums[Bucket.HELD] == await _owed(the_world)


async def _owed(world: World) -> int:
    working = select(task_order.c.full_price).where(
        task_order.c.status > 1, task_order.c.status != 4, task_order.c.failed_at == 0, task_order.c.archived_at == 0
    )
    return sum(row[0] + share(row[0], 500) for row in await world.rows(working))
