"""Rows of test_refusals.py: archived orders, comparison, corrections. Written from the documentation and its reference (§7)."""

NP, NO = "no_params", "no_object"


def bad(name, code, *values):
    return [({name: value}, code) for value in values]


NOT_IDS = (None, "", "0", "-1", "1.5", "abc", str(2**63))
PAGE = bad("count", NP, "x", ["1"]) + bad("from", NP, "-1", "x", str(2**63))

BASE = {
    "diff.compareText": {"source": "а" * 30, "text": "б" * 30},
    "tasks_archive.getResults": {"id": "{archived}"},
}

CASES = {
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
