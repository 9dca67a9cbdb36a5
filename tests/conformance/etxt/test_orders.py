"""tasks.*: placing, listing, choosing and deleting orders, as a customer's program sees them."""

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


async def test_nothing_has_no_keys(stage_with):
    """With both switches an empty selection is ``[]``, as PHP writes an empty array, not ``{}``."""
    async with stage_with(empty="list", list_style="object") as stage:
        assert await stage.customer.client.get("tasks.listTasks") == []


async def test_deleting(styled, documented):
    """Drafts and waiting orders go; an order in work does not; unknown ids are passed over."""
    client, n = styled.customer.client, styled.n
    draft, waiting, working = await styled.draft(), await styled.waiting(), await styled.in_work()
    answer = await client.post("tasks.deleteTask", id=[draft, waiting, working, 999])
    assert fields(answer, documented["tasks.deleteTask"])["ids"] == [n(draft), n(waiting)]
    assert [each["id"] for each in await client.get("tasks.listTasks")] == [n(working)]
    assert await client.post("tasks.deleteTask", id=working) == {"error": "no_access"}


async def test_an_individual_order_is_for_one(stage):
    """Its addressee sees it, nobody else does; id_target is shown for individual orders alone."""
    from birzha.errors import NotFound

    order = await stage.waiting(target_task=3, id_target=stage.performer.id)
    assert (await listed(stage, order))["id_target"] == str(stage.performer.id)
    with pytest.raises(NotFound):
        await stage.bid("second", order)
    common = await stage.waiting(target_task=1, id_target=stage.performer.id)
    assert "id_target" not in await listed(stage, common)
