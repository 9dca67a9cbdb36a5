"""What can happen to corrections."""

from collections.abc import Sequence

from birzha.corrections import notices, tables
from birzha.corrections.importing import material_of
from birzha.corrections.model import (
    LONGEST_COMMENT,
    LONGEST_CORRECTED,
    LONGEST_DESCRIPTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Correction,
    Material,
    Source,
    deadline_from,
)
from birzha.errors import NotFound, WrongState
from birzha.folders.commands import own_folder
from birzha.folders.model import FolderDeleted
from birzha.limits import text_within, written
from birzha.messages.commands import tell
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(ANYONE)
async def add_correction(
    tx: Transaction,
    actor: Actor,
    title: str,
    text: str,
    *,
    description: str = "",
    folder_id: int = 0,
    deadline: int | None = None,
) -> int:
    """Ask for a text to be corrected (documentation of correction.add).

    Args:
        tx: the transaction.
        actor: who wants it.
        title: 1 to 512 characters.
        text: 1 to 40,000 characters.
        description: up to 10,000 characters.
        folder_id: an own project folder; 0: the root.
        deadline: unixtime; sooner than a day from now counts as a day from now.

    Returns:
        Its id.

    Raises:
        Invalid: a text is missing or too long.
        ContactsFound: one of them carries contact data.
        NotFound: no such folder of their own.
    """
    written(title, "title", LONGEST_TITLE)
    text_within(description, "description", most=LONGEST_DESCRIPTION)
    written(text, "text", LONGEST_TEXT)
    refuse_contacts(tx.rules, title=title, description=description, text=text)
    if folder_id:
        await own_folder(tx, actor.id, folder_id)
    return await _put(tx, actor.id, Material(title, text, None, folder_id, Source.TEXT, 0), description, deadline)


@command(ANYONE)
async def import_correction(
    tx: Transaction,
    actor: Actor,
    source: Source,
    object_id: int,
    *,
    prefer_file: bool = False,
    deadline: int | None = None,
) -> int:
    """Ask for a result or an article of one's own to be corrected (documentation of correction.import).

    The correction gets the title and the folder of the order or article, and a copy of the text or the file.

    Args:
        tx: the transaction.
        actor: who wants it.
        source: what the id is of.
        object_id: of a result of an own order, an own archived order, a bought article or an archived one.
        prefer_file: take the attachment of a result that has a text, too.
        deadline: unixtime; sooner than a day from now counts as a day from now.

    Returns:
        Its id.

    Raises:
        NotFound: there is no such object of their own, or nothing in it to correct.
    """
    return await _put(tx, actor.id, await material_of(tx, actor.id, source, object_id, prefer_file), "", deadline)


async def _put(tx: Transaction, customer_id: int, made_from: Material, description: str, deadline: int | None) -> int:
    file = made_from.file
    return await tx.one(
        tables.PUT_CORRECTION,
        customer_id=customer_id,
        folder_id=made_from.folder_id,
        title=made_from.title,
        description=description,
        text=made_from.text,
        size=len(made_from.text),
        source=str(made_from.source),
        source_id=made_from.source_id,
        file_key=file.key if file else "",
        file_name=file.name if file else "",
        file_size=file.size if file else 0,
        deadline=deadline_from(deadline, tx.now),
        created=tx.now,
    )


@command(ANYONE)
async def move_corrections(tx: Transaction, actor: Actor, ids: Sequence[int], folder_id: int) -> int:
    """Put own corrections into a project folder (documentation of folders.moveToFolder).

    Args:
        tx: the transaction.
        actor: whose they are.
        ids: the corrections; what is not theirs is passed over.
        folder_id: an own folder; 0: the root.

    Returns:
        How many were moved.

    Raises:
        NotFound: no such folder of their own, or none of the corrections is theirs.
    """
    if folder_id:
        await own_folder(tx, actor.id, folder_id)
    moved = await tx.run(tables.MOVE_TO_FOLDER, ids=list(ids), customer=actor.id, new_folder=folder_id)
    if not moved:
        raise NotFound("Среди этих коррекций нет ни одной вашей.", field="ids")
    return moved


async def forget_folders(tx: Transaction, event: FolderDeleted) -> None:
    """What lay in deleted folders lies in the root. A step, in the transaction that deletes them."""
    await tx.run(tables.EMPTY_FOLDERS, customer=event.owner_id, folders=list(event.folder_ids))


@command(Role.CORRECTOR)
async def take_correction(tx: Transaction, actor: Actor, correction_id: int) -> Correction:
    """Take a correction that waits; of several who try at once, one gets it.

    Raises:
        NotFound: there is none, or it is the caller's own.
        WrongState: somebody has taken it.
    """
    taken = await tx.run(tables.TAKE, correction_id=correction_id, new_corrector=actor.id, moment=tx.now)
    found = await tx.first(tables.CORRECTION, correction_id=correction_id)
    if found is None or found.customer_id == actor.id:
        raise no_such_correction()
    if not taken:
        raise WrongState("Эту коррекцию уже взяли.")
    await tell(tx, found.customer_id, notices.taken(found))
    await tell(tx, actor.id, notices.in_hand(found))
    return found


@command(Role.CORRECTOR)
async def give_back_correction(tx: Transaction, actor: Actor, correction_id: int) -> None:
    """Give a taken correction back; it waits for another corrector.

    Raises:
        NotFound: it is not in the caller's hands.
        WrongState: it is done.
    """
    await _finish(
        tx, actor, correction_id, await tx.run(tables.GIVE_BACK, correction_id=correction_id, corrector=actor.id)
    )
    found = await tx.one(tables.CORRECTION, correction_id=correction_id)
    await tell(tx, found.customer_id, notices.given_back(found))
    await tell(tx, actor.id, notices.let_go(found))


@command(Role.CORRECTOR)
async def return_correction(
    tx: Transaction, actor: Actor, correction_id: int, text: str, comment: str = ""
) -> Correction:
    """Hand in the corrected text.

    Args:
        tx: the transaction.
        actor: the corrector who took it.
        correction_id: the correction.
        text: 1 to 400,000 characters.
        comment: to the customer, up to 5000 characters.

    Raises:
        Invalid: the text is missing or too long, or the comment is too long.
        ContactsFound: the comment carries contact data.
        NotFound: it is not in the caller's hands.
        WrongState: it is done.
    """
    written(text, "text", LONGEST_CORRECTED)
    text_within(comment, "comment", most=LONGEST_COMMENT)
    refuse_contacts(tx.rules, comment=comment)
    values = {"new_text": text, "new_comment": comment, "moment": tx.now}
    done = await tx.run(tables.RETURN, correction_id=correction_id, corrector=actor.id, **values)
    await _finish(tx, actor, correction_id, done)
    found = await tx.one(tables.CORRECTION, correction_id=correction_id)
    await tell(tx, found.customer_id, notices.returned(found))
    await tell(tx, actor.id, notices.handed_in(found))
    return found


async def _finish(tx: Transaction, actor: Actor, correction_id: int, changed: int) -> None:
    if changed:
        return
    found = await tx.first(tables.CORRECTION, correction_id=correction_id)
    if found is None or found.corrector_id != actor.id:
        raise no_such_correction()
    raise WrongState("Эта коррекция уже сдана.")


def no_such_correction() -> NotFound:
    """The refusal for a correction that is not there, or not for this person."""
    return NotFound("Такой коррекции нет.", field="id")
