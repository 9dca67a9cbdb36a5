"""One's own account: profile, works, the key for programs; and what a real exchange does otherwise than a sandbox."""

import dataclasses
from email import message_from_bytes
from email.policy import default

import pytest

from birzha.people.model import ANYONE, Role
from birzha.people.queries import api_key_by_token
from birzha.people.vault import Vault


async def test_a_profile_is_edited_in_part(customer):
    """What is given changes, what is left out or null stays, and what is not one's own to set is refused."""
    assert (await customer("PATCH", "/me", {"fio": "Иван", "city": "Тула"})).json["fio"] == "Иван"
    changed = await customer("PATCH", "/me", {"city": None, "description": "Пишу."})
    assert (changed.json["fio"], changed.json["city"], changed.json["description"]) == ("Иван", "Тула", "Пишу.")
    for field in ("rate", "roles", "login", "id", "blocked"):
        reply = await customer("PATCH", "/me", {field: 1})
        assert (reply.status, reply.json["field"]) == (422, field)


async def test_works_are_said_anew(performer):
    """The list replaces the former one; a kind twice is refused."""
    both = {"works": [{"id_type": 1, "min_price": 5000}, {"id_type": 3}]}
    assert (await performer("PUT", "/me/works", both)).json["items"] == [
        {"id_type": 1, "min_price": 5000, "level": 0},
        {"id_type": 3, "min_price": 0, "level": 0},
    ]
    assert len((await performer("PUT", "/me/works", {"works": [{"id_type": 4}]})).json["items"]) == 1
    twice = await performer("PUT", "/me/works", {"works": [{"id_type": 1}, {"id_type": 1}]})
    assert twice.status == 422


async def test_an_api_key_is_issued_shown_once_rotated_and_switched(customer, market):
    """The password is shown when it is set and never again; it opens what is kept; a former token is void."""
    assert (await customer("GET", "/me/api-key")).status == 404
    issued = (await customer("POST", "/me/api-key", {})).json
    assert set((await customer("GET", "/me/api-key")).json) == {"token", "enabled", "changed"}
    key = await market.ask(api_key_by_token, issued["token"])
    assert Vault(market.settings.secret_key).open(key.sealed_password) == issued["api_password"]
    rotated = (await customer("POST", "/me/api-key/token")).json["token"]
    assert await market.ask(api_key_by_token, issued["token"]) is None
    assert (await customer("PUT", "/me/api-key/password", {"api_password": "пароль 7"})).json == {
        "api_password": "пароль 7"
    }
    assert (await customer("PUT", "/me/api-key/password", {"api_password": "short"})).status == 422
    assert (await customer("PATCH", "/me/api-key", {"enabled": False})).status == 204
    key = await market.ask(api_key_by_token, rotated)
    assert not key.enabled
    assert Vault(market.settings.secret_key).open(key.sealed_password) == "пароль 7"


async def test_others_see_no_more_than_everybody_may(customer, performer):
    """A person's public face has no address, no hash and no token."""
    seen = (await customer("GET", f"/people/{performer.id}")).json
    assert not {"email", "password_hash", "token", "reviews_blocked"} & set(seen)
    assert (await customer("GET", "/performers")).json["items"] == [seen]


