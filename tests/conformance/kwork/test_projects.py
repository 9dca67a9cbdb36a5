"""Orders as projects: who sees which, in what status, page by page."""

import pytest

from birzha.lists.commands import set_entry
from birzha.orders.commands import fail_order, place_bid
from birzha.people.commands import ignore
from birzha.reference.commands import put_category
from birzha.sweeps.run import advance

FIELDS = {
    *("id", "title", "description", "budget", "budget_type", "category_id", "customer", "status", "created_at"),
    *("updated_at", "bids_count", "skills"),
}


async def listed(client, **fields):
    """The ids of a page of projects."""
    return [each["id"] for each in (await client.post("/projects", **fields)).answer["projects"]]


async def found(client, path, order):
    """One order in a list of one's own."""
    orders = (await client.post(path)).answer["orders"]
    return next((each for each in orders if each["id"] == order), None)


async def test_a_published_order_is_an_open_project_for_everybody(stage):
    """Every documented field, its documented type; money in roubles, moments in UTC."""
    order = await stage.order()
    for client in (stage.anna, stage.boris, stage.vera):
        project = (await client.post("/projects")).answer["projects"][0]
        assert set(project) == FIELDS
        assert (project["id"], project["status"], project["budget_type"]) == (order, "open", "fixed")
        assert (project["title"], project["budget"], project["category_id"]) == ("Ржаной хлеб дома", 55.5, 254)
        assert project["created_at"] == "2023-11-14T22:13:20Z"
        assert project["customer"]["username"] == "anna"
        assert set(project["customer"]) == {"id", "username", "avatar_url", "is_online", "rating"}
        assert (project["bids_count"], project["skills"]) == (0, ["копирайтинг"])


async def test_drafts_and_addressed_orders_are_hidden_from_the_list(stage):
    """A draft, one for the white list and one for a single person are in nobody's list of projects; their owner sees them."""
    vera = await stage.actor("vera")
    await stage.market.do(set_entry, await stage.actor("anna"), vera.id, "white")
    hidden = [await stage.order(public=0), await stage.order(target=2), await stage.order(target=3, target_id=vera.id)]
    for client in (stage.anna, stage.boris, stage.vera):
        assert not set(hidden) & set(await listed(client))
    states = [(await found(stage.anna, "/payerOrders", order))["status"] for order in hidden]
    assert states == ["draft", "open", "open"]
    assert await found(stage.boris, "/payerOrders", hidden[0]) is None


@pytest.mark.parametrize("apart", ["customer shuts out", "reader shuts out", "reader ignores"])
async def test_people_at_odds_do_not_see_each_others_projects(stage, apart):
    """The black list and ignoring hide in both directions, as in the market's own list."""
    order = await stage.order()
    anna, vera = await stage.actor("anna"), await stage.actor("vera")
    if apart == "reader ignores":
        await stage.market.do(ignore, vera, anna.id)
    else:
        owner, whom = (anna, vera) if apart == "customer shuts out" else (vera, anna)
        await stage.market.do(set_entry, owner, whom.id, "black")
    assert order not in await listed(stage.vera)
    assert order in await listed(stage.boris)


async def test_the_life_of_an_order_in_kworks_words(stage):
    """open, in_progress (in work, on check, overdue), completed, cancelled: the mapping of the table, seen from both sides."""
    order = await stage.order()
    await stage.market.do(place_bid, await stage.actor("vera"), order, "Возьмусь")
    assert (await found(stage.anna, "/payerOrders", order))["bids_count"] == 1
    other = await stage.order(deadline=stage.market.clock.now() + 86_400)
    other = await stage.assign(other)
    assert (await found(stage.vera, "/workerOrders", other))["status"] == "in_progress"
    assert other not in await listed(stage.boris)
    done = await stage.assign(await stage.order())
    await stage.finish(done)
    assert (await found(stage.vera, "/workerOrders", done))["status"] == "completed"
    assert (await found(stage.anna, "/payerOrders", done))["status"] == "completed"
    await advance(stage.market, stage.market.clock.now() + 2 * 86_400)
    assert (await found(stage.anna, "/payerOrders", other))["status"] == "in_progress"
    await stage.market.do(fail_order, await stage.actor("anna"), other)
    assert (await found(stage.anna, "/payerOrders", other))["status"] == "cancelled"
    assert await found(stage.boris, "/workerOrders", done) is None
    assert (await stage.vera.post("/payerOrders")).answer == {"orders": []}


async def test_pages_hold_twenty_and_tell_where_they_stand(stage):
    """Newest first, nothing twice, nothing left out; a page past the end is empty and says so."""
    before = (await stage.boris.post("/projects")).answer["pagination"]["total_items"]
    placed = [await stage.order() for _ in range(25)]
    pages = [(await stage.boris.post("/projects", page=number)).answer for number in (1, 2, 3, 4)]
    ids = [each["id"] for page in pages for each in page["projects"]]
    total = before + 25
    assert ids[:25] == sorted(placed, reverse=True)
    assert len(ids) == len(set(ids)) == total
    assert pages[0]["pagination"] == {
        "current_page": 1,
        "total_pages": -(-total // 20),
        "total_items": total,
        "items_per_page": 20,
        "has_next": True,
        "has_prev": False,
    }
    last = (await stage.boris.post("/projects", page=2**63 - 1)).answer
    assert last["projects"] == []
    assert (last["pagination"]["has_next"], last["pagination"]["has_prev"]) == (False, True)


async def test_a_category_holds_what_lies_under_it(stage):
    """The filter takes the category and its subcategories; another category, and one that is not there, hold nothing of it."""
    await stage.market.do(put_category, 90_001, name="Хлеб")
    await stage.market.do(put_category, 90_002, name="Ржаной хлеб", parent_id=90_001)
    order = await stage.order(category_id=90_002)
    assert await listed(stage.boris, category_id=90_001) == [order]
    assert await listed(stage.boris, category_id=90_002) == [order]
    assert order not in await listed(stage.boris, category_id=254)
    assert (await stage.boris.post("/projects", category_id=90_003)).answer["pagination"]["total_items"] == 0
