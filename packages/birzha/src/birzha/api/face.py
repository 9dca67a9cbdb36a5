"""All of the API as one application: its endpoints and the document about them."""

from functools import cache
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from birzha.api.endpoints import ENDPOINTS
from birzha.api.openapi import document
from birzha.api.registry import Endpoint
from birzha.api.server import addresses
from birzha.app import Market
from birzha.outside import API, base_url


def endpoints(*, sandbox: bool) -> list[Endpoint]:
    """What an exchange serves.

    Args:
        sandbox: whether it is one.
    """
    return [each for each in ENDPOINTS if sandbox or not each.sandbox]


def application(market: Market) -> ASGIApp:
    """The API of a market.

    Args:
        market: the exchange.
    """
    served = endpoints(sandbox=market.settings.sandbox)

    @cache
    def described() -> dict[str, Any]:
        return document(served)

    async def describe(request: Request) -> Response:
        here = {"servers": [{"url": base_url(market, request) + API}]}
        return Response(msgspec.json.encode({**described(), **here}), media_type="application/json")

    return addresses(market, served, [Route("/openapi.json", describe)])
