"""Buying kworks through the API: what goes in, what comes out, and what is refused with which code."""

import pytest

from birzha.kworks.commands import pause_kwork
from birzha.lists.commands import set_entry
from birzha.money.queries import balance
from birzha.people.commands import open_session
from birzha.people.model import Lock, Role

from .test_kworks import KWORK

EXTRAS = [{"name": "Срочно", "price": 5_000, "days": 0}, {"name": "Картинка", "price": 1_000, "days": 2}]
PACKAGES = [
    {"name": "Мини", "description": "", "price": 20_000, "days": 1, "revisions": 0},
    {"name": "Макси", "description": "Всё", "price": 90_000, "days": 7, "revisions": 3},
]


@pytest.fixture
async def enter(world, application_of, asker_of):
    """Callers for the people of the world, by name."""
    app = application_of(world.market)

    async def make(name: str):
        caller = asker_of(app)
        who = getattr(world, name, None) or await world.person(name, Role.CUSTOMER)
        caller.token = await world.do(open_session, Lock(who.id, name, ""))
        return caller

    return make


@pytest.fixture
async def offered(enter):
    """An active kwork with packages and extras, and the ids of the extras."""
    seller, moderator = await enter("performer"), await enter("moderator")

    async def make() -> tuple[int, list[int]]:
        kwork_id = (await seller("POST", "/me/kworks", {**KWORK, "packages": PACKAGES})).json["id"]
        await seller("PUT", f"/me/kworks/{kwork_id}/features", {"features": EXTRAS})
        await seller("POST", f"/me/kworks/{kwork_id}/offer")
        await moderator("POST", f"/moderation/kworks/{kwork_id}/approve")
        page = (await seller("GET", f"/kworks/{kwork_id}")).json
        return kwork_id, [each["id"] for each in page["features"]]

    return make


async def test_bought_worked_on_and_accepted(enter, offered, world):
    """The order is in both parties' lists as an order, the sale in both as a sale, with one state for it."""
    customer, seller = await enter("customer"), await enter("performer")
    kwork_id, extras = await offered()
    body = {"package": "Макси", "features": extras, "text": "О рыжих", "expected_price": 96_000}
    reply = await customer("POST", f"/kworks/{kwork_id}/purchases", body)
    assert reply.status == 201
    order_id = reply.json["id"]
    (order,) = (await customer("GET", "/orders?status=2")).json["items"]
    assert (order["id"], order["full_price"]) == (order_id, 96_000)
    assert [each["id"] for each in (await seller("GET", "/me/work")).json["items"]] == [order_id]
    (bought,) = (await customer("GET", "/me/purchases")).json["items"]
    assert bought == {
        "order_id": order_id,
        "kwork_id": kwork_id,
        "seller_id": world.performer.id,
        "customer_id": world.customer.id,
        "title": KWORK["title"],
        "price": 96_000,
        "days": 9,
        "revisions": 3,
        "package": "Макси",
        "features": [{"id": number, **each} for number, each in zip(extras, EXTRAS, strict=True)],
        "date": world.now,
        "state": "in_progress",
    }
    assert (await seller("GET", "/me/sales")).json["items"] == [bought]
    await world.submit(order_id)
    await customer("POST", "/orders/accept", {"ids": [order_id]})
    done = {**bought, "state": "done"}
    assert (await customer("GET", "/me/purchases?state=done")).json == {"items": [done], "next": None}
    assert (await seller("GET", "/me/sales?state=in_progress")).json["items"] == []
    (card,) = (await customer("GET", "/kworks")).json["items"]
    assert card["sales"] == 1


async def test_pages(enter, offered):
    """The cursor leads through all purchases once, the newest first; odd states are refused."""
    customer, seller = await enter("customer"), await enter("performer")
    kwork_id, _ = await offered()
    orders = [(await customer("POST", f"/kworks/{kwork_id}/purchases", {})).json["id"] for _ in range(5)]
    for caller, path in ((customer, "/me/purchases"), (seller, "/me/sales")):
        cursor, found = 0, []
        while cursor is not None:
            page = (await caller("GET", f"{path}?limit=2&cursor={cursor}")).json
            found += [each["order_id"] for each in page["items"]]
            cursor = page["next"]
        assert found == orders[::-1]
        assert (await caller("GET", f"{path}?state=new")).status == 422


async def test_what_is_refused(enter, offered, world):
    """Every bad choice with its own status and code; nothing is bought, held or counted by any of them."""
    customer, poor = await enter("customer"), await enter("poor")
    kwork_id, extras = await offered()
    _, others = await offered()
    paused, _ = await offered()
    await world.do(pause_kwork, world.performer, paused)
    await world.do(set_entry, world.performer, world.stranger.id, "black")
    stranger, rival = await enter("stranger"), await enter("rival")
    path = f"/kworks/{kwork_id}/purchases"
    before = {**await world.everything(), "session": 0, "person": 0}
    for caller, target, body, status, code in (
        (customer, path, {"package": "Нет такого"}, 422, "invalid"),
        (customer, path, {"package": 2}, 422, "invalid"),
        (customer, path, {"package": 3}, 422, "invalid"),
        (customer, path, {"package": 1.5}, 422, "invalid"),
        (customer, path, {"package": True}, 422, "invalid"),
        (customer, path, {"features": [others[0]]}, 404, "not_found"),
        (customer, path, {"features": [999_999]}, 404, "not_found"),
        (customer, path, {"features": [extras[0], extras[0]]}, 422, "invalid"),
        (customer, path, {"features": extras * 20}, 422, "invalid"),
        (customer, path, {"features": [-1]}, 422, "invalid"),
        (customer, path, {"features": None}, 422, "invalid"),
        (customer, path, {"text": "т" * 5001}, 422, "invalid"),
        (customer, path, {"text": "\u0000"}, 422, "invalid"),
        (customer, path, {"text": "почта: ivan@example.com"}, 422, "contacts_found"),
        (customer, path, {"expected_price": 1}, 409, "wrong_state"),
        (customer, path, {"quantity": 2}, 422, "invalid"),
        (customer, path, [], 422, "invalid"),
        (customer, f"/kworks/{paused}/purchases", {}, 404, "not_found"),
        (customer, "/kworks/999999/purchases", {}, 404, "not_found"),
        (poor, path, {}, 402, "not_enough_money"),
        (stranger, path, {}, 403, "forbidden"),
        (rival, path, {}, 403, "forbidden"),
    ):
        reply = await caller("POST", target, body)
        assert (reply.status, reply.code) == (status, code), (body, reply.content.decode())
    assert {**await world.everything(), "session": 0, "person": 0} == before, "who was seen when may change"
    assert (await world.ask(balance, world.customer)).held == 0
