"""An offer on a project: a bid, as its author and the project's customer see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from birzha.orders.model import BidState, own_words

OFFER_STATES: Mapping[int, str] = MappingProxyType(
    {BidState.LIVE: "live", BidState.ACCEPTED: "accepted", BidState.DECLINED: "declined", BidState.VOID: "ended"}
)
"""What became of an offer, in a word. An ended one was withdrawn, or the project was edited or given to somebody else."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer on a project.

    Args:
        id: of the offer; the same as the bid's that it is.
        order_id: the project.
        person_id: its author.
        date: unixtime.
        state: a bid's, see :data:`OFFER_STATES`.
        own_price: what it asks for, kopecks; 0: the project's own price.
        days: from its acceptance to the deadline; 0: the project's own deadline.
        said: its terms and its text, as everybody reads them.
        title: of the project; empty where it was edited after the offer and has become another one.
        order_price: of the project, kopecks; 0 where the author of the offer has no business with it any more.
        connects: what it cost.
        returned: 1 when these were given back.
    """

    id: int
    order_id: int
    person_id: int
    date: int
    state: int
    own_price: int
    days: int
    said: str
    title: str
    order_price: int
    connects: int
    returned: int

    @property
    def price(self) -> int | None:
        """What the work costs by this offer, kopecks; ``None``: what the project cost then, which is not known any more."""
        return self.own_price or self.order_price or None

    @property
    def text(self) -> str:
        """What its author says, without the terms."""
        return own_words(self.said, self.own_price, self.days)
