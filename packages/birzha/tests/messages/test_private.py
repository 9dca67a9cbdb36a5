"""Private messages: who may write, how often, what is shown and what becomes read."""

import asyncio

import pytest

from birzha.app import Market
from birzha.errors import Forbidden, Invalid, NotFound, TooSoon
from birzha.lists.commands import set_entry
from birzha.messages.commands import mark_dialog_read, read_unread, write_message, write_private
from birzha.messages.model import Dialog, PrivateMessage, UnreadOf
from birzha.messages.queries import dialogs, private_messages, unread_private
from birzha.messages.tables import COUNT_UNREAD, DIALOGS, MARK_DIALOG, page_statement, show_unread_statement
from birzha.people.commands import add_person, ignore
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id

from .plans import plan_of

MINUTE = 60
ALL = {"before": 2**62}


async def someone(market: Market, login: str, rate: int = 10_001) -> Actor:
    """A new customer, whose rating lets programs write for them."""
    actor = await market.ask(actor_by_id, await market.do(add_person, login=login, roles=Role.CUSTOMER, rate=rate))
    assert actor is not None
    return actor


async def texts(market: Market, me: Actor, peer: Actor, **filters) -> list[str]:
    """What the two of them wrote, as one of them reads it."""
    return [each.text for each in await market.ask(private_messages, me, peer.id, **filters)]


async def talk(market: Market, me: Actor, peer: Actor) -> list[int]:
    """Five messages, a minute apart, by turns; gives their ids."""
    start, ids = market.clock.now(), []
    for number in range(5):
        market.clock.set(start + number * MINUTE)
        author, reader = (me, peer) if number % 2 else (peer, me)
        ids.append((await market.do(write_private, author, reader.id, str(number))).id)
    return ids


async def test_both_directions_newest_first(market: Market) -> None:
    """Each of the two reads the same conversation, newest first, by pages and by dates; nobody else reads it."""
    me, peer, other = [await someone(market, login) for login in ("me1", "peer", "other")]
    start = market.clock.now()
    ids = await talk(market, me, peer)
    assert await texts(market, me, peer) == await texts(market, peer, me) == ["4", "3", "2", "1", "0"]
    newest = (await market.ask(private_messages, me, peer.id))[0]
    assert newest == PrivateMessage(ids[4], peer.id, me.id, "4", start + 4 * MINUTE, 0)
    assert await texts(market, me, peer, count=2, offset=1) == ["3", "2"]
    assert await texts(market, me, peer, count=0, offset=-1) == ["4"]
    assert await texts(market, me, peer, date_from=start + 2 * MINUTE) == ["4", "3", "2"]
    assert await texts(market, me, peer, date_to=start + 2 * MINUTE) == ["2", "1", "0"]
    assert await texts(market, me, peer, date_from=start + 61, date_to=start + 179) == ["2"]
    assert await texts(market, me, peer, before=ids[2]) == ["1", "0"]
    assert await texts(market, me, peer, before=ids[2], count=1) == ["1"]
    assert await texts(market, me, peer, before=999) == []
    for pair in ((me, other), (other, peer), (other, other)):
        assert await texts(market, *pair) == []


async def test_messages_of_one_moment_keep_their_order(market: Market) -> None:
    """Messages of the same second come in the order in which they were written, page after page, even if the clock went back."""
    me, peer = await someone(market, "me1"), await someone(market, "peer")
    for text in ("раз", "два", "три"):
        await market.do(write_message, me, peer.id, text)
    market.clock.set(market.clock.now() - MINUTE)
    late = (await market.do(write_message, me, peer.id, "вчера")).id
    assert await texts(market, me, peer) == ["три", "два", "раз", "вчера"]
    found, before = [], None
    while page := await market.ask(private_messages, peer, me.id, count=1, before=before):
        found.append(page[0].text)
        before = page[0].id
    assert found == ["три", "два", "раз", "вчера"]
    assert before == late


async def test_only_shown_ones_become_read(market: Market) -> None:
    """Of a peer's unread messages exactly those that are given become read; one's own and others' are not touched."""
    me, peer, other = [await someone(market, login) for login in ("me1", "peer", "other")]
    await market.do(write_message, peer, other.id, "им")
    market.clock.set(market.clock.now() + MINUTE)
    for number in range(4):
        await market.do(write_message, peer, me.id, str(number))
    await market.do(write_message, me, peer.id, "своё")
    await market.do(write_message, other, me.id, "чужое")

    async def show(**filters) -> list[tuple[str, int]]:
        return [(each.text, each.read_at) for each in await market.do(read_unread, me, peer.id, **filters)]

    assert await show(count=2, offset=1) == [("2", 0), ("1", 0)]
    now = market.clock.now()
    marks = {each.text: each.read_at for each in await market.ask(private_messages, peer, me.id)}
    assert marks == {"0": 0, "1": now, "2": now, "3": 0, "своё": 0}
    assert await market.ask(unread_private, me) == [UnreadOf(peer.id, 2), UnreadOf(other.id, 1)]
    assert await show(date_from=now + 1) == []
    assert await show(date_to=now - 1) == []
    assert await show(date_from=now, date_to=now) == [("3", 0), ("0", 0)]
    assert await show() == []
    assert await market.ask(unread_private, me) == [UnreadOf(other.id, 1)]
    assert await market.ask(unread_private, peer) == [UnreadOf(me.id, 1)]
    assert await market.do(read_unread, me, 999) == []


