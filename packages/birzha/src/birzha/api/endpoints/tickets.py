"""A customer asks for a performer to be taken off; a moderator decides."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.fields import Id
from birzha.api.paging import NEWEST, Page, Paged, after_key
from birzha.api.registry import endpoint
from birzha.api.views import view, viewer
from birzha.errors import ContactsFound, Invalid, NotFound, WrongState
from birzha.orders.model.limits import LONGEST_TICKET, LONGEST_VERDICT
from birzha.tickets.commands import decide_ticket, open_ticket
from birzha.tickets.model import TicketState
from birzha.tickets.queries import my_tickets, tickets

State = Literal["open", "approved", "rejected"]


class TicketView(Struct, frozen=True):
    """A wish to have a performer taken off an order under check.

    Args:
        id: of the ticket.
        order_id: the order.
        customer_id: who asks.
        performer_id: who is to be taken off.
        text: why.
        state: ``open``, ``approved`` or ``rejected``.
        comment: the moderator's answer.
        created: unixtime.
        decided: unixtime; 0: not yet.
    """

    id: int
    order_id: int
    customer_id: int
    performer_id: int
    text: str
    state: State
    comment: str
    created: int
    decided: int


class TicketsQuery(Paged, frozen=True, kw_only=True):
    """Which tickets.

    Args:
        state: only those in it.
    """

    state: State | UnsetType = UNSET


class NewTicket(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a performer should be taken off.

    Args:
        text: 1 to 10,000 characters.
    """

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TICKET)]


class TicketDecision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a moderator decides.

    Args:
        approve: whether to take the performer off.
        comment: the answer to the customer; up to 5000 characters.
    """

    approve: bool
    comment: Annotated[str, Meta(max_length=LONGEST_VERDICT)] = ""


@endpoint(
    "POST",
    "/orders/{order_id}/tickets",
    open_ticket,
    status=201,
    errors=(ContactsFound, Invalid, NotFound, WrongState),
)
async def post_ticket(call: Call, order_id: Id, *, body: NewTicket) -> TicketView:
    """Ask for the performer of an order under check to be taken off."""
    return view(TicketView, await call.do(open_ticket, order_id, body.text))


@endpoint("GET", "/me/tickets", my_tickets)
async def get_my_tickets(call: Call, *, query: Paged) -> Page[TicketView]:
    """The caller's own tickets, newest first."""
    found = await call.ask(my_tickets, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, viewer(TicketView))


@endpoint("GET", "/tickets", tickets)
async def get_tickets(call: Call, *, query: TicketsQuery) -> Page[TicketView]:
    """Everybody's tickets, newest first."""
    state = None if query.state is UNSET else TicketState(query.state)
    found = await call.ask(tickets, state=state, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, viewer(TicketView))


@endpoint("POST", "/tickets/{ticket_id}/decide", decide_ticket, errors=(Invalid, NotFound, WrongState))
async def post_ticket_decision(call: Call, ticket_id: Id, *, body: TicketDecision) -> TicketView:
    """Take the performer off, or not."""
    return view(TicketView, await call.do(decide_ticket, ticket_id, body.approve, body.comment))
