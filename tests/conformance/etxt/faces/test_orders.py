"""tasks.*: placing, listing and choosing; one call of each method, in every face of the wire."""

from decimal import Decimal

from .conftest import START, Like

DAY = 86_400
PLAIN = {
    "id_user": 0,
    "id_folder": 0,
    "id_category": 1911,
    "date": START,
    "end_date": 0,
    "title": "О чтении",
    "description": "Статья.",
    "id_type": 1,
    "id_subtype": 0,
    "id_level": 0,
    "deadline": START + 5 * DAY,
    "status": 1,
    "public": 0,
    "price": Decimal(100),
    "price_type": 1,
    "size": 1000,
    "whitespaces": 0,
    "checksize": 0,
    "text": "",
    "quick": 0,
    "target": 1,
    "keywords": "",
    "language_from": 0,
    "language_to": 0,
    "multitask": 0,
    "multicount": 0,
    "client_comment": "",
}
"""A draft of the stage: every documented field but those that are absent when they are not set."""
ALL_BUT_ID = (*PLAIN, "uniq", "id_target", "filename")


async def test_two_orders_in_a_list(faces):
    """tasks.listTasks: newest first, each with exactly the documented fields; uniqueness, addressee and attachment where set."""
    stage, client = faces.stage, faces.stage.customer.client
    plain = int(await stage.draft())
    more = {"title": "Рерайт", "uniq": 95, "target_task": 3, "id_target": stage.performer.id, "price": "20.55"}
    fields = {"id": plain, **more, "description": "Статья.", "size": 1000, "id_category": 294}
    full = int(
        (await client.upload("tasks.saveTask", {"file": ("Бриф.txt", b"abc")}, **{**fields, "id": ""}))["id_task"]
    )
    link = Like(rf"http://exchange\.test/files/attachment/{full}/{START + DAY}/[0-9a-f]{{32}}/%D0%91\S+\.txt")
    special = {"uniq": 95, "id_target": stage.performer.id, "target": 3, "filename": link, "price": Decimal("20.55")}
    await faces.check(
        "tasks.listTasks",
        {"count": 100, "target": "", "id_folder": 0},
        [{**PLAIN, "id": full, "title": "Рерайт", "id_category": 294, **special}, {**PLAIN, "id": plain}],
    )


async def test_a_list_of_ids(faces):
    """tasks.listTasks with only_id: objects of one field, a page from the middle."""
    orders = [int(await faces.stage.draft()) for _ in range(3)]
    await faces.check("tasks.listTasks", {"only_id": 1, "count": 1, "from": 1}, [{"id": orders[1]}], absent=ALL_BUT_ID)


async def test_a_new_order(faces):
    """tasks.saveTask: its id, and every value that was sent stands in the list."""
    stage = faces.stage
    before = int(await stage.draft())
    sent = {
        "public": 1,
        "title": "Перевод «на слух» & вслух",
        "description": "Строка первая\r\nи вторая, 50% + 1",
        "text": "Source text",
        "price": "12.34",
        "price_type": 2,
        "uniq": 90,
        "multione": 1,
        "locate": 1,
        "whitespaces": 1,
        "only_stars": 0,
        "size": 4321,
        "checksize": 1,
        "id_type": 3,
        "id_subtype": 2,
        "deadline": "20.11.2023",
        "timeline": "07:05",
        "id_category": 294,
        "multitask": 1,
        "multicount": 7,
        "language_from": 2,
        "language_to": 1,
    }
    shown = {name: sent[name] for name in ("title", "description", "text", "uniq", "whitespaces", "size", "checksize")}
    await faces.check(
        "tasks.saveTask",
        sent,
        {"id_task": before + 1},
        then=(
            faces.later(
                "tasks.listTasks",
                {"id": before + 1},
                [
                    {
                        **shown,
                        "id": before + 1,
                        "public": 1,
                        "status": 1,
                        "price": Decimal("12.34"),
                        "price_type": 2,
                        "deadline": 1_700_453_100,  # 20.11.2023 07:05 in Moscow
                        "id_type": 3,
                        "id_subtype": 2,
                        "id_category": 294,
                        "language_from": 2,
                        "language_to": 1,
                        "multitask": 1,
                        "multicount": 7,
                    }
                ],
            ),
            faces.later("tasks.listTasks", {"id": before}, [{"title": "О чтении", "public": 0}]),
        ),
    )


async def test_a_new_order_with_an_attachment(faces):
    """tasks.saveTask: a file can travel by multipart alone, and the order has a link to it."""
    before = int(await faces.stage.draft())
    await faces.check(
        "tasks.saveTask",
        {"title": "Обзор", "price": 50, "size": 10, "id_category": 1911},
        {"id_task": before + 1},
        files={"file": ("план.txt", "Начало, середина, конец.".encode())},
        then=(
            faces.later(
                "tasks.listTasks", {"id": before + 1}, [{"filename": Like(r"http://exchange\.test/files/\S+")}]
            ),
        ),
    )


async def test_an_edited_order(faces):
    """tasks.saveTask with an id: the same id, and only what was named is another."""
    order = int(await faces.stage.draft(uniq=95, checksize=1))
    after = {**PLAIN, "id": order, "uniq": 95, "checksize": 1, "title": "О пении", "public": 1}
    await faces.check(
        "tasks.saveTask",
        {"id": order, "title": "О пении", "public": 1},
        {"id_task": order},
        then=(faces.later("tasks.listTasks", {}, [after]),),
    )