async def test_marking_up_to_a_message(market: Market) -> None:
    """What a peer wrote up to the last message that was seen becomes read, once; later ones stay unread."""
    me, peer = await someone(market, "me1"), await someone(market, "peer")
    ids = [(await market.do(write_message, peer, me.id, str(number))).id for number in range(3)]
    assert await market.do(mark_dialog_read, peer, me.id, ids[2]) == 0
    assert await market.do(mark_dialog_read, me, peer.id, ids[1]) == 2
    assert await market.do(mark_dialog_read, me, peer.id, ids[1]) == 0
    assert await market.ask(unread_private, me) == [UnreadOf(peer.id, 1)]
    assert await market.do(mark_dialog_read, me, peer.id, 2**62) == 1
    assert await market.ask(unread_private, me) == []


async def test_dialogs(market: Market) -> None:
    """Conversations come by their newest message, with its author and the number of unread ones; a page goes on where one ended."""
    me, one, two, other = [await someone(market, login) for login in ("me1", "one", "two", "other")]
    start = market.clock.now()
    for after, (author, reader, text) in enumerate(
        [(one, me, "а"), (me, two, "б"), (other, one, "в"), (one, me, "г"), (me, one, "д")]
    ):
        market.clock.set(start + after * MINUTE)
        await market.do(write_message, author, reader.id, text)
    found = await market.ask(dialogs, me, **ALL)
    assert [(each.login, each.text, each.unread) for each in found] == [("one", "д", 2), ("two", "б", 0)]
    assert found[0] == Dialog(one.id, "one", 5, me.id, "д", start + 4 * MINUTE, 2)
    assert [each.login for each in await market.ask(dialogs, me, count=1, before=5)] == ["two"]
    assert [each.login for each in await market.ask(dialogs, me, count=1, **ALL)] == ["one"]
    assert [(each.login, each.unread) for each in await market.ask(dialogs, one, **ALL)] == [("me1", 1), ("other", 1)]


async def test_programs_need_a_rating(market: Market) -> None:
    """A program may write from a rating of 10,001 on; a person by hand whatever the rating."""
    peer = await someone(market, "peer")
    for number, (rate, allowed) in enumerate([(-5, False), (10_000, False), (10_001, True)]):
        author = await someone(market, f"author{number}", rate)
        if allowed:
            await market.do(write_private, author, peer.id, "Здравствуйте!")
        else:
            with pytest.raises(Forbidden):
                await market.do(write_private, author, peer.id, "Здравствуйте!")
        await market.do(write_message, await someone(market, f"hand{number}", rate), peer.id, "Здравствуйте!")


async def test_one_a_minute(market: Market) -> None:
    """A program's next message, to anybody, passes exactly a minute later; each author has a minute of their own."""
    me, peer, other = [await someone(market, login) for login in ("me1", "peer", "other")]
    start = market.clock.now()
    await market.do(write_private, me, peer.id, "раз")
    await market.do(write_private, peer, me.id, "два")
    for after in (0, MINUTE - 1):
        market.clock.set(start + after)
        for whom in (peer, other):
            with pytest.raises(TooSoon) as refusal:
                await market.do(write_private, me, whom.id, "три")
            assert refusal.value.wait == MINUTE
    market.clock.set(start + MINUTE)
    await market.do(write_private, me, other.id, "три")
    assert await texts(market, me, peer) == ["два", "раз"]


async def test_by_hand_a_conversation_goes_on_at_once(market: Market) -> None:
    """By hand only the first message to somebody waits for its minute; answers and what follows do not."""
    me, peer, other = [await someone(market, login, 0) for login in ("me1", "peer", "other")]
    await market.do(write_message, me, peer.id, "раз")
    await market.do(write_message, me, peer.id, "два")
    await market.do(write_message, peer, me.id, "ответ")
    with pytest.raises(TooSoon):
        await market.do(write_message, me, other.id, "новый")
    market.clock.set(market.clock.now() + MINUTE)
    await market.do(write_message, me, other.id, "новый")
    assert len(await texts(market, me, peer)) == 3


