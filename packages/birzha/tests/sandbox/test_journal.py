"""The journal of API requests, over HTTP, in process."""

import asyncio
import tracemalloc

import msgspec
import pytest

from birzha.orders.commands import place_bid
from birzha.people.model import Actor, Role
from birzha.sandbox.journal import Journal, Wanted
from birzha.storage.statement import Statement
from birzha.tables import metadata
from birzha.watch import Answer, Trace, tallied

START = 1_700_000_000
ORDER = {"title": "Хлеб", "description": "Статья.", "price": "50", "size": "1000", "id_category": "254", "public": "1"}


async def test_an_entry_tells_the_whole_request(any_desk):
    """Who asked for what, with what signature, what was answered, when, and how many rows it changed; no secrets."""
    await any_desk.call("anna", "users.getBalance")  # the first call of a person also notes that they were seen
    answer = await any_desk.call("anna", "tasks.saveTask", **ORDER)
    entry = await any_desk.last()
    assert (entry["dialect"], entry["verb"], entry["method"]) == ("etxt", "POST", "tasks.saveTask")
    assert (entry["login"], entry["status"], entry["error"]) == ("anna", 200, "")
    assert entry["at"] == "2023-11-15T01:13:20+03:00"
    assert entry["machine_at"] > "2024"
    assert entry["answer"] == answer.json()
    assert entry["answer_bytes"] == len(answer.content)
    assert entry["answer_cut"] is False
    assert entry["parameters"]["title"] == "Хлеб"
    assert (entry["parameters"]["token"], entry["parameters"]["sign"]) == ("***", "***")
    assert entry["signature"]["right"] is True
    assert entry["signature"]["received"] == entry["signature"]["expected"]
    assert entry["ms"] > 0
    assert entry["rows"] == 1
    assert (entry["hints"], entry["fault"]) == ([], "")


async def _rows(market):
    async def read(tx):
        return {
            (table.name, *(row[column.name] for column in table.columns))
            for table in metadata.sorted_tables
            for row in await tx.all(Statement(table.select()))
        }

    return await market.ask(read)


async def test_lists_and_files_are_shown_as_they_came(desk):
    """A list keeps its items, an upload its name and size, an empty value stays empty."""
    await desk.call("boris", "tasks.viewNotes", **{"id[]": ["1", "2"], "x": ""})
    assert (await desk.last())["parameters"] | {"token": "", "sign": ""} == {
        "method": "tasks.viewNotes",
        "token": "",
        "sign": "",
        "id": ["1", "2"],
        "x": "",
    }
    url = f"/etxt/api/json/?{desk.query('boris', 'tasks.saveTask')}"
    await desk.http.post(url, data={"title": "x"}, files={"file": ("план.txt", "текст".encode())})
    assert (await desk.last())["files"] == {"file": "план.txt, 10 байт"}


async def test_rows_are_counted_as_the_database_has_them(any_desk):
    """What a call is said to have changed is what is gone: an order with a bid and a comment; nothing the second time."""
    await any_desk.call("boris", "users.getBalance")
    await any_desk.market.do(place_bid, Actor(4, Role.PERFORMER, rate=2600), 1, "Возьмусь")
    before = await _rows(any_desk.market)
    await any_desk.call("boris", "tasks.deleteTask", id="1")
    entry = await any_desk.last()
    assert entry["answer"] == {"ids": ["1"]}
    assert entry["rows"] == len(before ^ await _rows(any_desk.market)) > 1
    await any_desk.call("boris", "tasks.deleteTask", id="1")
    assert (await any_desk.last())["rows"] == 0
    await any_desk.call("boris", "tasks.listTasks")
    assert (await any_desk.last())["rows"] == 0


async def test_requests_that_share_a_commit_are_counted_apart(any_desk):
    """Twenty orders at once: each request has its own row, and a read beside them none."""
    await any_desk.call("anna", "users.getBalance")
    await asyncio.gather(
        *(any_desk.call("anna", "tasks.saveTask", **ORDER) for _ in range(20)),
        *(any_desk.call("anna", "tasks.listTasks") for _ in range(5)),
    )
    lines = (await any_desk.control("GET", "/journal"))["entries"]
    assert [each["rows"] for each in lines if each["method"] == "tasks.saveTask"] == [1] * 20
    assert [each["rows"] for each in lines if each["method"] == "tasks.listTasks"] == [0] * 5


