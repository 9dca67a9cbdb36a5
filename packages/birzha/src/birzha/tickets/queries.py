"""What can be asked about tickets."""

from birzha.errors import NotFound
from birzha.limits import page
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.tickets.model import Ticket, TicketState
from birzha.tickets.tables import TICKET_BY_TOKEN, tickets_statement


@query(Role.MODERATOR)
async def tickets(
    tx: Transaction, actor: Actor, *, state: TicketState | None = None, count: int = 100, before: int = 2**62
) -> list[Ticket]:
    """Everybody's tickets, newest first, those before an id; ``state``: only those in it."""
    rows, _ = page(count, 0)
    return await tx.all(
        tickets_statement(state=state is not None, own=False), in_state=str(state), count=rows, before=before
    )


@query(Role.CUSTOMER)
async def my_tickets(tx: Transaction, actor: Actor, *, count: int = 100, before: int = 2**62) -> list[Ticket]:
    """A customer's own tickets, newest first, those before an id."""
    rows, _ = page(count, 0)
    return await tx.all(tickets_statement(state=False, own=True), customer=actor.id, count=rows, before=before)


@query(Role.CUSTOMER | Role.MODERATOR)
async def ticket(tx: Transaction, actor: Actor, token: str) -> Ticket:
    """A ticket by the token of its link, for its customer and for moderators.

    Raises:
        NotFound: there is none, or it is not for the caller to see.
    """
    found = await tx.first(TICKET_BY_TOKEN, token=token)
    if found is None or (found.customer_id != actor.id and not actor.roles & Role.MODERATOR):
        raise NotFound("Такой заявки нет.")
    return found


async def ticket_by_token(tx: Transaction, token: str) -> Ticket:
    """A ticket by the token of its link, for whoever holds it. A step: the token is the permission.

    Raises:
        NotFound: there is none.
    """
    found = await tx.first(TICKET_BY_TOKEN, token=token)
    if found is None:
        raise NotFound("Такой заявки нет.")
    return found
