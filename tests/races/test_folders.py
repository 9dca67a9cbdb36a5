"""A folder goes while orders are put into it, copied and split in it: none is left in a folder that is gone (PostgreSQL)."""

import asyncio

from sqlalchemy import select

from birzha.errors import MarketError
from birzha.folders.commands import add_folder, delete_folder
from birzha.folders.queries import subtree_ids
from birzha.orders.commands import accept_bid, copy_order, move_orders
from birzha.orders.tables import task_order
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction

ROUNDS = 10


async def folders_in_use(tx: Transaction) -> set[int]:
    """The folders that orders lie in."""
    return {row[0] for row in await tx.all(Statement(select(task_order.c.folder_id).distinct()))}


async def test_no_order_is_left_in_a_deleted_folder(stage):
    """Saving, moving, copying an order and splitting a multi-order race with the deletion of their folder."""
    market, customer = stage.market, stage.customer
    await stage.money(10**9)
    for _ in range(ROUNDS):
        folder = await market.do(add_folder, customer, "Проект")
        inside = await stage.waiting(folder_id=folder)
        parent = await stage.waiting(folder_id=folder, multitask=1, multicount=5)
        outside = await stage.waiting()
        bids = await stage.bids(parent, 3)
        results = await asyncio.gather(
            market.do(copy_order, customer, inside),
            *(market.do(accept_bid, customer, bid) for bid in bids[:2]),
            *(stage.waiting(folder_id=folder) for _ in range(4)),
            market.do(delete_folder, customer, folder),
            market.do(accept_bid, customer, bids[2]),
            market.do(move_orders, customer, [outside], folder),
            market.do(copy_order, customer, inside),
            *(stage.waiting(folder_id=folder) for _ in range(4)),
            return_exceptions=True,
        )
        assert [each for each in results if isinstance(each, BaseException) and not isinstance(each, MarketError)] == []
        left = await market.ask(folders_in_use)
        assert left <= set(await market.ask(subtree_ids, customer.id, 0))
