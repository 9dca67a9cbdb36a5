"""Answers of ``folders.*``."""

from etxt_api.models.base import Whole, WireModel
from etxt_api.models.tree import TreeNode


class Folder(TreeNode):
    """A project folder; its id is ``id_category``."""


class AddedFolder(WireModel):
    """What ``folders.addFolder`` made."""

    id_folder: Whole


class MovedToFolder(WireModel):
    """What ``folders.moveToFolder`` did."""

    count: Whole
    """How many objects were moved."""
