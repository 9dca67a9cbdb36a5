"""The way in: registering, logging in, sessions, forgotten and changed passwords, throttles."""

import asyncio
from dataclasses import dataclass, field

import pytest
from argon2 import PasswordHasher

from birzha.app import Market
from birzha.clock import DAY, HOUR, MINUTE
from birzha.errors import Forbidden, Invalid, NotFound, Taken, TooSoon, WrongState
from birzha.people import entrance, passwords
from birzha.people.commands import (
    add_person,
    block,
    change_password,
    close_session,
    forget_expired,
    open_session,
    try_change,
    try_login,
)
from birzha.people.mail import Letter
from birzha.people.model import Actor, Lock, Role, hash_token
from birzha.people.queries import actor_by_id, actor_by_session, actor_by_token
from birzha.people.tables import login_attempt, password_reset, session
from birzha.storage.statement import Statement

PASSWORD = "correct horse"
HOME = "192.0.2.1"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cheap hashes: what a password costs is a test of its own."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@dataclass
class Memory:
    """A mailer that keeps its letters."""

    letters: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> None:
        """Keep it."""
        self.letters.append(letter)


async def newcomer(market: Market, login: str = "ivan", email: str = "ivan@mail.ru") -> int:
    """Somebody who registered themselves."""
    return await entrance.sign_up(market, login=login, email=email, password=PASSWORD, roles=Role.CUSTOMER)


async def sign_in(market: Market, login: str = "ivan", password: str = PASSWORD, address: str = HOME) -> str:
    """A new session."""
    _, token = await entrance.sign_in(market, login=login, password=password, address=address)
    return token


async def rows(market: Market, table) -> list:
    """Everything in a table."""

    async def read(tx) -> list:
        return [tuple(row) for row in await tx.all(Statement(table.select()))]

    return await market.ask(read)


async def actor_of(market: Market, person_id: int) -> Actor:
    """The acting person of that id."""
    actor = await market.ask(actor_by_id, person_id)
    assert actor is not None
    return actor


async def test_register_and_log_in(market: Market) -> None:
    """Who registered logs in by any spelling of the login, is known by the session, and is not when it is closed."""
    person_id = await newcomer(market)
    token = await sign_in(market, "IVAN ")
    actor = await market.ask(actor_by_token, token)
    assert actor is not None
    assert (actor.id, actor.roles, actor.blocked) == (person_id, Role.CUSTOMER, False)
    await market.do(close_session, token)
    await market.do(close_session, token)
    assert await market.ask(actor_by_token, token) is None


async def test_only_a_hash_of_the_token_is_kept(sqlite_market: Market) -> None:
    """The database has nothing by which a session could be taken over."""
    await newcomer(sqlite_market)
    token = await sign_in(sqlite_market)
    kept = await rows(sqlite_market, session)
    assert token not in str(kept)
    assert kept[0][0] == hash_token(token)
    assert await sqlite_market.ask(actor_by_session, token) is None


async def test_a_session_ends_after_thirty_days(market: Market) -> None:
    """It lives to the last second and no longer."""
    await newcomer(market)
    start = market.clock.now()
    token = await sign_in(market)
    market.clock.set(start + 30 * DAY - 1)
    assert await market.ask(actor_by_token, token) is not None
    market.clock.set(start + 30 * DAY)
    assert await market.ask(actor_by_token, token) is None


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("ivan", "wrong horse"),
        ("ivan", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("ivan", "x" * 100_000),
        ("\0\ud800", "\ud800"),
    ],
)
async def test_wrong_log_ins_look_alike(sqlite_market: Market, login: str, password: str) -> None:
    """A wrong password and an unknown login get one answer; no session is opened."""
    await newcomer(sqlite_market)
    with pytest.raises(Forbidden) as refusal:
        await sign_in(sqlite_market, login, password)
    assert refusal.value.message == "Логин или пароль не подходят."
    assert await rows(sqlite_market, session) == []


async def test_who_has_no_password_cannot_log_in(sqlite_market: Market) -> None:
    """An account without a password opens to none, not even an empty one."""
    await sqlite_market.do(add_person, login="bot", roles=Role.PERFORMER)
    for password in ("", "x"):
        with pytest.raises(Forbidden):
            await sign_in(sqlite_market, "bot", password)


@pytest.mark.parametrize("password", ["", "1234567", "x" * 129, "aaaaaaaaaa", "ivanivan", "IvanIvan"])
async def test_bad_passwords(sqlite_market: Market, password: str) -> None:
    """Too short, too long, one character over and over, the login itself: refused, nobody is added."""
    with pytest.raises(Invalid) as refusal:
        await entrance.sign_up(
            sqlite_market, login="ivanivan", email="i@mail.ru", password=password, roles=Role.CUSTOMER
        )
    assert refusal.value.field == "password"
    assert await sqlite_market.ask(actor_by_id, 1) is None


