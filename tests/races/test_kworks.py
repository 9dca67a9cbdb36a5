"""Sellers, moderators and customers after one kwork at once, on PostgreSQL: whatever comes first, the rows fit together."""

import asyncio
import os
from collections.abc import Awaitable
from typing import Any

import pytest
from sqlalchemy import func, select

from birzha.app import Market
from birzha.errors import LimitExceeded, MarketError, NotFound, WrongState
from birzha.kworks.commands import (
    add_favourite,
    add_image,
    approve_kwork,
    delete_kwork,
    following,
    note_view,
    offer_kwork,
    pause_kwork,
    reject_kwork,
    remove_favourite,
    remove_image,
    resume_kwork,
    save_kwork,
    withdraw_kwork,
    writing,
)
from birzha.kworks.model import MOST_IMAGES, Image, Kwork, KworkChanges, KworkState
from birzha.kworks.queries import catalogue, favourites, images_of, kworks_by_state, viewed
from birzha.kworks.tables import kwork_image
from birzha.kworks.tables.kworks import KWORK
from birzha.messages.commands import mark_read
from birzha.messages.queries import unread
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.reference.commands import save_category
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction

CLIENTS = 8
ROUNDS = int(os.environ.get("BIRZHA_ROUNDS", "3"))
FEW = 4
"""What a limit is lowered to, where it is not the number that matters."""


async def _kwork(tx: Transaction, kwork_id: int) -> Kwork:
    return await tx.one(KWORK, kwork_id=kwork_id)


async def _keys(tx: Transaction) -> int:
    row = await tx.one(Statement(select(func.count()).select_from(kwork_image)))
    return int(row[0])


class Stall:
    """A seller, a moderator, customers."""

    def __init__(self, market: Market) -> None:
        self.market = market

    async def open(self) -> "Stall":
        """Bring everybody in."""
        self.moderator = await self.person("moderator", Role.MODERATOR | Role.ADMIN)
        self.seller = await self.person("seller", Role.PERFORMER)
        self.customers = [await self.person(f"customer{n}", Role.CUSTOMER) for n in range(2)]
        self.category = await self.market.do(save_category, self.moderator, name="Кулинария")
        return self

    async def person(self, login: str, roles: Role) -> Actor:
        """Somebody new."""
        return Actor(await self.market.do(add_person, login=login, roles=roles), roles)

    async def draft(self) -> int:
        """A new draft."""
        changes = KworkChanges(title="Хлеб", description="О хлебе", category_id=self.category, price=10_000, days=1)
        return await self.market.do(save_kwork, self.seller, changes)

    async def offered(self) -> int:
        """A kwork on moderation."""
        kwork_id = await self.draft()
        await self.market.do(offer_kwork, self.seller, kwork_id)
        return kwork_id

    async def active(self) -> int:
        """A kwork in the catalogue."""
        kwork_id = await self.offered()
        await self.market.do(approve_kwork, self.moderator, kwork_id)
        return kwork_id

    async def kwork(self, kwork_id: int) -> Kwork:
        """A kwork as it stands."""
        return await self.market.ask(_kwork, kwork_id)

    def add_image(self, kwork_id: int) -> Awaitable[int]:
        """Add a picture."""
        image = Image(0, 0, "00ff", "а.png", 1, "image/png", 1, 1)
        return self.market.do(add_image, self.seller, kwork_id, image)


@pytest.fixture
async def stall(postgres_market: Market) -> Stall:
    """A stall on PostgreSQL."""
    return await Stall(postgres_market).open()


