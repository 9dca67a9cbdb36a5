"""messages.readPrivate, getCountUnread, writePrivate: fields, types, limits and side effects."""

import pytest

from birzha.people.model import Role

NOTHING, BAD, CLOSED = {"error": "no_object"}, {"error": "no_params"}, {"error": "no_access"}
NOW, MINUTE = 1_700_000_000, 60


def fields(record, documented):
    """The record has exactly the documented fields."""
    assert set(record) == set(documented["fields"])
    return record


@pytest.fixture
async def talkers(styled):
    """The stage with two people whose rating lets them write."""
    await styled.add("anna", Role.CUSTOMER, rate=10_001)
    await styled.add("boris", Role.PERFORMER, rate=20_000)
    return styled


async def write(stage, author, reader, *texts):
    """Messages a minute apart."""
    for text in texts:
        stage.market.clock.set(stage.market.clock.now() + MINUTE)
        who = stage.people[reader].id
        answer = await stage.people[author].client.post("messages.writePrivate", id_user=who, text=text)
        assert "error" not in answer, answer


async def read(stage, reader, peer, **filters):
    """The texts of a conversation as one of the two reads it, or the error."""
    found = await stage.people[reader].client.get("messages.readPrivate", id_user=stage.people[peer].id, **filters)
    return [each["text"] for each in found] if isinstance(found, list) else found


async def test_writing_and_reading(talkers, documented):
    """What is written is there for both, newest first, with its author and the other one of the conversation."""
    anna, boris, n = talkers.anna, talkers.boris, talkers.n
    answer = await anna.client.post("messages.writePrivate", id_user=boris.id, text="Добрый <b>день</b> 😀")
    expected = {"id_user": n(boris.id), "text": "Добрый <b>день</b> 😀", "time": n(NOW)}
    assert fields(answer, documented["messages.writePrivate"]) == expected
    talkers.market.clock.set(NOW + 5)
    await boris.client.post("messages.writePrivate", id_user=anna.id, text="Здравствуйте!")
    first = {"date": n(NOW), "text": "Добрый <b>день</b> 😀", "id_author": n(anna.id), "reads": n(0)}
    second = {"date": n(NOW + 5), "text": "Здравствуйте!", "id_author": n(boris.id), "reads": n(0)}
    found = await anna.client.get("messages.readPrivate", id_user=boris.id)
    assert [fields(each, documented["messages.readPrivate"]) for each in found] == [
        {**second, "id_user": n(boris.id)},
        {**first, "id_user": n(boris.id)},
    ]
    found = await boris.client.get("messages.readPrivate", id_user=anna.id)
    assert found == [{**second, "id_user": n(anna.id)}, {**first, "id_user": n(anna.id)}]
    assert await talkers.rival.client.get("messages.readPrivate", id_user=anna.id) == NOTHING


async def test_pages_and_dates(stage):
    """At most a hundred, from an offset, between two moments inclusive; past the end there is nothing."""
    from birzha.messages.commands import write_message

    await stage.add("anna", Role.CUSTOMER)
    anna, peer = await stage.actor("anna"), stage.rival.id
    for number in range(103):
        stage.market.clock.set(NOW + number)
        await stage.market.do(write_message, anna, peer, str(number))
    everything = [str(number) for number in range(102, -1, -1)]
    assert await read(stage, "rival", "anna") == everything[:100]
    assert await read(stage, "rival", "anna", count=1000) == everything[:100]
    assert await read(stage, "rival", "anna", count=2) == everything[:2]
    assert await read(stage, "rival", "anna", **{"from": 100}) == everything[100:]
    assert await read(stage, "rival", "anna", **{"from": 103}) == NOTHING
    assert await read(stage, "rival", "anna", date_from=NOW + 101) == ["102", "101"]
    assert await read(stage, "rival", "anna", date_to=NOW + 1) == ["1", "0"]
    assert await read(stage, "rival", "anna", date_from=NOW + 50, date_to=NOW + 51) == ["51", "50"]
    assert await read(stage, "rival", "anna", date_from=NOW + 200) == NOTHING
    assert await read(stage, "rival", "anna", date_from=NOW + 2, date_to=NOW + 1) == NOTHING


async def test_unread_ones_are_marked_by_being_shown(talkers, documented):
    """With unread=1 only what the peer wrote and one has not seen is shown; exactly the shown ones become read."""
    n, anna, boris = talkers.n, talkers.anna, talkers.boris
    await write(talkers, "boris", "anna", "0", "1", "2", "3")
    await write(talkers, "anna", "boris", "своё")
    found = await anna.client.get("messages.readPrivate", id_user=boris.id, unread=1, count=2, **{"from": 1})
    assert [(each["text"], each["reads"]) for each in found] == [("2", n(0)), ("1", n(0))]
    assert all(fields(each, documented["messages.readPrivate"])["id_author"] == n(boris.id) for each in found)
    for reader, peer in ((anna, boris), (boris, anna)):
        found = await reader.client.get("messages.readPrivate", id_user=peer.id)
        marks = {each["text"]: each["reads"] for each in found}
        assert marks == {"0": n(0), "1": n(1), "2": n(1), "3": n(0), "своё": n(0)}
    assert await read(talkers, "anna", "boris", unread=1, date_to=NOW) == NOTHING
    assert await read(talkers, "anna", "boris", unread=1) == ["3", "0"]
    assert await read(talkers, "anna", "boris", unread=1) == NOTHING
    assert await read(talkers, "boris", "anna", unread=1) == ["своё"]
    assert len(await read(talkers, "anna", "boris", unread=0)) == 5


