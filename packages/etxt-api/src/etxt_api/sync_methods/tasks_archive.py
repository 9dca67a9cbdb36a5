"""The methods of ``tasks_archive.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etxt_api.callers import SyncCaller
    from etxt_api.models.tasks_archive import ArchivedOrder, ArchivedResult


class TasksArchive:
    """``tasks_archive.*``: 2 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        order: Literal["desc", "asc"] | None = None,
        id: int | None = None,
        id_folder: int | None = None,
        id_user: int | None = None,
    ) -> list[ArchivedOrder]:
        """Lists the caller's archived orders, oldest first by default.

        Args:
            count: How many orders to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            order: Direction: desc or asc. Default: asc.
            id: Only this order.
            id_folder: Only this project folder.
            id_user: Only orders of this performer.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks_archive.listTasks``.
        """
        result: list[ArchivedOrder] = self._caller.call(
            "tasks_archive.listTasks",
            {"count": count, "from": from_, "order": order, "id": id, "id_folder": id_folder, "id_user": id_user},
        )
        return result

    def iter_list_tasks(
        self,
        *,
        count: int | None = None,
        from_: int | None = None,
        order: Literal["desc", "asc"] | None = None,
        id: int | None = None,
        id_folder: int | None = None,
        id_user: int | None = None,
    ) -> Iterator[ArchivedOrder]:
        """Walks ``tasks_archive.listTasks`` to its end, page by page; ``count`` is the size of a page.

        Args:
            count: How many orders to return, at most 100. Default: 100.
            from_: How many records to skip, counted from the newest. Default: 0.
            order: Direction: desc or asc. Default: asc.
            id: Only this order.
            id_folder: Only this project folder.
            id_user: Only orders of this performer.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks_archive.listTasks``.
        """
        return self._caller.walk(
            "tasks_archive.listTasks",
            {"count": count, "from": from_, "order": order, "id": id, "id_folder": id_folder, "id_user": id_user},
        )

    def get_results(self, id: int) -> list[ArchivedResult]:
        """Returns what the performer submitted for an archived order.

        Args:
            id: Id of the archived order.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``tasks_archive.getResults``.
        """
        result: list[ArchivedResult] = self._caller.call("tasks_archive.getResults", {"id": id})
        return result
