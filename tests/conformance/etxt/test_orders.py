"""tasks.*: placing, listing, choosing, judging and paying, as a customer's program sees them."""

import pytest

START = 1_700_000_000  # 15.11.2023 01:13:20 in Moscow
NOTHING = {"error": "no_object"}
ALWAYS_ABSENT_HERE = ("uniq", "id_target", "filename")


def fields(record, documented, *absent):
    """The record has exactly the documented fields, but those that the documentation lets be absent."""
    assert set(record) == set(documented["fields"]) - set(absent)
    return record


async def listed(stage, order, **filters):
    [found] = await stage.customer.client.get("tasks.listTasks", id=order, **filters)
    return found


async def test_a_plain_order_has_the_documented_fields(styled, documented):
    """All fields with their types; what is not set is absent where the documentation says so; the price is the full one."""
    n, client = styled.n, styled.customer.client
    answer = await client.post(
        "tasks.saveTask", title="О чтении", price="33.33", size="1500", id_category="1911", public="1", text="Исходник"
    )
    order = fields(answer, documented["tasks.saveTask"])["id_task"]
    assert order == n(order)
    assert fields(await listed(styled, order), documented["tasks.listTasks"], *ALWAYS_ABSENT_HERE) == {
        "id": n(order),
        "id_user": n(0),
        "id_folder": n(0),
        "id_category": n(1911),
        "date": n(START),
        "end_date": n(0),
        "title": "О чтении",
        "description": "",
        "id_type": n(1),
        "id_subtype": n(0),
        "id_level": n(0),
        "deadline": n(START + 5 * 86400),
        "status": n(1),
        "public": n(1),
        "price": styled.money("50.00"),
        "price_type": n(1),
        "size": n(1500),
        "whitespaces": n(0),
        "checksize": n(0),
        "text": "Исходник",
        "quick": n(0),
        "target": n(1),
        "keywords": "",
        "language_from": n(0),
        "language_to": n(0),
        "multitask": n(0),
        "multicount": n(0),
        "client_comment": "",
    }


async def test_an_order_with_everything(styled, documented):
    """Every parameter of saveTask arrives, and the fields that may be absent are there."""
    n, client = styled.n, styled.customer.client
    folder = (await client.post("folders.addFolder", name="a"))["id_folder"]
    answer = await client.upload(
        "tasks.saveTask",
        {"file": ("Бриф & план.txt", "Пишите просто.".encode())},
        public=1,
        title="Рерайт",
        description="Бережно.",
        text="Исходный текст",
        price="150.5",
        price_type=2,
        uniq=95,
        locate=1,
        whitespaces=1,
        only_stars=1,
        size=2000,
        checksize=1,
        id_type=2,
        id_subtype=6,
        deadline="15.11.2023",
        timeline="20:30",
        auto_rate=1000000,
        auto_reports=1,
        auto_reports_n=0,
        id_category=294,
        id_folder=folder,
        target_task=3,
        id_target=styled.performer.id,
        keywords="",
        attestat=1,
        diplom=1,
        robot=-1,
    )
    order = await listed(styled, answer["id_task"])
    fields(order, documented["tasks.listTasks"])
    expected = {
        "id_type": n(2),
        "id_subtype": n(6),
        "price": styled.money("150.50"),
        "price_type": n(2),
        "uniq": n(95),
        "whitespaces": n(1),
        "checksize": n(1),
        "deadline": n(1700069400),
        "quick": n(1),
        "id_folder": folder,
        "id_category": n(294),
        "target": n(3),
        "id_target": n(styled.performer.id),
        "text": "Исходный текст",
        "description": "Бережно.",
    }
    assert {name: order[name] for name in expected} == expected
    reply = await client.download(order["filename"])
    assert (reply.status, reply.body) == (200, "Пишите просто.".encode())
    assert reply.headers["content-disposition"].startswith("attachment")
    assert reply.headers["x-content-type-options"] == "nosniff"


