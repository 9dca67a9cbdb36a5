"""What a folder is, and how a tree is laid out as a list. No I/O."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from birzha.alphabet import name_key

LONGEST_NAME = 128
"""The longest name of a folder, characters (documentation of folders.addFolder)."""

MOST_FOLDERS = 1000
"""How many folders one person has at most."""

Sort = Literal["name", "date"]
"""What siblings are sorted by (documentation of folders.listFolders)."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as it is kept.

    Args:
        id: of the folder.
        parent_id: of the one it lies in; 0: none.
        name: 1 to 128 characters.
        created: unixtime.
    """

    id: int
    parent_id: int
    name: str
    created: int


@dataclass(frozen=True, slots=True)
class FolderRow:
    """One line of a listed tree.

    Args:
        id: of the folder or group.
        parent_id: of the one it lies in; 0: none.
        name: of it.
        depth: how deep it lies, from 0.
        last: 1 when it is the last among its siblings.
    """

    id: int
    parent_id: int
    name: str
    depth: int
    last: int


@dataclass(frozen=True, slots=True)
class FolderDeleted:
    """Folders are gone; what lay in them belongs into the root now.

    Args:
        owner_id: whose they were.
        folder_ids: theirs, those that lay in the deleted one among them.
    """

    owner_id: int
    folder_ids: tuple[int, ...]


class Node(Protocol):
    """What a tree is made of."""

    @property
    def id(self) -> int:
        """Its own number."""
        ...

    @property
    def parent_id(self) -> int:
        """The number of the one above; 0: none."""
        ...

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def created(self) -> int:
        """When it was made, unixtime."""
        ...


_N = TypeVar("_N", bound=Node)


def lay_out(nodes: Iterable[Node], sort: Sort = "name") -> list[FolderRow]:
    """A tree as a list: each node before what lies in it, siblings in order.

    Args:
        nodes: the whole tree of one owner; one whose parent is not among them is not listed.
        sort: the order of siblings: by name, or by the moment they were made.
    """
    children = by_parent(nodes)
    order: Callable[[Node], tuple[object, int]] = (
        (lambda each: (each.created, each.id)) if sort == "date" else (lambda each: (name_key(each.name), each.id))
    )
    rows = []
    # the siblings still to come at each depth, the next one at the end
    waiting = [_siblings(children.get(0, []), order)]
    while waiting:
        if not waiting[-1]:
            waiting.pop()
            continue
        node = waiting[-1].pop()
        rows.append(FolderRow(node.id, node.parent_id, node.name, len(waiting) - 1, int(not waiting[-1])))
        waiting.append(_siblings(children.get(node.id, []), order))
    return rows


def subtree(nodes: Iterable[Node], top: int) -> list[int]:
    """The ids of a node and of everything under it, ascending; empty where there is no such node.

    Args:
        nodes: the whole tree of one owner.
        top: the id to start from.
    """
    everything = list(nodes)
    if all(each.id != top for each in everything):
        return []
    children = by_parent(everything)
    found = {top}
    waiting = [top]
    while waiting:
        below = [each.id for each in children.get(waiting.pop(), []) if each.id not in found]
        found.update(below)
        waiting.extend(below)
    return sorted(found)


def by_parent(nodes: Iterable[_N]) -> dict[int, list[_N]]:
    """The nodes that lie in each one."""
    children: dict[int, list[_N]] = {}
    for node in nodes:
        children.setdefault(node.parent_id, []).append(node)
    return children


def _siblings(nodes: list[Node], order: Callable[[Node], tuple[object, int]]) -> list[Node]:
    return sorted(nodes, key=order, reverse=True)  # either moments or names, never mixed
