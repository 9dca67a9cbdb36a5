"""Kworks by bytes: the catalogue, one kwork, favourites, what was looked at, the seller's own."""

import pytest

from birzha.kworks.commands import add_favourite, add_image, count_kwork, save_kwork
from birzha.kworks.model import Image, KworkChanges
from birzha.people.commands import block

FIELDS = {
    *("id", "title", "description", "price", "currency", "category_id", "seller", "images", "rating", "reviews_count"),
    *("created_at", "updated_at"),
}
MORE = {"full_description", "requirements", "delivery_time", "revisions", "features", "faq"}
SORTS = ["recommend", "price_asc", "price_desc", "rating", "reviews", "newest"]


async def page(client, **fields):
    """A page of the catalogue."""
    return (await client.post("/catalogMainv2", **fields)).answer


async def test_the_catalogue_page_by_page(stage):
    """Fifty a page in the documented layout; the pages hold every active kwork once; behind the last there is nothing."""
    first, second, third = [await page(stage.anna, page=number) for number in (1, 2, 3)]
    assert set(first) == {"kworks", "pagination", "filters", "sort_options"}
    assert first["pagination"] == {
        "current_page": 1,
        "total_pages": 2,
        "total_items": 64,
        "items_per_page": 50,
        "has_next": True,
        "has_prev": False,
    }
    assert (len(first["kworks"]), len(second["kworks"]), third["kworks"]) == (50, 14, [])
    assert len({each["id"] for each in first["kworks"] + second["kworks"]}) == 64
    assert (await page(stage.anna)) == first
    assert first["sort_options"] == SORTS
    for each in first["kworks"]:
        assert set(each) == FIELDS
        assert (each["currency"], each["rating"], each["reviews_count"], each["images"]) == ("RUB", None, 0, [])
        assert set(each["seller"]) == {"id", "username", "avatar_url", "is_online", "rating"}
        assert each["created_at"] == "2023-11-14T22:13:20Z"


async def test_sorts_and_categories(stage):
    """Each of the six orders is taken and does what its name says; a category narrows, an unknown one is empty."""
    prices = {sort: [each["price"] for each in (await page(stage.anna, sort=sort))["kworks"]] for sort in SORTS}
    assert prices["price_asc"] == sorted(prices["price_asc"])
    assert prices["price_desc"] == sorted(prices["price_desc"], reverse=True)
    chosen = (await page(stage.anna, sort="price_asc"))["kworks"][7]["id"]
    await stage.market.do(count_kwork, chosen, sales=3, stars=5)
    for sort in ("recommend", "rating", "reviews"):
        top = (await page(stage.anna, sort=sort))["kworks"][0]
        assert (top["id"], top["rating"], top["reviews_count"]) == (chosen, 5.0, 1)
    cars = await page(stage.anna, category_id=368)
    assert {each["category_id"] for each in cars["kworks"]} == {368}
    assert (cars["pagination"]["total_items"], cars["filters"]) == (6, {"category_id": 368})
    assert (await page(stage.anna, category_id=999_999))["pagination"]["total_items"] == 0


@pytest.mark.parametrize(
    ("fields", "wrong"), [({"page": 0}, "page"), ({"page": -1}, "page"), ({"sort": "cheapest"}, "sort")]
)
async def test_odd_pages_and_sorts(stage, fields, wrong):
    """Status 400 with the field at fault."""
    refused = await stage.anna.post("/catalogMainv2", **fields)
    assert (refused.status, set(refused.json["fields"])) == (400, {wrong})


async def test_one_kwork(stage):
    """The documented fields; it is remembered as looked at; an unknown one is 404."""
    listed = (await page(stage.anna, category_id=254, sort="price_asc"))["kworks"][0]
    found = (await stage.anna.post("/getKworkDetails", kwork_id=listed["id"])).answer
    assert set(found) == FIELDS | MORE
    assert {name: found[name] for name in FIELDS} == listed
    assert (found["delivery_time"], found["revisions"]) == (2, 2)
    assert found["features"] == ["Подписи к фотографиям", "Срочно, за сутки"]
    assert set(found["faq"][0]) == {"question", "answer"}
    assert [each["id"] for each in (await stage.anna.post("/viewedCatalogKworks")).answer["kworks"]] == [listed["id"]]
    assert (await stage.boris.post("/viewedCatalogKworks")).answer == {"kworks": []}
    for path in ("/getKworkDetails", "/getKworkDetailsExtra"):
        assert (await stage.anna.post(path, kwork_id=999_999)).status == 404
        assert (await stage.anna.post(path)).status == 400


async def test_everything_else_about_a_kwork(stage):
    """Pictures, videos, packages, extras with prices and figures of sales."""
    listed = (await page(stage.anna, category_id=254, sort="price_asc"))["kworks"][0]
    found = (await stage.anna.post("/getKworkDetailsExtra", kwork_id=listed["id"])).answer
    assert found["videos"] == ["https://video.example/soup-in-a-minute"]
    assert found["packages"][0] == {
        "name": "Один рецепт",
        "description": "До 2000 знаков",
        "price": 500.0,
        "delivery_time": 2,
        "revisions": 2,
    }
    assert [(each["name"], each["price"]) for each in found["features"]] == [
        ("Подписи к фотографиям", 200.0),
        ("Срочно, за сутки", 500.0),
    ]
    nothing = dict.fromkeys(("total", "in_progress", "completed", "cancelled", "reviews"), 0)
    assert found["sales"] == {**nothing, "last_sale_at": None, "rating": None}


async def test_own_kworks_favourites_and_the_shut_out(stage):
    """States of the seller's own, favourites in order, its picture; of the shut out nothing is shown."""
    own = (await stage.vera.post("/kworksStatusList")).answer
    counts = {each["status"]: each["count"] for each in own["statuses"]}
    assert counts == {"draft": 0, "moderation": 0, "active": 11, "paused": 2, "rejected": 0}
    assert (own["total"], len(own["kworks"])) == (13, 13)
    assert set(own["kworks"][0]) == {"id", "title", "status", "status_name"}
    assert (await stage.anna.post("/kworksStatusList")).answer["total"] == 0

    vera, anna = await stage.actor("vera"), await stage.actor("anna")
    draft = await stage.market.do(
        save_kwork, vera, KworkChanges(title="Новый", description="Скоро", category_id=254, price=5_550, days=1)
    )
    image = Image(0, 0, "00ff", "а.png", 1, "image/png", 1, 1)
    await stage.market.do(add_image, vera, draft, image)
    shown = (await stage.vera.post("/getKworkDetails", kwork_id=draft)).answer
    assert (len(shown["images"]), shown["price"]) == (1, 55.5)
    assert (await stage.anna.post("/getKworkDetails", kwork_id=draft)).status == 404

    mine = [each["id"] for each in (await page(stage.anna, category_id=254))["kworks"]][:2]
    for each in mine:
        await stage.market.do(add_favourite, anna, each)
    kept = (await stage.anna.post("/favoriteKworks")).answer["kworks"]
    assert {each["id"] for each in kept} == set(mine)
    assert set(kept[0]) == FIELDS
    await stage.market.do(block, await stage.actor("admin"), vera.id)
    assert (await stage.anna.post("/favoriteKworks")).answer == {"kworks": []}
    assert (await page(stage.anna, category_id=254))["kworks"] == []
    assert (await stage.anna.post("/getKworkDetails", kwork_id=mine[0])).status == 404
