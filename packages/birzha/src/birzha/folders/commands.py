"""What can happen to folders."""

from birzha.errors import LimitExceeded, NotFound
from birzha.folders import tables
from birzha.folders.model import LONGEST_NAME, MOST_FOLDERS, Folder, FolderDeleted, subtree
from birzha.limits import written
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction


@command(ANYONE)
async def add_folder(tx: Transaction, actor: Actor, name: str, parent_id: int = 0) -> int:
    """Make a folder; gives its id (documentation of folders.addFolder).

    Args:
        tx: the transaction.
        actor: whose folder.
        name: 1 to 128 characters.
        parent_id: of the own folder that it lies in; 0: none.

    Raises:
        Invalid: the name is empty, nothing but spaces, or too long.
        LimitExceeded: there are a thousand already.
        NotFound: the parent is not an own folder.
    """
    written(name, "name", LONGEST_NAME)
    await tx.first(tables.LOCK_TREE, owner=actor.id)
    if parent_id:
        await own_folder(tx, actor.id, parent_id)
    if await tx.one(tables.HOW_MANY, owner=actor.id) >= MOST_FOLDERS:
        raise LimitExceeded(f"Папок может быть не больше {MOST_FOLDERS}.")
    return await tx.one(tables.ADD_FOLDER, owner_id=actor.id, parent_id=parent_id, name=name, created=tx.now)


@command(ANYONE)
async def rename_folder(tx: Transaction, actor: Actor, folder_id: int, name: str) -> None:
    """Call a folder something else. There is no such method in the documented API (reference, §8).

    Args:
        tx: the transaction.
        actor: whose folder.
        folder_id: of it.
        name: 1 to 128 characters.

    Raises:
        Invalid: the name is empty, nothing but spaces, or too long.
        NotFound: there is no such own folder.
    """
    written(name, "name", LONGEST_NAME)
    if not await tx.run(tables.RENAME_FOLDER, owner=actor.id, folder_id=folder_id, new_name=name):
        raise _no_such_folder()


@command(ANYONE)
async def delete_folder(tx: Transaction, actor: Actor, folder_id: int) -> list[int]:
    """Delete a folder with all its subfolders; gives their ids, ascending. What lay in them goes to the root.

    There is no such method in the documented API (reference, §8).

    Raises:
        NotFound: there is no such own folder.
    """
    await tx.first(tables.LOCK_TREE, owner=actor.id)
    ids = subtree(await tx.all(tables.LOCK_FOLDERS, owner=actor.id), folder_id)
    if not ids:
        raise _no_such_folder()
    await tx.run(tables.DELETE_FOLDERS, owner=actor.id, ids=ids)
    await tx.publish(FolderDeleted(actor.id, tuple(ids)))
    return ids


async def own_folder(tx: Transaction, actor_id: int, folder_id: int) -> Folder:
    """The person's own folder of that id; it cannot be deleted before this transaction ends. A step of a command.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    found = await tx.first(tables.HOLD_FOLDER, folder_id=folder_id, owner=actor_id)
    if found is None:
        raise _no_such_folder()
    return found


def _no_such_folder() -> NotFound:
    return NotFound("Такой папки у вас нет.", field="id_folder")
