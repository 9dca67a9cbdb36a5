"""Profiles, kinds of work, ignore lists, API keys."""

import asyncio

import pytest

from birzha.app import Market
from birzha.errors import Forbidden, Invalid, NotFound, Taken
from birzha.people import queries
from birzha.people.commands import (
    add_api_key,
    add_person,
    edit_profile,
    ignore,
    issue_api_key,
    rotate_api_token,
    set_api_enabled,
    set_api_password,
    set_level,
    set_works,
    stop_ignoring,
)
from birzha.people.model import Actor, ApiAccess, Role, Work


async def someone(market: Market, login: str, roles: Role = Role.CUSTOMER) -> Actor:
    """A new person."""
    actor = await market.ask(queries.actor_by_id, await market.do(add_person, login=login, roles=roles))
    assert actor is not None
    return actor


async def test_only_what_is_given_changes(market: Market) -> None:
    """A profile's fields change one by one; an empty text empties; nobody else's change."""
    mine, other = await someone(market, "ivan"), await someone(market, "petr")
    await market.do(edit_profile, mine, fio="Иван", city="Тула", email="Ivan@Mail.ru")
    await market.do(edit_profile, mine, description="Пишу", fio="")
    await market.do(edit_profile, mine)
    account = await market.ask(queries.account, mine)
    assert (account.fio, account.city, account.description, account.email) == ("", "Тула", "Пишу", "ivan@mail.ru")
    assert (await market.ask(queries.account, other)).city == ""


@pytest.mark.parametrize(
    ("field", "most"), [("fio", 100), ("description", 2000), ("country", 60), ("city", 60), ("photo", 200)]
)
async def test_limits_of_a_profile(sqlite_market: Market, field: str, most: int) -> None:
    """The longest text passes; a longer one and NUL are refused and nothing of the same edit is kept."""
    mine = await someone(sqlite_market, "ivan")
    await sqlite_market.do(edit_profile, mine, **{field: "я" * most})
    for bad in ("я" * (most + 1), "a\0"):
        with pytest.raises(Invalid) as refusal:
            await sqlite_market.do(edit_profile, mine, **{field: bad}, email="new@mail.ru")
        assert refusal.value.field == field
    account = await sqlite_market.ask(queries.account, mine)
    assert (getattr(account, field), account.email) == ("я" * most, "")


async def test_an_address_cannot_be_taken_away(sqlite_market: Market) -> None:
    """An empty or impossible e-mail address is refused."""
    mine = await someone(sqlite_market, "ivan")
    for bad in ("", "x", "a@b"):
        with pytest.raises(Invalid) as refusal:
            await sqlite_market.do(edit_profile, mine, email=bad)
        assert refusal.value.field == "email"


async def test_works_are_replaced_and_keep_their_levels(market: Market) -> None:
    """What a performer takes is said anew; a kind that stays keeps its level, one that went comes back without."""
    performer = await someone(market, "writer", Role.PERFORMER)
    admin = await someone(market, "admin", Role.ADMIN)
    await market.do(set_works, performer, [Work(1, 5000, level=3), Work(4, 0)])
    await market.do(set_level, admin, performer.id, 1, 2)
    await market.do(set_level, admin, performer.id, 4, 3)
    await market.do(set_works, performer, [Work(1, 10_000_000), Work(2, 1)])
    assert await market.ask(queries.works, admin, performer.id) == [Work(1, 10_000_000, 2), Work(2, 1, 0)]
    await market.do(set_works, performer, [Work(4, 0)])
    assert await market.ask(queries.works, admin, performer.id) == [Work(4, 0, 0)]
    await market.do(set_works, performer, [])
    assert await market.ask(queries.works, admin, performer.id) == []


@pytest.mark.parametrize(
    "works", [[Work(0, 0)], [Work(5, 0)], [Work(1, 0), Work(1, 5)], [Work(1, -1)], [Work(1, 10_000_001)]]
)
async def test_bad_works(sqlite_market: Market, works: list[Work]) -> None:
    """Unknown and repeated kinds and prices beyond the limits are refused; the former list stays."""
    performer = await someone(sqlite_market, "writer", Role.PERFORMER)
    await sqlite_market.do(set_works, performer, [Work(3, 7)])
    with pytest.raises(Invalid):
        await sqlite_market.do(set_works, performer, works)
    assert await sqlite_market.ask(queries.works, performer, performer.id) == [Work(3, 7)]


async def test_whose_works(market: Market) -> None:
    """Only performers have works: to set, and to be asked for."""
    customer, performer = await someone(market, "client"), await someone(market, "writer", Role.PERFORMER)
    with pytest.raises(Forbidden):
        await market.do(set_works, customer, [Work(1, 0)])
    for person_id in (customer.id, 999):
        with pytest.raises(NotFound):
            await market.ask(queries.works, performer, person_id)
    assert await market.ask(queries.works, customer, performer.id) == []


