"""Checkpoints: saved, compared, gone back to."""

import asyncio
import sqlite3
import sys

import pytest
from sqlalchemy import select, text

from birzha.clock import DAY
from birzha.money.queries import balance
from birzha.people.model import Actor, Role
from birzha.people.tables import person
from birzha.storage.statement import Statement
from birzha.sweeps.files import forget_files
from birzha.tables import metadata

START = 1_700_000_000
ANNA = Actor(1, Role.CUSTOMER)
ORDER = {"title": "Хлеб", "description": "Статья.", "price": "50", "size": "1000", "id_category": "254", "public": "1"}


async def everything(market):
    """Every row of every table."""

    async def read(tx):
        return {
            table.name: [tuple(row[column.name] for column in table.columns) for row in await tx.all(Statement(clause))]
            for table in metadata.sorted_tables
            for clause in [select(table).order_by(*table.primary_key.columns)]
        }

    return await market.ask(read)


def files_of(market):
    return {path.name for path in market.files.folder.rglob("*") if path.is_file()}


async def test_a_rewind_undoes_everything(desk):
    """Rows, ids, triggers and the clock are as they were; the same script meets the same numbers again."""
    await desk.call("anna", "users.getBalance")
    saved = await desk.control("POST", "/checkpoints", {"name": "before"})
    assert (saved["name"], saved["now"], saved["frozen"], saved["files"]) == ("before", START, True, 0)
    before = await everything(desk.market)
    order = (await desk.call("anna", "tasks.saveTask", **ORDER)).json()
    await desk.control("POST", "/clock/advance", {"by": "P40D"})
    assert await everything(desk.market) != before
    found = await desk.control("POST", "/checkpoints/before/rewind")
    assert (found["now"], found["frozen"]) == (START, True)
    assert await everything(desk.market) == before
    assert desk.market.clock.now() == START
    assert (await desk.call("anna", "tasks.saveTask", **ORDER)).json() == order

    async def forge(tx):
        await tx.run(Statement(text("DELETE FROM entry")))

    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        await desk.market.do(forge)


async def test_one_can_go_back_many_times_and_forth(desk):
    """Two checkpoints, either of them at will; a reset leaves both."""
    await desk.control("POST", "/checkpoints", {"name": "empty"})
    await desk.call("anna", "tasks.saveTask", **ORDER)
    await desk.control("POST", "/checkpoints", {"name": "Заказ_1"})
    states = {"empty": 0, "Заказ_1": 1}
    await desk.control("POST", "/reset", {"freeze_at": START})
    for name in ("Заказ_1", "empty", "empty", "Заказ_1"):
        await desk.control("POST", f"/checkpoints/{name}/rewind")
        answer = (await desk.call("anna", "tasks.listTasks")).json()
        assert (len(answer) if isinstance(answer, list) else 0) == states[name]
    assert [each["name"] for each in (await desk.control("GET", "/checkpoints"))["checkpoints"]] == ["empty", "Заказ_1"]


async def test_a_running_clock_goes_on_from_the_moment_of_saving(desk):
    """It ran then, it runs again."""
    await desk.control("POST", "/clock/run")
    await desk.control("POST", "/checkpoints", {"name": "running"})
    await desk.control("POST", "/clock/advance", {"by": 10 * DAY})
    await desk.control("POST", "/clock/freeze")
    found = await desk.control("POST", "/checkpoints/running/rewind")
    assert found["frozen"] is False
    assert START <= desk.market.clock.now() < START + 60


