"""Corrections: asked for, taken by one, returned; and from what they are made."""

import asyncio

import pytest

from birzha.articles.commands import approve_article, archive_articles, buy_article, offer_article, save_article
from birzha.articles.model import ArticleChanges
from birzha.clock import DAY
from birzha.corrections.commands import (
    add_correction,
    forget_folders,
    give_back_correction,
    import_correction,
    move_corrections,
    return_correction,
    take_correction,
)
from birzha.corrections.model import Source, deadline_from
from birzha.corrections.queries import correction, corrections_to_take, my_corrections, taken_corrections
from birzha.errors import ContactsFound, Forbidden, Invalid, NotFound, WrongState
from birzha.folders.commands import add_folder
from birzha.folders.model import FolderDeleted
from birzha.money.commands import top_up
from birzha.orders.commands import accept_results, archive_orders, delete_orders, refuse_order, submit_result
from birzha.orders.model import State, StoredFile
from birzha.people.access import PERMISSIONS
from birzha.people.model import ANYONE, Role
from birzha.sweeps.files import forget_files

TEXT = "Ржаной хлеп пекут из ржаной муки."
GOOD = "Ржаной хлеб пекут из ржаной муки."


@pytest.fixture
async def corrector(world):
    return await world.person("corrector", Role.CORRECTOR)


async def add(world, **more):
    return await world.do(add_correction, world.customer, **{"title": "О хлебе", "text": TEXT, **more})


async def bring(world, source, object_id, **more):
    made = await world.do(import_correction, world.customer, source, object_id, **more)
    return await world.ask(correction, world.customer, made)


async def test_the_whole_life(world, corrector):
    """Asked for, seen, taken, returned; both sides are told at each step, and the customer reads the result."""
    made = await add(world, description="Опечатки", deadline=world.now + 3 * DAY)
    (seen,) = await world.ask(corrections_to_take, corrector)
    assert (seen.id, seen.title, seen.size, seen.state) == (made, "О хлебе", len(TEXT), "new")
    assert (await world.ask(correction, corrector, made)).text == TEXT
    taken = await world.do(take_correction, corrector, made)
    assert (taken.corrector_id, taken.state, taken.taken_at) == (corrector.id, "in_work", world.now)
    assert await world.ask(corrections_to_take, corrector) == []
    world.market.clock.set(world.now + 60)
    done = await world.do(return_correction, corrector, made, GOOD, "Одна опечатка")
    assert (done.state, done.returned_at) == ("done", world.now)
    found = await world.ask(correction, world.customer, made)
    assert (found.corrected, found.comment, found.text, found.deadline) == (GOOD, "Одна опечатка", TEXT, seen.deadline)
    assert [each.state for each in await world.ask(my_corrections, world.customer)] == ["done"]
    assert [each.id for each in await world.ask(taken_corrections, corrector)] == [made]
    told = [*await world.messages(world.customer), *await world.messages(corrector)]
    assert [("взялся" in each, "готова" in each) for each in told[:2]] == [(True, False), (False, True)]
    assert len(told) == 4


async def test_given_back(world, corrector):
    """What a corrector gives back waits for another; the customer is told."""
    other = await world.person("other", Role.CORRECTOR)
    made = await add(world)
    await world.do(take_correction, corrector, made)
    await world.do(give_back_correction, corrector, made)
    found = await world.ask(correction, world.customer, made)
    assert (found.state, found.corrector_id, found.taken_at) == ("new", 0, 0)
    assert "снова ждёт" in (await world.messages(world.customer))[-1]
    with pytest.raises(NotFound):
        await world.do(return_correction, corrector, made, GOOD)
    assert (await world.do(take_correction, other, made)).corrector_id == other.id


