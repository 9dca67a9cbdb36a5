"""What can happen to system and private messages."""

from collections.abc import Sequence

from birzha.errors import Forbidden, NotFound, TooSoon
from birzha.limits import page, written
from birzha.messages import tables
from birzha.messages.model import (
    LONGEST_TEXT,
    MOST_NEW,
    PAUSE,
    RATE_FOR_PROGRAMS,
    Kind,
    Notice,
    PrivateMessage,
    Sent,
    Shown,
    pair,
    word_of,
)
from birzha.messages.queries import why_not_write
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction


async def tell(
    tx: Transaction, person_id: int, text: str | Notice, kind: Kind = "system", title: str = "", link: str = ""
) -> None:
    """Send somebody a message of the exchange. A step of whatever the message tells of.

    Args:
        tx: the transaction.
        person_id: to whom.
        text: plain; cut at 10,000 characters, for what happened must not fail because of its message. A whole notice brings the
            others along.
        kind: what it is about.
        title: a few words.
        link: what it is about, as in :class:`birzha.messages.model.Notice`.
    """
    notice = text if isinstance(text, Notice) else Notice(text, kind, title, link)
    await _put_notice(tx, person_id, notice, date=tx.now)


async def _put_notice(tx: Transaction, person_id: int, notice: Notice, *, date: int, private_id: int = 0) -> None:
    await tx.run(
        tables.TELL,
        person_id=person_id,
        date=date,
        text=notice.text[:LONGEST_TEXT],
        kind=notice.kind,
        title=notice.title,
        link=notice.link,
        private_id=private_id,
    )


@command(ANYONE)
async def mark_read(tx: Transaction, actor: Actor, ids: Sequence[int]) -> list[int]:
    """Mark own unread messages as read; gives those that were, ascending (documentation of messages.setRead).

    Raises:
        NotFound: none of them is an own unread one.
    """
    return _some(await tx.all(tables.MARK_READ, whose=actor.id, ids=list(ids), moment=tx.now))


@command(ANYONE)
async def take_new(tx: Transaction, actor: Actor) -> Shown:
    """Take the notifications that no program of the person has taken yet, oldest first, up to 500.

    Each is given once; whether it is read does not change.
    """
    taken = await tx.all(tables.LOCK_NEW, whose=actor.id, count=MOST_NEW)
    await tx.run(tables.MARK_FETCHED, ids=[each.id for each in taken])
    return Shown(taken, await tx.one(tables.COUNT_UNREAD_NOTIFICATIONS, person_id=actor.id))


@command(ANYONE)
async def mark_notifications(tx: Transaction, actor: Actor, ids: Sequence[int]) -> list[int]:
    """Mark own unread notifications as read, those of private messages too; gives those that were, ascending.

    The private messages themselves stay as they are: whoever has seen that somebody wrote has not read it.

    Raises:
        NotFound: none of them is an own unread one.
    """
    return _some(await tx.all(tables.MARK_NOTIFICATIONS, whose=actor.id, ids=list(ids), moment=tx.now))


@command(ANYONE)
async def mark_seen(tx: Transaction, actor: Actor, last_id: int) -> int:
    """Mark every own notification as read, up to one; gives how many were not.

    Args:
        tx: the transaction.
        actor: whose.
        last_id: of the last notification that was seen.
    """
    return await tx.run(tables.MARK_SEEN, whose=actor.id, newest=last_id, moment=tx.now)


@command(ANYONE)
async def delete(tx: Transaction, actor: Actor, ids: Sequence[int]) -> list[int]:
    """Delete own unread messages; gives those that were, ascending (documentation of messages.setDelete).

    Raises:
        NotFound: none of them is an own unread one.
    """
    return _some(await tx.all(tables.DELETE, whose=actor.id, ids=list(ids)))


@command(ANYONE)
async def write_private(tx: Transaction, actor: Actor, person_id: int, text: str) -> Sent:
    """Write to somebody by a program (documentation of messages.writePrivate).

    Args:
        tx: the transaction.
        actor: the author; their rating is above 10,000.
        person_id: to whom.
        text: 1 to 10,000 characters, not spaces alone.

    Raises:
        Forbidden: the rating is too low, it is the author themselves, or the recipient wants nothing from
            them or is shut out.
        Invalid: the text is beyond its limits.
        NotFound: there is no such person.
        TooSoon: the author wrote less than a minute ago (A28).
    """
    written(text, "text", LONGEST_TEXT)
    if actor.rate <= RATE_FOR_PROGRAMS:
        raise Forbidden(f"Программе можно писать в приват, когда рейтинг больше {RATE_FOR_PROGRAMS}.")
    await _must_be_welcome(tx, actor.id, person_id)
    await _take_turn(tx, actor.id)
    return await deliver(tx, actor.id, person_id, text)


