"""Where the story is played: a sandbox of its own in a temporary folder, on a free port, gone afterwards."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from birzha.app import Market, assemble
from birzha.cli.up import people_of
from birzha.configuration import sandbox_settings
from birzha.install import install
from birzha.running import Server, bind, url_of
from birzha.sandbox.seed import Account
from birzha.server import build, running


@dataclass(frozen=True, slots=True)
class Stage:
    """A running exchange.

    Args:
        url: its address.
        accounts: its demo people.
    """

    url: str
    accounts: Sequence[Account]

    def account(self, login: str) -> Account:
        """How to log in as somebody.

        Raises:
            LookupError: there is no such demo person.
        """
        return next(each for each in self.accounts if each.login == login)


def prepare(folder: Path) -> Market:
    """A sandbox in that folder, its schema made, not yet open. Call it before the event loop runs."""
    market = assemble(sandbox_settings(folder))
    install(market.settings.database_url)
    return market


@asynccontextmanager
async def running_stage(market: Market) -> AsyncIterator[Stage]:
    """Serve the market on a free port for as long as the story takes."""
    ready = asyncio.Event()
    with bind("127.0.0.1", 0) as listening:
        url = url_of(listening)
        async with running(market):
            accounts = await people_of(market)
            server = Server(build(market), ready.set, signals=False)
            serving = asyncio.create_task(server.serve([listening]))
            try:
                await ready.wait()
                yield Stage(url, accounts)
            finally:
                server.should_exit = True
                await serving
