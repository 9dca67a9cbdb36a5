"""What customers keep in order: their own notes, folders, and what is deleted."""

from collections.abc import Sequence
from typing import Literal

from birzha.errors import NotFound, WrongState
from birzha.folders.commands import own_folder
from birzha.folders.model import FolderDeleted
from birzha.limits import text_within
from birzha.orders.commands.guarded import batch, in_asked_order, move, no_such_order
from birzha.orders.model import BidsEnding, Event, Order, acts
from birzha.orders.model.limits import LONGEST_CLIENT_COMMENT
from birzha.orders.tables.orders import (
    ARCHIVED_TO_FOLDER,
    DELETE_ORDER,
    DROP_FILE,
    DROP_RESULT_FILES,
    EMPTY_ARCHIVE_FOLDERS,
    EMPTY_FOLDERS,
    MOVE_TO_FOLDER,
    SET_CLIENT_COMMENT,
)
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor, PhotoReplaced, Role
from birzha.storage.transaction import Transaction

Kind = Literal["task", "archive"]
"""Orders, or archived orders (documentation of folders.moveToFolder)."""


@command(Role.CUSTOMER)
async def set_client_comment(tx: Transaction, actor: Actor, order_id: int, text: str) -> None:
    """Keep the customer's own note on an order, in any state (documentation of tasks.setClientComment).

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: the order.
        text: up to 5000 characters; empty clears it.

    Raises:
        Invalid: the text is too long.
        NotFound: it is not an own order.
    """
    text_within(text, "text", most=LONGEST_CLIENT_COMMENT)
    if not await tx.run(SET_CLIENT_COMMENT, order_id=order_id, customer=actor.id, new_comment=text):
        raise no_such_order()


@command(ANYONE)
async def move_orders(
    tx: Transaction, actor: Actor, order_ids: Sequence[int], folder_id: int, *, kind: Kind = "task"
) -> int:
    """Put own orders into a project folder (documentation of folders.moveToFolder).

    Args:
        tx: the transaction.
        actor: the customer.
        order_ids: the orders; what is not theirs is passed over.
        folder_id: an own folder; 0: the root.
        kind: ``task`` or, for archived orders, ``archive``.

    Returns:
        How many were moved.

    Raises:
        NotFound: no such folder of their own, or none of the orders is theirs.
    """
    if folder_id:
        await own_folder(tx, actor.id, folder_id)
    statement = MOVE_TO_FOLDER if kind == "task" else ARCHIVED_TO_FOLDER
    moved = await tx.run(statement, ids=list(order_ids), customer=actor.id, new_folder=folder_id)
    if not moved:
        raise NotFound("Среди этих заказов нет ни одного вашего.", field="ids")
    return moved


@command(Role.CUSTOMER)
async def archive_orders(tx: Transaction, actor: Actor, order_ids: Sequence[int]) -> list[int]:
    """Put own done orders into the archive before their time (reference of the exchange, §4.2 #18 and §8).

    Args:
        tx: the transaction.
        actor: the customer.
        order_ids: the orders; those that are not done are left where they are (A31).

    Returns:
        The ids of those that went there.

    Raises:
        NotFound: none of them is theirs.
        WrongState: none of theirs is done, or all are in the archive already.
    """
    orders = await batch(tx, actor.id, order_ids, Event.ARCHIVE)
    for order in orders:
        await move(tx, order, acts.archived(order, tx.now))
    return in_asked_order(order_ids, [order.id for order in orders])


async def forget_folders(tx: Transaction, event: FolderDeleted) -> None:
    """Put the orders of deleted folders, archived ones too, back into the root. A subscriber."""
    for statement in (EMPTY_FOLDERS, EMPTY_ARCHIVE_FOLDERS):
        # once more: a copy that was being made of one of them while it was waited for is there only now
        while await tx.run(statement, customer=event.owner_id, folders=list(event.folder_ids)):
            pass


async def drop_photo(tx: Transaction, event: PhotoReplaced) -> None:
    """Have the file of somebody's former picture deleted with the other dropped ones. A subscriber."""
    await tx.run(DROP_FILE, key=event.key, since=tx.now)


@command(Role.CUSTOMER)
async def delete_orders(tx: Transaction, actor: Actor, order_ids: Sequence[int]) -> list[int]:
    """Delete drafts and orders that wait, with everything on them (documentation of tasks.deleteTask).

    Args:
        tx: the transaction.
        actor: the customer.
        order_ids: the orders; those that cannot be deleted are left (A31).

    Returns:
        The ids of the deleted ones.

    Raises:
        NotFound: none of them is theirs.
        WrongState: none of theirs may be deleted: there is a performer, or one was taken off within a week.
    """
    gone = []
    banned: WrongState | None = None
    for order in await batch(tx, actor.id, order_ids, Event.DELETE):
        try:
            acts.must_be_deletable(order, tx.now, tx.rules)
        except WrongState as error:
            banned = error
            continue
        await erase(tx, order)
        gone.append(order.id)
    if not gone and banned is not None:
        raise banned
    return in_asked_order(order_ids, gone)


async def erase(tx: Transaction, order: Order) -> None:
    """Remove an order and everything on it; its files are noted for deletion. A step."""
    await tx.publish(BidsEnding(order.id, erased=True))
    await tx.run(DROP_RESULT_FILES, order_id=order.id, moment=tx.now)
    if order.file_key:
        await tx.run(DROP_FILE, key=order.file_key, since=tx.now)
    for statement in DELETE_ORDER:
        await tx.run(statement, order_id=order.id)
