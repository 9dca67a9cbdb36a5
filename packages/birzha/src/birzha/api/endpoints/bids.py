"""Bids: a performer offers, changes and takes back; a customer accepts and declines."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.endpoints.order_views import BidView, bid_view
from birzha.api.fields import Id
from birzha.api.registry import endpoint
from birzha.api.views import view
from birzha.errors import ContactsFound, Invalid, LimitExceeded, NotEnoughMoney, NotFound, WrongState
from birzha.orders.commands import (
    accept_bid,
    confirm_order,
    decline_bid,
    decline_order,
    edit_bid,
    place_bid,
    withdraw_bid,
)
from birzha.orders.model.limits import LONGEST_ACCEPTANCE, LONGEST_COMMENT

Words = Annotated[str, Meta(max_length=LONGEST_COMMENT, description="до 2048 знаков, без контактных данных")]


class BidInput(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a performer says in a bid.

    Args:
        text: up to 2048 characters; may be empty.
    """

    text: Words = ""


class BidEdit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a performer says in a bid instead.

    Args:
        text: up to 2048 characters.
    """

    text: Words


class Acceptance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a customer says with an acceptance.

    Args:
        comment: goes to the end of the order's description; up to 500 characters.
    """

    comment: Annotated[str, Meta(max_length=LONGEST_ACCEPTANCE)] = ""


class AssignmentView(Struct, frozen=True):
    """A decided bid.

    Args:
        order_id: the order; the new one when the bid was on a multi-order.
        person_id: the bid's author.
    """

    order_id: int
    person_id: int


@endpoint(
    "POST",
    "/orders/{order_id}/bids",
    place_bid,
    status=201,
    errors=(Invalid, ContactsFound, LimitExceeded, NotFound, WrongState, NotEnoughMoney),
)
async def post_bid(call: Call, order_id: Id, *, body: BidInput) -> BidView:
    """Offer to take an order; it may be accepted at once where the order's own rules say so; on a project it costs connects."""
    return bid_view(await call.do(place_bid, order_id, body.text))


@endpoint("PATCH", "/bids/{bid_id}", edit_bid, errors=(Invalid, ContactsFound, NotFound, WrongState))
async def patch_bid(call: Call, bid_id: Id, *, body: BidEdit) -> BidView:
    """Say something else in an own live bid."""
    return bid_view(await call.do(edit_bid, bid_id, body.text))


@endpoint("DELETE", "/bids/{bid_id}", withdraw_bid, errors=(NotFound, WrongState))
async def delete_bid(call: Call, bid_id: Id) -> BidView:
    """Take an own live bid back; its text stays as a comment."""
    return bid_view(await call.do(withdraw_bid, bid_id))


@endpoint(
    "POST",
    "/bids/{bid_id}/accept",
    accept_bid,
    errors=(Invalid, ContactsFound, NotFound, WrongState, NotEnoughMoney),
)
async def post_acceptance(call: Call, bid_id: Id, *, body: Acceptance) -> AssignmentView:
    """Make a bid's author the performer; the price is set aside. One with terms of its own is accepted as an offer."""
    return view(AssignmentView, await call.do(accept_bid, bid_id, body.comment))


@endpoint("POST", "/bids/{bid_id}/decline", decline_bid, errors=(NotFound, WrongState))
async def post_bid_declined(call: Call, bid_id: Id) -> AssignmentView:
    """Turn a bid down; it becomes a comment."""
    return view(AssignmentView, await call.do(decline_bid, bid_id))


@endpoint("POST", "/orders/{order_id}/confirm", confirm_order, errors=(NotFound, WrongState, NotEnoughMoney))
async def post_confirmation(call: Call, order_id: Id) -> AssignmentView:
    """Take an individual order."""
    return view(AssignmentView, await call.do(confirm_order, order_id))


@endpoint("POST", "/orders/{order_id}/decline", decline_order, status=204, errors=(NotFound, WrongState))
async def post_order_declined(call: Call, order_id: Id) -> None:
    """Do not take an individual order; it goes back to the customer's drafts."""
    await call.do(decline_order, order_id)
