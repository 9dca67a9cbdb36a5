"""A customer's orders: place, edit, look, decide."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.order_input import EditedOrder, NewOrder, changes_of
from birzha.api.endpoints.order_views import (
    LiveBidView,
    NoteView,
    OrderView,
    live_bid_view,
    note_view,
    order_view,
)
from birzha.api.fields import Id, IdOrZero, Ids, Moment, SomeKopecks
from birzha.api.paging import Everything, Page, Paged, after_offset, whole
from birzha.api.registry import endpoint
from birzha.api.uploads import FILES, kept_if_any
from birzha.api.views import Created, viewer
from birzha.errors import (
    ContactsFound,
    Invalid,
    LimitExceeded,
    NoSuchTarget,
    NotEnoughMoney,
    NotFound,
    WorkMismatch,
    WrongState,
)
from birzha.orders.commands import (
    accept_results,
    copy_order,
    delete_orders,
    extra_pay,
    fail_order,
    give_rating_back,
    move_orders,
    pay_excess,
    save_order,
    send_back,
    set_client_comment,
    set_deadline,
)
from birzha.orders.model import OrderFilter
from birzha.orders.model.limits import LONGEST_CLIENT_COMMENT, LONGEST_VERDICT
from birzha.orders.queries import excess, live_bids, notes, order, orders, rating_fails
from birzha.texts.uploads import Upload

SAVING = (Invalid, ContactsFound, LimitExceeded, NotFound, NoSuchTarget, WorkMismatch, NotEnoughMoney, *FILES)
"""What placing or editing an order may be refused for."""

Verdict = Annotated[str, Meta(max_length=LONGEST_VERDICT)]


class OrdersQuery(Paged, frozen=True, kw_only=True):
    """Which of the caller's orders.

    Args:
        performer_id: only of this performer.
        folder_id: only in this folder; 0: the root.
        status: 1 waiting (without drafts), 2 in work, 3 under check, 4 done, 5 overdue.
        undecided: only overdue orders on which nothing was decided.
        target: 1 for all, 2 for the white list, 3 individual.
    """

    performer_id: Id | UnsetType = UNSET
    folder_id: IdOrZero | UnsetType = UNSET
    status: Annotated[int, Meta(ge=1, le=5)] | UnsetType = UNSET
    undecided: bool = False
    target: Annotated[int, Meta(ge=1, le=3)] | UnsetType = UNSET


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision on orders under check.

    Args:
        ids: the orders, 1 to 100; those that cannot be decided are left out.
        text: what is said with it; up to 5000 characters.
    """

    ids: Ids
    text: Verdict = ""


