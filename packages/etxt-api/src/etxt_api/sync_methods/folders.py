"""The methods of ``folders.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from etxt_api.callers import SyncCaller
    from etxt_api.encoding import IdsLike
    from etxt_api.models.folders import AddedFolder, Folder, MovedToFolder


class Folders:
    """``folders.*``: 3 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def list_folders(self, *, sort: Literal["date", "name"] | None = None) -> list[Folder]:
        """Lists the caller's folders as a walk of the tree.

        Args:
            sort: Order of siblings: by date or by name. Default: name.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``folders.listFolders``.
        """
        result: list[Folder] = self._caller.call("folders.listFolders", {"sort": sort})
        return result

    def add_folder(self, name: str, *, id_parent: int | None = None) -> AddedFolder:
        """Creates a folder.

        Args:
            name: Name of the new folder, 1 to 128 characters.
            id_parent: Folder to create it in; 0 is the root. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call folders.listFolders and look for the name under the same
                parent.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``folders.addFolder``.
        """
        result: AddedFolder = self._caller.call("folders.addFolder", {"name": name, "id_parent": id_parent})
        return result

    def move_to_folder(
        self,
        id_folder: int,
        type: Literal["task", "archive", "article", "article_archive", "correction", "bhv_task"],
        ids: IdsLike,
    ) -> MovedToFolder:
        """Moves objects to a folder.

        Args:
            id_folder: Folder to move to; 0 is the root.
            type: What is moved: order, archived order, article, archived article, correction, micro-job.
            ids: Ids of the objects.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``folders.moveToFolder``.
        """
        result: MovedToFolder = self._caller.call(
            "folders.moveToFolder", {"id_folder": id_folder, "type": type, "ids": ids}
        )
        return result
