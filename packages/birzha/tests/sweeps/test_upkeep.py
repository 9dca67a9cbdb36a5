"""What a running exchange does for itself."""

import asyncio
import logging

import pytest
from sqlalchemy import text

from birzha.app import Market
from birzha.clock import DAY
from birzha.money import queries
from birzha.money.commands.accounts import deposit
from birzha.people.commands import add_person
from birzha.people.model import Role
from birzha.people.tables import session
from birzha.storage.statement import Statement, put_into
from birzha.storage.transaction import Transaction
from birzha.sweeps import upkeep
from birzha.sweeps.run import keep_sweeping

PUT_SESSION = put_into(session, "token_hash", "person_id", "created", "expires")
SESSIONS = Statement(text("SELECT token_hash FROM session"))
SPOIL = Statement(text("UPDATE wallet SET available = available + 1"))


async def spoil(tx: Transaction) -> None:
    await tx.run(SPOIL)


async def swept(market: Market) -> None:
    """Let the loop look a few times."""
    loop = asyncio.create_task(keep_sweeping(market, pause=0.01))
    await asyncio.sleep(0.3)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop


async def test_a_running_exchange_freezes_payouts_when_its_ledger_is_wrong(
    market: Market, caplog: pytest.LogCaptureFixture
):
    """A sound ledger is left alone; a wrong one stops payouts within one look, and the log says why."""
    await market.do(add_person, login="customer", roles=Role.CUSTOMER)
    await market.do(deposit, 1, 100)
    await swept(market)
    assert await market.ask(queries.frozen) is None
    await market.do(spoil)
    with caplog.at_level(logging.CRITICAL, logger="birzha.sweeps"):
        await swept(market)
    assert "available" in str(await market.ask(queries.frozen))
    assert "payouts are frozen" in caplog.text


async def test_expired_sessions_are_forgotten(market: Market):
    """What has expired is removed by the running exchange; what counts stays."""

    async def put(tx: Transaction, name: str, expires: int) -> None:
        await tx.run(PUT_SESSION, token_hash=name, person_id=1, created=tx.now, expires=expires)

    async def names(tx: Transaction) -> list[str]:
        return [row[0] for row in await tx.all(SESSIONS)]

    await market.do(add_person, login="customer", roles=Role.CUSTOMER)
    await market.do(put, "old", market.clock.now() - DAY)
    await market.do(put, "new", market.clock.now() + DAY)
    await swept(market)
    assert await market.ask(names) == ["new"]


async def test_each_chore_keeps_its_own_pace(sqlite_market: Market, monkeypatch: pytest.MonkeyPatch):
    """A chore is done at the first look and again only when its time has come."""
    done = []
    now = 0.0
    monkeypatch.setattr(upkeep, "monotonic", lambda: now)

    async def often(market: Market) -> None:
        done.append("often")

    async def rarely(market: Market) -> None:
        done.append("rarely")

    chores = upkeep.Upkeep(((often, 10), (rarely, 25)))
    for now in (0.0, 9.9, 10.0, 20.0, 25.0, 30.0):  # noqa: B007  # read by the clock above
        await chores.look(sqlite_market)
    assert done == ["often", "rarely", "often", "often", "rarely", "often"]
