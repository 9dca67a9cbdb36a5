"""Both engines: commands are all or nothing, reads see one state, and nothing acknowledged is lost."""

import asyncio
import importlib.util
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import bindparam, delete, func, select, text

from birzha.app import Market
from birzha.errors import Invalid
from birzha.people.tables import person
from birzha.storage.sqlite import LONG, DatabaseInUse, connect, take_lock
from birzha.storage.statement import Statement, among, insert_into, insert_or_skip
from birzha.storage.transaction import Transaction
from birzha.storage.work import StorageUnavailable

ADD = insert_into(person, int, "login", "login_key", "roles", "created")
ADD_ONCE = insert_or_skip(person, ["login", "login_key", "roles", "created"], ["login_key"], int)
COUNT = Statement(select(func.count()).select_from(person))
LOGINS = Statement(select(person.c.login).where(among(person.c.id, "ids")).order_by(person.c.id))
REMOVE = Statement(delete(person).where(person.c.id == bindparam("who")))


async def add(tx: Transaction, login: str) -> int:
    return await tx.one(ADD, login=login, login_key=login, roles=1, created=tx.now)


async def add_then_fail(tx: Transaction, login: str) -> None:
    await add(tx, login)
    raise Invalid("нет")


async def count(tx: Transaction) -> int:
    return (await tx.one(COUNT))[0]


def test_connections_wait_for_the_disk(tmp_path):
    """As shipped (tests themselves do not wait), every connection has synchronous=FULL and write-ahead logging."""
    shipped = importlib.util.find_spec("birzha.storage.sqlite")
    module = importlib.util.module_from_spec(shipped)
    shipped.loader.exec_module(module)
    with closing(module.connect(tmp_path / "market.sqlite3", readonly=False)) as connection:
        assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")] == [
            2,
            "wal",
        ]


async def test_a_refused_command_leaves_nothing(market: Market):
    """Whatever a command did before it refused is undone."""
    await market.do(add, "kept")
    with pytest.raises(Invalid):
        await market.do(add_then_fail, "undone")
    assert await market.ask(count) == 1


async def test_commands_at_once_are_each_all_or_nothing(market: Market):
    """A hundred commands in flight: the refused half leaves nothing, the other half is all there."""
    jobs = [market.do(add if n % 2 else add_then_fail, f"p{n}") for n in range(100)]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert sum(isinstance(result, Invalid) for result in results) == 50
    assert await market.ask(count) == 50


async def test_lists_and_skipped_inserts_mean_the_same_on_both_engines(market: Market):
    """`among` finds exactly the given ids, and a skipped insert answers nothing."""
    first = await market.do(add, "a")
    await market.do(add, "b")
    third = await market.do(add, "c")

    async def logins(tx: Transaction, ids: list[int]) -> list[str]:
        return [row["login"] for row in await tx.all(LOGINS, ids=ids)]

    async def add_once(tx: Transaction, login: str) -> int | None:
        return await tx.first(ADD_ONCE, login=login, login_key=login, roles=1, created=tx.now)

    assert await market.ask(logins, [third, first, 99]) == ["a", "c"]
    assert await market.ask(logins, []) == []
    assert await market.do(add_once, "a") is None
    assert isinstance(await market.do(add_once, "d"), int)


async def test_run_tells_how_many_rows_it_touched(market: Market):
    """Guarded changes rely on the count of rows."""
    who = await market.do(add, "a")

    async def remove(tx: Transaction, person_id: int) -> int:
        return await tx.run(REMOVE, who=person_id)

    assert await market.do(remove, who) == 1
    assert await market.do(remove, who) == 0


async def test_a_query_cannot_write(market: Market):
    """A query that tries to change something fails and changes nothing."""
    with pytest.raises(Exception, match=r"(?i)readonly|read-only"):
        await market.ask(add, "sneaky")
    assert await market.ask(count) == 0


async def test_a_command_that_waits_for_something_else_is_refused(sqlite_market: Market):
    """A command must not hold the writer while it waits for the world."""

    async def sleeps(tx: Transaction) -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="await nothing but its transaction"):
        await sqlite_market.do(sleeps)
    assert await sqlite_market.do(add, "still works") == 1


