"""Our client's calls about the archive of orders, corrections and comparison."""

from datetime import timedelta
from typing import Any

from birzha.app import Market
from birzha.orders.commands import archive_orders
from birzha.people.model import Actor, Role
from birzha.people.queries import person_by_login
from etxt_api import EtxtClient


async def put_away(client: EtxtClient, market: Market, login: str) -> None:
    """A done order goes to the archive and is read there; its result, before and after, becomes a correction."""
    [done] = await client.tasks.list_tasks(status=4)
    results = await client.tasks.get_results([done.id])
    made = [(await client.correction.import_("task", results[0].id, object_type="file")).id]
    found = await market.ask(person_by_login, Actor(1, Role.CUSTOMER), login)
    await market.do(archive_orders, Actor(found.id, Role.CUSTOMER), [done.id])
    [kept] = [each async for each in client.tasks_archive.iter_list_tasks(order="desc")]
    assert (kept.id, kept.title, kept.price, kept.end_date) == (done.id, done.title, done.price, done.end_date)
    archived = await client.tasks_archive.get_results(done.id)
    assert [each.date for each in archived] == [each.date for each in results]
    assert [await text_of(client, each) for each in archived] == [each.content for each in archived]
    assert str(archived[-1].check["per_antiplagiat"]) == "70"
    folder = (await client.folders.add_folder("Готово")).id_folder
    assert (await client.folders.move_to_folder(folder, "archive", [done.id])).count == 1
    made.append((await client.correction.import_("a_task", done.id)).id)
    due = kept.date_archive + timedelta(days=3)
    made.append((await client.correction.add("О хлебе", "Ржаной хлеп.", id_folder=folder, deadline=due)).id)
    assert (await client.folders.move_to_folder(0, "correction", made)).count == 3


async def text_of(client: EtxtClient, result: Any) -> str:
    """The text behind a result's link."""
    return await client.download_text(result.files.text.path) if result.files.text else ""


async def alike(client: EtxtClient) -> None:
    """Two texts compared."""
    source, text = "Ржаной хлеб пекут из ржаной муки.", "Белый хлеб пекут из белой муки."
    found = await client.diff.compare_text(source, text)
    assert found.result == 50
    assert '<span class="match">хлеб пекут из</span>' in found.text
    assert found.source.startswith("Ржаной <span")
