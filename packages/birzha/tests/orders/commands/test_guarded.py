"""The guards that only a race would reach: an order or bid that changed after it was read."""

import pytest
from sqlalchemy import delete

from birzha.errors import WrongState
from birzha.orders.commands.assigning import end_bid
from birzha.orders.commands.guarded import in_asked_order, move, rewrite
from birzha.orders.model import BidState, State, acts
from birzha.orders.tables import result, result_part
from birzha.tickets.commands import open_ticket


@pytest.mark.parametrize("step", [move, rewrite])
async def test_an_order_that_moved_is_not_moved_again(world, step):
    """What was read before somebody else changed the state, the publication or the count is refused."""
    order_id = await world.place(multitask=1, multicount=3)
    seen = await world.order(order_id)
    await world.assign(order_id)
    before = await world.everything()
    with pytest.raises(WrongState):
        await world.do(step, seen, acts.unpublished(seen))
    assert await world.everything() == before
    seen = await world.order(order_id)
    await world.do(step, seen, acts.unpublished(seen))
    assert await world.state(order_id) is State.DRAFT
    with pytest.raises(WrongState):
        await world.do(step, seen, acts.unpublished(seen))


async def test_a_cancelled_order_is_not_cancelled_by_whoever_saw_it_before(world):
    """The moment of cancellation is part of what was read."""
    order_id = await world.order_in(State.OVERDUE)
    seen = await world.order(order_id)
    from birzha.orders.commands import fail_order

    await world.do(fail_order, world.customer, order_id)
    with pytest.raises(WrongState):
        await world.do(move, seen, acts.failed(seen, world.now))


async def test_a_bid_ends_once(world):
    """The second end is refused."""
    bid = await world.bid(await world.place())
    await world.do(end_bid, bid, BidState.DECLINED)
    before = await world.everything()
    with pytest.raises(WrongState):
        await world.do(end_bid, bid, BidState.VOID)
    assert await world.everything() == before


async def test_a_ticket_needs_a_result(world):
    """Without a result of the present performer nobody is taken off (documentation of tasks.sendNoteFail)."""
    order_id = await world.order_in(State.ON_CHECK)
    await world.execute(delete(result_part))
    await world.execute(delete(result))
    with pytest.raises(WrongState):
        await world.do(open_ticket, world.customer, order_id, "Не по теме")


def test_batches_answer_in_the_order_asked_for():
    """Each id once, and only what was done."""
    assert in_asked_order([3, 1, 2, 3, 9], [1, 2, 3]) == [3, 1, 2]
