"""Switches for single callers: a strict and a loose client on one server."""

import hashlib
from urllib.parse import quote_plus, urlsplit

import pytest

from birzha.orders.commands import accept_bid, place_bid, submit_result
from birzha.people.model import Actor, Role

ORDER = {"title": "Хлеб", "description": "Статья.", "price": "50", "size": "1000", "id_category": "254", "public": "1"}


async def test_two_clients_get_each_their_own_wire(any_desk):
    """Numbers, lists and empty answers differ from one token to the next, in the very same second."""
    told = await any_desk.control("PUT", "/wire/boris", {"numbers": "int", "list_style": "object", "empty": "list"})
    assert told == {
        "login": "boris",
        "token": "2" * 32,
        "switches": {"numbers": "int", "list_style": "object", "empty": "list"},
    }
    keyed = (await any_desk.call("boris", "tasks.listTasks")).json()
    assert keyed["0"]["id"] > 0
    assert (await any_desk.call("boris", "tasks.listTasks", {"from": "1000"})).json() == []
    assert (await any_desk.call("anna", "tasks.listTasks")).json() == {"error": "no_object"}
    await any_desk.call("anna", "tasks.saveTask", **ORDER)
    listed = (await any_desk.call("anna", "tasks.listTasks")).json()
    assert isinstance(listed[0]["id"], str)


async def test_failed_logins_are_told_in_the_callers_form(desk):
    """By the token alone, for the signature is what is wrong."""
    await desk.control("PUT", f"/wire/{'2' * 32}", {"auth_errors": "json"})
    query = "/etxt/api/json/?method=users.getBalance&sign=x&token="
    assert (await desk.http.get(query + "2" * 32)).json() == {"error": "bad_sign"}
    assert (await desk.http.get(query + "1" * 32)).text == "Подпись не верна"
    assert (await desk.http.get(query + "nobody")).text == "Настройки пользователя для работы с API не верны"


async def test_a_legacy_signature_is_taken_from_whom_it_may_be(desk):
    """``id=Array`` is signed: refused, then taken."""
    inner = hashlib.md5(b"api-borisapi-pass").hexdigest()
    signed = f"id=Arraymethod=tasks.viewNotestoken={'2' * 32}{inner}"
    sign = hashlib.md5(signed.encode()).hexdigest()
    url = f"/etxt/api/json/?method=tasks.viewNotes&token={'2' * 32}&{quote_plus('id[]')}=1&sign={sign}"
    assert (await desk.http.get(url)).text == "Подпись не верна"
    await desk.control("PUT", "/wire/boris", {"sign_compat": "legacy"})
    assert (await desk.http.get(url)).json() == {"error": "no_object"}


async def test_results_and_their_texts_are_the_callers(desk):
    """Grouped for one and flat for another; a link keeps the encoding of whoever asked for it."""
    desk.market.clock.run()
    order = (await desk.call("anna", "tasks.saveTask", **ORDER)).json()["id_task"]
    await _work(desk, int(order))
    usual = (await desk.call("anna", "tasks.getResults", {"id": order})).json()[0]["files"]["text"]["path"]
    await desk.control("PUT", "/wire/anna", {"results_style": "by_task", "text_files": "windows-1251"})
    grouped = (await desk.call("anna", "tasks.getResults", {"id": order})).json()
    assert list(grouped) == [order]
    own = grouped[order][0]["files"]["text"]["path"]
    for link, charset in ((usual, "utf-8"), (own, "windows-1251")):
        answer = await desk.http.get(urlsplit(link).path)
        assert answer.headers["content-type"] == f"text/plain; charset={charset}"
        assert answer.content.decode(charset).startswith("Ржаной")
    forged = urlsplit(usual).path.replace("result_text", "result_text.windows-1251")
    assert (await desk.http.get(forged)).status_code == 404


async def _work(desk, order):
    anna, vera = Actor(1, Role.CUSTOMER), Actor(4, Role.PERFORMER, rate=2600)
    bid = await desk.market.do(place_bid, vera, order, "Возьмусь")
    await desk.market.do(accept_bid, anna, bid.id)
    await desk.market.do(submit_result, vera, order, "Ржаной хлеб. " * 100)


async def test_switches_are_listed_and_taken_back(desk):
    """All positions are told, the exchange's own first; putting replaces, deleting gives the usual ones again."""
    told = await desk.control("GET", "/wire")
    assert told["positions"]["numbers"] == ["string", "int"]
    assert set(told["positions"]) == {
        "numbers",
        "list_style",
        "results_style",
        "empty",
        "auth_errors",
        "sign_compat",
        "text_files",
    }
    assert told["own"] == []
    await desk.control("PUT", "/wire/boris", {"numbers": "int"})
    await desk.control("PUT", "/wire/boris", {"empty": "list"})
    assert (await desk.control("GET", "/wire"))["own"] == [
        {"login": "boris", "token": "2" * 32, "switches": {"empty": "list"}}
    ]
    assert (await desk.control("DELETE", "/wire/boris"))["own"] == []
    assert (await desk.refused("DELETE", "/wire/boris"))[0] == 404
    assert (await desk.call("boris", "tasks.listTasks", {"from": "1000"})).json() == {"error": "no_object"}


@pytest.mark.parametrize(
    ("who", "body", "status", "field"),
    [
        ("anna", {"number": "int"}, 422, "number"),
        ("anna", {"numbers": "float"}, 422, "numbers"),
        ("anna", {"numbers": 1}, 422, ""),
        ("anna", ["numbers"], 422, ""),
        ("nobody", {"numbers": "int"}, 404, ""),
        ("a%00", {"numbers": "int"}, 404, ""),
    ],
)
async def test_unknown_switches_and_people_are_refused(any_desk, who, body, status, field):
    """With all that there is; nothing is switched."""
    found, told = await any_desk.refused("PUT", f"/wire/{who}", body)
    assert (found, told["field"]) == (status, field)
    if field == "number" or body == {"numbers": "float"}:
        assert "numbers (string | int)" in told["message"]
        assert "text_files (utf-8 | windows-1251)" in told["message"]
    assert (await any_desk.control("GET", "/wire"))["own"] == []


async def test_a_reset_takes_back_what_the_hands_did(desk):
    """Journal, faults and switches go, unless they are to stay."""

    async def state():
        wires, faults = await desk.control("GET", "/wire"), await desk.control("GET", "/faults")
        journal = await desk.control("GET", "/journal")
        return len(wires["own"]), len(faults["rules"]), journal["kept"]

    await desk.control("PUT", "/wire/anna", {"numbers": "int"})
    await desk.control("POST", "/faults", {"kind": "latency", "ms": 1})
    await desk.call("anna", "users.getBalance")
    await desk.control("POST", "/reset", {"keep": ["wire", "faults", "journal"]})
    assert await state() == (1, 1, 1)
    await desk.control("POST", "/reset", {"keep": ["wire"]})
    assert await state() == (1, 0, 0)
    await desk.control("POST", "/reset")
    assert await state() == (0, 0, 0)
    assert (await desk.refused("POST", "/reset", {"keep": ["everything"]}))[0] == 422
