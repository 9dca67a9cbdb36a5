"""Bad requests: whatever is odd about a body, a query string or a path is refused with a 4xx and changes nothing."""

import json

import pytest

from birzha.api.reading import JSON_LIMIT
from birzha.people.model import Role

JSON = {"content-type": "application/json"}

BODIES = {
    "nothing": (b"", 400, ""),
    "no JSON": (b"{", 400, ""),
    "two values": (b'{"name": "a"}{}', 400, ""),
    "a byte order mark": (b"\xef\xbb\xbf{}", 400, ""),
    "not a number": (b'{"name": "a", "parent_id": NaN}', 400, ""),
    "bad UTF-8": (b'{"name": "\xff\xfe"}', 400, ""),
    "a surrogate as UTF-8": (b'{"name": "\xed\xa0\x80"}', 400, ""),
    "half of a surrogate pair": (b'{"name": "\\ud800"}', 400, ""),
    "a raw NUL": (b'{"name": "a\x00b"}', 400, ""),
    "an escaped NUL": (b'{"name": "a\\u0000b"}', 422, ""),
    "a list": (b"[]", 422, ""),
    "null": (b"null", 422, ""),
    "a deep list": (b"[" * 200_000, 422, ""),
    "a deep value": (b'{"name": ' + b"[" * 200_000, 422, "name"),
    "a deep unknown value": (b'{"x": ' + b'{"x":' * 100_000, 422, "x"),
    "an unknown field": (b'{"name": "a", "owner_id": 1}', 422, "owner_id"),
    "a missing field": (b'{"parent_id": 0}', 422, "name"),
    "a number for a text": (b'{"name": 1}', 422, "name"),
    "a text for a number": (b'{"name": "a", "parent_id": "1"}', 422, "parent_id"),
    "a fraction": (b'{"name": "a", "parent_id": 1.5}', 422, "parent_id"),
    "a flag for a number": (b'{"name": "a", "parent_id": true}', 422, "parent_id"),
    "a negative id": (b'{"name": "a", "parent_id": -1}', 422, "parent_id"),
    "2^53": (b'{"name": "a", "parent_id": 9007199254740992}', 422, "parent_id"),
    "2^64": (b'{"name": "a", "parent_id": 18446744073709551616}', 422, "parent_id"),
    "a huge number": (b'{"name": "a", "parent_id": ' + b"9" * 5000 + b"}", 422, "parent_id"),
    "1e400": (b'{"name": "a", "parent_id": 1e400}', 422, "parent_id"),
    "an empty text": (b'{"name": ""}', 422, "name"),
    "a long text": (json.dumps({"name": "я" * 129}).encode(), 422, "name"),
}


@pytest.mark.parametrize("case", BODIES)
async def test_bad_bodies(sqlite_api, sqlite_enter, case):
    """Each is refused with its status and field, in Russian, and no folder is made."""
    body, status, field = BODIES[case]
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    reply = await person("POST", "/folders", body=body, headers=JSON)
    assert (reply.status, reply.json["field"]) == (status, field)
    assert set(reply.json) == {"error", "message", "field", "next"}
    assert reply.json["message"][0] in "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"
    assert (await person("GET", "/folders")).json == {"items": []}


async def test_a_text_that_only_looks_like_nul_is_kept(sqlite_enter):
    """A backslash before u0000 is six harmless characters."""
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    assert (await person("POST", "/folders", {"name": "\\u0000"})).status == 201
    assert (await person("GET", "/folders")).json["items"][0]["name"] == "\\u0000"


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x" * 500]
)
async def test_other_kinds_of_body_are_415(sqlite_enter, kind):
    """Only what is declared is read."""
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    reply = await person("POST", "/folders", body=b'{"name": "a"}', headers={"content-type": kind})
    assert (reply.status, reply.code) == (415, "unsupported_media_type")


@pytest.mark.parametrize("length", [None, str(JSON_LIMIT + 1), "9" * 30, "-1", "1_0", "x"])
async def test_bodies_over_the_limit_are_413(sqlite_enter, length):
    """Whether the length is told, told wrongly or not told, no more than the limit is read."""
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    headers = {**JSON} if length is None else {**JSON, "content-length": length}
    body = b'{"name": "' + b"a" * JSON_LIMIT + b'"}' if length is None else b'{"name": "a"}'
    reply = await person("POST", "/folders", body=body, headers=headers)
    assert (reply.status, reply.code) == (413, "body_too_large")


QUERIES = {
    "sort=size": (422, "sort"),
    "sort=": (422, "sort"),
    "sort=name&sort=date": (422, "sort"),
    "size=1": (422, "size"),
    "sort=name%00": (422, ""),
    "sort=%ff": (400, ""),
    "sort=%ed%a0%80": (400, ""),
    "sort=\xff": (400, ""),
    "&".join(f"a{n}=1" for n in range(10_000)): (400, ""),
}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
async def test_bad_query_strings(sqlite_enter, query):
    """Unknown, repeated, ill-encoded and too many parameters are refused."""
    status, field = QUERIES[query]
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    reply = await person("GET", f"/folders?{query}")
    assert (reply.status, reply.json["field"]) == (status, field)


PAGES = {
    "limit=0": 422,
    "limit=101": 422,
    "limit=1.5": 422,
    "limit=ten": 422,
    "limit=%D9%A1": 422,
    "limit=1_0": 422,
    "limit=" + "9" * 5000: 422,
    "cursor=-1": 422,
    "cursor=9007199254740992": 422,
    "limit=100&cursor=9007199254740991": 200,
}


@pytest.mark.parametrize("query", PAGES, ids=lambda query: query[:20])
async def test_page_limits(sqlite_enter, query):
    """A page has 1 to 100 rows; a cursor is a number that JSON keeps."""
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    assert (await person("GET", f"/statement?{query}")).status == PAGES[query]


@pytest.mark.parametrize(
    "part", ["0", "-1", "x", "1.5", "1e3", "9007199254740992", "9" * 400, "١", "%00", "1\x00", " 1"]
)
async def test_a_path_that_can_be_no_id_is_404(sqlite_enter, part):
    """Nothing has such an address, so it is not found, as any missing thing."""
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    reply = await person("GET", f"/people/{part}")
    assert (reply.status, reply.code) == (404, "not_found")


async def test_unknown_addresses_and_methods(sqlite_enter):
    """An unknown address is 404, a known one with another method 405 with Allow; both in the one shape."""
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    for path in ("/", "/nothing", "/me/", "//me", "/people/1/nothing"):
        assert (await person("GET", path)).code == "not_found"
    reply = await person("DELETE", "/folders")
    assert (reply.status, reply.code, reply.headers["allow"]) == (405, "method_not_allowed", "GET, POST")


async def test_head_answers_like_get(sqlite_enter):
    """HEAD is served wherever GET is; the server in front drops the body."""
    person = await sqlite_enter("ivan", Role.CUSTOMER)
    assert (await person("HEAD", "/folders")).status == 200
    assert (await person("HEAD", "/sessions")).status == 405
