"""Our own JSON API: what the dialects lack — performers, moderators, administrators, accounts. Mounted at ``/api/v1``.

A sandbox answers its first request a tenth of a second sooner without the API's endpoints, and hardly ever is that first request
for them: there they are loaded by whoever asks first, or shortly after the start (:func:`make_ready`).
"""

import asyncio

from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from birzha.app import Market
from birzha.outside import API

__all__ = ["PREFIX", "make_ready", "routes"]

PREFIX = API
"""Where the API is."""


def routes(market: Market) -> list[Mount]:
    """The API, for the application that serves it.

    Args:
        market: the exchange; a real one has everything loaded before it answers anybody.
    """
    return [Mount(PREFIX, app=_Later(market) if market.settings.sandbox else _load(market))]


def make_ready() -> None:
    """Load the endpoints, in a thread or before the event loop runs: a tenth of a second."""
    from birzha.api import face  # noqa: PLC0415  # the module's docstring says why

    del face


class _Later:
    def __init__(self, market: Market) -> None:
        self._market = market
        self._loaded: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._loaded is None:
            self._loaded = await asyncio.to_thread(_load, self._market)
        await self._loaded(scope, receive, send)


def _load(market: Market) -> ASGIApp:
    from birzha.api.face import application  # noqa: PLC0415  # as above

    return application(market)
