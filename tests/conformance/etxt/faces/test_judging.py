"""tasks.* after a performer is chosen, and rating.*: one call of each method, in every face of the wire."""

from decimal import Decimal

from birzha.orders.commands import mark_overdue, set_next_check
from birzha.orders.model import Figures, StoredFile

from .conftest import START, Like

DAY = 86_400
LINK = r"http://exchange\.test/files/"


async def late(stage):
    """An order whose deadline has passed, and the moment it is now."""
    order = int(await stage.in_work(deadline="16.11.2023"))
    stage.market.clock.set(START + 3 * DAY)
    await stage.market.do(mark_overdue)
    return order, START + 3 * DAY


async def test_results_with_text_and_document(faces):
    """tasks.getResults: newest first, with figures where they were measured and links to both parts."""
    stage = faces.stage
    order = int(await stage.in_work(id_type=4, keywords="чтение", price_type=2))
    first = await stage.submit("performer", order, "а" * 1500)
    await stage.customer.client.post("tasks.cancelTask", id=order, text="Покороче, пожалуйста.")
    figures = {"per_antiplagiat": 97, "per_mistakes": 2, "per_keywords": 80}
    await stage.market.do(set_next_check, Figures(**figures))
    document = StoredFile(stage.market.files.put(b"0123456789"), "Статья.TXT", 10, "text/plain", "ё" * 1200)
    second = await stage.submit("performer", order, "ё" * 1200, document)
    common = {"id_task": order, "id_user": stage.performer.id, "comment": "", "date": START}

    def part(kind, result, size):
        path = Like(rf"{LINK}result_{kind}/{result}/{START + DAY}/[0-9a-f]{{32}}/\S+")
        return {"name": "txt", "size": size, "path": path}

    checked = {**figures, "auto_check_date": START}
    await faces.check(
        "tasks.getResults",
        {"id": [order, 999]},
        [
            {
                **common,
                "id": second,
                "date_reset": 0,
                "status": 0,
                "check": 1,
                "files": {
                    "file": {**part("file", second, 10), **checked},
                    "text": {**part("text", second, 2400), **checked},
                },
            },
            {
                **common,
                "id": first,
                "date_reset": START,
                "status": 1,
                "check": 0,
                "files": {"text": {**part("text", first, 3000), "auto_check_date": 0}},
            },
        ],
        absent=("per_diff",),
    )


async def test_a_rewriting_s_likeness(faces):
    """tasks.getResults: per_diff belongs to a rewriting with a source text."""
    stage = faces.stage
    order = int(await stage.in_work(id_type=2, text="Исходный текст", price_type=2))
    await stage.market.do(set_next_check, Figures(per_diff=30))
    result = await stage.submit("performer", order, "а" * 1000)
    await faces.check(
        "tasks.getResults",
        {"id": order},
        [
            {
                "id": result,
                "id_task": order,
                "id_user": stage.performer.id,
                "comment": "",
                "date": START,
                "date_reset": 0,
                "status": 0,
                "check": 1,
                "files": {
                    "text": {
                        "name": "txt",
                        "size": 2000,
                        "path": Like(rf"{LINK}result_text/\S+"),
                        "per_diff": 30,
                        "auto_check_date": START,
                    }
                },
            }
        ],
        absent=("per_antiplagiat", "per_keywords", "per_mistakes"),
    )


async def test_orders_are_paid(faces):
    """tasks.paidTask: which were paid; they are done, the result is accepted, and the performer has the money."""
    stage = faces.stage
    orders = [int(await stage.on_check(price="100", price_type="2")) for _ in range(2)]
    await faces.check(
        "tasks.paidTask",
        {"id": [*orders, 999], "text": "Спасибо!"},
        {"status": 1, "ids": orders},
        then=(
            faces.later("tasks.listTasks", {}, [{"id": each, "status": 4, "end_date": START} for each in orders[::-1]]),
            faces.later("tasks.getResults", {"id": orders[0]}, [{"status": 2}]),
            faces.later("users.getBalance", {}, {"balance": Decimal(180)}, who="performer"),
            faces.later("users.getBalance", {}, {"balance": Decimal(99_790)}),
        ),
    )


async def test_results_are_sent_back(faces):
    """tasks.cancelTask: which went back; the order is in work for three more days, and the reason stands in the comments."""
    stage = faces.stage
    order = int(await stage.on_check(deadline="16.11.2023"))
    await faces.check(
        "tasks.cancelTask",
        {"id": order, "text": "Нет ни одного примера"},
        {"status": 1, "ids": [order]},
        then=(
            faces.later("tasks.listTasks", {"id": order}, [{"status": 2, "deadline": START + 3 * DAY}]),
            faces.later("tasks.getResults", {"id": order}, [{"status": 1, "date_reset": START}]),
        ),
    )


async def test_something_is_paid_extra(faces):
    """tasks.extraPaid: status 1, and the sum moves at once, less the exchange's tenth."""
    order = int(await faces.stage.in_work(price="100", price_type="2"))
    await faces.check(
        "tasks.extraPaid",
        {"id": order, "count": "10.01", "note": 0},
        {"status": 1},
        absent=("count",),
        then=(
            faces.later("users.getBalance", {}, {"balance": Decimal("99884.99")}),
            faces.later("users.getBalance", {}, {"balance": Decimal("9.01")}, who="performer"),
        ),
    )


