"""Each parameter beyond its limits, each foreign or missing id, each wrong state: the documented code, and nothing changes.

The table was written from the documentation and its reference (§7), not from the declarations. Words in braces stand for ids of the
stage that :func:`crowded` sets; ``None`` leaves the parameter out.
"""

import pytest

from . import refusals_of_archives as archives
from . import refusals_of_articles as articles
from . import refusals_of_people as people

NP, NO, NA, PD, ML = "no_params", "no_object", "no_access", "is_private_data", "max_limit"
PHONE = "Пишите на ivan.petrov@example.org, там договоримся"

ORDER = {"title": "О чтении", "price": "100", "size": "1000", "id_category": "1911"}
BASE = {
    "folders.addFolder": {"name": "a"},
    "folders.moveToFolder": {"id_folder": "{folder}", "type": "task", "ids": "{draft}"},
    "users.getUser": {"id": "{performer}"},
    "users.getWorks": {"id": "{performer}"},
    "tasks.setClientComment": {"id": "{draft}", "text": "a"},
    "tasks.viewNotes": {"id": "{waiting}"},
    "tasks.setNote": {"id": "{bid}"},
    "tasks.unsetNote": {"id": "{bid}"},
    "tasks.paidTask": {"id": "{checked}"},
    "tasks.cancelTask": {"id": "{checked}", "text": "Переделать."},
    "tasks.getResults": {"id": "{checked}"},
    "tasks.deleteTask": {"id": "{draft}"},
    "tasks.extraPaid": {"id": "{working}", "count": "1"},
    "tasks.saveTask": ORDER,
    "tasks.failTask": {"id": "{overdue}"},
    "tasks.copyTask": {"id": "{done}"},
    "tasks.setDeadline": {"id": "{draft}", "deadline": "16.12.2023"},
    "tasks.saveComment": {"id": "{working}", "text": "a"},
    "tasks.sendNoteFail": {"id": "{checked}", "text": "a"},
    "messages.setRead": {"ids": "{message}"},
    "messages.setDelete": {"ids": "{message}"},
    "rating.ratingUserBack": {"id_task": "{failed}", "id_user": "{performer}"},
    **archives.BASE,
    **articles.BASE,
    **people.BASE,
}
"""What a good call of each method has."""


def bad(name, code, *values):
    return [({name: value}, code) for value in values]


NOT_IDS = (None, "", "0", "-1", "1.5", "abc", str(2**63))
PAGE = bad("count", NP, "x", ["1"]) + bad("from", NP, "-1", "x", str(2**63))