async def test_keywords_and_languages(styled):
    """An SEO order has keywords, a translation its two languages."""
    n = styled.n
    seo = await listed(styled, await styled.draft(id_type=4, keywords="чтение, вслух"))
    assert (seo["keywords"], seo["id_type"]) == ("чтение, вслух", n(4))
    translation = await listed(styled, await styled.draft(id_type=3, language_from=1, language_to=2))
    assert (translation["language_from"], translation["language_to"]) == (n(1), n(2))


async def test_editing_keeps_what_is_not_given(stage):
    """An edit changes what it names and nothing else, defaults included."""
    client = stage.customer.client
    order = await stage.draft(uniq=90, checksize=1, price_type=2, whitespaces=1, description="Старое")
    before = await listed(stage, order)
    assert await client.post("tasks.saveTask", id=order, title="Новое") == {"id_task": order}
    after = await listed(stage, order)
    assert after.pop("title") == "Новое"
    assert {**after, "date": before["date"]} == {name: value for name, value in before.items() if name != "title"}
    assert await client.post("tasks.saveTask", id=order, description="", checksize=0) == {"id_task": order}
    assert (await listed(stage, order))["description"] == ""


async def test_filters_of_the_list(stage):
    """Each filter of listTasks selects what it says; status 1 hides drafts; a filter beats a status."""
    client = stage.customer.client
    draft, waiting = await stage.draft(), await stage.waiting()
    working, checked, paid = await stage.in_work(), await stage.on_check(), await stage.done()

    async def ids(**filters):
        found = await client.get("tasks.listTasks", only_id=1, **filters)
        return found if isinstance(found, dict) else [each["id"] for each in found]

    assert await ids() == [paid, checked, working, waiting, draft]
    assert await ids(count=2, **{"from": 1}) == [checked, working]
    assert await ids(status=1) == [waiting]
    assert [await ids(status=number) for number in (2, 3, 4, 5)] == [[working], [checked], [paid], NOTHING]
    assert await ids(id=draft) == [draft]
    assert await ids(id=draft, status=2) == NOTHING
    assert await ids(id_user=stage.performer.id) == [paid, checked, working]
    assert await ids(target=2) == NOTHING
    assert await ids(id_folder=0) == [paid, checked, working, waiting, draft]
    assert await ids(filter=10, status=4) == NOTHING
    assert await ids(filter=11, status=4) == [paid]
    assert await ids(count=0) == [paid]
    assert len(await ids(count=1000)) == 5
    assert await stage.rival.client.get("tasks.listTasks") == NOTHING
    assert await stage.rival.client.get("tasks.listTasks", id=draft) == NOTHING


async def test_paging_ends_with_no_object(stage):
    """A client that adds to ``from`` until an error comes sees every order once."""
    orders = [await stage.draft() for _ in range(5)]
    seen = []
    while isinstance(
        page := await stage.customer.client.get("tasks.listTasks", count=2, only_id=1, **{"from": len(seen)}), list
    ):
        seen += [each["id"] for each in page]
    assert page == NOTHING
    assert seen == orders[::-1]


async def test_the_customers_own_comment(styled, documented):
    """SetClientComment shows in listTasks and may be cleared."""
    client, order = styled.customer.client, await styled.draft()
    answer = await client.post("tasks.setClientComment", id=order, text="Не забыть! +7 900 000-00-00")
    assert fields(answer, documented["tasks.setClientComment"]) == {"status": styled.n(1)}
    assert (await listed(styled, order))["client_comment"] == "Не забыть! +7 900 000-00-00"
    await client.post("tasks.setClientComment", id=order, text="")
    assert (await listed(styled, order))["client_comment"] == ""