async def test_counting_unread_ones(talkers, documented):
    """How many are unread, in all and by author; one's own do not count, and reading takes them off."""
    n, anna, boris = talkers.n, talkers.anna, talkers.boris
    answer = await anna.client.get("messages.getCountUnread")
    assert fields(answer, documented["messages.getCountUnread"]) == {"count": n(0), "users": []}
    await talkers.add("vera", Role.PERFORMER, rate=10_001)
    await write(talkers, "boris", "anna", "раз", "два")
    await write(talkers, "vera", "anna", "три")
    await write(talkers, "anna", "boris", "ответ")
    users = [{"id_author": n(boris.id), "count": n(2)}, {"id_author": n(talkers.vera.id), "count": n(1)}]
    assert await anna.client.get("messages.getCountUnread") == {"count": n(3), "users": users}
    assert await read(talkers, "anna", "boris") == ["ответ", "два", "раз"]
    assert (await anna.client.get("messages.getCountUnread"))["count"] == n(3)
    assert await read(talkers, "anna", "boris", unread=1, count=1) == ["два"]
    users[0]["count"] = n(1)
    assert await anna.client.get("messages.getCountUnread") == {"count": n(2), "users": users}


async def test_a_rating_above_ten_thousand(stage):
    """At 10,000 and below there is no access; above it there is, as the rating stands at that moment."""
    from birzha.people.commands import change_rate

    client, peer = stage.customer.client, stage.rival.id
    for rate in (0, 10_000):
        await stage.market.do(change_rate, stage.customer.id, rate)
        assert await client.post("messages.writePrivate", id_user=peer, text="Привет.") == CLOSED
    await stage.market.do(change_rate, stage.customer.id, 1)
    assert "time" in await client.post("messages.writePrivate", id_user=peer, text="Привет.")
    assert await read(stage, "rival", "customer") == ["Привет."]


async def test_one_a_minute(talkers):
    """The next message, to whomever, passes a minute after the last one that went out; a refused one does not count."""
    anna, boris, clock = talkers.anna, talkers.boris, talkers.market.clock
    assert await anna.client.post("messages.writePrivate", id_user=999, text="а") == NOTHING
    assert "time" in await anna.client.post("messages.writePrivate", id_user=boris.id, text="а")
    for after in (0, 59):
        clock.set(NOW + after)
        for peer in (boris, talkers.rival):
            answer = await anna.client.post("messages.writePrivate", id_user=peer.id, text="б")
            assert answer == {"error": "is_timeout"}
    assert "time" in await boris.client.post("messages.writePrivate", id_user=anna.id, text="в")
    clock.set(NOW + 60)
    assert "time" in await anna.client.post("messages.writePrivate", id_user=talkers.rival.id, text="б")
    assert await read(talkers, "anna", "boris") == ["в", "а"]


async def test_who_cannot_be_written_to(talkers):
    """Oneself and whoever has one on the black list: no access; one's own black list does not forbid."""
    anna, boris = talkers.anna, talkers.boris
    await boris.client.post("users.setUserBW", id=anna.id, type="blackList")
    assert await anna.client.post("messages.writePrivate", id_user=anna.id, text="а") == CLOSED
    assert await anna.client.post("messages.writePrivate", id_user=boris.id, text="а") == CLOSED
    assert "time" in await boris.client.post("messages.writePrivate", id_user=anna.id, text="б")
    await boris.client.post("users.setUserBW", id=anna.id, type="delete")
    assert "time" in await anna.client.post("messages.writePrivate", id_user=boris.id, text="а")


async def test_limits_of_a_text(talkers):
    """1 to 10,000 characters, whatever their bytes; not spaces alone; contact data may be sent in private."""
    anna, peer, clock = talkers.anna, talkers.boris.id, talkers.market.clock
    for text in ("", "   ", "я" * 10_001, "😀" * 10_001, "я" * 40_000):
        assert await anna.client.post("messages.writePrivate", id_user=peer, text=text) == BAD, len(text)
    assert await read(talkers, "anna", "boris") == NOTHING
    for number, text in enumerate(("😀" * 10_000, "Почта ivan@example.org, +7 900 123-45-67")):
        clock.set(NOW + number * MINUTE)
        assert (await anna.client.post("messages.writePrivate", id_user=peer, text=text))["text"] == text
        assert (await read(talkers, "boris", "anna"))[0] == text


async def test_a_wrong_mark_counts_as_none(talkers):
    """Anything but 1 in unread shows the whole conversation and marks nothing."""
    await write(talkers, "boris", "anna", "раз")
    for mark in ("0", "2", "да", ""):
        assert await read(talkers, "anna", "boris", unread=mark) == ["раз"], mark
    assert (await talkers.anna.client.get("messages.getCountUnread"))["count"] == talkers.n(1)