CASES = {
    "folders.listFolders": bad("sort", NP, "size", ["name"]),
    "folders.addFolder": [
        *bad("name", NP, None, "", "a" * 129, ["a"]),
        *bad("id_parent", NP, "-1", "a"),
        *bad("id_parent", NO, "999999", "{their_folder}"),
    ],
    "folders.moveToFolder": [
        *bad("id_folder", NP, None, "", "-1", "Название"),
        *bad("id_folder", NO, "999999", "{their_folder}"),
        *bad("type", NP, None, "", "file", ["task"]),
        *bad("type", NO, "article", "article_archive", "correction", "bhv_task", "archive"),
        ({"type": "article", "ids": "{kept}"}, NO),
        ({"type": "article_archive", "ids": "{bought}"}, NO),
        ({"type": "article", "ids": "{their_bought}"}, NO),
        ({"type": "article", "ids": "{bought}", "id_folder": "{their_folder}"}, NO),
        *bad("ids", NP, *NOT_IDS, ["1", "x"]),
        *bad("ids", ML, [str(number) for number in range(1, 1002)]),
        *bad("ids", NO, "999999", "{their_draft}"),
    ],
    "users.getList": [
        *PAGE,
        *bad("rate_from", NP, "x", "1.5"),
        *bad("rate_out", NP, "x", str(-(2**64))),
        *bad("online", NP, "2", "-1", "x"),
    ],
    "users.getUser": [
        *bad("id", NP, "0", "-1", "abc"),
        ({"id": None}, NP),
        ({"id": None, "login": ""}, NP),
        ({"id": None, "login": "a" * 256}, NP),
        *bad("id", NO, "999999"),
        ({"id": None, "login": "nobody"}, NO),
        ({"id": "999999", "login": "performer"}, NO),
    ],
    "users.getWorks": [*bad("id", NP, *NOT_IDS), *bad("id", NO, "999999", "{customer}")],
    "users.getStats": [
        *PAGE,
        *bad("date_from", NP, "-1", "x", "01.01.2023"),
        *bad("date_to", NP, "-1", "x"),
        *bad("login", NP, "a" * 16, ["a"]),
        *bad("promo", NP, "2", "x"),
        *bad("id_folder", NP, "-1", "x"),
        *bad("id_folder", NO, "999999", "{their_folder}"),
        *bad("sub", NP, "2"),
        ({"id_folder": "{their_folder}", "sub": "1"}, NO),
        ({"promo": "1"}, NO),
        ({"from": "1000"}, NO),
    ],
    "tasks.listTasks": [
        *PAGE,
        *bad("id", NP, "0", "-1", "x"),
        *bad("id", NO, "999999", "{their_draft}"),
        *bad("id_user", NP, "-1", "x"),
        *bad("id_user", NO, "999999"),
        *bad("id_folder", NP, "-1", "x"),
        *bad("id_folder", NO, "999999", "{their_folder}"),
        *bad("status", NP, "0", "6", "x"),
        *bad("target", NP, "0", "4", "x"),
        ({"id": "{draft}", "filter": "10"}, NO),
        ({"id": "{draft}", "status": "2", "only_id": "1"}, NO),
    ],
    "tasks.setClientComment": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_draft}"),
        *bad("text", NP, "a" * 5001, ["a"]),
    ],
    "tasks.viewNotes": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", ML, [str(number) for number in range(1, 102)]),
        *bad("id", NO, "999999", "{their_waiting}", "{draft}"),
    ],
    "tasks.setNote": [
        *bad("id", NP, *NOT_IDS, ["{bid}"]),
        *bad("id", NO, "999999", "{their_bid}"),
        *bad("id", NA, "{declined}"),
        *bad("comment", NP, "a" * 501, ["a"]),
        *bad("comment", PD, PHONE),
    ],
    "tasks.unsetNote": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_bid}"),
        *bad("id", NA, "{declined}"),
    ],
    "tasks.paidTask": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", ML, [str(number) for number in range(1, 1002)]),
        *bad("id", NO, "999999", "{their_checked}"),
        *bad("id", NA, "{draft}", "{waiting}", "{working}", "{done}", "{overdue}", "{failed}", ["{draft}", "999999"]),
        *bad("text", NP, "a" * 5001, ["a"]),
        *bad("text", PD, PHONE),
    ],
    "tasks.cancelTask": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_checked}"),
        *bad("id", NA, "{draft}", "{waiting}", "{working}", "{done}", "{overdue}", "{failed}"),
        *bad("text", NP, None, "", "a" * 5001, ["a"]),
        *bad("text", PD, PHONE),
    ],
    "tasks.getResults": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_checked}", "{draft}"),
    ],
    "tasks.deleteTask": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_draft}"),
        *bad("id", NA, "{working}", "{checked}", "{done}", "{overdue}", "{failed}"),
    ],
    "tasks.extraPaid": [
        *bad("id", NP, *NOT_IDS, ["{working}"]),
        *bad("id", NO, "999999", "{their_working}"),
        *bad("id", NA, "{draft}", "{waiting}", "{overdue}", "{failed}"),
        *bad("count", NP, None, "", "0", "-1", "1.005", "x", "1e3"),
        *bad("count", ML, "300.01", "100000000000"),
        *bad("note", NP, "2", "x"),
        *bad("autopay", NP, "give", ["pay"]),
        ({"id": "{their_working}", "autopay": "get"}, NO),
        ({"id": "{draft}", "autopay": "get"}, NA),
        ({"id": "{draft}", "autopay": "pay"}, NA),
    ],
    "tasks.saveTask": [
        *bad("id", NP, "0", "-1", "x"),
        *bad("id", NO, "999999", "{their_draft}"),
        *bad("id", NA, "{working}", "{checked}", "{done}", "{overdue}", "{failed}"),
        *bad("public", NP, "2", "-1", "x"),
        *bad("title", NP, None, "", "a" * 513, ["a"]),
        *bad("title", PD, PHONE),
        *bad("description", NP, "a" * 10001, ["a"]),
        *bad("description", PD, PHONE),
        *bad("text", NP, "a" * 40001),
        *bad("price", NP, None, "", "-1", "1.005", "x", "1000000001", "1,5"),
        *bad("price_type", NP, "0", "3", "x"),
        *bad("uniq", NP, "-1", "101", "99.5"),
        *bad("multione", NP, "2"),
        *bad("locate", NP, "2"),
        *bad("whitespaces", NP, "2"),
        *bad("only_stars", NP, "2"),
        *bad("size", NP, None, "", "0", "-1", "x", str(2**31)),
        *bad("checksize", NP, "2"),
        *bad("id_type", NP, "0", "5", "x"),
        *bad("id_subtype", NP, "-1", "7", "x"),
        *bad("deadline", NP, "14.11.2023", "01.01.2099", "31.02.2024", "2023-12-01", "x"),
        ({"deadline": "16.12.2023", "timeline": "24:00"}, NP),
        ({"deadline": "16.12.2023", "timeline": "x"}, NP),
        *bad("auto_work", NP, "2"),
        *bad("auto_rate", NP, "x"),
        *bad("auto_reports", NP, "-1", "x"),
        *bad("auto_reports_n", NP, "-1", "x"),
        *bad("id_category", NP, None, "", "0", "-1", "x", "999999"),
        *bad("multitask", NP, "1", "2"),
        ({"multitask": "1", "multicount": "0"}, NP),
        ({"multitask": "1", "multicount": "1001"}, ML),
        ({"multitask": "1", "multicount": "2", "target_task": "3", "id_target": "{performer}"}, NP),
        *bad("id_folder", NP, "-1", "x"),
        *bad("id_folder", NO, "999999", "{their_folder}"),
        *bad("target_task", NP, "0", "4", "3"),
        ({"target_task": "3", "id_target": "-1"}, NP),
        ({"target_task": "3", "id_target": "999999"}, "no_utarget"),
        ({"target_task": "3", "id_target": "{customer}"}, "no_utarget"),
        ({"target_task": "3", "id_target": "{rival}"}, "no_utarget"),
        ({"target_task": "3", "id_target": "{performer}", "price": "19.99"}, "no_work"),
        ({"target_task": "3", "id_target": "{performer}", "id_type": "4", "keywords": "a"}, "no_work"),
        (
            {"target_task": "3", "id_target": "{performer}", "price": "1000000", "price_type": "2", "public": "1"},
            "no_money",
        ),
        ({"target_task": "2", "id_target": "999999"}, NO),
        ({"id_type": "4"}, NP),
        ({"id_type": "4", "keywords": "a" * 10001}, NP),
        ({"id_type": "4", "keywords": PHONE}, PD),
        ({"id_type": "3", "language_from": "1"}, NP),
        ({"id_type": "3", "language_from": "x", "language_to": "2"}, NP),
        ({"id_type": "3", "language_from": "1", "language_to": "1"}, NP),
        ({"id_type": "3", "language_from": "1", "language_to": "99"}, NP),
        *bad("bwgroup_send", NP, "2"),
        *bad("file", "file_not_uploaded", "text", ["text"]),
        *bad("attestat", NP, "1", "2"),
        *bad("diplom", NP, "2"),
        *bad("robot", NP, "2", "-2", "x"),
        *bad("id_level", NP, "4"),
        *bad("auto_level", NP, "-1"),
    ],
    "tasks.failTask": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_overdue}"),
        *bad("id", NA, "{draft}", "{waiting}", "{working}", "{checked}", "{done}", "{failed}"),
    ],
    "tasks.copyTask": [*bad("id", NP, *NOT_IDS), *bad("id", NO, "999999", "{their_done}")],
    "tasks.setDeadline": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_draft}"),
        *bad("id", NA, "{checked}", "{done}", "{failed}"),
        *bad("deadline", NP, None, "", "x", "14.11.2023", "01.01.2099"),
        *bad("timeline", NP, "24:00", "x", "1:00"),
        ({"id": "{working}", "deadline": "20.11.2023"}, NP),
    ],
    "tasks.saveComment": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_working}"),
        *bad("text", NP, None, "", "a" * 2049, ["a"]),
        *bad("text", PD, PHONE),
        *bad("hide", NP, "2", "x"),
    ],
    "tasks.sendNoteFail": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999", "{their_checked}"),
        *bad("id", NA, "{draft}", "{waiting}", "{working}", "{done}", "{overdue}"),
        *bad("text", NP, None, "", "a" * 10001, ["a"]),
        *bad("text", PD, PHONE),
    ],
    "messages.getList": [*bad("from", NP, "-1", "x"), *bad("from", NO, "1999999999")],
    "messages.setRead": [*bad("ids", NP, *NOT_IDS), *bad("ids", NO, "999999", "{their_message}")],
    "messages.setDelete": [*bad("ids", NP, *NOT_IDS), *bad("ids", NO, "999999", "{their_message}")],
    "rating.listTasksFails": [
        *bad("id_task", NP, "0", "x"),
        *bad("id_task", NO, "999999", "{their_failed}"),
        *bad("id_user", NP, "0", "x"),
        *bad("id_user", NO, "999999"),
        *bad("back", NP, "3", "-1", "x"),
        *bad("back", NO, "1"),
    ],
    "rating.ratingUserBack": [
        *bad("id_task", NP, *NOT_IDS),
        *bad("id_task", NO, "999999", "{their_failed}", "{draft}"),
        *bad("id_user", NP, *NOT_IDS),
        *bad("id_user", NO, "999999", "{second}"),
    ],
    **archives.CASES,
    **articles.CASES,
    **people.CASES,
}

