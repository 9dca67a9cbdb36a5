"""Folders: making them, whose they are, and how they are listed."""

import asyncio

import pytest

from birzha.app import Market
from birzha.errors import Invalid, LimitExceeded, NotFound
from birzha.folders import tables
from birzha.folders.commands import add_folder, delete_folder, own_folder, rename_folder
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


async def kept(tx, owner: Actor) -> list[Folder]:
    """Every folder in the table, those that no listing would show too."""
    return await tx.all(tables.FOLDERS, owner=owner.id)


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
    assert (await market.do(own_folder, mine.id, folder_id)).name == "Моя"
    for stranger_id, wanted in [(other.id, folder_id), (mine.id, folder_id + 1), (mine.id, 0), (mine.id, -1)]:
        with pytest.raises(NotFound):
            await market.do(own_folder, stranger_id, wanted)
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


async def test_renaming(market: Market) -> None:
    """An own folder gets another name at the limits; a bad name, a foreign or an unknown folder changes nothing."""
    mine, other = await someone(market, "client"), await someone(market, "other")
    folder = await market.do(add_folder, mine, "а")
    await market.do(rename_folder, mine, folder, "я" * 128)
    for name in ("", "   ", "я" * 129, "a\0b"):
        with pytest.raises(Invalid):
            await market.do(rename_folder, mine, folder, name)
    for owner, folder_id in ((other, folder), (mine, 999), (mine, 0)):
        with pytest.raises(NotFound):
            await market.do(rename_folder, owner, folder_id, "б")
    assert [each.name for each in await market.ask(folders, mine)] == ["я" * 128]


async def test_deleting(market: Market) -> None:
    """A folder goes with every folder in it; folders beside it, above it and of others stay."""
    mine, other = await someone(market, "client"), await someone(market, "other")
    top = await market.do(add_folder, mine, "верх")
    middle = await market.do(add_folder, mine, "середина", top)
    low = await market.do(add_folder, mine, "низ", middle)
    side = await market.do(add_folder, mine, "рядом", top)
    theirs = await market.do(add_folder, other, "чужая")
    for owner, folder_id in ((other, middle), (mine, theirs), (mine, 999), (mine, 0)):
        with pytest.raises(NotFound):
            await market.do(delete_folder, owner, folder_id)
    assert await market.do(delete_folder, mine, middle) == [middle, low]
    assert [each.id for each in await market.ask(folders, mine)] == [top, side]
    assert [each.id for each in await market.ask(folders, other)] == [theirs]
    with pytest.raises(NotFound):
        await market.do(delete_folder, mine, low)


async def test_nothing_ends_up_in_a_deleted_folder(postgres_market: Market) -> None:
    """Deleting a folder while folders are made in it leaves none whose parent is gone."""
    mine = await someone(postgres_market, "client")
    for _ in range(20):
        top = await postgres_market.do(add_folder, mine, "верх")
        results = await asyncio.gather(
            *(postgres_market.do(add_folder, mine, "низ", top) for _ in range(3)),
            postgres_market.do(delete_folder, mine, top),
            *(postgres_market.do(add_folder, mine, "низ", top) for _ in range(3)),
            return_exceptions=True,
        )
        assert all(isinstance(each, int | list | NotFound) for each in results)
        assert await postgres_market.ask(kept, mine) == []
