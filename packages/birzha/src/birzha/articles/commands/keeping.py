"""What customers do with articles that they have bought: folders and the archive."""

from collections.abc import Sequence
from typing import Literal

from birzha.articles.commands.guarded import own_bought
from birzha.articles.model import ArticleState, Event, after, allows
from birzha.articles.tables.articles import ARCHIVE_ARTICLES, EMPTY_FOLDERS, MOVE_TO_FOLDER
from birzha.errors import NotFound
from birzha.folders.commands import own_folder
from birzha.folders.model import FolderDeleted
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor, Role
from birzha.storage.transaction import Transaction

Kind = Literal["article", "article_archive"]
"""Bought articles, or archived ones (documentation of folders.moveToFolder)."""


@command(Role.CUSTOMER)
async def archive_articles(tx: Transaction, actor: Actor, article_ids: Sequence[int]) -> list[int]:
    """Put bought articles into the archive.

    Args:
        tx: the transaction.
        actor: the customer.
        article_ids: the articles; those that are not theirs or archived already are left out (A31).

    Returns:
        The ids of those that went, in the order in which they were asked for.

    Raises:
        NotFound: none of them is theirs.
        WrongState: all of theirs are archived already.
    """
    own = await own_bought(tx, actor.id, article_ids)
    ready = {each.id for each in own if allows(each, Event.ARCHIVE)}
    if not ready:
        after(own[0], Event.ARCHIVE)
    await tx.run(ARCHIVE_ARTICLES, ids=sorted(ready), moment=tx.now)
    return [each for each in dict.fromkeys(article_ids) if each in ready]


@command(ANYONE)
async def move_articles(
    tx: Transaction, actor: Actor, article_ids: Sequence[int], folder_id: int, *, kind: Kind = "article"
) -> int:
    """Put bought articles into a project folder (documentation of folders.moveToFolder).

    Args:
        tx: the transaction.
        actor: the customer.
        article_ids: the articles; what is not theirs is passed over.
        folder_id: an own folder; 0: the root.
        kind: ``article`` or, for archived ones, ``article_archive``.

    Returns:
        How many were moved.

    Raises:
        NotFound: no such folder of their own, or none of the articles is theirs.
    """
    if folder_id:
        await own_folder(tx, actor.id, folder_id)
    state = ArticleState.SOLD if kind == "article" else ArticleState.ARCHIVED
    moved = await tx.run(
        MOVE_TO_FOLDER, ids=list(article_ids), owner=actor.id, in_state=int(state), new_folder=folder_id
    )
    if not moved:
        raise NotFound("Среди этих статей нет ни одной вашей.", field="ids")
    return moved


async def forget_folders(tx: Transaction, event: FolderDeleted) -> None:
    """Put what lay in deleted folders back to the root. A subscriber."""
    await tx.run(EMPTY_FOLDERS, owner=event.owner_id, folders=list(event.folder_ids))
