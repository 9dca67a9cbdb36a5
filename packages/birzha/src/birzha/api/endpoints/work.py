"""Work from the performer's side: orders to take, orders in hand, results; and what both sides say about an order."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.order_views import (
    LiveBidView,
    NoteView,
    OrderView,
    ResultView,
    live_bid_view,
    note_view,
    order_view,
    result_view,
)
from birzha.api.fields import Id
from birzha.api.paging import NEWEST, Everything, Page, Paged, after_key, after_offset, whole
from birzha.api.registry import endpoint
from birzha.api.uploads import FILES, kept_if_any
from birzha.api.views import Created, Download
from birzha.errors import ContactsFound, Invalid, NotFound, WrongState
from birzha.orders.commands import add_comment, refuse_order, submit_result
from birzha.orders.model import Order, PartKind, Result
from birzha.orders.model.limits import LONGEST_COMMENT, LONGEST_RESULT, LONGEST_VERDICT
from birzha.orders.queries import (
    available_order,
    available_orders,
    discussion,
    my_bids,
    my_results,
    order,
    performer_orders,
    result_text,
    results,
)
from birzha.people.model import Role
from birzha.texts.uploads import Upload

EITHER = Role.CUSTOMER | Role.PERFORMER
"""Both sides of an order."""


class AvailableQuery(Paged, frozen=True, kw_only=True):
    """Which orders to take.

    Args:
        category_id: only of this category.
        work_type: only of this kind of work.
        offers: only individual orders for the caller.
    """

    category_id: Id | UnsetType = UNSET
    work_type: Annotated[int, Meta(ge=1, le=4)] | UnsetType = UNSET
    offers: bool = False


class WorkQuery(Paged, frozen=True, kw_only=True):
    """Which orders in the caller's hands.

    Args:
        status: 2 in work, 3 under check, 4 done, 5 overdue.
    """

    status: Annotated[int, Meta(ge=1, le=5)] | UnsetType = UNSET


class NewResult(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a performer hands in; as a form, with a file in the field ``file``.

    Args:
        text: up to 400,000 characters; may be empty with a file.
        comment: up to 5000 characters.
    """

    text: Annotated[str, Meta(max_length=LONGEST_RESULT)] = ""
    comment: Annotated[str, Meta(max_length=LONGEST_VERDICT)] = ""


class NewComment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something said on an order.

    Args:
        text: 1 to 2048 characters.
        hidden: whether only the customer and the performer may see it.
    """

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_COMMENT)]
    hidden: bool = False


class CommentAddedView(Struct, frozen=True):
    """A new comment.

    Args:
        id: of the comment.
        count: how many comments the order has now.
    """

    id: int
    count: int


class TextView(Struct, frozen=True):
    """A text.

    Args:
        text: all of it.
    """

    text: str


@endpoint("GET", "/available-orders", available_orders)
async def get_available_orders(call: Call, *, query: AvailableQuery) -> Page[OrderView]:
    """Orders that the caller may take, newest first."""
    found = await call.ask(
        available_orders,
        count=query.count,
        offset=query.cursor,
        category_id=None if query.category_id is UNSET else query.category_id,
        work_type=None if query.work_type is UNSET else query.work_type,
        offers=query.offers,
    )
    return after_offset(found, query, lambda each: order_view(each, call.actor.id))


@endpoint("GET", "/available-orders/{order_id}", available_order, errors=(NotFound,))
async def get_available_order(call: Call, order_id: Id) -> OrderView:
    """One of the orders that the caller may take."""
    return order_view(await call.ask(available_order, order_id), call.actor.id)


@endpoint("GET", "/available-orders/{order_id}/attachment", available_order, errors=(NotFound,))
async def get_available_attachment(call: Call, order_id: Id) -> Download:
    """The file that is attached to an order that the caller may take."""
    return await _attachment(call, await call.ask(available_order, order_id))


@endpoint("GET", "/orders/{order_id}/attachment", order, errors=(NotFound,))
async def get_attachment(call: Call, order_id: Id) -> Download:
    """The file that is attached to an order, for its customer and its performer."""
    return await _attachment(call, await call.ask(order, order_id))


@endpoint("GET", "/me/work", performer_orders)
async def get_my_work(call: Call, *, query: WorkQuery) -> Page[OrderView]:
    """The orders that the caller works or worked on, newest first."""
    status = None if query.status is UNSET else query.status
    found = await call.ask(performer_orders, count=query.count, offset=query.cursor, status=status)
    return after_offset(found, query, lambda each: order_view(each, call.actor.id))


@endpoint("GET", "/me/bids", my_bids)
async def get_my_bids(call: Call, *, query: Paged) -> Page[LiveBidView]:
    """The caller's own live bids, newest first."""
    found = await call.ask(my_bids, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, live_bid_view)


