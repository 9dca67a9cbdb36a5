"""Orders that are in work from the moment they are placed."""

import pytest

from birzha.errors import Forbidden, Invalid, NotEnoughMoney, WrongState
from birzha.lists.commands import set_entry
from birzha.money.commands import top_up
from birzha.orders.commands import (
    accept_bid,
    accept_results,
    agree,
    archive_orders,
    confirm_order,
    copy_order,
    delete_orders,
    extra_pay,
    fail_order,
    refuse_order,
    save_order,
    send_back,
    set_deadline,
)
from birzha.orders.model import OrderChanges, OrderFilter, State
from birzha.orders.queries import excess, orders
from birzha.people.commands import block
from birzha.people.model import Role
from birzha.sweeps.run import advance

DAY = 86_400
TERMS = {"title": "Логотип", "description": "С котом", "category_id": 1911, "price": 10_000, "days": 3}


async def agreed(world, **changes):
    """An order between the customer and the performer."""
    people = {"customer_id": world.customer.id, "performer_id": world.performer.id}
    return await world.do(agree, **{**people, **TERMS, **changes})


async def refused(world, error, **changes):
    """It is refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await agreed(world, **changes)
    assert found.type is error
    assert await world.everything() == before


async def test_it_is_in_work_at_once(world):
    """The order is the performer's, its money with the fee is held, and both find it in their lists."""
    order_id = await agreed(world)
    order = await world.order(order_id)
    assert (order.status, order.public, order.performer_id, order.bid_id) == (2, 1, world.performer.id, 0)
    assert (order.target, order.target_id, order.category_id) == (3, world.performer.id, 1911)
    assert (order.price, order.price_type, order.full_price, order.size) == (10_000, 2, 10_000, 1)
    assert (order.created, order.published_at, order.deadline) == (world.now, world.now, world.now + 3 * DAY)
    assert (order.quick, (await world.order(await agreed(world, days=1))).quick) == (0, 1)
    assert await world.held(world.customer) == 2 * 10_500
    found = await world.ask(orders, world.customer, OrderFilter(status=2, target=3, performer_id=world.performer.id))
    assert order_id in [each.id for each in found]
    assert await world.messages(world.performer) == []


async def test_its_life_is_the_ordinary_one(world):
    """Submitted, sent back, submitted, paid with something on top, accepted, archived."""
    order_id = await agreed(world)
    await world.submit(order_id, 5000)
    await world.do(send_back, world.customer, [order_id], "Кот не тот")
    await world.submit(order_id, 5000)
    assert await world.ask(excess, world.customer, order_id) == 0, "what is sold by the piece has no length"
    await world.do(extra_pay, world.customer, order_id, 1_000)
    before = await world.available(world.performer)
    await world.do(accept_results, world.customer, [order_id])
    assert await world.available(world.performer) > before
    await world.do(archive_orders, world.customer, [order_id])
    assert await world.state(order_id) is State.ARCHIVED
    assert await world.held(world.customer) == 0


async def test_overdue_and_failed(world):
    """It runs overdue when its days are over; cancelled, its money returns and its copy waits for the same performer."""
    had = await world.available(world.customer)
    order_id = await agreed(world)
    await advance(world.market, world.now + 3 * DAY + 1)
    assert await world.state(order_id) is State.OVERDUE
    failure = await world.do(fail_order, world.customer, order_id, True)
    assert await world.available(world.customer) == had
    await world.do(confirm_order, world.performer, failure.copy_id)
    assert await world.state(failure.copy_id) is State.IN_WORK


async def test_refused(world):
    """Given back, it is a draft of the customer's for the same performer, and its money is free."""
    had = await world.available(world.customer)
    order_id = await agreed(world)
    await world.do(refuse_order, world.performer, order_id)
    order = await world.order(order_id)
    assert (await world.state(order_id), order.target, order.target_id) == (State.DRAFT, 3, world.performer.id)
    assert await world.available(world.customer) == had
    await world.do(set_deadline, world.customer, order_id, world.now + DAY, True)
    await world.do(confirm_order, world.performer, order_id)
    assert await world.state(order_id) is State.IN_WORK
    with pytest.raises(WrongState):
        await world.do(delete_orders, world.customer, [order_id])


async def test_the_longest(world):
    """What was promised for later than a customer may ask for can be done, and copied."""
    order_id = await agreed(world, days=10_000, title="т" * 512, description="т" * 10_000, price=1)
    assert (await world.order(order_id)).deadline == world.now + 10_000 * DAY
    copy = await world.do(copy_order, world.customer, order_id)
    assert (await world.order(copy)).bid_id == 0
    await world.submit(order_id)
    await world.do(accept_results, world.customer, [order_id])


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"title": "т" * 513},
        {"description": "т" * 10_001},
        {"price": 0},
        {"price": 10**13 + 1},
        {"days": 0},
        {"days": 10_001},
        {"category_id": 5},
    ],
)
async def test_bad_terms(world, changes):
    """Values that no order may have are refused, and nothing is changed by them."""
    await refused(world, Invalid, **changes)


async def test_who_cannot_deal(world):
    """Oneself, nobody, somebody who does not work or was shut out, and two of whom one wants nothing from the other."""
    await refused(world, Forbidden, performer_id=world.customer.id)
    await refused(world, Forbidden, performer_id=999)
    await refused(world, Forbidden, performer_id=world.stranger.id)
    for one, other in ((world.customer, world.performer), (world.performer, world.customer)):
        await world.do(set_entry, one, other.id, "black")
        await refused(world, Forbidden)
        await world.do(set_entry, one, other.id, None)
    await world.do(block, world.admin, world.performer.id)
    await refused(world, Forbidden)


async def test_money_to_the_kopeck(world):
    """A kopeck less than price and fee leaves nothing behind; with it, everything is held."""
    poor = await world.person("poor", Role.CUSTOMER)
    await world.do(top_up, world.admin, poor.id, 10_499)
    await refused(world, NotEnoughMoney, customer_id=poor.id)
    await world.do(top_up, world.admin, poor.id, 1)
    await agreed(world, customer_id=poor.id)
    assert (await world.available(poor), await world.held(poor)) == (0, 10_500)


async def test_a_bid_after_a_refusal_holds_again(world):
    """The refused order can go to somebody else: it is held a second time, under another name."""
    order_id = await agreed(world)
    await world.do(refuse_order, world.performer, order_id)
    changes = OrderChanges(target=1, public=1, deadline=world.now + DAY)
    await world.do(save_order, world.customer, changes, order_id)
    bid = await world.bid(order_id, world.rival)
    await world.do(accept_bid, world.customer, bid.id)
    assert await world.held(world.customer) == 10_500
