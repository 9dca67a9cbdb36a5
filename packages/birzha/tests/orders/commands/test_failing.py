"""Cancelling overdue orders, and giving rating back."""

import pytest

from birzha.clock import DAY, HOUR
from birzha.errors import NotEnoughMoney, NotFound, WrongState
from birzha.orders.commands import (
    delete_orders,
    fail_order,
    give_rating_back,
    give_rating_back_by_link,
    refuse_order,
    save_order,
)
from birzha.orders.model import OrderChanges, State
from birzha.orders.queries import rating_fails
from birzha.people.model import Role
from birzha.sweeps.run import advance


async def refused(world, error, command, *args):
    """Refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(command, *args)
    assert found.type is error
    assert await world.everything() == before


async def test_failing(world):
    """Money back, rating down, the order stays overdue with its performer and cannot be cancelled again (A17, A18)."""
    order_id = await world.order_in(State.OVERDUE)
    rate = await world.rate(world.performer)
    failure = await world.do(fail_order, world.customer, order_id)
    assert (failure.order_id, failure.copy_id) == (order_id, None)
    order = await world.order(order_id)
    assert (order.status, order.failed_at, order.performer_id) == (5, world.now, world.performer.id)
    assert (await world.held(world.customer), await world.rate(world.performer)) == (0, rate - 25)
    [fail] = await world.ask(rating_fails, world.customer)
    assert (fail.token, fail.customer_id) == (failure.rateup_token, world.customer.id)
    assert "отменён" in (await world.messages(world.performer))[-1]
    await refused(world, WrongState, fail_order, world.customer, order_id)


async def test_failing_with_a_copy(world):
    """The copy is published without the settings of acceptance by itself; the deadline is what was asked for."""
    order_id = await world.order_in(State.OVERDUE, auto_work=1, auto_rate=500, folder_id=0, file=None)
    wanted = world.now + 9 * DAY
    failure = await world.do(fail_order, world.customer, order_id, True, wanted)
    copy = await world.order(failure.copy_id)
    assert await world.state(copy.id) is State.WAITING
    assert (copy.deadline, copy.auto_work, copy.auto_rate, copy.performer_id, copy.failed_at) == (wanted, 0, 0, 0, 0)
    assert (copy.title, copy.price, copy.date) == ("Статья о кошках", 10_000, world.now)


@pytest.mark.parametrize(("term", "ahead"), [(2 * DAY, 5 * DAY), (HOUR, 5 * HOUR)])
async def test_default_deadlines_of_the_copy(world, term, ahead):
    """Five days, or five hours for a quick order, where no deadline is given or it cannot be."""
    for wanted in (None, 0, world.now, world.now + 400 * DAY):
        order_id = await world.order_in(State.OVERDUE, deadline=world.now + term)
        failure = await world.do(fail_order, world.customer, order_id, True, wanted)
        copy = await world.order(failure.copy_id)
        assert (copy.deadline, copy.quick) == (world.now + ahead, int(ahead == 5 * HOUR))


async def test_the_copy_of_an_offer_needs_money(world):
    """The released hold may be spent elsewhere: without money for the copy nothing happens; without the copy it does."""
    poor = await world.person("poor", Role.CUSTOMER)
    from birzha.money.commands import top_up

    await world.do(top_up, world.admin, poor.id, 10_500)
    order_id = await world.place(poor, target=3, target_id=world.performer.id)
    await world.bid(order_id)
    await advance(world.market, (await world.order(order_id)).deadline + 1)
    failure = await world.do(fail_order, poor, order_id, True)
    copy = await world.order(failure.copy_id)
    assert (copy.target, copy.target_id) == (3, world.performer.id)
    assert "предложен" in (await world.messages(world.performer))[-1]


async def test_no_copy_without_money(world):
    """A fee raised since the hold makes the copy too dear: the whole act is refused."""
    import dataclasses

    poor = await world.person("poor", Role.CUSTOMER)
    from birzha.money.commands import top_up

    await world.do(top_up, world.admin, poor.id, 10_500)
    order_id = await world.place(poor, target=3, target_id=world.performer.id)
    await world.bid(order_id)
    await advance(world.market, (await world.order(order_id)).deadline + 1)

    async def dearer(tx, actor, *args):
        tx.rules = dataclasses.replace(tx.rules, customer_fee=501)
        return await fail_order(tx, actor, *args)

    await refused(world, NotEnoughMoney, dearer, poor, order_id, True)


async def test_giving_rating_back(world):
    """Just what was taken, once, by the customer whose order it was; the performer hears of it."""
    order_id = await world.order_in(State.FAILED)
    rate = await world.rate(world.performer)
    await refused(world, NotFound, give_rating_back, world.customer, order_id, world.rival.id)
    await refused(world, NotFound, give_rating_back, world.stranger, order_id, world.performer.id)
    assert await world.do(give_rating_back, world.customer, order_id, world.performer.id) == 25
    assert await world.rate(world.performer) == rate + 25
    [fail] = await world.ask(rating_fails, world.customer)
    assert fail.date_back == world.now
    assert "вернул вам рейтинг" in (await world.messages(world.performer))[-1]
    await refused(world, WrongState, give_rating_back, world.customer, order_id, world.performer.id)
    await refused(world, WrongState, give_rating_back_by_link, fail.token)


async def test_giving_back_by_link(world):
    """The link's token is the permission, once."""
    order_id = await world.order_in(State.OVERDUE)
    rate = await world.rate(world.performer)
    failure = await world.do(fail_order, world.customer, order_id)
    await refused(world, NotFound, give_rating_back_by_link, "0" * 32)
    assert (await world.do(give_rating_back_by_link, failure.rateup_token)).amount == 25
    assert await world.rate(world.performer) == rate
    await refused(world, WrongState, give_rating_back_by_link, failure.rateup_token)


