"""eTXT's JSON API over our market: one URL, ``method``, ``token`` and ``sign`` in its query."""

from starlette.routing import Route

from birzha.app import Market
from birzha.dialects.etxt import files
from birzha.dialects.etxt.endpoint import PATH, Endpoint
from birzha.dialects.etxt.switches import Wire, wire_of

__all__ = ["PATH", "Wire", "routes"]


def routes(market: Market, wire: Wire | None = None) -> list[Route]:
    """The API's one URL, with and without its last slash, and the addresses that its answers name.

    Args:
        market: the exchange.
        wire: the dialect's switches; without them those of the market's settings count.
    """
    the_wire = wire or wire_of(market.settings.etxt)
    endpoint = Endpoint(market, the_wire)
    return [Route(PATH, endpoint), Route(PATH.rstrip("/"), endpoint), *files.routes(market, the_wire)]
