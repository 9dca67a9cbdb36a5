"""Lists of orders: filters, pages, what performers see."""

import itertools
import random

import pytest
from sqlalchemy import update

from birzha.clock import DAY
from birzha.errors import LimitExceeded, NotFound
from birzha.lists.commands import delete_group, save_group, set_entry
from birzha.orders.commands import accept_bid, fail_order, save_order
from birzha.orders.commands.seeing import performer_facts, sees
from birzha.orders.model import OrderChanges, OrderFilter, State
from birzha.orders.queries import (
    available_order,
    available_orders,
    live_bids,
    my_bids,
    my_results,
    notes,
    order,
    order_ids,
    orders,
    performer_orders,
    results,
)
from birzha.orders.tables.rows import task_order
from birzha.people.commands import ignore
from birzha.people.model import Role
from birzha.people.tables import person, work

S = State


async def test_filters_of_ones_own_orders(world):
    """Each filter and each pair of them against a plain filter over everything (documentation of tasks.listTasks)."""
    for state in (S.DRAFT, S.WAITING, S.IN_WORK, S.ON_CHECK, S.DONE):
        await world.order_in(state)
    await world.place(target=2)
    await world.place(target=3, target_id=world.rival.id)
    await world.assign(await world.place(deadline=world.now + 30 * DAY), world.rival)
    failed, overdue = await world.place(), await world.place()
    for each in (failed, overdue):
        await world.assign(each)
    from birzha.sweeps.run import advance

    await advance(world.market, world.now + 3 * DAY)
    await world.do(fail_order, world.customer, failed)
    await world.execute(update(task_order).where(task_order.c.id == 2).values(folder_id=5))
    await world.place(world.stranger)
    everything = [await world.order(number) for number in range(1, 11)]
    choices = {
        "order_id": [None, 3, 11, 999],
        "performer_id": [None, 0, world.performer.id, world.rival.id],
        "folder_id": [None, 0, 5, 6],
        "status": [None, 1, 2, 3, 4, 5],
        "overdue_undecided": [False, True],
        "target": [None, 1, 2, 3],
    }
    for one, other in itertools.combinations(choices, 2):
        for first, second in itertools.product(choices[one], choices[other]):
            wanted = OrderFilter(**{one: first, other: second})
            expected = [each.id for each in reversed(everything) if fits(each, wanted)]
            assert await world.ask(order_ids, world.customer, wanted) == expected, wanted
            assert [each.id for each in await world.ask(orders, world.customer, wanted)] == expected


def fits(each, wanted) -> bool:
    """The documentation's filters, said once more in Python."""
    if wanted.overdue_undecided:
        if each.status != 5 or each.failed_at:
            return False
    elif wanted.status is not None and (each.status != wanted.status or (wanted.status == 1 and not each.public)):
        return False
    return all(
        value is None or getattr(each, name) == value
        for name, value in (
            ("id", wanted.order_id),
            ("performer_id", wanted.performer_id),
            ("folder_id", wanted.folder_id),
            ("target", wanted.target),
        )
    )


async def test_pages(world):
    """Newest first; the count is kept within 1 to 100 and the offset not below 0 (A30)."""
    ids = [await world.place(price=0) for _ in range(5)][::-1]

    async def page(**wanted):
        return await world.ask(order_ids, world.customer, OrderFilter(**wanted))

    assert await page() == ids
    assert await page(count=2) == ids[:2]
    assert await page(count=2, offset=3) == ids[3:]
    assert await page(count=0) == ids[:1]
    assert await page(count=-5, offset=-5) == ids[:1]
    assert await page(count=1000, offset=5) == []


async def test_the_archive_is_elsewhere(world):
    """Archived orders leave every list but the performer's own."""
    order_id = await world.order_in(S.DONE)
    await world.execute(update(task_order).where(task_order.c.id == order_id).values(archived_at=1))
    assert await world.ask(orders, world.customer, OrderFilter()) == []
    assert await world.ask(orders, world.customer, OrderFilter(order_id=order_id)) == []
    assert await world.ask(results, world.customer, [order_id]) == []
    assert await world.ask(notes, world.customer, [order_id]) == []
    assert [each.id for each in await world.ask(performer_orders, world.performer)] == [order_id]


async def test_one_order_for_its_parties(world):
    """Customer and performer see it, nobody else does."""
    order_id = await world.order_in(S.IN_WORK)
    for who in (world.customer, world.performer):
        assert (await world.ask(order, who, order_id)).id == order_id
    for who, number in ((world.stranger, order_id), (world.rival, order_id), (world.customer, 999)):
        with pytest.raises(NotFound):
            await world.ask(order, who, number)


async def test_a_performers_orders(world):
    """Their own, newest first, by status, in pages; drafts that nobody works on belong to nobody."""
    ids = [await world.order_in(state) for state in (S.IN_WORK, S.DONE, S.DRAFT, S.IN_WORK)]

    async def numbers(who, **wanted):
        return [each.id for each in await world.ask(performer_orders, who, **wanted)]

    assert await numbers(world.performer) == [ids[3], ids[1], ids[0]]
    assert await numbers(world.performer, status=2) == [ids[3], ids[0]]
    assert await numbers(world.performer, count=1, offset=1) == [ids[1]]
    assert await numbers(world.rival) == []


