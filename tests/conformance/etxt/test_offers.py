"""Offers with a price of their own, and projects, to a program that knows eTXT's API alone."""

from birzha.clock import DAY
from birzha.offers.commands import accept_offer, make_offer, save_project
from birzha.offers.queries import connects
from birzha.orders.model import OrderChanges

START = 1_700_000_000
HEAD = "Условия исполнителя: цена 80,00 руб., срок 2 дн. Принять их можно только как предложение.\n"


async def offered(stage, order, login="performer") -> int:
    """An offer for 80 roubles in two days; gives the bid's id."""
    made = await stage.market.do(make_offer, await stage.actor(login), int(order), "Сделаю.", price=8_000, days=2)
    return made.id


async def test_its_terms_stand_before_its_text(styled):
    """In both lists of bids; the price beside them is the order's, as documented."""
    client, n = styled.customer.client, styled.n
    order = await styled.waiting(price="100", price_type="2")
    bid = await offered(styled, order)
    [note] = await client.get("tasks.viewNotes", id=order)
    assert (note["id_note"], note["text"]) == (n(bid), HEAD + "Сделаю.")
    [live] = await client.get("tasks.viewNotesAll")
    assert (live["price"], live["text"]) == (styled.money("100.00"), HEAD + "Сделаю.")


async def test_it_is_not_accepted_at_a_price_that_the_program_does_not_see(both_stages):
    """tasks.setNote refuses it and nothing changes, neither money nor order; another bid is accepted, and it can be declined."""
    stage = both_stages
    client, order = stage.customer.client, await stage.waiting(price="100", price_type="2")
    dear, plain = await offered(stage, order), await stage.bid("second", order)
    before = await stage.dump()
    assert await client.post("tasks.setNote", id=dear) == {"error": "no_access"}
    assert await stage.dump() == before
    assert await client.post("tasks.unsetNote", id=dear) == {"id_task": order, "id_user": str(stage.performer.id)}
    assert (await client.post("tasks.setNote", id=plain))["id_task"] == order


async def test_once_accepted_as_an_offer_it_is_an_order_at_that_price(both_stages):
    """One price for the whole, the new deadline, that much less on the account; the end is the one of every order."""
    stage = both_stages
    client, order = stage.customer.client, await stage.waiting()
    before = float((await client.get("users.getBalance"))["balance"])
    bid = await offered(stage, order)
    await stage.market.do(accept_offer, await stage.actor("customer"), bid)
    [found] = await client.get("tasks.listTasks", id=order)
    assert (found["price"], found["price_type"], found["status"]) == ("80.00", "2", "2")
    assert found["deadline"] == str(START + 2 * DAY)
    assert float((await client.get("users.getBalance"))["balance"]) == before - 84
    await stage.submit("performer", order)
    assert await client.post("tasks.paidTask", id=order) == {"status": "1", "ids": [order]}
    assert (await stage.performer.client.get("users.getBalance"))["balance"] == "72.00"


async def test_bids_on_what_etxt_placed_cost_no_connects(stage):
    """Whether they have terms of their own or not; a project is an order to eTXT, and offers on it cost."""
    performer = await stage.actor("performer")
    await stage.bid("performer", await stage.waiting())
    await offered(stage, await stage.waiting())
    assert (await stage.market.ask(connects, performer)).left == 30
    changes = OrderChanges(title="Сайт", price=10_000, category_id=1911, public=1)
    project = await stage.market.do(save_project, await stage.actor("customer"), changes)
    bid = await stage.bid("performer", project)
    assert (await stage.market.ask(connects, performer)).left == 29
    assert (await stage.customer.client.post("tasks.setNote", id=bid))["id_task"] == str(project)
