"""Reviews of purchases: what they count on, one for each order, and sums that always are those of the rows."""

import asyncio
from random import Random
from typing import Any

import pytest

from birzha.clock import DAY, HOUR
from birzha.errors import NotFound, TooSoon, WrongState
from birzha.kworks.commands import admit_kwork, buy_kwork, delete_kwork, offer_kwork, save_kwork
from birzha.kworks.model import Kwork, KworkChanges
from birzha.kworks.tables.kworks import KWORK
from birzha.orders.commands import accept_results, refuse_order, submit_result
from birzha.people.model import Actor, Person
from birzha.people.queries import existing_person
from birzha.reviews.commands import add_review, delete_review, edit_review
from birzha.reviews.model import Review
from birzha.reviews.queries import reviews_of, reviews_page

GOOD = "Работа сдана в срок, текст живой и без ошибок, рекомендую."
WRITTEN = {"title": "Статья о кошках", "description": "Коротко", "category_id": 1911, "price": 50_000, "days": 3}


async def a_kwork(world: Any) -> int:
    """A kwork of the performer's in the catalogue."""
    kwork_id = await world.do(save_kwork, world.performer, KworkChanges(**WRITTEN))
    await world.do(offer_kwork, world.performer, kwork_id)
    await world.do(admit_kwork, kwork_id)
    return kwork_id


async def deliver(world: Any, order_id: int, buyer: Actor) -> None:
    """The work is submitted and accepted."""
    await world.do(submit_result, world.performer, order_id, "Вот работа.")
    await world.do(accept_results, buyer, [order_id])


async def bought(world: Any, kwork_id: int, buyer: Actor | None = None) -> int:
    """A purchase whose work is accepted; gives its order."""
    order_id = await world.do(buy_kwork, buyer or world.customer, kwork_id)
    await deliver(world, order_id, buyer or world.customer)
    return order_id


async def kwork_row(world: Any, kwork_id: int) -> Kwork:
    """A kwork as it stands."""

    async def read(tx):
        return await tx.one(KWORK, kwork_id=kwork_id)

    return await world.ask(read)


async def check(world: Any, kwork_id: int) -> tuple[list[Review], Person, Kwork]:
    """Every review of the performer, with sums that are those of the rows."""
    page, person = await world.ask(reviews_page, world.admin, world.performer.id, count=100, offset=0)
    stars = [each.stars for each in page]
    assert (person.star_count, person.star_sum) == (len(stars), sum(stars))
    assert person.reports == sum(each >= 4 for each in stars)
    assert person.reports_n == sum(each <= 2 for each in stars)
    kwork = await kwork_row(world, kwork_id)
    own = [each.stars for each in page if each.kwork_id == kwork_id]
    assert (kwork.reviews, kwork.stars) == (len(own), sum(own))
    assert kwork.rating == (round(100 * sum(own) / len(own)) if own else 0)
    return page, person, kwork


async def test_a_purchase_is_reviewed(world):
    """It counts on seller and kwork; three stars are neither good nor bad; the next purchase is reviewed at once, a pair daily."""
    kwork_id = await a_kwork(world)
    seller, buyer = world.performer.id, world.customer
    first, second = await bought(world, kwork_id), await bought(world, kwork_id)
    await world.do(add_review, buyer, seller, GOOD, stars=3, order_id=first)
    [review], person, kwork = await check(world, kwork_id)
    assert (review.order_id, review.kwork_id, review.stars, review.rate) == (first, kwork_id, 3, 0)
    assert (person.reports, person.reports_n, kwork.rating) == (0, 0, 300)
    grouped = await world.ask(reviews_of, buyer, seller)
    assert (grouped.positive, grouped.negative) == ({}, {})
    before = kwork.recommended
    await world.do(add_review, buyer, seller, GOOD, stars=5, order_id=second)
    assert (await check(world, kwork_id))[2].recommended > before
    await world.do(add_review, buyer, seller, GOOD, stars=2)
    with pytest.raises(TooSoon):
        await world.do(add_review, buyer, seller, GOOD)
    third = await bought(world, kwork_id)
    await world.do(delete_kwork, world.performer, kwork_id)
    await world.do(add_review, buyer, seller, GOOD, stars=1, order_id=third)
    assert len((await check(world, kwork_id))[0]) == 4