async def test_who_may_what(world, corrector):
    """Strangers find nothing; who did not take it can neither return it nor give it back; nobody corrects their own."""
    made = await add(world)
    other = await world.person("other", Role.CORRECTOR)
    both = await world.person("both", ANYONE)
    own = await world.do(add_correction, both, "Моё", TEXT)
    for who in (world.stranger, world.performer):
        with pytest.raises(NotFound):
            await world.ask(correction, who, made)
    for who in (world.customer, world.moderator):
        with pytest.raises(Forbidden):
            await world.do(take_correction, who, made)
    assert [each.id for each in await world.ask(corrections_to_take, both)] == [made]
    with pytest.raises(NotFound):
        await world.do(take_correction, both, own)
    await world.do(take_correction, corrector, made)
    before = await world.everything()
    with pytest.raises(WrongState):
        await world.do(take_correction, other, made)
    for command, more in ((return_correction, (GOOD,)), (give_back_correction, ())):
        for which in (made, own, 999):
            with pytest.raises(NotFound):
                await world.do(command, other, which, *more)
    with pytest.raises(NotFound):
        await world.ask(correction, other, made)
    with pytest.raises(NotFound):
        await world.do(take_correction, other, 999)
    assert await world.everything() == before


async def test_done_is_done(world, corrector):
    """A returned text stays as it is."""
    made = await add(world)
    await world.do(take_correction, corrector, made)
    await world.do(return_correction, corrector, made, GOOD)
    before = await world.everything()
    for command, more in ((return_correction, ("Иное",)), (give_back_correction, ()), (take_correction, ())):
        with pytest.raises(WrongState):
            await world.do(command, corrector, made, *more)
    assert await world.everything() == before


@pytest.mark.parametrize("round_", range(5))
async def test_one_winner(world, round_):
    """Eight correctors take one at once: one has it, seven are told that it is taken."""
    correctors = [await world.person(f"c{round_}{number}", Role.CORRECTOR) for number in range(8)]
    made = await add(world)
    outcomes = await asyncio.gather(
        *(world.do(take_correction, who, made) for who in correctors), return_exceptions=True
    )
    failed = [each for each in outcomes if isinstance(each, BaseException)]
    assert [type(each) for each in failed] == [WrongState] * 7
    (won,) = [each for each in outcomes if each not in failed]
    assert (await world.ask(correction, world.customer, made)).corrector_id == won.corrector_id


async def test_limits(world, corrector):
    """Missing, long and blank texts and contact data are refused, and a folder must be one's own; nothing is kept."""
    folder = await world.do(add_folder, world.stranger, "Чужая")
    before = await world.everything()
    for values in (
        {"title": ""},
        {"title": " \n"},
        {"title": "а" * 513},
        {"description": "а" * 10_001},
        {"text": ""},
        {"text": " " * 100},
        {"text": "а" * 40_001},
        {"text": "а\0"},
    ):
        with pytest.raises(Invalid):
            await add(world, **values)
    for field in ("title", "description", "text"):
        with pytest.raises(ContactsFound) as refused:
            await add(world, **{field: "Пишите на ivan@example.org"})
        assert refused.value.field == field
    for missing in (folder, 999):
        with pytest.raises(NotFound):
            await add(world, folder_id=missing)
    assert await world.everything() == before
    made = await add(world, title="а" * 512, description="а" * 10_000, text="а" * 40_000)
    await world.do(take_correction, corrector, made)
    for values in ((" ",), ("а" * 400_001,), (GOOD, "а" * 5001)):
        with pytest.raises(Invalid):
            await world.do(return_correction, corrector, made, *values)
    with pytest.raises(ContactsFound):
        await world.do(return_correction, corrector, made, GOOD, "Пишите на ivan@example.org")
    await world.do(return_correction, corrector, made, "а" * 400_000, "а" * 5000)


@pytest.mark.parametrize(
    ("wanted", "deadline"), [(None, DAY), (0, DAY), (DAY - 1, DAY), (DAY, DAY), (DAY + 1, DAY + 1), (10**9, 10**9)]
)
def test_the_deadline_is_a_day_away_at_least(wanted, deadline):
    """Whatever is asked for, a corrector has a day."""
    now = 1_700_000_000
    assert deadline_from(None if wanted is None else now + wanted, now) == now + deadline
    assert deadline_from(5, now) == now + DAY


