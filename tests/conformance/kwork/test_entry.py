"""Logging in, and what a session is good for."""

import pytest

from birzha.clock import DAY
from birzha.dialects.kwork.access import LOGIN_COOKIE
from birzha.people.commands import block, change_password
from birzha.people.model import Actor, Lock, Role
from birzha.people.passwords import hash_password
from birzha.people.queries import actor_by_token, person_by_login
from birzha.people.tables import LOCK_BY_LOGIN, session

from .conftest import Client, http_of, with_rules


async def test_two_steps_give_a_token_that_alone_opens_every_call(stage):
    """Form, cookies, JSON, token: and the token without any other cookie is a session, on both engines."""
    client = Client(stage.http)
    first = await client.sign_in("anna", "demo-anna")
    assert first.answer["success"] is True
    assert client.cookies["userId"] == str(first.answer["user_id"])
    second = await client.send("POST", "/getWebAuthToken", b"{}", **{"Content-Type": "application/json"})
    token = second.answer["web_auth_token"]
    alone = await Client(stage.http, {"web_auth_token": token}).post("/user")
    assert alone.answer["id"] == first.answer["user_id"]
    assert alone.answer["username"] == "anna"
    together = await Client(stage.http, {**client.cookies, "web_auth_token": token}).post("/user")
    assert together.answer == alone.answer


async def test_the_e_mail_address_serves_as_login(plain):
    """login_or_email takes the address of an account, in any letter case, and answers with its login."""
    found = await Client(plain.http).sign_in("Anna@Birzha.Example", "demo-anna")
    assert found.answer["username"] == "anna"


@pytest.mark.parametrize(
    ("login", "password"), [("anna", "wrong"), ("nobody", "demo-anna"), ("no@body.example", "x"), ("@", "x")]
)
async def test_a_wrong_pair_sets_no_cookie(plain, login, password):
    """401, words, no cookie, and no second step."""
    client = Client(plain.http)
    found = await client.sign_in(login, password)
    assert found.status == 401
    assert found.json["success"] is False
    assert found.json["message"]
    assert client.cookies == {}
    assert (await client.send("POST", "/getWebAuthToken", b"{}")).status == 401


async def test_a_form_without_its_fields_is_told_both(plain):
    """An empty form: 400 with each missing field."""
    found = await Client(plain.http).send("POST", "/signIn", b"")
    assert found.status == 400
    assert set(found.json["fields"]) == {"login_or_email", "password"}


async def test_attempts_are_counted_together_with_the_other_faces(plain):
    """Ten wrong ones from one address, then 429 with Retry-After even for the right one; the address of the account counts as it."""
    client = Client(plain.http)
    for attempt in range(10):
        login = "anna" if attempt % 2 else "anna@birzha.example"
        assert (await client.sign_in(login, "wrong")).status == 401
    found = await client.sign_in("anna", "demo-anna")
    assert found.status == 429
    assert found.headers["retry-after"] == "900"


async def test_a_session_is_kept_hashed_and_ages_with_the_clock(stage):
    """The table has no token in it; a second before its end the session lives, at its end it does not."""
    token = stage.anna.cookies["web_auth_token"]
    rows = await stage.market.ask(lambda tx: tx.all(_sessions()))
    assert len(rows) == 6
    assert not [row for row in rows if token in (row["token_hash"], row["audience"])]
    life = stage.market.settings.rules.kwork_token_life
    stage.market.clock.set(stage.market.clock.now() + life - 1)
    assert (await stage.anna.post("/actor")).status == 200
    stage.market.clock.set(stage.market.clock.now() + 1)
    assert (await stage.anna.post("/actor")).status == 401


async def test_the_operator_says_how_long_a_token_lives(plain):
    """kwork_token_life in the rules is the life of the cookie and of the token."""
    async with http_of(with_rules(plain.market, kwork_token_life=60)) as http:
        client = await Client(http).log_in("anna", "demo-anna")
        first = await Client(http).sign_in("anna", "demo-anna")
        assert all("Max-Age=60" in line for line in first.headers.get_list("set-cookie"))
        plain.market.clock.set(plain.market.clock.now() + 60)
        assert (await client.post("/user")).status == 401


