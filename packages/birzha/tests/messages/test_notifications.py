"""Notifications: kinds, titles and links, word of private messages, each new one given once; and who may write to whom."""

from itertools import product

import pytest

from birzha.app import Market
from birzha.errors import Forbidden, NotFound, TooSoon
from birzha.lists.commands import set_entry
from birzha.messages import tables
from birzha.messages.commands import (
    delete,
    mark_dialog_read,
    mark_notifications,
    mark_read,
    mark_seen,
    read_unread,
    take_new,
    tell,
    write_message,
    write_private,
)
from birzha.messages.model import LONGEST_PREVIEW, MOST_NEW, Notice, Notification
from birzha.messages.queries import newest_unread, notifications, unread, unread_private, write_refusal
from birzha.people.commands import add_person, block, ignore
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id

from .plans import plan_of


async def someone(market: Market, login: str, rate: int = 10_001) -> Actor:
    """A new customer, whose rating lets programs write for them."""
    actor = await market.ask(actor_by_id, await market.do(add_person, login=login, roles=Role.CUSTOMER, rate=rate))
    assert actor is not None
    return actor


async def test_a_notification_says_what_it_is_about(market: Market) -> None:
    """Kind, title and link come as told, one by one or as a whole notice; without them it is a plain message."""
    me = await someone(market, "me1")
    await market.do(tell, me.id, "раз")
    await market.do(tell, me.id, "два", kind="kwork", title="Кворк", link="/kworks/5")
    await market.do(tell, me.id, Notice("три", "order", "Заказ", "/orders/7"))
    shown = await market.ask(notifications, me)
    now, ids = market.clock.now(), [each.id for each in shown.notifications]
    assert shown.notifications == [
        Notification(ids[0], now, "три", "order", "Заказ", "/orders/7", 0),
        Notification(ids[1], now, "два", "kwork", "Кворк", "/kworks/5", 0),
        Notification(ids[2], now, "раз", "system", "", "", 0),
    ]
    assert shown.unread == 3
    assert (await market.ask(notifications, me, before=ids[0], count=1)).notifications == shown.notifications[1:2]


async def test_word_of_a_private_message_is_no_message_of_the_exchange(market: Market) -> None:
    """It is among the recipient's notifications with its beginning; eTXT's lists, marks and deletions never meet it."""
    me, peer = await someone(market, "me1"), await someone(market, "peer")
    for text in ("я" * LONGEST_PREVIEW, "я" * (LONGEST_PREVIEW + 1)):
        await market.do(write_message, peer, me.id, text)
    found = (await market.ask(notifications, me)).notifications
    assert [each.text for each in found] == ["я" * (LONGEST_PREVIEW - 1) + "…", "я" * LONGEST_PREVIEW]
    assert {(each.kind, each.link) for each in found} == {("message", f"/dialogs/{peer.id}")}
    assert (await market.ask(notifications, peer)).notifications == []
    assert await market.ask(unread, me) == []
    ids = [each.id for each in found]
    for act in (mark_read, delete):
        with pytest.raises(NotFound):
            await market.do(act, me, ids)
    assert await market.do(mark_notifications, me, ids) == sorted(ids)
    assert [each.count for each in await market.ask(unread_private, me)] == [2]
    with pytest.raises(NotFound):
        await market.do(mark_notifications, me, ids)


@pytest.mark.parametrize("by_program", [True, False])
async def test_reading_a_message_reads_the_word_of_it(market: Market, by_program: bool) -> None:
    """Only of the messages that were read, only of that author, only one's own."""
    me, peer, other = [await someone(market, login) for login in ("me1", "peer", "other")]
    sent = [await market.do(write_message, peer, me.id, text) for text in ("раз", "два")]
    market.clock.set(market.clock.now() + 60)
    await market.do(write_message, peer, other.id, "чужое")
    await market.do(write_message, other, me.id, "от другого")
    await market.do(tell, me.id, "от биржи")
    if by_program:
        assert [each.text for each in await market.do(read_unread, me, peer.id, count=1, offset=1)] == ["раз"]
    else:
        assert await market.do(mark_dialog_read, me, peer.id, sent[0].id) == 1
    left = {each.text for each in (await market.ask(notifications, me)).notifications if not each.read_at}
    assert left == {"два", "от другого", "от биржи"}
    assert (await market.ask(notifications, other)).unread == 1