async def test_a_refused_command_has_changed_nothing(desk):
    """An order that its customer cannot be given writes nothing, and the journal says so with the code."""
    await desk.call("anna", "users.getBalance")
    await desk.call("anna", "tasks.saveTask", **{**ORDER, "description": "Пишите на почту anna@example.com"})
    entry = await desk.last()
    assert (entry["error"], entry["answer"], entry["rows"]) == ("is_private_data", {"error": "is_private_data"}, 0)


async def test_a_wrong_signature_is_shown_beside_the_right_one(desk):
    """Whoever looks for their mistake sees the signed text without the token, and both digests."""
    wrong = "0" * 32
    await desk.http.get(f"/etxt/api/json/?method=users.getBalance&token={'1' * 32}&sign={wrong}&count=5")
    entry = await desk.last()
    assert (entry["login"], entry["error"]) == ("anna", "Подпись не верна")
    assert entry["answer"] == "Подпись не верна"
    found = entry["signature"]
    assert (found["right"], found["received"]) == (False, wrong)
    assert found["signed"] == "count=5method=users.getBalancetoken=***"
    right = await desk.http.get(
        f"/etxt/api/json/?method=users.getBalance&token={'1' * 32}&count=5&sign={found['expected']}"
    )
    assert "balance" in right.json()


async def test_nobody_knows_what_an_unknown_token_should_have_signed(desk):
    """An unknown token has no expected signature."""
    await desk.http.get(f"/etxt/api/json/?method=users.getBalance&token=nobody&sign={'0' * 32}")
    entry = await desk.last()
    assert (entry["login"], entry["signature"]["expected"]) == ("", "")
    assert "nobody" not in str(entry)


@pytest.mark.parametrize(
    ("request_line", "status", "error"),
    [
        (("PUT", "?method=users.getBalance"), 405, "no_params"),
        (("GET", "?method=users.getBalance&x=" + "y" * 2100), 414, "max_limit"),
        (("GET", ""), 200, "Настройки пользователя для работы с API не верны"),
        (("GET", "?" + "a=1&" * 1300), 400, "max_limit"),
    ],
)
async def test_requests_that_nobody_could_answer_are_there_too(desk, request_line, status, error):
    """Even what is no call at all has its line."""
    verb, query = request_line
    assert (await desk.http.request(verb, f"/etxt/api/json/{query}")).status_code == status
    entry = await desk.last()
    assert (entry["verb"], entry["status"], entry["error"]) == (verb, status, error)


async def test_entries_are_found(desk):
    """By method, group, person, refusal, hint and text; newest first, page by page, and from a known one on."""

    async def found(**wanted):
        return [each["id"] for each in (await desk.control("GET", "/journal", **wanted))["entries"]]

    await desk.call("anna", "users.getBalance")
    await desk.call("boris", "tasks.listTasks", {"from_": "1"})
    await desk.call("boris", "tasks.saveTask", **{**ORDER, "title": "Ржаной хлеб", "id_category": "1"})
    await desk.call("boris", "tasks.listTasks", {"from": "1000"})
    assert await found() == [4, 3, 2, 1]
    assert await found(method="tasks.listTasks") == [4, 2]
    assert await found(method="tasks.*") == [4, 3, 2]
    assert await found(person="Boris", method="users.*") == []
    assert await found(person="Boris") == [4, 3, 2]
    assert await found(error="no_object") == [4]
    assert await found(error="*") == [4, 3]
    assert await found(hinted="true") == [2]
    assert await found(text="РЖАНОЙ") == [3]
    assert await found(text="сад") == [2]  # of an order that was listed
    assert await found(text="1" * 32) == []
    assert await found(since=2) == [4, 3]
    assert await found(dialect="kwork") == []
    page = await desk.control("GET", "/journal", count=3)
    assert ([each["id"] for each in page["entries"]], page["before"], page["kept"]) == ([4, 3, 2], 2, 4)
    assert await found(count=3, before=page["before"]) == [1]


async def test_the_journal_is_emptied_and_goes_on_counting(desk):
    """Numbers are never used twice."""
    await desk.call("anna", "users.getBalance")
    assert await desk.control("DELETE", "/journal") == {"kept": 0}
    assert (await desk.refused("GET", "/journal/1"))[0] == 404
    await desk.call("anna", "users.getBalance")
    assert [each["id"] for each in (await desk.control("GET", "/journal"))["entries"]] == [2]


