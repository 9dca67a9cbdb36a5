"""What performers do with orders that wait."""

import pytest
from sqlalchemy import select, update

from birzha.errors import ContactsFound, Forbidden, Invalid, NotEnoughMoney, NotFound, WrongState
from birzha.lists.commands import save_group, set_entry
from birzha.orders.commands import confirm_order, decline_bid, decline_order, edit_bid, place_bid, withdraw_bid
from birzha.orders.model import BidState, State
from birzha.orders.queries import live_bids, notes
from birzha.orders.tables.rows import order_comment
from birzha.people.commands import ignore
from birzha.people.model import Role
from birzha.people.tables import person, work


async def refused(world, error, command, actor, *args):
    """Refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(command, actor, *args)
    assert found.type is error
    assert await world.everything() == before


async def test_a_bid(world):
    """It is a comment that carries a live bid, and the customer is told."""
    order_id = await world.place()
    bid = await world.bid(order_id, text="Сделаю за день")
    assert (bid.order_id, bid.person_id, bid.date, bid.state) == (
        order_id,
        world.performer.id,
        world.now,
        BidState.LIVE,
    )
    [note] = await world.ask(notes, world.customer, [order_id])
    assert (note.id, note.bid_id, note.text, note.login) == (bid.comment_id, bid.id, "Сделаю за день", "performer")
    assert len(await world.messages(world.customer)) == 1
    assert await world.held(world.customer) == 0


async def test_bad_bids(world):
    """Too long, with contacts, a second one, on one's own order, on what one does not see."""
    order_id = await world.place()
    await refused(world, Invalid, place_bid, world.performer, order_id, "т" * 2049)
    await refused(world, ContactsFound, place_bid, world.performer, order_id, "ivan@example.com")
    await refused(world, NotFound, place_bid, world.performer, 999, "")
    await world.do(place_bid, world.performer, order_id, "т" * 2048)
    await refused(world, WrongState, place_bid, world.performer, order_id, "")
    both = await world.person("both", Role.CUSTOMER | Role.PERFORMER)
    own = await world.place(both)
    await refused(world, Forbidden, place_bid, both, own, "")


async def test_who_sees_an_order_may_bid(world):
    """White list, its groups, black lists and ignoring decide, at the moment of the bid."""
    group = await world.do(save_group, world.customer, "свои")
    for_all, for_list, for_group = [await world.place(target=t, target_id=i) for t, i in ((1, 0), (2, 0), (2, group))]
    await refused(world, NotFound, place_bid, world.performer, for_list, "")
    await world.do(set_entry, world.customer, world.performer.id, "white")
    await world.bid(for_list)
    await refused(world, NotFound, place_bid, world.performer, for_group, "")
    await world.do(set_entry, world.customer, world.performer.id, "white", group)
    await world.bid(for_group)
    await world.do(ignore, world.rival, world.customer.id)
    await refused(world, NotFound, place_bid, world.rival, for_all, "")


async def test_editing_and_withdrawing(world):
    """A live bid's words can change; taken back, it is a comment, and a new one may follow."""
    order_id = await world.place()
    bid = await world.bid(order_id)
    world.market.clock.set(world.now + 5)
    await world.do(edit_bid, world.performer, bid.id, "Передумал")
    [note] = await world.ask(notes, world.customer, [order_id])
    assert (note.text, note.bid_id, note.date) == ("Передумал", bid.id, world.now)
    assert (await world.do(withdraw_bid, world.performer, bid.id)).state == BidState.VOID
    [note] = await world.ask(notes, world.customer, [order_id])
    assert (note.text, note.bid_id) == ("Передумал", 0)
    for command, args in ((edit_bid, ("а",)), (withdraw_bid, ())):
        await refused(world, WrongState, command, world.performer, bid.id, *args)
    assert (await world.bid(order_id)).state == BidState.LIVE


async def test_others_bids(world):
    """Nobody edits or withdraws another's bid, nor declines one on another's order."""
    bid = await world.bid(await world.place())
    for who, command, args in (
        (world.rival, edit_bid, ("а",)),
        (world.rival, withdraw_bid, ()),
        (world.stranger, decline_bid, ()),
    ):
        await refused(world, NotFound, command, who, bid.id, *args)
        await refused(world, NotFound, command, who, 999, *args)
    await refused(world, Invalid, edit_bid, world.performer, bid.id, "т" * 2049)
    await refused(world, ContactsFound, edit_bid, world.performer, bid.id, "ivan@example.com")


async def test_declining_a_bid(world):
    """It becomes a comment, its author is told, a second time is refused."""
    order_id = await world.place()
    bid = await world.bid(order_id)
    given = await world.do(decline_bid, world.customer, bid.id)
    assert (given.order_id, given.person_id) == (order_id, world.performer.id)
    assert await world.ask(live_bids, world.customer) == []
    assert "отклонена" in (await world.messages(world.performer))[-1]
    await refused(world, WrongState, decline_bid, world.customer, bid.id)
    assert await world.state(order_id) is State.WAITING


