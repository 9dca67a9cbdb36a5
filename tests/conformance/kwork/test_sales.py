"""Bought kworks by bytes: the orders in both parties' lists, and the figures of sales on the kwork's page."""

from birzha.kworks.commands import buy_kwork
from birzha.orders.commands import refuse_order

from .test_projects import FIELDS


async def cheapest(stage) -> dict:
    """A kwork of vera's."""
    found = (await stage.anna.post("/catalogMainv2", category_id=254, sort="price_asc")).answer["kworks"]
    return next(each for each in found if each["seller"]["username"] == "vera")


async def orders(client, path) -> list[dict]:
    return (await client.post(path)).answer["orders"]


async def sales(stage, kwork) -> dict:
    return (await stage.anna.post("/getKworkDetailsExtra", kwork_id=kwork["id"])).answer["sales"]


async def test_a_bought_kwork_is_an_order_of_both(stage):
    """In progress at once in the customer's and the seller's list and in nobody's list of projects; completed at the end."""
    kwork = await cheapest(stage)
    order = await stage.market.do(buy_kwork, await stage.actor("anna"), kwork["id"], text="О закваске")
    for client, path in ((stage.anna, "/payerOrders"), (stage.vera, "/workerOrders")):
        (shown,) = [each for each in await orders(client, path) if each["id"] == order]
        assert set(shown) == FIELDS
        assert (shown["title"], shown["budget"], shown["budget_type"]) == (kwork["title"], kwork["price"], "fixed")
        assert (shown["status"], shown["category_id"], shown["bids_count"]) == ("in_progress", 254, 0)
        assert shown["customer"]["username"] == "anna"
        assert shown["description"].endswith("О закваске")
    for client, path in ((stage.boris, "/payerOrders"), (stage.vera, "/payerOrders"), (stage.anna, "/workerOrders")):
        assert order not in [each["id"] for each in await orders(client, path)]
    assert order not in [each["id"] for each in (await stage.boris.post("/projects")).answer["projects"]]
    await stage.finish(order)
    for client, path in ((stage.anna, "/payerOrders"), (stage.vera, "/workerOrders")):
        (shown,) = [each for each in await orders(client, path) if each["id"] == order]
        assert shown["status"] == "completed"


async def test_figures_of_sales(stage):
    """Each purchase counts once, under what became of it; the last one has its moment in UTC."""
    kwork = await cheapest(stage)
    anna, vera = await stage.actor("anna"), await stage.actor("vera")
    done, refused, _ = [await stage.market.do(buy_kwork, anna, kwork["id"]) for _ in range(3)]
    await stage.finish(done)
    await stage.market.do(refuse_order, vera, refused)
    assert await sales(stage, kwork) == {
        "total": 3,
        "in_progress": 1,
        "completed": 1,
        "cancelled": 1,
        "last_sale_at": "2023-11-14T22:13:20Z",
        "reviews": 0,
        "rating": None,
    }