@pytest.mark.parametrize(
    ("query", "field"),
    [({"count": 0}, "count"), ({"count": 501}, "count"), ({"since": "x"}, "since"), ({"methud": "x"}, "methud")],
)
async def test_a_wrong_filter_is_refused(desk, query, field):
    """A slip in a filter does not list everything instead."""
    status, told = await desk.refused("GET", "/journal", **query)
    assert (status, told["error"], told["field"]) == (422, "invalid", field)
    assert (await desk.refused("GET", "/journal/x"))[0] == 404


def _entry(journal, market):
    trace = Trace("etxt", tallied(market), 0.0, "POST", "tasks.saveTask", 1)
    journal.write(trace, Answer(200, (), b"{}"), moment=START, machine=START, seconds=0.001, login="anna", fault="")


async def test_long_things_are_cut_and_said_to_be(sqlite_market):
    """Of an answer 4 KB are kept, of all parameters together as much; both say how long they were."""
    journal = Journal("Europe/Moscow")
    parameters = {
        b"Token": b"secret",
        b"API_PASS": {b"0": b"secret"},
        b"text": "я".encode() * 10_000,
        b"id": {b"0": b"1", b"1": b"2"},
        b"title": b"lost",
    }
    trace = Trace("etxt", tallied(sqlite_market), 0.0, "POST", "tasks.saveTask", 1, parameters)
    journal.write(
        trace, Answer(200, (), b"[" + b"1," * 5000 + b"1]"), moment=START, machine=START, seconds=0, login="", fault=""
    )
    whole = journal.whole(1)
    assert whole.answer.startswith("[1,1,")
    assert len(whole.answer) == 4096
    assert (whole.answer_cut, whole.answer_bytes) == (True, 10_003)
    assert whole.parameters["text"].endswith("… [всего 20000 байт]")
    assert len(whole.parameters["text"]) < 2200
    assert (whole.parameters["Token"], whole.parameters["API_PASS"]) == ("***", "***")
    assert "secret" not in str(whole)


@pytest.mark.parametrize("before", [0, 4060, 5000])
async def test_a_secret_that_an_answer_tells_is_not_kept(sqlite_market, before):
    """Neither of a short answer, nor where the answer is cut: in the middle of the secret, or before it."""
    journal = Journal("Europe/Moscow")
    body = msgspec.json.encode({"text": "y" * before, "web_auth_token": "secret" * 8, "id": 1})
    trace = Trace("kwork", tallied(sqlite_market), 0.0, "POST", "/getWebAuthToken", 1)
    journal.write(trace, Answer(200, (), body), moment=START, machine=START, seconds=0, login="anna", fault="")
    whole = journal.whole(1)
    assert "secret" not in str(whole)
    assert whole.answer_cut is bool(before)
    if not before:
        assert whole.answer == {"text": "", "web_auth_token": "***", "id": 1}


async def test_only_the_last_requests_are_kept(sqlite_market):
    """A ring: the oldest goes first, and numbers stay what they were."""
    journal = Journal("Europe/Moscow", kept=3)
    for _ in range(5):
        _entry(journal, sqlite_market)
    assert len(journal) == 3
    assert [each.id for each in journal.listed(Wanted())] == [5, 4, 3]
    assert journal.whole(2) is None
    assert journal.whole(3).id == 3
    assert journal.whole(6) is None


async def test_a_full_journal_fits_into_memory(sqlite_market):
    """5,000 requests at their largest take less than 60 MB, usual ones less than 10."""
    for size, most in ((4096, 60), (300, 10)):
        journal = Journal("Europe/Moscow")
        tracemalloc.start()
        for number in range(5000):
            parameters = {b"title": b"%d" % number, b"text": b"%d" % number + b"x" * size}
            trace = Trace("etxt", tallied(sqlite_market), 0.0, "POST", "tasks.saveTask", 1, parameters)
            answer = Answer(200, (), b"%d" % number + b"y" * size)
            journal.write(trace, answer, moment=START, machine=START, seconds=0.001, login="anna", fault="")
        taken = tracemalloc.get_traced_memory()[0] / 2**20
        tracemalloc.stop()
        assert taken < most, taken


async def test_a_real_exchange_has_none_of_it(real_desk):
    """No journal, no faults, no hint, though the call had an unknown parameter."""
    answer = await real_desk.call("anna", "users.getBalance", {"idd": "1"})
    assert "balance" in answer.json()
    assert "birzha-hint" not in answer.headers
    for path in ("/journal", "/faults", "/checkpoints", "/wire", ""):
        assert (await real_desk.http.get(f"/_sandbox{path}")).status_code == 404
