"""Choosing a performer."""

import pytest
from sqlalchemy import select

from birzha.errors import ContactsFound, Invalid, NotEnoughMoney, NotFound, WrongState
from birzha.money.commands import top_up
from birzha.orders.commands import accept_bid, decline_bid, refuse_order, save_order
from birzha.orders.model import BidState, OrderChanges, OrderFilter, State
from birzha.orders.queries import notes, orders
from birzha.orders.tables.rows import bid as bid_table
from birzha.people.model import Role
from birzha.sweeps.run import advance


async def states_of_bids(world) -> list[int]:
    return [row[0] for row in await world.rows(select(bid_table.c.state).order_by(bid_table.c.id))]


async def refused(world, error, bid_id, comment="", who=None):
    """Accepting is refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(accept_bid, who or world.customer, bid_id, comment)
    assert found.type is error
    assert await world.everything() == before


async def test_accepting(world):
    """Performer, hold, comment to the description, other bids to comments, a message (reference §4.2 #5)."""
    order_id = await world.place(description="Опишите кошек")
    chosen = await world.bid(order_id)
    await world.bid(order_id, world.rival)
    given = await world.do(accept_bid, world.customer, chosen.id, "К пятнице")
    assert (given.order_id, given.person_id) == (order_id, world.performer.id)
    order = await world.order(order_id)
    assert (order.status, order.performer_id, order.bid_id) == (2, world.performer.id, chosen.id)
    assert order.description == "Опишите кошек\n\nК пятнице"
    assert await states_of_bids(world) == [BidState.ACCEPTED, BidState.VOID]
    assert [note.bid_id for note in await world.ask(notes, world.customer, [order_id])] == [0, 0]
    assert await world.held(world.customer) == 10_500
    assert "вы исполнитель" in (await world.messages(world.performer))[-1]


async def test_bad_acceptances(world):
    """A long comment, contacts in it, a bid that is not there, another's, a dead one."""
    order_id = await world.place()
    bid = await world.bid(order_id)
    await refused(world, Invalid, bid.id, "т" * 501)
    await refused(world, ContactsFound, bid.id, "ivan@example.com")
    await refused(world, NotFound, 999)
    await refused(world, NotFound, bid.comment_id + 100)
    await refused(world, NotFound, bid.id, who=world.stranger)
    await world.do(decline_bid, world.customer, bid.id)
    await refused(world, WrongState, bid.id)
    again = await world.bid(order_id)
    await world.do(accept_bid, world.customer, again.id, "т" * 500)
    await refused(world, WrongState, again.id)


async def test_money_to_the_kopeck(world):
    """Price and fee must be there; one kopeck less is refused and changes nothing (two bids, money for one)."""
    poor = await world.person("poor", Role.CUSTOMER)
    await world.do(top_up, world.admin, poor.id, 20_999)
    one, other = [await world.bid(await world.place(poor)) for _ in range(2)]
    await world.do(accept_bid, poor, one.id)
    await refused(world, NotEnoughMoney, other.id, who=poor)
    await world.do(top_up, world.admin, poor.id, 1)
    await world.do(accept_bid, poor, other.id)
    assert await world.available(poor) == 0


async def test_a_free_order(world):
    """Nothing is held for nothing, and it can still be accepted."""
    nobody = await world.person("nobody", Role.CUSTOMER)
    order_id = await world.place(nobody, price=0)
    bid = await world.bid(order_id)
    await world.do(accept_bid, nobody, bid.id)
    assert await world.state(order_id) is State.IN_WORK


async def test_a_bid_outlives_the_publication(world):
    """On an order that went back to the drafts a live bid cannot be accepted; published again, it can."""
    order_id = await world.place()
    bid = await world.bid(order_id)
    await advance(world.market, (await world.order(order_id)).deadline + 1)
    assert await world.state(order_id) is State.DRAFT
    await refused(world, WrongState, bid.id)
    from birzha.orders.commands import set_deadline

    await world.do(set_deadline, world.customer, order_id, world.now + 86_400, True)
    await world.do(accept_bid, world.customer, bid.id)


async def test_a_multi_order(world):
    """Each acceptance makes a new order in work; the parent stays, its other bids live, at none left it is a draft (#5m)."""
    parent_id = await world.place(multitask=1, multicount=2, description="Общее")
    first = await world.bid(parent_id)
    second = await world.bid(parent_id, world.rival)
    third = await world.bid(parent_id, await world.person("third", Role.PERFORMER))
    given = await world.do(accept_bid, world.customer, first.id, "Вам первую")
    assert given.order_id != parent_id
    child, parent = await world.order(given.order_id), await world.order(parent_id)
    assert (child.status, child.performer_id, child.parent_id, child.bid_id) == (
        2,
        world.performer.id,
        parent_id,
        first.id,
    )
    assert (child.multitask, child.description) == (0, "Общее\n\nВам первую")
    assert (parent.status, parent.public, parent.multicount, parent.description) == (1, 1, 1, "Общее")
    assert await states_of_bids(world) == [BidState.ACCEPTED, BidState.LIVE, BidState.LIVE]
    await world.do(accept_bid, world.customer, second.id)
    parent = await world.order(parent_id)
    assert (parent.public, parent.multicount) == (0, 0)
    assert "розданы" in (await world.messages(world.customer))[-1]
    assert await world.held(world.customer) == 21_000
    await refused(world, WrongState, third.id)
    assert len(await world.ask(orders, world.customer, OrderFilter())) == 3


async def test_one_order_to_each(world):
    """A performer with an order of the multi-order gets no other, until they refuse it."""
    parent_id = await world.place(multitask=1, multicount=5, multione=1)
    child = await world.assign(parent_id)
    again = await world.bid(parent_id)
    await refused(world, WrongState, again.id)
    await world.do(refuse_order, world.performer, child)
    await world.do(accept_bid, world.customer, again.id)
    free = await world.place(multitask=1, multicount=5)
    assert await world.assign(free) != await world.assign(free)


async def test_an_edit_before_the_acceptance(world):
    """Whoever edits first ends the bid: it cannot be accepted on other terms."""
    order_id = await world.place()
    bid = await world.bid(order_id)
    await world.do(save_order, world.customer, OrderChanges(price=1), order_id)
    await refused(world, WrongState, bid.id)