@endpoint(
    "POST",
    "/orders/{order_id}/results",
    submit_result,
    status=201,
    errors=(Invalid, ContactsFound, NotFound, WrongState, *FILES),
)
async def post_result(call: Call, order_id: Id, *, body: NewResult, upload: Upload | None) -> Created:
    """Hand in a result: text as JSON, or a form with a file and text; the order is under check then."""
    async with kept_if_any(call.market, upload) as file:
        return Created(await call.do(submit_result, order_id, body.text, file, body.comment))


@endpoint("GET", "/orders/{order_id}/results", role=EITHER, errors=(NotFound,))
async def get_results(call: Call, order_id: Id) -> Everything[ResultView]:
    """What was submitted for an order, newest first: all of it for its customer, their own for a performer."""
    return whole(await _results(call, order_id), result_view)


@endpoint("GET", "/orders/{order_id}/results/{result_id}/file", role=EITHER, errors=(NotFound,))
async def get_result_file(call: Call, order_id: Id, result_id: Id) -> Download:
    """The file of a result."""
    for each in await _results(call, order_id):
        for part in each.parts:
            if each.id == result_id and part.kind == PartKind.FILE:
                return await Download.of(call.market, part.key, part.name)
    raise NotFound("Такого файла нет или он уже удалён.")


@endpoint("GET", "/results/{result_id}/text", result_text, errors=(NotFound,))
async def get_result_text(call: Call, result_id: Id) -> TextView:
    """The text of a result, for the order's customer and for who wrote it."""
    return TextView(await call.ask(result_text, result_id))


@endpoint("POST", "/orders/{order_id}/refuse", refuse_order, status=204, errors=(NotFound, WrongState))
async def post_refusal(call: Call, order_id: Id) -> None:
    """Give an order back unfinished; rating is taken for it."""
    await call.do(refuse_order, order_id)


@endpoint("GET", "/orders/{order_id}/comments", discussion, errors=(NotFound,))
async def get_comments(call: Call, order_id: Id) -> Everything[NoteView]:
    """What is said on an order, newest first; who may only take it sees neither what is hidden nor others' bids."""
    return whole(await call.ask(discussion, order_id), note_view)


@endpoint(
    "POST",
    "/orders/{order_id}/comments",
    add_comment,
    status=201,
    errors=(Invalid, ContactsFound, NotFound, WrongState),
)
async def post_comment(call: Call, order_id: Id, *, body: NewComment) -> CommentAddedView:
    """Say something on an order, or reply to what was said: the customer, or the performer at work."""
    added = await call.do(add_comment, order_id, body.text, body.hidden)
    return CommentAddedView(added.id, added.count)


async def _attachment(call: Call, found: Order) -> Download:
    if not found.file_key:
        raise NotFound("К заказу не приложен файл.")
    return await Download.of(call.market, found.file_key, found.file_name)


async def _results(call: Call, order_id: int) -> list[Result]:
    found: list[Result] = []
    if call.actor.roles & Role.CUSTOMER:
        found = await call.ask(results, [order_id])
    if not found and call.actor.roles & Role.PERFORMER:
        found = await call.ask(my_results, order_id)
    if not found:
        await call.ask(order, order_id)  # not found for whoever is neither side of it
    return found