@pytest.mark.parametrize("write", [write_private, write_message])
async def test_who_may_not_be_written_to(market: Market, write) -> None:
    """Oneself, nobody, and whoever has one on the black list or ignores one; one's own black list does not forbid."""
    me, black, ignoring, mine = [await someone(market, login) for login in ("me1", "black", "ignoring", "mine")]
    await market.do(set_entry, black, me.id, "black")
    await market.do(ignore, ignoring, me.id)
    await market.do(set_entry, me, mine.id, "black")
    for whom in (me, black, ignoring):
        with pytest.raises(Forbidden):
            await market.do(write, me, whom.id, "привет")
    with pytest.raises(NotFound):
        await market.do(write, me, 999, "привет")
    await market.do(write, me, mine.id, "привет")
    assert await market.ask(dialogs, black, **ALL) == []


@pytest.mark.parametrize("write", [write_private, write_message])
async def test_limits_of_a_text(sqlite_market: Market, write) -> None:
    """1 to 10,000 characters as they were written, contact data and emoji among them; nothing longer, nothing of spaces alone."""
    me, peer = await someone(sqlite_market, "me1"), await someone(sqlite_market, "peer")
    for bad in ("", "  \n ", "я" * 10_001, "я" * 40_000, "a\0b", "\ud800"):
        with pytest.raises(Invalid) as refusal:
            await sqlite_market.do(write, me, peer.id, bad)
        assert refusal.value.field == "text"
    for good in ("я", "😀" * 10_000, " почта ivan@example.org, <b>+7 900 123-45-67</b> \n"):
        sqlite_market.clock.set(sqlite_market.clock.now() + MINUTE)
        await sqlite_market.do(write, me, peer.id, good)
        assert (await texts(sqlite_market, peer, me))[0] == good


async def test_one_of_many_at_once(postgres_market: Market) -> None:
    """Of eight messages sent by a program at the same moment one goes out; of eight readers each message is shown to one."""
    me, peer = await someone(postgres_market, "me1"), await someone(postgres_market, "peer")
    results = await asyncio.gather(
        *(postgres_market.do(write_private, me, peer.id, "привет") for _ in range(8)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in results) == ["Sent"] + ["TooSoon"] * 7
    for number in range(20):
        await postgres_market.do(write_message, me, peer.id, str(number))
    shown = await asyncio.gather(*(postgres_market.do(read_unread, peer, me.id) for _ in range(8)))
    assert sorted(each.id for one in shown for each in one) == list(range(1, 22))


async def test_two_who_write_to_each_other(postgres_market: Market) -> None:
    """Both sides of a new conversation begin it at the same moment: every message is there, the newest is the last."""
    people = [await someone(postgres_market, f"p{number:02}") for number in range(10)]
    for one, two in zip(people[::2], people[1::2], strict=True):
        for times in (1, 4):
            both = [(one, two), (two, one)] * times
            await asyncio.gather(*(postgres_market.do(write_message, me, peer.id, "привет") for me, peer in both))
        assert len(await texts(postgres_market, one, two)) == 10
        newest = max(each.id for each in await postgres_market.ask(private_messages, one, two.id))
        for me in (one, two):
            assert [each.id for each in await postgres_market.ask(dialogs, me, **ALL)] == [newest]


@pytest.mark.parametrize("statement", [page_statement(since=False, until=False), page_statement(since=True, until=True),
                                       page_statement(since=False, until=False, before=True)])  # fmt: skip
async def test_a_page_is_a_walk_of_an_index(sqlite_market: Market, statement) -> None:
    """No page of a conversation is sorted or searched for among others': the plan names the one index."""
    plan = plan_of(sqlite_market, statement)
    assert "ix_private_message_low_id_high_id_date_id" in plan
    assert "TEMP B-TREE" not in plan


async def test_unread_ones_have_an_index(sqlite_market: Market) -> None:
    """Unread messages are found and counted in the index of those that are unread."""
    for statement in (COUNT_UNREAD, MARK_DIALOG, show_unread_statement(since=False, until=False)):
        plan = plan_of(sqlite_market, statement)
        assert "ix_private_message_unread" in plan
        assert "TEMP B-TREE" not in plan


async def test_dialogs_have_an_index(sqlite_market: Market) -> None:
    """A person's conversations come in the order of an index, and their unread messages are counted in another."""
    plan = plan_of(sqlite_market, DIALOGS)
    assert "ix_private_dialog_owner_id_last_id" in plan
    assert "ix_private_message_unread" in plan
    assert "TEMP B-TREE" not in plan
