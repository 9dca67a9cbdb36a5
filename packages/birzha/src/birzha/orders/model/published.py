"""What orders tell the nouns to their right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BidPlaced:
    """Somebody bids on an order that more than one person may take; the order is locked.

    Args:
        order_id: the order.
        bid_id: the bid, stored a moment ago.
        person_id: its author.
    """

    order_id: int
    bid_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class BidsEnding:
    """The bids on a locked order are about to lead to nothing: it was edited, or its time is over, or it is deleted.

    Args:
        order_id: the order; it and its bids are still there.
        erased: whether they are about to be deleted.
    """

    order_id: int
    erased: bool = False


@dataclass(frozen=True, slots=True)
class ResultAccepted:
    """A customer has taken a result; the order is locked.

    Args:
        result_id: the result.
    """

    result_id: int
