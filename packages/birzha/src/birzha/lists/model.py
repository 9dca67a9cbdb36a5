"""What an entry of a list and a note about somebody are. No I/O."""

from dataclasses import dataclass
from typing import Literal

LONGEST_NAME = 40
"""The longest name of a group, characters (documentation of bwgroups.saveGroup)."""

LONGEST_NOTE = 1000
"""The longest note about somebody, characters (documentation of users.setNote)."""

MOST_GROUPS = 500
"""How many groups one person has at most."""

Kind = Literal["white", "black"]
"""Which of the two lists."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of entries; one tree of them serves both lists (A38).

    Args:
        id: of the group.
        parent_id: of the one it lies in; 0: none.
        name: 1 to 40 characters.
        created: unixtime.
    """

    id: int
    parent_id: int
    name: str
    created: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on a person's list.

    Args:
        person_id: who.
        group_id: in which group; 0: none.
        login: of them.
        fio: of them.
        last_seen: when they were last active, unixtime.
        kind: ``white`` or ``black``.
    """

    person_id: int
    group_id: int
    login: str
    fio: str
    last_seen: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Moved:
    """Where an entry is now.

    Args:
        person_id: who.
        group_id: in which group; 0: none.
        name: of the group; empty: none.
    """

    person_id: int
    group_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ListCounts:
    """On how many lists somebody is (documentation of users.getUserBW).

    Args:
        white: white lists.
        black: black lists.
    """

    white: int
    black: int


@dataclass(frozen=True, slots=True)
class Note:
    """What a person keeps about another, for their own eyes.

    Args:
        person_id: whom it is about.
        text: 1 to 1000 characters.
        date: when it was last changed, unixtime.
    """

    person_id: int
    text: str
    date: int
