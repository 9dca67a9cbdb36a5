"""Purchases of kworks: a customer buys one as an order, and both parties see what became of it."""

from operator import attrgetter
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.endpoints.kwork_views import FeatureView
from birzha.api.fields import GREATEST, Id
from birzha.api.paging import NEWEST, Page, Paged, after_key
from birzha.api.registry import endpoint
from birzha.api.views import Created, view
from birzha.errors import ContactsFound, Forbidden, Invalid, NotEnoughMoney, NotFound, WrongState
from birzha.kworks.commands import buy_kwork
from birzha.kworks.model import LONGEST_WISH, MOST_FEATURES, MOST_PACKAGES, Sale, SaleState, bought_features
from birzha.kworks.queries import my_purchases, my_sales

Standing = Literal["in_progress", "done", "cancelled"]
PackageName = Annotated[str, Meta(max_length=120)]
PackagePlace = Annotated[int, Meta(ge=0, lt=MOST_PACKAGES)]


class NewPurchase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What of a kwork is bought.

    Args:
        package: one of its packages by name, or by place in its list, from 0; null: the kwork without a package.
        features: ids of paid extras, each once.
        text: what the seller has to know; up to 5000 characters, no contact data.
        expected_price: what you have seen it cost, kopecks, with the extras, without your fee: refused where it costs something else
            by now; null: whatever it costs.
    """

    package: PackageName | PackagePlace | None = None
    features: Annotated[list[Id], Meta(max_length=MOST_FEATURES)] = []
    text: Annotated[str, Meta(max_length=LONGEST_WISH)] = ""
    expected_price: Annotated[int, Meta(ge=0, le=GREATEST)] | None = None


class SalesQuery(Paged, frozen=True, kw_only=True):
    """Which purchases or sales.

    Args:
        state: only those in it.
    """

    state: Standing | UnsetType = UNSET


class SaleView(Struct, frozen=True):
    """A kwork that was bought, as it was then.

    Args:
        order_id: the order that the purchase made.
        kwork_id: of which.
        seller_id: whose.
        customer_id: who bought it.
        title: the kwork's.
        price: kopecks, with the extras, without the customer's fee.
        days: from the purchase to the delivery, with the extras.
        revisions: how often the result is redone without payment.
        package: the chosen package's name; empty: none.
        features: the chosen extras.
        date: of the purchase, unixtime.
        state: what became of it.
    """

    order_id: int
    kwork_id: int
    seller_id: int
    customer_id: int
    title: str
    price: int
    days: int
    revisions: int
    package: str
    features: list[FeatureView]
    date: int
    state: Standing


@endpoint(
    "POST",
    "/kworks/{kwork_id}/purchases",
    buy_kwork,
    status=201,
    errors=(Invalid, ContactsFound, NotFound, Forbidden, WrongState, NotEnoughMoney),
)
async def post_kwork_purchase(call: Call, kwork_id: Id, *, body: NewPurchase) -> Created:
    """Buy a kwork of the catalogue: an order is in work at once, its price and the fee are set aside.

    The answer is the order's number. Each request buys once more: after a lost answer look into ``/me/purchases`` first.
    """
    order_id = await call.do(
        buy_kwork,
        kwork_id,
        package=body.package,
        feature_ids=body.features,
        text=body.text,
        expected_price=body.expected_price,
    )
    return Created(order_id)


@endpoint("GET", "/me/purchases", my_purchases)
async def get_purchases(call: Call, *, query: SalesQuery) -> Page[SaleView]:
    """The kworks that the caller has bought, newest first."""
    found = await call.ask(my_purchases, state=_state(query), count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, sale_view, key=attrgetter("order_id"))


@endpoint("GET", "/me/sales", my_sales)
async def get_sales(call: Call, *, query: SalesQuery) -> Page[SaleView]:
    """The kworks that the caller has sold, newest first."""
    found = await call.ask(my_sales, state=_state(query), count=query.count, before=query.cursor or NEWEST)
    return after_key(found, query, sale_view, key=attrgetter("order_id"))


def sale_view(found: Sale) -> SaleView:
    """A line of a list."""
    values = {name: getattr(found, name) for name in SaleView.__struct_fields__}
    features = [view(FeatureView, each) for each in bought_features(found)]
    return SaleView(**{**values, "features": features, "state": SaleState(found.state).name.lower()})


def _state(query: SalesQuery) -> SaleState | None:
    return None if query.state is UNSET else SaleState[query.state.upper()]