async def outcomes(*acts: Awaitable[Any]) -> tuple[list[Any], list[MarketError]]:
    """What succeeded and what was refused; anything but a refusal of the market fails the test."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    assert all(isinstance(failure, MarketError) for failure in failures), failures
    kept = [result for result in results if not isinstance(result, BaseException)]
    return kept, [failure for failure in failures if isinstance(failure, MarketError)]


async def test_a_verdict_is_given_once(stall: Stall):
    """Of approvals, rejections and a withdrawal at once exactly one counts, and the seller hears of it once, or of none."""
    market = stall.market
    for _ in range(ROUNDS):
        kwork_id = await stall.offered()
        done, refused = await outcomes(
            market.do(approve_kwork, stall.moderator, kwork_id),
            market.do(reject_kwork, stall.moderator, kwork_id, "Мало сказано"),
            market.do(withdraw_kwork, stall.seller, kwork_id),
            market.do(approve_kwork, stall.moderator, kwork_id),
            market.do(reject_kwork, stall.moderator, kwork_id, "Мало сказано"),
        )
        assert (len(done), len(refused)) == (1, 4)
        assert all(isinstance(each, WrongState | NotFound) for each in refused)
        state = (await stall.kwork(kwork_id)).state
        told = [each.id for each in await market.ask(unread, stall.seller)]
        assert len(told) == int(state != KworkState.DRAFT)
        if told:
            await market.do(mark_read, stall.seller, told)


async def test_no_unread_words_come_into_the_catalogue(stall: Stall):
    """A rewritten kwork is never active with the new words, whatever pauses, resumes and edits meet; prices may change."""
    market = stall.market
    for number in range(ROUNDS):
        kwork_id = await stall.active()
        await outcomes(
            market.do(save_kwork, stall.seller, KworkChanges(title=f"Хлеб {number}"), kwork_id),
            market.do(pause_kwork, stall.seller, kwork_id),
            market.do(save_kwork, stall.seller, KworkChanges(price=20_000 + number), kwork_id),
            market.do(resume_kwork, stall.seller, kwork_id),
            market.do(pause_kwork, stall.seller, kwork_id),
        )
        found = await stall.kwork(kwork_id)
        assert found.title == "Хлеб" or found.state in {KworkState.MODERATION, KworkState.DRAFT}
        listed = (await market.ask(catalogue, stall.customers[0])).cards
        assert kwork_id not in {each.id for each in listed} or found.state == KworkState.ACTIVE


async def test_pictures_at_their_limit(stall: Stall):
    """One place left and eight pictures at once: one gets it; additions against deletions: the count is that of the rows."""
    market = stall.market
    kwork_id = await stall.draft()
    images = [await stall.add_image(kwork_id) for _ in range(MOST_IMAGES - 1)]
    for _ in range(ROUNDS):
        done, refused = await outcomes(*(stall.add_image(kwork_id) for _ in range(CLIENTS)))
        assert (len(done), {type(each) for each in refused}) == (1, {LimitExceeded})
        assert (await stall.kwork(kwork_id)).images == MOST_IMAGES
        images += done
        first = images.pop(0)
        await outcomes(
            *(stall.add_image(kwork_id) for _ in range(3)),
            *(market.do(remove_image, stall.seller, kwork_id, first) for _ in range(2)),
        )
        images = [each.id for each in await market.ask(images_of, [kwork_id])]
        assert (await stall.kwork(kwork_id)).images == len(images) <= MOST_IMAGES
        for each in images[MOST_IMAGES - 1 :]:
            await market.do(remove_image, stall.seller, kwork_id, each)
        images = images[: MOST_IMAGES - 1]


async def test_nothing_hangs_on_a_deleted_kwork(stall: Stall):
    """A deletion against pictures, favourites and views: whatever came first, nothing of it is left."""
    market, customer = stall.market, stall.customers[0]
    for _ in range(ROUNDS):
        kwork_id = await stall.active()
        await outcomes(
            market.do(add_favourite, customer, kwork_id),
            stall.add_image(kwork_id),
            market.do(delete_kwork, stall.seller, kwork_id),
            market.do(note_view, customer, kwork_id),
            stall.add_image(kwork_id),
        )
        found = await stall.kwork(kwork_id)
        assert (found.state, found.images) == (KworkState.DELETED, 0)
        assert await market.ask(_keys) == 0
        assert await market.ask(favourites, customer) == await market.ask(viewed, customer) == []


async def test_a_favourite_is_one(stall: Stall):
    """Added eight times at once it is there once; added and removed at once it is there or not; views the same."""
    market, customer = stall.market, stall.customers[0]
    kwork_id = await stall.active()
    for _ in range(ROUNDS):
        _, refused = await outcomes(*(market.do(add_favourite, customer, kwork_id) for _ in range(CLIENTS)))
        assert refused == []
        await outcomes(*(market.do(note_view, customer, kwork_id) for _ in range(CLIENTS)))
        for find in (favourites, viewed):
            assert [each.id for each in await market.ask(find, customer)] == [kwork_id]
        done, _ = await outcomes(*(market.do(remove_favourite, customer, kwork_id) for _ in range(CLIENTS)))
        assert len(done) == 1


async def test_limits_hold_whoever_adds(stall: Stall, monkeypatch: pytest.MonkeyPatch):
    """More favourites and more kworks at once than there may be: as many as there may be, for each of two people."""
    monkeypatch.setattr(following, "MOST_FAVOURITES", FEW)
    market = stall.market
    kworks = [await stall.active() for _ in range(CLIENTS)]
    acts = [market.do(add_favourite, who, each) for each in kworks for who in stall.customers]
    done, refused = await outcomes(*acts)
    assert (len(done), {type(each) for each in refused}) == (2 * FEW, {LimitExceeded})
    for who in stall.customers:
        assert len(await market.ask(favourites, who)) == FEW
    monkeypatch.setattr(writing, "MOST_KWORKS", CLIENTS + FEW)
    done, _ = await outcomes(*(stall.draft() for _ in range(CLIENTS)))
    assert len(done) == FEW
    assert len((await market.ask(kworks_by_state, stall.seller)).cards) == CLIENTS + FEW