NO_REFUSALS = {
    **articles.NO_REFUSALS,
    **people.NO_REFUSALS,
    "tasks.listTasks": {"filter": "a wrong one counts as none", "only_id": "a wrong one counts as none"},
    "tasks.failTask": dict.fromkeys(("copy", "deadline", "timeline"), "a wrong one falls back to the default"),
    "tasks.copyTask": dict.fromkeys(("deadline", "timeline"), "a wrong one falls back to the default"),
    "tasks.setDeadline": {"public": "anything but 1 leaves the draft as it is"},
}
"""Parameters whose bad values the documentation lets pass."""

WITHOUT_PARAMETERS = {
    "categories.listCategories",
    "options.getLangs",
    "users.getBalance",
    "tasks.viewNotesAll",
    *people.WITHOUT_PARAMETERS,
}
NOT_ONLY = {"articles.getList", "tasks.saveComment"}
CUSTOMERS_ONLY = [name for name in CASES if name.startswith(("tasks", "rating.", "articles")) and name not in NOT_ONLY]


async def crowded(stage):
    """Orders in every state, bids, folders and messages, both the customer's and the rival's; gives their ids."""
    from birzha.messages.commands import tell
    from birzha.money.commands.accounts import deposit
    from birzha.orders.commands import archive_orders, mark_overdue
    from birzha.people.model import Actor, Role

    await stage.market.do(deposit, stage.rival.id, 10_000_000)
    ids = {name: somebody.id for name, somebody in stage.people.items()}
    mine = stage.people["customer"]
    for prefix, owner in (("their_", stage.people["rival"]), ("", mine)):
        stage.people["customer"] = owner
        ids[prefix + "folder"] = (await owner.client.post("folders.addFolder", name="a"))["id_folder"]
        await stage.market.do(tell, owner.id, "Привет.")
        ids[prefix + "message"] = (await owner.client.get("messages.getList"))[0]["id"]
        for state in ("failed", "overdue"):
            ids[prefix + state] = await stage.in_work(deadline="16.11.2023")
    stage.market.clock.set(stage.market.clock.now() + 3 * 86400)
    await stage.market.do(mark_overdue)
    for prefix, owner in (("their_", stage.people["rival"]), ("", mine)):
        stage.people["customer"] = owner
        assert "error" not in await owner.client.post("tasks.failTask", id=ids[prefix + "failed"])
        ids[prefix + "draft"], ids[prefix + "waiting"] = await stage.draft(), await stage.waiting()
        ids[prefix + "bid"] = await stage.bid("performer", ids[prefix + "waiting"])
        ids[prefix + "declined"] = await stage.bid("second", ids[prefix + "waiting"])
        assert "error" not in await owner.client.post("tasks.unsetNote", id=ids[prefix + "declined"])
        ids[prefix + "working"] = await stage.in_work(price="100", price_type="2")
        ids[prefix + "checked"], ids[prefix + "done"] = await stage.on_check(), await stage.done()
        ids[prefix + "archived"] = await stage.done()
        await stage.market.do(archive_orders, Actor(owner.id, Role.CUSTOMER), [int(ids[prefix + "archived"])])
    stage.people["customer"] = mine
    await people.settle(stage, ids)
    await articles.settle(stage, ids)
    for somebody in stage.people.values():
        await somebody.client.get("users.getBalance")
    return {name: str(number) for name, number in ids.items()}


