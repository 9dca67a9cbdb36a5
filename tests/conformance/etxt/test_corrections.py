"""correction.*: jobs for a corrector, as anybody's program makes them."""

from birzha.articles.commands import approve_article, archive_articles, buy_article, offer_article, save_article
from birzha.articles.model import ArticleChanges
from birzha.corrections.queries import correction
from birzha.orders.commands import archive_orders
from birzha.orders.model import StoredFile
from birzha.people.model import Role

START = 1_700_000_000  # 15.11.2023 01:13:20 in Moscow
DAY = 86_400
TEXT = "Ржаной хлеп пекут из ржаной муки."
LONG = "Текст о пользе чтения вслух. " * 60


async def kept(stage, answer, login="customer"):
    """The correction that an answer names, as its customer reads it."""
    assert set(answer) == {"id"}, answer
    return await stage.market.ask(correction, await stage.actor(login), int(answer["id"]))


async def test_a_correction_of_a_text(styled, documented):
    """Everything given is kept; the answer is the documented field alone, a number in the style of numbers."""
    client, n = styled.customer.client, styled.n
    folder = (await client.post("folders.addFolder", name="Хлеб"))["id_folder"]
    answer = await client.post(
        "correction.add",
        title="О хлебе",
        description="Опечатки и запятые.",
        text=TEXT,
        id_folder=folder,
        deadline="20.11.2023",
        timeline="18:30",
    )
    assert set(answer) == set(documented["correction.add"]["fields"])
    assert answer == {"id": n(1)}
    found = await kept(styled, answer)
    assert (found.title, found.description, found.text) == ("О хлебе", "Опечатки и запятые.", TEXT)
    assert (n(found.folder_id), found.deadline, found.state) == (folder, 1_700_494_200, "new")


async def test_the_deadline(stage):
    """A day from now by default and at least; a date without a time means 23:59 of it, in Moscow."""
    cases = [
        ({}, START + DAY),
        ({"timeline": "23:00"}, START + DAY),
        ({"deadline": "15.11.2023"}, START + DAY),
        ({"deadline": "01.01.2001", "timeline": "00:00"}, START + DAY),
        ({"deadline": "16.11.2023", "timeline": "01:13"}, START + DAY),
        ({"deadline": "16.11.2023", "timeline": "01:14"}, START + DAY + 40),
        ({"deadline": "16.11.2023"}, 1_700_168_340),
        ({"deadline": "", "timeline": ""}, START + DAY),
    ]
    order = await stage.on_check()
    [result] = await stage.customer.client.get("tasks.getResults", id=order)
    for given, deadline in cases:
        for method, params in (
            ("correction.add", {"title": "a", "text": TEXT}),
            ("correction.import", {"type": "task", "id_object": result["id"]}),
        ):
            found = await kept(stage, await stage.customer.client.post(method, **params, **given))
            assert found.deadline == deadline, (method, given)


async def test_anybody_may(stage):
    """A performer may ask for a correction as well; without a description and a folder both are empty."""
    found = await kept(stage, await stage.performer.client.post("correction.add", title="a", text=TEXT), "performer")
    assert (found.customer_id, found.description, found.folder_id) == (stage.performer.id, "", 0)


async def test_lengths(stage):
    """Four-byte characters count as one; texts of spaces alone say nothing."""
    client = stage.customer.client
    assert "id" in await client.post("correction.add", title="😀" * 512, text="😀" * 40_000, description="😀" * 10_000)
    for params in ({"title": "   ", "text": TEXT}, {"title": "a", "text": " \n" * 20}):
        assert await client.post("correction.add", **params) == {"error": "no_params"}


async def test_import_of_a_result(styled, documented):
    """``task`` takes the id of a result; the text goes before the attachment unless ``object_type=file``."""
    client, n = styled.customer.client, styled.n
    order = await styled.in_work()
    key = styled.market.files.put(b"content")
    result = await styled.submit("performer", order, LONG, StoredFile(key, "a.doc", 7, "application/msword"))
    answer = await client.post("correction.import", type="task", id_object=result)
    assert set(answer) == set(documented["correction.import"]["fields"])
    found = await kept(styled, answer)
    assert (found.title, found.text, found.file_key) == ("О чтении", LONG, "")
    answer = await client.post("correction.import", type="task", id_object=result, object_type="file")
    assert answer == {"id": n(2)}
    found = await kept(styled, answer)
    assert (found.text, found.file_key, found.file_name) == ("", key, "a.doc")


async def test_import_of_an_archived_order(stage):
    """``a_task`` takes the id of the order itself, once it is in the archive."""
    client, order = stage.customer.client, await stage.done()
    call = {"type": "a_task", "id_object": order}
    assert await client.post("correction.import", **call) == {"error": "no_object"}
    await stage.market.do(archive_orders, await stage.actor("customer"), [int(order)])
    found = await kept(stage, await client.post("correction.import", **call))
    assert (found.source, str(found.source_id), found.title) == ("a_task", order, "О чтении")
    assert await stage.rival.client.post("correction.import", **call) == {"error": "no_object"}


async def test_import_of_articles(stage):
    """``article`` takes a bought article, ``a_article`` an archived one."""
    client = stage.customer.client
    author, customer = await stage.actor("performer"), await stage.actor("customer")
    moderator = await stage.add("moderator", Role.MODERATOR)
    values = ArticleChanges(title="Хлеб", text=LONG, price=10_000, category_id=1911, language_id=1)
    article = await stage.market.do(save_article, author, values)
    await stage.market.do(offer_article, author, article)
    judge = await stage.actor(moderator.login)
    await stage.market.do(approve_article, judge, article, orph=1, punc=1, style=1)
    bought, archived = {"type": "article", "id_object": article}, {"type": "a_article", "id_object": article}
    assert await client.post("correction.import", **bought) == {"error": "no_object"}
    await stage.market.do(buy_article, customer, article)
    found = await kept(stage, await client.post("correction.import", **bought, object_type="file"))
    assert (found.title, found.text, found.source) == ("Хлеб", LONG, "article")
    assert await client.post("correction.import", **archived) == {"error": "no_object"}
    await stage.market.do(archive_articles, customer, [article])
    assert await client.post("correction.import", **bought) == {"error": "no_object"}
    assert (await kept(stage, await client.post("correction.import", **archived))).source == "a_article"
    assert await stage.rival.client.post("correction.import", **archived) == {"error": "no_object"}


async def test_folders_of_corrections(stage):
    """MoveToFolder moves corrections by the kind ``correction``."""
    client = stage.customer.client
    folder = (await client.post("folders.addFolder", name="Хлеб"))["id_folder"]
    made = await client.post("correction.add", title="a", text=TEXT)
    call = {"id_folder": folder, "type": "correction"}
    assert await client.post("folders.moveToFolder", **call, ids=[made["id"], "999"]) == {"count": "1"}
    assert str((await kept(stage, made)).folder_id) == folder
    assert await client.post("folders.moveToFolder", **call, ids=["999"]) == {"error": "no_object"}
    assert await stage.rival.client.post("folders.moveToFolder", id_folder=0, type="correction", ids=made["id"]) == {
        "error": "no_object"
    }
