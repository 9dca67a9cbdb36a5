"""Reviews through the API: stars or a kind, of a person or of a purchase."""

import pytest

from birzha.kworks.commands import admit_kwork, buy_kwork, offer_kwork, save_kwork
from birzha.kworks.model import KworkChanges
from birzha.orders.commands import accept_results, submit_result
from birzha.orders.model import State
from birzha.people.commands import open_session
from birzha.people.model import Lock

OPINION = "Очень внимательный человек, работа сделана вовремя и без единого замечания."


@pytest.fixture
async def customer(world, application_of, asker_of):
    """The world's customer with a session."""
    caller = asker_of(application_of(world.market))
    caller.token = await world.do(open_session, Lock(world.customer.id, "customer", ""))
    return caller


async def test_stars_or_a_kind(world, customer):
    """A kind is 5 stars or 1; the same kind leaves the stars; three are neutral; stars of another kind are refused."""
    await world.order_in(State.DONE)
    path = f"/people/{world.performer.id}/reviews"
    assert (await customer("POST", path, {"text": OPINION, "stars": 6})).status == 422
    assert (await customer("POST", path, {"text": OPINION, "stars": 3, "kind": "positive"})).json["field"] == "kind"
    review = (await customer("POST", path, {"text": OPINION, "stars": 4})).json["id"]

    async def edited(**change):
        assert (await customer("PUT", f"/reviews/{review}", {"text": OPINION, **change})).status == 204
        [found] = (await customer("GET", path)).json["items"]
        return found["stars"], found["kind"]

    assert await edited() == (4, "positive")
    assert await edited(kind="positive") == (4, "positive")
    assert await edited(kind="negative") == (1, "negative")
    assert await edited(stars=3) == (3, "neutral")
    assert await edited(kind="positive", stars=5) == (5, "positive")
    assert (
        await customer("PUT", f"/reviews/{review}", {"text": OPINION, "kind": "negative", "stars": 5})
    ).status == 422


async def test_a_review_of_a_purchase(world, customer):
    """It names what was bought and moves the kwork's stars; a second one is refused, and so is one of no purchase."""
    about = KworkChanges(title="Статья", description="О кошках", category_id=1911, price=50_000, days=3)
    kwork_id = await world.do(save_kwork, world.performer, about)
    await world.do(offer_kwork, world.performer, kwork_id)
    await world.do(admit_kwork, kwork_id)
    order_id = await world.do(buy_kwork, world.customer, kwork_id)
    path, body = f"/people/{world.performer.id}/reviews", {"text": OPINION, "stars": 3, "order_id": order_id}
    early = await customer("POST", path, body)
    assert (early.status, early.code) == (409, "wrong_state")
    await world.do(submit_result, world.performer, order_id, "Вот работа.")
    await world.do(accept_results, world.customer, [order_id])
    assert (await customer("POST", path, body)).status == 201
    assert (await customer("POST", path, body)).json["field"] == "order_id"
    assert (await customer("POST", path, {**body, "order_id": 999})).status == 404
    [found] = (await customer("GET", path)).json["items"]
    assert (found["order_id"], found["kwork_id"], found["stars"], found["kind"]) == (order_id, kwork_id, 3, "neutral")
    kwork = (await customer("GET", f"/kworks/{kwork_id}")).json["kwork"]
    assert (kwork["reviews"], kwork["rating"]) == (1, 3.0)
