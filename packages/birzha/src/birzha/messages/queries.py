"""What can be asked about system and private messages."""

from birzha.limits import MOST_ROWS, page
from birzha.lists.queries import refuses, shut_out_by
from birzha.messages import tables
from birzha.messages.model import (
    MOST_UNREAD,
    Dialog,
    Notification,
    PrivateMessage,
    Shown,
    SystemMessage,
    UnreadOf,
    pair,
)
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor
from birzha.people.queries import existing_person
from birzha.storage.transaction import Transaction

NEWEST = 2**62
"""Before what every id is."""

MOST_DIALOGS = 1000
"""How many of a person's conversations are looked through at most where they are not asked for page by page."""


@query(ANYONE)
async def unread(tx: Transaction, actor: Actor, since: int = 0, limit: int = MOST_UNREAD) -> list[SystemMessage]:
    """A person's unread messages, newest first (documentation of messages.getList).

    Args:
        tx: the transaction.
        actor: whose messages.
        since: only those of that moment and later, unixtime.
        limit: up to 100; beyond its limits it is clamped.
    """
    count = min(max(limit, 1), MOST_UNREAD)
    return await tx.all(tables.UNREAD, person_id=actor.id, since=since, count=count)


@query(ANYONE)
async def notifications(tx: Transaction, actor: Actor, *, count: int = MOST_ROWS, before: int = NEWEST) -> Shown:
    """A person's notifications, read and unread, newest first: messages of the exchange, and word of private ones.

    Args:
        tx: the transaction.
        actor: whose.
        count: up to 100.
        before: only those before that one, by its id.
    """
    rows, _ = page(count, 0)
    found = await tx.all(tables.NOTIFICATIONS, person_id=actor.id, before=before, count=rows)
    return Shown(found, await tx.one(tables.COUNT_UNREAD_NOTIFICATIONS, person_id=actor.id))


@query(ANYONE)
async def newest_unread(tx: Transaction, actor: Actor) -> Notification | None:
    """The newest notification that a person has not read; ``None``: there is none."""
    return await tx.first(tables.NEWEST_UNREAD, person_id=actor.id)


async def why_not_write(tx: Transaction, author_id: int, person_id: int) -> str:
    """Why somebody may not write to a person, in Russian; empty: they may. A step, and the one rule of it.

    Args:
        tx: the transaction.
        author_id: who would write.
        person_id: to whom.

    Raises:
        NotFound: there is no such person.
    """
    person = await existing_person(tx, person_id)
    if person_id == author_id:
        return "Себе написать нельзя."
    if person.blocked:
        return "Этот пользователь заблокирован администрацией биржи и сообщений не читает."
    if await refuses(tx, person_id, author_id):
        return "Этот пользователь не хочет получать от вас сообщения."
    return ""


@query(ANYONE)
async def write_refusal(tx: Transaction, actor: Actor, person_id: int) -> str:
    """Why the caller may not write to somebody, in Russian; empty: they may, if they do not write too often.

    Raises:
        NotFound: there is no such person.
    """
    return await why_not_write(tx, actor.id, person_id)


@query(ANYONE)
async def private_messages(
    tx: Transaction,
    actor: Actor,
    person_id: int,
    *,
    count: int = 100,
    offset: int = 0,
    date_from: int | None = None,
    date_to: int | None = None,
    before: int | None = None,
) -> list[PrivateMessage]:
    """What a person and somebody wrote to each other, newest first; nothing becomes read (documentation of messages.readPrivate).

    Args:
        tx: the transaction.
        actor: one of them.
        person_id: the other.
        count: up to 100.
        offset: how many to pass over.
        date_from: the earliest, unixtime.
        date_to: the latest, unixtime.
        before: only what was written before that message, by its id.
    """
    rows, skipped = page(count, offset)
    statement = tables.page_statement(since=date_from is not None, until=date_to is not None, before=before is not None)
    return await tx.all(
        statement,
        **pair(actor.id, person_id),
        date_from=date_from,
        date_to=date_to,
        before=before,
        count=rows,
        offset=skipped,
    )


@query(ANYONE)
async def unread_private(tx: Transaction, actor: Actor) -> list[UnreadOf]:
    """Whose messages a person has not read, by author's id (documentation of messages.getCountUnread)."""
    return await tx.all(tables.COUNT_UNREAD, reader=actor.id)


@query(ANYONE)
async def dialogs(tx: Transaction, actor: Actor, *, count: int = 20, before: int) -> list[Dialog]:
    """A person's conversations, the one with the newest message first.

    Args:
        tx: the transaction.
        actor: whose.
        count: up to 100.
        before: only those whose last message is older than that one, by its id.
    """
    rows, _ = page(count, 0)
    return await tx.all(tables.DIALOGS, owner=actor.id, before=before, count=rows)


@query(ANYONE)
async def dialogs_by_block(tx: Transaction, actor: Actor, *, blocked: bool) -> list[Dialog]:
    """A person's conversations with whom they have shut out, or with the others, the one with the newest message first.

    Args:
        tx: the transaction.
        actor: whose.
        blocked: with those on the person's black list and those whom the person ignores; otherwise with everybody else.
    """
    shut_out = await shut_out_by(tx, actor.id)
    found: list[Dialog] = []
    before = NEWEST
    for _ in range(MOST_DIALOGS // MOST_ROWS):
        rows = await tx.all(tables.DIALOGS, owner=actor.id, before=before, count=MOST_ROWS)
        found += [each for each in rows if (each.person_id in shut_out) is blocked]
        if len(rows) < MOST_ROWS:
            break
        before = rows[-1].id
    return found
