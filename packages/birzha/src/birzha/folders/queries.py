"""What can be asked about folders."""

from birzha.folders import tables
from birzha.folders.model import FolderRow, Sort, lay_out, subtree
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction


@query(ANYONE)
async def folders(tx: Transaction, actor: Actor, sort: Sort = "name") -> list[FolderRow]:
    """A person's folders, each before what lies in it (documentation of folders.listFolders).

    Args:
        tx: the transaction.
        actor: whose folders.
        sort: the order of siblings: ``name`` or ``date``.
    """
    return lay_out(await tx.all(tables.FOLDERS, owner=actor.id), sort)


async def subtree_ids(tx: Transaction, owner_id: int, folder_id: int) -> list[int]:
    """The ids of a folder and of everything in it, ascending. A step.

    Args:
        tx: the transaction.
        owner_id: whose folders.
        folder_id: where to start; 0: the root, which has the id 0 and every folder under it.

    Returns:
        Nothing where the person has no such folder.
    """
    nodes = await tx.all(tables.FOLDERS, owner=owner_id)
    return [0, *sorted(each.id for each in nodes)] if folder_id == 0 else subtree(nodes, folder_id)
