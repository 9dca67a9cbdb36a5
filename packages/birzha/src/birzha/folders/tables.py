"""The rows of folders, and every statement that touches them."""

from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from birzha.folders.model import Folder
from birzha.people.tables import person
from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text
from birzha.storage.statement import Statement, among, insert_into, select_into

folder = table(
    "folder",
    identity(),
    number("owner_id", references="person.id"),
    number("parent_id", default=0),
    text("name"),
    number("created"),
    CheckConstraint("parent_id < id", name="tree"),  # made after the one it lies in, so no circle can come to be
    Index(None, "owner_id"),
)

_MINE = folder.c.owner_id == bindparam("owner")
_THAT = (_MINE, folder.c.id == bindparam("folder_id"))

LOCK_TREE: Statement[int] = Statement(
    select(person.c.id).where(person.c.id == bindparam("owner")).with_for_update(key_share=True), int
)
"""Held until the end, so that an owner's tree changes in one transaction at a time."""
ADD_FOLDER = insert_into(folder, int, "owner_id", "parent_id", "name", "created")
HOLD_FOLDER: Statement[Folder] = Statement(
    select_into(Folder, folder).where(*_THAT).with_for_update(read=True, key_share=True), Folder
)
"""Held until the end: nothing is put into a folder that is about to go. Many may put something in at the same time."""
FOLDERS: Statement[Folder] = Statement(select_into(Folder, folder).where(_MINE), Folder)
LOCK_FOLDERS: Statement[Folder] = Statement(
    select_into(Folder, folder).where(_MINE).order_by(folder.c.id).with_for_update(), Folder
)
HOW_MANY: Statement[int] = Statement(select(func.count()).where(_MINE), int)
RENAME_FOLDER: Statement[Any] = Statement(update(folder).where(*_THAT).values(name=bindparam("new_name")))
DELETE_FOLDERS: Statement[Any] = Statement(delete(folder).where(_MINE, among(folder.c.id, "ids")))
