"""Buying a kwork: what is chosen of it, the order that it makes, what is counted, and what became of it."""

import pytest
from sqlalchemy import delete, update

from birzha.errors import ContactsFound, Forbidden, Invalid, MarketError, NotEnoughMoney, NotFound, WrongState
from birzha.kworks.commands import (
    approve_kwork,
    buy_kwork,
    count_kwork,
    delete_kwork,
    offer_kwork,
    pause_kwork,
    review_kwork,
    save_kwork,
    set_features,
)
from birzha.kworks.model import (
    Feature,
    KworkChanges,
    KworkState,
    NewFeature,
    Package,
    SalesFigures,
    SaleState,
    bought_features,
)
from birzha.kworks.queries import details, my_purchases, my_sales, sale_of_order, sales_figures
from birzha.kworks.tables import kwork, kwork_sale
from birzha.lists.commands import set_entry
from birzha.money.commands import top_up
from birzha.money.tables import hold
from birzha.orders.commands import (
    accept_results,
    archive_orders,
    confirm_order,
    delete_orders,
    fail_order,
    refuse_order,
    send_back,
    set_deadline,
)
from birzha.orders.model import State
from birzha.people.commands import block
from birzha.people.model import Role
from birzha.sweeps.run import advance

DAY = 86_400
PACKAGES = [Package("Мини", "", 20_000, 1, 0), Package("Макси", "Со всем", 90_000, 7, 5)]
EXTRAS = [NewFeature("Срочно", 5_000, 0), NewFeature("Картинка", 1_050, 2)]


async def on_offer(stall, **changes) -> tuple[int, list[Feature]]:
    """An active kwork with two packages and two extras."""
    kwork_id = await stall.write(packages=PACKAGES, revisions=2, **changes)
    await stall.world.do(set_features, stall.seller, kwork_id, EXTRAS)
    await stall.world.do(offer_kwork, stall.seller, kwork_id)
    await stall.world.do(approve_kwork, stall.world.moderator, kwork_id)
    return kwork_id, (await stall.world.ask(details, stall.world.customer, kwork_id)).features


async def buy(stall, kwork_id, by=None, **choice) -> int:
    return await stall.world.do(buy_kwork, by or stall.world.customer, kwork_id, **choice)


async def state(stall, order_id) -> SaleState:
    return SaleState((await stall.world.ask(sale_of_order, order_id)).state)


async def figures(stall, kwork_id) -> tuple[int, int, int]:
    found = await stall.world.ask(sales_figures, kwork_id)
    return found.in_progress, found.done, found.cancelled


async def test_a_purchase(stall):
    """Package and extras make price, days and the order's words; the money is held, the sale counted, the seller told."""
    world = stall.world
    kwork_id, extras = await on_offer(stall)
    place = (await stall.kwork(kwork_id)).recommended
    ids = [each.id for each in reversed(extras)]
    order_id = await buy(stall, kwork_id, package="Макси", feature_ids=ids, text="О рыжих", expected_price=96_050)
    order = await world.order(order_id)
    assert (order.full_price, order.deadline, order.category_id) == (96_050, world.now + 9 * DAY, 1911)
    assert order.title == "Напишу статью о кошках"
    assert order.description == "Пакет: Макси\nОпция: Срочно\nОпция: Картинка\nПравок без доплаты: 5\n\nО рыжих"
    assert (await world.state(order_id), order.performer_id) == (State.IN_WORK, world.performer.id)
    assert await world.held(world.customer) == 96_050 + 4_803
    sale = await world.ask(sale_of_order, order_id)
    assert (sale.kwork_id, sale.seller_id, sale.customer_id) == (kwork_id, world.performer.id, world.customer.id)
    assert (sale.price, sale.days, sale.revisions, sale.package) == (96_050, 9, 5, "Макси")
    assert (sale.title, sale.date, sale.state) == (order.title, world.now, SaleState.IN_PROGRESS)
    assert bought_features(sale) == extras
    counted = await stall.kwork(kwork_id)
    assert (counted.sales, counted.state, counted.recommended) == (1, KworkState.ACTIVE, place + 2)
    told = (await world.messages(world.performer))[-1]
    assert "купили" in told
    assert f"№{order_id} на 960,50 руб." in told


