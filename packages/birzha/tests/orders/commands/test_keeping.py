"""Notes, folders, deletion."""

import pytest
from sqlalchemy import func, select, update

from birzha.clock import DAY
from birzha.errors import Invalid, NotFound, WrongState
from birzha.folders.commands import add_folder, delete_folder
from birzha.orders.commands import (
    add_comment,
    delete_orders,
    move_orders,
    refuse_order,
    send_back,
    set_client_comment,
    submit_result,
)
from birzha.orders.model import State, StoredFile
from birzha.orders.tables import bid, dropped_file, order_comment, result, result_part, task_order


async def refused(world, error, command, *args, **values):
    """Refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(command, world.customer, *args, **values)
    assert found.type is error
    assert await world.everything() == before


async def test_the_customers_own_note(world):
    """Kept and cleared in any state, up to 5000 characters; it may carry contacts, for nobody else reads it."""
    for state in (State.DRAFT, State.DONE, State.FAILED):
        order_id = await world.order_in(state)
        await world.do(set_client_comment, world.customer, order_id, "ivan@example.com")
        assert (await world.order(order_id)).client_comment == "ivan@example.com"
        await world.do(set_client_comment, world.customer, order_id, "")
        assert (await world.order(order_id)).client_comment == ""
    await world.do(set_client_comment, world.customer, order_id, "т" * 5_000)
    await refused(world, Invalid, set_client_comment, order_id, "т" * 5_001)
    await refused(world, NotFound, set_client_comment, 999, "")


async def test_folders(world):
    """Own orders go into an own folder or the root; others' are passed over, none at all is not found."""
    folder = await world.do(add_folder, world.customer, "Проект")
    foreign_folder = await world.do(add_folder, world.stranger, "Чужая")
    one, other = await world.place(), await world.order_in(State.DONE)
    foreign = await world.place(world.stranger)
    assert await world.do(move_orders, world.customer, [one, other, foreign, 999], folder) == 2
    assert [(await world.order(each)).folder_id for each in (one, other, foreign)] == [folder, folder, 0]
    assert await world.do(move_orders, world.customer, [one], 0) == 1
    assert (await world.order(one)).folder_id == 0
    await refused(world, NotFound, move_orders, [foreign], folder)
    await refused(world, NotFound, move_orders, [], folder)
    await refused(world, NotFound, move_orders, [one], foreign_folder)
    await refused(world, NotFound, move_orders, [one], 999)


async def test_a_deleted_folder_leaves_its_orders(world):
    """Orders of a deleted folder and of its subfolders, archived ones too, go to the root; other folders keep theirs."""
    top = await world.do(add_folder, world.customer, "Проект")
    inner = await world.do(add_folder, world.customer, "Раздел", top)
    side = await world.do(add_folder, world.customer, "Другой")
    theirs = await world.do(add_folder, world.stranger, "Чужая")
    orders = [await world.place(folder_id=folder) for folder in (top, inner, side)]
    archived = await world.order_in(State.DONE, folder_id=inner)
    await world.execute(update(task_order).where(task_order.c.id == archived).values(archived_at=world.now))
    foreign = await world.place(world.stranger, folder_id=theirs)
    assert await world.do(delete_folder, world.customer, top) == [top, inner]
    found = [(await world.order(each)).folder_id for each in (*orders, archived, foreign)]
    assert found == [0, 0, side, 0, theirs]


async def test_archived_orders_are_a_kind_of_their_own(world):
    """Orders and archived orders are moved apart from each other."""
    folder = await world.do(add_folder, world.customer, "Проект")
    order_id = await world.order_in(State.DONE)
    await refused(world, NotFound, move_orders, [order_id], folder, kind="archive")
    await world.execute(update(task_order).where(task_order.c.id == order_id).values(archived_at=5))
    await refused(world, NotFound, move_orders, [order_id], folder)
    assert await world.do(move_orders, world.customer, [order_id], folder, kind="archive") == 1


async def test_deleting(world):
    """Drafts and waiting orders go with everything on them; files are noted; others stay (A31)."""
    draft = await world.place(public=0, file=StoredFile("k1", "a", 1, "text/plain"))
    waiting = await world.place()
    await world.bid(waiting)
    await world.do(add_comment, world.customer, waiting, "Поторопитесь")
    working = await world.order_in(State.IN_WORK)
    asked = [waiting, working, 999, draft, waiting]
    assert await world.do(delete_orders, world.customer, asked) == [waiting, draft]
    assert [await world.exists(each) for each in (draft, waiting, working)] == [False, False, True]
    assert [row[0] for row in await world.rows(select(dropped_file.c.key))] == ["k1"]
    await refused(world, WrongState, delete_orders, [working])
    await refused(world, NotFound, delete_orders, [draft])


async def test_a_week_after_a_refusal(world):
    """Within a week after its performer left an order cannot be deleted, to the second; then with all its results."""
    order_id = await world.order_in(State.IN_WORK)
    await world.do(submit_result, world.performer, order_id, "т", StoredFile("k9", "a", 1, "text/plain", "т"))
    await world.do(send_back, world.customer, [order_id], "Ещё")
    await world.do(refuse_order, world.performer, order_id)
    free = await world.place()
    world.market.clock.set(world.now + 7 * DAY - 1)
    await refused(world, WrongState, delete_orders, [order_id])
    assert await world.do(delete_orders, world.customer, [order_id, free]) == [free]
    world.market.clock.set(world.now + 1)
    assert await world.do(delete_orders, world.customer, [order_id]) == [order_id]
    for table in (task_order, bid, order_comment, result, result_part):
        assert (await world.rows(select(func.count()).select_from(table)))[0][0] == 0, table.name
    assert [row[0] for row in await world.rows(select(dropped_file.c.key))] == ["k9"]
