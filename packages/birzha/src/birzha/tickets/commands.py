"""What can happen to tickets."""

from birzha.errors import NotFound, WrongState
from birzha.limits import text_within, written
from birzha.messages.commands import tell
from birzha.orders import notices as order_notices
from birzha.orders.commands.guarded import own_order
from birzha.orders.commands.relieving import relieve
from birzha.orders.model import Event, Order, after
from birzha.orders.model.limits import LONGEST_TICKET, LONGEST_VERDICT
from birzha.orders.tables.orders import LOCK_ORDER
from birzha.orders.tables.results import HAS_RESULT_OF
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts
from birzha.tickets import notices
from birzha.tickets.model import Ticket, TicketState
from birzha.tickets.tables import DECIDE, OPEN_TICKET_OF, PUT_TICKET, TICKET


@command(Role.CUSTOMER)
async def open_ticket(tx: Transaction, actor: Actor, order_id: int, text: str) -> Ticket:
    """Ask for the performer of an order under check to be taken off (documentation of tasks.sendNoteFail).

    Args:
        tx: the transaction.
        actor: the customer.
        order_id: an own order under check, whose present performer has submitted a result.
        text: why; 1 to 10,000 characters.

    Raises:
        Invalid: the text is empty or too long.
        ContactsFound: it carries contact data.
        NotFound: it is not an own order.
        WrongState: the order is not under check, or a ticket on it is open already.
    """
    written(text, "text", LONGEST_TICKET)
    refuse_contacts(tx.rules, text=text)
    order = await own_order(tx, actor.id, order_id)
    after(order, Event.REMOVE)
    if await tx.first(HAS_RESULT_OF, order_id=order.id, performer=order.performer_id) is None:
        raise WrongState("Исполнитель ещё ничего не сдал: снять его по заявке нельзя.")
    if await tx.first(OPEN_TICKET_OF, order_id=order.id) is not None:
        raise WrongState("Заявка на снятие исполнителя с этого заказа уже рассматривается.")
    return await tx.one(
        PUT_TICKET,
        token=tx.ids.token(),
        order_id=order.id,
        customer_id=actor.id,
        performer_id=order.performer_id,
        text=text,
        created=tx.now,
    )


@command(Role.MODERATOR)
async def decide_ticket(tx: Transaction, actor: Actor, ticket_id: int, approve: bool, comment: str = "") -> Ticket:
    """Take the performer off, or not (reference of the exchange, §4.2 #15).

    Approved: the money returns to the customer, rating is taken from the performer, the order is a draft.

    Args:
        tx: the transaction.
        actor: the moderator.
        ticket_id: an open ticket.
        approve: whether to take the performer off.
        comment: the answer to the customer; up to 5000 characters.

    Returns:
        The ticket as it stands then.

    Raises:
        Invalid: the comment is too long.
        NotFound: there is no such ticket.
        WrongState: it is decided already; or, to approve it, the order is not under check by that performer any more.
    """
    text_within(comment, "comment", most=LONGEST_VERDICT)
    ticket = await tx.first(TICKET, ticket_id=ticket_id)
    if ticket is None:
        raise NotFound("Такой заявки нет.", field="id")
    order = await tx.first(LOCK_ORDER, order_id=ticket.order_id)
    state = TicketState.APPROVED if approve else TicketState.REJECTED
    values = {"new_state": str(state), "answer": comment, "moderator": actor.id, "moment": tx.now}
    if not await tx.run(DECIDE, ticket_id=ticket_id, **values):
        raise WrongState("Заявка уже рассмотрена.")
    if approve:
        await _remove(tx, ticket, order)
    else:
        await tell(tx, ticket.customer_id, notices.rejected(ticket, comment))
    return await tx.one(TICKET, ticket_id=ticket_id)


async def _remove(tx: Transaction, ticket: Ticket, order: Order | None) -> None:
    if order is None or order.performer_id != ticket.performer_id:
        raise WrongState("Этот исполнитель уже не работает над заказом: заявку можно только отклонить.")
    refusal = await relieve(tx, order, Event.REMOVE)
    await tell(tx, ticket.performer_id, order_notices.removed(order, refusal.amount))
    await tell(tx, ticket.customer_id, order_notices.removal_done(order, refusal.token))
