"""tasks_archive.*: orders that left the working list, as a customer's program sees them."""

from birzha.orders.commands import archive_orders, set_next_check
from birzha.orders.model import Figures, StoredFile
from birzha.sweeps.run import advance, run_due

START = 1_700_000_000
DAY = 86_400
TEXT = "Текст о пользе чтения вслух. " * 60


async def archived(stage, **more):
    """An order in the archive; gives its id."""
    order = await stage.done(**more)
    assert await stage.market.do(archive_orders, await stage.actor("customer"), [int(order)]) == [int(order)]
    return order


async def test_an_archived_order_has_the_documented_fields(styled, documented):
    """All 20 fields and no other; price is the full price (A12), the dates are those of acceptance and of the archive."""
    client, n = styled.customer.client, styled.n
    folder = (await client.post("folders.addFolder", name="Готово"))["id_folder"]
    order = await styled.done(price="45.50", size="2000", description="Две тысячи знаков.", id_folder=folder)
    styled.market.clock.set(START + 500)
    await styled.market.do(archive_orders, await styled.actor("customer"), [int(order)])
    [found] = await client.get("tasks_archive.listTasks")
    assert set(found) == set(documented["tasks_archive.listTasks"]["fields"])
    assert len(found) == 20
    assert found == {
        "id": n(order),
        "id_user": n(styled.performer.id),
        "id_folder": n(folder),
        "id_category": n(1911),
        "date": n(START),
        "title": "О чтении",
        "description": "Две тысячи знаков.",
        "id_type": n(1),
        "id_level": n(0),
        "deadline": n(START + 5 * DAY),
        "price": styled.money("91.00"),
        "price_type": n(1),
        "size": n(2000),
        "whitespaces": n(0),
        "text": "",
        "end_date": n(START),
        "date_archive": n(START + 500),
        "keywords": "",
        "language_from": n(0),
        "language_to": n(0),
    }


async def test_rare_fields(stage):
    """Keywords of an SEO order, languages of a translation, the source text of both kinds that have one."""
    from birzha.people.commands import set_works
    from birzha.people.model import Work

    await stage.market.do(set_works, await stage.actor("performer"), [Work(kind, 0) for kind in (1, 2, 3, 4)])
    await archived(stage, id_type="4", keywords="чтение, книга")
    await archived(stage, id_type="3", language_from="1", language_to="2", text="Read aloud.")
    seo, translation = await stage.customer.client.get("tasks_archive.listTasks")
    assert (seo["keywords"], seo["language_from"]) == ("чтение, книга", "0")
    found = (translation["language_from"], translation["language_to"], translation["text"], translation["id_type"])
    assert found == ("1", "2", "Read aloud.", "3")


async def test_order_filters_and_pages(stage):
    """The first to go there comes first unless ``desc`` is asked for; filters and ``from`` work on that order."""
    client = stage.customer.client
    from birzha.people.commands import set_works
    from birzha.people.model import Work

    await stage.market.do(set_works, await stage.actor("second"), [Work(1, 0)])
    folder = (await client.post("folders.addFolder", name="a"))["id_folder"]
    one, two, three = await stage.done(id_folder=folder), await stage.done("second"), await stage.done()
    for order, moment in ((three, 10), (one, 20), (two, 30)):
        stage.market.clock.set(START + moment)
        await stage.market.do(archive_orders, await stage.actor("customer"), [int(order)])

    async def ids(**params):
        found = await client.get("tasks_archive.listTasks", **params)
        return found if isinstance(found, dict) else [each["id"] for each in found]

    assert await ids() == await ids(order="asc") == [three, one, two]
    assert await ids(order="desc") == [two, one, three]
    assert await ids(count=2) == [three, one]
    assert await ids(**{"count": 2, "from": 2}) == [two]
    assert await ids(**{"order": "desc", "from": 1, "count": 1}) == [one]
    assert await ids(id=one) == [one]
    assert await ids(id_folder=folder) == [one]
    assert await ids(id_folder=0) == [three, two]
    assert await ids(id_user=stage.second.id) == [two]
    assert await ids(count=1000) == await ids(count=0, order="asc") + [one, two]  # out of range is clamped (A30)
    assert await ids(**{"from": 3}) == {"error": "no_object"}
    assert await stage.rival.client.get("tasks_archive.listTasks") == {"error": "no_object"}


async def test_thirty_days_after_acceptance(stage):
    """Time moves a done order to the archive; until then it is in one list, from then on in the other."""
    client, order = stage.customer.client, await stage.done()
    await advance(stage.market, START + 30 * DAY - 1)
    assert [each["id"] for each in await client.get("tasks.listTasks")] == [order]
    assert await client.get("tasks_archive.listTasks") == {"error": "no_object"}
    await advance(stage.market, START + 30 * DAY)
    assert await client.get("tasks.listTasks") == {"error": "no_object"}
    [found] = await client.get("tasks_archive.listTasks")
    assert (found["id"], found["date_archive"]) == (order, str(START + 30 * DAY))


