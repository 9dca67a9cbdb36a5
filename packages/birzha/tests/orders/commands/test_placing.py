"""Placing and editing orders."""

import pytest
from sqlalchemy import select

from birzha.clock import DAY
from birzha.errors import (
    ContactsFound,
    Invalid,
    LimitExceeded,
    NoSuchTarget,
    NotEnoughMoney,
    NotFound,
    WorkMismatch,
    WrongState,
)
from birzha.folders.commands import add_folder
from birzha.lists.commands import save_group, set_entry
from birzha.orders.commands import place_bid, save_order
from birzha.orders.model import BidState, OrderChanges, State, StoredFile
from birzha.orders.tables.rows import bid, dropped_file, order_comment
from birzha.people.commands import block, ignore, set_works
from birzha.people.model import Role, Work

FILE = StoredFile(key="k1", name="план.txt", size=10, content_type="text/plain")


async def refused(world, error, order_id=None, **values):
    """Saving is refused with that error and changes nothing; gives the field at fault."""
    before = await world.everything()
    base = {"title": "т", "price": 1, "size": 1, "category_id": 1911} if order_id is None else {}
    with pytest.raises(error) as found:
        await world.do(save_order, world.customer, OrderChanges(**{**base, **values}), order_id)
    assert found.type is error
    assert await world.everything() == before
    return found.value.field


async def test_a_new_order_is_a_draft(world):
    """Without a word on publication nobody sees it (A9); its date is the moment, its deadline five days on (A11)."""
    order_id = await world.do(
        save_order, world.customer, OrderChanges(title="т", price=10_000, size=500, category_id=1911)
    )
    order = await world.order(order_id)
    assert await world.state(order_id) is State.DRAFT
    assert (order.customer_id, order.date, order.created) == (world.customer.id, world.now, world.now)
    assert (order.deadline, order.full_price, order.published_at) == (world.now + 5 * DAY, 5_000, 0)


async def test_every_field_is_kept(world):
    """What was given is what is stored."""
    folder = await world.do(add_folder, world.customer, "Проект")
    values = {
        "title": "Полный",
        "description": "Описание",
        "text": "Исходник",
        "price": 123,
        "price_type": 2,
        "size": 4_000,
        "whitespaces": 1,
        "checksize": 1,
        "work_type": 3,
        "subtype": 6,
        "level": 3,
        "deadline": world.now + 9 * DAY,
        "public": 1,
        "category_id": 294,
        "folder_id": folder,
        "uniq": 90,
        "target": 2,
        "keywords": "кот, пёс",
        "language_from": 1,
        "language_to": 2,
        "multitask": 1,
        "multicount": 7,
        "multione": 1,
        "auto_work": 1,
        "auto_rate": -5,
        "auto_reports": 3,
        "auto_reports_n": 0,
        "auto_level": 2,
        "only_stars": 1,
        "diplom": 1,
        "robot": -1,
        "locate": 1,
    }
    order_id = await world.do(save_order, world.customer, OrderChanges(**values, attestat=1, file=FILE))
    order = await world.order(order_id)
    assert {name: getattr(order, name) for name in values} == values
    assert (order.attestation, order.full_price, order.published_at) == (1, 123, world.now)
    assert (order.file_key, order.file_name, order.file_size, order.file_type) == ("k1", "план.txt", 10, "text/plain")


@pytest.mark.parametrize(
    ("error", "values", "field"),
    [
        (Invalid, {"title": ""}, "title"),
        (Invalid, {"price": -1}, "price"),
        (Invalid, {"size": 0}, "size"),
        (Invalid, {"category_id": 77}, "category_id"),
        (Invalid, {"work_type": 3, "language_from": 1, "language_to": 9}, "language_to"),
        (Invalid, {"work_type": 3, "language_from": 9, "language_to": 1}, "language_from"),
        (Invalid, {"work_type": 4}, "keywords"),
        (Invalid, {"target": 3}, "target_id"),
        (LimitExceeded, {"multitask": 1, "multicount": 1001}, "multicount"),
        (NotFound, {"folder_id": 77}, "id_folder"),
        (NotFound, {"target": 2, "target_id": 77}, "id_group"),
        (NoSuchTarget, {"target": 3, "target_id": 77}, "target_id"),
        (ContactsFound, {"title": "Пишите на ivan@example.com"}, "title"),
        (ContactsFound, {"description": "Телефон +7 999 123-45-67"}, "description"),
        (ContactsFound, {"text": "ivan@example.com"}, "text"),
        (ContactsFound, {"keywords": "ivan@example.com"}, "keywords"),
    ],
)
async def test_bad_values(world, error, values, field):
    """Each is refused with its class and field, and nothing is stored."""
    assert await refused(world, error, **values) == field