async def test_works_set_at_once(postgres_market: Market) -> None:
    """The same list set at the same moment breaks neither of the two."""
    performer = await someone(postgres_market, "writer", Role.PERFORMER)
    await asyncio.gather(*(postgres_market.do(set_works, performer, [Work(1, 5)]) for _ in range(8)))
    assert await postgres_market.ask(queries.works, performer, performer.id) == [Work(1, 5)]


async def test_ignoring(market: Market) -> None:
    """Who is ignored is listed once and counts both ways; taken off, no more."""
    mine, one, two = await someone(market, "ivan"), await someone(market, "petr"), await someone(market, "anna")
    for whom in (two, one, one):
        await market.do(ignore, mine, whom.id)
    assert [each.id for each in await market.ask(queries.ignored, mine)] == [one.id, two.id]
    assert await market.ask(queries.ignored, one) == []
    assert await market.ask(queries.ignored_between, mine.id, one.id)
    assert await market.ask(queries.ignored_between, one.id, mine.id)
    assert not await market.ask(queries.ignored_between, one.id, two.id)
    await market.do(stop_ignoring, mine, one.id)
    assert not await market.ask(queries.ignored_between, mine.id, one.id)


async def test_bad_ignoring(market: Market) -> None:
    """Oneself, unknown people and who is not on the list are refused."""
    mine, one = await someone(market, "ivan"), await someone(market, "petr")
    with pytest.raises(Forbidden):
        await market.do(ignore, mine, mine.id)
    with pytest.raises(NotFound):
        await market.do(ignore, mine, 999)
    await market.do(ignore, one, mine.id)
    for person_id in (one.id, 999):
        with pytest.raises(NotFound):
            await market.do(stop_ignoring, mine, person_id)


async def test_an_api_key_is_issued_and_changed(market: Market) -> None:
    """A key comes with the first issue; token and password change one by one or together; a former token is void."""
    mine = await someone(market, "ivan")
    assert await market.ask(queries.api_access, mine) is None
    first = await market.do(issue_api_key, mine, "sealed 1")
    second = await market.do(rotate_api_token, mine)
    await market.do(set_api_password, mine, "sealed 2")
    key = await market.ask(queries.api_key_by_token, second)
    assert key is not None
    assert (key.person, key.sealed_password, key.enabled) == (mine, "sealed 2", True)
    await market.do(set_api_enabled, mine, False)
    key = await market.ask(queries.api_key_by_token, second)
    assert key is not None
    assert not key.enabled
    market.clock.set(market.clock.now() + 5)
    third = await market.do(issue_api_key, mine, "sealed 3")
    assert await market.ask(queries.api_access, mine) == ApiAccess(third, 1, market.clock.now())
    assert len({first, second, third}) == 3
    for void in (first, second, "", "\0", "\ud800"):
        assert await market.ask(queries.api_key_by_token, void) is None


async def test_without_a_key_there_is_nothing_to_change(sqlite_market: Market) -> None:
    """Rotating, setting a password and switching need an issued key."""
    mine, other = await someone(sqlite_market, "ivan"), await someone(sqlite_market, "petr")
    await sqlite_market.do(issue_api_key, other, "sealed")
    before = await sqlite_market.ask(queries.api_access, other)
    for command, *arguments in ((rotate_api_token,), (set_api_password, "sealed"), (set_api_enabled, True)):
        with pytest.raises(NotFound):
            await sqlite_market.do(command, mine, *arguments)
    assert await sqlite_market.ask(queries.api_access, other) == before


async def test_known_tokens(market: Market) -> None:
    """A demo person's token is the given one, again and again; somebody else's and impossible ones are refused."""
    mine, other = await someone(market, "ivan"), await someone(market, "petr")
    token = "0123456789abcdef0123456789abcdef"
    for _ in range(2):
        assert await market.do(add_api_key, mine.id, "sealed", token=token) == token
    with pytest.raises(Taken):
        await market.do(add_api_key, other.id, "sealed", token=token)
    for bad in ("short", "x" * 65, "with space 0123456789", "\0" * 20):
        with pytest.raises(Invalid):
            await market.do(add_api_key, other.id, "sealed", token=bad)


async def test_issuing_at_once(postgres_market: Market) -> None:
    """Eight keys issued at the same moment leave one, that of the last."""
    mine = await someone(postgres_market, "ivan")
    tokens = await asyncio.gather(*(postgres_market.do(issue_api_key, mine, "sealed") for _ in range(8)))
    alive = [each for each in tokens if await postgres_market.ask(queries.api_key_by_token, each)]
    assert len(alive) == 1