@pytest.mark.parametrize("password", ["12345678", "я" * 127 + "ы", "пароль с пробелами", "p\0ssw\ud800rd"])
async def test_good_passwords(sqlite_market: Market, password: str) -> None:
    """Both limits and every kind of character work, at registering and at logging in."""
    await entrance.sign_up(sqlite_market, login="ivan", email="i@mail.ru", password=password, roles=Role.CUSTOMER)
    assert await sign_in(sqlite_market, password=password)


async def test_a_taken_login(sqlite_market: Market) -> None:
    """The second to register under a name is refused."""
    await newcomer(sqlite_market)
    with pytest.raises(Taken):
        await newcomer(sqlite_market, "Ivan")


async def test_ten_tries_from_one_address(market: Market) -> None:
    """The eleventh log-in within a quarter of an hour is refused even with the right password; others are not hit."""
    await newcomer(market)
    start = market.clock.now()
    for _ in range(10):
        with pytest.raises(Forbidden):
            await sign_in(market, password="wrong horse")
    with pytest.raises(TooSoon):
        await sign_in(market)
    assert await sign_in(market, address="192.0.2.2")
    market.clock.set(start + 15 * MINUTE - 1)
    with pytest.raises(TooSoon):
        await sign_in(market)
    market.clock.set(start + 15 * MINUTE)
    assert await sign_in(market)


async def test_success_forgets_the_tries(market: Market) -> None:
    """After a log-in with the right password the count begins anew."""
    await newcomer(market)
    for _ in range(2):
        for _ in range(9):
            with pytest.raises(Forbidden):
                await sign_in(market, password="wrong horse")
        assert await sign_in(market)


async def test_limits_of_account_and_address(sqlite_market: Market) -> None:
    """A hundred tries to one account from anywhere, a hundred from one address to any account, and no more."""
    for number in range(100):
        await sqlite_market.do(try_login, login="ivan", address=f"a{number}")
        await sqlite_market.do(try_login, login=f"ivan{number}", address=HOME)
    for login, address in (("ivan", "new"), ("ivan", ""), ("new", HOME)):
        with pytest.raises(TooSoon):
            await sqlite_market.do(try_login, login=login, address=address)
    assert await sqlite_market.do(try_login, login="new", address="new") == Lock(0, "new", "")