async def test_an_administrator_manages_people(admin, customer, api):
    """Roles, rating, level and blocking take effect at once; blocking ends sessions; one cannot block oneself."""
    path = f"/admin/people/{customer.id}"
    await admin("PUT", f"{path}/roles", {"roles": ["customer", "performer"]})
    await admin("PUT", f"{path}/rate", {"rate": 777})
    await customer("PUT", "/me/works", {"works": [{"id_type": 1}]})
    assert (await admin("PUT", f"{path}/levels/1", {"level": 3})).status == 204
    assert (await admin("PUT", f"{path}/levels/2", {"level": 3})).status == 404
    assert (await admin("PUT", f"{path}/levels/5", {"level": 3})).status == 404
    await admin("PUT", f"{path}/attestations", {"attestations": ["law", "medicine"]})
    seen = (await admin("GET", path)).json
    assert (seen["roles"], seen["rate"], seen["attestations"]) == (["customer", "performer"], 777, ["medicine", "law"])
    assert seen["email"] == "customer@example.com"
    assert (await admin("PUT", f"{path}/block")).status == 204
    assert (await customer("GET", "/me")).status == 401
    assert (await admin("PUT", f"/admin/people/{admin.id}/block")).status == 409
    assert (await admin("PUT", f"/admin/people/{admin.id}/roles", {"roles": ["customer"]})).status == 409
    every = ["customer", "performer", "moderator", "admin", "corrector"]
    assert (await admin("PUT", f"{path}/roles", {"roles": every})).status == 204
    found = await admin("GET", "/admin/people?search=CUSTOM")
    assert [each["login"] for each in found.json["items"]] == ["customer"]


async def test_categories_make_no_circle(admin):
    """A category cannot lie in itself, nor under one that does not exist; the field is named by this API's word."""
    top = (await admin("POST", "/admin/categories", {"name": "Верхняя"})).json["id"]
    low = (await admin("POST", "/admin/categories", {"name": "Нижняя", "parent_id": top})).json["id"]
    circle = await admin("PUT", f"/admin/categories/{top}", {"name": "Верхняя", "parent_id": low})
    assert (circle.status, circle.json["field"]) == (422, "parent_id")
    orphan = await admin("POST", "/admin/categories", {"name": "Сирота", "parent_id": 999})
    assert (orphan.status, orphan.json["field"]) == (404, "parent_id")
    assert [each["name"] for each in (await admin("GET", "/categories")).json["items"]] == ["Верхняя", "Нижняя"]


async def test_groups_and_lists(customer, performer, enter):
    """Somebody is on one list at a time, in a group or none; a deleted group leaves them on the list."""
    top = (await customer("POST", "/groups", {"name": "Авторы"})).json["id"]
    low = (await customer("POST", "/groups", {"name": "Лучшие", "parent_id": top})).json["id"]
    assert (await customer("PUT", f"/groups/{top}", {"name": "Авторы", "parent_id": low})).status == 422
    await customer("PUT", f"/lists/{performer.id}", {"kind": "white", "group_id": low})
    assert [each["kind"] for each in (await customer("GET", f"/lists?group_id={low}")).json["items"]] == ["white"]
    await customer("PUT", f"/lists/{performer.id}", {"kind": "black", "group_id": low})
    assert (await customer("GET", "/lists?kind=white")).json["items"] == []
    assert (await customer("DELETE", f"/groups/{top}")).json == {"ids": [top, low]}
    assert [each["group_id"] for each in (await customer("GET", "/lists")).json["items"]] == [0]
    assert (await customer("GET", f"/people/{performer.id}/list-counts")).json == {"white": 0, "black": 1}
    rival = await enter("rival", Role.CUSTOMER)
    assert (await rival("GET", "/lists")).json["items"] == []
    assert (await customer("DELETE", f"/lists/{performer.id}")).status == 204
    assert (await customer("DELETE", f"/lists/{performer.id}")).status == 404


@pytest.fixture
async def real(sqlite_market, application_of, sqlite_enter):
    """A caller who is everything on a real exchange."""
    caller = await sqlite_enter("everything", ANYONE)
    settings = dataclasses.replace(sqlite_market.settings, sandbox=False)
    sqlite_market.settings = settings
    caller.app = application_of(sqlite_market)
    return caller


async def test_a_real_exchange_has_no_play_money(real):
    """Topping up one's own account is not there; an administrator's top-up is."""
    real.forgives = RuntimeError  # the sandbox's document, which the caller compares with, has the call
    assert (await real("POST", "/top-ups", {"amount": 100})).status == 404
    assert (await real("POST", f"/admin/people/{real.id}/top-ups", {"amount": 100})).status == 204


