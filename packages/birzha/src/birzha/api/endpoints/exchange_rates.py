"""What other currencies are worth: an operator says it, everybody reads it."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Moment
from birzha.api.paging import Everything, whole
from birzha.api.registry import endpoint
from birzha.api.views import viewer
from birzha.errors import Invalid, NotFound
from birzha.people.model import ANYONE
from birzha.reference.commands import drop_exchange_rate, set_exchange_rate
from birzha.reference.model import HIGHEST_RATE
from birzha.reference.queries import exchange_rates

Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", description="валюта, ISO 4217")]
Millionths = Annotated[int, Meta(ge=1, le=HIGHEST_RATE, description="миллионных долей рубля за единицу")]


class ExchangeRateView(Struct, frozen=True):
    """What a unit of a currency is worth.

    Args:
        currency: three capital letters.
        rate: millionths of a rouble.
        since: when it was set, unixtime.
    """

    currency: Currency
    rate: Millionths
    since: Moment


class NewExchangeRate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An exchange rate as an administrator says it.

    Args:
        currency: three capital letters, not the rouble's.
        rate: millionths of a rouble for one unit; ``null``: nothing is said of this currency any more.
    """

    currency: Currency
    rate: Millionths | None


@endpoint("GET", "/exchange-rates", role=ANYONE)
async def get_exchange_rates(call: Call) -> Everything[ExchangeRateView]:
    """Every exchange rate, by currency."""
    return whole(await call.market.ask(exchange_rates), viewer(ExchangeRateView))


@endpoint("PUT", "/admin/exchange-rates", set_exchange_rate, drop_exchange_rate, status=204, errors=(Invalid, NotFound))
async def put_exchange_rate(call: Call, *, body: NewExchangeRate) -> None:
    """Set an exchange rate, or take one back."""
    if body.rate is None:
        await call.do(drop_exchange_rate, body.currency)
    else:
        await call.do(set_exchange_rate, body.currency, body.rate)
