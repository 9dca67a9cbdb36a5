"""eTXT's JSON API over our market: one URL, ``method``, ``token`` and ``sign`` in its query."""

from starlette.routing import Route

from birzha.app import Market
from birzha.dialects.etxt import files
from birzha.dialects.etxt.endpoint import NAME, PATH, Endpoint
from birzha.dialects.etxt.registry import METHODS
from birzha.dialects.etxt.switches import Wire, Wires, wire_of
from birzha.watch import Dialect, Watch

__all__ = ["NAME", "PATH", "Wire", "Wires", "dialect", "routes"]


def dialect(market: Market) -> tuple[Dialect, Wires]:
    """The dialect as a sandbox needs to know it, and its switches for :func:`routes`.

    Args:
        market: the exchange, whose own switches are the usual ones.
    """
    wires = Wires(wire_of(market.settings.etxt))
    return Dialect(NAME, tuple(METHODS), wires), wires


def routes(market: Market, wire: Wire | Wires | None = None, *, watch: Watch | None = None) -> list[Route]:
    """The API's one URL, with and without its last slash, and the addresses that its answers name.

    Args:
        market: the exchange.
        wire: the dialect's switches, or those with the ones of single callers; without them those of the market's settings count.
        watch: who looks at every request.
    """
    wires = wire if isinstance(wire, Wires) else Wires(wire or wire_of(market.settings.etxt))
    endpoint = Endpoint(market, wires, watch, hinting=market.settings.sandbox and not market.settings.loose)
    return [Route(PATH, endpoint), Route(PATH.rstrip("/"), endpoint), *files.routes(market, wires.usual)]