async def test_each_new_one_is_taken_once(market: Market) -> None:
    """Oldest first, at most five hundred at a time, the rest the next time; taking is not reading, reading is not taking."""
    me, peer = await someone(market, "me1"), await someone(market, "peer")
    await market.do(tell, me.id, "раз")
    await market.do(write_message, peer, me.id, "два")
    await market.do(mark_seen, me, 2**40)
    first = await market.do(take_new, me)
    assert [each.text for each in first.notifications] == ["раз", "два"]
    assert first.unread == 0
    for number in range(MOST_NEW + 1):
        await market.do(tell, me.id, str(number))
    taken = await market.do(take_new, me)
    assert [each.text for each in taken.notifications] == [str(number) for number in range(MOST_NEW)]
    rest = await market.do(take_new, me)
    assert ([each.text for each in rest.notifications], rest.unread) == ([str(MOST_NEW)], MOST_NEW + 1)
    assert (await market.do(take_new, me)).notifications == []


async def test_the_newest_unread_one_and_what_was_seen(market: Market) -> None:
    """The newest that is not read, of any kind; marking up to one leaves later ones and those of others."""
    me, peer = await someone(market, "me1"), await someone(market, "peer")
    assert await market.ask(newest_unread, me) is None
    await market.do(tell, peer.id, "чужое")
    for text in ("раз", "два", "три"):
        await market.do(tell, me.id, text)
    ids = [each.id for each in (await market.ask(notifications, me)).notifications]
    assert await market.do(mark_seen, me, ids[1]) == 2
    assert await market.do(mark_seen, me, ids[1]) == 0
    newest = await market.ask(newest_unread, me)
    assert newest is not None
    assert newest.text == "три"
    assert (await market.ask(notifications, peer)).unread == 1


async def test_notifications_are_walks_of_indexes(sqlite_market: Market) -> None:
    """None of a person's notifications is looked for among those of others, and no list is sorted."""
    for statement in (
        tables.NOTIFICATIONS,
        tables.NEWEST_UNREAD,
        tables.UNREAD,
        tables.COUNT_UNREAD_NOTIFICATIONS,
        tables.MARK_PRIVATE,
        tables.LOCK_NEW,
    ):
        plan = plan_of(sqlite_market, statement)
        assert "ix_message_" in plan, plan
        assert "TEMP B-TREE" not in plan, plan


RELATIONS = ("", "white", "black", "ignored")


async def relate(market: Market, owner: Actor, whom: Actor, how: str) -> None:
    """Put somebody on a list of the owner's."""
    if how == "ignored":
        await market.do(ignore, owner, whom.id)
    elif how:
        await market.do(set_entry, owner, whom.id, how)


async def test_whether_one_may_write_is_what_writing_does(sqlite_market: Market) -> None:
    """For every pair of relations, shut out or not, to oneself and to nobody: the answer before is the outcome afterwards."""
    market, outcomes = sqlite_market, set()
    for number, (theirs, mine, shut) in enumerate(product(RELATIONS, RELATIONS, (False, True))):
        me, peer = await someone(market, f"me{number:02}"), await someone(market, f"peer{number:02}")
        await relate(market, peer, me, theirs)
        await relate(market, me, peer, mine)
        if shut:
            await market.do(block, Actor(0, Role.ADMIN), peer.id)
        refusal = await market.ask(write_refusal, me, peer.id)
        for write in (write_message, write_private):
            market.clock.set(market.clock.now() + 60)
            said = ""
            try:
                await market.do(write, me, peer.id, "привет")
            except Forbidden as error:
                said = error.message
            assert said == refusal, (theirs, mine, shut, write)
        assert bool(refusal) is (shut or theirs in {"black", "ignored"})
        outcomes.add(refusal)
    assert len(outcomes) == 3
    me = await someone(market, "lonely")
    with pytest.raises(Forbidden, match=await market.ask(write_refusal, me, me.id)):
        await market.do(write_message, me, me.id, "привет")
    for ask in (market.ask(write_refusal, me, 10**9), market.do(write_message, me, 10**9, "привет")):
        with pytest.raises(NotFound):
            await ask


async def test_writing_too_often_is_another_matter(market: Market) -> None:
    """Whoever may write is told so within the pause, too: it passes."""
    me, peers = await someone(market, "me1"), [await someone(market, f"peer{number}") for number in range(2)]
    await market.do(write_message, me, peers[0].id, "привет")
    with pytest.raises(TooSoon):
        await market.do(write_message, me, peers[1].id, "привет")
    assert await market.ask(write_refusal, me, peers[1].id) == ""
