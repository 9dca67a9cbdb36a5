"""What administrators decide, and how people are listed."""

import pytest

from birzha.app import Market
from birzha.clock import MINUTE
from birzha.errors import Forbidden, Invalid, MarketError, NotFound, WrongState
from birzha.people import commands, queries
from birzha.people.model import Actor, Attestation, Role

LAW = Attestation.LAW

DECISIONS = [
    (commands.set_roles, (Role.CUSTOMER | Role.MODERATOR,), "roles", 5),
    (commands.set_rate, (-7,), "rate", -7),
    (commands.block, (), "blocked", 1),
    (commands.unblock, (), "blocked", 0),
    (commands.block_reviews, (), "reviews_blocked", 1),
    (commands.set_stars, (True,), "stars", 1),
    (commands.set_attestations, (LAW | Attestation.MEDICINE,), "attestations", 5),
    (commands.set_diploma, (True,), "diploma", 1),
    (commands.set_portfolio, (3,), "portfolio", 3),
    (commands.set_group_name, ("Мастера",), "group_name", "Мастера"),
]


async def someone(market: Market, login: str, roles: Role = Role.PERFORMER, **values) -> Actor:
    """A new person."""
    person_id = await market.do(commands.add_person, login=login, roles=roles, **values)
    actor = await market.ask(queries.actor_by_id, person_id)
    assert actor is not None
    return actor


@pytest.mark.parametrize(("command", "arguments", "field", "value"), DECISIONS)
async def test_a_decision_holds(market: Market, command, arguments, field: str, value) -> None:
    """Each decision changes its own field of that person and nothing else."""
    admin, whom = await someone(market, "admin", Role.ADMIN), await someone(market, "writer")
    other = await someone(market, "other")
    before = {each: await market.ask(queries.account_of, admin, each) for each in (whom.id, other.id)}
    await market.do(command, admin, whom.id, *arguments)
    after = await market.ask(queries.account_of, admin, whom.id)
    for name in type(after).__dataclass_fields__:
        assert getattr(after, name) == (value if name == field else getattr(before[whom.id], name)), name
    assert await market.ask(queries.account_of, admin, other.id) == before[other.id]


@pytest.mark.parametrize(("command", "arguments", "field", "value"), [*DECISIONS, (commands.set_level, (1, 2), "", 0)])
async def test_who_may_decide(market: Market, command, arguments, field: str, value) -> None:
    """Customers and performers may not, a shut-out administrator may not, and unknown people are told as such."""
    admin = await someone(market, "admin", Role.ADMIN)
    plain = await someone(market, "plain", Role.CUSTOMER | Role.PERFORMER)
    for actor in (plain, Actor(admin.id, Role.ADMIN, blocked=True)):
        with pytest.raises(Forbidden):
            await market.do(command, actor, plain.id, *arguments)
    with pytest.raises(NotFound):
        await market.do(command, admin, 999, *arguments)


async def test_a_moderator_decides_about_reviews_only(sqlite_market: Market) -> None:
    """The right to review is a moderator's matter too; everything else is not."""
    moderator, whom = await someone(sqlite_market, "moderator", Role.MODERATOR), await someone(sqlite_market, "writer")
    for command, arguments, *_ in DECISIONS:
        if command is commands.block_reviews:
            await sqlite_market.do(command, moderator, whom.id, *arguments)
        else:
            with pytest.raises(Forbidden):
                await sqlite_market.do(command, moderator, whom.id, *arguments)


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (commands.set_roles, (Role(0),)),
        (commands.set_roles, (Role(32),)),
        (commands.set_rate, (1_000_001,)),
        (commands.set_rate, (-1_000_001,)),
        (commands.set_attestations, (Attestation(16),)),
        (commands.set_portfolio, (-1,)),
        (commands.set_portfolio, (10_001,)),
        (commands.set_group_name, ("я" * 61,)),
        (commands.set_level, (1, 4)),
        (commands.set_level, (1, -1)),
    ],
)
async def test_values_beyond_their_limits(sqlite_market: Market, command, arguments) -> None:
    """They are refused and change nothing."""
    admin, whom = await someone(sqlite_market, "admin", Role.ADMIN), await someone(sqlite_market, "writer")
    before = await sqlite_market.ask(queries.account_of, admin, whom.id)
    with pytest.raises(Invalid):
        await sqlite_market.do(command, admin, whom.id, *arguments)
    assert await sqlite_market.ask(queries.account_of, admin, whom.id) == before


async def test_an_administrator_stays(sqlite_market: Market) -> None:
    """Nobody takes the role of administrator from themselves or shuts themselves out; more roles they may take."""
    admin = await someone(sqlite_market, "admin", Role.ADMIN)
    with pytest.raises(WrongState):
        await sqlite_market.do(commands.set_roles, admin, admin.id, Role.CUSTOMER)
    with pytest.raises(WrongState):
        await sqlite_market.do(commands.block, admin, admin.id)
    await sqlite_market.do(commands.set_roles, admin, admin.id, Role.ADMIN | Role.MODERATOR)