@command(ANYONE)
async def write_message(tx: Transaction, actor: Actor, person_id: int, text: str) -> Sent:
    """Write to somebody by hand: whatever one's rating; a conversation begins at most once a minute, and goes on at once.

    Args:
        tx: the transaction.
        actor: the author.
        person_id: to whom.
        text: 1 to 10,000 characters, not spaces alone.

    Raises:
        Forbidden: it is the author themselves, or the recipient wants nothing from them or is shut out.
        Invalid: the text is beyond its limits.
        NotFound: there is no such person.
        TooSoon: it would be the first message, and the author wrote another first one, or by a program, less than a minute ago.
    """
    written(text, "text", LONGEST_TEXT)
    await address(tx, actor.id, person_id)
    return await deliver(tx, actor.id, person_id, text)


async def address(tx: Transaction, author_id: int, person_id: int) -> None:
    """Refuse unless somebody may turn to somebody now, by a message or with anything else; a first time is noted. A step.

    Args:
        tx: the transaction.
        author_id: who turns to somebody.
        person_id: to whom.

    Raises:
        Forbidden: it is the person themselves, or the other wants nothing from them.
        NotFound: there is no such person.
        TooSoon: it would be the first time with the other, and less than a minute after a first time with another.
    """
    await _must_be_welcome(tx, author_id, person_id)
    if await tx.first(tables.DIALOG_IS_THERE, owner=author_id, whom=person_id) is None:
        await _take_turn(tx, author_id)


@command(ANYONE)
async def read_unread(
    tx: Transaction,
    actor: Actor,
    person_id: int,
    *,
    count: int = 100,
    offset: int = 0,
    date_from: int | None = None,
    date_to: int | None = None,
) -> list[PrivateMessage]:
    """What somebody wrote and one has not read, newest first; exactly what is given becomes read.

    It is the documentation's messages.readPrivate with ``unread``.

    Args:
        tx: the transaction.
        actor: the reader.
        person_id: who wrote.
        count: up to 100.
        offset: how many to pass over.
        date_from: the earliest, unixtime.
        date_to: the latest, unixtime.

    Returns:
        The messages as they were: unread.
    """
    rows, skipped = page(count, offset)
    found = await tx.all(
        tables.show_unread_statement(since=date_from is not None, until=date_to is not None),
        reader=actor.id,
        author=person_id,
        date_from=date_from,
        date_to=date_to,
        count=rows,
        offset=skipped,
        moment=tx.now,
    )
    await _notice_read(tx, actor, [each.id for each in found])
    return sorted(found, key=lambda each: (each.date, each.id), reverse=True)


@command(ANYONE)
async def mark_dialog_read(tx: Transaction, actor: Actor, person_id: int, last_id: int) -> int:
    """Mark what somebody wrote as read, up to a message; gives how many were not.

    Args:
        tx: the transaction.
        actor: the reader.
        person_id: who wrote.
        last_id: the last message that was seen.
    """
    ids = await tx.all(tables.MARK_DIALOG, reader=actor.id, author=person_id, newest=last_id, moment=tx.now)
    await _notice_read(tx, actor, ids)
    return len(ids)


async def _notice_read(tx: Transaction, actor: Actor, ids: list[int]) -> None:
    if ids:
        await tx.run(tables.MARK_PRIVATE, whose=actor.id, ids=ids, moment=tx.now)


async def _must_be_welcome(tx: Transaction, author_id: int, person_id: int) -> None:
    if reason := await why_not_write(tx, author_id, person_id):
        raise Forbidden(reason)


async def _take_turn(tx: Transaction, author_id: int) -> None:
    await tx.run(tables.START_PAUSE, author_id=author_id)
    if not await tx.run(tables.TAKE_TURN, author=author_id, before=tx.now - PAUSE, moment=tx.now):
        raise TooSoon("Следующее сообщение можно отправить через минуту после прошлого.", wait=PAUSE)


async def deliver(tx: Transaction, author_id: int, person_id: int, text: str, date: int | None = None) -> Sent:
    """Put a private message into the conversation of two people, whoever may write to whom. A step.

    Args:
        tx: the transaction.
        author_id: who wrote it.
        person_id: to whom.
        text: as in :func:`write_message`.
        date: when, unixtime; ``None``: now.
    """
    moment = tx.now if date is None else date
    message_id = await tx.one(
        tables.PUT_MESSAGE,
        author_id=author_id,
        recipient_id=person_id,
        **pair(author_id, person_id),
        text=text,
        date=moment,
    )
    # in one order whoever writes, so that two who write to each other at the same moment do not wait for one another
    for owner, whom in sorted([(author_id, person_id), (person_id, author_id)]):
        if not await tx.run(tables.START_DIALOG, owner_id=owner, person_id=whom, last_id=message_id):
            await tx.run(tables.MOVE_DIALOG, owner=owner, whom=whom, newest=message_id)
    await _put_notice(tx, person_id, word_of(author_id, text), date=moment, private_id=message_id)
    return Sent(message_id, moment)


def _some(ids: list[int]) -> list[int]:
    if not ids:
        raise NotFound("Среди этих сообщений нет ни одного вашего непрочитанного.", field="ids")
    return sorted(ids)
