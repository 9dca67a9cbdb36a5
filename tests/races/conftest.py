"""A market with people in place for races."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from birzha.app import Market
from birzha.clock import DAY
from birzha.money.commands.accounts import deposit
from birzha.orders.commands import accept_bid, place_bid, save_order, submit_result
from birzha.orders.model import OrderChanges
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.reference.commands import save_category

CLIENTS = 8
PRICE = 10_000
WHOLE = 10_500


@dataclass
class Stage:
    """Who and what a race needs."""

    market: Market
    customer: Actor
    performers: list[Actor]
    admin: Actor
    category: int

    async def waiting(self, **more: int) -> int:
        """A published order without bids."""
        changes = OrderChanges(
            title="Статья о хлебе",
            description="Нужна статья.",
            price=PRICE,
            price_type=2,
            size=1000,
            category_id=self.category,
            public=1,
            deadline=self.market.clock.now() + DAY,
            **more,
        )
        return await self.market.do(save_order, self.customer, changes)

    async def bids(self, order: int, count: int = CLIENTS) -> list[int]:
        """Bids of so many performers on an order."""
        return [(await self.market.do(place_bid, who, order, "Возьмусь")).id for who in self.performers[:count]]

    async def working(self) -> int:
        """An order in work by the first performer."""
        order = await self.waiting()
        await self.market.do(accept_bid, self.customer, (await self.bids(order, 1))[0])
        return order

    async def checked(self) -> int:
        """An order on check."""
        order = await self.working()
        await self.market.do(submit_result, self.performers[0], order, text="Ржаной хлеб пекут из ржаной муки.")
        return order

    async def money(self, amount: int) -> None:
        """Give the customer that much more."""
        await self.market.do(deposit, self.customer.id, amount)


@pytest.fixture
async def stage(postgres_market: Market) -> Stage:
    """People and a category on PostgreSQL; the customer has no money yet."""
    market = postgres_market
    admin = Actor(await market.do(add_person, login="admin", roles=Role.ADMIN), Role.ADMIN)
    customer = Actor(await market.do(add_person, login="customer", roles=Role.CUSTOMER), Role.CUSTOMER)
    performers = [
        Actor(await market.do(add_person, login=f"performer{n}", roles=Role.PERFORMER), Role.PERFORMER)
        for n in range(CLIENTS)
    ]
    category = await market.do(save_category, admin, name="Кулинария")
    return Stage(market, customer, performers, admin, category)


Act = Callable[[], Awaitable[object]]