async def test_what_is_somebody_elses(world):
    """Folders and groups of another customer are not there."""
    folder = await world.do(add_folder, world.stranger, "Чужая")
    group = await world.do(save_group, world.stranger, "чужая")
    await refused(world, NotFound, folder_id=folder)
    await refused(world, NotFound, target=2, target_id=group)


async def test_an_edit_changes_only_what_it_says(world):
    """The rest stays, the date moves, the deadline does not."""
    order_id = await world.place(description="Старое", checksize=1)
    before = await world.order(order_id)
    world.market.clock.set(world.now + 60)
    await world.do(save_order, world.customer, OrderChanges(title="Новый"), order_id)
    after = await world.order(order_id)
    changed = {name for name in before.__slots__ if getattr(before, name) != getattr(after, name)}
    assert changed == {"title", "date"}
    assert after.date == world.now


async def test_an_edit_ends_bids(world):
    """Every live bid becomes a comment, its author is told and may bid again (A13)."""
    order_id = await world.place()
    for who in (world.performer, world.rival):
        await world.bid(order_id, who)
    await world.do(save_order, world.customer, OrderChanges(price=20_000), order_id)
    assert {row[0] for row in await world.rows(select(bid.c.state))} == {BidState.VOID}
    assert [tuple(row) for row in await world.rows(select(order_comment.c.bid_id, order_comment.c.text))] == [
        (0, "Возьмусь"),
        (0, "Возьмусь"),
    ]
    assert "стала комментарием" in (await world.messages(world.performer))[-1]
    assert (await world.bid(order_id)).state == BidState.LIVE


async def test_publishing_and_taking_back(world):
    """A draft is published by an edit and taken back by another; without a word it stays as it is."""
    order_id = await world.place(public=0)
    for changes, state in (
        (OrderChanges(title="а"), State.DRAFT),
        (OrderChanges(public=1), State.WAITING),
        (OrderChanges(title="б"), State.WAITING),
        (OrderChanges(public=0), State.DRAFT),
    ):
        await world.do(save_order, world.customer, changes, order_id)
        assert await world.state(order_id) is state


async def test_a_stale_draft(world):
    """A draft whose deadline has passed may be edited; to publish it, a new deadline is needed."""
    order_id = await world.place(public=0, deadline=world.now + 60)
    world.market.clock.set(world.now + 60)
    await world.do(save_order, world.customer, OrderChanges(title="а"), order_id)
    assert await refused(world, Invalid, order_id, public=1) == "deadline"
    await world.do(save_order, world.customer, OrderChanges(public=1, deadline=world.now + 1), order_id)
    assert await world.state(order_id) is State.WAITING


async def test_a_replaced_file_is_dropped(world):
    """The old file is noted for deletion when another takes its place or none does, and only then."""
    order_id = await world.place(file=FILE)
    await world.do(save_order, world.customer, OrderChanges(title="а"), order_id)
    assert await world.rows(select(dropped_file)) == []
    await world.do(save_order, world.customer, OrderChanges(file=StoredFile("k2", "б", 1, "text/plain")), order_id)
    await world.do(save_order, world.customer, OrderChanges(file=None), order_id)
    assert [row[0] for row in await world.rows(select(dropped_file.c.key))] == ["k1", "k2"]


async def test_the_white_list_is_told_when_asked(world):
    """Members, or members of the group and its subgroups, hear of a published order if the customer asks for it."""
    group = await world.do(save_group, world.customer, "свои")
    inner = await world.do(save_group, world.customer, "лучшие", parent_id=group)
    await world.do(set_entry, world.customer, world.performer.id, "white", inner)
    await world.do(set_entry, world.customer, world.rival.id, "white")
    await world.place(target=2, target_id=group)
    await world.place(target=2, target_id=group, notify_group=1, public=0)
    await world.place(target=1, notify_group=1)
    assert await world.messages(world.performer) == []
    await world.place(target=2, target_id=group, notify_group=1)
    assert len(await world.messages(world.performer)) == 1
    assert await world.messages(world.rival) == []
    await world.place(target=2, notify_group=1)
    assert (len(await world.messages(world.performer)), len(await world.messages(world.rival))) == (2, 1)


