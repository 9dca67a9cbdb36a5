"""Eight clients at one thing at once, on PostgreSQL: exactly one wins, every time."""

import asyncio
import itertools
import os
from collections.abc import Awaitable
from typing import Any

import pytest

from birzha.errors import MarketError, NotEnoughMoney, NotFound, WrongState
from birzha.money import queries
from birzha.money.audit import audit
from birzha.money.commands import request_withdrawal
from birzha.orders.commands import (
    accept_bid,
    accept_results,
    add_comment,
    copy_order,
    decline_bid,
    delete_orders,
    edit_bid,
    extra_pay,
    fail_order,
    mark_overdue,
    pay_excess,
    place_bid,
    refuse_order,
    save_order,
    send_back,
    set_deadline,
    submit_result,
    withdraw_bid,
)
from birzha.orders.model import OrderChanges

from .conftest import CLIENTS, PRICE, WHOLE, Stage

ROUNDS = int(os.environ.get("BIRZHA_ROUNDS", "8"))


async def outcomes(*acts: Awaitable[Any]) -> tuple[list[Any], list[BaseException]]:
    """What succeeded and what was refused; anything but a refusal of the market fails the test."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    assert all(isinstance(failure, MarketError) for failure in failures), failures
    return [result for result in results if not isinstance(result, BaseException)], failures


async def assert_sound(stage: Stage) -> None:
    assert (await stage.market.ask(audit)).problems == ()


async def balance(stage: Stage, who: Any) -> tuple[int, int]:
    wallet = await stage.market.ask(queries.balance, who)
    return wallet.available, wallet.held


async def test_eight_bids_on_one_order_one_is_accepted(stage: Stage):
    """Eight clients accept eight different bids: one performer, one hold."""
    await stage.money(10**9)
    for n in range(ROUNDS):
        order = await stage.waiting()
        bids = await stage.bids(order)
        won, lost = await outcomes(*(stage.market.do(accept_bid, stage.customer, bid) for bid in bids))
        assert len(won) == 1
        assert all(isinstance(failure, WrongState | NotFound) for failure in lost)
        assert (await balance(stage, stage.customer))[1] == WHOLE * (n + 1)
    await assert_sound(stage)


async def test_one_bid_is_accepted_once(stage: Stage):
    """Eight clients accept the same bid: the money is held once."""
    await stage.money(10**9)
    for n in range(ROUNDS):
        order = await stage.waiting()
        (bid,) = await stage.bids(order, 1)
        won, _ = await outcomes(*(stage.market.do(accept_bid, stage.customer, bid) for _ in range(CLIENTS)))
        assert len(won) == 1
        assert (await balance(stage, stage.customer))[1] == WHOLE * (n + 1)
    await assert_sound(stage)


async def test_an_order_is_paid_once(stage: Stage):
    """Eight clients accept one order's result: the performer is paid once."""
    await stage.money(10**9)
    for n in range(ROUNDS):
        order = await stage.checked()
        won, _ = await outcomes(*(stage.market.do(accept_results, stage.customer, [order]) for _ in range(CLIENTS)))
        assert [ids for ids in won if ids] == [[order]]
        assert (await balance(stage, stage.performers[0]))[0] == 9_000 * (n + 1)
    await assert_sound(stage)


async def test_money_for_one_buys_one(stage: Stage):
    """Eight orders, money for one: exactly one bid is accepted, and not a kopeck more is held."""
    for n in range(ROUNDS):
        await stage.money(WHOLE)
        bids = [(await stage.bids(await stage.waiting(), 1))[0] for _ in range(CLIENTS)]
        won, lost = await outcomes(*(stage.market.do(accept_bid, stage.customer, bid) for bid in bids))
        assert len(won) == 1
        assert all(isinstance(failure, NotEnoughMoney) for failure in lost)
        assert await balance(stage, stage.customer) == (0, WHOLE * (n + 1))
    await assert_sound(stage)


async def test_money_cannot_be_held_and_withdrawn(stage: Stage):
    """Accepting a bid and withdrawing the same money: one of them, never both."""
    held = 0
    for _ in range(ROUNDS):
        await stage.money(WHOLE)
        (bid,) = await stage.bids(await stage.waiting(), 1)
        won, lost = await outcomes(
            stage.market.do(accept_bid, stage.customer, bid),
            *(stage.market.do(request_withdrawal, stage.customer, WHOLE) for _ in range(CLIENTS - 1)),
        )
        assert len(won) == 1
        assert all(isinstance(failure, NotEnoughMoney) for failure in lost)
        held += not isinstance(won[0], int)
        assert await balance(stage, stage.customer) == (0, WHOLE * held)
    await assert_sound(stage)


