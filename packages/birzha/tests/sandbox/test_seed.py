"""The seed: readable, loadable on both engines, and known again."""

import sqlite3
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import text

from birzha.messages.queries import notifications
from birzha.money.queries import available
from birzha.people.commands import change_password, rotate_api_token, set_api_enabled, try_change
from birzha.people.model import Actor, Role
from birzha.people.passwords import verify_password
from birzha.people.queries import actor_by_id, api_key_by_token
from birzha.people.vault import Vault
from birzha.reference.queries import categories, languages
from birzha.sandbox.seed import accounts, has_demo_people, is_empty, read_seed, sow
from birzha.storage.statement import Statement
from birzha.texts.contacts import find_contacts

VAULT = Vault("a secret key of the tests, long enough to be one")
SEED = read_seed()
OPEN_ORDERS = Statement(text("SELECT title FROM task_order WHERE status = 1 AND public = 1 ORDER BY id"))
PEOPLE = Statement(text("SELECT id FROM person ORDER BY id"))


@pytest.mark.parametrize("demo", SEED.people, ids=[each.login for each in SEED.people])
async def test_the_hashes_are_of_the_passwords(demo):
    """Each precomputed hash opens with the password written beside it, so everybody can log in."""
    assert await verify_password(demo.password_hash, demo.password)


def test_everybody_is_somebody_else():
    """Logins, passwords, tokens and API passwords of demo people differ, so that mixing them up is noticed."""
    for field in ("login", "password", "token", "api_pass"):
        values = [getattr(each, field) for each in SEED.people if getattr(each, field)]
        assert len(set(values)) == len(values), field


def test_every_role_is_there():
    """Someone to be each role, one who is all of them, and at least one customer with money."""
    roles = {role for each in SEED.people for role in each.roles}
    assert roles == {"customer", "performer", "moderator", "admin", "corrector"}
    assert any(len(each.roles) == 5 for each in SEED.people)
    assert any("customer" in each.roles and each.balance >= 10_000 for each in SEED.people)
    assert sum(each.roles == ["customer"] for each in SEED.people) >= 2
    assert sum(each.roles == ["performer"] for each in SEED.people) >= 2


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def test_no_text_of_the_seed_carries_contact_data():
    """What people may not write stands nowhere in the seed, for sowing does not look for it."""
    texts = list(_texts(msgspec.to_builtins(SEED)))
    assert len(texts) > 400
    assert [each for each in texts if " " in each and find_contacts(each)] == []


async def test_the_seed_loads_through_the_markets_own_commands(market):
    """On either engine: people, keys, money, categories with the documented numbers, languages and open orders."""
    assert await market.ask(is_empty)
    await market.do(sow, SEED, VAULT)
    assert not await market.ask(is_empty)
    key = await market.ask(api_key_by_token, SEED.people[0].token)
    assert VAULT.open(key.sealed_password) == "api-anna"
    assert await market.ask(available, key.person.id) == 10_000_000
    assert {1911: "Не определена", 254: "Кулинария"}.items() <= {
        each.id: each.name for each in await market.ask(categories)
    }.items()
    assert len(await market.ask(languages)) == len(SEED.languages)
    waiting = [each for each in SEED.life.projects if not any(offer.accepted for offer in each.offers)]
    assert len(await market.ask(_titles)) == len(SEED.orders) + len(waiting)


async def test_notifications_of_demo_people_come_newest_first(sqlite_market):
    """The seed tells people things in the order in which they happened: a list by number is also one by date."""
    await sqlite_market.do(sow, SEED, VAULT)
    told = 0
    for number in await sqlite_market.ask(_people):
        person = await sqlite_market.ask(actor_by_id, number)
        dates = [each.date for each in (await sqlite_market.ask(notifications, person)).notifications]
        assert dates == sorted(dates, reverse=True)
        told += len(dates)
    assert told > 20


async def _people(tx):
    return [row[0] for row in await tx.all(PEOPLE)]


async def _titles(tx):
    return [row[0] for row in await tx.all(OPEN_ORDERS)]


async def test_the_accounts_say_how_to_log_in_now(market):
    """What was changed since the seed is not promised: neither an old password nor an old token."""
    await market.do(sow, SEED, VAULT)
    told = {each.login: each for each in await market.ask(accounts, SEED, VAULT)}
    assert (told["anna"].password, told["anna"].etxt_token, told["anna"].etxt_api_pass) == (
        "demo-anna",
        "1" * 32,
        "api-anna",
    )
    assert told["vse"].roles == ["customer", "performer", "moderator", "admin", "corrector"]
    assert (told["marta"].etxt_token, told["marta"].etxt_api_pass) == (None, None)
    anna, boris = Actor(1, Role.CUSTOMER), Actor(2, Role.CUSTOMER)
    lock = await market.do(try_change, anna)
    await market.do(change_password, anna, lock, "another hash")
    token = await market.do(rotate_api_token, anna)
    await market.do(set_api_enabled, boris, False)
    told = {each.login: each for each in await market.ask(accounts, SEED, VAULT)}
    assert (told["anna"].password, told["anna"].etxt_token) == (None, token)
    assert (told["boris"].password, told["boris"].etxt_token, told["boris"].etxt_api_pass) == ("demo-boris", None, None)


async def test_a_password_sealed_with_another_key_is_not_promised(sqlite_market):
    """A database that was filled under another secret key tells no API password instead of failing."""
    await sqlite_market.do(sow, SEED, Vault("the secret key that this database was filled under"))
    told = await sqlite_market.ask(accounts, SEED, VAULT)
    assert told[0].etxt_api_pass is None


async def test_demo_people_are_known_by_what_everybody_knows(sqlite_market):
    """A market is recognised by its published passwords and tokens, not by logins that anybody may have."""
    assert not await sqlite_market.ask(has_demo_people, SEED)
    await sqlite_market.do(sow, SEED, VAULT)
    assert await sqlite_market.ask(has_demo_people, SEED)
    await sqlite_market.store.write(_change_tokens)
    assert await sqlite_market.ask(has_demo_people, SEED)
    await sqlite_market.store.write(_change_passwords)
    assert not await sqlite_market.ask(has_demo_people, SEED)
    await sqlite_market.store.write(_give_token_back)
    assert await sqlite_market.ask(has_demo_people, SEED)


async def _change_passwords(tx):
    await tx.run(Statement(text("UPDATE person SET password_hash = 'x'")))


async def _change_tokens(tx):
    await tx.run(Statement(text("UPDATE api_key SET token = 'changed-' || person_id")))


async def _give_token_back(tx):
    await tx.run(Statement(text("UPDATE api_key SET token = :token WHERE person_id = 2").bindparams(token="2" * 32)))


def test_sqlite_is_new_enough():
    """The tests themselves run on a SQLite that has STRICT tables."""
    assert sqlite3.sqlite_version_info >= (3, 37)