async def test_bids_are_seen_and_one_is_accepted(styled, documented):
    """Bids are listed both ways; the accepted one makes a performer and holds money; the other becomes a comment."""
    client, n = styled.customer.client, styled.n
    order = await styled.waiting(price="100", price_type="2")
    first, other = await styled.bid("performer", order, "Сделаю."), await styled.bid("second", order)
    notes = await client.get("tasks.viewNotes", id=order)
    mine = fields(next(each for each in notes if each["id_note"] == n(first)), documented["tasks.viewNotes"])
    assert (mine["text"], mine["login"], mine["id_user"]) == ("Сделаю.", "performer", n(styled.performer.id))
    live = await client.get("tasks.viewNotesAll")
    assert {each["id_note"] for each in live} == {n(first), n(other)}
    assert fields(next(each for each in live if each["id_note"] == n(first)), documented["tasks.viewNotesAll"]) == {
        "id_note": n(first),
        "title": "О чтении",
        "price": styled.money("100.00"),
        "deadline": n(START + 5 * 86400),
        "id_task": n(order),
        "id_user": n(styled.performer.id),
        "user": "performer",
        "date": n(START),
        "text": "Сделаю.",
    }
    answer = await client.post("tasks.setNote", id=first, comment="Спасибо, жду.")
    assert fields(answer, documented["tasks.setNote"]) == {"id_task": n(order), "id_user": n(styled.performer.id)}
    found = await listed(styled, order)
    assert (found["status"], found["id_user"]) == (n(2), n(styled.performer.id))
    assert found["description"].endswith("Спасибо, жду.")
    assert {each["id_note"] for each in await client.get("tasks.viewNotes", id=[order])} == {n(0)}
    assert await client.get("tasks.viewNotesAll") == NOTHING
    assert await client.post("tasks.setNote", id=other) == {"error": "no_access"}


async def test_a_bid_is_declined(styled, documented):
    """A declined bid stays as a comment and cannot be accepted any more."""
    client, n = styled.customer.client, styled.n
    order = await styled.waiting()
    bid = await styled.bid("performer", order)
    answer = await client.post("tasks.unsetNote", id=bid)
    assert fields(answer, documented["tasks.unsetNote"]) == {"id_task": n(order), "id_user": n(styled.performer.id)}
    assert [each["id_note"] for each in await client.get("tasks.viewNotes", id=order)] == [n(0)]
    assert await client.post("tasks.setNote", id=bid) == {"error": "no_access"}


async def test_an_edit_turns_bids_into_comments(stage):
    """Once an order is edited, nobody can accept what was offered for the former one."""
    client, order = stage.customer.client, await stage.waiting()
    bid = await stage.bid("performer", order)
    await client.post("tasks.saveTask", id=order, price="1")
    assert [each["id_note"] for each in await client.get("tasks.viewNotes", id=order)] == ["0"]
    assert await client.post("tasks.setNote", id=bid) == {"error": "no_access"}


async def test_a_multi_order_makes_orders(styled):
    """Accepting a bid on a multi-order answers the id of a new order; at 0 the multi-order leaves publication."""
    client, n = styled.customer.client, styled.n
    order = await styled.waiting(multitask=1, multicount=2, multione=1)
    bids = [await styled.bid("performer", order), await styled.bid("second", order)]
    answers = [await client.post("tasks.setNote", id=bid) for bid in bids]
    assert n(order) not in {answer["id_task"] for answer in answers}
    children = [await listed(styled, answer["id_task"]) for answer in answers]
    assert {each["multitask"] for each in children} == {n(0)}
    assert {each["status"] for each in children} == {n(2)}
    parent = await listed(styled, order)
    assert (parent["multicount"], parent["public"], parent["status"]) == (n(0), n(0), n(1))


async def test_the_first_suitable_bid_is_accepted_by_itself(stage):
    """auto_work takes the first bid that meets the criteria, and leaves the others waiting."""
    order = await stage.waiting(auto_work=1, auto_rate=100, auto_reports_n=0)
    await stage.bid("second", order)
    assert (await listed(stage, order))["status"] == "1"
    await stage.bid("performer", order)
    found = await listed(stage, order)
    assert (found["status"], found["id_user"]) == ("2", str(stage.performer.id))


