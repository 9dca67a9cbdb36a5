"""What starting a sandbox and starting a real exchange have in common: schema, socket, market, server, in that order."""

import asyncio
import gc
import logging
import socket
import sys
from collections.abc import Awaitable, Callable

from birzha import api
from birzha.app import Market
from birzha.install import install
from birzha.running import Server, run_loop
from birzha.server import build, running
from birzha.texts.contacts import make_ready

HASTE = 0.3
"""Seconds after the start in which whoever waited for it asks first."""


def prepare_schema(market: Market) -> None:
    """Bring the market's database to the present schema. Call it before the event loop runs."""
    install(market.settings.database_url)


def serve_market(
    market: Market,
    listening: socket.socket,
    *,
    before: Callable[[], Awaitable[None]],
    ready: Callable[[], None],
) -> None:
    """Serve until SIGINT or SIGTERM, then finish what is under way.

    Args:
        market: its schema is current.
        listening: where requests come in.
        before: runs on the open market before the first request.
        ready: called once requests are answered.

    Raises:
        DatabaseInUse: another process holds the market's SQLite file.
        Misconfigured: ``before`` says that this market must not be served this way.
    """
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )

    answering = asyncio.Event()

    def awake() -> None:
        gc.freeze()  # what was loaded stays: no search need look at it again
        gc.enable()
        ready()
        answering.set()

    async def load_later() -> None:
        await answering.wait()
        await asyncio.sleep(HASTE)  # the first answers are not to wait for it
        await asyncio.to_thread(load_rest)

    def load_rest() -> None:
        api.make_ready()
        if market.settings.rules.private_data_check:
            make_ready()

    async def whole() -> None:
        async with running(market):
            await before()
            loading = asyncio.create_task(load_later())
            try:
                await Server(build(market), awake, signals=True, breakable=market.settings.sandbox).serve([listening])
            finally:
                loading.cancel()

    run_loop(whole())