async def test_a_burst_does_not_get_past_the_limit(postgres_market: Market) -> None:
    """Of forty attempts at the same moment ten are looked at."""
    results = await asyncio.gather(
        *(postgres_market.do(try_login, login="ivan", address=HOME) for _ in range(40)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in results) == ["Lock"] * 10 + ["TooSoon"] * 30


async def test_a_lock_that_is_no_more(market: Market) -> None:
    """A password changed between looking at it and opening the session opens none; nor does an unknown account's."""
    person_id = await newcomer(market)
    lock = await market.do(try_login, login="ivan", address=HOME)
    actor = await actor_of(market, person_id)
    await market.do(change_password, actor, await market.do(try_change, actor), "new hash")
    for stale in (lock, Lock(0, "x", "")):
        with pytest.raises(WrongState):
            await market.do(open_session, stale)
    with pytest.raises(WrongState):
        await market.do(change_password, actor, lock, "newer hash")


async def test_changing_the_password(market: Market) -> None:
    """The old one is asked for; other sessions and pending resets end, one's own goes on; the new one works."""
    person_id = await newcomer(market)
    mine, other = await sign_in(market), await sign_in(market)
    letters = Memory()
    await ask(market, letters, "ivan")
    actor = await actor_of(market, person_id)
    with pytest.raises(Forbidden):
        await entrance.change_password(market, actor, old="wrong horse", new="new horse", session_token=mine)
    with pytest.raises(Invalid):
        await entrance.change_password(market, actor, old=PASSWORD, new="short", session_token=mine)
    assert await market.ask(actor_by_token, other) is not None
    await entrance.change_password(market, actor, old=PASSWORD, new="new horse", session_token=mine)
    assert await market.ask(actor_by_token, mine) is not None
    assert await market.ask(actor_by_token, other) is None
    assert await rows(market, password_reset) == []
    with pytest.raises(Forbidden):
        await sign_in(market)
    assert await sign_in(market, password="new horse")


async def test_guessing_the_old_password_is_throttled(sqlite_market: Market) -> None:
    """The eleventh try from inside a session is refused."""
    actor = await actor_of(sqlite_market, await newcomer(sqlite_market))
    for _ in range(10):
        await sqlite_market.do(try_change, actor)
    with pytest.raises(TooSoon):
        await entrance.change_password(sqlite_market, actor, old=PASSWORD, new="new horse")


async def ask(market: Market, mailer: Memory, name: str, address: str = HOME) -> list:
    """Ask for a reset."""
    return await entrance.ask_reset(
        market,
        mailer,
        login_or_email=name,
        address=address,
        link=lambda token: f"https://birzha.example/reset/{token}",
        now=market.clock.now(),
    )


async def test_resetting_a_forgotten_password(market: Market) -> None:
    """A letter's link sets a new password once; every session ends; the token itself is kept nowhere."""
    person_id = await newcomer(market)
    token = await sign_in(market)
    letters = Memory()
    [reset] = await ask(market, letters, " IVAN@mail.ru")
    [letter] = letters.letters
    assert letter.to == "ivan@mail.ru"
    assert f"https://birzha.example/reset/{reset.token}" in letter.text
    assert reset.token not in str(await rows(market, password_reset))
    with pytest.raises(Invalid):
        await entrance.reset_password(market, token=reset.token, password="short")
    assert await entrance.reset_password(market, token=reset.token, password="new horse") == person_id
    assert await market.ask(actor_by_token, token) is None
    assert await sign_in(market, password="new horse")
    with pytest.raises(NotFound):
        await entrance.reset_password(market, token=reset.token, password="newer horse")


async def test_a_reset_is_used_once_among_many(postgres_market: Market) -> None:
    """Of eight uses of one token at the same moment one sets the password."""
    await newcomer(postgres_market)
    [reset] = await ask(postgres_market, Memory(), "ivan")
    results = await asyncio.gather(
        *(entrance.reset_password(postgres_market, token=reset.token, password=f"horse {i:04}") for i in range(8)),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in results) == ["NotFound"] * 7 + ["int"]


async def test_a_reset_lives_an_hour_and_the_last_one_counts(market: Market) -> None:
    """It works to the last second; a new letter voids the former."""
    await newcomer(market)
    start = market.clock.now()
    [first] = await ask(market, Memory(), "ivan")
    [second] = await ask(market, Memory(), "ivan")
    market.clock.set(start + HOUR - 1)
    with pytest.raises(NotFound):
        await entrance.reset_password(market, token=first.token, password="new horse")
    await entrance.reset_password(market, token=second.token, password="new horse")
    [third] = await ask(market, Memory(), "ivan")
    market.clock.set(start + 2 * HOUR - 1)
    with pytest.raises(NotFound):
        await entrance.reset_password(market, token=third.token, password="new horse")


async def test_who_gets_no_letter(market: Market) -> None:
    """Unknown names, accounts without an address and blocked ones get none, and the answer is no error."""
    admin = await actor_of(market, await market.do(add_person, login="admin", roles=Role.ADMIN))
    await market.do(block, admin, await newcomer(market))
    letters = Memory()
    for name in ("nobody", "no@mail.ru", "", "admin", "ivan", "ivan@mail.ru", "\0"):
        assert await ask(market, letters, name) == []
    assert letters.letters == []


async def test_every_account_of_an_address_gets_a_letter(market: Market) -> None:
    """Two accounts with one address get a letter each, which says whose it is."""
    await newcomer(market, "ivan", "ivan@mail.ru")
    await newcomer(market, "ivan2", "ivan@mail.ru")
    letters = Memory()
    assert [each.login for each in await ask(market, letters, "ivan@mail.ru")] == ["ivan", "ivan2"]
    assert ["ivan!" in each.text for each in letters.letters] == [True, False]


async def test_letters_are_throttled(market: Market) -> None:
    """Three letters to one account within an hour, silently no more; twenty wishes from one address, then a refusal."""
    await newcomer(market)
    letters = Memory()
    for number in range(5):
        await ask(market, letters, "ivan", f"a{number}")
    assert len(letters.letters) == 3
    for _ in range(20):
        await ask(market, letters, "nobody")
    with pytest.raises(TooSoon):
        await ask(market, letters, "nobody")
    market.clock.set(market.clock.now() + HOUR)
    await ask(market, letters, "ivan")
    assert len(letters.letters) == 4


async def test_blocking_ends_everything(market: Market) -> None:
    """Who is shut out has no session any more, and a new one serves nothing."""
    admin = await actor_of(market, await market.do(add_person, login="admin", roles=Role.ADMIN))
    person_id = await newcomer(market)
    token = await sign_in(market)
    [reset] = await ask(market, Memory(), "ivan")
    await market.do(block, admin, person_id)
    assert await market.ask(actor_by_token, token) is None
    with pytest.raises(NotFound):
        await entrance.reset_password(market, token=reset.token, password="new horse")
    actor = await market.ask(actor_by_token, await sign_in(market))
    assert actor is not None
    assert actor.blocked


async def test_what_is_over_is_forgotten(market: Market) -> None:
    """Sessions, resets and counts that are over are removed; those that are not stay."""
    await newcomer(market)
    await sign_in(market)
    await ask(market, Memory(), "ivan")
    assert await market.do(forget_expired) == 0
    market.clock.set(market.clock.now() + HOUR)
    assert await market.do(forget_expired) > 0
    assert await rows(market, password_reset) == []
    assert await rows(market, login_attempt) == []
    assert len(await rows(market, session)) == 1
    market.clock.set(market.clock.now() + 30 * DAY)
    assert await market.do(forget_expired) == 1
    assert await rows(market, session) == []
