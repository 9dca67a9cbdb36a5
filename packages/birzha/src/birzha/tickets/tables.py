"""The rows of tickets, and every statement that touches them."""

from functools import cache

from sqlalchemy import bindparam, select, update
from sqlalchemy import text as sql

from birzha.storage.schema import CheckConstraint, Index, UniqueConstraint, identity, number, table, text
from birzha.storage.statement import Statement, insert_into, select_into
from birzha.tickets.model import Ticket, TicketState

# no reference to the order: a ticket outlives it
ticket = table(
    "ticket",
    identity(),
    text("token"),
    number("order_id"),
    number("customer_id", references="person.id"),
    number("performer_id", references="person.id"),
    text("text"),
    text("state", default="open"),
    text("comment", default=""),
    number("moderator_id", default=0),
    number("created"),
    number("decided", default=0),
    UniqueConstraint("token"),
    CheckConstraint("state IN ('open', 'approved', 'rejected')", name="known_state"),
    Index(None, "state", "id"),
    Index(None, "customer_id", "id"),
)
_OPEN = sql("state = 'open'")
Index("uq_ticket_open", ticket.c.order_id, unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)

PUT_TICKET = insert_into(ticket, Ticket, "token", "order_id", "customer_id", "performer_id", "text", "created")
_ALL = select_into(Ticket, ticket)
TICKET = Statement(_ALL.where(ticket.c.id == bindparam("ticket_id")), Ticket)
TICKET_BY_TOKEN = Statement(_ALL.where(ticket.c.token == bindparam("token")), Ticket)
OPEN_TICKET_OF = Statement(
    select(ticket.c.id).where(ticket.c.order_id == bindparam("order_id"), ticket.c.state == str(TicketState.OPEN))
)
DECIDE = Statement(
    update(ticket)
    .where(ticket.c.id == bindparam("ticket_id"), ticket.c.state == str(TicketState.OPEN))
    .values(
        state=bindparam("new_state"),
        comment=bindparam("answer"),
        moderator_id=bindparam("moderator"),
        decided=bindparam("moment"),
    )
)
"""Decides a ticket, if nobody has."""


@cache
def tickets_statement(*, state: bool, own: bool) -> Statement[Ticket]:
    """Tickets, newest first: with these filters the statement takes ``in_state`` and ``customer``."""
    rows = _ALL.where(ticket.c.id < bindparam("before"))
    if state:
        rows = rows.where(ticket.c.state == bindparam("in_state"))
    if own:
        rows = rows.where(ticket.c.customer_id == bindparam("customer"))
    return Statement(rows.order_by(ticket.c.id.desc()).limit(bindparam("count")), Ticket)
