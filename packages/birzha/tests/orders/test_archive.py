"""The archive: who goes there and when, who sees it, and what is left of an order elsewhere."""

import pytest

from birzha.clock import DAY
from birzha.errors import NotFound, WrongState
from birzha.folders.commands import add_folder
from birzha.orders.commands import (
    accept_results,
    archive_done,
    archive_orders,
    copy_order,
    move_orders,
    next_due,
    set_client_comment,
)
from birzha.orders.model import ArchiveFilter, OrderFilter, State, StoredFile
from birzha.orders.queries import (
    archived_orders,
    archived_results,
    discussion,
    notes,
    order_ids,
    orders,
    performer_orders,
    result_text,
    results,
)
from birzha.sweeps.run import advance


async def ids(world, by=None, **wanted):
    return [each.id for each in await world.ask(archived_orders, by or world.customer, ArchiveFilter(**wanted))]


@pytest.mark.parametrize("state", [State.DONE])
async def test_a_customer_puts_done_orders_away(world, state):
    """Only done ones go, others' and wrong ids are left out (A31); the moment is kept; a second time there is nothing to put away."""
    done, other = await world.order_in(state), await world.order_in(State.ON_CHECK)
    assert await world.do(archive_orders, world.customer, [other, done, 999]) == [done]
    found = await world.order(done)
    assert (found.archived_at, found.status, found.end_date) == (world.now, 4, world.now)
    with pytest.raises(WrongState):
        await world.do(archive_orders, world.customer, [done, other])
    with pytest.raises(NotFound):
        await world.do(archive_orders, world.stranger, [done])
    assert await world.state(other) is State.ON_CHECK


async def test_time_puts_them_away(world):
    """Thirty days after acceptance, not a second before, without a word to anybody; and once."""
    order_id = await world.order_in(State.DONE)
    accepted, told = world.now, await world.messages(world.customer)
    world.market.clock.set(accepted + 30 * DAY - 1)
    assert await world.do(archive_done) == 0
    assert await world.ask(next_due) == accepted + 30 * DAY
    world.market.clock.set(accepted + 30 * DAY)
    assert await world.do(archive_done) == 1
    assert await world.do(archive_done) == 0
    assert (await world.order(order_id)).archived_at == accepted + 30 * DAY
    assert await world.ask(next_due) is None
    assert await world.messages(world.customer) == told


async def test_the_archive_can_be_switched_off(world):
    """With ``archive_after`` 0 nothing goes there by itself, and time does not wait for it."""
    await world.order_in(State.DONE)
    world.market.clock.set(world.now + 300 * DAY)

    async def never(tx, step):
        tx.rules = type(tx.rules)(archive_after=0)
        return await step(tx)

    assert await world.do(never, archive_done) == 0
    assert await world.do(never, next_due) is None


async def test_archived_orders_are_in_the_archive_only(world):
    """Lists, bids, comments and results of the working orders know them no more; performer and texts stay as they were."""
    order_id = await world.order_in(State.DONE)
    (before,) = await world.ask(results, world.customer, [order_id])
    await world.do(archive_orders, world.customer, [order_id])
    assert await world.ask(orders, world.customer, OrderFilter()) == []
    assert await world.ask(orders, world.customer, OrderFilter(order_id=order_id, status=4)) == []
    assert await world.ask(order_ids, world.customer, OrderFilter()) == []
    assert await world.ask(notes, world.customer, [order_id]) == []
    assert await world.ask(results, world.customer, [order_id]) == []
    assert await ids(world) == [order_id]
    (kept,) = await world.ask(archived_results, world.customer, order_id)
    assert (kept.result, kept.content) == (before, "т" * 1000)
    assert await world.ask(result_text, world.customer, before.id) == "т" * 1000
    assert [each.id for each in await world.ask(performer_orders, world.performer)] == [order_id]
    assert await world.ask(discussion, world.performer, order_id)


async def test_what_still_can_be_done_with_them(world):
    """A copy, the customer's own note, another folder: as before; and nothing of it brings the order back."""
    order_id = await world.order_in(State.ARCHIVED)
    folder = await world.do(add_folder, world.customer, "Готово")
    copy = await world.do(copy_order, world.customer, order_id)
    assert await world.state(copy) is State.WAITING
    assert (await world.order(copy)).archived_at == 0
    await world.do(set_client_comment, world.customer, order_id, "пригодится")
    with pytest.raises(NotFound):
        await world.do(move_orders, world.customer, [order_id], folder)
    assert await world.do(move_orders, world.customer, [order_id, copy], folder, kind="archive") == 1
    found = await world.order(order_id)
    assert (found.folder_id, found.client_comment) == (folder, "пригодится")
    assert await world.state(order_id) is State.ARCHIVED


async def test_the_list(world):
    """In the order in which they went there, or the other way round; filters and pages count from its beginning."""
    folder = await world.do(add_folder, world.customer, "Готово")
    first = await world.order_in(State.DONE)
    second = await world.order_in(State.DONE, folder_id=folder)
    third = await world.assign(await world.place(), world.rival)
    await world.submit(third, 1000, world.rival)
    await world.do(accept_results, world.customer, [third])
    await world.do(archive_orders, world.customer, [second])
    await advance(world.market, world.now + 31 * DAY)
    assert await ids(world) == [second, first, third]
    assert await ids(world, newest_first=True) == [third, first, second]
    assert await ids(world, count=1, offset=1) == [first]
    assert await ids(world, count=0) == [second]
    assert await ids(world, offset=3) == []
    assert await ids(world, folder_id=folder) == [second]
    assert await ids(world, performer_id=world.rival.id) == [third]
    assert await ids(world, order_id=first) == [first]
    assert await ids(world, world.stranger) == []
    assert await ids(world, world.stranger, order_id=first) == []


async def test_results_of_the_archive(world):
    """Every result, newest first, a file without a text among them; none of a working, missing or foreign order."""
    order_id = await world.order_in(State.ON_CHECK)
    from birzha.orders.commands import send_back, submit_result

    await world.do(send_back, world.customer, [order_id], "Исправьте")
    file = StoredFile("key", "a.txt", 3, "text/plain", "т" * 1000)
    await world.do(submit_result, world.performer, order_id, "", file)
    await world.do(accept_results, world.customer, [order_id])
    with pytest.raises(NotFound):
        await world.ask(archived_results, world.customer, order_id)
    await world.do(archive_orders, world.customer, [order_id])
    newest, oldest = await world.ask(archived_results, world.customer, order_id)
    assert (newest.content, [part.kind for part in newest.result.parts]) == ("", ["file"])
    assert (oldest.content, oldest.result.date_reset) == ("т" * 1000, world.now)
    for who, which in ((world.stranger, order_id), (world.customer, 999)):
        with pytest.raises(NotFound):
            await world.ask(archived_results, who, which)
