"""What is refused, with what status, and in what words."""

import pytest

from birzha.storage.work import StorageUnavailable
from kwork_api.declaration import Body
from kwork_api.operations import BY_PATH

from .conftest import Client, http_of, with_rules


@pytest.fixture
async def anna(plain):
    """Signed in."""
    return await Client(plain.http).log_in("anna", "demo-anna")


def check_layout(found, status):
    """The documented layout of an error."""
    assert found.status == status, found.body
    body = found.json
    assert body["success"] is False
    assert body["message"]
    assert all(set(each) == {"code", "message", "field"} for each in body["errors"])
    assert len(body["errors"]) > 0
    return body


async def test_all_34_paths_are_there_and_want_a_session(plain):
    """Each documented path by POST without cookies is 401, none is 404."""
    assert len(BY_PATH) == 34
    for path in BY_PATH:
        check_layout(await Client(plain.http).post(path), 401)


async def test_every_call_without_parameters_takes_no_body_an_empty_object_and_null(anna):
    """Nothing, ``{}`` and ``null`` are the same, and so is a body that nobody asked for."""
    for path, operation in BY_PATH.items():
        if operation.body is Body.NOTHING:
            answers = [await anna.send("POST", path, body) for body in (b"", b"{}", b"null", b' {"odd": 1} ')]
            assert {each.status for each in answers} == {200}, path
            assert answers[0].json == answers[1].json == answers[2].json, path


async def test_nulls_are_as_good_as_nothing(anna):
    """page, category_id and user_id as null, and not there at all, are the defaults."""
    for path, fields in {"/projects": ("page", "category_id"), "/userReviews": ("user_id", "page")}.items():
        assert (await anna.post(path, **dict.fromkeys(fields))).answer == (await anna.post(path)).answer


@pytest.mark.parametrize(
    ("path", "fields", "wrong"),
    [
        ("/projects", {"page": -1}, ["page"]),
        ("/projects", {"page": 0}, ["page"]),
        ("/projects", {"page": "two"}, ["page"]),
        ("/projects", {"page": 1.5}, ["page"]),
        ("/projects", {"page": True}, ["page"]),
        ("/projects", {"page": [1]}, ["page"]),
        ("/projects", {"page": 2**63}, ["page"]),
        ("/projects", {"page": 0, "category_id": 0}, ["page", "category_id"]),
        ("/userReviews", {"user_id": 2**70}, ["user_id"]),
        ("/isDialogAllow", {}, ["user_id"]),
        ("/isDialogAllow", {"user_id": None}, ["user_id"]),
        ("/updateSettings", {"city": 5, "fullname": []}, ["city", "fullname"]),
        ("/updateSettings", {"email": "no address"}, ["email"]),
        ("/updateSettings", {"description": "x" * 2001}, ["description"]),
        ("/updateSettings", {"fullname": "x" * 101}, ["fullname"]),
        ("/updateSettings", {"theme": "x" * 20_000}, ["settings"]),
        ("/updateSettings", {"keywords": "хлеб", "city": 5}, ["keywords", "city"]),
        ("/updateSettings", {"keywords": ["хлеб"] * 21}, ["keywords"]),
        ("/updateSettings", {"keywords": ["хлеб", 5]}, ["keywords"]),
        ("/updateSettings", {"keywords": ["!"]}, ["keywords"]),
        ("/updateSettings", {"keywords": ["х" * 101]}, ["keywords"]),
        ("/updateSettings", {"filters": [50]}, ["filters"]),
        ("/updateSettings", {"filters": {"price_from": "50"}}, ["filters"]),
        ("/updateSettings", {"filters": {"price_to": -1}}, ["filters"]),
        ("/updateSettings", {"filters": {"price_to": True}}, ["filters"]),
        ("/updateSettings", {"filters": {"price_to": 1e300}}, ["filters"]),
    ],
    ids=str,
)
async def test_a_wrong_value_is_400_with_its_field(anna, path, fields, wrong):
    """Every wrong field is told, in ``fields`` and in ``errors``."""
    body = check_layout(await anna.post(path, **fields), 400)
    assert sorted(body["fields"]) == sorted(wrong)
    assert {each["field"] for each in body["errors"]} == set(wrong)
    assert all(texts and all(isinstance(each, str) for each in texts) for texts in body["fields"].values())


async def test_numbers_may_come_as_text(anna):
    """Text of digits is a number, and so is one with a zero fraction."""
    assert (await anna.post("/projects", page="2")).answer == (await anna.post("/projects", page=2)).answer
    assert (await anna.post("/projects", page=2.0)).answer["pagination"]["current_page"] == 2


@pytest.mark.parametrize("body", [b"{", b"[]", b"1", b'"x"', b"\xff\xfe", b"page=1", b"[" * 100_000, b'{"page": NaN}'])
async def test_what_is_no_json_object_is_400(anna, body):
    """Half of JSON, another value, other bytes, a form, a tower of brackets."""
    body = check_layout(await anna.send("POST", "/projects", body), 400)
    assert body["fields"] == {}


async def test_a_body_that_is_too_long_is_413(anna):
    """Half a mebibyte is enough for every documented call."""
    found = await anna.send("POST", "/projects", b" " * (512 * 1024 + 1))
    check_layout(found, 413)
    assert found.headers["connection"] == "close"
    assert (await anna.send("POST", "/projects", b" " * (512 * 1024))).status == 200


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/user/", "/USER", "/projects/1", "/api/validation"])
async def test_an_unknown_path_is_404_in_the_same_layout(anna, path):
    """Whatever is asked under the prefix is answered in the dialect's words."""
    if path:
        check_layout(await anna.post(path), 404)


@pytest.mark.parametrize("verb", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_everything_is_by_post(anna, verb):
    """Another verb is 405, and is told which one is right."""
    found = await anna.send(verb, "/user")
    assert found.status == 405
    assert found.headers["allow"] == "POST"


async def test_ids_of_nobody_are_404(anna):
    """A user who does not exist, however large the number."""
    for path in ("/userReviews", "/isDialogAllow"):
        for user_id in (999_999, 2**63 - 1):
            body = check_layout(await anna.post(path, user_id=user_id), 404)
            assert body["message"] == "Такого пользователя нет."


async def test_the_rate_limit_says_when_to_come_back(plain, anna):
    """With three calls a minute the fourth is 429 with Retry-After; others are not held up; without a limit nobody is."""
    async with http_of(with_rules(plain.market, kwork_rate=3)) as http:
        limited = Client(http, anna.cookies)
        other = await Client(http).log_in("boris", "demo-boris")
        assert [(await limited.post("/user")).status for _ in range(4)] == [200, 200, 200, 429]
        found = await limited.post("/actor")
        check_layout(found, 429)
        assert 1 <= int(found.headers["retry-after"]) <= 60
        assert (await other.post("/user")).status == 200
    assert (await anna.post("/user")).status == 200


async def test_a_database_that_is_away_is_503(plain, anna, monkeypatch):
    """The caller is told to come back, in the documented layout."""

    async def away(*args):
        raise StorageUnavailable("no disk")

    monkeypatch.setattr(type(plain.market.store), "read", away)
    found = await anna.post("/user")
    check_layout(found, 503)
    assert found.headers["retry-after"] == "5"


async def test_a_mistake_of_ours_is_500_without_its_words(plain, anna, monkeypatch):
    """Nothing of an exception reaches the caller."""

    async def broken(*args):
        raise RuntimeError("secret words")

    monkeypatch.setattr(type(plain.market.store), "read", broken)
    found = await anna.post("/user")
    check_layout(found, 500)
    assert b"secret" not in found.body
