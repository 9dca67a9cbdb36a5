"""Personal offers: a performer makes one to a customer, who accepts or declines it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.endpoints.offers import Days
from birzha.api.fields import Id, SomeKopecks
from birzha.api.paging import NEWEST, Page, Paged, after_key
from birzha.api.registry import endpoint
from birzha.errors import ContactsFound, Invalid, NotEnoughMoney, NotFound, TooSoon, WrongState
from birzha.offers.commands import (
    accept_personal_offer,
    decline_personal_offer,
    make_personal_offer,
    withdraw_personal_offer,
)
from birzha.offers.model import PersonalOffer, state_of
from birzha.offers.queries import personal_offer, personal_offers


class NewPersonalOffer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a performer would do.

    Args:
        title: 1 to 512 characters.
        text: what would be done, 1 to 10,000 characters.
        price: kopecks for the whole; the customer's fee comes on top.
        days: from the acceptance to the deadline.
        kwork_id: an own active kwork that it is about; null: none.
        category_id: of the work; obligatory without a kwork, whose category it is otherwise.
    """

    title: Annotated[str, Meta(min_length=1, max_length=512)]
    text: Annotated[str, Meta(min_length=1, max_length=10_000)]
    price: SomeKopecks
    days: Days
    kwork_id: Id | None = None
    category_id: Id | None = None


class PersonalOfferView(Struct, frozen=True):
    """A personal offer.

    Args:
        id: of the offer.
        seller_id: who would work.
        customer_id: to whom it is made.
        kwork_id: the seller's kwork that it is about; null: none.
        category_id: of the work.
        title: of the work.
        text: what would be done.
        price: kopecks for the whole.
        days: from the acceptance to the deadline.
        created: unixtime.
        expires: the last moment at which it can be accepted, unixtime.
        state: where it stands now.
        decided_at: when it was accepted, declined or withdrawn, unixtime; 0: not.
        order_id: the order that it became; null: none.
    """

    id: int
    seller_id: int
    customer_id: int
    kwork_id: int | None
    category_id: int
    title: str
    text: str
    price: int
    days: int
    created: int
    expires: int
    state: Literal["live", "accepted", "declined", "withdrawn", "expired"]
    decided_at: int
    order_id: int | None


class SideQuery(Paged, frozen=True, kw_only=True):
    """Which personal offers.

    Args:
        side: those that the caller has received, or has sent.
    """

    side: Literal["received", "sent"] = "received"


class Agreed(Struct, frozen=True):
    """The order that an accepted personal offer has become.

    Args:
        order_id: it is in work, and its price is set aside.
    """

    order_id: int


def _view(call: Call, found: PersonalOffer) -> PersonalOfferView:
    values = {name: getattr(found, name) for name in PersonalOfferView.__struct_fields__}
    shown = {
        "state": state_of(found, call.market.clock.now()).name.lower(),
        "kwork_id": found.kwork_id or None,
        "order_id": found.order_id or None,
    }
    return PersonalOfferView(**{**values, **shown})


@endpoint(
    "POST",
    "/people/{person_id}/offers",
    make_personal_offer,
    status=201,
    errors=(Invalid, ContactsFound, NotFound, WrongState, TooSoon),
)
async def post_personal_offer(call: Call, person_id: Id, *, body: NewPersonalOffer) -> PersonalOfferView:
    """Offer a customer to do something for them; whom one may write to, one may offer to."""
    made = await call.do(
        make_personal_offer,
        person_id,
        title=body.title,
        text=body.text,
        price=body.price,
        days=body.days,
        kwork_id=body.kwork_id,
        category_id=body.category_id,
    )
    return _view(call, made)


@endpoint("GET", "/me/personal-offers", personal_offers)
async def get_personal_offers(call: Call, *, query: SideQuery) -> Page[PersonalOfferView]:
    """Personal offers to the caller, or the caller's own, newest first, in all states."""
    found = await call.ask(
        personal_offers, received=query.side == "received", count=query.count, before=query.cursor or NEWEST
    )
    return after_key(found, query, lambda each: _view(call, each))


@endpoint("GET", "/personal-offers/{offer_id}", personal_offer, errors=(NotFound,))
async def get_personal_offer(call: Call, offer_id: Id) -> PersonalOfferView:
    """A personal offer, for its author and its customer."""
    return _view(call, await call.ask(personal_offer, offer_id))


@endpoint(
    "POST",
    "/personal-offers/{offer_id}/accept",
    accept_personal_offer,
    errors=(Invalid, NotFound, WrongState, NotEnoughMoney),
)
async def post_personal_offer_accepted(call: Call, offer_id: Id) -> Agreed:
    """Take a personal offer: it becomes an order in work, and its price is set aside."""
    return Agreed(await call.do(accept_personal_offer, offer_id))


@endpoint(
    "POST", "/personal-offers/{offer_id}/decline", decline_personal_offer, status=204, errors=(NotFound, WrongState)
)
async def post_personal_offer_declined(call: Call, offer_id: Id) -> None:
    """Not take a personal offer."""
    await call.do(decline_personal_offer, offer_id)


@endpoint("DELETE", "/personal-offers/{offer_id}", withdraw_personal_offer, status=204, errors=(NotFound, WrongState))
async def delete_personal_offer(call: Call, offer_id: Id) -> None:
    """Take an own personal offer back."""
    await call.do(withdraw_personal_offer, offer_id)
