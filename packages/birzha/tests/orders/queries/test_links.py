"""What signed links lead to, for whoever holds one."""

import pytest

from birzha.errors import NotFound
from birzha.orders.commands import fail_order, submit_result
from birzha.orders.model import State, StoredFile
from birzha.orders.queries import available_orders, part_of, result_text, text_of
from birzha.orders.queries.linked import attachment_of, fail_by_token
from birzha.orders.queries.together import have_common_work
from birzha.people.model import Actor, Role
from birzha.tickets.commands import open_ticket
from birzha.tickets.queries import ticket_by_token

FILE = StoredFile("k1", "a.txt", 3, "text/plain")


async def missing(world, query, *args):
    """There is nothing there."""
    with pytest.raises(NotFound):
        await world.ask(query, *args)


async def test_parts_of_results(world):
    """The text by its words, the file by its key; what a result does not have is not found."""
    both = await world.order_in(State.IN_WORK)
    result_id = await world.do(submit_result, world.performer, both, "Слова", FILE)
    assert await world.ask(text_of, result_id) == "Слова"
    assert (await world.ask(part_of, result_id, "file")).key == "k1"
    assert (await world.ask(part_of, result_id, "text")).key == ""
    only_file = await world.do(submit_result, world.performer, await world.order_in(State.IN_WORK), "", FILE)
    await missing(world, text_of, only_file)
    await missing(world, part_of, only_file, "text")
    await missing(world, part_of, 999, "file")
    await missing(world, result_text, world.customer, only_file)
    await missing(world, result_text, world.customer, 999)


async def test_attachments(world):
    """An order's file, as long as there is one."""
    with_file, without = await world.place(file=FILE), await world.place()
    assert await world.ask(attachment_of, with_file) == FILE
    await missing(world, attachment_of, without)
    await missing(world, attachment_of, 999)


async def test_tokens(world):
    """Refusals and tickets by the tokens of their links."""
    overdue = await world.order_in(State.OVERDUE)
    failure = await world.do(fail_order, world.customer, overdue)
    assert (await world.ask(fail_by_token, failure.rateup_token)).order_id == overdue
    opened = await world.do(open_ticket, world.customer, await world.order_in(State.ON_CHECK), "Не по теме")
    assert await world.ask(ticket_by_token, opened.token) == opened
    for query in (fail_by_token, ticket_by_token):
        await missing(world, query, "0" * 32)


async def test_who_worked_together(world):
    """Accepted work joins its two parties, seen from either side; work that is not accepted joins nobody."""
    await world.order_in(State.ON_CHECK)
    assert not await world.ask(have_common_work, world.customer.id, world.performer.id)
    await world.order_in(State.DONE)
    for one, other, joined in (
        (world.customer, world.performer, True),
        (world.performer, world.customer, True),
        (world.customer, world.rival, False),
        (world.stranger, world.performer, False),
    ):
        assert await world.ask(have_common_work, one.id, other.id) is joined


async def test_somebody_who_is_gone_sees_nothing(world):
    """An actor without a row has no list of orders."""
    await world.place()
    assert await world.ask(available_orders, Actor(999, Role.PERFORMER)) == []
