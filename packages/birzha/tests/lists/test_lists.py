"""White and black lists: entries, groups, and what other nouns ask about them."""

import asyncio

import pytest

from birzha.app import Market
from birzha.errors import Forbidden, Invalid, LimitExceeded, NotFound
from birzha.lists import queries, tables
from birzha.lists.commands import delete_group, move_to_group, save_group, set_entry, set_note
from birzha.lists.model import Group, ListCounts, Moved, Note
from birzha.people.commands import add_person, ignore, stop_ignoring
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id


async def people(market: Market, count: int) -> list[Actor]:
    """That many new people."""
    found = []
    for number in range(count):
        person_id = await market.do(add_person, login=f"person{number}", roles=Role.CUSTOMER | Role.PERFORMER, fio="Ф")
        actor = await market.ask(actor_by_id, person_id)
        assert actor is not None
        found.append(actor)
    return found


async def kept_groups(tx, owner: Actor) -> list[Group]:
    """Every group in the table, those that no listing would show too."""
    return await tx.all(tables.GROUPS, owner=owner.id)


async def test_an_entry_comes_moves_and_goes(market: Market) -> None:
    """Somebody stands on one list at most: the other list takes them over, and off is off."""
    mine, one = await people(market, 2)
    relations = []
    for kind in ("white", "black", "white", None):
        await market.do(set_entry, mine, one.id, kind)
        relations.append(await market.ask(queries.relation, mine.id, one.id))
    assert relations == ["white", "black", "white", None]
    assert await market.ask(queries.relation, one.id, mine.id) is None


async def test_bad_entries(market: Market) -> None:
    """Oneself, unknown people, unknown and foreign groups are refused, as is taking off who is not on; nothing stays."""
    mine, one, other = await people(market, 3)
    foreign = await market.do(save_group, other, "чужая")
    with pytest.raises(Forbidden):
        await market.do(set_entry, mine, mine.id, "white")
    with pytest.raises(Forbidden):
        await market.do(set_entry, mine, mine.id, None)
    for person_id, kind, group in [(999, "white", 0), (one.id, None, 0), (999, None, 0), (one.id, "white", foreign),
                                   (one.id, "black", 999), (one.id, "black", -1)]:  # fmt: skip
        with pytest.raises(NotFound):
            await market.do(set_entry, mine, person_id, kind, group)
    assert await market.ask(queries.entries, mine) == []


async def test_entries_are_listed(market: Market) -> None:
    """Newest first; by kind, or by group, which goes before the kind; in pages; each owner's own."""
    mine, one, two, three, other = await people(market, 5)
    group = await market.do(save_group, mine, "группа")
    start = market.clock.now()
    for after, (who, kind, where) in enumerate([(one, "white", group), (two, "black", group), (three, "white", 0)]):
        market.clock.set(start + after)
        await market.do(set_entry, mine, who.id, kind, where)
    await market.do(set_entry, other, one.id, "black")

    async def ids(**filters) -> list[int]:
        return [each.person_id for each in await market.ask(queries.entries, mine, **filters)]

    assert await ids() == [three.id, two.id, one.id]
    assert await ids(kind="white") == [three.id, one.id]
    assert await ids(kind="black") == [two.id]
    assert await ids(group_id=group) == [two.id, one.id]
    assert await ids(group_id=group, kind="white") == [two.id, one.id]
    assert await ids(group_id=0) == [three.id]
    assert await ids(group_id=999) == []
    assert await ids(count=1, offset=1) == [two.id]
    assert await ids(count=0, offset=-5) == [three.id]
    entry = (await market.ask(queries.entries, mine, kind="black"))[0]
    assert (entry.login, entry.fio, entry.group_id, entry.kind) == ("person2", "Ф", group, "black")


