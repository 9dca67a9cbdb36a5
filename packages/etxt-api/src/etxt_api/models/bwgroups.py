"""Answers of ``bwgroups.*``."""

from etxt_api.models.base import Ids, Text, Whole, WireModel
from etxt_api.models.tree import TreeNode


class Group(TreeNode):
    """A group of the white and black lists; its id is ``id_category``."""


class SavedGroup(WireModel):
    """What ``bwgroups.saveGroup`` made or changed."""

    id: Whole


class DeletedGroups(WireModel):
    """What ``bwgroups.deleteGroup`` deleted."""

    ids: Ids


class MovedUser(WireModel):
    """Where ``bwgroups.updateGroup`` put a user."""

    id_user: Whole
    id_group: Whole
    name: Text
    """Name of the group; empty when the user is in none now."""
