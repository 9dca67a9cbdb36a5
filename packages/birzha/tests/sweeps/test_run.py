"""Running the sweeps."""

import asyncio
import dataclasses
import logging
from contextlib import suppress

import pytest
from sqlalchemy import select

from birzha.clock import DAY, WallClock
from birzha.messages.tables import message
from birzha.money.commands import freeze_payouts
from birzha.money.queries import balance
from birzha.orders.commands import accept_results, copy_order, delete_orders, fail_order, set_next_check
from birzha.orders.model import Figures, State, StoredFile
from birzha.orders.tables import dropped_file
from birzha.storage.work import StorageUnavailable
from birzha.sweeps import run
from birzha.sweeps.files import forget_files
from birzha.sweeps.run import advance, keep_sweeping, next_due, run_due


async def test_everything_happens_at_its_own_moment(world):
    """Turned forward in one go, the clock stops at each deadline on the way: messages bear its date, in order."""
    start = world.now
    first = await world.order_in(State.IN_WORK, deadline=start + 500)
    second = await world.place(deadline=start + 400)
    await advance(world.market, start + DAY)
    assert world.now == start + DAY
    assert [await world.state(each) for each in (first, second)] == [State.OVERDUE, State.DRAFT]
    dates = [
        row[0] for row in await world.rows(select(message.c.date).where(message.c.date > start).order_by(message.c.id))
    ]
    assert dates == [start + 401, start + 501, start + 501]


async def test_one_thing_leads_to_another(world):
    """A whole life in one turn: overdue, then, cancelled, gone two weeks later."""
    order_id = await world.order_in(State.FAILED)
    await advance(world.market, world.now + 13 * DAY)
    assert await world.exists(order_id)
    await advance(world.market, world.now + DAY)
    assert not await world.exists(order_id)
    assert await next_due(world.market) is None


async def test_turning_by_nothing_does_what_is_due(world):
    """Advancing to the present moment runs what is due now."""
    order_id = await world.order_in(State.ON_CHECK)
    await world.do(set_next_check, Figures(per_antiplagiat=1), order_id=order_id)
    await advance(world.market, world.now)
    assert await next_due(world.market) is None


async def test_the_clock_never_goes_back(world):
    """A moment that has passed leaves the clock where it is."""
    now = world.now
    await advance(world.market, now - 100)
    assert world.now == now


async def test_only_an_adjustable_clock_turns(world):
    """A real exchange's time is not anybody's to turn."""
    market = dataclasses.replace(world.market, clock=WallClock())
    with pytest.raises(TypeError):
        await advance(market, 0)


async def test_more_than_a_batch(world, monkeypatch):
    """However many are due, all of them are done."""
    from birzha.orders.commands import expire_unbid, next_expiry

    async def one(tx):
        return await expire_unbid(tx, most=1)

    monkeypatch.setattr(run, "SWEEPS", (run.Sweep("expired", one, next_expiry),))
    ids = [await world.place(deadline=world.now + 10) for _ in range(3)]
    world.market.clock.set(world.now + 11)
    assert await run_due(world.market) == 3
    assert {await world.state(each) for each in ids} == {State.DRAFT}


async def test_delayed_payments(world):
    """A payment that waits is due at its moment; while payouts are frozen it is not waited for, and time still goes on."""
    order_id = await world.order_in(State.ON_CHECK)

    async def delayed(tx, actor, *args):
        tx.rules = dataclasses.replace(tx.rules, payout_delay=100)
        return await accept_results(tx, actor, *args)

    await world.do(delayed, world.customer, [order_id])
    assert (await world.ask(balance, world.performer)).pending == 9_000
    assert await next_due(world.market) == world.now + 100
    await world.do(freeze_payouts, "проверка")
    assert await next_due(world.market) == world.now + 30 * DAY  # when the order goes to the archive
    await advance(world.market, world.now + 200)
    assert (await world.ask(balance, world.performer)).pending == 9_000
    from birzha.money.commands import lift_freeze

    await world.do(lift_freeze, world.admin)
    await run_due(world.market)
    assert await world.available(world.performer) == 9_000


async def test_files_are_forgotten_when_nobody_uses_them(world):
    """A deleted order's file leaves the disk, unless a copy of the order has it; then with the copy."""
    key = world.market.files.put(b"content")
    order_id = await world.place(file=StoredFile(key, "a.txt", 7, "text/plain"))
    copy_id = await world.do(copy_order, world.customer, order_id)
    await world.do(delete_orders, world.customer, [order_id])
    assert await forget_files(world.market) == 1
    assert world.market.files.get(key) == b"content"
    await world.do(delete_orders, world.customer, [copy_id])
    await run_due(world.market)
    assert await world.rows(select(dropped_file)) == []
    from birzha.errors import NotFound

    with pytest.raises(NotFound):
        world.market.files.get(key)
    assert await forget_files(world.market) == 0


async def test_the_loop(world, caplog, monkeypatch):
    """A running exchange does what is due without being asked, outlives trouble of the database, and stops when cancelled."""
    order_id = await world.order_in(State.OVERDUE)
    await world.do(fail_order, world.customer, order_id)
    waiting = await world.place(deadline=world.now + 5)
    world.market.clock.set(world.now + 6)
    looks = []
    look = run.next_due

    async def sometimes(market):
        looks.append(1)
        if len(looks) == 1:
            raise StorageUnavailable("нет")
        return await look(market)

    monkeypatch.setattr(run, "next_due", sometimes)
    with caplog.at_level(logging.WARNING, "birzha.sweeps"):
        task = asyncio.create_task(keep_sweeping(world.market, pause=0.001))
        for _ in range(2_000):
            if await world.state(waiting) is State.DRAFT and len(looks) > 3:
                break
            await asyncio.sleep(0.005)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert await world.state(waiting) is State.DRAFT
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert task.cancelled()


async def test_many_moments_in_one_transaction_are_kept_together_or_not_at_all(world, monkeypatch):
    """When time cannot be written down, the clock goes back to where it was and nothing has happened; the next try does all."""
    start = world.now
    ids = [await world.place(deadline=start + 100 * number) for number in range(1, 4)]
    real, calls = run.SWEEPS[2], []

    async def failing(tx):
        calls.append(tx.now)
        done = await real.run(tx)
        if len(calls) == 2:
            raise StorageUnavailable("диск полон")
        return done

    monkeypatch.setattr(run, "SWEEPS", (run.Sweep("expired", failing, real.due),))
    with pytest.raises(StorageUnavailable):
        await advance(world.market, start + DAY)
    states = [await world.state(each) for each in ids]
    if world.market.store.engine == "sqlite":
        assert (world.now, states) == (start, [State.WAITING] * 3)
    else:  # a transaction for each moment there
        assert (world.now, states) == (start + 101, [State.DRAFT, State.WAITING, State.WAITING])
    assert await advance(world.market, start + DAY) == {"expired": 3 - states.count(State.DRAFT)}
    assert {await world.state(each) for each in ids} == {State.DRAFT}


async def test_what_cannot_be_done_does_not_stop_the_clock(world, monkeypatch):
    """Something due that others are just doing is left to them: time goes on."""

    async def nothing(tx):
        return 0

    async def always(tx):
        return 0

    monkeypatch.setattr(run, "SWEEPS", (run.Sweep("busy", nothing, always),))
    assert await advance(world.market, world.now + 100) == {}
    assert await run_due(world.market) == 0