async def test_a_level_needs_the_work(sqlite_market: Market) -> None:
    """A kind of work that the performer does not take has no level."""
    admin, whom = await someone(sqlite_market, "admin", Role.ADMIN), await someone(sqlite_market, "writer")
    with pytest.raises(NotFound):
        await sqlite_market.do(commands.set_level, admin, whom.id, 1, 2)


async def test_performers_are_listed(market: Market) -> None:
    """By id, in pages, by rating at both limits, by being on line; without others and those who are shut out."""
    start = market.clock.now()
    admin = await someone(market, "admin", Role.ADMIN | Role.CUSTOMER)
    one = await someone(market, "one", rate=10, last_seen=start - 15 * MINUTE)
    two = await someone(market, "two", Role.PERFORMER | Role.CUSTOMER, rate=20, last_seen=start - 15 * MINUTE - 1)
    three = await someone(market, "three", rate=30)
    gone = await someone(market, "gone")
    await market.do(commands.block, admin, gone.id)

    async def ids(**filters) -> list[int]:
        return [each.id for each in await market.ask(queries.performers, admin, **filters)]

    everybody = [one.id, two.id, three.id]
    assert await ids() == everybody
    assert await ids(count=2, offset=1) == everybody[1:]
    assert await ids(count=0, offset=-1) == everybody[:1]
    assert await ids(count=10**9, offset=10**30) == []
    assert await ids(rate_from=20) == everybody[1:]
    assert await ids(rate_to=20) == everybody[:2]
    assert await ids(rate_from=11, rate_to=29) == [two.id]
    assert await ids(rate_from=30, rate_to=10) == []
    assert await ids(online=True) == [one.id]
    assert await ids(online=False) == [two.id, three.id]
    assert await ids(online=False, rate_from=30, rate_to=30) == [three.id]
    found = await market.ask(queries.person, admin, one.id)
    assert found.online(start)
    assert not (await market.ask(queries.person, admin, two.id)).online(start)


async def test_no_more_than_a_hundred(sqlite_market: Market) -> None:
    """A page has a hundred people at most."""
    for number in range(101):
        await sqlite_market.do(commands.add_person, login=f"writer{number}", roles=Role.PERFORMER)
    actor = Actor(1, Role.ADMIN)
    assert len(await sqlite_market.ask(queries.performers, actor, count=101)) == 100
    assert len(await sqlite_market.ask(queries.accounts, actor, count=101)) == 100


async def test_accounts_are_searched(market: Market) -> None:
    """An administrator sees everybody, newest first, by any part of login or address, taken literally."""
    admin = await someone(market, "admin", Role.ADMIN)
    one = await someone(market, "ivan_1", email="one@mail.ru")
    two = await someone(market, "Ivan-2", email="two%x@ya.ru")

    async def ids(search: str = "", **page) -> list[int]:
        return [each.id for each in await market.ask(queries.accounts, admin, search=search, **page)]

    assert await ids() == [two.id, one.id, admin.id]
    assert await ids(count=1, offset=1) == [one.id]
    assert await ids("IVAN") == [two.id, one.id]
    assert await ids("n_1") == [one.id]
    assert await ids("o%x") == [two.id]
    assert await ids("mail.ru") == [one.id]
    assert await ids("\\") == []
    assert await ids("%") == [two.id]
    assert await ids("a\0") == await ids("\ud800") == []


async def test_what_others_see(market: Market) -> None:
    """People are found by id and by login in any case; an address is nobody else's business."""
    mine, other = await someone(market, "Ivan", email="i@mail.ru"), await someone(market, "petr")
    person = await market.ask(queries.person, other, mine.id)
    assert person == await market.ask(queries.person_by_login, other, "iVaN")
    assert not hasattr(person, "email")
    assert await market.ask(queries.logins, [mine.id, other.id, 999]) == {mine.id: "Ivan", other.id: "petr"}
    for query, wanted in (
        (queries.person, 999),
        (queries.person_by_login, "nobody"),
        (queries.person_by_login, ""),
        (queries.person_by_login, "\0"),
    ):
        with pytest.raises(NotFound):
            await market.ask(query, other, wanted)
    for query, *arguments in ((queries.accounts,), (queries.account_of, mine.id)):
        with pytest.raises(Forbidden):
            await market.ask(query, other, *arguments)


async def test_who_is_shut_out_sees_nothing(sqlite_market: Market) -> None:
    """Not even a query serves somebody who is blocked."""
    with pytest.raises(MarketError) as refusal:
        await sqlite_market.ask(queries.performers, Actor(1, Role.ADMIN, blocked=True))
    assert isinstance(refusal.value, Forbidden)
