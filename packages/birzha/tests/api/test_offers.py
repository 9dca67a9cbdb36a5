"""The life of projects, offers and personal offers through the API, from both sides, on both engines."""

import pytest

from birzha.sweeps.run import advance

from .cases import PERSONAL, PROJECT


async def test_a_project_goes_to_an_offer_at_its_own_price(caller_of, world):
    """Placed, seen by performers, offered on, read by its customer, accepted: the order has the offer's price, which is held."""
    customer, performer, rival = [await caller_of(each) for each in ("customer", "performer", "rival")]
    project = (await customer("POST", "/projects", PROJECT)).json["id"]
    assert [each["id"] for each in (await performer("GET", "/available-orders")).json["items"]] == [project]
    plain = (await rival("POST", f"/projects/{project}/offers", {})).json
    assert (plain["price"], plain["own_price"], plain["days"], plain["connects"]) == (10_000, False, None, 1)
    made = (await performer("POST", f"/projects/{project}/offers", {"text": "Возьмусь", "price": 8000, "days": 2})).json
    assert (made["price"], made["own_price"], made["days"], made["text"]) == (8000, True, 2, "Возьмусь")
    connects = (await performer("GET", "/me/connects")).json
    assert (connects["all"], connects["left"]) == (30, 29)

    page = (await customer("GET", f"/projects/{project}/offers?limit=1")).json
    assert (page["items"], page["next"]) == ([made], made["id"])
    page = (await customer("GET", f"/projects/{project}/offers?limit=1&cursor={page['next']}")).json
    assert page["items"] == [plain]
    refusal = await customer("POST", f"/bids/{made['id']}/accept", {})
    assert refusal.status == 409
    assert f"/api/v1/offers/{made['id']}/accept" in refusal.json["message"]
    given = (await customer("POST", f"/offers/{made['id']}/accept", {"comment": "К пятнице"})).json
    assert given == {"order_id": project, "person_id": world.performer.id}
    order = (await performer("GET", f"/orders/{project}")).json
    assert (order["state"], order["full_price"], order["deadline"]) == ("in_work", 8000, world.now + 2 * 86_400)
    assert await world.held(world.customer) == 8400

    (mine,) = (await performer("GET", "/me/offers")).json["items"]
    assert (mine["state"], mine["price"], mine["title"]) == ("accepted", 8000, "Сайт")
    (theirs,) = (await rival("GET", "/me/offers")).json["items"]
    assert (theirs["state"], theirs["price"]) == ("ended", None)  # what the other one gets is not theirs to know


async def test_an_edited_project_tells_former_bidders_nothing(caller_of, world):
    """Its new title is not for those whose offers have ended; the connects are back."""
    customer, performer = [await caller_of(each) for each in ("customer", "performer")]
    project = (await customer("POST", "/projects", PROJECT)).json["id"]
    await performer("POST", f"/projects/{project}/offers", {"price": 8000})
    await advance(world.market, world.now + 5)
    assert (await customer("PATCH", f"/orders/{project}", {"title": "Тайна", "public": False})).status == 204
    (mine,) = (await performer("GET", "/me/offers")).json["items"]
    assert (mine["state"], mine["title"], mine["price"], mine["returned"]) == ("ended", "", 8000, True)


async def test_offers_declined_and_withdrawn(caller_of, world):
    """Each side ends it in its way; a second time is a conflict; without connects another project is one, too."""
    customer, performer = [await caller_of(each) for each in ("customer", "performer")]
    project = (await customer("POST", "/projects", PROJECT)).json["id"]
    offers = f"/projects/{project}/offers"
    first = (await performer("POST", offers, {})).json["id"]
    assert (await customer("POST", f"/offers/{first}/decline")).status == 200
    second = (await performer("POST", offers, {"days": 5})).json["id"]
    assert (await performer("DELETE", f"/offers/{second}")).status == 204
    for verb, path, who in (("POST", "/decline", customer), ("DELETE", "", performer)):
        assert (await who(verb, f"/offers/{second}{path}")).status == 409
    assert [each["state"] for each in (await performer("GET", "/me/offers")).json["items"]] == ["ended", "declined"]


async def test_a_personal_offer_from_making_to_work(caller_of, world):
    """Received, accepted, an order of both; its time and its sides are seen in the lists."""
    customer, performer = [await caller_of(each) for each in ("customer", "performer")]
    made = (await performer("POST", f"/people/{world.customer.id}/offers", PERSONAL)).json
    assert (made["state"], made["kwork_id"], made["order_id"]) == ("live", None, None)
    assert (await customer("GET", "/me/personal-offers")).json["items"] == [made]
    assert (await customer("GET", "/me/personal-offers?side=sent")).json["items"] == []
    order = (await customer("POST", f"/personal-offers/{made['id']}/accept")).json["order_id"]
    assert (await performer("GET", f"/orders/{order}")).json["state"] == "in_work"
    found = (await performer("GET", f"/personal-offers/{made['id']}")).json
    assert (found["state"], found["order_id"]) == ("accepted", order)
    await advance(world.market, world.now + 60)
    late = (await performer("POST", f"/people/{world.customer.id}/offers", PERSONAL)).json
    await advance(world.market, late["expires"] + 1)
    assert (await customer("GET", f"/personal-offers/{late['id']}")).json["state"] == "expired"
    assert (await customer("POST", f"/personal-offers/{late['id']}/accept")).status == 409


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/projects", {**PROJECT, "price": 0}),
        ("/projects", {**PROJECT, "size": 5}),
        ("/projects", {**PROJECT, "deadline": 1}),
        ("/projects", {"title": "Сайт"}),
        ("/projects/1/offers", {"days": 91}),
        ("/projects/1/offers", {"price": "8000"}),
        ("/projects/1/offers", {"text": "пишите на ivan@example.com"}),
        ("/people/1/offers", {**PERSONAL, "days": 0}),
        ("/people/1/offers", {**PERSONAL, "text": ""}),
        ("/people/1/offers", {**PERSONAL, "category_id": None}),
    ],
    ids=str,
)
async def test_bad_bodies(caller_of, world, path, body):
    """Each is refused with the field at fault, and changes nothing."""
    who = await caller_of("customer" if path == "/projects" else "performer")
    before = {**await world.everything(), "session": 0, "person": 0}
    reply = await who("POST", path, body)
    assert reply.status == 422, reply.content.decode()
    assert reply.json["field"]
    assert {**await world.everything(), "session": 0, "person": 0} == before
