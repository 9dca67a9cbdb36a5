"""The methods of ``bwgroups.*``.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""
# ruff: noqa: A002 - parameters have the names of the wire

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etxt_api.callers import AsyncCaller
    from etxt_api.models.bwgroups import DeletedGroups, Group, MovedUser, SavedGroup


class Bwgroups:
    """``bwgroups.*``: 4 of the documented calls."""

    __slots__ = ("_caller",)

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def list_groups(self) -> list[Group]:
        """Lists the groups as a walk of the tree.

        Raises:
            EtxtApiError: the exchange refuses.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``bwgroups.listGroups``.
        """
        result: list[Group] = await self._caller.call("bwgroups.listGroups", {})
        return result

    async def save_group(self, name: str, *, id: int | None = None, id_parent: int | None = None) -> SavedGroup:
        """Creates a group, or renames and moves one.

        Args:
            name: Name, at most 40 characters.
            id: The group to change; absent: a new one.
            id_parent: Parent group; 0 is the root. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call bwgroups.listGroups and look for the name under the same
                parent.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``bwgroups.saveGroup``.
        """
        result: SavedGroup = await self._caller.call(
            "bwgroups.saveGroup", {"name": name, "id": id, "id_parent": id_parent}
        )
        return result

    async def delete_group(self, id: int) -> DeletedGroups:
        """Deletes a group with all its subgroups.

        Args:
            id: Id of the group.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call bwgroups.listGroups: a deleted group is not listed.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``bwgroups.deleteGroup``.
        """
        result: DeletedGroups = await self._caller.call("bwgroups.deleteGroup", {"id": id})
        return result

    async def update_group(self, id_user: int, *, id_group: int | None = None) -> MovedUser:
        """Moves a user who is in a list already to a group.

        Args:
            id_user: Id of the user.
            id_group: The group; absent or 0: no group. Default: 0.

        Raises:
            EtxtApiError: the exchange refuses.
            OutcomeUnknown: the answer was lost; call users.getBW and look at the user's id_group.
            EtxtNetworkError: no usable answer came.

        Source: the documentation of ``bwgroups.updateGroup``.
        """
        result: MovedUser = await self._caller.call("bwgroups.updateGroup", {"id_user": id_user, "id_group": id_group})
        return result
