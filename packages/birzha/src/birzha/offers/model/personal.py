"""A personal offer: what a performer would do for one customer, at a price and in a time, until a moment."""

from dataclasses import dataclass
from enum import IntEnum


class PersonalState(IntEnum):
    """What became of a personal offer; the last one is never stored: the clock says it."""

    LIVE = 1
    ACCEPTED = 2
    DECLINED = 3
    WITHDRAWN = 4
    EXPIRED = 5


@dataclass(frozen=True, slots=True)
class PersonalOffer:
    """A personal offer.

    Args:
        id: of the offer.
        seller_id: who would work.
        customer_id: to whom it is made.
        kwork_id: the seller's kwork that it is about; 0: none.
        category_id: of the work.
        price: kopecks for the whole.
        days: from the acceptance to the deadline.
        created: unixtime.
        expires: the last moment at which it can be accepted, unixtime.
        state: as it is stored; see :func:`state_of`.
        decided_at: when it was accepted, declined or withdrawn, unixtime; 0: not.
        order_id: the order that it became; 0: none.
        title: of the work, 1 to 512 characters.
        text: what would be done, up to 10,000 characters.
    """

    id: int
    seller_id: int
    customer_id: int
    kwork_id: int
    category_id: int
    price: int
    days: int
    created: int
    expires: int
    state: int
    decided_at: int
    order_id: int
    title: str
    text: str


def state_of(offer: PersonalOffer, now: int) -> PersonalState:
    """Where it stands at a moment."""
    if offer.state == PersonalState.LIVE and offer.expires < now:
        return PersonalState.EXPIRED
    return PersonalState(offer.state)
