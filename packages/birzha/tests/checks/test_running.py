"""Checks as a running exchange keeps them: on where there is a folder for the corpus, off where there is none."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from birzha.storage.work import StorageUnavailable
from birzha.sweeps import checking as sweep
from birzha.sweeps.checking import keep_checking

from .conftest import CATS


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Nobody waits for the pauses of a real exchange."""
    monkeypatch.setattr(sweep, "START", 0.0)
    monkeypatch.setattr(sweep, "PAUSE", 0.01)
    monkeypatch.setattr(sweep, "MINUTE", 0.01)


async def test_without_a_folder_nothing_is_checked(desk):
    """It ends at once, and no row says that there is a corpus."""
    before = await desk.world.everything()
    await asyncio.wait_for(keep_checking(desk.world.market), 5)
    assert await desk.world.everything() == before


async def test_a_running_exchange_checks_and_outlives_trouble(desk, monkeypatch, caplog):
    """Trouble of the database and a slip of ours are told; the result is measured all the same; a stop closes the corpus."""
    market = desk.world.market
    market.settings = replace(market.settings, corpus=desk.folder)
    trouble = [StorageUnavailable("the database is away"), ValueError("a slip")]
    measured = asyncio.Event()
    look = sweep.Checking.look

    async def troubled(self):
        if trouble:
            raise trouble.pop(0)
        if done := await look(self):
            measured.set()
        return done

    monkeypatch.setattr(sweep.Checking, "look", troubled)
    order_id = await desk.submit(CATS)
    running = asyncio.create_task(keep_checking(market))
    await asyncio.wait_for(measured.wait(), 20)
    assert (await desk.figures(order_id))[0] == 100
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert "the database is away" in caplog.text
    assert "a slip" in caplog.text
    desk.checking.shelf.corpus(next(desk.folder.glob("market-*")).name.removeprefix("market-"))
    assert desk.checking.shelf.writes  # nobody holds it any more
