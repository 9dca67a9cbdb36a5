"""The rows of folders, and every statement that touches them."""

from sqlalchemy import bindparam, func, select

from birzha.folders.model import Folder
from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text
from birzha.storage.statement import Statement, insert_into, select_into

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

ADD_FOLDER = insert_into(folder, int, "owner_id", "parent_id", "name", "created")
OWN_FOLDER: Statement[Folder] = Statement(
    select_into(Folder, folder).where(folder.c.id == bindparam("folder_id"), folder.c.owner_id == bindparam("owner")),
    Folder,
)
FOLDERS: Statement[Folder] = Statement(
    select_into(Folder, folder).where(folder.c.owner_id == bindparam("owner")), Folder
)
HOW_MANY: Statement[int] = Statement(select(func.count()).where(folder.c.owner_id == bindparam("owner")), int)
