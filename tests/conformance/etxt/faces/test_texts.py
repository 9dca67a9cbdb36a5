"""diff.* and correction.*: one call of each method, in every face of the wire."""

import pytest
from tests.conformance.etxt.shop import archived, bought

from birzha.sweeps.run import advance

SOURCE = "Ржаной хлеб пекут из ржаной муки, воды и закваски."
CHANGED = "Белый хлеб пекут из пшеничной муки, воды и <дрожжей>."


async def test_how_alike_two_texts_are(faces):
    """diff.compareText: 6 of 9 words of both, marked in both, markup of the sender's escaped."""
    await faces.check(
        "diff.compareText",
        {"source": SOURCE, "text": CHANGED},
        {
            "result": 66,
            "text": 'Белый <span class="match">хлеб пекут из</span> пшеничной <span class="match">муки, воды и</span> '
            "&lt;дрожжей&gt;.",
            "source": 'Ржаной <span class="match">хлеб пекут из</span> ржаной <span class="match">муки, воды и</span> '
            "закваски.",
        },
        who="performer",
    )


async def test_a_correction_of_a_text(faces):
    """correction.add: its id; it is the caller's and lies in the folder, so that it can be moved and nobody else can."""
    client = faces.stage.customer.client
    folder = int((await client.post("folders.addFolder", name="a"))["id_folder"])
    move = {"id_folder": 0, "type": "correction", "ids": [1]}
    await faces.check(
        "correction.add",
        {
            "title": "Вычитать статью",
            "description": "Опечатки и запятые",
            "text": "Хлеб пикут из ржаной муки",
            "id_folder": folder,
            "deadline": "20.11.2023",
            "timeline": "12:00",
        },
        {"id": 1},
        then=(
            faces.later("folders.moveToFolder", move, {"error": "no_object"}, who="rival"),
            faces.later("folders.moveToFolder", move, {"count": 1}),
        ),
    )


async def result_of(stage):
    await stage.on_check()
    return int((await stage.customer.client.get("tasks.getResults", id=1))[0]["id"])


async def archived_order(stage):
    order = int(await stage.done())
    await advance(stage.market, stage.market.clock.now() + 31 * 86_400)
    return order


SOURCES = {"task": result_of, "a_task": archived_order, "article": bought, "a_article": archived}


@pytest.mark.parametrize("kind", SOURCES)
async def test_a_correction_of_what_there_is(faces, kind):
    """correction.import: from a result, an archived order, a bought article and an archived one; another's are not found."""
    number = await SOURCES[kind](faces.stage)
    await faces.check(
        "correction.import",
        {"type": kind, "id_object": number},
        {"id": 1},
        then=(
            faces.later("folders.moveToFolder", {"id_folder": 0, "type": "correction", "ids": 1}, {"count": 1}),
            faces.later("correction.import", {"type": kind, "id_object": number}, {"error": "no_object"}, who="rival"),
        ),
    )


async def correction(stage):
    return int((await stage.customer.client.post("correction.add", title="a", text="Проверить"))["id"])


KINDS = {"archive": archived_order, "article": bought, "article_archive": archived, "correction": correction}
SHOWN = {"archive": "tasks_archive.listTasks", "article": "articles.getList"}


@pytest.mark.parametrize("kind", KINDS)
async def test_everything_moves_to_a_folder(faces, kind):
    """folders.moveToFolder: one's own of each kind, and of what is listed with its folder, there it is; micro-jobs are not here."""
    number = await KINDS[kind](faces.stage)
    folder = int((await faces.stage.customer.client.post("folders.addFolder", name="a"))["id_folder"])
    listed = SHOWN.get(kind)
    await faces.check(
        "folders.moveToFolder",
        {"id_folder": folder, "type": kind, "ids": [number, 999]},
        {"count": 1},
        then=(
            faces.later(
                "folders.moveToFolder", {"id_folder": 0, "type": "bhv_task", "ids": number}, {"error": "no_object"}
            ),
            *(
                [
                    faces.later(
                        listed, {"id": number, "id_folder": folder, "filter": 1}, [{"id": number, "id_folder": folder}]
                    )
                ]
                if listed
                else []
            ),
        ),
    )