@pytest.mark.parametrize(
    ("choice", "price", "days", "revisions"),
    [
        ({}, 50_000, 3, 2),
        ({"package": None, "text": "  "}, 50_000, 3, 2),
        ({"package": "Мини"}, 20_000, 1, 0),
        ({"package": 0}, 20_000, 1, 0),
        ({"package": 1}, 90_000, 7, 5),
    ],
)
async def test_what_may_be_chosen(stall, choice, price, days, revisions):
    """Without a package the kwork's own terms; a package by its name or its place."""
    kwork_id, _ = await on_offer(stall)
    sale = await stall.world.ask(sale_of_order, await buy(stall, kwork_id, **choice))
    assert (sale.price, sale.days, sale.revisions, bought_features(sale)) == (price, days, revisions, [])


async def refused(stall, error, kwork_id, by=None, **choice) -> MarketError:
    """It is refused with that very class, and nothing has changed."""
    before = await stall.world.everything()
    with pytest.raises(error) as found:
        await buy(stall, kwork_id, by, **choice)
    assert found.type is error
    assert await stall.world.everything() == before
    return found.value


async def test_bad_choices(stall):
    """Packages and extras that are not there, another kwork's extra, one twice, long words, contacts, another price."""
    kwork_id, extras = await on_offer(stall)
    _, others = await on_offer(stall)
    bad = [
        (Invalid, {"package": "мини"}, "package"),
        (Invalid, {"package": ""}, "package"),
        (Invalid, {"package": 2}, "package"),
        (Invalid, {"package": -1}, "package"),
        (NotFound, {"feature_ids": [others[0].id]}, "features"),
        (NotFound, {"feature_ids": [extras[0].id, 10**15]}, "features"),
        (Invalid, {"feature_ids": [extras[0].id, extras[0].id]}, "features"),
        (Invalid, {"text": "т" * 5001}, "text"),
        (Invalid, {"text": "нуль \0"}, "text"),
        (ContactsFound, {"text": "ivan@example.com"}, "text"),
        (WrongState, {"expected_price": 49_999}, "expected_price"),
        (WrongState, {"expected_price": 50_001}, "expected_price"),
        (WrongState, {"expected_price": 50_000, "package": 0}, "expected_price"),
    ]
    for error, choice, field in bad:
        assert (await refused(stall, error, kwork_id, **choice)).field == field, choice
    await refused(stall, NotFound, 10**15)


async def test_two_packages_of_one_name(stall):
    """The name says not which of them; the place does."""
    twice = [Package("Мини", "", 100, 1, 0), Package("Мини", "", 200, 1, 0)]
    kwork_id = await stall.offer(packages=twice)
    assert "начиная с 0" in (await refused(stall, Invalid, kwork_id, package="Мини")).message
    assert (await stall.world.ask(sale_of_order, await buy(stall, kwork_id, package=1))).price == 200


async def test_a_price_that_has_changed(stall):
    """Who expected another price is told the new one; who expected nothing pays what it costs now."""
    kwork_id = await stall.offer()
    await stall.world.do(save_kwork, stall.seller, KworkChanges(price=60_001), kwork_id)
    assert "600,01 руб." in (await refused(stall, WrongState, kwork_id, expected_price=50_000)).message
    assert (await stall.world.ask(sale_of_order, await buy(stall, kwork_id))).price == 60_001


@pytest.mark.parametrize("state", [each for each in KworkState if each != KworkState.ACTIVE])
async def test_only_what_is_in_the_catalogue(stall, state):
    """Drafts, those on moderation, paused, rejected and deleted ones are not sold, in the words for one that is not there."""
    await refused(stall, NotFound, await stall.kwork_in(state))


