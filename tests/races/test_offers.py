"""Eight clients at one offer, or with one connect for eight of them, on PostgreSQL."""

import asyncio
import os
from collections.abc import Awaitable
from typing import Any

from sqlalchemy import update

from birzha.errors import LimitExceeded, MarketError, NotFound, WrongState
from birzha.money import queries
from birzha.money.audit import audit
from birzha.offers.commands import (
    accept_offer,
    accept_personal_offer,
    decline_personal_offer,
    make_offer,
    make_personal_offer,
    save_project,
    withdraw_personal_offer,
)
from birzha.offers.model import month_of
from birzha.offers.queries import connects, my_offers, personal_offer
from birzha.offers.tables import connects as connects_row
from birzha.offers.tables.spending import START_MONTH
from birzha.orders.commands import accept_bid, delete_orders, save_order, withdraw_bid
from birzha.orders.model import OrderChanges
from birzha.storage.statement import Statement

from .conftest import CLIENTS, PRICE, WHOLE, Stage

ROUNDS = int(os.environ.get("BIRZHA_ROUNDS", "4"))
ALL = 30
"""Connects of a month."""


async def outcomes(*acts: Awaitable[Any]) -> tuple[list[Any], list[BaseException]]:
    """What succeeded and what was refused; anything but a refusal of the market fails the test."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    assert all(isinstance(failure, MarketError) for failure in failures), failures
    return [result for result in results if not isinstance(result, BaseException)], failures


async def project(stage: Stage) -> int:
    """A published project."""
    changes = OrderChanges(title="Сайт", price=PRICE, category_id=stage.category, public=1)
    return await stage.market.do(save_project, stage.customer, changes)


async def give(stage: Stage, who: Any, count: int) -> None:
    """Let somebody have that many connects, whatever was spent before."""

    async def put(tx: Any) -> None:
        month = month_of(tx.now, tx.rules.zone)
        await tx.run(START_MONTH, person_id=who.id, month=month)
        await tx.run(
            Statement(update(connects_row).where(connects_row.c.person_id == who.id).values(spent=ALL - count))
        )

    await stage.market.do(put)


async def left(stage: Stage, who: Any) -> int:
    """How many connects somebody has."""
    return (await stage.market.ask(connects, who)).left


async def assert_sound(stage: Stage, held: int) -> None:
    """The books balance, and so much is held of the customer's money."""
    assert (await stage.market.ask(audit)).problems == ()
    assert (await stage.market.ask(queries.balance, stage.customer)).held == held


async def test_one_connect_pays_for_one_of_eight_offers(stage: Stage):
    """Eight clients of one performer offer on eight projects with connects for one: one offer, one charge."""
    for n in range(ROUNDS):
        who = stage.performers[n % CLIENTS]
        projects = [await project(stage) for _ in range(CLIENTS)]
        await give(stage, who, 1)
        made = {each.id for each in await stage.market.ask(my_offers, who)}
        won, lost = await outcomes(*(stage.market.do(make_offer, who, each) for each in projects))
        assert len(won) == 1
        assert all(isinstance(failure, LimitExceeded) for failure in lost)
        assert await left(stage, who) == 0
        assert len({each.id for each in await stage.market.ask(my_offers, who)} - made) == 1


async def test_an_offer_is_accepted_once(stage: Stage):
    """Four accept it at its own price, four by the old command at the order's: one performer, and the offer's price is held."""
    await stage.money(10**9)
    for n in range(ROUNDS):
        await give(stage, stage.performers[0], 1)
        made = await stage.market.do(make_offer, stage.performers[0], await project(stage), price=2 * PRICE)
        acts = [accept_offer, accept_bid] * (CLIENTS // 2)
        won, lost = await outcomes(*(stage.market.do(act, stage.customer, made.id) for act in acts))
        assert len(won) == 1
        assert all(isinstance(failure, WrongState) for failure in lost)
        await assert_sound(stage, 2 * WHOLE * (n + 1))


async def test_of_a_withdrawal_an_edit_and_an_acceptance_one_happens(stage: Stage):
    """Whatever comes first: the money is held at most once, and connects come back only where the customer ended it."""
    await stage.money(10**9)
    held = 0
    for _ in range(ROUNDS):
        who, order = stage.performers[1], await project(stage)
        await give(stage, who, ALL)
        made = await stage.market.do(make_offer, who, order, price=2 * PRICE)
        had = await left(stage, who)
        await outcomes(
            stage.market.do(withdraw_bid, who, made.id),
            stage.market.do(save_order, stage.customer, OrderChanges(title="Иначе"), order),
            stage.market.do(accept_offer, stage.customer, made.id),
        )
        found = next(each for each in await stage.market.ask(my_offers, who) if each.id == made.id)
        held += 2 * WHOLE if found.state == 2 else 0
        await assert_sound(stage, held)
        assert await left(stage, who) == had + found.returned
        assert not (found.returned and found.state == 2)


async def test_connects_come_back_once(stage: Stage):
    """Eight clients delete a project on which eight performers have offered: each of them has all connects again."""
    for _ in range(ROUNDS):
        orders = [await project(stage) for _ in range(2)]
        for who in stage.performers:
            for order in orders:
                await stage.market.do(make_offer, who, order)
        won, lost = await outcomes(
            *(stage.market.do(delete_orders, stage.customer, orders[:: 1 - 2 * (n % 2)]) for n in range(CLIENTS))
        )
        assert won[0]
        assert all(isinstance(failure, NotFound) for failure in lost)
        assert [await left(stage, who) for who in stage.performers] == [ALL] * CLIENTS


async def test_a_personal_offer_ends_once(stage: Stage):
    """Accepted by two, declined and withdrawn at the same moment: one of these, and an order only where it was accepted."""
    await stage.money(10**9)
    held = 0
    for _ in range(ROUNDS):
        who = stage.performers[2]
        made = await stage.market.do(
            make_personal_offer,
            who,
            stage.customer.id,
            title="Логотип",
            text="Кошка",
            price=PRICE,
            days=2,
            category_id=stage.category,
        )
        won, lost = await outcomes(
            stage.market.do(accept_personal_offer, stage.customer, made.id),
            stage.market.do(decline_personal_offer, stage.customer, made.id),
            stage.market.do(withdraw_personal_offer, who, made.id),
            stage.market.do(accept_personal_offer, stage.customer, made.id),
        )
        assert len(won) == 1
        assert all(isinstance(failure, WrongState) for failure in lost)
        found = await stage.market.ask(personal_offer, who, made.id)
        assert (found.state == 2) == (found.order_id > 0)
        held += WHOLE if found.order_id else 0
        await assert_sound(stage, held)
        stage.market.clock.set(stage.market.clock.now() + 60)  # type: ignore[attr-defined]  # the clock of tests
