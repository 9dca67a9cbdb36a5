"""What can happen to folders."""

from birzha.errors import LimitExceeded, NotFound
from birzha.folders import tables
from birzha.folders.model import LONGEST_NAME, MOST_FOLDERS, Folder
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
    if parent_id:
        await own_folder(tx, actor.id, parent_id)
    if await tx.one(tables.HOW_MANY, owner=actor.id) >= MOST_FOLDERS:
        raise LimitExceeded(f"Папок может быть не больше {MOST_FOLDERS}.")
    return await tx.one(tables.ADD_FOLDER, owner_id=actor.id, parent_id=parent_id, name=name, created=tx.now)


async def own_folder(tx: Transaction, actor_id: int, folder_id: int) -> Folder:
    """The person's own folder of that id. A step.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    found = await tx.first(tables.OWN_FOLDER, folder_id=folder_id, owner=actor_id)
    if found is None:
        raise NotFound("Такой папки у вас нет.", field="id_folder")
    return found
