"""Our client's calls about people: lists and their groups, notes, reviews and private messages."""

from typing import Any

from birzha.messages.commands import write_message
from birzha.messages.queries import private_messages
from birzha.people.commands import change_rate
from birzha.people.model import Actor
from etxt_api import EtxtClient

REVIEW = "Работа сдана в срок, текст живой и без ошибок, рекомендую."


async def lists_and_notes(client: EtxtClient, performer: Actor) -> None:
    """Groups, who is in them, and notes."""
    top = (await client.bwgroups.save_group("Проверенные")).id
    inner = (await client.bwgroups.save_group("Лучшие", id_parent=top)).id
    assert [each.depth for each in await client.bwgroups.list_groups()] == [0, 1]
    assert (await client.users.set_user_bw(performer.id, "whiteList", id_group=top)).type == "whiteList"
    moved = await client.bwgroups.update_group(performer.id, id_group=inner)
    assert (moved.id_user, moved.id_group, moved.name) == (performer.id, inner, "Лучшие")
    [listed] = [each async for each in client.users.iter_get_bw(id_group=inner)]
    assert (listed.id_user, listed.id_group, listed.type) == (performer.id, inner, "whiteList")
    counts = await client.users.get_user_bw(performer.id)
    assert (counts.whiteList, counts.blackList) == (1, 0)
    assert (await client.bwgroups.delete_group(top)).ids == (top, inner)
    assert (await client.users.get_bw(type="whiteList"))[0].id_group == 0
    assert (await client.users.set_user_bw(performer.id, "delete")).id == performer.id
    assert (await client.users.set_note(performer.id, text="пишет быстро")).status
    assert (await client.users.get_note(performer.id)).text == "пишет быстро"


async def reviews(client: EtxtClient, performer: Actor) -> None:
    """A review after work done together, and its edit."""
    before = await client.users.get_reports(performer.id)
    assert before.by_author() == {}
    report = (await client.users.set_report(performer.id, REVIEW)).id_report
    assert (await client.users.set_report(performer.id, REVIEW * 2, id_report=report, rate=2)).id_report == report
    found = await client.users.get_reports(performer.id)
    assert [each.text for each in found.negative] == [REVIEW * 2]
    assert found.positive == ()
    [(author, written)] = found.by_author().items()
    assert [each.id_author for each in written] == [author]


async def private_talk(client: EtxtClient, world: Any) -> None:
    """A conversation: writing, reading, counting and marking by reading."""
    me, peer = (await client.users.get_balance()).id, world.performer
    await world.market.do(change_rate, me, 10_001)
    assert (await client.messages.get_count_unread()).users == ()
    sent = await client.messages.write_private(peer.id, "Здравствуйте!")
    assert (sent.id_user, sent.text) == (peer.id, "Здравствуйте!")
    for text in ("Добрый день", "Готова взяться"):
        await world.market.do(write_message, peer, me, text)
    counted = await client.messages.get_count_unread()
    assert (counted.count, [(each.id_author, each.count) for each in counted.users]) == (2, [(peer.id, 2)])
    found = [each async for each in client.messages.iter_read_private(peer.id, count=2)]
    assert [(each.text, each.id_author, each.id_user, each.reads) for each in found] == [
        ("Готова взяться", peer.id, peer.id, False),
        ("Добрый день", peer.id, peer.id, False),
        ("Здравствуйте!", me, peer.id, False),
    ]
    assert [each.text for each in await client.messages.read_private(peer.id, unread=True, count=1)] == [
        "Готова взяться"
    ]
    assert (await client.messages.get_count_unread()).count == 1
    assert len(await world.market.ask(private_messages, peer, me)) == 3
