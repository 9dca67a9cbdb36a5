"""The rows of system and private messages, and every statement that touches them.

A page of one conversation, and the unread messages of one author, are each a walk of one index, however many messages there are.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, literal_column, select, tuple_, update
from sqlalchemy import text as sql

from birzha.messages.model import Dialog, Notification, PrivateMessage, SystemMessage, UnreadOf
from birzha.people.tables import person
from birzha.storage.schema import CheckConstraint, Index, identity, number, table, text
from birzha.storage.statement import Statement, among, insert_into, insert_or_skip, put_into, select_into

message = table(
    "message",
    identity(),
    number("person_id", references="person.id"),
    number("date"),
    text("text"),
    number("read_at", default=0),  # 0: not yet
    number("fetched", default=0),  # 1: given to a program that takes each one once
    text("kind", default="system"),
    text("title", default=""),
    text("link", default=""),
    number("private_id", default=0),  # of the private message that it is word of; 0: the exchange's own
    Index(None, "person_id", "id"),
    Index(None, "person_id", "read_at", "private_id", "id"),
)
Index(
    "ix_message_new",
    message.c.person_id,
    message.c.id,
    sqlite_where=sql("fetched = 0"),
    postgresql_where=sql("fetched = 0"),
)

private_message = table(
    "private_message",
    identity(),
    number("author_id", references="person.id"),
    number("recipient_id", references="person.id"),
    number("low_id"),  # the two of them in order, so that both directions are one stretch of an index
    number("high_id"),
    text("text"),
    number("date"),
    number("read_at", default=0),  # 0: not yet
    CheckConstraint("low_id < high_id", name="to_another"),
    Index(None, "low_id", "high_id", "date", "id"),
)
Index(
    "ix_private_message_unread",
    private_message.c.recipient_id,
    private_message.c.author_id,
    private_message.c.date,
    private_message.c.id,
    sqlite_where=sql("read_at = 0"),
    postgresql_where=sql("read_at = 0"),
)

private_dialog = table(
    "private_dialog",
    number("owner_id", references="person.id", key=True),
    number("person_id", references="person.id", key=True),
    number("last_id"),
    Index(None, "owner_id", "last_id"),
)

private_pause = table(
    "private_pause",
    number("author_id", references="person.id", key=True),
    number("last", default=0),
)

# Messages of the exchange.

TELL = put_into(message, "person_id", "date", "text", "kind", "title", "link", "private_id")
UNREAD: Statement[SystemMessage] = Statement(
    select_into(SystemMessage, message)
    .where(
        message.c.person_id == bindparam("person_id"),
        message.c.read_at == 0,
        message.c.private_id == 0,
        message.c.date >= bindparam("since"),
    )
    .order_by(message.c.id.desc())
    .limit(bindparam("count")),
    SystemMessage,
)
_UNREAD_NOTIFICATION = (message.c.person_id == bindparam("whose"), message.c.read_at == 0)
_UNREAD_OWN = (*_UNREAD_NOTIFICATION, message.c.private_id == 0, among(message.c.id, "ids"))
MARK_READ: Statement[int] = Statement(
    update(message).where(*_UNREAD_OWN).values(read_at=bindparam("moment")).returning(message.c.id), int
)
DELETE: Statement[int] = Statement(delete(message).where(*_UNREAD_OWN).returning(message.c.id), int)

# Notifications: these messages, and word of private ones.

NOTIFICATIONS: Statement[Notification] = Statement(
    select_into(Notification, message)
    .where(message.c.person_id == bindparam("person_id"), message.c.id < bindparam("before"))
    .order_by(message.c.id.desc())
    .limit(bindparam("count")),
    Notification,
)
NEWEST_UNREAD: Statement[Notification] = Statement(
    select_into(Notification, message)
    .where(message.c.person_id == bindparam("person_id"), message.c.read_at == 0)
    .order_by(message.c.id.desc())
    .limit(1),
    Notification,
)
MARK_NOTIFICATIONS: Statement[int] = Statement(
    update(message)
    .where(*_UNREAD_NOTIFICATION, among(message.c.id, "ids"))
    .values(read_at=bindparam("moment"))
    .returning(message.c.id),
    int,
)
MARK_SEEN: Statement[Any] = Statement(
    update(message)
    .where(*_UNREAD_NOTIFICATION, message.c.id <= bindparam("newest"))
    .values(read_at=bindparam("moment"))
)
MARK_PRIVATE: Statement[Any] = Statement(
    update(message).where(*_UNREAD_NOTIFICATION, among(message.c.private_id, "ids")).values(read_at=bindparam("moment"))
)
"""Word of private messages is read when they are."""
COUNT_UNREAD_NOTIFICATIONS: Statement[int] = Statement(
    select(func.count())
    .select_from(message)
    .where(message.c.person_id == bindparam("person_id"), message.c.read_at == 0),
    int,
)
_NOT_FETCHED: ColumnElement[int] = literal_column("0")
LOCK_NEW: Statement[Notification] = Statement(
    select_into(Notification, message)
    .where(message.c.person_id == bindparam("whose"), message.c.fetched == _NOT_FETCHED)
    .order_by(message.c.id)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True),
    Notification,
)
"""Of two takers at the same moment the second passes over what the first has in hand.

