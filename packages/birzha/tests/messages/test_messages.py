"""System messages: telling, listing, marking as read, deleting."""

import pytest

from birzha.app import Market
from birzha.errors import NotFound
from birzha.messages.commands import delete, mark_read, tell
from birzha.messages.model import SystemMessage
from birzha.messages.queries import unread
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id


async def someone(market: Market, login: str) -> Actor:
    """A new customer."""
    actor = await market.ask(actor_by_id, await market.do(add_person, login=login, roles=Role.CUSTOMER))
    assert actor is not None
    return actor


async def test_messages_come_newest_first(market: Market) -> None:
    """What was told is listed with its moment, the newest first, from a given moment on, to its addressee only."""
    mine, other = await someone(market, "client"), await someone(market, "other")
    start = market.clock.now()
    for after, text in [(0, "раз"), (10, "два"), (20, "три")]:
        market.clock.set(start + after)
        await market.do(tell, mine.id, text)
    found = await market.ask(unread, mine)
    assert [(each.text, each.date - start) for each in found] == [("три", 20), ("два", 10), ("раз", 0)]
    assert [each.text for each in await market.ask(unread, mine, start + 10)] == ["три", "два"]
    assert await market.ask(unread, mine, start + 21) == []
    assert await market.ask(unread, other) == []


async def test_a_hundred_at_once(sqlite_market: Market) -> None:
    """No more than a hundred come, the newest of them; a limit out of range is clamped."""
    mine = await someone(sqlite_market, "client")
    for number in range(101):
        await sqlite_market.do(tell, mine.id, str(number))
    found = await sqlite_market.ask(unread, mine, limit=1000)
    assert [each.text for each in found] == [str(number) for number in range(100, 0, -1)]
    assert len(await sqlite_market.ask(unread, mine, limit=0)) == 1
    assert len(await sqlite_market.ask(unread, mine, limit=7)) == 7


@pytest.mark.parametrize("act", [mark_read, delete])
async def test_only_own_unread_ones(market: Market, act) -> None:
    """Own unread messages are marked or deleted and told; foreign, unknown and already treated ones are passed over."""
    mine, other = await someone(market, "client"), await someone(market, "other")
    for text in ("раз", "два", "три"):
        await market.do(tell, mine.id, text)
    await market.do(tell, other.id, "чужое")
    ids = sorted(each.id for each in await market.ask(unread, mine))
    foreign = (await market.ask(unread, other))[0].id
    assert await market.do(act, mine, [ids[1], foreign, ids[0], ids[0], 10**15]) == ids[:2]
    assert [each.text for each in await market.ask(unread, mine)] == ["три"]
    for bad in ([ids[0]], [foreign], [10**15], []):
        with pytest.raises(NotFound):
            await market.do(act, mine, bad)
    assert [each.text for each in await market.ask(unread, other)] == ["чужое"]


async def test_read_ones_stay_and_cannot_be_deleted(market: Market) -> None:
    """A message that was read is not deleted by a later request: only unread ones are (documentation)."""
    mine = await someone(market, "client")
    await market.do(tell, mine.id, "раз")
    ids = [each.id for each in await market.ask(unread, mine)]
    await market.do(mark_read, mine, ids)
    with pytest.raises(NotFound):
        await market.do(delete, mine, ids)


async def test_a_message_is_never_too_long(market: Market) -> None:
    """A text over the limit is cut, not refused: what it tells of has happened."""
    mine = await someone(market, "client")
    await market.do(tell, mine.id, "я" * 10_001)
    [found] = await market.ask(unread, mine)
    assert found == SystemMessage(found.id, market.clock.now(), "я" * 10_000)