async def test_a_purchase_is_reviewed_once(world):
    """Not twice, not before the work is accepted, not when it never is, not after a moderator took the review away."""
    kwork_id = await a_kwork(world)
    seller, buyer = world.performer.id, world.customer
    order_id = await world.do(buy_kwork, buyer, kwork_id)
    with pytest.raises(WrongState):
        await world.do(add_review, buyer, seller, GOOD, order_id=order_id)
    await deliver(world, order_id, buyer)
    review_id = await world.do(add_review, buyer, seller, GOOD, order_id=order_id)
    with pytest.raises(WrongState):
        await world.do(add_review, buyer, seller, GOOD, order_id=order_id)
    await world.do(delete_review, world.moderator, review_id)
    with pytest.raises(WrongState):
        await world.do(add_review, buyer, seller, GOOD, order_id=order_id)
    refused = await world.do(buy_kwork, buyer, kwork_id)
    await world.do(refuse_order, world.performer, refused)
    with pytest.raises(WrongState):
        await world.do(add_review, buyer, seller, GOOD, order_id=refused)
    assert (await check(world, kwork_id))[0] == []


async def test_somebody_elses_purchase_is_nobodys(world):
    """Neither another customer's, nor of another seller, nor an order that was no purchase; the seller has none either."""
    kwork_id = await a_kwork(world)
    order_id = await bought(world, kwork_id)
    plain = await world.assign(await world.place())
    for author, whom, order in [
        (world.stranger, world.performer, order_id),
        (world.customer, world.rival, order_id),
        (world.performer, world.customer, order_id),
        (world.customer, world.performer, plain),
        (world.customer, world.performer, 999),
    ]:
        with pytest.raises(NotFound) as refusal:
            await world.do(add_review, author, whom.id, GOOD, order_id=order)
        assert refusal.value.field == "order_id"


async def test_one_of_many_reviews_of_a_purchase(world):
    """Of six sent at the same moment one passes; reviews of five purchases at once are all counted."""
    kwork_id = await a_kwork(world)
    orders = [await bought(world, kwork_id) for _ in range(6)]

    async def review(order_id, stars):
        return await world.do(add_review, world.customer, world.performer.id, GOOD, stars=stars, order_id=order_id)

    results = await asyncio.gather(*(review(orders[0], 4) for _ in range(6)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in results) == ["WrongState"] * 5 + ["int"]
    await asyncio.gather(*(review(order, stars) for stars, order in enumerate(orders[1:], 1)))
    page, *_ = await check(world, kwork_id)
    assert sorted(each.stars for each in page) == [1, 2, 3, 4, 4, 5]


@pytest.mark.parametrize("seed", range(2))
async def test_sums_are_those_of_the_rows_whatever_happens(world, seed):
    """Reviews of people and of purchases come, change and go in any order; after each the counts are those of what is there."""
    draw = Random(seed)
    kwork_id = await a_kwork(world)
    orders = [
        (buyer, await bought(world, kwork_id, buyer)) for buyer in (world.customer, world.stranger) for _ in range(5)
    ]
    draw.shuffle(orders)
    for _ in range(40):
        page, *_ = await check(world, kwork_id)
        stars, act = draw.randint(1, 5), draw.choice(["purchase", "person", "stars", "kind", "delete"])
        fresh = [each for each in page if world.now - each.date <= HOUR]
        if act == "purchase" and orders:
            buyer, order_id = orders.pop()
            await world.do(add_review, buyer, world.performer.id, GOOD, stars=stars, order_id=order_id)
        elif act == "person":
            world.market.clock.set(world.now + DAY)
            await world.do(add_review, world.customer, world.performer.id, GOOD, stars=stars)
        elif act in {"stars", "kind"} and fresh:
            chosen = draw.choice(fresh)
            change = {"stars": stars} if act == "stars" else {"rate": draw.choice([1, 2])}
            author = world.customer if chosen.author_id == world.customer.id else world.stranger
            await world.do(edit_review, author, chosen.id, GOOD, **change)
        elif act == "delete" and page:
            await world.do(delete_review, world.moderator, draw.choice(page).id)
    page, person, _ = await check(world, kwork_id)
    assert person == await world.ask(existing_person, world.performer.id)
    assert page
