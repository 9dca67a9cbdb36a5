"""Offers, connects and what a performer wants to find, by raw bytes."""

import pytest

from birzha.clock import DAY
from birzha.offers.commands import make_offer, make_personal_offer, save_project
from birzha.orders.commands import accept_bid, withdraw_bid
from birzha.orders.model import OrderChanges
from birzha.people.model import Actor, Role
from birzha.reference.commands import put_category, set_preferences
from birzha.sweeps.run import advance

NEXT_MONTH = 1_701_378_000
"""The first second of December 2023 in Moscow."""
PERSONAL = {"title": "Логотип", "text": "Нарисую кошку", "price": 30_050, "days": 4, "category_id": 254}


@pytest.fixture
def project(stage):
    """Places projects of anna."""

    async def place(**more):
        values = {"title": "Сайт о хлебе", "price": 55_550, "category_id": 254, "public": 1, **more}
        return await stage.market.do(save_project, await stage.actor("anna"), OrderChanges(**values))

    return place


async def offers(client):
    """The answer of the call."""
    return (await client.post("/offers")).answer


async def test_nothing_yet(stage):
    """A performer has the connects of the month, a customer none; both have empty lists."""
    nothing = {"offers": [], "received": [], "sent": []}
    full = {"all_connects": 30, "active_connects": 30, "update_time": NEXT_MONTH}
    assert await offers(stage.vera) == {**nothing, "connects": full}
    assert await offers(stage.anna) == {**nothing, "connects": {**full, "all_connects": 0, "active_connects": 0}}


async def test_an_offer_on_a_project_and_a_bid_on_an_order(stage, project):
    """Both are offers; the first costs a connect; each has its price in roubles, its days, its state."""
    market, vera = stage.market, await stage.actor("vera")
    dear = await market.do(make_offer, vera, await project(), "Возьмусь", price=60_000, days=3)
    plain = await market.do(make_offer, vera, await stage.order(), "И это")
    answer = await offers(stage.vera)
    assert answer["connects"]["active_connects"] == 29
    assert answer["offers"] == [
        {
            "id": plain.id,
            "status": "live",
            "is_actual": True,
            "project": {"id": plain.order_id, "title": "Ржаной хлеб дома"},
            "comment": "И это",
            "price": 55.5,
            "duration": None,
            "connects": 0,
            "created_at": "2023-11-14T22:13:20Z",
        },
        {
            "id": dear.id,
            "status": "live",
            "is_actual": True,
            "project": {"id": dear.order_id, "title": "Сайт о хлебе"},
            "comment": "Возьмусь",
            "price": 600.0,
            "duration": 3,
            "connects": 1,
            "created_at": "2023-11-14T22:13:20Z",
        },
    ]
    await market.do(accept_bid, await stage.actor("anna"), plain.id)
    await market.do(withdraw_bid, vera, dear.id)
    answer = await offers(stage.vera)
    assert [(each["status"], each["is_actual"]) for each in answer["offers"]] == [("accepted", False), ("ended", False)]
    assert (await offers(stage.boris))["offers"] == []


async def test_personal_offers_on_both_sides(stage):
    """Each sees the other one; when its time is over it says so; a connect it does not cost."""
    anna, vera = await stage.actor("anna"), await stage.actor("vera")
    made = await stage.market.do(make_personal_offer, vera, anna.id, **PERSONAL)
    (received,) = (await offers(stage.anna))["received"]
    (sent,) = (await offers(stage.vera))["sent"]
    assert (received["user"]["username"], sent["user"]["username"]) == ("vera", "anna")
    received.pop("user")
    assert received == {
        "id": made.id,
        "status": "live",
        "is_actual": True,
        "title": "Логотип",
        "comment": "Нарисую кошку",
        "price": 300.5,
        "duration": 4,
        "category_id": 254,
        "kwork_id": None,
        "order_id": None,
        "created_at": "2023-11-14T22:13:20Z",
        "expires_at": "2023-11-21T22:13:20Z",
    }
    assert (await offers(stage.vera))["connects"]["active_connects"] == 30
    await advance(stage.market, stage.market.clock.now() + 7 * DAY + 1)
    (late,) = (await offers(stage.vera))["sent"]
    assert (late["status"], late["is_actual"]) == ("expired", False)


async def prefer(stage, *categories):
    """What vera prefers from now on."""
    vera = Actor((await stage.actor("vera")).id, Role.PERFORMER)
    await stage.market.do(set_preferences, vera, category_ids=list(categories))


async def test_wants_are_categories_keywords_and_filters_together(stage):
    """Every one of them narrows what is found; a category holds those under it; the status counts the same."""
    await stage.market.do(put_category, 90_001, name="Хлеб")
    await stage.market.do(put_category, 90_002, name="Ржаной", parent_id=90_001)
    bread = await stage.order(category_id=90_001)
    rye = await stage.order(category_id=90_002, title="Ржаной", description="О муке", price=9_000)
    await stage.order(category_id=254)
    await prefer(stage, 90_001)

    async def check(expected):
        wants = (await stage.vera.post("/myWants")).answer
        assert ([each["id"] for each in wants["projects"]], wants["projects_count"]) == (expected, len(expected))
        assert (await stage.vera.post("/wantsStatusList")).answer["projects_count"] == len(expected)
        return wants

    assert (await check([rye, bread]))["categories"] == [{"id": 90_001, "name": "Хлеб"}]
    await stage.vera.post("/updateSettings", keywords=["закваски", "рыба"])
    assert (await check([bread]))["keywords"] == ["закваски", "рыба"]
    await stage.vera.post("/updateSettings", filters={"price_from": 55.51, "mood": "any"})
    assert (await check([]))["filters"] == {"price_from": 55.51, "mood": "any"}
    await stage.vera.post("/updateSettings", keywords=None, filters={"price_from": 55.5, "price_to": 90})
    await check([rye, bread])
    await stage.vera.post("/updateSettings", filters={"price_from": None, "price_to": 55.5})
    await check([bread])
    status = (await stage.vera.post("/wantsStatusList")).answer
    assert status == {"active": True, "categories_count": 1, "keywords_count": 0, "projects_count": 1}
    assert (await stage.vera.post("/favoriteCategories")).answer == {"categories": [90_001]}


async def test_keywords_alone_look_everywhere_and_prices_alone_nowhere(stage):
    """Without preferred categories a keyword is an interest, a filter is none."""
    await prefer(stage)
    order = await stage.order(title="Утконос")
    await stage.vera.post("/updateSettings", filters={"price_from": 1})
    assert (await stage.vera.post("/wantsStatusList")).answer["active"] is False
    assert (await stage.vera.post("/myWants")).answer["projects"] == []
    await stage.vera.post("/updateSettings", keywords=["утконосы"])
    assert [each["id"] for each in (await stage.vera.post("/myWants")).answer["projects"]] == [order]
    nothing = (await stage.anna.post("/myWants")).answer
    assert (nothing["categories"], nothing["projects"]) == ([], [])


async def test_wants_show_twenty_and_count_all(stage):
    """The newest of what fits, and how many there are."""
    await stage.market.do(put_category, 90_001, name="Хлеб")
    await prefer(stage, 90_001)
    orders = [await stage.order(category_id=90_001) for _ in range(22)]
    for settings in ({}, {"keywords": ["хлеб"]}):
        await stage.vera.post("/updateSettings", **settings)
        wants = (await stage.vera.post("/myWants")).answer
        assert [each["id"] for each in wants["projects"]] == orders[:1:-1]
        assert wants["projects_count"] == 22