async def test_lists_are_counted(market: Market) -> None:
    """How many have somebody on which list; unknown people have no counts."""
    one, *others = await people(market, 4)
    for other, kind in zip(others, ("white", "white", "black"), strict=True):
        await market.do(set_entry, other, one.id, kind)
    assert await market.ask(queries.list_counts, one, one.id) == ListCounts(white=2, black=1)
    assert await market.ask(queries.list_counts, one, others[0].id) == ListCounts(0, 0)
    with pytest.raises(NotFound):
        await market.ask(queries.list_counts, one, 999)


async def test_who_blocks_whom(market: Market) -> None:
    """A black entry or an ignore entry of either of the two blocks both; a white one does not; taken off it is over."""
    one, two, _ = await people(market, 3)

    async def blocked() -> list[bool]:
        return [await market.ask(queries.blocked_between, *pair) for pair in ((one.id, two.id), (two.id, one.id))]

    assert await blocked() == [False, False]
    for owner, whom in ((one, two), (two, one)):
        await market.do(set_entry, owner, whom.id, "white")
        assert await blocked() == [False, False]
        await market.do(set_entry, owner, whom.id, "black")
        assert await blocked() == [True, True]
        await market.do(set_entry, owner, whom.id, None)
        await market.do(ignore, owner, whom.id)
        assert await blocked() == [True, True]
        await market.do(stop_ignoring, owner, whom.id)
        assert await blocked() == [False, False]


async def test_white_lists_with_subgroups(market: Market) -> None:
    """A group of the white list has its subgroups' people too; black ones and other owners' never."""
    mine, one, two, three, other = await people(market, 5)
    top = await market.do(save_group, mine, "верх")
    middle = await market.do(save_group, mine, "середина", parent_id=top)
    low = await market.do(save_group, mine, "низ", parent_id=middle)
    await market.do(set_entry, mine, one.id, "white", low)
    await market.do(set_entry, mine, two.id, "black", middle)
    await market.do(set_entry, mine, three.id, "white")

    async def members(owner: Actor, group: int) -> list[int]:
        found = await market.ask(queries.white_members, owner.id, group)
        for who in (one, two, three, other):
            assert await market.ask(queries.in_white_list, owner.id, who.id, group) == (who.id in found)
        return found

    assert await members(mine, 0) == [one.id, three.id]
    assert await members(mine, top) == await members(mine, middle) == await members(mine, low) == [one.id]
    assert await members(mine, 999) == []
    assert await members(other, top) == []
    await market.do(save_group, mine, "низ", group_id=low)
    assert await members(mine, top) == []
    assert await members(mine, low) == [one.id]


async def test_moving_into_groups(market: Market) -> None:
    """An entry goes into a group and out of all; only entries that are there, only own groups."""
    mine, one, two, other = await people(market, 4)
    group = await market.do(save_group, mine, "группа")
    foreign = await market.do(save_group, other, "чужая")
    await market.do(set_entry, mine, one.id, "black")
    assert await market.do(move_to_group, mine, one.id, group) == Moved(one.id, group, "группа")
    assert await market.ask(queries.relation, mine.id, one.id) == "black"
    for person_id, where in [(two.id, group), (999, 0), (one.id, foreign), (one.id, 999)]:
        with pytest.raises(NotFound):
            await market.do(move_to_group, mine, person_id, where)
    assert [each.group_id for each in await market.ask(queries.entries, mine)] == [group]
    assert await market.do(move_to_group, mine, one.id) == Moved(one.id, 0, "")


