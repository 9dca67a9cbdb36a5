"""Personal offers: who may make one to whom, and every way in which one ends."""

from dataclasses import replace

import pytest

from birzha.clock import DAY
from birzha.errors import ContactsFound, Forbidden, Invalid, NotEnoughMoney, NotFound, TooSoon, WrongState
from birzha.kworks import commands as kworks
from birzha.kworks.model import KworkChanges
from birzha.lists.commands import set_entry
from birzha.messages.commands import write_message
from birzha.offers.commands import (
    accept_personal_offer,
    decline_personal_offer,
    make_personal_offer,
    withdraw_personal_offer,
)
from birzha.offers.model import PersonalState, state_of
from birzha.offers.queries import personal_offer, personal_offers
from birzha.orders.model import State
from birzha.people.commands import block, ignore
from birzha.people.model import Role
from birzha.sweeps.run import advance

TERMS = {"title": "Логотип", "text": "Нарисую кошку", "price": 30_000, "days": 4, "category_id": 1911}
KWORK = {"title": "Рисую", "description": "Кошек", "category_id": 294, "price": 500, "days": 1}


async def made(world, **changes):
    """A personal offer to the customer; what is ``None`` is left out."""
    values = {name: value for name, value in {**TERMS, **changes}.items() if value is not None}
    return await world.do(make_personal_offer, world.performer, world.customer.id, **values)


async def refused(world, error, act, *args, **values):
    """Refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(act, *args, **values)
    assert found.type is error, found.value
    assert await world.everything() == before


async def stands(world, offer):
    """Where a personal offer stands now."""
    return state_of(await world.ask(personal_offer, world.performer, offer.id), world.now)


async def test_an_accepted_offer_is_an_order_in_work(world):
    """Title, words, price and days are the offer's, the money is held, both are told, and it is accepted once."""
    offer = await made(world)
    assert (offer.seller_id, offer.customer_id) == (world.performer.id, world.customer.id)
    assert offer.expires == world.now + 7 * DAY
    assert "Логотип" in (await world.messages(world.customer))[-1]
    order_id = await world.do(accept_personal_offer, world.customer, offer.id)
    order = await world.order(order_id)
    assert (order.title, order.description, order.full_price) == ("Логотип", "Нарисую кошку", 30_000)
    assert (order.performer_id, order.category_id, order.deadline) == (world.performer.id, 1911, world.now + 4 * DAY)
    assert await world.state(order_id) is State.IN_WORK
    assert await world.held(world.customer) == 31_500
    found = await world.ask(personal_offer, world.customer, offer.id)
    assert found == replace(offer, state=2, decided_at=world.now, order_id=order_id)
    for who in (world.performer, world.customer):
        assert f"№{order_id}" in (await world.messages(who))[-1]
    await refused(world, WrongState, accept_personal_offer, world.customer, offer.id)


async def test_an_offer_about_a_kwork(world):
    """Its category is the kwork's; another's kwork, one that is no more and one that is not in the catalogue cannot be offered."""

    async def kwork(by):
        kwork_id = await world.do(kworks.save_kwork, by, KworkChanges(**KWORK))
        await world.do(kworks.offer_kwork, by, kwork_id)
        await world.do(kworks.approve_kwork, world.moderator, kwork_id)
        return kwork_id

    own, other = await kwork(world.performer), await kwork(world.rival)
    offer = await made(world, kwork_id=own, category_id=None)
    assert (offer.kwork_id, offer.category_id) == (own, 294)
    await advance(world.market, world.now + 60)
    act = (make_personal_offer, world.performer, world.customer.id)
    for kwork_id in (other, 999):
        await refused(world, NotFound, *act, **{**TERMS, "kwork_id": kwork_id})
    await world.do(kworks.pause_kwork, world.performer, own)
    await refused(world, WrongState, *act, **{**TERMS, "kwork_id": own})


@pytest.mark.parametrize("end", ["decline", "withdraw", "expire"])
async def test_an_offer_that_ended(world, end):
    """Declined, withdrawn, or past its time: nothing can happen to it any more, and the other one is told."""
    offer = await made(world)
    if end == "decline":
        await world.do(decline_personal_offer, world.customer, offer.id)
        assert "отклонено" in (await world.messages(world.performer))[-1]
        expected = PersonalState.DECLINED
    elif end == "withdraw":
        await world.do(withdraw_personal_offer, world.performer, offer.id)
        assert "отозвано" in (await world.messages(world.customer))[-1]
        expected = PersonalState.WITHDRAWN
    else:
        await advance(world.market, offer.expires)
        assert await stands(world, offer) is PersonalState.LIVE
        await advance(world.market, offer.expires + 1)
        expected = PersonalState.EXPIRED
    assert await stands(world, offer) is expected
    await refused(world, WrongState, accept_personal_offer, world.customer, offer.id)
    await refused(world, WrongState, decline_personal_offer, world.customer, offer.id)
    await refused(world, WrongState, withdraw_personal_offer, world.performer, offer.id)
    assert await world.held(world.customer) == 0