async def test_accepting_without_money(stage):
    """A bid cannot be accepted when the account does not cover price and commission; nothing changes."""
    order = await stage.waiting(price="100000", price_type="2")
    bid = await stage.bid("performer", order)
    before = await stage.dump()
    assert await stage.customer.client.post("tasks.setNote", id=bid) == {"error": "no_money"}
    assert await stage.dump() == before


async def test_results_are_accepted(styled, documented):
    """A result is listed with its parts, accepted, and the order is done; strangers' ids are passed over."""
    client, n = styled.customer.client, styled.n
    order = await styled.on_check()
    [result] = await client.get("tasks.getResults", id=order)
    part_fields = {
        "per_keywords",
        "per_mistakes",
        "per_antiplagiat",
        "per_diff",
        "auto_check_date",
        "name",
        "size",
        "path",
    }
    assert set(result) == set(documented["tasks.getResults"]["fields"]) - part_fields
    assert (result["status"], result["check"], result["date_reset"], result["date"]) == (n(0), n(0), n(0), n(START))
    assert set(result["files"]) == {"text"}
    assert set(result["files"]["text"]) == {"name", "size", "path", "auto_check_date"}

    answer = await client.post("tasks.paidTask", id=[order, 999], text="Отлично.")
    assert fields(answer, documented["tasks.paidTask"]) == {"status": n(1), "ids": [n(order)]}
    found = await listed(styled, order)
    assert (found["status"], found["end_date"]) == (n(4), n(START))
    [result] = await client.get("tasks.getResults", id=order)
    assert result["status"] == n(2)
    assert "Отлично." in [each["text"] for each in await client.get("tasks.viewNotes", id=order)]
    assert await client.post("tasks.paidTask", id=order) == {"error": "no_access"}


async def test_results_go_back_for_rework(styled, documented):
    """CancelTask needs a reason for one order and sends it back to work."""
    client, n = styled.customer.client, styled.n
    order = await styled.on_check()
    assert await client.post("tasks.cancelTask", id=order) == {"error": "no_params"}
    answer = await client.post("tasks.cancelTask", id=order, text="Мало примеров.")
    assert fields(answer, documented["tasks.cancelTask"]) == {"status": n(1), "ids": [n(order)]}
    assert (await listed(styled, order))["status"] == n(2)
    [result] = await client.get("tasks.getResults", id=order)
    assert (result["status"], result["date_reset"]) == (n(1), n(START))

    others = [await styled.on_check(), await styled.on_check()]
    answer = await client.post("tasks.cancelTask", id=others)
    assert sorted(answer["ids"], key=int) == [n(each) for each in others]


async def test_a_result_s_text_can_be_downloaded_for_a_day(stage):
    """The path of a text result gives UTF-8 with its charset, ends after a day, and cannot be forged."""
    client, order = stage.customer.client, await stage.in_work()
    await stage.submit("performer", order, "Ёлка «в снегу» " * 10)
    [result] = await client.get("tasks.getResults", id=order)
    path = result["files"]["text"]["path"]
    assert path.startswith("http://exchange.test/")
    reply = await client.download(path)
    assert reply.body.decode() == "Ёлка «в снегу» " * 10
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.headers["content-disposition"].startswith("attachment")
    assert int(result["files"]["text"]["size"]) == len(reply.body)

    stage.market.clock.set(START + 86399)
    assert (await client.download(path)).status == 200
    stage.market.clock.set(START + 86400)
    assert (await client.download(path)).status == 410
    stage.market.clock.set(START)
    for forged in (path.replace("1700086400", "1800000000"), path.replace("/result_text/", "/result_file/")):
        assert (await client.download(forged)).status == 404
    assert (await client.download(path[: path.rindex("/")] + "/other-name.txt")).status == 200


