"""Reports of checks through the API: what both sides of an order see, and what they do not."""

import pytest
from sqlalchemy import insert

from birzha.checks.tables import text_check
from birzha.orders.model import State

from .cases import CHECK


@pytest.fixture
def market(sqlite_market):
    """What is told does not depend on the engine."""
    return sqlite_market


async def test_a_report_tells_figures_and_places_and_nobody_s_order(world, caller_of):
    """Sources are told by their kind; of an article by its number, of an operator's file and of others' results without a name."""
    order_id = await world.order_in(State.ON_CHECK)
    customer, performer = await caller_of("customer"), await caller_of("performer")
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