async def test_groups_are_listed_and_changed(market: Market) -> None:
    """Groups are a tree by name; a change renames and moves, and without a parent it moves to the root."""
    mine, other = await people(market, 2)
    b = await market.do(save_group, mine, "б")
    a = await market.do(save_group, mine, "а", parent_id=b)
    assert await market.do(save_group, mine, "в", group_id=b) == b
    rows = [
        (each.id, each.parent_id, each.name, each.depth, each.last) for each in await market.ask(queries.groups, mine)
    ]
    assert rows == [(b, 0, "в", 0, 1), (a, b, "а", 1, 1)]
    await market.do(save_group, mine, "а", group_id=a)
    assert [each.depth for each in await market.ask(queries.groups, mine)] == [0, 0]
    assert await market.ask(queries.groups, other) == []
    assert (await market.ask(queries.own_group, mine.id, a)).name == "а"
    for owner, wanted in ((other.id, a), (mine.id, 999), (mine.id, 0)):
        with pytest.raises(NotFound):
            await market.ask(queries.own_group, owner, wanted)


@pytest.mark.parametrize(
    ("error", "field", "values"),
    [
        (Invalid, "name", {"name": ""}),
        (Invalid, "name", {"name": "   "}),
        (Invalid, "name", {"name": "я" * 41}),
        (Invalid, "name", {"name": "a\0"}),
        (NotFound, "id_parent", {"name": "x", "parent_id": 999}),
        (NotFound, "id", {"name": "x", "group_id": 999}),
        (NotFound, "id", {"name": "x", "group_id": 0}),
        (NotFound, "id_parent", {"name": "x", "parent_id": 3}),
        (NotFound, "id", {"name": "x", "group_id": 3}),
        (Invalid, "id_parent", {"name": "x", "group_id": 1, "parent_id": 1}),
        (Invalid, "id_parent", {"name": "x", "group_id": 1, "parent_id": 2}),
    ],
)
async def test_bad_groups(market: Market, error: type[Exception], field: str, values: dict) -> None:
    """Names beyond the limits, unknown and foreign ids and circles are refused, name the field and change nothing."""
    mine, other = await people(market, 2)
    assert await market.do(save_group, mine, "я" * 40) == 1
    assert await market.do(save_group, mine, "низ", parent_id=1) == 2
    assert await market.do(save_group, other, "чужая") == 3
    before = await market.ask(queries.groups, mine)
    with pytest.raises(error) as refusal:
        await market.do(save_group, mine, **values)
    assert refusal.value.field == field
    assert await market.ask(queries.groups, mine) == before


async def test_there_is_a_limit_of_groups(sqlite_market: Market) -> None:
    """The five hundredth group is made, the next is not, and changing one still works."""
    [mine] = await people(sqlite_market, 1)

    async def fill(tx) -> None:
        for _ in range(499):
            await tx.one(tables.ADD_GROUP, owner_id=mine.id, parent_id=0, name="x", created=1)

    await sqlite_market.do(fill)
    last = await sqlite_market.do(save_group, mine, "last")
    with pytest.raises(LimitExceeded):
        await sqlite_market.do(save_group, mine, "over")
    assert await sqlite_market.do(save_group, mine, "renamed", group_id=last) == last


async def test_deleting_groups(market: Market) -> None:
    """A group goes with all its subgroups; whoever was in them stays on the list, in no group; others' stay."""
    mine, one, two, other = await people(market, 4)
    top = await market.do(save_group, mine, "верх")
    low = await market.do(save_group, mine, "низ", parent_id=top)
    side = await market.do(save_group, mine, "рядом")
    await market.do(set_entry, mine, one.id, "white", low)
    await market.do(set_entry, mine, two.id, "black", side)
    with pytest.raises(NotFound):
        await market.do(delete_group, other, top)
    assert await market.do(delete_group, mine, top) == [top, low]
    assert [each.id for each in await market.ask(queries.groups, mine)] == [side]
    found = {each.person_id: (each.kind, each.group_id) for each in await market.ask(queries.entries, mine)}
    assert found == {one.id: ("white", 0), two.id: ("black", side)}
    for gone in (top, low, 999, 0):
        with pytest.raises(NotFound):
            await market.do(delete_group, mine, gone)


