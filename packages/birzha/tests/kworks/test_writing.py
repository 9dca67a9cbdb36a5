"""What sellers may write, what moderators are told, pictures, favourites and what was looked at, on both engines."""

import pytest
from sqlalchemy import insert, select

from birzha.errors import ContactsFound, Invalid, LimitExceeded, NotFound, WrongState
from birzha.kworks.commands import (
    add_favourite,
    add_image,
    approve_kwork,
    delete_kwork,
    note_view,
    offer_kwork,
    pause_kwork,
    reject_kwork,
    remove_favourite,
    remove_image,
    save_kwork,
    set_features,
)
from birzha.kworks.model import (
    MOST_FAVOURITES,
    MOST_IMAGES,
    MOST_KWORKS,
    MOST_VIEWED,
    Image,
    KworkChanges,
    KworkState,
    NewFeature,
    Package,
    Question,
    packages,
    questions,
    videos,
)
from birzha.kworks.queries import (
    details,
    favourites,
    kwork_image,
    kworks_by_state,
    kworks_to_moderate,
    my_kworks,
    viewed,
)
from birzha.kworks.tables import kwork, kwork_feature, kwork_view
from birzha.kworks.tables import kwork_image as image_rows
from birzha.orders.tables import dropped_file
from birzha.storage.statement import put_into

from .conftest import WRITTEN

IMAGE = Image(0, 0, "00ff", "кошка.png", 100, "image/png", 10, 10)
PACKAGE = Package("Стандарт", "Одна статья", 50_000, 3, 1)
MAIL = "пишите на ivan@example.ru"

BAD = [
    ("title", ""),
    ("title", " \n"),
    ("title", "я" * 121),
    ("description", "я" * 1001),
    ("full_description", "я" * 10_001),
    ("requirements", "я" * 5001),
    ("title", "a\0b"),
    ("price", 0),
    ("price", 100_000_000_001),
    ("days", 0),
    ("days", 366),
    ("revisions", -1),
    ("revisions", 101),
    ("category_id", 0),
    ("category_id", 777),
    ("faq", [Question("", "ответ")]),
    ("faq", [Question("вопрос", "я" * 5001)]),
    ("packages", [Package("", "", 1, 1, 0)]),
    ("packages", [Package("Мини", "", 0, 1, 0)]),
    ("packages", [Package("Мини", "", 1, 0, 0)]),
    ("packages", [Package("Мини", "", 1, 1, 101)]),
    ("packages", [Package("Мини", "я" * 1001, 1, 1, 1)]),
    ("videos", ["http://video.example/1"]),
    ("videos", ["https://video.example/1 2"]),
    ("videos", ["https://video.example/" + "a" * 500]),
]
TOO_MANY = [
    ("faq", [Question("а", "б")] * 21),
    ("packages", [PACKAGE] * 4),
    ("videos", ["https://video.example/1"] * 6),
]
WITH_CONTACTS = [
    ("title", MAIL),
    ("description", MAIL),
    ("full_description", MAIL),
    ("requirements", MAIL),
    ("faq", [Question("Как связаться?", MAIL)]),
    ("packages", [Package("Мини", MAIL, 1, 1, 0)]),
    ("videos", ["https://t.me/ivan_petrov"]),
]


@pytest.mark.parametrize(("field", "value"), BAD)
async def test_values_beyond_their_limits(stall, field, value):
    """Neither a new kwork nor an old one takes them; the field is named and nothing changes."""
    kwork_id = await stall.write()
    before = await stall.world.everything()
    for changes, number in (
        (KworkChanges(**{**WRITTEN, field: value}), None),
        (KworkChanges(**{field: value}), kwork_id),
    ):
        with pytest.raises(Invalid) as refused:
            await stall.world.do(save_kwork, stall.seller, changes, number)
        assert refused.value.field == field
    assert await stall.world.everything() == before


@pytest.mark.parametrize(("field", "value"), TOO_MANY)
async def test_too_many_parts(stall, field, value):
    """More questions, packages or videos than there may be are refused; as many as there may be are taken."""
    with pytest.raises(LimitExceeded) as refused:
        await stall.write(**{field: value})
    assert refused.value.field == field
    await stall.write(**{field: value[:-1]})


@pytest.mark.parametrize(("field", "value"), WITH_CONTACTS)
async def test_contacts_are_refused_everywhere(stall, field, value):
    """In every text that others read, the parts' among them."""
    with pytest.raises(ContactsFound):
        await stall.write(**{field: value})


async def test_contacts_in_extras_are_refused(stall):
    """An extra's name is read by others, too."""
    kwork_id = await stall.write()
    with pytest.raises(ContactsFound):
        await stall.world.do(set_features, stall.seller, kwork_id, [NewFeature(MAIL, 1, 0)])


@pytest.mark.parametrize("missing", ["title", "description", "category_id", "price", "days"])
async def test_a_new_kwork_has_its_obligatory_fields(stall, missing):
    """Each missing one is named."""
    given = {name: value for name, value in WRITTEN.items() if name != missing}
    with pytest.raises(Invalid) as refused:
        await stall.world.do(save_kwork, stall.seller, KworkChanges(**given))
    assert refused.value.field == missing


