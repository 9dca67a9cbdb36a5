"""Kwork's JSON API, as it is documented, over our market: everything by POST under ``/kwork``, a session in cookies."""

from collections.abc import Mapping, Sequence

from starlette.routing import Route

from birzha.app import Market
from birzha.dialects.kwork import pictures
from birzha.dialects.kwork.endpoint import NAME, PREFIX, Endpoint
from birzha.dialects.kwork.entry import NAMES
from birzha.dialects.kwork.registry import BY_PATH, OPERATIONS
from birzha.watch import Dialect, Watch

__all__ = ["NAME", "PATHS", "dialect", "routes"]

PATHS = frozenset(PREFIX + path for path in (*NAMES, *BY_PATH))
"""Every address; the dialect bounds the bodies that come there itself."""


class NoSwitches:
    """The dialect's wire is as documented, without switches; see :class:`birzha.watch.Switchboard`."""

    def positions(self) -> Mapping[str, Sequence[str]]:
        """There are none."""
        return {}

    def put(self, token: str, switches: Mapping[str, str]) -> None:
        """There is nothing to set."""

    def drop(self, token: str) -> bool:
        """There was nothing."""
        return False

    def told(self) -> Mapping[str, Mapping[str, str]]:
        """Nothing is set."""
        return {}


def dialect() -> Dialect:
    """The dialect as a sandbox needs to know it."""
    return Dialect(NAME, (*NAMES.values(), *OPERATIONS), NoSwitches())


def routes(market: Market, *, watch: Watch | None = None) -> list[Route]:
    """Every address of the API, the refusal of all others under it, and the pictures that its answers name.

    Args:
        market: the exchange.
        watch: who looks at every request.
    """
    endpoint = Endpoint(market, watch, hinting=market.settings.sandbox and not market.settings.loose)
    calls = [*(Route(path, endpoint) for path in sorted(PATHS)), Route(PREFIX + "/{rest:path}", endpoint)]
    return [*calls, *pictures.routes(market)]