async def test_two_refusals_are_given_back_one_by_one(world):
    """Each refusal of the same performer on the same order has its own points; the third giving is refused."""
    order_id = await world.order_in(State.IN_WORK)
    rate = await world.rate(world.performer)
    await world.do(refuse_order, world.performer, order_id)
    await world.do(save_order, world.customer, OrderChanges(public=1), order_id)
    await world.assign(order_id)
    await world.do(refuse_order, world.performer, order_id)
    assert await world.rate(world.performer) == rate - 50
    for left in (25, 0):
        assert await world.do(give_rating_back, world.customer, order_id, world.performer.id) == 25
        assert await world.rate(world.performer) == rate - left
    await refused(world, WrongState, give_rating_back, world.customer, order_id, world.performer.id)


async def test_nothing_is_given_back_for_an_order_that_is_gone(world):
    """When two weeks are over the link works no more; the refusal stays in the list."""
    order_id = await world.order_in(State.OVERDUE)
    failure = await world.do(fail_order, world.customer, order_id)
    await advance(world.market, world.now + 14 * DAY)
    assert not await world.exists(order_id)
    await refused(world, NotFound, give_rating_back, world.customer, order_id, world.performer.id)
    await refused(world, NotFound, give_rating_back_by_link, failure.rateup_token)
    [fail] = await world.ask(rating_fails, world.customer)
    assert (fail.order_id, fail.date_back) == (order_id, 0)


async def test_lists_of_refusals(world):
    """By order, by performer, by whether the rating was given back; the customer's own, newest first."""
    first, second = await world.order_in(State.FAILED), await world.order_in(State.FAILED)
    await world.do(give_rating_back, world.customer, first, world.performer.id)

    async def ids(**wanted):
        return [fail.order_id for fail in await world.ask(rating_fails, world.customer, **wanted)]

    assert await ids() == [second, first]
    assert await ids(order_id=first) == [first]
    assert await ids(person_id=world.performer.id) == [second, first]
    assert await ids(person_id=world.rival.id) == []
    assert await ids(back=True) == [first]
    assert await ids(back=False) == [second]
    assert await ids(back=False, order_id=first) == []
    assert await world.ask(rating_fails, world.stranger) == []


async def test_a_failed_order_cannot_be_deleted(world):
    """It goes by itself."""
    order_id = await world.order_in(State.FAILED)
    await refused(world, WrongState, delete_orders, world.customer, [order_id])