async def test_a_multi_order_makes_as_many_orders_as_it_says(stage: Stage):
    """Eight bids on a multi-order for three: exactly three orders come of it."""
    await stage.money(10**9)
    for n in range(ROUNDS):
        order = await stage.waiting(multitask=1, multicount=3)
        bids = await stage.bids(order)
        won, _ = await outcomes(*(stage.market.do(accept_bid, stage.customer, bid) for bid in bids))
        assert len({done.order_id for done in won}) == 3
        assert (await balance(stage, stage.customer))[1] == 3 * WHOLE * (n + 1)
    await assert_sound(stage)


async def test_auto_accept_takes_the_first_bid_only(stage: Stage):
    """Eight bids at once on an order that accepts by itself: one performer, one hold."""
    await stage.money(10**9)
    for n in range(ROUNDS):
        order = await stage.waiting(auto_work=1)
        await outcomes(*(stage.market.do(place_bid, who, order, "Возьмусь") for who in stage.performers))
        assert (await balance(stage, stage.customer))[1] == WHOLE * (n + 1)
    await assert_sound(stage)


async def test_a_failed_order_is_failed_once(stage: Stage):
    """Eight clients fail one overdue order: the money comes back once and one penalty is taken."""
    await stage.money(WHOLE)
    for _ in range(ROUNDS):
        order = await stage.working()
        stage.market.clock.set(stage.market.clock.now() + 2 * 86_400)
        await stage.market.do(mark_overdue)
        won, _ = await outcomes(*(stage.market.do(fail_order, stage.customer, order) for _ in range(CLIENTS)))
        assert len(won) == 1
        assert await balance(stage, stage.customer) == (WHOLE, 0)
    await assert_sound(stage)


WAITING = {
    "accept": lambda s, order, bid: s.market.do(accept_bid, s.customer, bid),
    "decline": lambda s, order, bid: s.market.do(decline_bid, s.customer, bid),
    "withdraw": lambda s, order, bid: s.market.do(withdraw_bid, s.performers[0], bid),
    "edit bid": lambda s, order, bid: s.market.do(edit_bid, s.performers[0], bid, "Сделаю за день"),
    "edit order": lambda s, order, bid: s.market.do(save_order, s.customer, OrderChanges(title="Иначе"), order),
    "delete": lambda s, order, bid: s.market.do(delete_orders, s.customer, [order]),
    "second bid": lambda s, order, bid: s.market.do(place_bid, s.performers[1], order, "И я возьмусь"),
    "copy": lambda s, order, bid: s.market.do(copy_order, s.customer, order),
    "deadline": lambda s, order, bid: s.market.do(set_deadline, s.customer, order, s.market.clock.now() + 200_000),
}


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(WAITING, 2)))
async def test_any_two_acts_on_a_waiting_order_leave_it_sound(stage: Stage, one: str, other: str):
    """Two different acts on a waiting order at once: each is done or refused, and the ledger adds up."""
    await stage.money(10**6)
    for _ in range(max(1, ROUNDS // 4)):
        order = await stage.waiting()
        (bid,) = await stage.bids(order, 1)
        won, _ = await outcomes(*(WAITING[name](stage, order, bid) for name in (one, other) * 2))
        assert won
    await assert_sound(stage)


CHECKED = {
    "pay": lambda s, order: s.market.do(accept_results, s.customer, [order]),
    "send back": lambda s, order: s.market.do(send_back, s.customer, [order], "Добавьте про закваску"),
    "extra": lambda s, order: s.market.do(extra_pay, s.customer, order, 100),
    "excess": lambda s, order: s.market.do(pay_excess, s.customer, order),
    "submit": lambda s, order: s.market.do(submit_result, s.performers[0], order, text="Ещё раз о хлебе."),
    "refuse": lambda s, order: s.market.do(refuse_order, s.performers[0], order),
    "comment": lambda s, order: s.market.do(add_comment, s.customer, order, "Спасибо"),
    "deadline": lambda s, order: s.market.do(set_deadline, s.customer, order, s.market.clock.now() + 200_000),
}


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(CHECKED, 2)))
async def test_any_two_acts_on_a_checked_order_leave_it_sound(stage: Stage, one: str, other: str):
    """Two different acts on an order on check at once: the performer is paid at most once, and the ledger adds up."""
    await stage.money(10**6)
    for _ in range(max(1, ROUNDS // 4)):
        before = (await balance(stage, stage.performers[0]))[0]
        order = await stage.checked()
        await outcomes(*(CHECKED[name](stage, order) for name in (one, other) * 2))
        earned = (await balance(stage, stage.performers[0]))[0] - before
        extras = 2 * 90 if "extra" in (one, other) else 0
        assert earned - extras in {0, PRICE - PRICE // 10}
    await assert_sound(stage)
