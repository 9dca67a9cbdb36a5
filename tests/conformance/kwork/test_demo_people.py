"""What the demo people see at once: no documented call has nothing to show to all of them."""

import pytest

from birzha.people.commands import add_session
from birzha.people.vault import Vault
from birzha.sandbox.seed import read_seed, sow
from kwork_api.operations import OPERATIONS

from .conftest import Client, Stage, http_of

EMPTY = {"catalog.get_details: images", "catalog.get_details_extra: images"}
"""Lists that nothing fills: a seed has no files, and so no pictures."""
WANTED = {
    "kwork_id": 1,
    "text": "Длинный текст,в котором есть ощибка.",
    "context": "message",
    "settings": {"sound": True},
}
"""Values of the parameters that have no default."""


def lists_of(answer, path=""):
    """Every list in an answer, but for those inside lists: where it is and how long it is."""
    for name, value in answer.items():
        if isinstance(value, dict):
            yield from lists_of(value, f"{path}{name}.")
        elif isinstance(value, list):
            yield f"{path}{name}", len(value)


@pytest.fixture
async def plain(sqlite_market):
    """The exchange as a sandbox begins."""
    await sqlite_market.do(sow, read_seed(), Vault(sqlite_market.settings.secret_key))
    async with http_of(sqlite_market) as http:
        yield Stage(sqlite_market, http)


async def test_every_call_shows_something_to_somebody(plain):
    """All calls by all demo people: every list of every answer holds something for at least one of them."""
    seen: dict[str, dict[str, int]] = {}
    for person in read_seed().people:
        found = await plain.actor(person.login)
        token = await plain.market.do(add_session, found.id, "kwork", 3600)
        client = Client(plain.http, {"web_auth_token": token})
        for name, operation in OPERATIONS.items():
            required = {each.name for each in operation.parameters if each.required}
            values = {each: WANTED.get(each, 1) for each in required}
            answer = (await client.post(operation.path, **values.get("settings", values))).answer
            assert answer
            for where, count in lists_of(answer):
                seen.setdefault(f"{name}: {where}", {})[person.login] = count
    empty = {where for where, counts in seen.items() if not any(counts.values())}
    assert empty == EMPTY
    shown = {where: {login for login, count in counts.items() if count} for where, counts in seen.items()}
    assert {"vse", "vera", "boris"} <= shown["notifications.get_dialogs: dialogs"]
    assert {"vse", "vera"} <= shown["notifications.get_blocked_dialogs: dialogs"]
    assert {"vse", "vera", "gleb", "darya", "egor"} <= shown["user.get_reviews: reviews"]
    assert {"vse", "vera", "olga"} <= shown["notifications.fetch: notifications"]
    assert {"vera", "gleb"} <= shown["projects.get_worker_orders: orders"]


async def test_notifications_are_read_and_unread(plain):
    """The demo performer and the one of all roles have both, of several kinds, with links; the counts fit."""
    for login in ("vera", "vse"):
        client = await Client(plain.http).log_in(login, f"demo-{login}")
        found = (await client.post("/notifications")).answer
        read = [each["is_read"] for each in found["notifications"]]
        assert {True, False} == set(read)
        assert found["unread_count"] == read.count(False)
        assert {"message", "order"} <= {each["type"] for each in found["notifications"]}
        assert all(each["title"] for each in found["notifications"])
        assert any(each["link"] for each in found["notifications"])