async def test_the_addressee_is_told_once(world):
    """An individual order is offered when it is published, not while it is a draft, not at each edit."""
    order_id = await world.place(target=3, target_id=world.performer.id, public=0)
    assert await world.messages(world.performer) == []
    await world.do(save_order, world.customer, OrderChanges(public=1), order_id)
    assert len(await world.messages(world.performer)) == 1
    await world.do(save_order, world.customer, OrderChanges(title="а"), order_id)
    assert len(await world.messages(world.performer)) == 1
    await world.do(save_order, world.customer, OrderChanges(target_id=world.rival.id), order_id)
    assert (len(await world.messages(world.performer)), len(await world.messages(world.rival))) == (1, 1)


async def test_who_cannot_be_addressed(world):
    """A customer, oneself, somebody shut out by the exchange, or by either of the two, in any way (no_utarget)."""
    both = await world.person("both", Role.CUSTOMER | Role.PERFORMER)
    await world.do(set_works, both, [Work(1, 0)])
    offer = {"target": 3, "public": 1}
    await refused(world, NoSuchTarget, **offer, target_id=world.stranger.id)
    with pytest.raises(NoSuchTarget):
        await world.place(both, target=3, target_id=both.id)
    order_id = await world.place(target=3, target_id=both.id)
    await world.do(set_entry, both, world.customer.id, "black")
    await refused(world, NoSuchTarget, **offer, target_id=both.id)
    await refused(world, NoSuchTarget, order_id, title="а")
    await world.do(set_entry, both, world.customer.id, None)
    await world.do(ignore, world.customer, both.id)
    await refused(world, NoSuchTarget, **offer, target_id=both.id)
    await world.do(block, world.admin, world.rival.id)
    await refused(world, NoSuchTarget, **offer, target_id=world.rival.id)


async def test_work_and_price_must_suit_the_addressee(world):
    """A kind of work they do not take, or a price below their least, is no_work."""
    await world.do(set_works, world.performer, [Work(1, 10_000)])
    offer = {"target": 3, "target_id": world.performer.id}
    await refused(world, WorkMismatch, **offer, price=9_999)
    await refused(world, WorkMismatch, **offer, price=20_000, work_type=2)
    assert await world.place(**offer, price=10_000)


async def test_an_offer_needs_money(world):
    """A published individual order must be affordable with its fee, to the kopeck; a draft need not."""
    await world.do(set_works, world.performer, [Work(1, 0)])
    offer = {"target": 3, "target_id": world.performer.id, "price_type": 2, "size": 1}
    balance = await world.available(world.customer)
    exact = balance * 100 // 105
    assert exact + (exact * 5 + 50) // 100 == balance
    await refused(world, NotEnoughMoney, **offer, price=exact + 1, public=1)
    draft = await world.place(**offer, price=exact + 1, public=0)
    await refused(world, NotEnoughMoney, draft, public=1)
    assert await world.place(**offer, price=exact)


async def test_an_order_with_a_performer_cannot_be_edited(world):
    """Not even after a bid was accepted a moment ago."""
    order_id = await world.order_in(State.IN_WORK)
    await refused(world, WrongState, order_id, title="а")


async def test_the_search_for_contacts_can_be_switched_off(world, monkeypatch):
    """The rule is the operator's."""
    import dataclasses

    rules = dataclasses.replace(world.market.settings.rules, private_data_check=False)

    async def unchecked(tx, actor, changes):
        tx.rules = rules
        return await save_order(tx, actor, changes)

    assert await world.do(
        unchecked, world.customer, OrderChanges(title="ivan@example.com", price=1, size=1, category_id=1911)
    )


async def test_bidding_on_a_draft(world):
    """Nobody sees a draft."""
    order_id = await world.place(public=0)
    with pytest.raises(NotFound):
        await world.do(place_bid, world.performer, order_id, "")
