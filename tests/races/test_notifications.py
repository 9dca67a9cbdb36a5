"""Programs of one person that fetch at the same moment, on PostgreSQL: each notification reaches exactly one of them."""

import asyncio
import os

from birzha.messages.commands import mark_seen, take_new, tell
from birzha.messages.queries import notifications
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role

ROUNDS = int(os.environ.get("BIRZHA_ROUNDS", "3"))
CLIENTS = 6


async def test_each_notification_is_fetched_once(postgres_market):
    """Sessions fetch while others are told and mark as read: nothing is lost or doubled, and every count was true at its moment."""
    market = postgres_market
    me = Actor(await market.do(add_person, login="me1", roles=Role.CUSTOMER), Role.CUSTOMER)
    fetched: list[str] = []
    for number in range(ROUNDS):
        for each in range(10):
            await market.do(tell, me.id, f"{number}:{each}")
        newest = (await market.ask(notifications, me)).notifications[0].id
        results = await asyncio.gather(
            *(market.do(take_new, me) for _ in range(CLIENTS)),
            *(market.do(tell, me.id, f"{number}:late{each}") for each in range(5)),
            *(market.do(take_new, me) for _ in range(CLIENTS)),
            market.do(mark_seen, me, newest),
        )
        shown = [each for each in results if each is not None and not isinstance(each, int)]
        fetched += [each.text for one in shown for each in one.notifications]
        assert all(0 <= each.unread <= 15 * (number + 1) for each in shown)
        last = await market.do(take_new, me)  # what another transaction had in hand
        fetched += [each.text for each in last.notifications]
        unread = [each for each in (await market.ask(notifications, me)).notifications if not each.read_at]
        assert last.unread == len(unread)
    expected = [
        f"{number}:{each}" for number in range(ROUNDS) for each in (*range(10), *(f"late{n}" for n in range(5)))
    ]
    assert sorted(fetched) == sorted(expected)
    assert (await market.do(take_new, me)).notifications == []
