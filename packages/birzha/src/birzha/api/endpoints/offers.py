"""Projects and offers on them: orders and bids, with the connects that offers cost and at the price that they ask for."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from birzha.api.call import Call
from birzha.api.endpoints.bids import Acceptance, AssignmentView, Words
from birzha.api.fields import Id, Moment, SomeKopecks
from birzha.api.paging import NEWEST, Page, Paged, after_key
from birzha.api.registry import endpoint
from birzha.api.views import Created, view
from birzha.errors import ContactsFound, Invalid, LimitExceeded, NotEnoughMoney, NotFound, WrongState
from birzha.offers.commands import accept_offer, make_offer, save_project
from birzha.offers.model import OFFER_STATES, Offer
from birzha.offers.queries import connects, my_offers, offers_on
from birzha.orders.commands import decline_bid, withdraw_bid
from birzha.orders.model import OrderChanges

State = Literal["live", "accepted", "declined", "ended"]
Days = Annotated[int, Meta(ge=1, le=90, description="срок со дня принятия, дней")]


class NewProject(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A project to place.

    Args:
        title: 1 to 512 characters.
        description: what is to be done, up to 10,000 characters.
        price: kopecks for the whole.
        category_id: its category.
        deadline: unixtime, ahead, at most 90 days; 5 days from now without it.
        public: whether to publish it at once.
    """

    title: Annotated[str, Meta(min_length=1, max_length=512)]
    description: Annotated[str, Meta(max_length=10_000)] = ""
    price: SomeKopecks
    category_id: Id
    deadline: Moment | UnsetType = UNSET
    public: bool = True


class NewOffer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a performer offers.

    Args:
        text: up to 2048 characters; may be empty.
        price: kopecks for the whole; null: the project's.
        days: from the acceptance to the deadline; null: the project's deadline.
    """

    text: Words = ""
    price: SomeKopecks | None = None
    days: Days | None = None


class OfferView(Struct, frozen=True):
    """An offer on a project; its id is also the bid's that it is.

    Args:
        id: of the offer.
        order_id: the project.
        person_id: its author.
        date: unixtime.
        state: ``ended``: it was withdrawn, or the project was edited or given to somebody else.
        title: of the project; empty: it was edited since, and has become another one.
        text: what its author says.
        price: what the work costs by this offer, kopecks; null: what the project cost then.
        own_price: whether that is another price than the project's.
        days: from the acceptance to the deadline; null: the project's own deadline.
        connects: what it cost.
        returned: whether these were given back.
    """

    id: int
    order_id: int
    person_id: int
    date: int
    state: State
    title: str
    text: str
    price: int | None
    own_price: bool
    days: int | None
    connects: int
    returned: bool


class ConnectsView(Struct, frozen=True):
    """Connects of this month.

    Args:
        all: for the whole month.
        left: of them.
        renewed_at: when the next month begins, unixtime.
    """

    all: int
    left: int
    renewed_at: int


def offer_view(found: Offer) -> OfferView:
    """An offer on a project."""
    return OfferView(
        id=found.id,
        order_id=found.order_id,
        person_id=found.person_id,
        date=found.date,
        state=OFFER_STATES[found.state],  # type: ignore[arg-type]  # each of them is one of the words
        title=found.title,
        text=found.text,
        price=found.price,
        own_price=bool(found.own_price),
        days=found.days or None,
        connects=found.connects,
        returned=bool(found.returned),
    )


@endpoint("POST", "/projects", save_project, status=201, errors=(Invalid, ContactsFound, LimitExceeded, NotFound))
async def post_project(call: Call, *, body: NewProject) -> Created:
    """Place a project: an order with one price for the whole, offers on which cost connects; it is edited as an order."""
    given = {name: value for name, value in structs.asdict(body).items() if value is not UNSET}
    return Created(await call.do(save_project, OrderChanges(**{**given, "public": int(body.public)})))


@endpoint("GET", "/projects/{order_id}/offers", offers_on, errors=(NotFound,))
async def get_offers_on(call: Call, order_id: Id, *, query: Paged) -> Page[OfferView]:
    """Offers on an own project or any own order, newest first, in all states."""
    found = await call.ask(offers_on, order_id, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, offer_view)


@endpoint(
    "POST",
    "/projects/{order_id}/offers",
    make_offer,
    status=201,
    errors=(Invalid, ContactsFound, LimitExceeded, NotFound, WrongState, NotEnoughMoney),
)
async def post_offer(call: Call, order_id: Id, *, body: NewOffer) -> OfferView:
    """Offer to do a project, maybe at another price or in another time; on a plain order it costs no connects."""
    return offer_view(await call.do(make_offer, order_id, body.text, price=body.price, days=body.days))


@endpoint("GET", "/me/offers", my_offers)
async def get_my_offers(call: Call, *, query: Paged) -> Page[OfferView]:
    """The caller's own offers and bids, newest first, in all states."""
    found = await call.ask(my_offers, count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, offer_view)


@endpoint("GET", "/me/connects", connects)
async def get_connects(call: Call) -> ConnectsView:
    """How many offers on projects the caller may make yet in this month."""
    return view(ConnectsView, await call.ask(connects))


@endpoint(
    "POST",
    "/offers/{offer_id}/accept",
    accept_offer,
    errors=(Invalid, ContactsFound, NotFound, WrongState, NotEnoughMoney),
)
async def post_offer_accepted(call: Call, offer_id: Id, *, body: Acceptance) -> AssignmentView:
    """Make an offer's author the performer at the offer's own price and term; that price is set aside."""
    return view(AssignmentView, await call.do(accept_offer, offer_id, body.comment))


@endpoint("POST", "/offers/{offer_id}/decline", decline_bid, errors=(NotFound, WrongState))
async def post_offer_declined(call: Call, offer_id: Id) -> AssignmentView:
    """Turn an offer on an own project down."""
    return view(AssignmentView, await call.do(decline_bid, offer_id))


@endpoint("DELETE", "/offers/{offer_id}", withdraw_bid, status=204, errors=(NotFound, WrongState))
async def delete_offer(call: Call, offer_id: Id) -> None:
    """Take an own offer back; its connects stay spent."""
    await call.do(withdraw_bid, offer_id)
