"""The kworks that a sandbox begins with, and what is left of others after a reset."""

import pytest

from birzha.errors import NotFound
from birzha.kworks.commands import add_image, save_kwork
from birzha.kworks.model import Image, KworkChanges, KworkState, SaleState, Sort
from birzha.kworks.queries import catalogue, my_purchases
from birzha.money.audit import audit
from birzha.people.model import Actor, Role
from birzha.people.queries import person_by_login
from birzha.people.vault import Vault
from birzha.sandbox.reset import reset
from birzha.sandbox.seed import read_seed, sow
from birzha.sweeps.files import forget_files

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
    sold = {
        each.id: each.sales for each in (await market.ask(catalogue, ME, sort=Sort.RECOMMEND, count=len(told))).cards
    }
    assert sold == {each.kwork_id: 1 for each in bought}
    assert (await market.ask(audit)).problems == ()
