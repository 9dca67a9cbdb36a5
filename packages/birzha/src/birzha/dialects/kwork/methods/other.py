"""Single things: exchange rates, the channel for events, security data, checks of texts."""

from birzha.dialects.kwork import views
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.people.queries import account, living_sessions
from birzha.reference.model import MILLIONTHS
from birzha.reference.queries import exchange_rates, forbidden_phrases
from birzha.texts.checking import Issue, checked


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


@handles("other.validate_text")
async def validate_text(call: Call) -> Answer:
    """What an editor would say of a text; nothing of it is kept."""
    phrases = [each.phrase for each in await call.market.ask(forbidden_phrases)]
    found = await checked(call.values["text"], call.values["context"], phrases=phrases)
    return {
        "success": True,
        "is_valid": found.is_valid,
        "issues": [_issue(each) for each in found.issues],
        "score": found.score,
        "message": found.message,
    }


def _issue(issue: Issue) -> Answer:
    return {
        "type": issue.severity,
        "code": issue.code,
        "message": issue.message,
        "position": issue.start,
        "suggestion": issue.suggestion,
    }