async def test_a_mistake_in_one_command_does_not_stop_the_writer(sqlite_market: Market):
    """A statement that the engine refuses fails its own command only."""
    broken = Statement(select(person.c.id).where(person.c.login == bindparam("login")))

    async def wrong(tx: Transaction) -> None:
        await tx.all(broken)

    with pytest.raises(KeyError):
        await sqlite_market.do(wrong)
    assert await sqlite_market.do(add, "a") == 1


async def test_a_second_writer_is_refused_with_a_way_out(sqlite_market: Market):
    """Two processes on one SQLite file are refused with a sentence that names PostgreSQL."""
    with pytest.raises(DatabaseInUse, match="PostgreSQL"):
        take_lock(sqlite_market.store.path)


async def test_a_full_disk_keeps_what_was_acknowledged(sqlite_market: Market):
    """When the disk is full commands fail cleanly, and work goes on when there is room again."""
    await sqlite_market.do(add, "before")
    with closing(connect(sqlite_market.store.path, readonly=True)) as other:
        limit = other.execute("PRAGMA page_count").fetchone()[0]

    async def shrink(tx: Transaction, pages: int) -> None:
        tx.driver._connection.execute(f"PRAGMA max_page_count={pages}")

    async def add_much(tx: Transaction) -> None:
        for n in range(2000):
            await add(tx, f"{n}" + "x" * 500)

    await sqlite_market.do(shrink, limit)
    big, small = await asyncio.gather(sqlite_market.do(add_much), sqlite_market.do(count), return_exceptions=True)
    assert isinstance(big, StorageUnavailable)
    assert small == 1
    await sqlite_market.do(shrink, 1_000_000)
    await sqlite_market.do(add_much)
    assert await sqlite_market.ask(count) == 2001


async def test_every_commit_is_on_disk(sqlite_market: Market):
    """Another connection sees an acknowledged command at once; whether it outlives the machine: see the connections above."""
    await sqlite_market.do(add, "seen")
    with closing(connect(sqlite_market.store.path, readonly=True)) as other:
        assert other.execute("SELECT login FROM person").fetchone()[0] == "seen"
        with pytest.raises(sqlite3.OperationalError):
            other.execute("DELETE FROM person")


async def test_a_chore_has_the_file_for_itself(sqlite_market: Market):
    """Whatever is queued around it: what came before is committed, no transaction is open, what comes later waits."""
    store = sqlite_market.store

    def chore(connection):
        assert not connection.in_transaction
        with closing(connect(store.path, readonly=True)) as other:
            return other.execute("SELECT count(*) FROM person").fetchone()[0]

    def fail(connection):
        raise KeyError("chore")

    found = await asyncio.gather(
        *(sqlite_market.do(add, f"before{number}") for number in range(5)),
        store.alone(chore),
        *(sqlite_market.do(add, f"after{number}") for number in range(3)),
        store.alone(fail),
        store.alone(chore),
        return_exceptions=True,
    )
    assert found[5] == 5
    assert isinstance(found[-2], KeyError)
    assert found[-1] == 8


COUNTED = Statement(
    text("WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :most) SELECT max(x) FROM n"), int
)


@pytest.mark.parametrize("statements", [1, 2])
async def test_a_long_query_leaves_the_event_loop(sqlite_market: Market, statements: int):
    """What proves long is begun again on another thread and answered there; what is short stays; both are right."""
    threads: list[int] = []

    async def counted(tx: Transaction, most: int) -> int:
        threads.append(threading.get_ident())
        found = [await tx.one(COUNTED, most=most) for _ in range(statements)]
        return found[-1]

    assert await sqlite_market.ask(counted, 100) == 100
    assert set(threads) == {threading.get_ident()}
    assert await sqlite_market.ask(counted, LONG) == LONG
    assert threads[-1] != threading.get_ident()
    assert await sqlite_market.ask(counted, 200) == 200
    assert threads[-1] == threading.get_ident()
    assert await sqlite_market.do(add, "a") == 1


async def test_a_query_that_asks_once_sees_what_was_kept_before_it(sqlite_market: Market):
    """Without a transaction of its own a query sees each command that was acknowledged before, and one with two asks as well."""

    async def twice(tx: Transaction) -> tuple[int, int]:
        return (await tx.one(COUNT))[0], (await tx.one(COUNT))[0]

    for number in range(1, 4):
        await sqlite_market.do(add, f"p{number}")
        assert await sqlite_market.ask(count) == number
        assert await sqlite_market.ask(twice) == (number, number)