async def test_what_the_length_costs(faces):
    """tasks.extraPaid with autopay=get: the sum, and nothing is paid."""
    stage = faces.stage
    order = int(await stage.in_work(price="100", size="1000", whitespaces="1"))
    await stage.submit("performer", order, "а" * 1125)
    await faces.check(
        "tasks.extraPaid",
        {"id": order, "autopay": "get"},
        {"status": 1, "count": Decimal("12.50")},
        then=(
            faces.later("users.getBalance", {}, {"balance": Decimal(99_895)}),
            faces.later("tasks.extraPaid", {"id": order, "autopay": "pay"}, {"status": 1}),
            faces.later("users.getBalance", {}, {"balance": Decimal("99882.50")}),
            faces.later("tasks.extraPaid", {"id": order, "autopay": "pay"}, {"status": 0}),
        ),
    )


async def test_an_order_is_failed_with_a_copy(faces):
    """tasks.failTask: a published copy with its own deadline and a link to give rating back; the money is free again."""
    stage = faces.stage
    order, _ = await late(stage)
    await faces.check(
        "tasks.failTask",
        {"id": order, "copy": 1, "deadline": "30.11.2023", "timeline": "12:00"},
        {"id": order, "id_copy": order + 1, "rateup": Like(rf"{LINK}rateup/[0-9a-f]{{32}}")},
        then=(
            faces.later(
                "tasks.listTasks",
                {},
                [
                    {"id": order + 1, "status": 1, "public": 1, "id_user": 0, "deadline": 1_701_334_800},
                    {"id": order, "status": 5},
                ],
            ),
            faces.later("users.getBalance", {}, {"balance": Decimal(100_000)}),
            faces.later("users.getUser", {"login": "performer"}, [{"rate": 475}]),
        ),
    )


async def test_an_order_is_copied(faces):
    """tasks.copyTask: a published copy without performer, due in five days."""
    order = int(await faces.stage.done(uniq=80))
    await faces.check(
        "tasks.copyTask",
        {"id": order},
        {"id_copy": order + 1},
        then=(
            faces.later(
                "tasks.listTasks",
                {"id": order + 1},
                [{"status": 1, "public": 1, "id_user": 0, "uniq": 80, "deadline": START + 5 * DAY, "end_date": 0}],
            ),
        ),
    )


async def test_a_deadline_is_moved(faces):
    """tasks.setDeadline: an overdue order is in work again, and quick if it is due within a day."""
    order, now = await late(faces.stage)
    deadline = 1_700_341_200 - 1_700_341_200 % 60  # 19.11.2023 00:00 in Moscow
    assert now < deadline < now + DAY
    await faces.check(
        "tasks.setDeadline",
        {"id": order, "deadline": "19.11.2023", "timeline": "00:00"},
        {"deadline": deadline, "id": order, "status": 2, "quick": 1},
        then=(faces.later("tasks.listTasks", {"id": order}, [{"status": 2, "deadline": deadline, "quick": 1}]),),
    )


async def test_a_performer_is_complained_of(faces):
    """tasks.sendNoteFail: status 1 and a link to the ticket; nothing happens to the order until a moderator decides."""
    order = int(await faces.stage.on_check())
    await faces.check(
        "tasks.sendNoteFail",
        {"id": order, "text": "Сдан чужой текст, исправлять отказывается"},
        {"status": 1, "ticket": Like(rf"{LINK}ticket/[0-9a-f]{{32}}")},
        then=(faces.later("tasks.listTasks", {"id": order}, [{"status": 3, "id_user": faces.stage.performer.id}]),),
    )


async def test_failed_orders_of_a_performer(faces):
    """rating.listTasksFails: what was taken and not given back."""
    stage = faces.stage
    order, now = await late(stage)
    await stage.customer.client.post("tasks.failTask", id=order)
    await faces.check(
        "rating.listTasksFails",
        {"id_user": stage.performer.id, "back": 2},
        [
            {
                "id_task": order,
                "id_user": stage.performer.id,
                "date": now,
                "date_back": 0,
                "back": 0,
                "title": "О чтении",
            }
        ],
    )


async def test_rating_is_given_back(faces):
    """rating.ratingUserBack: how much; it is back with the performer, and only once."""
    stage = faces.stage
    order, now = await late(stage)
    await stage.customer.client.post("tasks.failTask", id=order)
    who = {"id_task": order, "id_user": stage.performer.id}
    await faces.check(
        "rating.ratingUserBack",
        who,
        {**who, "rate_back": 25},
        then=(
            faces.later("users.getUser", {"id": stage.performer.id}, [{"rate": 500}]),
            faces.later("rating.listTasksFails", {"back": 1}, [{**who, "back": 1, "date_back": now}]),
            faces.later("rating.ratingUserBack", who, {"error": "no_access"}),
        ),
    )