async def test_who_may_not_buy(stall):
    """Its own seller, people without the role, whoever is at odds with the seller, everybody while the seller is shut out."""
    world = stall.world
    both = await world.person("both", Role.PERFORMER | Role.CUSTOMER)
    await refused(stall, Forbidden, await stall.offer(by=both), both)
    kwork_id = await stall.offer()
    for who in (world.rival, world.moderator):
        await refused(stall, Forbidden, kwork_id, who)
    for one, other in ((world.customer, world.performer), (world.performer, world.customer)):
        await world.do(set_entry, one, other.id, "black")
        await refused(stall, Forbidden, kwork_id)
        await world.do(set_entry, one, other.id, None)
    await world.do(block, world.admin, world.performer.id)
    await refused(stall, NotFound, kwork_id)


async def test_money_to_the_kopeck(stall):
    """A kopeck less than price and fee is refused and leaves nothing behind."""
    kwork_id = await stall.offer()
    poor = await stall.world.person("poor", Role.CUSTOMER)
    await stall.world.do(top_up, stall.world.admin, poor.id, 52_499)
    await refused(stall, NotEnoughMoney, kwork_id, poor)
    await stall.world.do(top_up, stall.world.admin, poor.id, 1)
    await buy(stall, kwork_id, poor)
    assert await stall.world.available(poor) == 0


async def test_done(stall):
    """In progress until the work is accepted, also while it is redone; done ever after; the seller is paid."""
    world = stall.world
    kwork_id = await stall.offer()
    order_id = await buy(stall, kwork_id)
    await world.submit(order_id)
    await world.do(send_back, world.customer, [order_id], "Ещё о рыжих")
    assert await figures(stall, kwork_id) == (1, 0, 0)
    await world.submit(order_id)
    await world.do(accept_results, world.customer, [order_id])
    assert await state(stall, order_id) is SaleState.DONE
    await world.do(archive_orders, world.customer, [order_id])
    assert await state(stall, order_id) is SaleState.DONE
    assert await world.ask(sales_figures, kwork_id) == SalesFigures(0, 1, 0, world.now)
    assert await world.available(world.performer) == 45_000


async def test_cancelled_and_gone(stall):
    """Overdue is in progress; cancelled stays cancelled when the order is purged; the sale stays counted."""
    world = stall.world
    kwork_id = await stall.offer()
    order_id = await buy(stall, kwork_id)
    await advance(world.market, world.now + 3 * DAY + 1)
    assert await figures(stall, kwork_id) == (1, 0, 0)
    await world.do(fail_order, world.customer, order_id)
    assert await state(stall, order_id) is SaleState.CANCELLED
    await advance(world.market, world.now + 15 * DAY)
    assert not await world.exists(order_id)
    assert await state(stall, order_id) is SaleState.CANCELLED
    assert await figures(stall, kwork_id) == (0, 0, 1)
    assert (await stall.kwork(kwork_id)).sales == 1


async def test_refused_by_the_seller(stall):
    """The sale is over with the refusal, whatever is made of the draft: not even the same seller's bid revives it."""
    world = stall.world
    kwork_id = await stall.offer()
    order_id, other = await buy(stall, kwork_id), await buy(stall, kwork_id)
    await world.do(refuse_order, world.performer, order_id)
    assert await figures(stall, kwork_id) == (1, 0, 1)
    await world.do(set_deadline, world.customer, order_id, world.now + DAY, True)
    await world.do(confirm_order, world.performer, order_id)
    await world.submit(order_id)
    await world.do(accept_results, world.customer, [order_id])
    assert await state(stall, order_id) is SaleState.CANCELLED
    await world.do(refuse_order, world.performer, other)
    await advance(world.market, world.now + 8 * DAY)
    await world.do(delete_orders, world.customer, [other])
    assert await figures(stall, kwork_id) == (0, 0, 2)