A statement of its own: inside of an UPDATE PostgreSQL may look again for each row, and then there is no limit.
"""
MARK_FETCHED: Statement[Any] = Statement(
    update(message).where(among(message.c.id, "ids")).values(fetched=literal_column("1"))
)

# Private messages.

# written into the statement itself, so that both engines can use the partial index
_UNREAD: ColumnElement[int] = literal_column("0")
_BOTH = (private_message.c.low_id == bindparam("low_id"), private_message.c.high_id == bindparam("high_id"))

START_PAUSE = insert_or_skip(private_pause, ["author_id"], ["author_id"])
TAKE_TURN: Statement[Any] = Statement(
    update(private_pause)
    .where(private_pause.c.author_id == bindparam("author"), private_pause.c.last <= bindparam("before"))
    .values(last=bindparam("moment"))
)
PUT_MESSAGE = insert_into(private_message, int, "author_id", "recipient_id", "low_id", "high_id", "text", "date")
START_DIALOG = insert_or_skip(private_dialog, ["owner_id", "person_id", "last_id"], ["owner_id", "person_id"])
_THIS_DIALOG = (private_dialog.c.owner_id == bindparam("owner"), private_dialog.c.person_id == bindparam("whom"))
MOVE_DIALOG: Statement[Any] = Statement(
    update(private_dialog)
    .where(*_THIS_DIALOG, private_dialog.c.last_id < bindparam("newest"))
    .values(last_id=bindparam("newest"))
)
DIALOG_IS_THERE: Statement[int] = Statement(select(private_dialog.c.last_id).where(*_THIS_DIALOG), int)


@cache
def page_statement(*, since: bool, until: bool, before: bool = False) -> Statement[PrivateMessage]:
    """A page of one conversation, newest first.

    Args:
        since: only from ``date_from`` on.
        until: only up to ``date_to``.
        before: only what comes after the message ``before`` in that order.
    """
    row = private_message.c
    query = select_into(PrivateMessage, private_message).where(*_BOTH)
    if since:
        query = query.where(row.date >= bindparam("date_from"))
    if until:
        query = query.where(row.date <= bindparam("date_to"))
    if before:
        last = private_message.alias("last")
        moment = select(last.c.date).where(last.c.id == bindparam("before")).scalar_subquery()
        query = query.where(tuple_(row.date, row.id) < tuple_(moment, bindparam("before")))
    query = query.order_by(row.date.desc(), row.id.desc())
    return Statement(query.limit(bindparam("count")).offset(bindparam("offset")), PrivateMessage)


@cache
def show_unread_statement(*, since: bool, until: bool) -> Statement[PrivateMessage]:
    """Marks a page of one author's unread messages as read and gives them as they were, in no order; arguments as above."""
    shown = private_message.alias("shown")
    found = select(shown.c.id).where(
        shown.c.recipient_id == bindparam("reader"),
        shown.c.author_id == bindparam("author"),
        shown.c.read_at == _UNREAD,
    )
    if since:
        found = found.where(shown.c.date >= bindparam("date_from"))
    if until:
        found = found.where(shown.c.date <= bindparam("date_to"))
    found = found.order_by(shown.c.date.desc(), shown.c.id.desc())
    row = private_message.c
    return Statement(
        update(private_message)
        # looked at once more: of two readers at the same moment the second finds nothing left to mark
        .where(row.read_at == _UNREAD, row.id.in_(found.limit(bindparam("count")).offset(bindparam("offset"))))
        .values(read_at=bindparam("moment"))
        .returning(row.id, row.author_id, row.recipient_id, row.text, row.date, _UNREAD),
        PrivateMessage,
    )


_INCOMING = (
    private_message.c.recipient_id == bindparam("reader"),
    private_message.c.author_id == bindparam("author"),
    private_message.c.read_at == _UNREAD,
)
MARK_DIALOG: Statement[int] = Statement(
    update(private_message)
    .where(*_INCOMING, private_message.c.id <= bindparam("newest"))
    .values(read_at=bindparam("moment"))
    .returning(private_message.c.id),
    int,
)
COUNT_UNREAD: Statement[UnreadOf] = Statement(
    select(private_message.c.author_id, func.count())
    .where(private_message.c.recipient_id == bindparam("reader"), private_message.c.read_at == _UNREAD)
    .group_by(private_message.c.author_id)
    .order_by(private_message.c.author_id),
    UnreadOf,
)

_theirs = private_message.alias("theirs")
_OF_THEM = (
    select(func.count())
    .where(
        _theirs.c.recipient_id == private_dialog.c.owner_id,
        _theirs.c.author_id == private_dialog.c.person_id,
        _theirs.c.read_at == _UNREAD,
    )
    .correlate(private_dialog)
    .scalar_subquery()
)
DIALOGS: Statement[Dialog] = Statement(
    select(
        private_dialog.c.person_id,
        person.c.login,
        private_message.c.id,
        private_message.c.author_id,
        private_message.c.text,
        private_message.c.date,
        _OF_THEM,
    )
    .select_from(private_dialog)
    .join(private_message, private_message.c.id == private_dialog.c.last_id)
    .join(person, person.c.id == private_dialog.c.person_id)
    .where(private_dialog.c.owner_id == bindparam("owner"), private_dialog.c.last_id < bindparam("before"))
    .order_by(private_dialog.c.last_id.desc())
    .limit(bindparam("count")),
    Dialog,
)
