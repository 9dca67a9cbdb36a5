"""The caller's interests: preferred categories, keywords and filters, and the open projects that fit."""

from typing import Any

from birzha.dialects.kwork.methods.projects import PER_PAGE, shown
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.orders.model import Order
from birzha.orders.queries.projects import public_orders
from birzha.people.queries import own_settings
from birzha.reference.queries import categories, preferences_of


@handles("other.get_wants")
async def get_wants(call: Call) -> Answer:
    """Interests, and the newest projects in the preferred categories.

    Keywords and filters are those of the settings ``keywords`` and ``filters``.
    """
    wanted = await _preferred(call)
    names = {each.id: each.name for each in await call.market.ask(categories)}
    settings = await call.market.ask(own_settings, call.actor)
    found, total = await _projects(call, wanted)
    keywords, filters = settings.get("keywords"), settings.get("filters")
    return {
        "categories": [{"id": each, "name": names[each]} for each in wanted],
        "keywords": keywords if isinstance(keywords, list) else [],
        "filters": filters if isinstance(filters, dict) else {},
        "projects": await shown(call, found),
        "projects_count": total,
    }


@handles("other.get_wants_status")
async def get_wants_status(call: Call) -> Answer:
    """Whether there are interests, and how many open projects fit them."""
    wanted = await _preferred(call)
    _, total = await _projects(call, wanted)
    return {"active": bool(wanted), "categories_count": len(wanted), "projects_count": total}


@handles("other.get_favorite_categories")
async def get_favorite_categories(call: Call) -> Answer:
    """The ids of the preferred categories."""
    found: list[Any] = await _preferred(call)
    return {"categories": found}


async def _preferred(call: Call) -> list[int]:
    return (await call.market.ask(preferences_of, call.actor.id)).categories


async def _projects(call: Call, wanted: list[int]) -> tuple[list[Order], int]:
    return await call.market.ask(public_orders, call.actor, count=PER_PAGE, offset=0, category_ids=wanted)