async def test_a_comment_of_ones_own(faces):
    """tasks.setClientComment: status 1, and the order shows it to the customer."""
    order = int(await faces.stage.draft())
    await faces.check(
        "tasks.setClientComment",
        {"id": order, "text": "Для весны: +7 900 000-00-00"},
        {"status": 1},
        then=(faces.later("tasks.listTasks", {"id": order}, [{"client_comment": "Для весны: +7 900 000-00-00"}]),),
    )


async def test_bids_and_comments_on_orders(faces):
    """tasks.viewNotes: a live bid has its id, a declined one 0, and strangers' orders are passed over."""
    stage = faces.stage
    order = int(await stage.waiting())
    live = await stage.bid("performer", order, "Сделаю к утру.")
    declined = await stage.bid("second", order, "И я.")
    await stage.customer.client.post("tasks.unsetNote", id=declined)
    found = {
        int(each["id_user"]): int(each["id"]) for each in await stage.customer.client.get("tasks.viewNotes", id=order)
    }
    about = {"date": START, "id_task": order}
    performer, second = stage.performer.id, stage.second.id
    await faces.check(
        "tasks.viewNotes",
        {"id": [order, 999]},
        sorted(
            (
                {
                    **about,
                    "id": found[performer],
                    "text": "Сделаю к утру.",
                    "id_user": performer,
                    "login": "performer",
                    "id_note": live,
                },
                {**about, "id": found[second], "text": "И я.", "id_user": second, "login": "second", "id_note": 0},
            ),
            key=lambda note: -note["id"],
        ),
    )


async def test_live_bids_on_everything(faces):
    """tasks.viewNotesAll: only bids that can be accepted, with the full price of their orders."""
    stage = faces.stage
    order = int(await stage.waiting(price="33.33", size="1500"))
    live = await stage.bid("performer", order, "Сделаю.")
    await stage.customer.client.post("tasks.unsetNote", id=await stage.bid("second", order))
    await faces.check(
        "tasks.viewNotesAll",
        {},
        [
            {
                "id_note": live,
                "title": "О чтении",
                "price": Decimal("50.00"),
                "deadline": START + 5 * DAY,
                "id_task": order,
                "id_user": stage.performer.id,
                "user": "performer",
                "date": START,
                "text": "Сделаю.",
            }
        ],
    )


async def test_a_bid_is_accepted(faces):
    """tasks.setNote: the order has a performer, the comment stands in it, and its price is on hold."""
    stage = faces.stage
    order = int(await stage.waiting(price="200", price_type="2"))
    bid = await stage.bid("performer", order)
    await faces.check(
        "tasks.setNote",
        {"id": bid, "comment": "Жду с нетерпением"},
        {"id_task": order, "id_user": stage.performer.id},
        then=(
            faces.later(
                "tasks.listTasks",
                {"id": order},
                [{"status": 2, "id_user": stage.performer.id, "description": Like("Статья.*Жду с нетерпением")}],
            ),
            faces.later("users.getBalance", {}, {"balance": Decimal(99_790)}),
            faces.later("tasks.setNote", {"id": bid}, {"error": "no_access"}),
        ),
    )


async def test_a_bid_is_declined(faces):
    """tasks.unsetNote: whose bid it was; the order still waits, and the bid cannot be accepted any more."""
    stage = faces.stage
    order = int(await stage.waiting())
    bid = await stage.bid("second", order)
    await faces.check(
        "tasks.unsetNote",
        {"id": bid},
        {"id_task": order, "id_user": stage.second.id},
        then=(
            faces.later("tasks.viewNotes", {"id": order}, [{"id_note": 0, "id_user": stage.second.id}]),
            faces.later("tasks.listTasks", {"id": order}, [{"status": 1, "id_user": 0}]),
            faces.later("tasks.setNote", {"id": bid}, {"error": "no_access"}),
        ),
    )


async def test_a_comment_on_an_order(faces):
    """tasks.saveComment: its id and how many there are now; the performer may say something too."""
    stage = faces.stage
    order = int(await stage.in_work())
    notes = await stage.customer.client.get("tasks.viewNotes", id=order)
    newest = max(int(each["id"]) for each in notes)
    await faces.check(
        "tasks.saveComment",
        {"id": order, "text": "Добавлю ещё примеров", "hide": 1},
        {"id": order, "id_comment": newest + 1, "comments": len(notes) + 1},
        who="performer",
        then=(
            faces.later(
                "tasks.viewNotes",
                {"id": order},
                [
                    {"id": newest + 1, "text": "Добавлю ещё примеров", "id_user": stage.performer.id, "id_note": 0},
                    {"id": newest},
                ],
            ),
        ),
    )


async def test_orders_are_deleted(faces):
    """tasks.deleteTask: ids of those that went; what is in work stays."""
    stage = faces.stage
    draft, waiting, working = int(await stage.draft()), int(await stage.waiting()), int(await stage.in_work())
    await faces.check(
        "tasks.deleteTask",
        {"id": [draft, waiting, working, 999]},
        {"ids": [draft, waiting]},
        then=(faces.later("tasks.listTasks", {}, [{"id": working, "status": 2}]),),
    )