async def test_everything_that_is_written_is_read_again(stall):
    """Words, questions, packages, videos, extras and pictures come back as they went in, and a change of one leaves the others."""
    faq = (Question("Сколько ждать?", "Три дня, «не больше»\n"),)
    link = "https://video.example/watch?v=1"
    kwork_id = await stall.write(
        full_description="Подробно", requirements="Тема", revisions=2, faq=faq, packages=[PACKAGE], videos=[link]
    )
    extras = [NewFeature("Срочно", 20_000, 0), NewFeature("Ещё тысяча знаков", 10_000, 1)]
    await stall.world.do(set_features, stall.seller, kwork_id, [*extras, NewFeature("лишнее", 1, 0)])
    await stall.world.do(set_features, stall.seller, kwork_id, extras)
    await stall.world.do(add_image, stall.seller, kwork_id, IMAGE)
    await stall.world.do(save_kwork, stall.seller, KworkChanges(price=1), kwork_id)
    found = await stall.world.ask(details, stall.seller, kwork_id)
    assert (questions(found.kwork), packages(found.kwork), videos(found.kwork)) == (list(faq), [PACKAGE], [link])
    assert (found.kwork.full_description, found.kwork.requirements, found.kwork.revisions) == ("Подробно", "Тема", 2)
    assert (found.kwork.price, found.kwork.images) == (1, 1)
    assert [NewFeature(each.name, each.price, each.days) for each in found.features] == extras
    assert [each.key for each in found.images] == ["00ff"]


@pytest.mark.parametrize(
    "features",
    [[NewFeature("", 1, 0)], [NewFeature("я" * 121, 1, 0)], [NewFeature("а", 0, 0)], [NewFeature("а", 1, 366)]],
)
async def test_extras_beyond_their_limits(stall, features):
    """A nameless, free or endless extra is refused, and so are more than twenty."""
    kwork_id = await stall.write()
    with pytest.raises(Invalid):
        await stall.world.do(set_features, stall.seller, kwork_id, features)
    with pytest.raises(LimitExceeded):
        await stall.world.do(set_features, stall.seller, kwork_id, [NewFeature("а", 1, 0)] * 21)


async def test_who_reads_what(stall):
    """An active kwork is everybody's; any other its seller's, and a moderator's while it waits for one."""
    world = stall.world
    for state in KworkState:
        kwork_id = await stall.kwork_in(state)
        readers = {
            "seller": state is not KworkState.DELETED,
            "moderator": state in {KworkState.ACTIVE, KworkState.MODERATION},
            "customer": state is KworkState.ACTIVE,
        }
        for name, may in readers.items():
            actor = stall.seller if name == "seller" else getattr(world, name)
            if may:
                assert (await world.ask(details, actor, kwork_id)).kwork.id == kwork_id
            else:
                with pytest.raises(NotFound):
                    await world.ask(details, actor, kwork_id)


async def test_moderators_see_what_waits_and_sellers_are_told(stall):
    """Oldest first, none of their own; the seller learns of the verdict and its reason; the first day in the catalogue is kept."""
    world = stall.world
    first, second = [await stall.kwork_in(KworkState.MODERATION) for _ in range(2)]
    waiting = [each.id for each in await world.ask(kworks_to_moderate, world.moderator)]
    assert waiting == [first, second]
    assert [each.id for each in await world.ask(kworks_to_moderate, world.moderator, after=first)] == [second]
    await world.do(approve_kwork, world.moderator, first)
    await world.do(reject_kwork, world.moderator, second, "Нет примеров")
    told = await world.messages(stall.seller)
    assert "появился в каталоге" in told[-2]
    assert "Нет примеров" in told[-1]
    day = (await stall.kwork(first)).published_at
    assert day == world.now
    world.market.clock.set(world.now + 100)
    await world.do(save_kwork, stall.seller, KworkChanges(title="Иначе"), first)
    await world.do(approve_kwork, world.moderator, first)
    assert ((await stall.kwork(first)).published_at, (await stall.kwork(first)).updated) == (day, day + 100)
    with pytest.raises(Invalid):
        await world.do(reject_kwork, world.moderator, second, " ")


async def test_pictures_are_counted_and_forgotten(stall):
    """Twenty and no more; a removed one, and all of a deleted kwork, are noted for the sweep of files."""
    world = stall.world
    kwork_id = await stall.write()
    ids = [
        await world.do(add_image, stall.seller, kwork_id, Image(0, 0, f"{number:04}", "а.png", 1, "image/png", 1, 1))
        for number in range(MOST_IMAGES)
    ]
    with pytest.raises(LimitExceeded):
        await world.do(add_image, stall.seller, kwork_id, IMAGE)
    await world.do(remove_image, stall.seller, kwork_id, ids[0])
    await world.do(set_features, stall.seller, kwork_id, [NewFeature("Срочно", 1, 0)])
    await world.do(delete_kwork, stall.seller, kwork_id)
    dropped = {row[0] for row in await world.rows(select(dropped_file.c.key))}
    assert dropped == {f"{number:04}" for number in range(MOST_IMAGES)}
    for table in (image_rows, kwork_feature):
        assert await world.rows(select(table.c.id)) == []
    assert (await stall.kwork(kwork_id)).images == 0