async def test_changes_are_told_row_by_row(desk):
    """What was added, removed and changed, with the columns before and after, and no secrets."""
    await desk.call("boris", "users.getBalance")
    await desk.control("POST", "/checkpoints", {"name": "point"})
    assert await desk.control("GET", "/checkpoints/point/changes") == {"tables": []}
    await desk.call("boris", "tasks.saveTask", **ORDER)
    order = (await desk.last())["answer"]["id_task"]
    await desk.call("boris", "tasks.deleteTask", id="1")

    async def rename(tx):
        await tx.run(Statement(text("UPDATE person SET city = 'Омск', password_hash = 'x' WHERE login = 'vera'")))

    await desk.market.do(rename)
    told = {each["table"]: each for each in (await desk.control("GET", "/checkpoints/point/changes"))["tables"]}
    assert [row["id"] for row in told["task_order"]["added"]] == [int(order)]
    assert told["task_order"]["added"][0]["title"] == "Хлеб"
    assert [row["id"] for row in told["task_order"]["removed"]] == [1]
    assert told["person"]["changed"] == [
        {
            "key": {"id": 4},
            "before": {"password_hash": "***", "city": "Тверь"},
            "after": {"password_hash": "***", "city": "Омск"},
        }
    ]
    assert (told["person"]["added_count"], told["person"]["changed_count"], told["person"]["cut"]) == (0, 1, False)
    assert set(told) == {"task_order", "person"}


async def test_the_journal_counts_the_rows_that_changed(desk):
    """The rows of a call in the journal are those that a comparison finds."""
    await desk.call("anna", "users.getBalance")
    await desk.control("POST", "/checkpoints", {"name": "point"})
    await desk.call("anna", "tasks.saveTask", **ORDER)
    told = (await desk.control("GET", "/checkpoints/point/changes"))["tables"]
    found = sum(each["added_count"] + each["removed_count"] + each["changed_count"] for each in told)
    assert (await desk.last())["rows"] == found


async def test_long_comparisons_are_cut_and_say_so(desk):
    """Fifty rows of each sort, the exact number of them, and the beginning of a long text."""
    await desk.control("POST", "/checkpoints", {"name": "point"})

    async def many(tx):
        for number in range(60):
            await tx.run(
                Statement(
                    text("INSERT INTO language (id, name) VALUES (:id, :name)").bindparams(
                        id=5000 + number, name="я" * 500
                    )
                )
            )

    await desk.market.do(many)
    (told,) = (await desk.control("GET", "/checkpoints/point/changes"))["tables"]
    assert (told["added_count"], len(told["added"]), told["cut"]) == (60, 50, True)
    assert told["added"][0]["name"] == "я" * 200 + "… [всего 500 знаков]"


async def test_files_are_kept_for_whoever_needs_them(desk):
    """A forgotten upload is back after a rewind, one of the undone time is gone, and the last checkpoint takes the rest along."""
    market = desk.market

    async def attach(tx, key):
        await tx.run(Statement(text("UPDATE task_order SET file_key = :key WHERE id = 1").bindparams(key=key)))

    first = market.files.put(b"first")
    await market.do(attach, first)
    assert (await desk.control("POST", "/checkpoints", {"name": "first"}))["files"] == 1
    await desk.call("boris", "tasks.deleteTask", id="1")
    while await forget_files(market):
        pass
    assert first not in files_of(market)
    second = market.files.put(b"second")
    await desk.control("POST", "/checkpoints/first/rewind")
    assert market.files.get(first) == b"first"
    assert files_of(market) == {first}
    await desk.call("boris", "tasks.deleteTask", id="1")
    while await forget_files(market):
        pass
    await desk.control("POST", "/checkpoints/first/rewind")
    assert market.files.get(first) == b"first"
    assert second not in files_of(market)
    await desk.control("DELETE", "/checkpoints/first")
    await desk.control("POST", "/reset")
    kept = [path for path in market.settings.files.parent.rglob("*") if path.is_file() and path.name in {first, second}]
    assert kept == []


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "-a", "a" * 65, "a b", "a\0"])
async def test_names_that_could_lead_elsewhere_are_refused(desk, name):
    """Nothing is written outside of the checkpoints."""
    status, told = await desk.refused("POST", "/checkpoints", {"name": name})
    assert (status, told["field"]) == (422, "name")
    assert not (desk.market.settings.files.parent / "checkpoints").exists()


async def test_what_is_not_there_is_said(desk):
    """A name that is taken, one that nobody knows, and a body without a name."""
    await desk.control("POST", "/checkpoints", {"name": "one"})
    assert (await desk.refused("POST", "/checkpoints", {"name": "one"}))[0] == 409
    for verb, path in (
        ("POST", "/checkpoints/two/rewind"),
        ("GET", "/checkpoints/two/changes"),
        ("DELETE", "/checkpoints/two"),
        ("DELETE", "/checkpoints/..%2Ffiles"),
    ):
        assert (await desk.refused(verb, path))[0] == 404, path
    assert (await desk.refused("POST", "/checkpoints", {}))[0] == 422
    assert (await desk.control("DELETE", "/checkpoints/one")) == {"checkpoints": []}


