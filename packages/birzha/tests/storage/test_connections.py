"""How works share the connections to a PostgreSQL server."""

import asyncio

import pytest

from birzha.storage.connections import Connections


@pytest.fixture
async def connections(empty_postgres_url):
    """Two of them."""
    found = Connections(empty_postgres_url, 2)
    await found.open()
    yield found
    await found.close()


async def whose(connections: Connections) -> int:
    """The server's process behind the next connection."""
    async with connections.one() as connection:
        return connection.get_server_pid()


@pytest.mark.postgres
async def test_the_last_one_given_back_is_the_next(connections: Connections):
    """Whoever is alone always has the same connection; two at once have two, and a third one waits for one of them."""
    first = await whose(connections)
    assert await whose(connections) == first
    async with connections.one() as one, connections.one() as other:
        third = asyncio.create_task(whose(connections))
        await asyncio.sleep(0.01)
        assert not third.done()
        second = other.get_server_pid()
        assert (one.get_server_pid(), second) == (first, other.get_server_pid())
        assert second != first
    assert await third in {first, second}
    assert await whose(connections) in {first, second}


@pytest.mark.postgres
async def test_a_connection_whose_work_was_cancelled_is_not_used_again(connections: Connections):
    """Its answer may be on the way; the next one gets another connection at once, and so do all after it."""
    before = await whose(connections)

    async def wait() -> None:
        async with connections.one() as connection:
            await connection.execute("SELECT pg_sleep(60)")

    for _ in range(3):
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await whose(connections) != before


@pytest.mark.postgres
async def test_who_stops_waiting_takes_no_turn(connections: Connections):
    """Somebody who is cancelled before they had a connection leaves it to the next."""
    async with connections.one(), connections.one():
        waiting = [asyncio.create_task(whose(connections)) for _ in range(5)]
        await asyncio.sleep(0)
        for each in waiting[:4]:
            each.cancel()
    assert await waiting[4]
    assert all(each.cancelled() for each in waiting[:4])
    async with connections.one(), connections.one():
        pass


@pytest.mark.postgres
async def test_a_transaction_that_nobody_ended_ends_with_its_connection(connections: Connections):
    """A connection given back in a transaction is dropped, and the next one begins outside of any."""
    async with connections.one() as connection:
        before = connection.get_server_pid()
        await connection.execute("BEGIN")
    async with connections.one() as connection:
        assert not connection.is_in_transaction()
        assert connection.get_server_pid() != before


@pytest.mark.postgres
async def test_one_that_the_server_has_closed_is_replaced(connections: Connections):
    """A connection lost while nobody had it is not given to anybody; nor does a server out of reach use up a turn."""
    async with connections.one() as one, connections.one() as other:
        lost, gone = one.get_server_pid(), asyncio.Event()
        one.add_termination_listener(lambda _: gone.set())
        await other.execute(f"SELECT pg_terminate_backend({lost})")
        await gone.wait()
    for _ in range(3):
        assert await whose(connections) != lost
    there, connections.url = connections.url, "postgresql://nobody@/nowhere?host=/nowhere"
    async with connections.one():
        for _ in range(3):
            with pytest.raises(FileNotFoundError):
                await whose(connections)
    connections.url = there
    async with connections.one(), connections.one():
        pass


@pytest.mark.postgres
async def test_closing_waits_for_whoever_has_a_connection(connections: Connections):
    """Nothing under way is cut off; closing twice is the same as once."""
    done = []

    async def work() -> None:
        async with connections.one() as connection:
            await connection.execute("SELECT pg_sleep(0.1)")
            done.append(True)

    working = asyncio.create_task(work())
    await asyncio.sleep(0.01)
    await connections.close()
    assert done == [True]
    await working
