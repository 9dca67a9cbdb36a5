"""Kworks that were bought are orders in work to a program that knows eTXT's API alone."""

from birzha.kworks.commands import approve_kwork, buy_kwork, offer_kwork, save_kwork, set_features
from birzha.kworks.model import KworkChanges, NewFeature
from birzha.kworks.queries import details
from birzha.people.model import Role

KWORK = {"title": "Логотип", "description": "Три варианта", "category_id": 1911, "price": 10_000, "days": 3}
START = 1_700_000_000


async def bought(stage) -> str:
    """An order of the customer: a kwork of the performer's with one extra."""
    market = stage.market
    seller, customer = await stage.actor("performer"), await stage.actor("customer")
    await stage.add("reader", Role.MODERATOR)
    kwork = await market.do(save_kwork, seller, KworkChanges(**KWORK))
    await market.do(set_features, seller, kwork, [NewFeature("Срочно", 2_050, 0)])
    await market.do(offer_kwork, seller, kwork)
    await market.do(approve_kwork, await stage.actor("reader"), kwork)
    (extra,) = (await market.ask(details, customer, kwork)).features
    return str(await market.do(buy_kwork, customer, kwork, feature_ids=[extra.id], text="С котом"))


async def test_it_is_listed_as_an_order_in_work(styled):
    """Every filter that fits finds it, with its one price, its performer and its words; the balance has less at once."""
    order, client = await bought(styled), styled.customer.client
    [found] = await client.get("tasks.listTasks", id=order)
    for filters in ({"status": 2}, {"target": 3}, {"id_user": styled.performer.id}):
        assert await client.get("tasks.listTasks", **filters) == [found], filters
    for filters in ({"status": 1}, {"target": 1}, {"id_user": styled.customer.id}):
        assert await client.get("tasks.listTasks", **filters) != [found], filters
    n, money = styled.n, styled.money
    assert (found["id"], found["status"], found["id_user"]) == (n(order), n(2), n(styled.performer.id))
    assert (found["price"], found["price_type"], found["title"]) == (money("120.50"), n(2), "Логотип")
    assert found["description"] == "Опция: Срочно\nПравок без доплаты: 0\n\nС котом"
    assert (found["deadline"], found["id_category"]) == (n(START + 3 * 86_400), n(1911))
    assert (await client.get("users.getBalance"))["balance"] == money("99873.47")


async def test_it_goes_the_way_of_every_order(both_stages):
    """Not edited, not deleted; commented, sent back, paid on top, accepted, archived: all by the API of orders."""
    stage = both_stages
    order, client = await bought(stage), stage.customer.client
    assert await client.post("tasks.saveTask", id=order, price=1) == {"error": "no_access"}
    assert await client.post("tasks.deleteTask", id=order) == {"error": "no_access"}
    await stage.submit("performer", order)
    assert await client.post("tasks.cancelTask", id=order, text="Кот не тот.") == {"status": "1", "ids": [order]}
    await stage.submit("performer", order)
    assert await client.post("tasks.paidTask", id=order) == {"status": "1", "ids": [order]}
    assert await client.post("tasks.extraPaid", id=order, count="10") == {"status": "1"}
    assert (await stage.performer.client.get("users.getBalance"))["balance"] == "117.45"
    assert (await client.get("tasks.listTasks", id=order))[0]["status"] == "4"
