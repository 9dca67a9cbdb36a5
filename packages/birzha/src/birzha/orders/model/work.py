"""What hangs on an order: bids, comments, results and their parts, refusals, and what commands answer (reference, §3)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class BidState(IntEnum):
    """What became of a bid; only a live one is a bid for its readers, any other is a comment."""

    LIVE = 1
    ACCEPTED = 2
    DECLINED = 3
    VOID = 4
    """The order was edited, another bid was accepted, or its author took it back."""


class ResultStatus(IntEnum):
    """What became of a result (documentation of tasks.getResults)."""

    ON_CHECK = 0
    REJECTED = 1
    ACCEPTED = 2


class PartKind(StrEnum):
    """A result is text, a file, or both (documentation of tasks.getResults, ``files``)."""

    FILE = "file"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Bid:
    """A performer's offer to take an order.

    Args:
        id: of the bid.
        order_id: the order.
        person_id: the performer.
        comment_id: the comment that carries its text.
        date: unixtime.
        state: :class:`BidState`.
        price: what it asks for the whole order, kopecks; 0: the order's own price.
        days: from its acceptance to the deadline; 0: the order's own deadline.
    """

    id: int
    order_id: int
    person_id: int
    comment_id: int
    date: int
    state: int
    price: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A bid or comment on an order (documentation of tasks.viewNotes).

    Args:
        id: of the comment.
        text: what it says.
        date: unixtime.
        person_id: who wrote it; :data:`SYSTEM`: the exchange itself.
        login: theirs; empty for the exchange.
        bid_id: the live bid that it is, or 0.
        order_id: the order.
        hidden: 1 when only the customer and the performer may see it.
    """

    id: int
    text: str
    date: int
    person_id: int
    login: str
    bid_id: int
    order_id: int
    hidden: int


@dataclass(frozen=True, slots=True)
class LiveBid:
    """A live bid with its order (documentation of tasks.viewNotesAll).

    Args:
        id: of the bid.
        title: of the order.
        full_price: of the order, kopecks.
        deadline: of the order, unixtime.
        order_id: the order.
        person_id: the performer.
        login: theirs.
        date: of the bid, unixtime.
        text: of the bid.
    """

    id: int
    title: str
    full_price: int
    deadline: int
    order_id: int
    person_id: int
    login: str
    date: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a result (documentation of tasks.getResults, ``files``).

    Args:
        result_id: the result.
        kind: :class:`PartKind`.
        name: what its author called the file; empty for text.
        content_type: of the content.
        size: bytes.
        key: where a file lies; empty for text.
        per_keywords, per_mistakes, per_antiplagiat, per_diff: what the check found, percent; ``None``: not checked for.
        auto_check_date: when it was checked, unixtime; 0: not.
    """

    result_id: int
    kind: str
    name: str
    content_type: str
    size: int
    key: str
    per_keywords: int | None
    per_mistakes: int | None
    per_antiplagiat: int | None
    per_diff: int | None
    auto_check_date: int


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What a performer submitted, without its parts.

    Args:
        id: of the result.
        order_id: the order.
        person_id: the performer.
        comment: theirs.
        date: submitted, unixtime.
        date_reset: sent back, unixtime; 0: not.
        status: :class:`ResultStatus`.
        checked: 1 when the system has checked it.
        characters: its length, counted as the order says; 0 where the exchange cannot read the file.
        excess_paid: 1 when its length beyond the order's size has been paid for.
    """

    id: int
    order_id: int
    person_id: int
    comment: str
    date: int
    date_reset: int
    status: int
    checked: int
    characters: int
    excess_paid: int


@dataclass(frozen=True, slots=True)
class Result(ResultRow):
    """What a performer submitted for an order.

    Args:
        parts: text, a file, or both.
    """

    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivedResult:
    """A result of an archived order, with its text (documentation of tasks_archive.getResults).

    Args:
        result: what was submitted.
        content: its text; empty where it is a file alone.
    """

    result: Result
    content: str


@dataclass(frozen=True, slots=True)
class RatingFail:
    """Rating points taken from a performer for a failed or refused order (documentation of rating.listTasksFails).

    Args:
        id: of the row.
        order_id: the order.
        person_id: the performer.
        customer_id: whose order it was.
        title: of the order.
        date: unixtime.
        amount: points taken.
        date_back: when they were given back, unixtime; 0: not.
        token: opens the link by which the customer gives them back.
    """

    id: int
    order_id: int
    person_id: int
    customer_id: int
    title: str
    date: int
    amount: int
    date_back: int
    token: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """A decided bid.

    Args:
        order_id: the order; the new one when the bid was on a multi-order.
        person_id: the bid's author.
    """

    order_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An order that was cancelled as overdue.

    Args:
        order_id: the order.
        copy_id: its published copy, if one was asked for.
        rateup_token: opens the link by which the customer gives the rating back.
    """

    order_id: int
    copy_id: int | None
    rateup_token: str


@dataclass(frozen=True, slots=True)
class CommentAdded:
    """A new comment.

    Args:
        id: of the comment.
        count: how many comments the order has now; live bids are not counted.
    """

    id: int
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a check of a result finds, percent; ``None``: not measured.

    Args:
        per_antiplagiat: uniqueness.
        per_mistakes: misspelt words.
        per_keywords: keywords found; kept for SEO orders only.
        per_diff: likeness to the source text; kept for rewriting with a source text only.
    """

    per_antiplagiat: int | None = None
    per_mistakes: int | None = None
    per_keywords: int | None = None
    per_diff: int | None = None
