"""How orders, and what hangs on them, look in answers."""

from typing import Literal

from msgspec import Struct

from birzha.api.views import view
from birzha.orders.model import Bid, BidState, LiveBid, NoteRow, Order, Part, Result, ResultStatus, state_of


class OwnSettings(Struct, frozen=True):
    """What only the customer of an order sees of it.

    Args:
        folder_id: the project folder; 0: the root.
        public: whether it is published.
        target_id: the person of an individual order, or a group of the white list; 0: neither.
        multitask: whether each accepted bid makes a new order of it.
        multicount: how many orders it can still make.
        multione: whether each performer may have only one of them.
        parent_id: the multi-order that this one was made of; 0: none.
        auto_work: whether the first suitable bid is accepted by itself.
        auto_rate: the lowest rating for that.
        auto_reports: the fewest good reviews for that.
        auto_reports_n: the most bad reviews for that; null: any number.
        auto_level: the lowest skill for that.
        client_comment: the customer's own note.
        unassigned_at: last time a performer was taken off, unixtime; 0: never.
        failed_at: when it was cancelled as overdue, unixtime; 0: not.
        archived_at: when it went to the archive, unixtime; 0: not.
    """

    folder_id: int
    public: bool
    target_id: int
    multitask: bool
    multicount: int
    multione: bool
    parent_id: int
    auto_work: bool
    auto_rate: int
    auto_reports: int
    auto_reports_n: int | None
    auto_level: int
    client_comment: str
    unassigned_at: int
    failed_at: int
    archived_at: int


class OrderView(Struct, frozen=True):
    """An order.

    Args:
        id: of the order.
        customer_id: whose it is.
        performer_id: who works on it; 0: nobody.
        state: ``draft``, ``waiting``, ``in_work``, ``on_check``, ``done``, ``overdue``, ``failed`` or ``archived``.
        category_id: its category.
        date: when it was placed or last edited, unixtime.
        end_date: when the work was accepted, unixtime; 0: not yet.
        title: in one line.
        description: what is to be done.
        text: the source text; empty where there is none.
        work_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.
        subtype: kind of text, 0 to 6.
        level: skill asked for, 0 to 3.
        deadline: unixtime.
        price: kopecks, for what ``price_type`` says.
        price_type: 1 per 1000 characters, 2 for the whole order.
        full_price: kopecks for the whole order.
        size: characters.
        whitespaces: whether spaces count.
        checksize: whether results under 90 % of the size are refused.
        quick: whether it was due within a day at the last save.
        uniq: uniqueness asked for, percent; null: none.
        target: 1 for all, 2 for the white list, 3 individual.
        keywords: of an SEO order, separated by commas.
        language_from: of a translation; 0 elsewhere.
        language_to: of a translation; 0 elsewhere.
        only_stars: whether only performers of that skill see it.
        attestation: subject in which performers must be attested, a bit; 0: none.
        diplom: whether only performers with a confirmed diploma see it.
        robot: neural networks: 1 allowed, -1 not allowed, 0 does not matter.
        locate: whether the text is to be placed on a site.
        file_name: of the attached file; empty: none.
        file_size: of the attached file, bytes.
        own: what only its customer sees; null for others.
    """

    id: int
    customer_id: int
    performer_id: int
    state: str
    category_id: int
    date: int
    end_date: int
    title: str
    description: str
    text: str
    work_type: int
    subtype: int
    level: int
    deadline: int
    price: int
    price_type: int
    full_price: int
    size: int
    whitespaces: bool
    checksize: bool
    quick: bool
    uniq: int | None
    target: int
    keywords: str
    language_from: int
    language_to: int
    only_stars: bool
    attestation: int
    diplom: bool
    robot: int
    locate: bool
    file_name: str
    file_size: int
    own: OwnSettings | None