async def test_own_kworks_by_state(stall):
    """Counted in every state but the deleted; listed the newest first, whole or in one state."""
    world = stall.world
    ids = {state: await stall.kwork_in(state) for state in KworkState}
    found = await world.ask(kworks_by_state, stall.seller)
    alive = [state for state in KworkState if state is not KworkState.DELETED]
    assert found.counts == dict.fromkeys(alive, 1)
    assert [each.id for each in found.cards] == sorted((ids[state] for state in alive), reverse=True)
    for state in KworkState:
        listed = [each.id for each in await world.ask(my_kworks, stall.seller, state=state)]
        assert listed == ([] if state is KworkState.DELETED else [ids[state]])
    assert (await world.ask(kworks_by_state, world.customer)).cards == []


async def test_a_seller_has_so_many_kworks(stall):
    """Five hundred; a deleted one makes room."""
    world = stall.world
    last = await stall.write()
    row = {"seller_id": stall.seller.id, "created": 1, "updated": 1, **WRITTEN}

    async def fill(tx):
        await tx.run_many(put_into(kwork, *row), [row] * (MOST_KWORKS - 1))

    await world.do(fill)
    with pytest.raises(LimitExceeded):
        await stall.write()
    await world.do(delete_kwork, stall.seller, last)
    await stall.write()


async def test_favourites(stall):
    """Twice is once; the last added stands first; only what is in the catalogue can be added and is shown; the list has an end."""
    world = stall.world
    first, second = await stall.offer(), await stall.offer()
    await world.do(add_favourite, world.customer, second)
    world.market.clock.set(world.now + 1)
    for _ in range(2):
        await world.do(add_favourite, world.customer, first)
    assert [each.id for each in await world.ask(favourites, world.customer)] == [first, second]
    assert await world.ask(favourites, world.stranger) == []
    await world.do(pause_kwork, stall.seller, first)
    assert [each.id for each in await world.ask(favourites, world.customer)] == [second]
    with pytest.raises(NotFound):
        await world.do(add_favourite, world.stranger, first)
    await world.do(remove_favourite, world.customer, first)
    with pytest.raises(NotFound):
        await world.do(remove_favourite, world.customer, first)


async def test_favourites_have_an_end(stall):
    """Two hundred; one more is refused and not kept."""
    world = stall.world
    row = {"seller_id": stall.seller.id, "created": 1, "updated": 1, "state": 3, **WRITTEN}
    await world.execute(insert(kwork).values([row] * (MOST_FAVOURITES + 1)))
    numbers = sorted(row[0] for row in await world.rows(select(kwork.c.id)))
    for number in numbers[:-1]:
        await world.do(add_favourite, world.customer, number)
    with pytest.raises(LimitExceeded):
        await world.do(add_favourite, world.customer, numbers[-1])
    assert len(await world.ask(favourites, world.customer)) == MOST_FAVOURITES


async def test_what_was_looked_at(stall):
    """Newest first, each once; of more than a hundred the oldest is forgotten."""
    world = stall.world
    row = {"seller_id": stall.seller.id, "created": 1, "updated": 1, "state": 3, **WRITTEN}
    await world.execute(insert(kwork).values([row] * (MOST_VIEWED + 1)))
    numbers = sorted(row[0] for row in await world.rows(select(kwork.c.id)))
    for number in numbers:
        world.market.clock.set(world.now + 1)
        await world.do(note_view, world.customer, number)
    expected = numbers[:0:-1]
    assert [each.id for each in await world.ask(viewed, world.customer)] == expected
    world.market.clock.set(world.now + 1)
    await world.do(note_view, world.customer, numbers[50])
    again = [numbers[50], *(each for each in expected if each != numbers[50])]
    assert [each.id for each in await world.ask(viewed, world.customer)] == again
    assert len(await world.rows(select(kwork_view.c.kwork_id))) == MOST_VIEWED
    assert await world.ask(viewed, world.stranger) == []
    with pytest.raises(NotFound):
        await world.do(note_view, world.customer, await stall.write())


async def test_one_picture(stall):
    """Whoever may read the kwork may have its picture; no other kwork's."""
    world = stall.world
    kwork_id, other = await stall.write(), await stall.write()
    image_id = await world.do(add_image, stall.seller, kwork_id, IMAGE)
    assert (await world.ask(kwork_image, stall.seller, kwork_id, image_id)).name == "кошка.png"
    for actor, number in ((world.customer, kwork_id), (stall.seller, other)):
        with pytest.raises(NotFound):
            await world.ask(kwork_image, actor, number, image_id)
    await world.do(offer_kwork, stall.seller, kwork_id)
    assert (await world.ask(kwork_image, world.moderator, kwork_id, image_id)).id == image_id
    with pytest.raises(WrongState):
        await world.do(remove_image, stall.seller, kwork_id, image_id)
