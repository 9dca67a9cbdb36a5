"""The rows of system messages, and every statement that touches them."""

from sqlalchemy import bindparam, delete, update

from birzha.messages.model import SystemMessage
from birzha.storage.schema import Index, identity, number, table, text
from birzha.storage.statement import Statement, among, put_into, select_into

message = table(
    "message",
    identity(),
    number("person_id", references="person.id"),
    number("date"),
    text("text"),
    number("read_at", default=0),  # 0: not yet
    Index(None, "person_id", "read_at", "id"),
)

TELL = put_into(message, "person_id", "date", "text")
UNREAD: Statement[SystemMessage] = Statement(
    select_into(SystemMessage, message)
    .where(
        message.c.person_id == bindparam("person_id"),
        message.c.read_at == 0,
        message.c.date >= bindparam("since"),
    )
    .order_by(message.c.id.desc())
    .limit(bindparam("count")),
    SystemMessage,
)
_UNREAD_OWN = (
    message.c.person_id == bindparam("whose"),
    message.c.read_at == 0,
    among(message.c.id, "ids"),
)
MARK_READ: Statement[int] = Statement(
    update(message).where(*_UNREAD_OWN).values(read_at=bindparam("moment")).returning(message.c.id), int
)
DELETE: Statement[int] = Statement(delete(message).where(*_UNREAD_OWN).returning(message.c.id), int)
