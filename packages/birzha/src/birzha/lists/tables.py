"""The rows of white and black lists and of notes about people, and every statement that touches them."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from birzha.lists.model import Entry, Group, Note
from birzha.people.tables import ignored, person
from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text
from birzha.storage.statement import Row, Statement, among, insert_into, insert_or_skip, select_into

list_group = table(
    "list_group",
    identity(),
    number("owner_id", references="person.id"),
    number("parent_id", default=0),
    text("name"),
    number("created"),
    CheckConstraint("parent_id <> id", name="tree"),
    Index(None, "owner_id"),
)

list_entry = table(
    "list_entry",
    number("owner_id", references="person.id", key=True),
    number("person_id", references="person.id", key=True),
    text("kind"),
    number("group_id", default=0),
    number("created"),
    CheckConstraint("kind IN ('white', 'black')", name="known_kind"),
    Index(None, "person_id", "kind"),
)

user_note = table(
    "user_note",
    number("owner_id", references="person.id", key=True),
    number("person_id", references="person.id", key=True),
    text("text"),
    number("date"),
)

_MINE = list_entry.c.owner_id == bindparam("owner")
_MY_GROUP = list_group.c.owner_id == bindparam("owner")

# Groups.

GROUPS: Statement[Group] = Statement(select_into(Group, list_group).where(_MY_GROUP), Group)
LOCK_TREE: Statement[int] = Statement(
    select(person.c.id).where(person.c.id == bindparam("owner")).with_for_update(key_share=True), int
)
"""Held until the end, so that an owner's tree changes in one transaction at a time. Locking the groups alone would not do: one that
was added meanwhile would not be among them."""
LOCK_GROUPS: Statement[Group] = Statement(
    select_into(Group, list_group).where(_MY_GROUP).order_by(list_group.c.id).with_for_update(), Group
)
"""Every group of an owner, held until the end: nobody is put into one that is about to go."""
OWN_GROUP: Statement[Group] = Statement(
    select_into(Group, list_group).where(_MY_GROUP, list_group.c.id == bindparam("group_id")), Group
)
LOCK_GROUP: Statement[Group] = Statement(
    select_into(Group, list_group).where(_MY_GROUP, list_group.c.id == bindparam("group_id")).with_for_update(), Group
)
ADD_GROUP = insert_into(list_group, int, "owner_id", "parent_id", "name", "created")
EDIT_GROUP: Statement[Any] = Statement(
    update(list_group)
    .where(_MY_GROUP, list_group.c.id == bindparam("group_id"))
    .values(parent_id=bindparam("new_parent"), name=bindparam("new_name"))
)
DELETE_GROUPS: Statement[Any] = Statement(delete(list_group).where(_MY_GROUP, among(list_group.c.id, "ids")))
EMPTY_GROUPS: Statement[Any] = Statement(
    update(list_entry).where(_MINE, among(list_entry.c.group_id, "ids")).values(group_id=0)
)

# Entries.

ADD_ENTRY = insert_or_skip(
    list_entry, ["owner_id", "person_id", "kind", "group_id", "created"], ["owner_id", "person_id"]
)
_THAT = (_MINE, list_entry.c.person_id == bindparam("whom"))
MOVE_ENTRY: Statement[Any] = Statement(
    update(list_entry)
    .where(*_THAT)
    .values(kind=bindparam("new_kind"), group_id=bindparam("new_group"), created=bindparam("moment"))
)
REGROUP_ENTRY: Statement[Any] = Statement(update(list_entry).where(*_THAT).values(group_id=bindparam("new_group")))
DELETE_ENTRY: Statement[Any] = Statement(delete(list_entry).where(*_THAT))


@cache
def entries_statement(*, grouped: bool, of_kind: bool) -> Statement[Entry]:
    """Entries, the newest first: with these filters the statement takes ``group_id`` and ``kind``."""
    query = select_into(Entry, list_entry, person).join(person, person.c.id == list_entry.c.person_id).where(_MINE)
    if grouped:
        query = query.where(list_entry.c.group_id == bindparam("group_id"))
    if of_kind:
        query = query.where(list_entry.c.kind == bindparam("kind"))
    query = query.order_by(list_entry.c.created.desc(), list_entry.c.person_id.desc())
    return Statement(query.limit(bindparam("count")).offset(bindparam("offset")), Entry)


COUNTS: Statement[Row] = Statement(
    select(list_entry.c.kind, func.count().label("lists"))
    .where(list_entry.c.person_id == bindparam("whom"))
    .group_by(list_entry.c.kind)
)

# Notes.

_MY_NOTE = (user_note.c.owner_id == bindparam("owner"), user_note.c.person_id == bindparam("whom"))
NOTE: Statement[Note] = Statement(select_into(Note, user_note).where(*_MY_NOTE), Note)
ADD_NOTE = insert_or_skip(user_note, ["owner_id", "person_id", "text", "date"], ["owner_id", "person_id"])
EDIT_NOTE: Statement[Any] = Statement(
    update(user_note).where(*_MY_NOTE).values(text=bindparam("new_text"), date=bindparam("moment"))
)
DELETE_NOTE: Statement[Any] = Statement(delete(user_note).where(*_MY_NOTE))

# What other nouns ask.

RELATION: Statement[str] = Statement(select(list_entry.c.kind).where(*_THAT), str)
BLOCKED_BETWEEN: Statement[int] = Statement(
    select(list_entry.c.owner_id)
    .where(
        list_entry.c.kind == "black",
        or_(
            (list_entry.c.owner_id == bindparam("one")) & (list_entry.c.person_id == bindparam("other")),
            (list_entry.c.owner_id == bindparam("other")) & (list_entry.c.person_id == bindparam("one")),
        ),
    )
    .union_all(
        select(ignored.c.owner_id).where(
            or_(
                (ignored.c.owner_id == bindparam("one")) & (ignored.c.person_id == bindparam("other")),
                (ignored.c.owner_id == bindparam("other")) & (ignored.c.person_id == bindparam("one")),
            )
        )
    )
    .limit(1),
    int,
)

REFUSES: Statement[int] = Statement(
    select(list_entry.c.owner_id)
    .where(*_THAT, list_entry.c.kind == "black")
    .union_all(
        select(ignored.c.owner_id).where(
            ignored.c.owner_id == bindparam("owner"), ignored.c.person_id == bindparam("whom")
        )
    )
    .limit(1),
    int,
)

SHUT_OUT_BY: Statement[int] = Statement(
    select(list_entry.c.person_id)
    .where(list_entry.c.owner_id == bindparam("owner"), list_entry.c.kind == "black")
    .union(select(ignored.c.person_id).where(ignored.c.owner_id == bindparam("owner"))),
    int,
)


def _white(*, grouped: bool) -> Any:
    query = select(list_entry.c.person_id).where(_MINE, list_entry.c.kind == "white")
    if not grouped:
        return query
    top = select(list_group.c.id).where(_MY_GROUP, list_group.c.id == bindparam("group_id"))
    below = top.cte("below", recursive=True)
    below = below.union(select(list_group.c.id).where(list_group.c.parent_id == below.c.id))
    return query.where(list_entry.c.group_id.in_(select(below.c.id)))


@cache
def white_members_statement(*, grouped: bool) -> Statement[int]:
    """Who is on the white list; or in one group of it (``group_id``), its subgroups included."""
    return Statement(_white(grouped=grouped).order_by(list_entry.c.person_id), int)


@cache
def in_white_list_statement(*, grouped: bool) -> Statement[int]:
    """The same for one person (``whom``)."""
    return Statement(_white(grouped=grouped).where(list_entry.c.person_id == bindparam("whom")), int)
