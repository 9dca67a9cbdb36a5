"""tasks.*: deadlines, overdue and failed orders, copies, comments and tickets."""

from birzha.orders.commands import refuse_order

START = 1_700_000_000  # 15.11.2023 01:13:20 in Moscow
DAY = 86400


def fields(record, documented, *absent):
    """The record has exactly the documented fields, but those that the documentation lets be absent."""
    assert set(record) == set(documented["fields"]) - set(absent)
    return record


async def listed(stage, order):
    [found] = await stage.customer.client.get("tasks.listTasks", id=order)
    return found


async def run_overdue(stage, days=6):
    from birzha.orders.commands import mark_overdue

    stage.market.clock.set(stage.market.clock.now() + days * DAY)
    await stage.market.do(mark_overdue)


async def test_an_overdue_order_goes_on(styled, documented):
    """Overdue orders are found by the filter; a new deadline returns them to work."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work()
    await run_overdue(styled)
    assert (await listed(styled, order))["status"] == n(5)
    assert [each["id"] for each in await client.get("tasks.listTasks", filter=10)] == [n(order)]
    answer = await client.post("tasks.setDeadline", id=order, deadline="25.11.2023", timeline="12:16")
    assert fields(answer, documented["tasks.setDeadline"]) == {
        "deadline": n(1700903760),
        "id": n(order),
        "status": n(2),
        "quick": n(0),
    }
    assert (await listed(styled, order))["deadline"] == n(1700903760)


async def test_a_draft_is_published_with_its_deadline(styled):
    """setDeadline(public=1) publishes; without a time the deadline is 23:59; without public nothing is published."""
    client, n = styled.customer.client, styled.n
    order = await styled.draft()
    answer = await client.post("tasks.setDeadline", id=order, deadline="15.11.2023")
    assert (answer["deadline"], answer["quick"]) == (n(1700081940), n(1))
    assert (await listed(styled, order))["public"] == n(0)
    await client.post("tasks.setDeadline", id=order, deadline="16.11.2023", public=1)
    assert (await listed(styled, order))["public"] == n(1)


async def test_deadlines_beyond_the_calendar_are_refused(stage):
    """A past, too far or impossible deadline of setDeadline and saveTask is no_params."""
    client, order = stage.customer.client, await stage.draft()
    for deadline in ("14.11.2023", "14.02.2024", "01.01.9999", "01.01.0001", "30.02.2024", "soon", "2023-11-20"):
        for method in ("tasks.setDeadline", "tasks.saveTask"):
            assert await client.post(method, id=order, deadline=deadline) == {"error": "no_params"}, deadline
    assert "id" in await client.post("tasks.setDeadline", id=order, deadline="13.02.2024")
    assert await client.post("tasks.setDeadline", id=order) == {"error": "no_params"}


async def test_an_order_fails_with_a_copy(styled, documented):
    """FailTask cancels an overdue order, releases the money, and publishes a copy with the deadline asked for."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work(description="Точь-в-точь.")
    assert await client.post("tasks.failTask", id=order) == {"error": "no_access"}
    await run_overdue(styled)
    answer = await client.post("tasks.failTask", id=order, copy=1, deadline="30.11.2023", timeline="10:00")
    assert fields(answer, documented["tasks.failTask"])["id"] == n(order)
    copy = await listed(styled, answer["id_copy"])
    assert (copy["status"], copy["public"], copy["id_user"], copy["deadline"]) == (n(1), n(1), n(0), n(1701327600))
    assert copy["description"] == "Точь-в-точь."
    assert (await client.get("users.getBalance"))["balance"] == styled.money("100000.00")
    assert (await listed(styled, order))["status"] == n(5)
    assert await client.get("tasks.listTasks", filter=10) == {"error": "no_object"}
    for method in ("tasks.failTask", "tasks.deleteTask"):
        assert await client.post(method, id=order) == {"error": "no_access"}


async def test_an_order_fails_without_a_copy(styled, documented):
    """Without ``copy`` there is no id_copy, and no new order."""
    client = styled.customer.client
    order = await styled.in_work()
    await run_overdue(styled)
    fields(await client.get("tasks.failTask", id=order), documented["tasks.failTask"], "id_copy")
    assert len(await client.get("tasks.listTasks")) == 1


