"""What can be asked about white and black lists, and notes about people."""

from birzha.errors import NotFound
from birzha.folders.model import FolderRow, Sort, lay_out
from birzha.limits import page
from birzha.lists import tables
from birzha.lists.model import Entry, Group, Kind, ListCounts, Note
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor
from birzha.people.queries import existing_person
from birzha.storage.transaction import Transaction


async def relation(tx: Transaction, owner_id: int, person_id: int) -> Kind | None:
    """On which list of the owner somebody is, if any. A step."""
    found = await tx.first(tables.RELATION, owner=owner_id, whom=person_id)
    return None if found is None else "white" if found == "white" else "black"


async def blocked_between(tx: Transaction, one: int, other: int) -> bool:
    """Whether one of the two has the other on the black list or ignores them. A step."""
    return await tx.first(tables.BLOCKED_BETWEEN, one=one, other=other) is not None


async def refuses(tx: Transaction, owner_id: int, person_id: int) -> bool:
    """Whether the owner wants nothing from somebody: has them on the black list, or ignores them. A step."""
    return await tx.first(tables.REFUSES, owner=owner_id, whom=person_id) is not None


async def shut_out_by(tx: Transaction, owner_id: int) -> set[int]:
    """From whom the owner wants nothing: who is on the black list or ignored. A step."""
    return set(await tx.all(tables.SHUT_OUT_BY, owner=owner_id))


async def in_white_list(tx: Transaction, owner_id: int, person_id: int, group_id: int = 0) -> bool:
    """Whether somebody is on the owner's white list. A step.

    Args:
        tx: the transaction.
        owner_id: whose list.
        person_id: who.
        group_id: only within this group and its subgroups; 0: anywhere on the list.
    """
    statement = tables.in_white_list_statement(grouped=group_id != 0)
    return await tx.first(statement, owner=owner_id, whom=person_id, group_id=group_id) is not None


async def white_members(tx: Transaction, owner_id: int, group_id: int = 0) -> list[int]:
    """Who is on the owner's white list, ascending. A step; see :func:`in_white_list` for the arguments."""
    statement = tables.white_members_statement(grouped=group_id != 0)
    return await tx.all(statement, owner=owner_id, group_id=group_id)


async def own_group(tx: Transaction, owner_id: int, group_id: int) -> Group:
    """The person's own group of that id. A step.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    found = await tx.first(tables.OWN_GROUP, owner=owner_id, group_id=group_id)
    if found is None:
        raise NotFound("Такой группы у вас нет.", field="id_group")
    return found


@query(ANYONE)
async def groups(tx: Transaction, actor: Actor, sort: Sort = "name") -> list[FolderRow]:
    """A person's groups, each before what lies in it (documentation of bwgroups.listGroups).

    Args:
        tx: the transaction.
        actor: whose groups.
        sort: the order of siblings: ``name`` or ``date``.
    """
    return lay_out(await tx.all(tables.GROUPS, owner=actor.id), sort)


@query(ANYONE)
async def entries(
    tx: Transaction,
    actor: Actor,
    *,
    count: int = 100,
    offset: int = 0,
    group_id: int | None = None,
    kind: Kind | None = None,
) -> list[Entry]:
    """Who is on a person's lists, the newest first (documentation of users.getBW).

    Args:
        tx: the transaction.
        actor: whose lists.
        count: up to 100.
        offset: how many to pass over.
        group_id: only this group, without its subgroups; 0: only those in no group. The kind is not looked at then.
        kind: only one of the lists; ``None``: both.
    """
    rows, skipped = page(count, offset)
    statement = tables.entries_statement(grouped=group_id is not None, of_kind=group_id is None and kind is not None)
    return await tx.all(statement, owner=actor.id, group_id=group_id, kind=kind, count=rows, offset=skipped)


@query(ANYONE)
async def list_counts(tx: Transaction, actor: Actor, person_id: int) -> ListCounts:
    """On how many white and black lists somebody is (documentation of users.getUserBW).

    Raises:
        NotFound: there is no such person.
    """
    await existing_person(tx, person_id)
    found = {row["kind"]: row["lists"] for row in await tx.all(tables.COUNTS, whom=person_id)}
    return ListCounts(white=found.get("white", 0), black=found.get("black", 0))


@query(ANYONE)
async def note(tx: Transaction, actor: Actor, person_id: int) -> Note:
    """A person's own note about somebody (documentation of users.getNote).

    Raises:
        NotFound: there is none.
    """
    found = await tx.first(tables.NOTE, owner=actor.id, whom=person_id)
    if found is None:
        raise NotFound("Примечания к этому пользователю у вас нет.")
    return found
