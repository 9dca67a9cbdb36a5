"""Reports of checks through the API: what both sides of an order see, and what they do not."""

import pytest
from sqlalchemy import insert

from birzha.checks.tables import text_check
from birzha.orders.model import State
from birzha.people.commands import open_session
from birzha.people.model import Lock

from .cases import CHECK


@pytest.fixture
def market(sqlite_market):
    """What is told does not depend on the engine."""
    return sqlite_market


@pytest.fixture
async def enter(world, application_of, asker_of):
    """Callers for the people of the world, by name."""
    app = application_of(world.market)

    async def make(name: str):
        caller = asker_of(app)
        caller.token = await world.do(open_session, Lock(getattr(world, name).id, name, ""))
        return caller

    return make


async def test_a_report_tells_figures_and_places_and_nobody_s_order(world, enter):
    """Sources are told by their kind; of an article by its number, of an operator's file and of others' results without a name."""
    order_id = await world.order_in(State.ON_CHECK)
    customer, performer = await enter("customer"), await enter("performer")
    result_id = (await customer("GET", f"/orders/{order_id}/results")).json["items"][0]["id"]
    place = f"/orders/{order_id}/results/{result_id}/report"
    assert (await customer("GET", place)).status == 404
    await world.execute(insert(text_check).values(**CHECK, kind="result", subject_id=result_id))
    found = (await customer("GET", place)).json
    assert found["message"] == (
        "Уникальность 50 %, без учёта перефразирования 50 %; слов с ошибками 1; ключевых фраз найдено 0 из 1."
    )
    assert [(each["kind"], each["id"]) for each in found["sources"]] == [("article", 7), ("own", 0)]
    assert "архив" not in str(found)
    assert (await performer("GET", place)).json == found
    assert (await customer("GET", f"/orders/{order_id}/results/{result_id + 1}/report")).status == 404
