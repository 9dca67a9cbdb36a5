"""Single things: exchange rates, the channel for events, security data."""

from birzha.dialects.kwork import views
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.people.queries import account, living_sessions
from birzha.reference.model import MILLIONTHS
from birzha.reference.queries import exchange_rates


@handles("other.get_exchange_info")
async def get_exchange_info(call: Call) -> Answer:
    """What other currencies are worth in roubles, as the operator says."""
    found = await call.market.ask(exchange_rates)
    return {
        "base_currency": "RUB",
        "rates": {each.currency: each.rate / MILLIONTHS for each in found},
        "updated_at": views.instant(max((each.since for each in found), default=0)),
    }


@handles("other.get_channel")
async def get_channel(call: Call) -> Answer:
    """The caller's channel; nothing is pushed on this exchange, so it names the call that asks for what is new."""
    return {"channel": f"user-{call.actor.id}", "transport": "poll", "path": "/notificationsFetch"}


@handles("other.get_security_user_data")
async def get_security_user_data(call: Call) -> Answer:
    """What guards the account; the address is shown without most of its letters."""
    found = await call.market.ask(account, call.actor)
    name, _, domain = found.email.partition("@")
    return {
        "email": f"{name[:1]}***@{domain}" if domain else None,
        "sessions": await call.market.ask(living_sessions, call.actor),
        "two_factor": False,
    }
