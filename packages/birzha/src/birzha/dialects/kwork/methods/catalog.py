"""``catalog.*`` and the lists of kworks: the catalogue, one kwork, favourites, what was looked at, the caller's own."""

from collections.abc import Sequence
from typing import Any

from birzha.dialects.kwork import kwork_views, views
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.kworks.commands import note_view
from birzha.kworks.model import NAMES, Card, KworkState, Sort, packages, videos
from birzha.kworks.queries import catalogue, details, favourites, images_of, kworks_by_state, sales_figures, viewed
from birzha.people.queries import persons

PER_PAGE = 50
"""Kworks on a page; the documentation names no number."""


@handles("catalog.get_list")
async def get_list(call: Call) -> Answer:
    """A page of the catalogue; a category holds those under it as well, an unknown one nothing."""
    page, category, sort = (call.values[name] for name in ("page", "category_id", "sort"))
    found = await call.market.ask(
        catalogue,
        call.actor,
        sort=Sort(sort),
        category_id=category,
        count=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
    )
    return {
        "kworks": await _shown(call, found.cards),
        "pagination": views.pagination(page, PER_PAGE, found.total),
        "filters": {"category_id": category},
        "sort_options": [each.value for each in Sort],
    }


@handles("catalog.get_details")
async def get_details(call: Call) -> Answer:
    """A kwork; one of the catalogue is remembered among what the caller looked at."""
    found = await call.market.ask(details, call.actor, call.values["kwork_id"])
    kwork = found.kwork
    if kwork.state == KworkState.ACTIVE:
        await call.market.do(note_view, call.actor, kwork.id)
    people = await call.market.ask(persons, [kwork.seller_id])
    shown = kwork_views.card(kwork, people.get(kwork.seller_id), found.images, call.links)
    return {**shown, **kwork_views.details(found)}


@handles("catalog.get_details_extra")
async def get_details_extra(call: Call) -> Answer:
    """What else there is about a kwork: pictures, videos, packages, extras with their prices, figures of sales."""
    found = await call.market.ask(details, call.actor, call.values["kwork_id"])
    kwork = found.kwork
    return {
        "kwork_id": kwork.id,
        "images": kwork_views.addresses(found.images, call.links),
        "videos": videos(kwork),
        "packages": [kwork_views.package(each) for each in packages(kwork)],
        "features": [kwork_views.feature(each) for each in found.features],
        "sales": kwork_views.sales(kwork, await call.market.ask(sales_figures, kwork.id)),
    }


@handles("user.get_favorite_kworks")
async def get_favorite_kworks(call: Call) -> Answer:
    """The caller's favourites that are in the catalogue now, the last added first."""
    return {"kworks": await _shown(call, await call.market.ask(favourites, call.actor))}


@handles("other.get_viewed_kworks")
async def get_viewed_kworks(call: Call) -> Answer:
    """The kworks that the caller looked at, the last first."""
    return {"kworks": await _shown(call, await call.market.ask(viewed, call.actor))}


@handles("other.get_kworks_status")
async def get_kworks_status(call: Call) -> Answer:
    """The caller's own kworks with their states, and how many there are in each."""
    found = await call.market.ask(kworks_by_state, call.actor)
    return {
        "kworks": [kwork_views.own(each) for each in found.cards],
        "statuses": [
            {"status": each.name.lower(), "name": NAMES[each], "count": count} for each, count in found.counts.items()
        ],
        "total": sum(found.counts.values()),
    }


async def _shown(call: Call, cards: Sequence[Card]) -> list[dict[str, Any]]:
    people = await call.market.ask(persons, [each.seller_id for each in cards])
    pictured = [each.id for each in cards if each.images]
    images = await call.market.ask(images_of, pictured) if pictured else []
    return [
        kwork_views.card(
            each,
            people.get(each.seller_id),
            [image for image in images if image.kwork_id == each.id],
            call.links,
        )
        for each in cards
    ]
