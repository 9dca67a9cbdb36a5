"""Kworks that are bought by many, twice at once, or while their sellers change them, on PostgreSQL."""

import asyncio
import os
from collections.abc import Awaitable
from typing import Any

import pytest

from birzha.app import Market
from birzha.errors import MarketError, NotEnoughMoney, NotFound, WrongState
from birzha.kworks.commands import (
    approve_kwork,
    buy_kwork,
    delete_kwork,
    offer_kwork,
    pause_kwork,
    review_kwork,
    save_kwork,
    set_features,
)
from birzha.kworks.model import Kwork, KworkChanges, NewFeature
from birzha.kworks.queries import my_purchases
from birzha.kworks.tables.kworks import KWORK
from birzha.money.audit import audit
from birzha.money.commands.accounts import deposit
from birzha.money.queries import balance
from birzha.orders.commands import refuse_order
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.reference.commands import save_category
from birzha.storage.transaction import Transaction

CLIENTS = 8
ROUNDS = int(os.environ.get("BIRZHA_ROUNDS", "3"))
PRICE, WHOLE = 10_000, 10_500
RICH = 10**9


async def _kwork(tx: Transaction, kwork_id: int) -> Kwork | None:
    return await tx.first(KWORK, kwork_id=kwork_id)


class Stall:
    """Two sellers who buy as well, a moderator, eight customers with money."""

    def __init__(self, market: Market) -> None:
        self.market = market

    async def open(self) -> "Stall":
        """Bring everybody in."""
        self.staff = await self.person("staff", Role.ADMIN | Role.MODERATOR)
        self.sellers = [await self.person(f"seller{n}", Role.PERFORMER | Role.CUSTOMER) for n in range(2)]
        self.customers = [await self.person(f"customer{n}", Role.CUSTOMER) for n in range(CLIENTS)]
        for who in (*self.customers, *self.sellers):
            await self.market.do(deposit, who.id, RICH)
        self.category = await self.market.do(save_category, self.staff, name="Кулинария")
        return self

    async def person(self, login: str, roles: Role) -> Actor:
        """Somebody new."""
        return Actor(await self.market.do(add_person, login=login, roles=roles), roles)

    async def offered(self, seller: Actor) -> int:
        """A new kwork of the catalogue."""
        changes = KworkChanges(title="Хлеб", description="О хлебе", category_id=self.category, price=PRICE, days=2)
        kwork_id = await self.market.do(save_kwork, seller, changes)
        await self.market.do(offer_kwork, seller, kwork_id)
        await self.market.do(approve_kwork, self.staff, kwork_id)
        return kwork_id

    async def kwork(self, kwork_id: int) -> Kwork:
        """As it stands in the rows."""
        found = await self.market.ask(_kwork, kwork_id)  # type: ignore[arg-type]  # a coroutine function
        assert found is not None
        return found

    async def books_hold(self) -> None:
        """The auditor finds nothing, of money and of sales."""
        assert (await self.market.ask(audit)).problems == ()


@pytest.fixture
async def stall(postgres_market: Market) -> Stall:
    """A stall on PostgreSQL."""
    return await Stall(postgres_market).open()


async def outcomes(*acts: Awaitable[Any]) -> tuple[list[Any], list[BaseException]]:
    """What succeeded and what was refused; anything but a refusal of the market fails the test."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    assert all(isinstance(failure, MarketError) for failure in failures), failures
    return [result for result in results if not isinstance(result, BaseException)], failures


async def test_eight_customers_one_kwork(stall: Stall):
    """All get it, each an order of their own; reviews come in between; nothing is counted twice or lost."""
    kwork_id = await stall.offered(stall.sellers[0])
    for number in range(1, ROUNDS + 1):
        won, lost = await outcomes(
            *(stall.market.do(buy_kwork, who, kwork_id, expected_price=PRICE) for who in stall.customers),
            *(stall.market.do(review_kwork, kwork_id, stars) for stars in (5, 3)),
        )
        assert (len({each for each in won if each is not None}), lost) == (CLIENTS, [])
        found = await stall.kwork(kwork_id)
        assert (found.sales, found.reviews, found.stars) == (CLIENTS * number, 2 * number, 8 * number)
    for who in stall.customers:
        assert (await stall.market.ask(balance, who)).held == WHOLE * ROUNDS
        assert len(await stall.market.ask(my_purchases, who)) == ROUNDS
    await stall.books_hold()


async def test_money_for_one(stall: Stall):
    """Who asks eight times with the money for one purchase makes one; the other seven leave nothing behind."""
    for number in range(ROUNDS):
        kworks = [await stall.offered(each) for each in stall.sellers]
        poor = await stall.person(f"poor{number}", Role.CUSTOMER)
        await stall.market.do(deposit, poor.id, WHOLE + WHOLE - 1)
        won, lost = await outcomes(*(stall.market.do(buy_kwork, poor, kworks[n % 2]) for n in range(CLIENTS)))
        assert (len(won), len(lost)) == (1, CLIENTS - 1)
        assert all(isinstance(failure, NotEnoughMoney) for failure in lost)
        assert [each.order_id for each in await stall.market.ask(my_purchases, poor)] == won
        assert sum([(await stall.kwork(each)).sales for each in kworks]) == 1
        assert (await stall.market.ask(balance, poor)).held == WHOLE
    await stall.books_hold()


async def test_a_purchase_against_what_the_seller_does(stall: Stall):
    """Dearer, paused, deleted, with other extras: the purchase comes first, at the price seen, or finds it changed."""
    seller, customer = stall.sellers[0], stall.customers[0]
    for number in range(4 * max(1, ROUNDS // 2)):
        kwork_id = await stall.offered(seller)
        own: list[tuple[Any, ...]] = [
            (save_kwork, seller, KworkChanges(price=2 * PRICE), kwork_id),
            (pause_kwork, seller, kwork_id),
            (delete_kwork, seller, kwork_id),
            (set_features, seller, kwork_id, [NewFeature("Срочно", 1, 0)]),
        ]
        (act, *rest) = own[number % 4]
        _, lost = await outcomes(
            stall.market.do(buy_kwork, customer, kwork_id, expected_price=PRICE), stall.market.do(act, *rest)
        )
        assert all(isinstance(failure, WrongState | NotFound) for failure in lost)
        sales = [each for each in await stall.market.ask(my_purchases, customer) if each.kwork_id == kwork_id]
        assert [each.price for each in sales] == [PRICE] * (await stall.kwork(kwork_id)).sales
    await stall.books_hold()


async def test_two_sellers_who_buy_from_one_another(stall: Stall):
    """Crosswise purchases and refusals of what was bought before: nobody waits for ever, the books hold."""
    one, other = stall.sellers
    of_one, of_other = [await stall.offered(each) for each in stall.sellers]
    before: tuple[list[int], list[int]] = ([], [])
    for _ in range(ROUNDS):
        acts = [stall.market.do(buy_kwork, one, of_other) for _ in range(2)]
        acts += [stall.market.do(buy_kwork, other, of_one) for _ in range(2)]
        refusals = [stall.market.do(refuse_order, other, each) for each in before[0]]
        refusals += [stall.market.do(refuse_order, one, each) for each in before[1]]
        won, lost = await outcomes(*acts, *refusals)
        assert lost == []
        before = (won[:2], won[2:4])
    await stall.books_hold()
