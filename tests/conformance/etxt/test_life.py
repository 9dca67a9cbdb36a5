"""The life of an order through the API, on both engines."""

import asyncio


async def test_from_draft_to_payment(both_stages):
    """Draft, publication, bid, rework, acceptance, extra payment; the sums agree on both sides to the kopeck."""
    stage, client = both_stages, both_stages.customer.client
    order = await stage.draft(price="33.33", size="1000", whitespaces="1", checksize="1")
    assert (await client.get("tasks.listTasks", id=order))[0]["public"] == "0"
    assert await client.post("tasks.saveTask", id=order, public=1) == {"id_task": order}
    bid = await stage.bid("performer", order)
    performer = {"id_task": order, "id_user": str(stage.performer.id)}
    assert await client.post("tasks.setNote", id=bid) == performer
    assert (await client.get("users.getBalance"))["balance"] == "99965.00"
    await stage.submit("performer", order)
    assert await client.post("tasks.cancelTask", id=order, text="Поправьте начало.") == {"status": "1", "ids": [order]}
    await stage.submit("performer", order)
    assert await client.post("tasks.paidTask", id=order) == {"status": "1", "ids": [order]}
    assert await client.post("tasks.extraPaid", id=order, count="10.01") == {"status": "1"}
    statuses = [each["status"] for each in await client.get("tasks.getResults", id=order)]
    assert statuses == ["2", "1"]
    extra, paid, _ = await client.get("users.getStats")
    assert [(each["count"], each["comission"]) for each in (paid, extra)] == [("-35.00", "1.67"), ("-10.01", "0.00")]
    assert (await client.get("users.getBalance"))["balance"] == extra["balance"] == "99954.99"
    extra, paid = await stage.performer.client.get("users.getStats")
    assert [(each["count"], each["comission"]) for each in (paid, extra)] == [("30.00", "3.33"), ("9.01", "1.00")]


async def test_two_programs_accept_two_bids_at_once(both_stages):
    """Of two acceptances on one order one wins; the other is told no_access; money is held once."""
    stage = both_stages
    order = await stage.waiting(price="100", price_type="2")
    bids = [await stage.bid("performer", order), await stage.bid("second", order)]
    answers = await asyncio.gather(*(stage.customer.client.post("tasks.setNote", id=bid) for bid in bids))
    assert sorted("error" in answer for answer in answers) == [False, True]
    assert {"error": "no_access"} in answers
    assert (await stage.customer.client.get("users.getBalance"))["balance"] == "99895.00"


async def test_one_result_is_paid_once(both_stages):
    """A payment that is asked for four times at once happens once."""
    stage = both_stages
    order = await stage.on_check(price="100", price_type="2")
    answers = await asyncio.gather(*(stage.customer.client.post("tasks.paidTask", id=order) for _ in range(4)))
    assert [answer for answer in answers if "error" not in answer] == [{"status": "1", "ids": [order]}]
    assert (await stage.performer.client.get("users.getBalance"))["balance"] == "90.00"


async def test_text_of_the_whole_of_unicode_survives(both_stages):
    """Any text but NUL comes back as it was sent: emoji, combining marks, right-to-left, line ends, private use."""
    text = "Ёж 🦔 é नमस्ते שלום\r\n\t\u2028\ufeff\ue000\U0010ffff «»&amp;<b>'\"\\"
    order = await both_stages.draft(title=text[:200], description=text)
    [found] = await both_stages.customer.client.get("tasks.listTasks", id=order)
    assert (found["title"], found["description"]) == (text, text)
