"""What a ticket is. No I/O."""

from dataclasses import dataclass
from enum import StrEnum


class TicketState(StrEnum):
    """What became of a ticket."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A customer's wish to have a performer taken off an order under check (documentation of tasks.sendNoteFail).

    Args:
        id: of the ticket.
        token: names it in its link.
        order_id: the order.
        customer_id: who asks.
        performer_id: who is to be taken off.
        text: why.
        state: :class:`TicketState`.
        comment: the moderator's answer.
        moderator_id: who decided; 0: nobody yet.
        created: unixtime.
        decided: unixtime; 0: not yet.
    """

    id: int
    token: str
    order_id: int
    customer_id: int
    performer_id: int
    text: str
    state: str
    comment: str
    moderator_id: int
    created: int
    decided: int
