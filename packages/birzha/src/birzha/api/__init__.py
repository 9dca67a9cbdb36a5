"""Our own JSON API: what the dialects lack — performers, moderators, administrators, accounts. Mounted at ``/api/v1``."""

from functools import cache
from importlib import import_module
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from birzha.api.openapi import document
from birzha.api.registry import ENDPOINTS, Endpoint
from birzha.api.server import addresses
from birzha.app import Market
from birzha.outside import API, base_url

__all__ = ["PREFIX", "SUBJECTS", "endpoints", "routes"]

PREFIX = API
"""Where the API is."""

SUBJECTS = (
    "sessions",
    "me",
    "photos",
    "people",
    "user_notes",
    "reference",
    "exchange_rates",
    "features",
    "text_checks",
    "folders",
    "lists",
    "reviews",
    "messages",
    "dialogs",
    "notifications",
    "money",
    "orders",
    "uniqueness",
    "bids",
    "offers",
    "personal_offers",
    "work",
    "reports",
    "archive",
    "corrections",
    "tickets",
    "articles",
    "catalogue",
    "kworks",
    "kwork_sales",
    "admin_people",
    "admin_money",
)
"""The modules that declare endpoints, in the order of the documentation."""

for _subject in SUBJECTS:
    import_module(f"birzha.api.endpoints.{_subject}")


def endpoints(*, sandbox: bool) -> list[Endpoint]:
    """What an exchange serves.

    Args:
        sandbox: whether it is one.
    """
    return [each for each in ENDPOINTS if sandbox or not each.sandbox]


def routes(market: Market) -> list[Mount]:
    """The API, for the application that serves it.

    Args:
        market: the exchange.
    """
    served = endpoints(sandbox=market.settings.sandbox)

    @cache
    def described() -> dict[str, Any]:
        return document(served)

    async def describe(request: Request) -> Response:
        here = {"servers": [{"url": base_url(market, request) + PREFIX}]}
        return Response(msgspec.json.encode({**described(), **here}), media_type="application/json")

    return [Mount(PREFIX, app=addresses(market, served, [Route("/openapi.json", describe)]))]