async def test_two_moves_at_once_make_no_circle(postgres_market: Market) -> None:
    """Of two groups moved into each other at the same moment one stays where it was, every time."""
    [mine] = await people(postgres_market, 1)
    for _ in range(20):
        a = await postgres_market.do(save_group, mine, "а")
        b = await postgres_market.do(save_group, mine, "б")
        results = await asyncio.gather(
            postgres_market.do(save_group, mine, "а", group_id=a, parent_id=b),
            postgres_market.do(save_group, mine, "б", group_id=b, parent_id=a),
            return_exceptions=True,
        )
        assert sorted(type(each).__name__ for each in results) == ["Invalid", "int"]


async def test_nobody_ends_up_in_a_deleted_group(postgres_market: Market) -> None:
    """Deleting a group while people are put into it leaves nobody in a group that is gone."""
    mine, *others = await people(postgres_market, 6)
    for _ in range(20):
        group = await postgres_market.do(save_group, mine, "группа")
        await asyncio.gather(
            *(postgres_market.do(set_entry, mine, each.id, "white", group) for each in others[:3]),
            postgres_market.do(delete_group, mine, group),
            *(postgres_market.do(set_entry, mine, each.id, "white", group) for each in others[3:]),
            postgres_market.do(save_group, mine, "внутри", parent_id=group),
            return_exceptions=True,
        )
        assert {each.group_id for each in await postgres_market.ask(queries.entries, mine)} <= {0}
        assert await postgres_market.ask(kept_groups, mine) == []


async def test_a_note_comes_changes_and_goes(market: Market) -> None:
    """A note is kept with its last moment, each owner has their own, and an empty one takes it away."""
    mine, other, whom = await people(market, 3)
    start = market.clock.now()
    for owner, text in ((mine, "пишет быстро"), (other, "пишет медленно")):
        await market.do(set_note, owner, whom.id, text)
    market.clock.set(start + 10)
    await market.do(set_note, mine, whom.id, "пишет быстро 😀")
    assert await market.ask(queries.note, mine, whom.id) == Note(whom.id, "пишет быстро 😀", start + 10)
    assert await market.ask(queries.note, other, whom.id) == Note(whom.id, "пишет медленно", start)
    for nothing in ("", " \n\t "):
        await market.do(set_note, mine, whom.id, nothing)
        with pytest.raises(NotFound):
            await market.ask(queries.note, mine, whom.id)
        await market.do(set_note, mine, whom.id, "снова")
    assert (await market.ask(queries.note, other, whom.id)).text == "пишет медленно"
    with pytest.raises(NotFound):
        await market.ask(queries.note, whom, mine.id)


async def test_bad_notes(market: Market) -> None:
    """A note of a thousand characters passes; a longer one, one that no database keeps and one about nobody do not."""
    mine, whom = await people(market, 2)
    for text in ("я" * 1001, "a\0b", "\udfff"):
        with pytest.raises(Invalid) as refusal:
            await market.do(set_note, mine, whom.id, text)
        assert refusal.value.field == "text"
    for person_id in (999, 0, -1):
        with pytest.raises(NotFound):
            await market.do(set_note, mine, person_id, "заметка")
    await market.do(set_note, mine, whom.id, "😀" * 1000)
    assert len((await market.ask(queries.note, mine, whom.id)).text) == 1000


async def test_who_refuses_whom(market: Market) -> None:
    """A black entry or an ignore entry refuses; a white one, or one the other way round, does not."""
    mine, whom = await people(market, 2)

    async def refused() -> tuple[bool, bool]:
        return (
            await market.ask(queries.refuses, mine.id, whom.id),
            await market.ask(queries.refuses, whom.id, mine.id),
        )

    assert await refused() == (False, False)
    await market.do(set_entry, mine, whom.id, "white")
    assert await refused() == (False, False)
    await market.do(set_entry, mine, whom.id, "black")
    assert await refused() == (True, False)
    await market.do(set_entry, mine, whom.id, None)
    await market.do(ignore, mine, whom.id)
    assert await refused() == (True, False)
