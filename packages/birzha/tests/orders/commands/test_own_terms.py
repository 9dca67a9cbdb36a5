"""Bids with a price or a term of their own."""

from dataclasses import replace

import pytest

from birzha.clock import DAY
from birzha.errors import Invalid, WrongState
from birzha.money.audit import audit
from birzha.orders.commands import accept_bid, decline_bid, edit_bid, place_bid
from birzha.orders.commands.assigning import take_bid
from birzha.orders.model import State, own_words
from birzha.orders.queries import live_bids, notes

TERMS = {"price": 8_000, "days": 5}
HOW = "Принять их можно только как предложение."
SAID = f"Условия исполнителя: цена 80,00 руб., срок 5 дн. {HOW}\nВозьмусь"


async def refused(world, error, act, *args, **values):
    """Refused with that very class, and nothing changed; gives the words."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(act, *args, **values)
    assert found.type is error
    assert await world.everything() == before
    return found.value.message


async def test_who_reads_a_bid_reads_its_terms(world):
    """They stand before the text in every list of bids, also after an edit and after the end; the order's price stays beside them."""
    order_id = await world.place()
    bid = await world.do(place_bid, world.performer, order_id, "Возьмусь", **TERMS)
    assert (bid.price, bid.days) == (8_000, 5)
    assert [(each.text, each.full_price) for each in await world.ask(live_bids, world.customer)] == [(SAID, 10_000)]
    await world.do(edit_bid, world.performer, bid.id, "Возьмусь сегодня")
    await world.do(decline_bid, world.customer, bid.id)
    assert [each.text for each in await world.ask(notes, world.customer, [order_id])] == [f"{SAID} сегодня"]
    assert own_words(f"{SAID} сегодня", 8_000, 5) == "Возьмусь сегодня"
    only = await world.do(place_bid, world.rival, order_id, days=90)
    assert [each.text for each in await world.ask(live_bids, world.customer)] == [
        f"Условия исполнителя: срок 90 дн. {HOW}"
    ]
    assert own_words(f"Условия исполнителя: срок 90 дн. {HOW}", only.price, only.days) == ""


async def test_where_only_the_orders_terms_are_seen_a_bid_with_others_is_refused(world):
    """Accepting by the old command, which eTXT's tasks.setNote is, holds no sum that nobody has read; it says what to do."""
    for terms in (TERMS, {"price": 12_000}, {"days": 1}):
        order_id = await world.place()
        bid = await world.do(place_bid, world.performer, order_id, "Возьмусь", **terms)
        told = await refused(world, WrongState, accept_bid, world.customer, bid.id)
        assert f"/api/v1/offers/{bid.id}/accept" in told
    same = await world.do(place_bid, world.rival, order_id, price=10_000)
    assert same.price == 0
    assert (await world.do(accept_bid, world.customer, same.id)).order_id == order_id


@pytest.mark.parametrize("terms", [TERMS, {"price": 20_000}, {"days": 30}], ids=str)
async def test_taking_a_bid_at_its_terms(world, terms):
    """The order has that price for the whole and that deadline, and exactly that is held."""
    order_id = await world.place(price=4_000, price_type=1, size=2_500)
    old = await world.order(order_id)
    bid = await world.do(place_bid, world.performer, order_id, "Возьмусь", **terms)
    await world.do(take_bid, world.customer.id, bid.id, "", own_terms=True)
    price = terms.get("price", 10_000)
    expected = replace(old, status=2, performer_id=world.performer.id, bid_id=bid.id)
    if "price" in terms:
        expected = replace(expected, price=price, price_type=2, full_price=price)
    if "days" in terms:
        expected = replace(expected, deadline=world.now + terms["days"] * DAY)
    assert await world.order(order_id) == expected
    assert await world.held(world.customer) == price * 105 // 100
    assert (await world.ask(audit)).problems == ()


async def test_a_multi_order_keeps_its_own_price(world):
    """Only the order that is made for this bid has its terms; a quick term makes it a quick one."""
    order_id = await world.place(multitask=1, multicount=2)
    old = await world.order(order_id)
    bid = await world.do(place_bid, world.performer, order_id, price=7_000, days=1)
    given = await world.do(take_bid, world.customer.id, bid.id, "", own_terms=True)
    assert await world.order(order_id) == replace(old, multicount=1)
    child = await world.order(given.order_id)
    assert (child.full_price, child.price_type, child.deadline, child.quick) == (7_000, 2, world.now + DAY, 1)
    assert await world.held(world.customer) == 7_350


async def test_bad_terms(world):
    """Nothing, too much, too long; on an individual order none at all."""
    order_id = await world.place()
    for terms in ({"price": 0}, {"price": -1}, {"price": 10**13 + 1}, {"days": 0}, {"days": 91}):
        await refused(world, Invalid, place_bid, world.performer, order_id, "", **terms)
    individual = await world.place(target=3, target_id=world.performer.id)
    for terms in ({"price": 9_000}, {"price": 10_000}, {"days": 2}):
        await refused(world, WrongState, place_bid, world.performer, individual, "", **terms)


async def test_no_other_terms_are_accepted_by_themselves(world):
    """An order that accepts the first suitable bid waits for its customer where the bid asks for more, or for less."""
    order_id = await world.place(auto_work=1)
    await world.do(place_bid, world.performer, order_id, price=1)
    assert await world.state(order_id) is State.WAITING
    await world.do(place_bid, world.rival, order_id)
    assert await world.state(order_id) is State.IN_WORK