class OrderIds(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Some orders.

    Args:
        ids: 1 to 100.
    """

    ids: Ids


class Moving(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Orders to put into a folder.

    Args:
        ids: 1 to 100.
        folder_id: an own folder; 0: the root.
    """

    ids: Ids
    folder_id: IdOrZero


class Decided(Struct, frozen=True):
    """For which orders it was done.

    Args:
        ids: of them.
    """

    ids: list[int]


class HowMany(Struct, frozen=True):
    """For how many it was done.

    Args:
        count: of them.
    """

    count: int


class Deadline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another deadline.

    Args:
        deadline: unixtime; ahead, at most 90 days.
        publish: whether to publish a draft.
    """

    deadline: Moment
    publish: bool = False


class CopyWish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A copy to publish.

    Args:
        deadline: of the copy, unixtime; where it cannot be, 5 days from now, 5 hours for a quick order.
    """

    deadline: Moment | None = None


class Failing(CopyWish, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to cancel an overdue order.

    Args:
        copy: whether to publish a copy.
        deadline: of the copy, unixtime; where it cannot be, 5 days from now, 5 hours for a quick order.
    """

    copy: bool = False


class FailureView(Struct, frozen=True):
    """An order that was cancelled as overdue.

    Args:
        order_id: the order.
        copy_id: its published copy; null: none.
    """

    order_id: int
    copy_id: int | None


class OwnNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The customer's own note.

    Args:
        text: up to 5000 characters; empty clears it.
    """

    text: Annotated[str, Meta(max_length=LONGEST_CLIENT_COMMENT)]


class ExtraPay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A payment on top of the price.

    Args:
        amount: kopecks; at most three times the order's price.
        notify: whether to tell the performer.
    """

    amount: SomeKopecks
    notify: bool = True


class AmountView(Struct, frozen=True):
    """A sum.

    Args:
        amount: kopecks.
    """

    amount: int


class NotesQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which orders.

    Args:
        order_id: one to 100 of the caller's own, the parameter repeated.
    """

    order_id: Annotated[list[Id], Meta(min_length=1, max_length=100)]


class RatingFailView(Struct, frozen=True):
    """Rating that a failed or refused order took from a performer.

    Args:
        order_id: the order.
        person_id: the performer.
        title: of the order.
        date: unixtime.
        amount: points.
        date_back: when they were given back, unixtime; 0: not.
    """

    order_id: int
    person_id: int
    title: str
    date: int
    amount: int
    date_back: int


class RatingFailsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which refusals.

    Args:
        order_id: only of this order.
        person_id: only of this performer.
        back: only those given back, or only the others.
    """

    order_id: Id | UnsetType = UNSET
    person_id: Id | UnsetType = UNSET
    back: bool | UnsetType = UNSET


class Points(Struct, frozen=True):
    """Rating points.

    Args:
        points: how many.
    """

    points: int


@endpoint("GET", "/orders", orders)
async def get_orders(call: Call, *, query: OrdersQuery) -> Page[OrderView]:
    """The caller's orders as a customer, newest first."""
    wanted = OrderFilter(
        count=query.count,
        offset=query.cursor,
        performer_id=None if query.performer_id is UNSET else query.performer_id,
        folder_id=None if query.folder_id is UNSET else query.folder_id,
        status=None if query.status is UNSET else query.status,
        overdue_undecided=query.undecided,
        target=None if query.target is UNSET else query.target,
    )
    found = await call.ask(orders, wanted)
    return after_offset(found, query, lambda each: order_view(each, call.actor.id))


@endpoint("POST", "/orders", save_order, status=201, errors=SAVING)
async def post_order(call: Call, *, body: NewOrder, upload: Upload | None) -> Created:
    """Place an order, as a draft or published; as a form, with an attached file."""
    async with kept_if_any(call.market, upload) as file:
        return Created(await call.do(save_order, changes_of(body, file)))


@endpoint("GET", "/orders/{order_id}", order, errors=(NotFound,))
async def get_order(call: Call, order_id: Id) -> OrderView:
    """An order, for its customer and its performer."""
    return order_view(await call.ask(order, order_id), call.actor.id)


@endpoint("PATCH", "/orders/{order_id}", save_order, status=204, errors=(WrongState, *SAVING))
async def patch_order(call: Call, order_id: Id, *, body: EditedOrder, upload: Upload | None) -> None:
    """Edit an order that has no performer; its live bids become comments."""
    async with kept_if_any(call.market, upload) as file:
        await call.do(save_order, changes_of(body, file), order_id)


@endpoint("POST", "/orders/delete", delete_orders, errors=(NotFound, WrongState))
async def post_orders_delete(call: Call, *, body: OrderIds) -> Decided:
    """Delete drafts and orders that wait."""
    return Decided(await call.do(delete_orders, body.ids))


@endpoint("POST", "/orders/move", move_orders, errors=(NotFound,))
async def post_orders_move(call: Call, *, body: Moving) -> HowMany:
    """Put own orders into a project folder."""
    return HowMany(await call.do(move_orders, body.ids, body.folder_id))


@endpoint("POST", "/orders/accept", accept_results, errors=(Invalid, ContactsFound, NotFound, WrongState))
async def post_orders_accept(call: Call, *, body: Decision) -> Decided:
    """Accept orders under check: performers are paid."""
    return Decided(await call.do(accept_results, body.ids, body.text))


@endpoint("POST", "/orders/send-back", send_back, errors=(Invalid, ContactsFound, NotFound, WrongState))
async def post_orders_back(call: Call, *, body: Decision) -> Decided:
    """Send orders under check back for rework; for one order the text is obligatory."""
    return Decided(await call.do(send_back, body.ids, body.text))


@endpoint("PUT", "/orders/{order_id}/deadline", set_deadline, errors=(Invalid, NotFound, WrongState, NotEnoughMoney))
async def put_deadline(call: Call, order_id: Id, *, body: Deadline) -> OrderView:
    """Give an order another deadline; an overdue one is in work again."""
    found = await call.do(set_deadline, order_id, body.deadline, body.publish)
    return order_view(found, call.actor.id)


@endpoint("POST", "/orders/{order_id}/copy", copy_order, status=201, errors=(NotFound, NotEnoughMoney))
async def post_order_copy(call: Call, order_id: Id, *, body: CopyWish) -> Created:
    """Publish a copy of an order."""
    return Created(await call.do(copy_order, order_id, body.deadline))


@endpoint("POST", "/orders/{order_id}/fail", fail_order, errors=(NotFound, WrongState, NotEnoughMoney))
async def post_order_failed(call: Call, order_id: Id, *, body: Failing) -> FailureView:
    """Cancel an overdue order: the money returns, rating is taken from the performer."""
    failure = await call.do(fail_order, order_id, body.copy, body.deadline)
    return FailureView(failure.order_id, failure.copy_id)


@endpoint("PUT", "/orders/{order_id}/note", set_client_comment, status=204, errors=(Invalid, NotFound))
async def put_own_note(call: Call, order_id: Id, *, body: OwnNote) -> None:
    """Keep a note on an order that nobody else sees."""
    await call.do(set_client_comment, order_id, body.text)


@endpoint("GET", "/orders/{order_id}/excess", excess, errors=(NotFound, WrongState))
async def get_excess(call: Call, order_id: Id) -> AmountView:
    """What the newest result's length beyond the order's size costs."""
    return AmountView(await call.ask(excess, order_id))


@endpoint("POST", "/orders/{order_id}/excess", pay_excess, errors=(LimitExceeded, NotFound, WrongState, NotEnoughMoney))
async def post_excess(call: Call, order_id: Id) -> AmountView:
    """Pay for that length, once for each result; 0: there was nothing to pay for."""
    return AmountView(await call.do(pay_excess, order_id))


@endpoint(
    "POST",
    "/orders/{order_id}/extra-pay",
    extra_pay,
    status=204,
    errors=(Invalid, LimitExceeded, NotFound, WrongState, NotEnoughMoney),
)
async def post_extra_pay(call: Call, order_id: Id, *, body: ExtraPay) -> None:
    """Pay a performer on top of the price."""
    await call.do(extra_pay, order_id, body.amount, body.notify)


@endpoint("GET", "/bids", live_bids)
async def get_bids(call: Call) -> Everything[LiveBidView]:
    """Every live bid on the caller's orders, newest first."""
    return whole(await call.ask(live_bids), live_bid_view)


@endpoint("GET", "/notes", notes)
async def get_notes(call: Call, *, query: NotesQuery) -> Everything[NoteView]:
    """Bids and comments on the caller's orders, newest first."""
    return whole(await call.ask(notes, query.order_id), note_view)


@endpoint("GET", "/rating-fails", rating_fails)
async def get_rating_fails(call: Call, *, query: RatingFailsQuery) -> Everything[RatingFailView]:
    """Refusals and failures of the caller's orders, newest first."""
    found = await call.ask(
        rating_fails,
        order_id=None if query.order_id is UNSET else query.order_id,
        person_id=None if query.person_id is UNSET else query.person_id,
        back=None if query.back is UNSET else query.back,
    )
    return whole(found, viewer(RatingFailView))


@endpoint("POST", "/orders/{order_id}/performers/{person_id}/rating", give_rating_back, errors=(NotFound, WrongState))
async def post_rating_back(call: Call, order_id: Id, person_id: Id) -> Points:
    """Give a performer back the rating that one refusal of an own order took."""
    return Points(await call.do(give_rating_back, order_id, person_id))
