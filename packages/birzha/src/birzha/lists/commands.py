"""What can happen to white and black lists, and to notes about people."""

from birzha.errors import Forbidden, Invalid, LimitExceeded, NotFound
from birzha.folders.model import subtree
from birzha.limits import text_within, written
from birzha.lists import tables
from birzha.lists.model import LONGEST_NAME, LONGEST_NOTE, MOST_GROUPS, Group, Kind, Moved
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor
from birzha.people.queries import existing_person
from birzha.storage.transaction import Transaction


@command(ANYONE)
async def set_entry(tx: Transaction, actor: Actor, person_id: int, kind: Kind | None, group_id: int = 0) -> None:
    """Put somebody on a list, move them to the other one, or take them off (documentation of users.setUserBW).

    Args:
        tx: the transaction.
        actor: whose list.
        person_id: who.
        kind: ``white`` or ``black``; ``None``: off the list.
        group_id: of the own group; 0: none.

    Raises:
        Forbidden: it is the person themselves.
        NotFound: there is no such person or own group, or they were on no list to be taken off.
    """
    if person_id == actor.id:
        raise Forbidden("Себя в свой список внести нельзя.")
    await existing_person(tx, person_id)
    if kind is None:
        if not await tx.run(tables.DELETE_ENTRY, owner=actor.id, whom=person_id):
            raise NotFound("Этого пользователя нет в ваших списках.")
        return
    await _hold_group(tx, actor.id, group_id)
    added = await tx.run(
        tables.ADD_ENTRY, owner_id=actor.id, person_id=person_id, kind=kind, group_id=group_id, created=tx.now
    )
    if not added:
        await tx.run(
            tables.MOVE_ENTRY, owner=actor.id, whom=person_id, new_kind=kind, new_group=group_id, moment=tx.now
        )


@command(ANYONE)
async def move_to_group(tx: Transaction, actor: Actor, person_id: int, group_id: int = 0) -> Moved:
    """Move somebody who is on a list into a group (documentation of bwgroups.updateGroup).

    Args:
        tx: the transaction.
        actor: whose list.
        person_id: who.
        group_id: of the own group; 0: out of every group.

    Raises:
        NotFound: they are on no list, or there is no such own group.
    """
    name = await _hold_group(tx, actor.id, group_id)
    if not await tx.run(tables.REGROUP_ENTRY, owner=actor.id, whom=person_id, new_group=group_id):
        raise NotFound("Этого пользователя нет в ваших списках.", field="id_user")
    return Moved(person_id, group_id, name)


@command(ANYONE)
async def save_group(tx: Transaction, actor: Actor, name: str, group_id: int | None = None, parent_id: int = 0) -> int:
    """Make a group, or rename and move one; gives its id (documentation of bwgroups.saveGroup).

    Args:
        tx: the transaction.
        actor: whose group.
        name: 1 to 40 characters.
        group_id: of the group to change; ``None``: a new one.
        parent_id: of the own group that it lies in; 0: none.

    Raises:
        Invalid: the name is beyond its limits or nothing but spaces, or the group would lie in itself.
        LimitExceeded: there are 500 already.
        NotFound: there is no such own group or parent.
    """
    written(name, "name", LONGEST_NAME)
    groups = await _hold_tree(tx, actor.id)
    own = {each.id for each in groups}
    if parent_id and parent_id not in own:
        raise NotFound("Такой родительской группы у вас нет.", field="id_parent")
    if group_id is None:
        if len(groups) >= MOST_GROUPS:
            raise LimitExceeded(f"Групп может быть не больше {MOST_GROUPS}.")
        return await tx.one(tables.ADD_GROUP, owner_id=actor.id, parent_id=parent_id, name=name, created=tx.now)
    if group_id not in own:
        raise NotFound("Такой группы у вас нет.", field="id")
    if parent_id in subtree(groups, group_id):
        raise Invalid("Группу нельзя вложить в неё саму.", field="id_parent")
    await tx.run(tables.EDIT_GROUP, owner=actor.id, group_id=group_id, new_parent=parent_id, new_name=name)
    return group_id


@command(ANYONE)
async def delete_group(tx: Transaction, actor: Actor, group_id: int) -> list[int]:
    """Delete a group with all its subgroups; gives their ids, ascending (documentation of bwgroups.deleteGroup).

    Whoever was in them stays on the list, in no group.

    Raises:
        NotFound: there is no such own group.
    """
    ids = subtree(await _hold_tree(tx, actor.id), group_id)
    if not ids:
        raise NotFound("Такой группы у вас нет.", field="id")
    await tx.run(tables.EMPTY_GROUPS, owner=actor.id, ids=ids)
    await tx.run(tables.DELETE_GROUPS, owner=actor.id, ids=ids)
    return ids


@command(ANYONE)
async def set_note(tx: Transaction, actor: Actor, person_id: int, text: str) -> None:
    """Keep a note about somebody that nobody else reads (documentation of users.setNote).

    Args:
        tx: the transaction.
        actor: whose note.
        person_id: whom it is about.
        text: up to 1000 characters; empty or nothing but spaces: no note any more.

    Raises:
        Invalid: the text is too long.
        NotFound: there is no such person.
    """
    text_within(text, "text", most=LONGEST_NOTE)
    await existing_person(tx, person_id)
    if not text.strip():
        await tx.run(tables.DELETE_NOTE, owner=actor.id, whom=person_id)
    elif not await tx.run(tables.ADD_NOTE, owner_id=actor.id, person_id=person_id, text=text, date=tx.now):
        await tx.run(tables.EDIT_NOTE, owner=actor.id, whom=person_id, new_text=text, moment=tx.now)


async def _hold_tree(tx: Transaction, owner_id: int) -> list[Group]:
    """Every group of the owner; none can come, go or be filled before this transaction ends."""
    await tx.first(tables.LOCK_TREE, owner=owner_id)
    return await tx.all(tables.LOCK_GROUPS, owner=owner_id)


async def _hold_group(tx: Transaction, owner_id: int, group_id: int) -> str:
    """The group's name; the group cannot be deleted before this transaction ends."""
    if not group_id:
        return ""
    found = await tx.first(tables.LOCK_GROUP, owner=owner_id, group_id=group_id)
    if found is None:
        raise NotFound("Такой группы у вас нет.", field="id_group")
    return found.name
