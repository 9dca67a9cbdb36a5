"""Deadlines and copies."""

import pytest

from birzha.clock import DAY
from birzha.errors import Invalid, NotEnoughMoney, NotFound, WrongState
from birzha.orders.commands import copy_order, drop_uniqueness, set_deadline, set_next_check, submit_result
from birzha.orders.model import BidState, Figures, State, StoredFile, latest_deadline
from birzha.orders.queries import live_bids, notes, results
from birzha.settings import Rules
from birzha.sweeps.run import run_due


async def refused(world, error, command, *args):
    """Refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(command, world.customer, *args)
    assert found.type is error
    assert await world.everything() == before


async def test_extending_overdue_work(world):
    """It is in work again, with the new deadline; the performer hears of it (reference §4.2 #12)."""
    order_id = await world.order_in(State.OVERDUE)
    order = await world.do(set_deadline, world.customer, order_id, world.now + DAY)
    assert order == await world.order(order_id)
    assert (order.status, order.deadline, order.quick) == (2, world.now + DAY, 1)
    assert "Срок" in (await world.messages(world.performer))[-1]
    order = await world.do(set_deadline, world.customer, order_id, world.now + DAY + 1)
    assert (order.status, order.quick) == (2, 0)


async def test_deadlines_that_cannot_be(world):
    """Past, too far, or before what a performer was promised."""
    order_id = await world.order_in(State.IN_WORK)
    due = (await world.order(order_id)).deadline
    for wrong in (world.now, due - 1, latest_deadline(world.now, Rules()) + 1):
        await refused(world, Invalid, set_deadline, order_id, wrong)
    await world.do(set_deadline, world.customer, order_id, due)
    await world.do(set_deadline, world.customer, order_id, latest_deadline(world.now, Rules()))


async def test_publishing_a_draft(world):
    """With the word it waits, without it stays a draft; on any other order the word does nothing."""
    draft = await world.place(public=0)
    order = await world.do(set_deadline, world.customer, draft, world.now + DAY)
    assert order.public == 0
    order = await world.do(set_deadline, world.customer, draft, world.now + DAY, True)
    assert (order.public, order.published_at) == (1, world.now)
    assert await world.state(draft) is State.WAITING
    working = await world.order_in(State.IN_WORK)
    order = await world.do(set_deadline, world.customer, working, world.now + 3 * DAY, True)
    assert await world.state(working) is State.IN_WORK


async def test_an_exhausted_multi_order_is_not_published(world):
    """It has nothing to give."""
    order_id = await world.place(multitask=1, multicount=1)
    await world.assign(order_id)
    await refused(world, Invalid, set_deadline, order_id, world.now + DAY, True)


async def test_publishing_an_offer(world):
    """It needs money and is told to its addressee once."""
    balance = await world.available(world.customer)
    offer = {"target": 3, "target_id": world.performer.id, "price_type": 2, "public": 0}
    dear = await world.place(**offer, price=balance)
    await refused(world, NotEnoughMoney, set_deadline, dear, world.now + DAY, True)
    await world.do(set_deadline, world.customer, dear, world.now + DAY)
    assert await world.messages(world.performer) == []
    cheap = await world.place(**offer, price=1)
    await world.do(set_deadline, world.customer, cheap, world.now + DAY, True)
    assert len(await world.messages(world.performer)) == 1
    await world.do(set_deadline, world.customer, cheap, world.now + DAY, True)
    assert len(await world.messages(world.performer)) == 1


async def test_bids_outlive_a_new_deadline(world):
    """It is no edit."""
    order_id = await world.place()
    bid = await world.bid(order_id)
    await world.do(set_deadline, world.customer, order_id, world.now + 60)
    [live] = await world.ask(live_bids, world.customer)
    assert (live.id, live.deadline, bid.state) == (bid.id, world.now + 60, BidState.LIVE)


async def test_copying(world):
    """A published copy of everything but the life of the original, in any state of it; the file is shared."""
    file = StoredFile("k1", "a.txt", 1, "text/plain")
    done = await world.order_in(State.DONE, file=file, auto_work=1, auto_rate=900, uniq=70, description="д")
    copy_id = await world.do(copy_order, world.customer, done)
    copy = await world.order(copy_id)
    assert await world.state(copy_id) is State.WAITING
    assert (copy.deadline, copy.quick, copy.date) == (world.now + 5 * DAY, 0, world.now)
    assert (copy.file_key, copy.uniq, copy.description, copy.auto_work) == ("k1", 70, "д", 0)
    assert await world.ask(notes, world.customer, [copy_id]) == []
    assert await world.ask(results, world.customer, [copy_id]) == []
    wanted = world.now + DAY
    again = await world.order(await world.do(copy_order, world.customer, done, wanted))
    assert (again.deadline, again.quick) == (wanted, 1)
    for wrong in (world.now, world.now + 400 * DAY):
        fallen = await world.order(await world.do(copy_order, world.customer, done, wrong))
        assert fallen.deadline == world.now + 5 * DAY


async def test_copying_a_draft_publishes_the_copy(world):
    """The new order is public whatever the original is; what was said on the original stays there."""
    draft = await world.place(public=0)
    copy_id = await world.do(copy_order, world.customer, draft)
    assert await world.state(copy_id) is State.WAITING
    assert await world.state(draft) is State.DRAFT


async def test_copying_an_offer(world):
    """It is offered anew, for money that is there."""
    price = await world.available(world.customer) * 100 // 105
    offer = await world.place(target=3, target_id=world.performer.id, price_type=2, price=price)
    await world.do(copy_order, world.customer, offer)
    assert len(await world.messages(world.performer)) == 2
    await world.assign(await world.place(price=1_000, size=1_000))
    await refused(world, NotEnoughMoney, copy_order, offer)


async def test_the_order_of_checks(world):
    """A deadline that cannot be is told before the state; another's order before that."""
    done = await world.order_in(State.DONE)
    await refused(world, Invalid, set_deadline, done, world.now)
    await refused(world, WrongState, set_deadline, done, world.now + DAY)
    await refused(world, NotFound, set_deadline, 999, world.now)
    with pytest.raises(WrongState):
        await world.do(submit_result, world.performer, done, "т")


async def test_the_requirement_of_uniqueness_goes(world):
    """Up to the check it can be dropped, twice as well as once; the order stands where it stood, its bid stays live."""
    for state in (State.DRAFT, State.WAITING, State.IN_WORK, State.ON_CHECK):
        order_id = await world.order_in(state, uniq=90)
        bid = await world.bid(order_id) if state is State.WAITING else None
        for _ in range(2):
            await world.do(drop_uniqueness, world.customer, order_id)
        assert (await world.order(order_id)).uniq is None
        assert await world.state(order_id) is state
        if bid:
            assert [each.id for each in await world.ask(live_bids, world.customer)] == [bid.id]
    told = [each for each in await world.messages(world.performer) if "уникальности" in each]
    assert len(told) == 2


async def test_a_result_is_not_sent_back_for_what_was_dropped(world):
    """A figure below the requirement that is no more leaves the order under check."""
    order_id = await world.order_in(State.IN_WORK, uniq=90)
    await world.do(set_next_check, Figures(per_antiplagiat=10), order_id=order_id)
    await world.do(drop_uniqueness, world.customer, order_id)
    await world.submit(order_id)
    await run_due(world.market)
    assert await world.state(order_id) is State.ON_CHECK


async def test_a_requirement_that_stays(world):
    """It cannot be dropped once the order is overdue, cancelled, done or archived, nor by anybody else."""
    for state in (State.OVERDUE, State.FAILED, State.DONE):
        order_id = await world.order_in(state, uniq=90)
        with pytest.raises(WrongState):
            await world.do(drop_uniqueness, world.customer, order_id)
        assert (await world.order(order_id)).uniq == 90
    for who in (world.stranger, world.customer):
        with pytest.raises(NotFound):
            await world.do(drop_uniqueness, who, order_id if who is world.stranger else 999)