async def test_results_of_an_archived_order(styled, documented):
    """The 8 documented fields: the text itself, the figures of the check as an object (A34), links to the files."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work(uniq="80")
    await styled.market.do(set_next_check, Figures(per_antiplagiat=91, per_mistakes=2), order_id=int(order))
    key = styled.market.files.put(b"content")
    await styled.submit("performer", order, TEXT, StoredFile(key, "статья.doc", 7, "application/msword"))
    await run_due(styled.market)
    assert "error" not in await client.post("tasks.paidTask", id=order)
    await styled.market.do(archive_orders, await styled.actor("customer"), [int(order)])
    [found] = await client.get("tasks_archive.getResults", id=order)
    assert set(found) == set(documented["tasks_archive.getResults"]["fields"])
    assert (found["id_task"], found["id_user"], found["comment"]) == (n(order), n(styled.performer.id), "")
    assert (found["content"], found["date"], found["date_reset"]) == (TEXT, n(START), n(0))
    assert found["check"] == {"per_mistakes": n(2), "per_antiplagiat": n(91), "auto_check_date": n(START)}
    assert set(found["files"]) == {"file", "text"}
    assert (await client.download(found["files"]["file"]["path"])).body == b"content"
    assert (await client.download(found["files"]["text"]["path"])).body.decode() == TEXT


async def test_an_unchecked_result_says_so(stage):
    """Without a check the object of figures has its date alone, 0; all results are there, newest first."""
    client, order = stage.customer.client, await stage.on_check()
    assert "error" not in await client.post("tasks.cancelTask", id=order, text="Мало.")
    await stage.submit("performer", order, TEXT + "Вот.")
    assert "error" not in await client.post("tasks.paidTask", id=order)
    assert await client.get("tasks_archive.getResults", id=order) == {"error": "no_object"}
    await stage.market.do(archive_orders, await stage.actor("customer"), [int(order)])
    newest, oldest = await client.get("tasks_archive.getResults", id=order)
    assert newest["check"] == oldest["check"] == {"auto_check_date": "0"}
    assert (newest["content"], oldest["content"]) == (TEXT + "Вот.", TEXT)
    assert (newest["date_reset"], oldest["date_reset"]) == ("0", str(START))


async def test_the_working_methods_know_it_no_more(stage):
    """Lists and results of tasks.* leave an archived order out; what would change it has no access; tasks_archive.* has it."""
    client, order = stage.customer.client, await archived(stage)
    for method in ("tasks.listTasks", "tasks.viewNotes", "tasks.getResults"):
        assert await client.get(method, id=order) == {"error": "no_object"}, method
    changes = {
        "tasks.paidTask": {},
        "tasks.cancelTask": {"text": "Ещё раз."},
        "tasks.deleteTask": {},
        "tasks.extraPaid": {"count": "1"},
        "tasks.failTask": {},
        "tasks.setDeadline": {"deadline": "16.12.2023"},
        "tasks.saveComment": {"text": "Спасибо."},
        "tasks.sendNoteFail": {"text": "Плохо."},
        "tasks.saveTask": {"title": "Иначе"},
    }
    before = await stage.dump()
    for method, params in changes.items():
        assert await client.post(method, id=order, **params) == {"error": "no_access"}, method
    assert await client.get("tasks.extraPaid", id=order, autopay="get") == {"error": "no_access"}
    assert await stage.dump() == before
    assert "id_copy" in await client.post("tasks.copyTask", id=order)


async def test_folders_of_the_archive(stage):
    """MoveToFolder moves archived orders as ``archive`` and does not find them as ``task``."""
    client, order, working = stage.customer.client, await archived(stage), await stage.done()
    folder = (await client.post("folders.addFolder", name="Готово"))["id_folder"]
    call = {"id_folder": folder, "ids": [order]}
    assert await client.post("folders.moveToFolder", **call, type="task") == {"error": "no_object"}
    both = {"id_folder": folder, "ids": [order, working]}
    assert await client.post("folders.moveToFolder", **both, type="archive") == {"count": "1"}
    [found] = await client.get("tasks_archive.listTasks", id_folder=folder)
    assert found["id"] == order
    assert await client.get("tasks.listTasks", id_folder=folder) == {"error": "no_object"}


async def test_only_for_customers(stage):
    """A performer has no access to the archive."""
    order = await archived(stage)
    assert await stage.performer.client.get("tasks_archive.listTasks") == {"error": "no_access"}
    assert await stage.performer.client.get("tasks_archive.getResults", id=order) == {"error": "no_access"}
    assert await stage.rival.client.get("tasks_archive.getResults", id=order) == {"error": "no_object"}
