"""Whatever comes, the answer is the dialect's own: never 500, always the documented layout."""

import json
import random

import pytest

from kwork_api.operations import BY_PATH

from .conftest import Client

ODD = [
    *(None, True, 0, -1, 1.5, 2**63, 10**30, "", "1", "-1", "１", "x", "\0", "\ud800", "²", [], [1], {}, {"a": None}),
    "9" * 30,
    1e308,
]


@pytest.fixture
async def anna(plain):
    """Signed in."""
    return await Client(plain.http).log_in("anna", "demo-anna")


async def test_odd_values_of_every_parameter(anna):
    """Each parameter of each call with values of every kind, alone and together with a good one."""
    for path, operation in BY_PATH.items():
        for parameter in operation.parameters:
            for value in ODD:
                found = await anna.post(path, **{parameter.name: value})
                assert found.status in {200, 400, 404, 501}, (path, parameter.name, value, found.body)
                assert found.status == 200 or found.json["success"] is False


@pytest.mark.parametrize(
    "body",
    [
        '{"theme": "\\u0000", "sound": "\\ud800"}',
        '{"": 1, "\\u0000": 2, "city": null}',
        '{"city": "\\u0000"}',
        '{"city": "\\ud800"}',
        '{"theme": 1e400}',
        '{"theme": -0.0, "theme": 2}',
    ],
    ids=lambda body: body[:24],
)
async def test_odd_settings(anna, body):
    """Settings are kept or refused, and the account can be read afterwards."""
    found = await anna.send("POST", "/updateSettings", body.encode())
    assert found.status in {200, 400}, found.body
    assert (await anna.post("/user")).status == 200


async def test_settings_lie_twenty_levels_deep_and_no_deeper(anna):
    """What could be kept but not written again is not kept: the object itself is the first level."""
    for depth in (1, 19, 20, 100, 900, 930, 945, 5000):
        body = f'{{"theme": {"[" * depth}{"]" * depth}}}'.encode()
        found = await anna.send("POST", "/updateSettings", body)
        assert found.status == (200 if depth < 20 else 400), depth
        assert (await anna.post("/user")).status == 200


async def test_random_bytes(anna):
    """A thousand bodies of cut, repeated and broken JSON, from a seed."""
    chance = random.Random(4)
    good = json.dumps({"page": 1, "category_id": None, "user_id": 3, "settings": {"a": [1, "я"]}}).encode()
    paths = sorted(BY_PATH)
    for _ in range(1000):
        body = bytearray(good)
        for _ in range(chance.randrange(4)):
            place = chance.randrange(len(body))
            body[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        found = await anna.send("POST", chance.choice(paths), bytes(body))
        assert found.status in {200, 400, 404, 501}, (bytes(body), found.body)


@pytest.mark.parametrize(
    "cookie",
    [
        b"web_auth_token",
        b"=",
        b";;;",
        b"web_auth_token=\xff",
        b'web_auth_token="',
        b"userId=1; web_auth_token= ",
        b"a" * 60_000,
    ],
    ids=lambda cookie: cookie[:20],
)
async def test_odd_cookies(plain, cookie):
    """A header that is no list of cookies is no session."""
    found = await plain.http.post("/kwork/user", headers={b"cookie": cookie})
    assert found.status_code == 401


@pytest.mark.parametrize(
    "form",
    [
        b"login_or_email=%00&password=%00",
        b"login_or_email=%ff%fe&password=%ed%a0%80",
        b"login_or_email=" + b"a" * 100_000 + b"&password=x",
        b"login_or_email=anna&password=" + b"a" * 100_000,
        b"login_or_email[]=anna&password[]=demo-anna",
        b"&".join(b"a=%d" % number for number in range(100)),
        b"\xff" * 100,
        b"login_or_email=anna@&password=@",
    ],
    ids=lambda form: form[:24],
)
async def test_odd_forms(plain, form):
    """A log-in with anything is refused, not broken."""
    found = await Client(plain.http).send("POST", "/signIn", form)
    assert found.status in {400, 401}, found.body
    assert found.json["success"] is False
