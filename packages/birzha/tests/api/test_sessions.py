"""The way in: registering, logging in and out, passwords."""

import logging

import pytest

GOOD = {"login": "ivan", "email": "ivan@example.com", "password": "correct horse", "roles": ["customer", "performer"]}


async def enter(api, login="ivan", password="correct horse"):
    return await api("POST", "/sessions", {"login": login, "password": password})


async def test_whoever_registers_can_log_in_and_out(api):
    """A new person logs in, is who they said they are, and is nobody again after logging out."""
    made = await api("POST", "/people", GOOD)
    assert made.status == 201
    session = await enter(api)
    assert session.status == 201
    api.token = session.json["token"]
    me = await api("GET", "/me")
    assert me.status == 200
    assert me.json["id"] == made.json["id"]
    assert me.json["roles"] == ["customer", "performer"]
    assert (await api("DELETE", "/sessions/current")).status == 204
    assert (await api("GET", "/me")).status == 401


async def test_a_name_is_taken_once(api):
    """The same login in other letters is refused with 409 and the field."""
    await api("POST", "/people", GOOD)
    again = await api("POST", "/people", {**GOOD, "login": "IVAN"})
    assert (again.status, again.code, again.json["field"]) == (409, "taken", "login")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("login", "ab"),
        ("login", "имя"),
        ("login", 7),
        ("email", "nowhere"),
        ("password", "short"),
        ("password", "x" * 129),
        ("roles", []),
        ("roles", ["admin"]),
        ("roles", ["customer", "moderator"]),
        ("rate", 100),
    ],
)
async def test_bad_registrations(sqlite_api, field, value):
    """Values beyond the limits, foreign roles and fields that are not one's own to set are refused."""
    reply = await sqlite_api("POST", "/people", {**GOOD, field: value})
    assert (reply.status, reply.code) == (422, "invalid")
    assert reply.json["field"].startswith(field)


async def test_a_wrong_password_and_an_unknown_login_look_the_same(api):
    """Nobody learns which logins exist."""
    await api("POST", "/people", GOOD)
    wrong = await enter(api, password="wrong horse")
    unknown = await enter(api, login="nobody", password="wrong horse")
    assert (wrong.status, wrong.json) == (unknown.status, unknown.json)
    assert (wrong.status, wrong.code) == (401, "wrong_credentials")
    assert wrong.headers["www-authenticate"].startswith("Bearer")


async def test_guessing_ends_in_429(sqlite_api):
    """After ten wrong passwords even the right one must wait, and the answer says how long."""
    await sqlite_api("POST", "/people", GOOD)
    for _ in range(10):
        assert (await enter(sqlite_api, password="wrong horse")).status == 401
    late = await enter(sqlite_api)
    assert (late.status, late.code) == (429, "too_soon")
    assert int(late.headers["retry-after"]) > 0


async def test_registering_ends_in_429(sqlite_api):
    """One address registers twenty people an hour, names that are taken counted; then it must wait, as the answer says."""
    for number in range(19):
        made = await sqlite_api("POST", "/people", {**GOOD, "login": f"ivan{number}"})
        assert made.status == 201
    assert (await sqlite_api("POST", "/people", {**GOOD, "login": "ivan0"})).status == 409
    late = await sqlite_api("POST", "/people", {**GOOD, "login": "late"})
    assert (late.status, late.code, late.headers["retry-after"]) == (429, "too_soon", "3600")
    assert (await enter(sqlite_api, login="ivan0")).status == 201


async def test_a_changed_password_ends_the_other_sessions(api):
    """The old password no longer fits, the other session is closed, this one goes on."""
    await api("POST", "/people", GOOD)
    other = (await enter(api)).json["token"]
    api.token = (await enter(api)).json["token"]
    change = await api("PUT", "/me/password", {"old": "correct horse", "new": "battery staple"})
    assert change.status == 204
    assert (await api("GET", "/me")).status == 200
    api.token = other
    assert (await api("GET", "/me")).status == 401
    assert (await enter(api)).status == 401
    assert (await enter(api, password="battery staple")).status == 201


async def test_a_forgotten_password_is_set_by_the_letter_once(api):
    """The sandbox shows the letter; its token sets a password once, ends sessions, and no other answer tells who exists."""
    await api("POST", "/people", GOOD)
    api.token = (await enter(api)).json["token"]
    asked = await api("POST", "/password-resets", {"login_or_email": "ivan@example.com"})
    unknown = await api("POST", "/password-resets", {"login_or_email": "nobody"})
    assert asked.status == unknown.status == 202
    assert asked.json["message"] == unknown.json["message"]
    token = asked.json["letters"][0]["token"]
    confirmation = {"token": token, "password": "battery staple"}
    assert (await api("POST", "/password-resets/confirm", confirmation)).status == 204
    assert (await api("GET", "/me")).status == 401
    assert (await enter(api, password="battery staple")).status == 201
    again = await api("POST", "/password-resets/confirm", confirmation)
    assert (again.status, again.code) == (404, "not_found")


async def test_secrets_reach_no_answer_and_no_log(sqlite_api, caplog):
    """Passwords and their hashes stand in no answer; neither they nor tokens in any log line."""
    caplog.set_level(logging.DEBUG)
    made = await sqlite_api("POST", "/people", GOOD)
    session = await enter(sqlite_api)
    sqlite_api.token = session.json["token"]
    me = await sqlite_api("GET", "/me")
    refused = await enter(sqlite_api, password="secret guess")
    for reply in (made, session, me, refused):
        for secret in (b"correct horse", b"secret guess", b"argon2"):
            assert secret not in reply.content
    for secret in ("correct horse", "secret guess", "argon2", session.json["token"]):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic aXZhbjp4",
        "Bearer a b",
        "Bearer ключ",
        "Bearer " + "0" * 32,
        "Bearer " + "a" * 9999,
    ],
)
async def test_bad_credentials_are_401_with_a_challenge(sqlite_api, header):
    """Whatever is no living session's token is answered 401 with WWW-Authenticate."""
    headers = {"authorization": header.encode().decode("latin-1")} if header else {}
    reply = await sqlite_api("GET", "/me", headers=headers)
    assert (reply.status, reply.code) == (401, "unauthorized")
    assert reply.headers["www-authenticate"].startswith("Bearer")