async def test_its_last_second_belongs_to_it(world):
    """What can be accepted until a moment can be accepted at that moment."""
    offer = await made(world)
    await advance(world.market, offer.expires)
    order_id = await world.do(accept_personal_offer, world.customer, offer.id)
    assert await stands(world, offer) is PersonalState.ACCEPTED
    assert await world.state(order_id) is State.IN_WORK


async def test_whose_it_is(world):
    """Nobody else sees it, answers it or takes it back; not even its author answers it, nor its customer takes it back."""
    offer = await made(world)
    both = await world.person("both", Role.CUSTOMER | Role.PERFORMER)
    for act in (accept_personal_offer, decline_personal_offer, withdraw_personal_offer, personal_offer):
        await refused(world, NotFound, act, both, offer.id)
        await refused(world, NotFound, act, both, 999)
    await refused(world, Forbidden, accept_personal_offer, world.performer, offer.id)
    await refused(world, Forbidden, withdraw_personal_offer, world.customer, offer.id)


async def test_too_little_money_leaves_the_offer(world):
    """The refusal says so, and with money it is accepted afterwards."""
    dear = await made(world, price=10**9)
    await refused(world, NotEnoughMoney, accept_personal_offer, world.customer, dear.id)
    assert await stands(world, dear) is PersonalState.LIVE


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        (Invalid, {"title": " "}),
        (Invalid, {"title": "т" * 513}),
        (Invalid, {"text": ""}),
        (Invalid, {"text": "т" * 10_001}),
        (Invalid, {"text": "нуль\0"}),
        (Invalid, {"price": 0}),
        (Invalid, {"price": 10**13 + 1}),
        (Invalid, {"days": 0}),
        (Invalid, {"days": 91}),
        (Invalid, {"category_id": None}),
        (Invalid, {"category_id": 5}),
        (ContactsFound, {"title": "ivan@example.com"}),
        (ContactsFound, {"text": "Пишите на ivan@example.com"}),
    ],
    ids=str,
)
async def test_bad_offers(world, error, changes):
    """Refused, and nothing is kept of it."""
    values = {name: value for name, value in {**TERMS, **changes}.items() if value is not None}
    await refused(world, error, make_personal_offer, world.performer, world.customer.id, **values)


async def test_to_whom_nothing_can_be_offered(world):
    """Oneself, nobody, who is no customer, who shut one out or is shut out."""
    act = make_personal_offer
    seller = await world.person("seller", Role.PERFORMER | Role.CUSTOMER)
    await refused(world, Forbidden, act, seller, seller.id, **TERMS)
    await refused(world, NotFound, act, seller, 999, **TERMS)
    await refused(world, Forbidden, act, seller, world.rival.id, **TERMS)
    await world.do(ignore, world.customer, seller.id)
    await refused(world, Forbidden, act, seller, world.customer.id, **TERMS)
    await world.do(set_entry, seller, world.stranger.id, "black")
    await refused(world, Forbidden, act, seller, world.stranger.id, **TERMS)


async def test_who_is_shut_out_afterwards_gets_no_order(world):
    """By the black list, or by the administration: accepting is refused, the offer stays as it was."""
    offer = await made(world)
    await world.do(set_entry, world.customer, world.performer.id, "black")
    await refused(world, Forbidden, accept_personal_offer, world.customer, offer.id)
    await world.do(set_entry, world.customer, world.performer.id, None)
    await world.do(block, world.admin, world.performer.id)
    await refused(world, Forbidden, accept_personal_offer, world.customer, offer.id)


async def test_first_words_come_slowly(world):
    """As with messages: one new customer a minute, and whom one talks with already at any time."""
    await made(world)
    await refused(world, TooSoon, make_personal_offer, world.performer, world.stranger.id, **TERMS)
    await advance(world.market, world.now + 60)
    await world.do(write_message, world.performer, world.customer.id, "Здравствуйте")
    await made(world)
    await made(world)


async def test_lists_of_both(world):
    """Newest first, page by page, each side its own."""
    offers = []
    for _ in range(3):
        offers.append((await made(world)).id)
        await advance(world.market, world.now + 60)
    assert [each.id for each in await world.ask(personal_offers, world.customer, received=True)] == offers[::-1]
    page = await world.ask(personal_offers, world.performer, received=False, count=1, before=offers[2])
    assert [each.id for each in page] == [offers[1]]
    for who, received in ((world.customer, False), (world.performer, True), (world.stranger, True)):
        assert await world.ask(personal_offers, who, received=received) == []
