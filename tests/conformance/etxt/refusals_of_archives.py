"""Rows of test_refusals.py: archived orders, comparison, corrections. Written from the documentation and its reference (§7)."""

NP, NO, PD = "no_params", "no_object", "is_private_data"
PHONE = "Пишите на ivan.petrov@example.org, там договоримся"


def bad(name, code, *values):
    return [({name: value}, code) for value in values]


NOT_IDS = (None, "", "0", "-1", "1.5", "abc", str(2**63))
PAGE = bad("count", NP, "x", ["1"]) + bad("from", NP, "-1", "x", str(2**63))

DUE = [
    *bad("deadline", NP, "x", "2023-11-20", "31.02.2024", ["20.11.2023"]),
    *bad("timeline", NP, "24:00", "x", "1:00"),
]

BASE = {
    "correction.add": {"title": "а", "text": "б"},
    "correction.import": {"type": "a_task", "id_object": "{archived}"},
    "diff.compareText": {"source": "а" * 30, "text": "б" * 30},
    "tasks_archive.getResults": {"id": "{archived}"},
}

CASES = {
    "correction.add": [
        *bad("title", NP, None, "", " ", "а" * 513, ["а"]),
        *bad("title", PD, PHONE),
        *bad("description", NP, "а" * 10001, ["а"]),
        *bad("description", PD, PHONE),
        *bad("text", NP, None, "", " ", "а" * 40001, ["а"]),
        *bad("text", PD, PHONE),
        *bad("id_folder", NP, "-1", "x"),
        *bad("id_folder", NO, "999999", "{their_folder}"),
        *DUE,
    ],
    "correction.import": [
        *bad("type", NP, None, "", "text", "file", ["task"]),
        *bad("type", NO, "article", "a_article"),
        *bad("id_object", NP, *NOT_IDS),
        *bad("id_object", NO, "999999", "{done}", "{their_archived}"),
        *bad("object_type", NP, "text", "x", ["file"]),
        *DUE,
        ({"type": "task", "id_object": "999999"}, NO),
    ],
    "tasks_archive.listTasks": [
        *PAGE,
        *bad("order", NP, "up", "DESC", ["asc"]),
        *bad("id", NP, "0", "-1", "x"),
        *bad("id", NO, "999999", "{done}", "{their_archived}"),
        *bad("id_folder", NP, "-1", "x"),
        *bad("id_folder", NO, "999999", "{their_folder}"),
        *bad("id_user", NP, "-1", "x"),
        *bad("id_user", NO, "999999"),
        ({"from": "1000"}, NO),
    ],
    "diff.compareText": [
        *bad("source", NP, None, "", "а" * 29, "а" * 20001, ["а" * 30]),
        *bad("text", NP, None, "", "а" * 29, "а" * 20001, ["а" * 30]),
    ],
    "tasks_archive.getResults": [
        *bad("id", NP, *NOT_IDS, ["1", "2"]),
        *bad("id", NO, "999999", "{done}", "{their_archived}"),
    ],
}