async def test_a_checkpoint_of_another_version_is_refused(desk):
    """Its tables would not fit the program; nothing changes."""
    await desk.control("POST", "/checkpoints", {"name": "old"})
    path = desk.market.settings.files.parent / "checkpoints" / "old" / "birzha.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
    connection.close()
    before = await everything(desk.market)
    status, told = await desk.refused("POST", "/checkpoints/old/rewind")
    assert (status, told["error"]) == (409, "other_version")
    assert await everything(desk.market) == before


async def test_a_rewind_does_not_break_who_works_meanwhile(desk):
    """Readers and writers beside rewinds see one state or the other, never a mixture, and the books balance."""
    await desk.control("POST", "/checkpoints", {"name": "point"})
    await desk.call("anna", "tasks.saveTask", **ORDER)
    await desk.control("POST", "/checkpoints", {"name": "later"})

    async def work(turn):
        answer = (await desk.call("anna", "tasks.saveTask", **ORDER)).json()
        assert "id_task" in answer
        listed = (await desk.call("anna", "tasks.listTasks")).json()
        return (await desk.control("GET", "/ledger"))["ok"], listed

    async def rewind(turn):
        await asyncio.sleep(0.003 * turn)
        await desk.control("POST", f"/checkpoints/{('point', 'later')[turn % 2]}/rewind")

    outcomes = await asyncio.gather(*(work(turn) for turn in range(30)), *(rewind(turn) for turn in range(8)))
    assert all(each[0] for each in outcomes[:30])
    async with asyncio.timeout(5):
        await desk.control("POST", "/checkpoints/point/rewind")
    assert (await desk.call("anna", "tasks.listTasks")).json() == {"error": "no_object"}
    assert (await desk.market.ask(balance, ANNA)).available == 10_000_000


async def test_the_journal_knows_people_by_their_rows(desk):
    """After a rewind the same number may be another person: their login is looked up anew."""

    async def rename(tx):
        await tx.run(Statement(person.update().where(person.c.id == 1).values(login="Alla")))

    await desk.control("POST", "/checkpoints", {"name": "point"})
    await desk.market.do(rename)
    await desk.call("anna", "users.getBalance")
    assert (await desk.last())["login"] == "Alla"
    await desk.control("POST", "/checkpoints/point/rewind")
    await desk.call("anna", "users.getBalance")
    assert (await desk.last())["login"] == "anna"


async def test_on_postgresql_it_is_refused_in_a_sentence(any_desk):
    """Only SQLite has them; the refusal says what to do instead."""
    if any_desk.market.store.engine == "sqlite":
        assert await any_desk.control("GET", "/checkpoints") == {"checkpoints": []}
        return
    for verb, path in (("GET", ""), ("POST", ""), ("POST", "/x/rewind"), ("GET", "/x/changes"), ("DELETE", "/x")):
        body = {"name": "x"} if (verb, path) == ("POST", "") else None
        status, told = await any_desk.refused(verb, f"/checkpoints{path}", body)
        assert (status, told["error"]) == (409, "not_on_this_engine")
        assert "SQLite" in told["message"]


async def test_all_of_it_is_quick(desk, capsys):
    """Saving, rewinding and a reset of the demo market take tens of milliseconds; a second would be a fault."""
    begun = asyncio.get_running_loop().time
    times = {}
    for name, verb, path, body in (
        ("save", "POST", "/checkpoints", {"name": "quick"}),
        ("changes", "GET", "/checkpoints/quick/changes", None),
        ("rewind", "POST", "/checkpoints/quick/rewind", None),
        ("reset", "POST", "/reset", None),
    ):
        start = begun()
        await desk.control(verb, path, body)
        times[name] = begun() - start
    with capsys.disabled():
        sys.stdout.write(str({name: f"{taken * 1000:.1f} ms" for name, taken in times.items()}) + "\n")
    assert max(times.values()) < 1, times