async def test_bids_and_comments(world):
    """Of own orders, newest first, with logins; over a hundred orders are too many (documentation of tasks.viewNotes)."""
    one, other = await world.place(), await world.place()
    foreign = await world.place(world.stranger)
    bids = [await world.bid(each) for each in (one, other, foreign)]
    found = await world.ask(notes, world.customer, [one, other, foreign, 999])
    assert [(note.order_id, note.bid_id, note.login) for note in found] == [
        (other, bids[1].id, "performer"),
        (one, bids[0].id, "performer"),
    ]
    await world.ask(notes, world.customer, list(range(1, 101)))
    await world.ask(notes, world.customer, [1] * 500)
    with pytest.raises(LimitExceeded):
        await world.ask(notes, world.customer, list(range(1, 102)))


async def test_live_bids(world):
    """All of them on own orders, newest first, with what the documentation of tasks.viewNotesAll names."""
    one = await world.place(price=20_000, title="Первый")
    first = await world.bid(one, text="а")
    second = await world.bid(await world.place(), world.rival)
    third = await world.bid(one, world.rival)
    await world.bid(await world.place(world.stranger))
    found = await world.ask(live_bids, world.customer)
    assert [each.id for each in found] == [third.id, second.id, first.id]
    last = found[-1]
    assert (last.title, last.full_price, last.order_id, last.person_id, last.login, last.text) == (
        "Первый", 20_000, one, world.performer.id, "performer", "а",
    )  # fmt: skip
    assert (last.date, last.deadline) == (world.now, (await world.order(one)).deadline)
    assert [each.id for each in await world.ask(my_bids, world.rival)] == [third.id, second.id]
    assert [each.id for each in await world.ask(my_bids, world.rival, before=third.id)] == [second.id]
    assert [each.id for each in await world.ask(my_bids, world.rival, count=1)] == [third.id]
    await world.do(accept_bid, world.customer, first.id)
    assert [each.id for each in await world.ask(live_bids, world.customer)] == [second.id]


async def test_results_of_several_orders(world):
    """Of own orders, newest first; a performer sees their own."""
    one, other = await world.order_in(S.ON_CHECK), await world.order_in(S.ON_CHECK)
    found = await world.ask(results, world.customer, [one, other, 999])
    assert [each.order_id for each in found] == [other, one]
    assert await world.ask(results, world.stranger, [one]) == []
    assert [each.order_id for each in await world.ask(my_results, world.performer, one)] == [one]
    assert await world.ask(my_results, world.rival, one) == []


async def test_what_performers_see(world):
    """The list and the rule of visibility agree, order by order, for many orders and performers drawn at random."""
    draw = random.Random(7)
    outer = await world.do(save_group, world.customer, "а")
    groups = [outer, *[await world.do(save_group, world.customer, "б", parent_id=each) for each in (outer, 0)]]
    people = [await world.person(f"person{number}", Role.PERFORMER) for number in range(8)]
    for who in people:
        stands = {"attestations": draw.choice([0, 1, 3]), "diploma": draw.choice([0, 1])}
        await world.execute(update(person).where(person.c.id == who.id).values(**stands))
        from birzha.people.commands import set_works
        from birzha.people.model import Work

        await world.do(set_works, who, [Work(kind, 0) for kind in draw.sample([1, 2, 3, 4], 2)])
        await world.execute(update(work).where(work.c.person_id == who.id).values(level=draw.choice([0, 1, 2, 3])))
        kind = draw.choice(["white", "white", "white", "black", None])
        if kind:
            await world.do(set_entry, world.customer, who.id, kind, draw.choice([0, *groups]) if kind == "white" else 0)
        if draw.random() < 0.2:
            await world.do(ignore, who, world.customer.id)
    ids = []
    for _ in range(40):
        target = draw.choice([1, 2, 3])
        target_id = {1: 0, 2: draw.choice([0, *groups]), 3: draw.choice(people).id}[target]
        order_id = await world.place(
            price=0,
            public=draw.choice([0, 1, 1, 1]),
            category_id=294,
            attestat=draw.choice([0, 0, 1]),
            only_stars=draw.choice([0, 1]),
            level=draw.choice([0, 1, 2, 3]),
            diplom=draw.choice([0, 0, 1]),
            work_type=draw.choice([1, 2]),
        )
        await world.execute(
            update(task_order).where(task_order.c.id == order_id).values(target=target, target_id=target_id)
        )
        ids.append(order_id)
    await world.do(delete_group, world.customer, groups[2])
    seen = 0
    for who in [*people, world.performer]:
        listed = {each.id for each in await world.ask(available_orders, who)}
        for order_id in ids:
            assert (order_id in listed) is await world.ask(_sees, who.id, order_id), (who, await world.order(order_id))
        seen += len(listed)
    assert 40 < seen < 300


async def _sees(tx, person_id, order_id):
    from birzha.orders.tables.orders import ORDER

    return await sees(tx, await tx.first(ORDER, order_id=order_id), await performer_facts(tx, person_id))


async def test_filters_of_available_orders(world):
    """By category, kind of work, offers, one of them; in pages, newest first."""
    first = await world.place(category_id=294)
    second = await world.place(work_type=2)
    offer = await world.place(target=3, target_id=world.performer.id)

    async def numbers(**wanted):
        return [each.id for each in await world.ask(available_orders, world.performer, **wanted)]

    assert await numbers() == [offer, second, first]
    assert await numbers(category_id=294) == [first]
    assert await numbers(work_type=2) == [second]
    assert await numbers(category_id=294, work_type=2) == []
    assert await numbers(offers=True) == [offer]
    assert await numbers(order_id=second) == [second]
    assert await numbers(count=1, offset=1) == [second]
    assert (await world.ask(available_order, world.performer, offer)).id == offer
    await world.do(save_order, world.customer, OrderChanges(public=0), second)
    for missing in (second, 999):
        with pytest.raises(NotFound):
            await world.ask(available_order, world.performer, missing)
