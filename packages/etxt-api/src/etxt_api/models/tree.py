"""The nodes that folders and list groups share."""

from typing import ClassVar

from etxt_api.models.base import Flag, Text, Whole, WireModel


class TreeNode(WireModel):
    """A node of the walk through a tree, parents before children."""

    identity: ClassVar[str] = "id_category"

    id_category: Whole
    """Id of the node itself, under this name on the wire."""
    id_parent: Whole
    """The node above; 0 at the top."""
    name: Text
    depth: Whole
    """How deep the node lies."""
    last: Flag
    """Whether it is the last one at its depth."""
