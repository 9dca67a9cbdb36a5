"""The rows of the table of refusals for notes, lists, groups, reviews and private messages; see test_refusals.py."""

NP, NO, NA, PD = "no_params", "no_object", "no_access", "is_private_data"
REVIEW = "Работа сдана в срок, текст живой и без ошибок, рекомендую."

BASE = {
    "users.getBW": {},
    "users.getNote": {"id": "{performer}"},
    "users.setNote": {"id": "{performer}", "text": "a"},
    "users.getReports": {"id": "{performer}"},
    "users.setReport": {"id_user": "{performer}", "text": REVIEW},
    "users.getUserBW": {"id": "{performer}"},
    "users.setUserBW": {"id": "{second}", "type": "whiteList"},
    "bwgroups.saveGroup": {"name": "a"},
    "bwgroups.deleteGroup": {"id": "{group}"},
    "bwgroups.updateGroup": {"id_user": "{performer}", "id_group": "{group}"},
    "messages.readPrivate": {"id_user": "{second}"},
    "messages.writePrivate": {"id_user": "{second}", "text": "a"},
}


def bad(name, code, *values):
    return [({name: value}, code) for value in values]


NOT_IDS = (None, "", "0", "-1", "1.5", "abc", str(2**63))
PAGE = bad("count", NP, "x", ["1"]) + bad("from", NP, "-1", "x", str(2**63))

CASES = {
    "users.getBW": [
        *PAGE,
        *bad("id_group", NP, "-1", "x"),
        *bad("id_group", NO, "999999", "{their_group}"),
        *bad("type", NP, "white", "delete", ["whiteList"]),
        ({"type": "blackList"}, NO),
        ({"from": "1"}, NO),
    ],
    "users.getNote": [*bad("id", NP, *NOT_IDS), *bad("id", NO, "999999", "{second}", "{customer}")],
    "users.setNote": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999"),
        *bad("text", NP, "a" * 1001, "😀" * 1001, "a" * 40_000, ["a"]),
    ],
    "users.getReports": [*bad("id", NP, *NOT_IDS), *bad("id", NO, "999999")],
    "users.setReport": [
        *bad("id_user", NP, *NOT_IDS),
        *bad("id_user", NO, "999999"),
        *bad("id_user", NA, "{second}", "{customer}", "{rival}"),
        *bad("id_report", NP, "0", "-1", "x"),
        *bad("id_report", NO, "999999", "{their_review}"),
        ({"id_user": "{second}", "id_report": "{their_review}"}, NO),
        *bad("text", NP, None, "", "a" * 49, " " * 60, "a" * 5001, "😀" * 5001, "a" * 40_000, [REVIEW]),
        *bad("text", PD, REVIEW + " Пишите на ivan.petrov@example.org"),
        *bad("rate", NP, "0", "3", "-1", "x"),
    ],
    "users.getUserBW": [*bad("id", NP, *NOT_IDS), *bad("id", NO, "999999")],
    "users.setUserBW": [
        *bad("id", NP, *NOT_IDS),
        *bad("id", NO, "999999"),
        *bad("id", NA, "{customer}"),
        *bad("id_group", NP, "-1", "x"),
        *bad("id_group", NO, "999999", "{their_group}"),
        *bad("type", NP, None, "", "white", ["whiteList"]),
        ({"type": "delete"}, NO),
    ],
    "bwgroups.saveGroup": [
        *bad("name", NP, None, "", "   ", "a" * 41, "😀" * 41, "a" * 40_000, ["a"]),
        *bad("id", NP, "0", "-1", "x"),
        *bad("id", NO, "999999", "{their_group}"),
        *bad("id_parent", NP, "-1", "x"),
        *bad("id_parent", NO, "999999", "{their_group}"),
        ({"id": "{group}", "id_parent": "{group}"}, NP),
    ],
    "bwgroups.deleteGroup": [*bad("id", NP, *NOT_IDS), *bad("id", NO, "999999", "{their_group}")],
    "bwgroups.updateGroup": [
        *bad("id_user", NP, *NOT_IDS),
        *bad("id_user", NO, "999999", "{second}", "{customer}"),
        *bad("id_group", NP, "-1", "x"),
        *bad("id_group", NO, "999999", "{their_group}"),
    ],
    "messages.readPrivate": [
        *bad("id_user", NP, *NOT_IDS),
        *bad("id_user", NO, "999999", "{rival}", "{customer}"),
        *PAGE,
        *bad("date_from", NP, "-1", "x", "14.11.2023"),
        *bad("date_from", NO, "1999999999"),
        *bad("date_to", NP, "-1", "x"),
        *bad("date_to", NO, "1"),
        ({"from": "2"}, NO),
        ({"id_user": "{performer}", "unread": "1"}, NO),
        ({"from": "1", "unread": "1"}, NO),
    ],
    "messages.writePrivate": [
        *bad("id_user", NP, *NOT_IDS),
        *bad("id_user", NO, "999999"),
        *bad("id_user", NA, "{customer}", "{rival}"),
        *bad("text", NP, None, "", "   ", "a" * 10_001, "😀" * 10_001, "a" * 40_000, ["a"]),
    ],
}

NO_REFUSALS = {"messages.readPrivate": {"unread": "anything but 1 shows the whole conversation"}}
"""Parameters whose bad values are let pass."""

WITHOUT_PARAMETERS = {"bwgroups.listGroups", "messages.getCountUnread"}


async def settle(stage, ids):
    """Groups, list entries, notes, reviews and a conversation of the customer and the rival; adds their ids."""
    from birzha.messages.commands import write_message
    from birzha.people.commands import change_rate

    await stage.market.do(change_rate, stage.customer.id, 10_001)
    mine, theirs, second = stage.customer.client, stage.rival.client, stage.second.id
    for prefix, client in (("", mine), ("their_", theirs)):
        ids[prefix + "group"] = (await client.post("bwgroups.saveGroup", name="a"))["id"]
    await mine.post("users.setUserBW", id=stage.performer.id, type="whiteList")
    await theirs.post("users.setUserBW", id=stage.customer.id, type="blackList")
    await mine.post("users.setNote", id=stage.performer.id, text="a")
    review = await theirs.post("users.setReport", id_user=stage.performer.id, text=REVIEW)
    ids["their_review"] = review["id_report"]
    await stage.market.do(write_message, await stage.actor("second"), stage.customer.id, "a")
    await stage.market.do(write_message, await stage.actor("second"), stage.customer.id, "b")
    await mine.get("messages.readPrivate", id_user=second, unread=1, count=1)
