"""What an order is, and the things that hang on it: bids, comments, results, refusals (reference of the exchange, §3)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

SYSTEM = 0
"""The author of what the exchange itself says on an order."""


class Status(IntEnum):
    """An order's status on the wire (documentation of tasks.listTasks)."""

    WAITING = 1
    IN_WORK = 2
    ON_CHECK = 3
    DONE = 4
    OVERDUE = 5


class Target(IntEnum):
    """Whom an order is for (documentation of tasks.saveTask, ``target_task``)."""

    EVERYONE = 1
    WHITE_LIST = 2
    INDIVIDUAL = 3


class WorkType(IntEnum):
    """The kind of work (documentation of tasks.saveTask, ``id_type``)."""

    COPYWRITING = 1
    REWRITING = 2
    TRANSLATION = 3
    SEO = 4


class PriceType(IntEnum):
    """What the price is for (documentation of tasks.saveTask, ``price_type``)."""

    PER_THOUSAND = 1
    WHOLE = 2


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
class StoredFile:
    """An upload that lies in the file store.

    Args:
        key: its name there.
        name: what its owner called it.
        size: bytes.
        content_type: of its content.
        text: its words, where it is a plain text file; empty where the exchange cannot read it.
    """

    key: str
    name: str
    size: int
    content_type: str
    text: str = ""


@dataclass(slots=True)
class Order:
    """One order. Not frozen, because lists make a hundred at a time; nothing changes one in place all the same.

    Args:
        id: of the order; 0 before it is stored.
        customer_id: whose it is.
        performer_id: who works on it; 0: nobody.
        folder_id: the customer's project folder; 0: the root.
        category_id: its category.
        created: when it was placed, unixtime.
        date: when it was placed or last edited, unixtime.
        end_date: when the work was accepted, unixtime; 0: not yet.
        title: up to 512 characters.
        description: up to 10000 characters, and what was said at acceptance of bids.
        work_type: :class:`WorkType`.
        subtype: kind of text, 0 to 6.
        level: skill asked for, 0 to 3.
        deadline: unixtime.
        status: :class:`Status`.
        public: 1 when it is published.
        price: kopecks, for what ``price_type`` says.
        price_type: :class:`PriceType`.
        full_price: kopecks for the whole order.
        size: characters.
        whitespaces: 1 when spaces count.
        checksize: 1 when results under 90 % of the size are refused.
        text: the source text, up to 40000 characters.
        quick: 1 when it was due within a day at the last save.
        uniq: uniqueness asked for, percent; ``None``: none.
        target: :class:`Target`.
        target_id: the person of an individual order, or a group of the white list, or 0.
        keywords: of an SEO order, separated by commas.
        language_from, language_to: of a translation; 0 elsewhere.
        multitask: 1 for a multi-order: each accepted bid makes a new order of it.
        multicount: how many orders it can still make.
        multione: 1 when each performer may have only one of them.
        parent_id: the multi-order that this one was made of; 0: none.
        auto_work: 1 when the first suitable bid is accepted by itself.
        auto_rate: the lowest rating for that.
        auto_reports: the fewest good reviews for that.
        auto_reports_n: the most bad reviews for that; ``None``: any number.
        auto_level: the lowest skill for that.
        only_stars: 1 when only performers of the skill ``level`` see it.
        attestation: subject (a bit) in which performers must be attested; 0: none.
        diplom: 1 when only performers with a confirmed diploma see it.
        robot: neural networks: 1 allowed, -1 not allowed, 0 does not matter.
        locate: 1 when the text is to be placed on a site.
        client_comment: the customer's own note, up to 5000 characters.
        file_key, file_name, file_size, file_type: the attached file; an empty key: none.
        bid_id: the bid that was accepted; 0: none.
        published_at: first published, unixtime; 0: never.
        unassigned_at: last time a performer was taken off, unixtime; 0: never.
        failed_at: when it was cancelled as overdue, unixtime; 0: not.
        archived_at: when it went to the archive, unixtime; 0: not.
    """

    id: int
    customer_id: int
    performer_id: int
    folder_id: int
    category_id: int
    created: int
    date: int
    end_date: int
    title: str
    description: str
    work_type: int
    subtype: int
    level: int
    deadline: int
    status: int
    public: int
    price: int
    price_type: int
    full_price: int
    size: int
    whitespaces: int
    checksize: int
    text: str
    quick: int
    uniq: int | None
    target: int
    target_id: int
    keywords: str
    language_from: int
    language_to: int
    multitask: int
    multicount: int
    multione: int
    parent_id: int
    auto_work: int
    auto_rate: int
    auto_reports: int
    auto_reports_n: int | None
    auto_level: int
    only_stars: int
    attestation: int
    diplom: int
    robot: int
    locate: int
    client_comment: str
    file_key: str
    file_name: str
    file_size: int
    file_type: str
    bid_id: int
    published_at: int
    unassigned_at: int
    failed_at: int
    archived_at: int


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
    """

    id: int
    order_id: int
    person_id: int
    comment_id: int
    date: int
    state: int


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
class OrderFilter:
    """Which of a customer's orders to list (documentation of tasks.listTasks); ``None``: no such filter.

    Args:
        count: how many at most; kept within 1 to 100 (A30).
        offset: how many to skip, counted from the newest.
        order_id: only this one.
        performer_id: only of this performer.
        folder_id: only in this folder.
        status: only in this status; 1 leaves drafts out.
        overdue_undecided: only overdue orders on which nothing was decided; overrides ``status``.
        target: only for these.
    """

    count: int = 100
    offset: int = 0
    order_id: int | None = None
    performer_id: int | None = None
    folder_id: int | None = None
    status: int | None = None
    overdue_undecided: bool = False
    target: int | None = None


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
