"""How the outside reaches the exchange."""

from starlette.requests import Request

from birzha.app import Market

API = "/api/v1"
"""Where our own API is, below the exchange's address."""


def base_url(market: Market, request: Request) -> str:
    """The exchange's own address, without a slash at the end: as its operator says, else as the request came.

    Args:
        market: the exchange.
        request: any of its requests.
    """
    return market.settings.base_url or f"{request.url.scheme}://{request.url.netloc}"
