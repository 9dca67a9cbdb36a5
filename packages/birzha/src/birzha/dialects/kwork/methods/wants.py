"""The caller's interests: preferred categories, keywords and filters, and the open projects that fit."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from birzha.dialects.kwork.interests import wants_of
from birzha.dialects.kwork.methods.projects import PER_PAGE, shown
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.offers.model import Wants
from birzha.offers.queries import wanted
from birzha.orders.model import Order
from birzha.people.queries import own_settings
from birzha.reference.model import Category
from birzha.reference.queries import categories, preferences_of


@handles("other.get_wants")
async def get_wants(call: Call) -> Answer:
    """Interests, and the newest projects that fit them: in a preferred category or below it, with a keyword, at such a price.

    Keywords and filters are those of the settings ``keywords`` and ``filters``.
    """
    known = await call.market.ask(categories)
    names = {each.id: each.name for each in known}
    settings, wants = await _interests(call)
    found, total = await _projects(call, wants, known)
    keywords, filters = settings.get("keywords"), settings.get("filters")
    return {
        "categories": [{"id": each, "name": names[each]} for each in wants.categories],
        "keywords": keywords if isinstance(keywords, list) else [],
        "filters": filters if isinstance(filters, dict) else {},
        "projects": await shown(call, found),
        "projects_count": total,
    }


@handles("other.get_wants_status")
async def get_wants_status(call: Call) -> Answer:
    """Whether there are interests, and how many open projects fit them."""
    _, wants = await _interests(call)
    _, total = await _projects(call, wants, await call.market.ask(categories))
    return {
        "active": wants.active,
        "categories_count": len(wants.categories),
        "keywords_count": len(wants.keywords),
        "projects_count": total,
    }


@handles("other.get_favorite_categories")
async def get_favorite_categories(call: Call) -> Answer:
    """The ids of the preferred categories."""
    return {"categories": await _preferred(call)}


async def _preferred(call: Call) -> list[int]:
    return (await call.market.ask(preferences_of, call.actor.id)).categories


async def _interests(call: Call) -> tuple[dict[str, Any], Wants]:
    settings = await call.market.ask(own_settings, call.actor)
    return settings, wants_of(settings, await _preferred(call))


async def _projects(call: Call, wants: Wants, known: Sequence[Category]) -> tuple[list[Order], int]:
    everywhere = replace(wants, categories=_with_those_below(wants.categories, known))
    return await call.market.ask(wanted, call.actor, everywhere, count=PER_PAGE)


def _with_those_below(chosen: Sequence[int], known: Sequence[Category]) -> list[int]:
    """Categories and everything under them."""
    found, more = set[int](), set(chosen)
    while more:
        found |= more
        more = {each.id for each in known if each.parent_id in more} - found
    return sorted(found)