class NoteView(Struct, frozen=True):
    """A bid or comment on an order.

    Args:
        id: of the comment.
        order_id: the order.
        person_id: who wrote it; 0: the exchange itself.
        login: theirs; empty for the exchange.
        date: unixtime.
        text: what it says.
        bid_id: the live bid that it is; 0: a comment.
        hidden: whether only the customer and the performer see it.
    """

    id: int
    order_id: int
    person_id: int
    login: str
    date: int
    text: str
    bid_id: int
    hidden: bool


class BidView(Struct, frozen=True):
    """An offer to take an order.

    Args:
        id: of the bid.
        order_id: the order.
        person_id: the performer.
        date: when it was made, unixtime.
        state: ``live``, ``accepted``, ``declined`` or ``void``.
    """

    id: int
    order_id: int
    person_id: int
    date: int
    state: str


class LiveBidView(Struct, frozen=True):
    """A live bid with its order.

    Args:
        id: of the bid.
        order_id: the order.
        title: of the order.
        full_price: of the order, kopecks.
        deadline: of the order, unixtime.
        person_id: the performer.
        login: theirs.
        date: of the bid, unixtime.
        text: of the bid.
    """

    id: int
    order_id: int
    title: str
    full_price: int
    deadline: int
    person_id: int
    login: str
    date: int
    text: str


class PartView(Struct, frozen=True):
    """One part of a result.

    Args:
        kind: ``text`` or ``file``.
        name: of the file; empty for text.
        size: bytes.
        per_keywords: keywords found, percent; null: not measured.
        per_mistakes: misspelt words, percent.
        per_antiplagiat: uniqueness, percent.
        per_diff: likeness to the source text, percent.
        auto_check_date: when it was checked, unixtime; 0: not.
    """

    kind: Literal["text", "file"]
    name: str
    size: int
    per_keywords: int | None
    per_mistakes: int | None
    per_antiplagiat: int | None
    per_diff: int | None
    auto_check_date: int


class ResultView(Struct, frozen=True):
    """What a performer submitted.

    Args:
        id: of the result.
        order_id: the order.
        person_id: the performer.
        comment: theirs.
        date: submitted, unixtime.
        date_reset: sent back, unixtime; 0: not.
        state: ``on_check``, ``rejected`` or ``accepted``.
        checked: whether the exchange has checked it.
        characters: its length, counted as the order says; 0 where the exchange cannot read the file.
        parts: text, a file, or both.
    """

    id: int
    order_id: int
    person_id: int
    comment: str
    date: int
    date_reset: int
    state: str
    checked: bool
    characters: int
    parts: list[PartView]


_SAME = [name for name in OrderView.__struct_fields__ if name not in {"state", "own"}]
_FLAGS = frozenset({"whitespaces", "checksize", "quick", "only_stars", "diplom", "locate"})


def order_view(found: Order, reader_id: int) -> OrderView:
    """An order as somebody sees it.

    Args:
        found: the order.
        reader_id: who reads; its customer sees more.
    """
    values = {name: getattr(found, name) for name in _SAME}
    values |= {name: bool(values[name]) for name in _FLAGS}
    own = view(OwnSettings, found) if found.customer_id == reader_id else None
    return OrderView(**values, state=state_of(found).name.lower(), own=own)


def note_view(found: NoteRow) -> NoteView:
    """A bid or comment."""
    return view(NoteView, found)


def bid_view(found: Bid) -> BidView:
    """A bid."""
    return BidView(found.id, found.order_id, found.person_id, found.date, BidState(found.state).name.lower())


def live_bid_view(found: LiveBid) -> LiveBidView:
    """A live bid with its order."""
    return view(LiveBidView, found)


def result_view(found: Result) -> ResultView:
    """A result with its parts."""
    return ResultView(
        id=found.id,
        order_id=found.order_id,
        person_id=found.person_id,
        comment=found.comment,
        date=found.date,
        date_reset=found.date_reset,
        state=ResultStatus(found.status).name.lower(),
        checked=bool(found.checked),
        characters=found.characters,
        parts=[_part_view(each) for each in found.parts],
    )


def _part_view(found: Part) -> PartView:
    return view(PartView, found)
