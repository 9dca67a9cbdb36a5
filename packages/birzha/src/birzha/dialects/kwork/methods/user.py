"""``user.*``: the caller's account, and what people say of somebody."""

from typing import Any

from birzha.dialects.kwork import views
from birzha.dialects.kwork.methods.settings import shown_settings
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.money.queries import balance
from birzha.people.model import Account, Attestation, Role
from birzha.people.queries import account, own_settings, persons
from birzha.reviews.queries import reviews_page

PER_PAGE = 20
"""Reviews on a page; the documentation names no number."""


@handles("user.get_info")
async def get_info(call: Call) -> Answer:
    """The caller's account; money is what can be spent."""
    found = await call.market.ask(account, call.actor)
    wallet = await call.market.ask(balance, call.actor)
    return {
        "id": found.id,
        "username": found.login,
        "email": found.email,
        "balance": views.roubles(wallet.available),
        "rating": found.rating,
        "verification": _verification(found),
        "settings": shown_settings(found, await call.market.ask(own_settings, call.actor)),
    }


@handles("other.get_actor")
async def get_actor(call: Call) -> Answer:
    """Who the caller is, in short."""
    found = await call.market.ask(account, call.actor)
    roles = [str(role.name).lower() for role in Role if role & found.roles]
    return {**(views.user(found, call.links) or {}), "email": found.email, "roles": roles}


@handles("user.get_reviews")
async def get_reviews(call: Call) -> Answer:
    """What people said of somebody, newest first."""
    page = call.values["page"]
    whose = call.values["user_id"] or call.actor.id
    found, person = await call.market.ask(reviews_page, call.actor, whose, count=PER_PAGE, offset=(page - 1) * PER_PAGE)
    authors = await call.market.ask(persons, [each.author_id for each in found])
    return {
        "reviews": [views.review(each, authors.get(each.author_id), call.links) for each in found],
        "pagination": views.pagination(page, PER_PAGE, person.star_count),
        "average_rating": person.rating,
    }


def _verification(found: Account) -> dict[str, Any]:
    subjects = [str(each.name).lower() for each in Attestation if each & found.attestations]
    return {"email": bool(found.email), "diploma": bool(found.diploma), "attestations": subjects}
