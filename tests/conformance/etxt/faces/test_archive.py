"""tasks_archive.*: one call of each method, in every face of the wire."""

from decimal import Decimal

from birzha.orders.commands import set_next_check
from birzha.orders.model import Figures
from birzha.sweeps.run import advance

from .conftest import START, Like

DAY = 86_400
MONTH = 30 * DAY


async def archived(stage, **more):
    """An accepted order, a month later; gives its id."""
    order = int(await stage.done(**more))
    await advance(stage.market, stage.market.clock.now() + MONTH + DAY)
    return order


async def test_archived_orders(faces):
    """tasks_archive.listTasks: the fields of the archive and no others; the price is the full one."""
    stage, client = faces.stage, faces.stage.customer.client
    folder = int((await client.post("folders.addFolder", name="a"))["id_folder"])
    order = await archived(stage, price="33.33", size="1500", id_folder=folder, text="Исходник", keywords="чтение")
    await faces.check(
        "tasks_archive.listTasks",
        {"id_folder": folder, "order": "desc"},
        [
            {
                "id": order,
                "id_user": stage.performer.id,
                "id_folder": folder,
                "id_category": 1911,
                "date": START,
                "title": "О чтении",
                "description": "Статья.",
                "id_type": 1,
                "id_level": 0,
                "deadline": START + 5 * DAY,
                "price": Decimal("50.00"),
                "price_type": 1,
                "size": 1500,
                "whitespaces": 0,
                "text": "Исходник",
                "end_date": START,
                "date_archive": START + MONTH,
                "keywords": "чтение",
                "language_from": 0,
                "language_to": 0,
            }
        ],
        then=(faces.later("tasks.listTasks", {}, {"error": "no_object"}),),
    )


async def test_what_was_submitted(faces):
    """tasks_archive.getResults: the text itself, the figures of the check together, and links."""
    stage = faces.stage
    await stage.market.do(set_next_check, Figures(per_antiplagiat=97, per_mistakes=2))
    order = await archived(stage)
    now = stage.market.clock.now()
    figures = {"per_antiplagiat": 97, "per_mistakes": 2, "auto_check_date": START}
    text = "Текст о пользе чтения вслух. " * 60
    path = Like(rf"http://exchange\.test/files/result_text/\d+/{now + DAY}/[0-9a-f]{{32}}/\d+\.txt")
    await faces.check(
        "tasks_archive.getResults",
        {"id": order},
        [
            {
                "id_task": order,
                "id_user": stage.performer.id,
                "comment": "",
                "content": text,
                "date": START,
                "date_reset": 0,
                "check": figures,
                "files": {"text": {"name": "txt", "size": len(text.encode()), "path": path, **figures}},
            }
        ],
        then=(faces.later("tasks.getResults", {"id": order}, {"error": "no_object"}),),
    )
