"""Submitting results, and refusing an order."""

import dataclasses

import pytest
from sqlalchemy import select

from birzha.clock import DAY
from birzha.errors import ContactsFound, Invalid, NotFound, WrongState
from birzha.orders.commands import refuse_order, save_order, submit_result
from birzha.orders.model import OrderChanges, State, StoredFile
from birzha.orders.queries import rating_fails, result_text, results
from birzha.orders.tables.rows import result
from birzha.people.model import Role

READABLE = StoredFile(key="k1", name="текст.txt", size=2000, content_type="text/plain", text="т" * 900)
UNREADABLE = StoredFile(key="k2", name="текст.docx", size=2000, content_type="application/msword")


async def refused(world, error, order_id, *args, who=None):
    """Submitting is refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(submit_result, who or world.performer, order_id, *args)
    assert found.type is error
    assert await world.everything() == before


async def test_submitting_text_and_file(world):
    """A result with its parts, under check and unchecked; the customer is told."""
    order_id = await world.order_in(State.IN_WORK)
    result_id = await world.do(submit_result, world.performer, order_id, "Текст о кошках", READABLE, "Готово")
    assert await world.state(order_id) is State.ON_CHECK
    [found] = await world.ask(results, world.customer, [order_id])
    assert (found.id, found.order_id, found.person_id, found.comment) == (
        result_id, order_id, world.performer.id, "Готово",
    )  # fmt: skip
    assert (found.date, found.date_reset, found.status, found.checked) == (world.now, 0, 0, 0)
    assert found.characters == 900
    file, text = found.parts
    assert (file.kind, file.name, file.content_type, file.size, file.key) == (
        "file", "текст.txt", "text/plain", 2000, "k1",
    )  # fmt: skip
    assert (text.kind, text.name, text.content_type, text.size, text.key) == ("text", "", "text/plain", 26, "")
    assert {part.per_antiplagiat for part in found.parts} == {None}
    assert await world.ask(result_text, world.customer, result_id) == "Текст о кошках"
    assert await world.ask(result_text, world.performer, result_id) == "Текст о кошках"
    assert "сдан" in (await world.messages(world.customer))[-1]


async def test_bad_results(world):
    """Nothing, nothing that can be seen, too much, contacts in the comment."""
    order_id = await world.order_in(State.IN_WORK)
    await refused(world, Invalid, order_id, "")
    for unseen in (" \n", "\u200b"):
        await refused(world, Invalid, order_id, unseen)
    await refused(world, Invalid, order_id, "т" * 400_001)
    await refused(world, Invalid, order_id, "т", None, "т" * 5_001)
    await refused(world, ContactsFound, order_id, "т", None, "ivan@example.com")
    await world.do(submit_result, world.performer, order_id, "т" * 400_000, None, "т" * 5_000)


@pytest.mark.parametrize(
    ("whitespaces", "text", "enough"),
    [
        (0, "т" * 900, True),
        (0, "т" * 899, False),
        (0, "т " * 899, False),
        (1, "т " * 450, True),
        (1, "т " * 449, False),
    ],
)
async def test_ninety_percent(world, whitespaces, text, enough):
    """With the switch, 90 % of the size is the least, counted as the order says."""
    order_id = await world.order_in(State.IN_WORK, checksize=1, whitespaces=whitespaces)
    if enough:
        await world.do(submit_result, world.performer, order_id, text)
    else:
        await refused(world, Invalid, order_id, text)


async def test_any_length_without_the_switch(world):
    """One character will do where the order does not ask."""
    order_id = await world.order_in(State.IN_WORK)
    await world.do(submit_result, world.performer, order_id, "т")


async def test_the_length_of_files(world):
    """A readable file counts as its text; one that the exchange cannot read is taken on trust."""
    order_id = await world.order_in(State.IN_WORK, checksize=1)
    await refused(world, Invalid, order_id, "", dataclasses.replace(READABLE, text="т" * 899))
    await world.do(submit_result, world.performer, order_id, "", READABLE)
    other = await world.order_in(State.IN_WORK, checksize=1)
    await world.do(submit_result, world.performer, other, "коротко", UNREADABLE)
    [found] = await world.ask(results, world.customer, [other])
    assert found.characters == 0


async def test_late_results(world):
    """An overdue order takes its result (A15); a cancelled one does not."""
    order_id = await world.order_in(State.OVERDUE)
    await world.submit(order_id)
    assert await world.state(order_id) is State.ON_CHECK
    failed = await world.order_in(State.FAILED)
    await refused(world, WrongState, failed, "т")


async def test_late_results_can_be_switched_off(world):
    """The rule is the operator's."""
    order_id = await world.order_in(State.OVERDUE)

    async def strict(tx, actor, *args):
        tx.rules = dataclasses.replace(tx.rules, late_submission=False)
        return await submit_result(tx, actor, *args)

    with pytest.raises(WrongState):
        await world.do(strict, world.performer, order_id, "т" * 1000)


async def test_refusing(world):
    """Money back, rating down, a draft that remembers, and a link for the customer (reference §4.2 #14)."""
    order_id = await world.order_in(State.IN_WORK)
    rate = await world.rate(world.performer)
    await world.do(refuse_order, world.performer, order_id)
    order = await world.order(order_id)
    assert await world.state(order_id) is State.DRAFT
    assert (order.performer_id, order.bid_id, order.unassigned_at) == (0, 0, world.now)
    assert await world.held(world.customer) == 0
    assert await world.rate(world.performer) == rate - 25
    [fail] = await world.ask(rating_fails, world.customer)
    assert (fail.order_id, fail.person_id, fail.amount, fail.date, fail.date_back, fail.title) == (
        order_id, world.performer.id, 25, world.now, 0, "Статья о кошках",
    )  # fmt: skip
    assert f" /files/rateup/{fail.token}" in (await world.messages(world.customer))[-1]


async def test_a_refused_order_lives_on(world):
    """It can be published, given to the same performer and refused again: two holds, two releases, two refusals."""
    order_id = await world.order_in(State.OVERDUE)
    for _ in range(2):
        await world.do(refuse_order, world.performer, order_id)
        await world.do(save_order, world.customer, OrderChanges(public=1, deadline=world.now + 30 * DAY), order_id)
        assert await world.assign(order_id) == order_id
    assert await world.held(world.customer) == 10_500
    assert len(await world.ask(rating_fails, world.customer)) == 2


async def test_old_results_stay_with_the_order(world):
    """What a performer submitted before they refused is there for the customer, and is theirs to read."""
    order_id = await world.order_in(State.ON_CHECK)
    from birzha.orders.commands import send_back

    await world.do(send_back, world.customer, [order_id], "Ещё раз")
    await world.do(refuse_order, world.performer, order_id)
    [found] = await world.ask(results, world.customer, [order_id])
    assert (found.status, found.date_reset) == (1, world.now)
    assert await world.ask(result_text, world.performer, found.id)
    for who in (world.rival, world.stranger):
        with pytest.raises(NotFound):
            await world.ask(result_text, who, found.id)


async def test_only_the_performer_submits(world):
    """The customer themselves, with both roles, is not the performer."""
    both = await world.person("both", Role.CUSTOMER | Role.PERFORMER)
    from birzha.money.commands import top_up

    await world.do(top_up, world.admin, both.id, 100_000)
    order_id = await world.assign(await world.place(both))
    await refused(world, NotFound, order_id, "т", who=both)
    assert await world.rows(select(result)) == []