async def test_the_link_that_gives_the_rating_back(stage):
    """The rateup link shows what it does, does it on POST, and only once."""
    client = stage.customer.client
    order = await stage.in_work()
    await run_overdue(stage)
    rateup = (await client.post("tasks.failTask", id=order))["rateup"]
    shown = await client.download(rateup)
    assert shown.status == 200
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert "О чтении" in shown.body.decode()
    assert [each["back"] for each in await client.get("rating.listTasksFails")] == ["0"]
    path = rateup.removeprefix("http://exchange.test")
    assert (await stage.send("POST", path, {}, b"")).status == 200
    assert [each["back"] for each in await client.get("rating.listTasksFails")] == ["1"]
    [user] = await client.get("users.getUser", login="performer")
    assert user["rate"] == "500"
    assert (await stage.send("POST", path, {}, b"")).status == 409
    assert (await stage.send("POST", path + "0", {}, b"")).status == 404
    [user] = await client.get("users.getUser", login="performer")
    assert user["rate"] == "500"
    assert (await client.download(rateup[:-1] + ("0" if rateup[-1] != "0" else "1"))).status == 404


async def test_the_message_with_a_rateup_link(stage):
    """The message of a refusal names a whole address, and it is the page that gives the rating back."""
    order = await stage.in_work()
    await stage.market.do(refuse_order, await stage.actor("performer"), int(order))
    [message, *_] = await stage.customer.client.get("messages.getList")
    link = message["text"].rpartition(" ")[2]
    assert link.startswith("http://exchange.test/")
    shown = await stage.customer.client.download(link)
    assert shown.status == 200
    assert f"№{order}" in shown.body.decode()


async def test_the_link_ends_with_its_order(stage):
    """While the order is there its link gives the rating back; then the page offers nothing, and says why."""
    client = stage.customer.client
    order = await stage.in_work()
    await stage.market.do(refuse_order, await stage.actor("performer"), int(order))
    [message, *_] = await client.get("messages.getList")
    link = message["text"].rpartition(" ")[2]
    assert (await client.download(link)).status == 200
    stage.market.clock.set(START + 7 * DAY)
    assert await client.post("tasks.deleteTask", id=order) == {"ids": [order]}
    for method in ("GET", "POST"):
        gone = await stage.send(method, link.removeprefix("http://exchange.test"), {}, b"")
        assert (gone.status, gone.body.decode()) == (404, "Такой ссылки нет: заказ уже удалён.")


async def test_an_order_is_copied(styled, documented):
    """A copy is published, without auto-accept and multi-order settings; a wrong deadline falls back to five days."""
    client, n = styled.customer.client, styled.n
    order = await styled.done(auto_work=1, auto_rate=10**9, uniq=80)
    for wrong in (
        {},
        {"timeline": "10:00"},
        {"deadline": "01.01.2000"},
        {"deadline": "never"},
        {"deadline": "01.01.2999", "timeline": "x"},
    ):
        answer = await client.post("tasks.copyTask", id=order, **wrong)
        copy = await listed(styled, fields(answer, documented["tasks.copyTask"])["id_copy"])
        assert (copy["deadline"], copy["public"], copy["status"]) == (n(START + 5 * DAY), n(1), n(1))
        assert (copy["uniq"], copy["multitask"], copy["end_date"]) == (n(80), n(0), n(0))
    answer = await client.post("tasks.copyTask", id=order, deadline="30.11.2023")
    assert (await listed(styled, answer["id_copy"]))["deadline"] == n(1701377940)


async def test_comments_of_both_sides(styled, documented):
    """The customer and the assigned performer comment on an order; nobody else does."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work()
    answer = fields(await client.post("tasks.saveComment", id=order, text="Как дела?"), documented["tasks.saveComment"])
    assert answer["id"] == n(order)
    after = await styled.performer.client.post("tasks.saveComment", id=order, text="Пишу.", hide=1)
    assert int(after["comments"]) == int(answer["comments"]) + 1
    notes = {each["id"]: each for each in await client.get("tasks.viewNotes", id=order)}
    assert (notes[after["id_comment"]]["text"], notes[after["id_comment"]]["login"]) == ("Пишу.", "performer")
    for stranger in (styled.rival, styled.second):
        answer = await stranger.client.post("tasks.saveComment", id=order, text="И я!")
        assert answer["error"] in {"no_object", "no_access"}


async def test_a_ticket_to_remove_the_performer(styled, documented):
    """A ticket can be opened for an order under check, and its link shows it."""
    client, n = styled.customer.client, styled.n
    order = await styled.on_check()
    answer = await client.post("tasks.sendNoteFail", id=order, text="Текст списан.")
    assert fields(answer, documented["tasks.sendNoteFail"])["status"] == n(1)
    shown = await client.download(answer["ticket"])
    assert (shown.status, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Текст списан." in shown.body.decode()
    assert (await client.download(answer["ticket"] + "0")).status == 404
    working = await styled.in_work()
    assert await client.post("tasks.sendNoteFail", id=working, text="Рано.") == {"error": "no_access"}