@pytest.mark.parametrize("address", ["https://birzha.example", ""])
async def test_a_real_exchange_sends_letters_and_shows_none(real, sqlite_market, address):
    """The letter lies in the outbox with the exchange's own address, whatever Host the stranger wrote; the answer is bare."""
    sqlite_market.settings = dataclasses.replace(sqlite_market.settings, base_url=address)
    wish = {"login_or_email": "everything"}
    reply = await real("POST", "/password-resets", wish, host="evil.example")
    assert (reply.status, reply.json["letters"]) == (202, [])
    letters = list((sqlite_market.settings.files.parent / "outbox").glob("*.eml"))
    assert len(letters) == 1
    text = message_from_bytes(letters[0].read_bytes(), policy=default).get_content()
    assert f"POST {address}/api/v1/password-resets/confirm" in text
    assert "evil" not in text


async def test_trouble_is_said_in_the_one_shape(customer, market, monkeypatch):
    """A failure inside is 500 with no detail, a database that cannot is 503 with Retry-After; the shape is the same."""
    from birzha.storage.work import StorageUnavailable

    async def broken(*_):
        raise RuntimeError("a secret detail")

    async def away(*_):
        raise StorageUnavailable("the disk is full")

    customer.forgives = RuntimeError
    for fault, status, code in ((broken, 500, "internal"), (away, 503, "unavailable")):
        with monkeypatch.context() as patch:
            patch.setattr(type(market.store), "read", fault)
            reply = await customer("GET", "/me")
        assert (reply.status, reply.code) == (status, code)
        assert b"secret detail" not in reply.content
        assert ("retry-after" in reply.headers) == (status == 503)


async def test_asking_notes_that_one_is_there(customer, performer, market, monkeypatch):
    """A request makes its author present, and where nothing can be written now, reading goes on all the same."""
    from birzha.storage.work import StorageUnavailable

    async def away(*_):
        raise StorageUnavailable("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(type(market.store), "write", away)
        assert (await performer("GET", "/me")).status == 200
    assert (await customer("GET", f"/people/{performer.id}")).json["online"] is False
    await performer("GET", "/me")
    assert (await customer("GET", f"/people/{performer.id}")).json["online"] is True
    assert (await customer("GET", "/performers?online=0")).json["items"] == []


async def test_the_operator_offers_features(admin, customer):
    """Offered, read by everybody, written anew, taken back once; nobody else does it."""
    feature = {"name": "Срочно", "price": 30_000}
    made = await admin("POST", "/admin/features", feature)
    assert made.status == 201
    one = f"/admin/features/{made.json['id']}"
    [found] = (await customer("GET", "/features")).json["items"]
    assert found == {"id": made.json["id"], **feature, "description": "", "kind": "extra", "public": True}
    assert (await admin("PUT", one, {**feature, "kind": "premium", "public": False})).status == 204
    [found] = (await customer("GET", "/features")).json["items"]
    assert (found["kind"], found["public"]) == ("premium", False)
    assert (await customer("DELETE", one)).status == 403
    assert (await admin("POST", "/admin/features", {**feature, "kind": "odd"})).status == 422
    assert [(await admin("DELETE", one)).status for _ in range(2)] == [204, 404]


async def test_the_operator_says_what_a_currency_is_worth(admin, customer):
    """Set, read by everybody, taken back once; nobody else sets it."""
    assert (await admin("PUT", "/admin/exchange-rates", {"currency": "USD", "rate": 92_500_000})).status == 204
    [found] = (await customer("GET", "/exchange-rates")).json["items"]
    assert (found["currency"], found["rate"]) == ("USD", 92_500_000)
    assert (await customer("PUT", "/admin/exchange-rates", {"currency": "USD", "rate": 1})).status == 403
    assert (await admin("PUT", "/admin/exchange-rates", {"currency": "RUB", "rate": 1})).status == 422
    assert (await admin("PUT", "/admin/exchange-rates", {"currency": "USD", "rate": None})).status == 204
    assert (await admin("PUT", "/admin/exchange-rates", {"currency": "USD", "rate": None})).status == 404