AUTO = {"auto_work": 1, "auto_rate": 50, "auto_reports": 3, "auto_reports_n": 1, "auto_level": 2}


async def suit(world, **values) -> None:
    """Give the performer just what AUTO asks for, but for these values."""
    stands = {"rate": 50, "reports": 3, "reports_n": 1, **{k: v for k, v in values.items() if k != "level"}}
    await world.execute(update(person).where(person.c.id == world.performer.id).values(**stands))
    level = values.get("level", 2)
    await world.execute(update(work).where(work.c.person_id == world.performer.id).values(level=level))


@pytest.mark.parametrize(
    ("values", "accepted"),
    [({}, True), ({"rate": 49}, False), ({"reports": 2}, False), ({"reports_n": 2}, False), ({"level": 1}, False)],
)
async def test_acceptance_by_itself(world, values, accepted):
    """The first bid of whoever meets every criterion is accepted at once and the money held; another waits."""
    await suit(world, **values)
    order_id = await world.place(**AUTO)
    bid = await world.bid(order_id)
    assert await world.state(order_id) is (State.IN_WORK if accepted else State.WAITING)
    assert bid.state == (BidState.ACCEPTED if accepted else BidState.LIVE)
    assert await world.held(world.customer) == (10_500 if accepted else 0)


async def test_acceptance_by_itself_needs_money(world):
    """Without enough, to the kopeck and with the fee, the bid just waits."""
    await suit(world)
    poor = await world.person("poor", Role.CUSTOMER)
    from birzha.money.commands import top_up

    await world.do(top_up, world.admin, poor.id, 10_499)
    order_id = await world.place(poor, **AUTO)
    assert (await world.bid(order_id)).state == BidState.LIVE
    await world.do(top_up, world.admin, poor.id, 1)
    other = await world.place(poor, **AUTO)
    assert (await world.bid(other)).state == BidState.ACCEPTED


async def test_a_multi_order_accepts_by_itself_again_and_again(world):
    """Each suitable bid makes an order; with one to each, the second bid of the same performer waits."""
    await suit(world)
    order_id = await world.place(**AUTO, multitask=1, multicount=3)
    for left in (2, 1):
        assert (await world.bid(order_id)).state == BidState.ACCEPTED
        assert (await world.order(order_id)).multicount == left
    once = await world.place(**AUTO, multitask=1, multicount=3, multione=1)
    assert (await world.bid(once)).state == BidState.ACCEPTED
    assert (await world.bid(once)).state == BidState.LIVE
    assert (await world.order(once)).multicount == 2


async def test_confirming_an_offer(world):
    """The addressee's yes is a bid that is accepted at once (A19); nobody else sees the order."""
    order_id = await world.place(target=3, target_id=world.performer.id)
    await refused(world, NotFound, confirm_order, world.rival, order_id)
    await refused(world, NotFound, decline_order, world.rival, order_id)
    await refused(world, NotFound, place_bid, world.rival, order_id, "")
    given = await world.do(confirm_order, world.performer, order_id)
    assert (given.order_id, given.person_id) == (order_id, world.performer.id)
    assert await world.state(order_id) is State.IN_WORK
    assert await world.held(world.customer) == 10_500
    assert "назначен исполнитель" in (await world.messages(world.customer))[-1]
    await refused(world, WrongState, confirm_order, world.performer, order_id)


async def test_a_bid_on_an_offer_confirms_it(world):
    """The addressee may say it in words of their own."""
    order_id = await world.place(target=3, target_id=world.performer.id)
    assert (await world.bid(order_id, text="С удовольствием")).state == BidState.ACCEPTED
    assert await world.state(order_id) is State.IN_WORK


async def test_an_offer_that_cannot_be_paid_any_more(world):
    """Money spent since the publication: the addressee is refused, and nothing changes."""
    price = (await world.available(world.customer)) * 2 // 3
    offer = {"target": 3, "target_id": world.performer.id, "price": price, "price_type": 2}
    first, second = await world.place(**offer), await world.place(**offer)
    await world.do(confirm_order, world.performer, first)
    await refused(world, NotEnoughMoney, confirm_order, world.performer, second)
    await refused(world, NotEnoughMoney, place_bid, world.performer, second, "")


async def test_declining_an_offer(world):
    """It goes back to the customer's drafts with a message; it can be offered again."""
    order_id = await world.place(target=3, target_id=world.performer.id)
    await world.do(decline_order, world.performer, order_id)
    assert await world.state(order_id) is State.DRAFT
    assert "отказался" in (await world.messages(world.customer))[-1]
    await refused(world, NotFound, decline_order, world.performer, order_id)


async def test_only_offers_are_confirmed_and_declined(world):
    """An order for all is bid on."""
    order_id = await world.place()
    await refused(world, WrongState, confirm_order, world.performer, order_id)
    await refused(world, WrongState, decline_order, world.performer, order_id)


async def test_words_of_a_bid_are_kept_once(world):
    """No bid leaves a second comment behind."""
    order_id = await world.place()
    await world.bid(order_id)
    assert len(await world.rows(select(order_comment))) == 1
