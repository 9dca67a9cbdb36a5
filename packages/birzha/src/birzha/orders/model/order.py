"""What an order is, and how a list of orders is asked for (reference of the exchange, §3)."""

from dataclasses import dataclass
from enum import IntEnum

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
class ArchiveFilter:
    """Which of a customer's archived orders to list (documentation of tasks_archive.listTasks); ``None``: no such filter.

    Args:
        count: how many at most; kept within 1 to 100 (A30).
        offset: how many to skip.
        newest_first: the last to go to the archive comes first; otherwise it comes last.
        order_id: only this one.
        performer_id: only of this performer.
        folder_id: only in this folder.
    """

    count: int = 100
    offset: int = 0
    newest_first: bool = False
    order_id: int | None = None
    performer_id: int | None = None
    folder_id: int | None = None


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
