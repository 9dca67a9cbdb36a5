"""Requests begin one after another, with a look at the sockets between them."""

import asyncio
from typing import Any

from birzha.turns import Turns

HTTP = {"type": "http"}


async def _nothing(*_: Any) -> Any:
    raise AssertionError  # nobody here reads or answers


class Journal:
    """An application that notes who began in which round of the loop."""

    def __init__(self) -> None:
        self.round = 0
        self.begun: list[tuple[int, str]] = []
        self._turning: asyncio.Handle | None = None

    def turn(self) -> None:
        self.round += 1
        self._turning = asyncio.get_running_loop().call_soon(self.turn)

    def stop(self) -> None:
        assert self._turning is not None
        self._turning.cancel()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.begun.append((self.round, scope.get("name", "")))


async def test_requests_begin_one_by_one_in_the_order_of_their_coming() -> None:
    """Ten requests that are there at once begin in ten different rounds of the loop, and a newcomer after all of them."""
    journal = Journal()
    app = Turns(journal)
    journal.turn()
    first = [asyncio.ensure_future(app({**HTTP, "name": str(each)}, _nothing, _nothing)) for each in range(10)]
    for _ in range(4):
        await asyncio.sleep(0)
    assert 0 < len(journal.begun) < 10
    newcomer = asyncio.ensure_future(app({**HTTP, "name": "newcomer"}, _nothing, _nothing))
    await asyncio.gather(*first, newcomer)
    journal.stop()
    assert [name for _, name in journal.begun] == [*map(str, range(10)), "newcomer"]
    assert len({number for number, _ in journal.begun}) == 11


async def test_a_single_request_begins_at_once() -> None:
    """Nobody waits where nobody is waiting, also after others have been served."""
    journal = Journal()
    app = Turns(journal)
    for expected in (1, 2, 3):
        await app(HTTP, _nothing, _nothing)
        assert len(journal.begun) == expected
        await asyncio.sleep(0)
        await asyncio.sleep(0)


async def test_who_gives_up_loses_the_turn_to_the_next() -> None:
    """A request that is cancelled while it waits holds up nobody."""
    journal = Journal()
    app = Turns(journal)
    tasks = [asyncio.ensure_future(app({**HTTP, "name": str(each)}, _nothing, _nothing)) for each in range(4)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert [name for _, name in journal.begun] == ["0", "3"]


def test_a_loop_that_was_closed_in_the_middle_leaves_nobody_waiting() -> None:
    """The next loop of the same application begins afresh."""
    journal = Journal()
    app = Turns(journal)

    loop = asyncio.new_event_loop()
    begun = loop.create_task(app(HTTP, _nothing, _nothing))
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    assert begun.done()
    asyncio.run(asyncio.wait_for(app(HTTP, _nothing, _nothing), 1))
    assert len(journal.begun) == 2


async def test_what_is_no_request_takes_no_turn() -> None:
    """The lifespan passes, whoever waits."""
    journal = Journal()
    app = Turns(journal)
    await asyncio.gather(*(app({"type": "lifespan"}, _nothing, _nothing) for _ in range(3)))
    assert len(journal.begun) == 3