def filled(params, ids):
    """Parameters with the stage's ids in the place of the words in braces; absent ones left out."""

    def one(value):
        return value.format(**ids) if value.startswith("{") else value

    return {
        name: [one(each) for each in value] if isinstance(value, list) else one(value)
        for name, value in params.items()
        if value is not None
    }


@pytest.mark.parametrize("method", CASES)
async def test_bad_input_is_refused(stage, method):
    """Each case of the table gets its code, and not one row of one table is another than before."""
    ids = await crowded(stage)
    before = await stage.dump()
    wrong = []
    for params, code in CASES[method]:
        answer = await stage.customer.client.post(method, **filled({**BASE.get(method, {}), **params}, ids))
        if answer != {"error": code}:
            wrong.append((params, code, answer))
        if await stage.dump() != before:
            wrong.append((params, code, "something changed"))
            before = await stage.dump()
    assert not wrong
    assert not [path for path in stage.market.settings.files.rglob("*") if path.is_file()]


@pytest.mark.parametrize("method", BASE)
async def test_good_input_is_not_refused(stage, method):
    """The calls that the table spoils are good ones before they are spoilt."""
    ids = await crowded(stage)
    answer = await stage.customer.client.post(method, **filled(BASE[method], ids))
    assert isinstance(answer, list) or "error" not in answer


async def test_methods_for_customers_refuse_others(stage):
    """A performer has no access to any method that is for customers, whatever the parameters."""
    ids = await crowded(stage)
    before = await stage.dump()
    for method in CUSTOMERS_ONLY:
        for params in ({}, filled(BASE.get(method, {}), ids)):
            assert await stage.performer.client.post(method, **params) == {"error": "no_access"}, method
    assert await stage.dump() == before


def test_the_table_is_complete(documented):
    """Every parameter of every method that is here has a bad value in the table, or a reason why none is refused."""
    from birzha.dialects.etxt.registry import HANDLERS

    for method in HANDLERS:
        tried = {name for params, _ in CASES.get(method, ()) for name in params}
        missing = set(documented[method]["parameters"]) - tried - set(NO_REFUSALS.get(method, ()))
        assert not missing, (method, missing)
    assert set(HANDLERS) == set(CASES) | WITHOUT_PARAMETERS