async def test_a_kwork_that_changes_after_the_purchase(stall):
    """What was bought stays what it was, when its seller edits, pauses or deletes the kwork; the work can be accepted."""
    world = stall.world
    kwork_id, extras = await on_offer(stall)
    order_id = await buy(stall, kwork_id, package=0, feature_ids=[extras[1].id])
    bought = await world.ask(sale_of_order, order_id)
    await world.do(pause_kwork, stall.seller, kwork_id)
    await world.do(save_kwork, stall.seller, KworkChanges(title="Иначе", price=1, packages=[]), kwork_id)
    await world.do(set_features, stall.seller, kwork_id, [])
    await world.do(delete_kwork, stall.seller, kwork_id)
    assert await world.ask(sale_of_order, order_id) == bought
    await world.submit(order_id)
    await world.do(accept_results, world.customer, [order_id])
    await world.do(review_kwork, kwork_id, 5)


async def test_lists_of_purchases_and_sales(stall):
    """Each party's own, the newest first, page by page, all or in one state; nobody else's."""
    world = stall.world
    kwork_id = await stall.offer()
    other = await stall.offer(by=world.rival)
    orders = [await buy(stall, each) for each in (kwork_id, other, kwork_id)]
    await buy(stall, other, world.stranger)
    await world.do(refuse_order, world.rival, orders[1])
    assert [each.order_id for each in await world.ask(my_purchases, world.customer)] == orders[::-1]
    assert [each.order_id for each in await world.ask(my_purchases, world.customer, count=1, before=orders[2])] == [
        orders[1]
    ]
    in_progress = await world.ask(my_purchases, world.customer, state=SaleState.IN_PROGRESS)
    assert [each.order_id for each in in_progress] == [orders[2], orders[0]]
    assert [each.order_id for each in await world.ask(my_sales, world.performer)] == [orders[2], orders[0]]
    assert [each.order_id for each in await world.ask(my_sales, world.rival, state=SaleState.CANCELLED)] == [orders[1]]
    for query, who in ((my_purchases, world.performer), (my_sales, world.customer)):
        with pytest.raises(Forbidden):
            await world.ask(query, who)
    assert await world.ask(sale_of_order, await world.place()) is None


async def test_reviews_move_the_rating_both_ways(stall):
    """One more, one fewer, and counted together with sales; a kwork that is not there is told."""
    kwork_id = await stall.offer()
    before = await stall.kwork(kwork_id)
    for stars in (5, 2):
        await stall.world.do(review_kwork, kwork_id, stars)
    counted = await stall.kwork(kwork_id)
    assert (counted.reviews, counted.stars, counted.rating) == (2, 7, 350)
    assert counted.recommended != before.recommended
    for stars in (2, 5):
        await stall.world.do(review_kwork, kwork_id, stars, -1)
    assert await stall.kwork(kwork_id) == before
    for step in (review_kwork, count_kwork):
        with pytest.raises(NotFound):
            await stall.world.do(step, 10**15, *([5] if step is review_kwork else []))


async def test_the_auditor_sees_what_was_not_paid_or_not_counted(stall):
    """A sale without its hold, one of another price, one that the kwork does not count."""
    world = stall.world
    kwork_id = await stall.offer()
    order_id = await buy(stall, kwork_id)
    await world.execute(update(kwork).values(sales=0))
    assert (await world.audit()).problems == (f"Продаж у кворка №{kwork_id} меньше, чем его покупок",)
    await world.execute(update(kwork).values(sales=1))
    await world.execute(update(kwork_sale).values(price=1))
    unpaid = f"Кворк куплен, а его цена не резервировалась: заказ №{order_id}"
    assert unpaid in (await world.audit()).problems
    await world.execute(update(kwork_sale).values(price=50_000))
    await world.execute(delete(hold))
    assert unpaid in (await world.audit()).problems
    await world.execute(
        hold.insert().values(order_id=order_id, customer_id=world.customer.id, price=50_000, fee=2_500, created=1)
    )
