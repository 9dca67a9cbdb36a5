"""What happens when PostgreSQL goes away."""

import asyncio

import pytest
from asyncpg import ReadOnlySQLTransactionError
from sqlalchemy import text

from birzha.app import Market
from birzha.money import queries
from birzha.money.commands.accounts import deposit
from birzha.people.commands import add_person
from birzha.people.model import Role
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction
from birzha.storage.work import StorageUnavailable

ALONE = Statement(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))


@pytest.mark.postgres
async def test_a_lost_connection_is_no_lost_command(postgres_market: Market):
    """When the server ends a connection, the next command gets another one and is done once."""
    await postgres_market.do(add_person, login="customer", roles=Role.CUSTOMER)

    async def end_the_others(tx: Transaction) -> None:
        await tx.all(ALONE)

    async def end_myself(tx: Transaction) -> None:
        await tx.all(Statement(text("SELECT pg_terminate_backend(pg_backend_pid())")))

    await postgres_market.do(deposit, 1, 100)
    await postgres_market.do(end_the_others)
    await postgres_market.do(deposit, 1, 100)
    assert await postgres_market.ask(queries.available, 1) == 200
    with pytest.raises(StorageUnavailable):
        await postgres_market.ask(end_myself)
    assert await postgres_market.ask(queries.available, 1) == 200


MARK = Statement(text("INSERT INTO category (id, parent_id, name) VALUES (1, 0, 'Хлеб') RETURNING id"), int)
MARK_BESIDE = Statement(
    text(
        "WITH put AS (INSERT INTO category (id, parent_id, name) VALUES (1, 0, 'Хлеб') RETURNING id) SELECT id FROM put"
    ),
    int,
)
BEGAN = Statement(text("SELECT (current_setting('transaction_isolation') = 'repeatable read')::int"), int)

BEGAN_BY_GUESS = Statement(text(BEGAN.compiled("postgresql").sql))
BEGAN_WITH = Statement(text(f"WITH found AS ({BEGAN.compiled('postgresql').sql}) SELECT * FROM found"), int)


async def begins(tx: Transaction) -> int:
    """Whether a transaction began before its only statement."""
    return await tx.one(BEGAN)


async def begins_with(tx: Transaction) -> int:
    """The same, said in another way."""
    return await tx.one(BEGAN_WITH)


async def begins_twice(tx: Transaction) -> list[int]:
    """The same, asked twice."""
    return [await tx.one(BEGAN), await tx.one(BEGAN)]


async def begins_after_a_guess(tx: Transaction) -> list[int]:
    """The same, with a guess before it."""
    return [(await tx.guess(BEGAN_BY_GUESS))[0][0], await tx.one(BEGAN)]


async def begins_together(tx: Transaction, *, together: bool) -> int:
    """The same, when it says that more follows."""
    if together:
        tx.together()
    return await tx.one(BEGAN)


@pytest.mark.postgres
async def test_a_query_that_asks_once_needs_no_transaction(postgres_market: Market):
    """One statement and guesses run by themselves; two share one transaction, also the next time; who says so has one."""
    ask = postgres_market.ask
    assert await ask(begins) == 0
    assert await ask(begins_with) == 0
    assert await ask(begins_after_a_guess) == [0, 0]
    assert await ask(begins_twice) == [1, 1]
    assert await ask(begins_twice) == [1, 1]
    assert await ask(begins) == 0
    assert await ask(begins_together, together=True) == 1
    assert await ask(begins_together, together=False) == 0


@pytest.mark.postgres
@pytest.mark.parametrize("statement", [MARK, MARK_BESIDE], ids=["alone", "beside a question"])
async def test_a_query_changes_nothing(postgres_market: Market, statement: Statement[int]):
    """A query that tries to write is refused by the database, with or without a transaction of its own."""

    async def write(tx: Transaction) -> int:
        return await tx.one(statement)

    for _ in range(2):
        with pytest.raises(ReadOnlySQLTransactionError):
            await postgres_market.ask(write)


@pytest.mark.postgres
async def test_two_statements_of_a_query_tell_one_state(postgres_market: Market):
    """What is committed between them is not seen, although the first one was tried without a transaction."""
    market = postgres_market
    count = Statement(text("SELECT count(*) FROM person"), int)
    number = iter(range(10))

    async def twice(tx: Transaction) -> tuple[int, int]:
        before = await tx.one(count)
        await market.do(add_person, login=f"person{next(number)}", roles=Role.CUSTOMER)
        return before, await tx.one(count)

    for _ in range(2):
        before, after = await market.ask(twice)
        assert before == after


@pytest.mark.postgres
async def test_nobody_overtakes_who_waits_for_a_connection(postgres_market: Market):
    """With one connection, people who come in at any moment are served in the order in which they came."""
    await postgres_market.store.close()
    postgres_market.store.connections = 1
    await postgres_market.store.open()
    served: list[int] = []

    async def ask(number: int) -> None:
        async def work(tx: Transaction) -> None:
            await tx.one(BEGAN)
            served.append(number)

        await postgres_market.ask(work)

    asking = []
    for number in range(600):
        asking.append(asyncio.create_task(ask(number)))
        await asyncio.sleep(0 if number % 10 else 0.001)
    await asyncio.gather(*asking)
    assert served == sorted(served)
