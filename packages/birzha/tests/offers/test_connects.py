"""What offers on projects cost, and when it is given back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from birzha.clock import DAY
from birzha.errors import Invalid, LimitExceeded, NotFound, WrongState
from birzha.offers.commands import accept_offer, make_offer, save_project
from birzha.offers.model import Connects, month_ends, month_of
from birzha.offers.queries import connects, my_offers
from birzha.offers.tables import connect_charge, project
from birzha.orders.commands import copy_order, decline_bid, delete_orders, save_order, set_deadline, withdraw_bid
from birzha.orders.model import OrderChanges, State
from birzha.people.commands import block, set_roles
from birzha.people.model import Role
from birzha.sweeps.run import advance

PROJECT = {"title": "Сайт о кошках", "description": "Одна страница", "price": 50_000, "category_id": 1911, "public": 1}


def moment(*when: int) -> int:
    """Unixtime of a moment in UTC."""
    return int(datetime(*when, tzinfo=UTC).timestamp())


@pytest.fixture
def place(world):
    """Places projects."""

    async def make(**changes):
        values = {**PROJECT, "deadline": world.now + 20 * DAY, **changes}
        return await world.do(save_project, world.customer, OrderChanges(**values))

    return make


async def left(world, who=None):
    """How many connects somebody has yet."""
    return (await world.ask(connects, who or world.performer)).left


def test_months_begin_where_the_exchange_is():
    """Three hours before midnight in UTC it is the next month in Moscow already; December is followed by January."""
    assert month_of(moment(2023, 12, 31, 20, 59, 59), "Europe/Moscow") == 2023 * 12 + 11
    assert month_of(moment(2023, 12, 31, 21), "Europe/Moscow") == 2024 * 12
    assert month_ends(2023 * 12 + 11, "Europe/Moscow") == moment(2023, 12, 31, 21)
    assert month_ends(2024 * 12, "UTC") == moment(2024, 2, 1)


async def test_a_project_is_an_order_with_one_price_for_the_whole(world, place):
    """Without a size it is sold by the piece; with one it has it; for one person it cannot be."""
    order = await world.order(await place())
    assert (order.price_type, order.full_price, order.size, order.public) == (2, 50_000, 1, 1)
    assert (await world.order(await place(size=3000))).size == 3000
    assert (await world.order(await place(text="слово"))).size == 5
    before = await world.everything()
    with pytest.raises(Invalid):
        await place(target=3, target_id=world.performer.id)
    assert await world.everything() == before


async def test_an_offer_on_a_project_costs_and_a_bid_on_an_order_does_not(world, place):
    """The allowance of the month is spent by offers on projects alone, each person's own, and whole again in the next."""
    ends = month_ends(month_of(world.now, "Europe/Moscow"), "Europe/Moscow")
    assert await world.ask(connects, world.performer) == Connects(30, 30, ends)
    assert await world.ask(connects, world.customer) == Connects(0, 0, ends)
    await world.do(make_offer, world.performer, await world.place(), "Возьмусь", price=9_000)
    assert await left(world) == 30
    offer = await world.do(make_offer, world.performer, await place(), "Возьмусь")
    assert (offer.connects, offer.returned, await left(world), await left(world, world.rival)) == (1, 0, 29, 30)
    await advance(world.market, ends)
    assert await left(world) == 30


async def test_by_whatever_call_a_bid_comes_it_costs(world, place):
    """The bid of the plain call is an offer as well; a copy of a project is a plain order."""
    order_id = await place()
    await world.bid(order_id)
    assert await left(world) == 29
    copy_id = await world.do(copy_order, world.customer, order_id)
    await world.bid(copy_id)
    assert await left(world) == 29


async def test_without_connects_there_is_no_offer(world, place):
    """The refusal says how many there are a month; nothing has changed; the next month it is possible."""
    orders = [await place() for _ in range(31)]
    for order_id in orders[:30]:
        await world.do(make_offer, world.performer, order_id)
    before = await world.everything()
    with pytest.raises(LimitExceeded, match="на месяц их 30"):
        await world.do(make_offer, world.performer, orders[30])
    assert await world.everything() == before
    await advance(world.market, (await world.ask(connects, world.performer)).renewed_at)
    await world.do(make_offer, world.performer, orders[30])
    assert await left(world) == 29


@pytest.mark.parametrize("end", [(block,), (set_roles, Role.PERFORMER)], ids=["shut out", "no customer"])
async def test_orders_of_whoever_cannot_choose_are_drafts(world, place, end):
    """Nobody may bid in vain: what was open is unpublished, bids are comments and their authors told, connects come back."""
    project_id, plain, other = await place(), await world.place(), await world.place(world.stranger)
    working = await world.order_in(State.IN_WORK)
    for order_id in (project_id, plain, other):
        await world.bid(order_id)
    assert await left(world) == 29
    command, *values = end
    await world.do(command, world.admin, world.customer.id, *values)
    states = [await world.state(order_id) for order_id in (project_id, plain, working, other)]
    assert states == [State.DRAFT, State.DRAFT, State.IN_WORK, State.WAITING]
    assert [each.state for each in await world.ask(my_offers, world.performer)][:3] == [1, 4, 4]
    told = await world.messages(world.performer)
    assert sum("снят с публикации" in text for text in told) == 2
    assert await left(world) == 30