async def test_a_text_may_be_windows_1251(stage_with):
    """With ``text_files=windows-1251`` a text comes as the real service sends it; what does not fit becomes an entity."""
    async with stage_with(text_files="windows-1251") as stage:
        order = await stage.in_work()
        await stage.submit("performer", order, "Ёлка ☃ " * 20)
        [result] = await stage.customer.client.get("tasks.getResults", id=order)
        reply = await stage.customer.client.download(result["files"]["text"]["path"])
        assert reply.headers["content-type"] == "text/plain; charset=windows-1251"
        assert reply.body.decode("cp1251") == "Ёлка &#9731; " * 20


async def test_results_may_be_grouped(stage_with):
    """With ``results_style=by_task`` results stand under the id of their order."""
    async with stage_with(results_style="by_task") as stage:
        orders = [await stage.on_check(), await stage.on_check()]
        found = await stage.customer.client.get("tasks.getResults", id=",".join(orders[:1]))
        assert list(found) == orders[:1]
        found = await stage.customer.client.post("tasks.getResults", id=orders)
        assert {order: [each["id_task"] for each in found[order]] for order in orders} == {
            order: [order] for order in orders
        }


async def test_lists_may_be_objects(stage_with):
    """With ``list_style=object`` lists come keyed, as PHP writes arrays with gaps."""
    async with stage_with(list_style="object") as stage:
        await stage.draft()
        found = await stage.customer.client.get("tasks.listTasks", only_id=1)
        assert found == {"0": {"id": "1"}}
        assert (await stage.customer.client.get("users.getUser", login="second"))["0"]["login"] == "second"


async def test_nothing_found_may_be_an_empty_list(stage_with):
    """With ``empty=list`` an empty selection is no error."""
    async with stage_with(empty="list") as stage:
        assert await stage.customer.client.get("tasks.listTasks") == []
        assert await stage.customer.client.get("tasks.setNote", id=1) == NOTHING


async def test_deleting(styled, documented):
    """Drafts and waiting orders go; an order in work does not; unknown ids are passed over."""
    client, n = styled.customer.client, styled.n
    draft, waiting, working = await styled.draft(), await styled.waiting(), await styled.in_work()
    answer = await client.post("tasks.deleteTask", id=[draft, waiting, working, 999])
    assert fields(answer, documented["tasks.deleteTask"])["ids"] == [n(draft), n(waiting)]
    assert [each["id"] for each in await client.get("tasks.listTasks")] == [n(working)]
    assert await client.post("tasks.deleteTask", id=working) == {"error": "no_access"}


async def test_extra_payment(styled, documented):
    """A sum up to three times the price is paid at once, with the exchange's share from the performer."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work(price="100", price_type="2")
    answer = await client.post("tasks.extraPaid", id=order, count="300")
    assert fields(answer, documented["tasks.extraPaid"], "count") == {"status": n(1)}
    assert (await client.get("users.getBalance"))["balance"] == styled.money("99595.00")
    assert (await styled.performer.client.get("users.getBalance"))["balance"] == styled.money("270.00")
    assert await client.post("tasks.extraPaid", id=order, count="300.01") == {"error": "max_limit"}


async def test_extra_payment_for_length(styled, documented):
    """autopay=get tells what the characters beyond the size cost, pay pays it once."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work(price="100", size="100", whitespaces="1")
    await styled.submit("performer", order, "а" * 150)
    answer = await client.get("tasks.extraPaid", id=order, autopay="get")
    assert fields(answer, documented["tasks.extraPaid"]) == {"status": n(1), "count": styled.money("5.00")}
    before = (await client.get("users.getBalance"))["balance"]
    assert await client.post("tasks.extraPaid", id=order, autopay="pay") == {"status": n(1)}
    assert float(before) - float((await client.get("users.getBalance"))["balance"]) == pytest.approx(5)
    assert await client.post("tasks.extraPaid", id=order, autopay="pay") == {"status": n(0)}
