"""Hints on the wire and in the journal: on in the sandbox, silent when it is loose."""

import pytest


@pytest.mark.parametrize(
    ("query", "form", "header"),
    [
        ({"from_": "0"}, {}, "unknown=from_; nearest=from"),
        ({"count": "1", "idUser": "0"}, {}, "unknown=idUser; nearest=id_user"),
        ({}, {"статус": "1"}, "unknown=%D1%81%D1%82%D0%B0%D1%82%D1%83%D1%81"),
    ],
)
async def test_an_unknown_parameter_is_told_and_counts_as_absent(desk, query, form, header):
    """The answer is the one without it; the header and the journal name it."""
    known = {name: value for name, value in query.items() if name == "count"}
    plain = await desk.call("boris", "tasks.listTasks", known)
    assert "birzha-hint" not in plain.headers
    answer = await desk.call("boris", "tasks.listTasks", query, **form)
    assert (answer.status_code, answer.json()) == (200, plain.json())
    assert answer.headers["birzha-hint"] == header
    entry = await desk.last()
    assert entry["hints"][0].startswith("unknown: ")
    assert "не учтён" in entry["told"][0]["text"]


async def test_the_last_of_repeated_values_counts_and_a_hint_says_so(desk):
    """What ``requests`` makes of a list: only the last order is deleted."""
    answer = await desk.http.post(
        f"/etxt/api/json/?{desk.query('boris', 'tasks.deleteTask')}",
        content=b"id=1&id=2",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.json() == {"ids": ["2"]}
    assert answer.headers["birzha-hint"] == "repeated_list=id; nearest=id%5B%5D"


async def test_refusals_carry_hints_too(desk):
    """JSON in the body, a method in the wrong letter case, a token in the body, a URL that is too long."""
    url = "/etxt/api/json/?" + desk.query("boris", "tasks.viewNotes")
    answer = await desk.http.post(url, json={"id": [1]})
    assert answer.json() == {"error": "no_params"}
    assert answer.headers["birzha-hint"].startswith("body_ignored=application%2Fjson")
    answer = await desk.call("boris", "tasks.listtasks")
    assert answer.json() == {"error": "no_params"}
    assert answer.headers["birzha-hint"] == "unknown_method=tasks.listtasks; nearest=tasks.listTasks"
    answer = await desk.http.post("/etxt/api/json/?method=users.getBalance", data={"token": "1" * 32, "sign": "x"})
    assert answer.headers["birzha-hint"] == "missing_in_url=token, missing_in_url=sign"
    answer = await desk.call("boris", "tasks.saveTask", {"title": "x", "text": "y" * 3000})
    assert (answer.status_code, answer.json()) == (414, {"error": "max_limit"})
    assert answer.headers["birzha-hint"] == "url_too_long=text"


async def test_a_loose_sandbox_keeps_silent(loose_desk):
    """No header, no hint in the journal, the same answer."""
    answer = await loose_desk.call("boris", "tasks.listTasks", {"from_": "0"})
    assert len(answer.json()) > 1
    assert "birzha-hint" not in answer.headers
    assert (await loose_desk.last())["hints"] == []
