"""Project folders of one's own."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Id, IdOrZero
from birzha.api.paging import Everything, whole
from birzha.api.registry import endpoint
from birzha.api.views import Created, Deleted, viewer
from birzha.errors import Invalid, LimitExceeded, NotFound
from birzha.folders.commands import add_folder, delete_folder, rename_folder
from birzha.folders.model import LONGEST_NAME, Sort
from birzha.folders.queries import folders


class FolderView(Struct, frozen=True):
    """One line of a tree, each before what lies in it.

    Args:
        id: of the folder or group.
        parent_id: of the one it lies in; 0: none.
        name: of it.
        depth: how deep it lies, from 0.
        last: whether it is the last among its siblings.
    """

    id: int
    parent_id: int
    name: str
    depth: int
    last: bool


class FoldersQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the tree is laid out.

    Args:
        sort: the order of siblings.
    """

    sort: Sort = "name"


FolderName = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]


class NewFolder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A folder to make.

    Args:
        name: 1 to 128 characters.
        parent_id: of the own folder that it lies in; 0: none.
    """

    name: FolderName
    parent_id: IdOrZero = 0


class RenamedFolder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to call a folder.

    Args:
        name: 1 to 128 characters.
    """

    name: FolderName


@endpoint("GET", "/folders", folders)
async def get_folders(call: Call, *, query: FoldersQuery) -> Everything[FolderView]:
    """The caller's folders, each before what lies in it."""
    return whole(await call.ask(folders, query.sort), viewer(FolderView))


@endpoint("POST", "/folders", add_folder, status=201, errors=(Invalid, LimitExceeded, NotFound))
async def post_folder(call: Call, *, body: NewFolder) -> Created:
    """Make a folder."""
    return Created(await call.do(add_folder, body.name, body.parent_id))


@endpoint("PATCH", "/folders/{folder_id}", rename_folder, status=204, errors=(Invalid, NotFound))
async def patch_folder(call: Call, folder_id: Id, *, body: RenamedFolder) -> None:
    """Rename a folder."""
    await call.do(rename_folder, folder_id, body.name)


@endpoint("DELETE", "/folders/{folder_id}", delete_folder, errors=(NotFound,))
async def remove_folder(call: Call, folder_id: Id) -> Deleted:
    """Delete a folder with all its subfolders; what lay in them goes to the root."""
    return Deleted(await call.do(delete_folder, folder_id))