async def test_what_is_withdrawn_stays_paid(world, place):
    """Neither the withdrawal nor the end of the project gives anything back for it."""
    order_id = await place()
    offer = await world.do(make_offer, world.performer, order_id)
    await world.do(withdraw_bid, world.performer, offer.id)
    again = await world.do(make_offer, world.performer, order_id)
    assert (await left(world), again.connects) == (28, 1)
    await world.do(delete_orders, world.customer, [order_id])
    assert await left(world) == 29


@pytest.mark.parametrize("end", ["deleted", "edited", "unpublished", "expired"])
async def test_a_project_that_ends_without_anybody_chosen_gives_connects_back(world, place, end):
    """To everybody who had not taken the offer back, the declined too, once; they are told."""
    order_id = await place()
    await world.do(make_offer, world.performer, order_id)
    declined = await world.do(make_offer, world.rival, order_id)
    await world.do(decline_bid, world.customer, declined.id)
    if end == "deleted":
        await world.do(delete_orders, world.customer, [order_id])
        for each in (connect_charge, project):
            assert await world.rows(select(each)) == []
    elif end == "expired":
        await advance(world.market, (await world.order(order_id)).deadline + 1)
        assert await world.state(order_id) is State.DRAFT
        await world.do(set_deadline, world.customer, order_id, world.now + 5 * DAY, True)
        await world.do(delete_orders, world.customer, [order_id])
    else:
        changes = OrderChanges(title="Иначе") if end == "edited" else OrderChanges(public=0)
        await world.do(save_order, world.customer, changes, order_id)
        assert [each.returned for each in await world.ask(my_offers, world.performer)] == [1]
        await world.do(delete_orders, world.customer, [order_id])
    for who in (world.performer, world.rival):
        assert await left(world, who) == 30
        assert sum("возвращены коннекты: 1" in each for each in await world.messages(who)) == 1


async def test_a_project_with_somebody_chosen_gives_nothing_back(world, place):
    """Neither to the chosen one nor to the others, whatever becomes of it."""
    order_id = await place()
    offer = await world.do(make_offer, world.performer, order_id)
    await world.do(make_offer, world.rival, order_id)
    await world.do(accept_offer, world.customer, offer.id)
    assert (await left(world), await left(world, world.rival)) == (29, 29)
    multi = await place(multitask=1, multicount=2)
    offer = await world.do(make_offer, world.performer, multi)
    await world.do(make_offer, world.rival, multi)
    await world.do(accept_offer, world.customer, offer.id)
    await world.do(delete_orders, world.customer, [multi])
    assert (await left(world), await left(world, world.rival)) == (28, 28)


async def test_rules_say_the_price(world, place):
    """An offer of three of seven connects: two fit; offers that cost nothing leave no trace."""

    async def offer_under(tx, order_id, **rules):
        tx.rules = replace(tx.rules, **rules)
        await make_offer(tx, world.performer, order_id)

    dear = {"monthly_connects": 7, "offer_connects": 3}
    orders = [await place() for _ in range(3)]
    for order_id in orders[:2]:
        await world.do(offer_under, order_id, **dear)
    with pytest.raises(LimitExceeded, match="стоит 3 конн"):
        await world.do(offer_under, orders[2], **dear)
    await world.do(offer_under, orders[2], offer_connects=0)
    assert [row[0] for row in await world.rows(select(connect_charge.c.connects))] == [3, 3]


async def test_bad_projects_and_offers(world, place):
    """Nothing is spent by what is refused."""
    order_id = await place()
    await world.do(make_offer, world.performer, order_id)
    before = await world.everything()
    for error, act, who, *rest in (
        (Invalid, save_project, world.customer, OrderChanges(title="Без цены", category_id=1911)),
        (Invalid, save_project, world.customer, OrderChanges(**{**PROJECT, "category_id": 5})),
        (NotFound, make_offer, world.rival, 999),
        (Invalid, make_offer, world.rival, order_id, "т" * 2049),
        (WrongState, make_offer, world.performer, order_id),
        (NotFound, accept_offer, world.customer, 999),
        (NotFound, accept_offer, world.stranger, (await world.ask(my_offers, world.performer))[0].id),
    ):
        with pytest.raises(error) as found:
            await world.do(act, who, *rest)
        assert found.type is error
    assert await world.everything() == before