async def test_cookies_are_kept_from_pages_and_other_paths(plain):
    """HttpOnly, SameSite and the path of the dialect."""
    for line in (await Client(plain.http).sign_in("anna", "demo-anna")).headers.get_list("set-cookie"):
        assert "HttpOnly" in line
        assert "SameSite=Lax" in line
        assert "Path=/kwork" in line
        assert "Secure" not in line


@pytest.mark.parametrize(
    "cookies",
    [
        {},
        {"web_auth_token": ""},
        {"web_auth_token": "0" * 32},
        {"web_auth_token": "<>"},
        {"userId": "1"},
        {"web_auth_token": "a" * 500},
    ],
    ids=str,
)
async def test_without_a_known_token_every_call_is_401(plain, cookies):
    """No cookie, an empty, unknown, impossible or endless one."""
    found = await Client(plain.http, cookies).post("/user")
    assert found.status == 401
    assert found.json["success"] is False


async def test_a_user_id_that_contradicts_the_token_is_401(stage):
    """The token of one and the userId of another are no session; the right one is."""
    mine = str((await stage.anna.post("/user")).answer["id"])
    for user_id, status in ((mine, 200), (mine + "0", 401), ("", 401), ("x", 401)):
        client = Client(stage.http, {**stage.anna.cookies, "userId": user_id})
        assert (await client.post("/user")).status == status, user_id


async def test_each_kind_of_session_opens_its_own_door_only(stage):
    """The cookie of the first step is no token, a token is no cookie of the first step, and neither is a session of /api/v1."""
    client = Client(stage.http)
    await client.sign_in("anna", "demo-anna")
    first, token = client.cookies[LOGIN_COOKIE], stage.anna.cookies["web_auth_token"]
    assert (await Client(stage.http, {"web_auth_token": first}).post("/user")).status == 401
    assert (await Client(stage.http, {LOGIN_COOKIE: token}).send("POST", "/getWebAuthToken")).status == 401
    assert await stage.market.ask(actor_by_token, token) is None


async def test_a_new_password_ends_every_session(stage):
    """Whoever had the old password has nothing any more."""
    lock = await stage.market.ask(lambda tx: tx.one(LOCK_BY_LOGIN, key="anna"))
    assert isinstance(lock, Lock)
    await stage.market.do(change_password, await stage.actor("anna"), lock, await hash_password("another one"))
    assert (await stage.anna.post("/user")).status == 401
    assert (await stage.boris.post("/user")).status == 200


async def test_who_is_shut_out_gets_no_token(stage):
    """A blocked person's sessions end, and a new log-in gives no token."""
    person = await stage.actor("anna")
    await stage.market.do(block, Actor(0, Role.ADMIN), person.id)
    assert (await stage.anna.post("/user")).status == 401
    client = Client(stage.http)
    assert (await client.sign_in("anna", "demo-anna")).status == 200
    assert (await client.send("POST", "/getWebAuthToken")).status == 403


async def test_a_call_marks_its_caller_as_here_and_offline_as_gone(stage):
    """A call after a day shows its caller on line; /offline takes that back until the next call."""
    stage.market.clock.set(stage.market.clock.now() + DAY)
    asker = Actor(1, Role.CUSTOMER)

    async def online() -> bool:
        return (await stage.market.ask(person_by_login, asker, "anna")).online(stage.market.clock.now())

    assert not await online()
    assert (await stage.anna.post("/actor")).answer["is_online"] is True
    assert await online()
    assert (await stage.anna.post("/offline")).answer == {"success": True}
    assert not await online()
    assert (await stage.anna.post("/user")).status == 200
    assert await online()


def _sessions():
    from sqlalchemy import select

    from birzha.storage.statement import Statement

    return Statement(select(session))
