"""Folders: making them, whose they are, and how they are listed."""

import pytest

from birzha.app import Market
from birzha.errors import Invalid, LimitExceeded, NotFound
from birzha.folders import tables
from birzha.folders.commands import add_folder, own_folder
from birzha.folders.model import Folder, FolderRow, lay_out, subtree
from birzha.folders.queries import folders, subtree_ids
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id


async def someone(market: Market, login: str) -> Actor:
    """A new customer."""
    actor = await market.ask(actor_by_id, await market.do(add_person, login=login, roles=Role.CUSTOMER))
    assert actor is not None
    return actor


async def test_a_tree_is_listed_in_order(market: Market) -> None:
    """Each folder comes before what lies in it, by name or by date, with its depth and the mark of the last sibling."""
    mine = await someone(market, "client")
    made = {}
    for name, parent in [("б", ""), ("а", ""), ("я", "б"), ("ё", "б"), ("г", "ё"), ("в", "")]:
        market.clock.set(market.clock.now() + 1)
        made[name] = await market.do(add_folder, mine, name, made.get(parent, 0))
    rows = [(each.name, each.depth, each.last) for each in await market.ask(folders, mine)]
    assert rows == [("а", 0, 0), ("б", 0, 0), ("ё", 1, 0), ("г", 2, 1), ("я", 1, 1), ("в", 0, 1)]
    rows = [(each.name, each.depth, each.last) for each in await market.ask(folders, mine, "date")]
    assert rows == [("б", 0, 0), ("я", 1, 0), ("ё", 1, 1), ("г", 2, 1), ("а", 0, 0), ("в", 0, 1)]
    first = (await market.ask(folders, mine))[2]
    assert first == FolderRow(made["ё"], made["б"], "ё", 1, 0)


async def test_folders_are_their_owners_own(market: Market) -> None:
    """Nobody lists, uses or builds upon somebody else's folder."""
    mine, other = await someone(market, "client"), await someone(market, "other")
    folder_id = await market.do(add_folder, mine, "Моя")
    assert await market.ask(folders, other) == []
    assert (await market.ask(own_folder, mine.id, folder_id)).name == "Моя"
    for stranger_id, wanted in [(other.id, folder_id), (mine.id, folder_id + 1), (mine.id, 0), (mine.id, -1)]:
        with pytest.raises(NotFound):
            await market.ask(own_folder, stranger_id, wanted)
    with pytest.raises(NotFound):
        await market.do(add_folder, other, "В чужой", folder_id)
    with pytest.raises(NotFound):
        await market.do(add_folder, mine, "В никакой", folder_id + 1)
    assert await market.ask(subtree_ids, other.id, folder_id) == []


async def test_what_lies_in_a_folder(market: Market) -> None:
    """A folder with everything in it; the root with everything."""
    mine = await someone(market, "client")
    one = await market.do(add_folder, mine, "1")
    two = await market.do(add_folder, mine, "2", one)
    three = await market.do(add_folder, mine, "3", two)
    four = await market.do(add_folder, mine, "4")
    assert await market.ask(subtree_ids, mine.id, one) == [one, two, three]
    assert await market.ask(subtree_ids, mine.id, three) == [three]
    assert await market.ask(subtree_ids, mine.id, 0) == [0, one, two, three, four]
    assert await market.ask(subtree_ids, mine.id, four + 1) == []


@pytest.mark.parametrize("name", ["я", "я" * 128, " я ", "<b>", "😀" * 128])
async def test_good_names(sqlite_market: Market, name: str) -> None:
    """Names at both limits are kept as they are; limits count characters, not bytes."""
    mine = await someone(sqlite_market, "client")
    await sqlite_market.do(add_folder, mine, name)
    assert [each.name for each in await sqlite_market.ask(folders, mine)] == [name]


@pytest.mark.parametrize("name", ["", "   ", "я" * 129, "a\0b", "\udfff"])
async def test_bad_names(sqlite_market: Market, name: str) -> None:
    """Names beyond the limits are refused and name the field."""
    mine = await someone(sqlite_market, "client")
    with pytest.raises(Invalid) as refusal:
        await sqlite_market.do(add_folder, mine, name)
    assert refusal.value.field == "name"
    assert await sqlite_market.ask(folders, mine) == []


async def test_there_is_a_limit(sqlite_market: Market) -> None:
    """The thousandth folder is made, the next is not."""
    mine = await someone(sqlite_market, "client")

    async def fill(tx) -> None:
        for _ in range(999):
            await tx.one(tables.ADD_FOLDER, owner_id=mine.id, parent_id=0, name="x", created=1)

    await sqlite_market.do(fill)
    await sqlite_market.do(add_folder, mine, "last")
    with pytest.raises(LimitExceeded):
        await sqlite_market.do(add_folder, mine, "over")


def test_a_deep_tree_is_laid_out() -> None:
    """A chain of five thousand folders overflows nothing."""
    chain = [Folder(number, number - 1, "x", 0) for number in range(1, 5001)]
    assert [each.depth for each in lay_out(chain)] == list(range(5000))
    assert subtree(chain, 2) == list(range(2, 5001))


def test_a_circle_ends() -> None:
    """Nodes that lie in one another are not listed and their subtree ends."""
    circle = [Folder(1, 2, "a", 0), Folder(2, 1, "b", 0), Folder(3, 0, "c", 0)]
    assert [each.id for each in lay_out(circle)] == [3]
    assert subtree(circle, 1) == [1, 2]