async def test_results_of_orders(world):
    """A result by its own id, under check or done: its text, its order's title and folder; not by the order's id, nor another's."""
    folder = await world.do(add_folder, world.customer, "Хлеб")
    await world.order_in(State.DRAFT)  # so that ids of orders and results differ
    order_id = await world.assign(await world.place(folder_id=folder))
    result_id = await world.submit(order_id)
    made = await bring(world, Source.RESULT, result_id, deadline=world.now + 2 * DAY)
    assert (made.title, made.text, made.folder_id) == ("Статья о кошках", "т" * 1000, folder)
    assert (made.source, made.source_id, made.size, made.file_name) == ("task", result_id, 1000, "")
    assert made.deadline == world.now + 2 * DAY
    for source, which in ((Source.RESULT, order_id), (Source.RESULT, 999), (Source.ARCHIVED_ORDER, order_id)):
        with pytest.raises(NotFound):
            await bring(world, source, which)
    with pytest.raises(NotFound):
        await world.do(import_correction, world.stranger, Source.RESULT, result_id)


async def test_archived_orders(world):
    """An archived order by its own id: the accepted result, not one that was sent back; its result's id finds nothing any more."""
    order_id = await world.order_in(State.ON_CHECK)
    from birzha.orders.commands import send_back

    await world.do(send_back, world.customer, [order_id], "Исправьте")
    result_id = await world.do(submit_result, world.performer, order_id, "ж" * 1000)
    await world.do(accept_results, world.customer, [order_id])
    await world.do(archive_orders, world.customer, [order_id])
    made = await bring(world, Source.ARCHIVED_ORDER, order_id)
    assert (made.text, made.source, made.source_id) == ("ж" * 1000, "a_task", order_id)
    with pytest.raises(NotFound):
        await bring(world, Source.RESULT, result_id)
    with pytest.raises(NotFound):
        await world.do(import_correction, world.stranger, Source.ARCHIVED_ORDER, order_id)


async def test_attachments(world, corrector):
    """A text goes first unless the file is asked for; a file alone is taken either way; it outlives its order."""
    order_id = await world.assign(await world.place())
    key = world.market.files.put(b"content")
    file = StoredFile(key, "статья.docx", 7, "application/octet-stream")
    result_id = await world.do(submit_result, world.performer, order_id, "т" * 1000, file)
    text = await bring(world, Source.RESULT, result_id)
    assert (text.text, text.file_key, text.file_name) == ("т" * 1000, "", "")
    made = await bring(world, Source.RESULT, result_id, prefer_file=True)
    assert (made.text, made.size, made.file_key, made.file_name, made.file_size) == ("", 0, key, "статья.docx", 7)
    alone = await world.assign(await world.place())
    lonely = await world.do(submit_result, world.performer, alone, "", file)
    assert (await bring(world, Source.RESULT, lonely)).file_key == key
    words = await world.assign(await world.place())
    wordy = await world.submit(words)
    assert (await bring(world, Source.RESULT, wordy, prefer_file=True)).text == "т" * 1000
    assert [each.file_name for each in await world.ask(corrections_to_take, corrector)][:2] == ["", "статья.docx"]


async def test_a_file_outlives_its_order(world):
    """A deleted order's file stays on disk while a correction has it."""
    order_id = await world.assign(await world.place())
    key = world.market.files.put(b"content")
    result_id = await world.do(
        submit_result, world.performer, order_id, "", StoredFile(key, "a.doc", 7, "application/msword")
    )
    await bring(world, Source.RESULT, result_id)
    from birzha.orders.commands import send_back

    await world.do(send_back, world.customer, [order_id], "Исправьте")
    await world.do(refuse_order, world.performer, order_id)
    world.market.clock.set(world.now + 8 * DAY)
    await world.do(delete_orders, world.customer, [order_id])
    assert await forget_files(world.market) == 1
    assert world.market.files.get(key) == b"content"


