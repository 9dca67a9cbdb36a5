"""The kworks that a sandbox begins with, and what is left of others after a reset."""

from dataclasses import replace

import pytest

from birzha.errors import NotFound
from birzha.kworks.commands import (
    add_image,
    admit_kwork,
    offer_kwork,
    pause_kwork,
    reject_kwork,
    save_kwork,
    set_features,
)
from birzha.kworks.model import Image, KworkChanges, KworkState, SaleState, public_texts
from birzha.kworks.queries import catalogue, my_purchases
from birzha.kworks.tables.kworks import FEATURES_OF, KWORK
from birzha.money.audit import audit
from birzha.people.model import Actor, Role
from birzha.people.queries import person_by_login
from birzha.people.vault import Vault
from birzha.sandbox.reset import reset
from birzha.sandbox.seed import read_seed, sow
from birzha.sandbox.seed_kworks import changes_of, features_of
from birzha.sweeps.files import forget_files
from birzha.texts.contacts import refuse_contacts

ME = Actor(1, Role.CUSTOMER)


def test_the_seed_shows_every_state():
    """At least sixty active kworks by several sellers in several categories, and each other state but the deleted."""
    groups = read_seed().kworks
    active = [each for each in groups if each.state == "active"]
    assert sum(len(each.offers) for each in active) >= 60
    assert len({each.seller for each in active}) >= 5
    assert len({each.category for each in active}) >= 10
    states = {state.name.lower() for state in KworkState if state is not KworkState.DELETED}
    assert {each.state for each in groups} == states


async def _stands(tx, kwork_id):
    return await tx.one(KWORK, kwork_id=kwork_id), await tx.all(FEATURES_OF, kwork_id=kwork_id)


async def test_the_commands_would_have_made_the_same(sqlite_market):
    """The first kwork of each group, made anew step by step, is the stored one but for its ids; so all its words are fit."""
    market = sqlite_market
    await market.do(sow, read_seed(), Vault(market.settings.secret_key))
    stored = 1
    for group in read_seed().kworks:
        seller = Actor((await market.ask(person_by_login, ME, group.seller)).id, Role.PERFORMER)
        title, price, days = group.offers[0]
        kwork_id = await market.do(save_kwork, seller, changes_of(group, title, price, days))
        for title, price, days in group.offers[1:]:
            refuse_contacts(market.settings.rules, **public_texts(changes_of(group, title, price, days)))
        await market.do(set_features, seller, kwork_id, features_of(group))
        if group.state != "draft":
            await market.do(offer_kwork, seller, kwork_id)
        if group.state in {"active", "paused"}:
            await market.do(admit_kwork, kwork_id)
        if group.state == "paused":
            await market.do(pause_kwork, seller, kwork_id)
        if group.state == "rejected":
            await market.do(reject_kwork, Actor(0, Role.MODERATOR), kwork_id, group.reason)
        (made, extras), (there, its) = [await market.ask(_stands, each) for each in (kwork_id, stored)]
        assert replace(made, id=0) == replace(
            there, id=0, sales=0, reviews=0, stars=0, rating=0, recommended=made.recommended
        )
        assert [(each.name, each.price, each.days) for each in extras] == [
            (each.name, each.price, each.days) for each in its
        ]
        stored += len(group.offers)


async def test_going_back_to_the_seed_forgets_pictures(sqlite_market):
    """A picture of a kwork that the reset removes is deleted from the file store afterwards; the catalogue is the seed's again."""
    market, seed, vault = sqlite_market, read_seed(), Vault(sqlite_market.settings.secret_key)
    await market.do(sow, seed, vault)
    seller = Actor((await market.ask(person_by_login, ME, "vera")).id, Role.PERFORMER)
    changes = KworkChanges(title="Новый", description="Скоро", category_id=254, price=100, days=1)
    kwork_id = await market.do(save_kwork, seller, changes)
    key = market.files.put(b"GIF89a")
    await market.do(add_image, seller, kwork_id, Image(0, 0, key, "а.gif", 6, "image/gif", 1, 1))
    await market.do(reset, seed, vault, market.store.engine)
    await forget_files(market)
    with pytest.raises(NotFound):
        market.files.get(key)
    assert (await market.ask(catalogue, ME)).total == 64


async def test_finished_sales(sqlite_market):
    """Each is delivered, paid and counted, with the package that it names; the books hold."""
    market, seed = sqlite_market, read_seed()
    await market.do(sow, seed, Vault(market.settings.secret_key))
    bought = []
    for login in {each.customer for each in seed.sales}:
        customer = Actor((await market.ask(person_by_login, ME, login)).id, Role.CUSTOMER)
        bought += await market.ask(my_purchases, customer)
    told = sorted((each.kwork, each.package, SaleState.DONE) for each in seed.sales)
    assert sorted((each.title, each.package, each.state) for each in bought) == told
    assert len(told) >= 3
    shelf = [*(await market.ask(catalogue, ME)).cards, *(await market.ask(catalogue, ME, offset=50)).cards]
    assert {each.id: each.sales for each in shelf if each.sales} == {each.kwork_id: 1 for each in bought}
    assert (await market.ask(audit)).problems == ()
