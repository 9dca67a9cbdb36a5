"""The whole program as one ASGI application: every face of one market, its guard, and what runs beside the requests."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from birzha import api, front, sandbox
from birzha.app import Market
from birzha.dialects import etxt, kwork
from birzha.guard import Guard
from birzha.sweeps.checking import keep_checking
from birzha.sweeps.run import keep_sweeping
from birzha.turns import Turns

logger = logging.getLogger("birzha")


@dataclass(frozen=True, slots=True)
class Faces:
    """What serves a market.

    Args:
        app: the application.
        controls: of a sandbox, for whoever turns its clock from inside; ``None``: this exchange is real.
    """

    app: ASGIApp
    controls: sandbox.Controls | None


def build(market: Market) -> ASGIApp:
    """The application that serves a market; the sandbox's controls are there only when its settings say so.

    Its lifespan opens and closes the store and runs the sweeps. A server without lifespan uses :func:`running` instead.

    Args:
        market: put together, not yet open; its schema is current.
    """
    return faces_of(market).app


def faces_of(market: Market) -> Faces:
    """See :func:`build`; everything that a sandbox remembers beside its rows begins anew with each call.

    Args:
        market: put together.
    """
    controls: sandbox.Controls | None = None

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with running(market):
            yield

    if market.settings.sandbox:
        dialect, wires = etxt.dialect(market)
        hands = sandbox.Hands(market, [dialect, kwork.dialect()])
        controls = sandbox.Controls(market, hands)
        spoken = [
            *etxt.routes(market, wires, watch=hands),
            *kwork.routes(market, watch=hands),
            *sandbox.routes_of(controls),
        ]
    else:
        spoken = [*etxt.routes(market), *kwork.routes(market)]
    routes = [*front.routes(market), *spoken, *api.routes(market)]
    spoken_to = Starlette(routes=routes, exception_handlers=front.HANDLERS, lifespan=lifespan)
    # the one URL of the dialect with the most calls answers and refuses everything itself
    addresses = {etxt.PATH, etxt.PATH.rstrip("/")}
    straight = {each.path: each.app for each in routes if isinstance(each, Route) and each.path in addresses}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found = straight.get(scope["path"]) if scope["type"] == "http" else None
        await (found or spoken_to)(scope, receive, send)

    return Faces(Turns(Guard(app, free={*straight, *kwork.PATHS})), controls)


@asynccontextmanager
async def running(market: Market) -> AsyncIterator[None]:
    """Keep a market open and its time going.

    Raises:
        DatabaseInUse: another process holds its SQLite file.
    """
    await market.store.open()
    beside = [
        asyncio.create_task(keep_sweeping(market), name="birzha-sweeps"),
        asyncio.create_task(keep_checking(market), name="birzha-checks"),
    ]
    for each in beside:
        each.add_done_callback(_tell_failure)
    try:
        yield
    finally:
        for each in beside:
            each.cancel()
        for each in beside:
            with suppress(asyncio.CancelledError, Exception):  # a failure has been told already
                await each
        await market.store.close()


def _tell_failure(stopped: "asyncio.Task[None]") -> None:
    if not stopped.cancelled() and (error := stopped.exception()) is not None:
        lost = "no text is checked" if stopped.get_name() == "birzha-checks" else "nothing becomes due"
        name = stopped.get_name().removeprefix("birzha-")
        logger.critical("the %s have stopped: %s any more; restart the exchange", name, lost, exc_info=error)