async def test_articles(world):
    """A bought article as ``article``, an archived one as ``a_article``, each by its kind only and for its buyer only."""
    values = ArticleChanges(title="Хлеб", text=TEXT * 20, price=10_000, category_id=1911, language_id=1)
    article = await world.do(save_article, world.performer, values)
    await world.do(top_up, world.admin, world.performer.id, 100_000)  # who sells has money or a rating
    await world.do(offer_article, world.performer, article)
    await world.do(approve_article, world.moderator, article, orph=1, punc=1, style=1)
    for source in (Source.ARTICLE, Source.ARCHIVED_ARTICLE):
        with pytest.raises(NotFound):
            await bring(world, source, article)
    await world.do(buy_article, world.customer, article)
    made = await bring(world, Source.ARTICLE, article, prefer_file=True)
    assert (made.title, made.text, made.source) == ("Хлеб", TEXT * 20, "article")
    with pytest.raises(NotFound):
        await bring(world, Source.ARCHIVED_ARTICLE, article)
    await world.do(archive_articles, world.customer, [article])
    assert (await bring(world, Source.ARCHIVED_ARTICLE, article)).text == TEXT * 20
    with pytest.raises(NotFound):
        await bring(world, Source.ARTICLE, article)
    for who in (world.stranger, world.performer):
        with pytest.raises(NotFound):
            await world.do(import_correction, who, Source.ARCHIVED_ARTICLE, article)


async def test_folders(world):
    """Own ones are moved, others passed over; what lay in a deleted folder lies in the root."""
    folder = await world.do(add_folder, world.customer, "Хлеб")
    one, other = await add(world), await add(world, folder_id=folder)
    foreign = await world.do(add_correction, world.stranger, "Чужая", TEXT)
    assert await world.do(move_corrections, world.customer, [one, foreign, 999], folder) == 1
    assert [each.id for each in await world.ask(my_corrections, world.customer, folder_id=folder)] == [other, one]
    for ids, where in (([foreign], folder), ([one], 999)):
        with pytest.raises(NotFound):
            await world.do(move_corrections, world.customer, ids, where)
    with pytest.raises(NotFound):
        await world.do(move_corrections, world.stranger, [foreign], folder)
    await world.do(forget_folders, FolderDeleted(world.customer.id, (folder,)))
    assert [each.folder_id for each in await world.ask(my_corrections, world.customer)] == [0, 0]


async def test_lists(world, corrector):
    """Own ones newest first, by state; what waits oldest first; pages go on after an id."""
    made = [await add(world, title=f"{number}") for number in range(4)]
    await world.do(take_correction, corrector, made[1])
    ids = lambda rows: [each.id for each in rows]  # noqa: E731  # said once, used on every line below
    assert ids(await world.ask(my_corrections, world.customer)) == made[::-1]
    assert ids(await world.ask(my_corrections, world.customer, state="new", count=2)) == [made[3], made[2]]
    assert ids(await world.ask(my_corrections, world.customer, state="new", before=made[2])) == [made[0]]
    assert ids(await world.ask(my_corrections, world.stranger)) == []
    assert ids(await world.ask(corrections_to_take, corrector)) == [made[0], made[2], made[3]]
    assert ids(await world.ask(corrections_to_take, corrector, after=made[0], count=1)) == [made[2]]
    assert ids(await world.ask(taken_corrections, corrector)) == [made[1]]
    assert ids(await world.ask(taken_corrections, corrector, before=made[1])) == []


def test_roles():
    """Every command and query of corrections, with its roles, written down a second time."""
    found = {name: each.role for name, each in PERMISSIONS.items() if name.startswith("corrections.")}
    assert found == {
        "corrections.add_correction": ANYONE,
        "corrections.import_correction": ANYONE,
        "corrections.move_corrections": ANYONE,
        "corrections.take_correction": Role.CORRECTOR,
        "corrections.give_back_correction": Role.CORRECTOR,
        "corrections.return_correction": Role.CORRECTOR,
        "corrections.my_corrections": ANYONE,
        "corrections.correction": ANYONE,
        "corrections.corrections_to_take": Role.CORRECTOR,
        "corrections.taken_corrections": Role.CORRECTOR,
    }
