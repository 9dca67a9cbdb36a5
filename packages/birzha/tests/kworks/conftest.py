"""Kworks on a populated market, and short ways to bring one into any of its states."""

from dataclasses import dataclass
from typing import Any

import pytest

from birzha.kworks.commands import (
    approve_kwork,
    delete_kwork,
    offer_kwork,
    pause_kwork,
    reject_kwork,
    save_kwork,
)
from birzha.kworks.model import Kwork, KworkChanges, KworkState, Shelf
from birzha.kworks.queries import catalogue
from birzha.kworks.tables.kworks import KWORK
from birzha.people.model import Actor
from birzha.storage.transaction import Transaction

WRITTEN = {
    "title": "Напишу статью о кошках",
    "description": "Статья на три тысячи знаков",
    "category_id": 1911,
    "price": 50_000,
    "days": 3,
}
"""A valid kwork of 500 roubles."""


async def _kwork(tx: Transaction, kwork_id: int) -> Kwork | None:
    return await tx.first(KWORK, kwork_id=kwork_id)


@dataclass
class Stall:
    """A populated market whose performers offer kworks."""

    world: Any
    seller: Actor

    async def write(self, by: Actor | None = None, **changes: Any) -> int:
        """A new draft."""
        return await self.world.do(save_kwork, by or self.seller, KworkChanges(**{**WRITTEN, **changes}))

    async def offer(self, by: Actor | None = None, **changes: Any) -> int:
        """A new active kwork."""
        kwork_id = await self.write(by, **changes)
        await self.world.do(offer_kwork, by or self.seller, kwork_id)
        await self.world.do(approve_kwork, self.world.moderator, kwork_id)
        return kwork_id

    async def kwork_in(self, state: KworkState, **changes: Any) -> int:
        """A kwork in that state."""
        kwork_id = await self.write(**changes)
        if state in {KworkState.MODERATION, KworkState.REJECTED, KworkState.ACTIVE, KworkState.PAUSED}:
            await self.world.do(offer_kwork, self.seller, kwork_id)
        if state is KworkState.REJECTED:
            await self.world.do(reject_kwork, self.world.moderator, kwork_id, "Мало сказано")
        if state in {KworkState.ACTIVE, KworkState.PAUSED}:
            await self.world.do(approve_kwork, self.world.moderator, kwork_id)
        if state is KworkState.PAUSED:
            await self.world.do(pause_kwork, self.seller, kwork_id)
        if state is KworkState.DELETED:
            await self.world.do(delete_kwork, self.seller, kwork_id)
        assert (await self.kwork(kwork_id)).state == state
        return kwork_id

    async def kwork(self, kwork_id: int) -> Kwork:
        """A kwork as it stands in the rows."""
        found = await self.world.ask(_kwork, kwork_id)
        assert found is not None, f"kwork {kwork_id} is gone"
        return found

    async def shelf(self, by: Actor | None = None, **wanted: Any) -> Shelf:
        """A page of the catalogue."""
        return await self.world.ask(catalogue, by or self.world.customer, **wanted)

    async def ids(self, by: Actor | None = None, **wanted: Any) -> list[int]:
        """The ids of the same."""
        return [each.id for each in (await self.shelf(by, **wanted)).cards]


@pytest.fixture
def stall(world):
    """A stall on each engine."""
    return Stall(world, world.performer)
