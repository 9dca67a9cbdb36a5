"""Discounts: to the last second of their last day in the market's zone, whatever the sweep has done yet."""

import dataclasses
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from birzha.articles.commands import buy_article, end_discounts, next_due, set_discount
from birzha.articles.model import ArticleState, Sort, end_of_day, full_price
from birzha.errors import Invalid, NotFound
from birzha.settings import Rules
from birzha.sweeps.run import advance
from birzha.sweeps.run import next_due as next_due_at_all

DAY = 86_400


def moscow(*when: int) -> int:
    """A moment of Moscow's clock."""
    return int(datetime(*when, tzinfo=ZoneInfo("Europe/Moscow")).timestamp())


def test_a_day_ends_in_the_zone_of_the_market():
    """The last second is that of the zone, also where a day has 23 or 25 hours."""
    rules = Rules()
    end = moscow(2026, 3, 1, 23, 59, 59)
    for moment in (moscow(2026, 3, 1), moscow(2026, 3, 1, 12), end):
        assert end_of_day(moment, rules) == end
    assert end_of_day(end + 1, rules) == end + DAY
    berlin = dataclasses.replace(rules, zone="Europe/Berlin")
    spring = int(datetime(2026, 3, 29, 0, 0, tzinfo=ZoneInfo("Europe/Berlin")).timestamp())
    assert end_of_day(spring, berlin) - spring == 23 * 3600 - 1


async def test_the_last_day_is_inclusive(shop):
    """At its last second the discount holds, for lists and for purchases; a second later neither, with or without the sweep."""
    world = shop.world
    one, two = await shop.sell(price=10_000), await shop.sell(price=10_000)
    end = end_of_day(world.now, Rules())
    for each in (one, two):
        await world.do(set_discount, shop.author, each, 20, world.now)
        assert (await shop.article(each)).discount_until == end
    world.market.clock.set(end)
    assert [(each.discount, each.full_price) for each in await shop.listed()] == [(20, 8_400)] * 2
    await world.do(buy_article, world.customer, one)
    assert (await shop.article(one)).paid == 8_400
    world.market.clock.set(end + 1)  # the sweep has not come by
    (listed,) = await shop.listed()
    assert (listed.discount, listed.discount_until, listed.full_price) == (0, 0, 10_500)
    await world.do(buy_article, world.customer, two)
    assert (await shop.article(two)).paid == 10_500


async def test_the_sweep_ends_what_is_over_and_nothing_else(shop):
    """It is due one second after the last day, makes stored prices right, tells the author, and leaves sold articles alone."""
    world = shop.world
    article_id, later = await shop.sell(price=10_000), await shop.sell(price=9_000)
    draft = await shop.write()
    sold = await shop.sell()
    end = end_of_day(world.now, Rules())
    for each in (article_id, draft, sold):
        await world.do(set_discount, shop.author, each, 50, world.now)
    await world.do(set_discount, shop.author, later, 1, world.now + DAY)
    await world.do(buy_article, world.customer, sold)
    assert await world.ask(next_due) == end + 1
    assert await next_due_at_all(world.market) == end + 1
    assert await shop.ids(sort=Sort.PRICE) == [later, article_id]
    world.market.clock.set(end)
    assert await world.do(end_discounts) == 0
    await advance(world.market, end + 1)
    ended = await shop.article(article_id)
    assert (ended.discount, ended.discount_until, ended.asking) == (0, 0, 10_000)
    assert (await shop.article(draft)).discount == 0
    assert ((await shop.article(sold)).discount, (await shop.article(later)).discount) == (50, 1)
    assert await shop.ids(sort=Sort.PRICE) == [article_id, later]
    assert sum("Скидка" in each for each in await world.messages(shop.author)) == 2
    assert await world.ask(next_due) == end + DAY + 1


@pytest.mark.parametrize(
    ("percent", "days", "field"),
    [(91, 0, "percent"), (-1, 0, "percent"), (10, -1, "until"), (10, 367, "until"), (10, -(10**10), "until")],
)
async def test_discounts_that_cannot_be(shop, percent, days, field):
    """Over 90 percent, below nothing, a day that has passed, one over a year ahead."""
    article_id = await shop.sell()
    with pytest.raises(Invalid) as caught:
        await shop.world.do(set_discount, shop.author, article_id, percent, shop.world.now + days * DAY)
    assert caught.value.field == field


async def test_a_discount_can_be_changed_and_taken_away(shop):
    """1 and 90 percent are allowed, a year is; 0 takes the discount away; others' articles are not found."""
    world = shop.world
    article_id = await shop.sell(price=1_000)
    for percent, days, asking in ((1, 365, 990), (90, 0, 100), (0, -99, 1_000)):
        await world.do(set_discount, shop.author, article_id, percent, world.now + days * DAY)
        found = await shop.article(article_id)
        assert (found.discount, found.asking, found.state) == (percent, asking, ArticleState.ON_SALE)
    assert (await shop.article(article_id)).discount_until == 0
    with pytest.raises(NotFound):
        await world.do(set_discount, world.rival, article_id, 10, world.now)


@pytest.mark.parametrize("fee", [0, 1, 500, 9_999, 20_000])
async def test_the_price_filter_reckons_as_the_purchase_does(shop, fee):
    """The full price in the filter's SQL is that of the rules, to the kopeck, whatever the fee."""
    world = shop.world
    object.__setattr__(world.market.settings.rules, "customer_fee", fee)
    for price in (1, 9, 10, 99, 12_345, 99_999_999_999):
        article_id = await shop.sell(price=price)
        full = full_price(price, world.market.settings.rules)
        assert await shop.ids(article_id=article_id, price_from=full, price_to=full) == [article_id]
        assert await shop.ids(article_id=article_id, price_from=full + 1) == []
        assert await shop.ids(article_id=article_id, price_to=full - 1) == []
