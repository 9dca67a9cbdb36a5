"""What time does to orders."""

from sqlalchemy import func, select

from birzha.clock import DAY
from birzha.orders.commands import expire_unbid, mark_overdue, next_due, purge_failed, set_deadline
from birzha.orders.model import BidState, State, StoredFile
from birzha.orders.tables import bid, dropped_file, order_comment, rating_fail, result, result_part, task_order


async def test_overdue(world):
    """A second after its deadline work is overdue, both are told, and running it again does nothing."""
    order_id = await world.order_in(State.IN_WORK)
    due = (await world.order(order_id)).deadline
    world.market.clock.set(due)
    assert await world.do(mark_overdue) == 0
    assert await world.ask(next_due) == due + 1
    world.market.clock.set(due + 1)
    assert await world.do(mark_overdue) == 1
    assert await world.state(order_id) is State.OVERDUE
    for who in (world.customer, world.performer):
        assert "вышел" in (await world.messages(who))[-1]
    assert await world.do(mark_overdue) == 0
    assert await world.held(world.customer) == 10_500


async def test_expiry(world):
    """An order that nobody was chosen for goes back to the drafts; its bids stay live (A14)."""
    order_id = await world.place()
    await world.bid(order_id)
    due = (await world.order(order_id)).deadline
    world.market.clock.set(due)
    assert await world.do(expire_unbid) == 0
    assert await world.ask(next_due) == due + 1
    world.market.clock.set(due + 1)
    assert await world.do(expire_unbid) == 1
    assert await world.state(order_id) is State.DRAFT
    assert "черновики" in (await world.messages(world.customer))[-1]
    assert [row[0] for row in await world.rows(select(bid.c.state))] == [BidState.LIVE]
    assert await world.do(expire_unbid) == 0
    assert await world.ask(next_due) is None


async def test_time_leaves_the_rest_alone(world):
    """Drafts, orders under check, done and cancelled ones have no deadline that counts."""
    ids = {state: await world.order_in(state) for state in (State.DRAFT, State.ON_CHECK, State.DONE, State.FAILED)}
    world.market.clock.set(world.now + 13 * DAY)
    for sweep in (mark_overdue, expire_unbid, purge_failed):
        assert await world.do(sweep) == 0
    for state, order_id in ids.items():
        assert await world.state(order_id) is state


async def test_purge(world):
    """Two weeks after it was cancelled, to the second, an order is gone with all that hangs on it but the refusal."""
    order_id = await world.order_in(State.IN_WORK, file=StoredFile("k1", "a", 1, "text/plain"))
    from birzha.orders.commands import fail_order, send_back, submit_result
    from birzha.sweeps.run import advance

    await world.do(submit_result, world.performer, order_id, "т", StoredFile("k2", "a", 1, "text/plain"))
    await world.do(send_back, world.customer, [order_id], "Ещё")
    await advance(world.market, (await world.order(order_id)).deadline + 1)
    await world.do(fail_order, world.customer, order_id)
    failed = world.now
    assert await world.ask(next_due) == failed + 14 * DAY
    world.market.clock.set(failed + 14 * DAY - 1)
    assert await world.do(purge_failed) == 0
    world.market.clock.set(failed + 14 * DAY)
    assert await world.do(purge_failed) == 1
    for table in (task_order, bid, order_comment, result, result_part):
        assert (await world.rows(select(func.count()).select_from(table)))[0][0] == 0, table.name
    assert len(await world.rows(select(rating_fail))) == 1
    assert sorted(row[0] for row in await world.rows(select(dropped_file.c.key))) == ["k1", "k2"]


async def test_batches(world):
    """A sweep takes the earliest first, as many as it is told to."""
    late = await world.place(deadline=world.now + 200)
    early = await world.place(deadline=world.now + 100)
    world.market.clock.set(world.now + 300)
    assert await world.do(expire_unbid, most=1) == 1
    assert [await world.state(each) for each in (early, late)] == [State.DRAFT, State.WAITING]
    assert await world.do(expire_unbid, most=1) == 1
    assert await world.do(expire_unbid, most=1) == 0


async def test_the_next_moment_is_the_earliest(world):
    """Of everything that will become due."""
    assert await world.ask(next_due) is None
    await world.place(deadline=world.now + 500)
    working = await world.order_in(State.IN_WORK, deadline=world.now + 400)
    assert await world.ask(next_due) == world.now + 401
    await world.do(set_deadline, world.customer, working, world.now + 600)
    assert await world.ask(next_due) == world.now + 501
