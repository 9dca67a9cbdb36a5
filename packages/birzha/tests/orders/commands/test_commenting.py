"""Comments of the two parties."""

import pytest

from birzha.errors import ContactsFound, Invalid, NotFound
from birzha.orders.commands import add_comment
from birzha.orders.model import State
from birzha.orders.queries import discussion


async def test_comments(world):
    """Both may speak; each hears that the other did; live bids are not counted."""
    order_id = await world.place()
    await world.bid(order_id, world.rival)
    first = await world.do(add_comment, world.customer, order_id, "Вопросы есть?")
    assert first.count == 1
    assert await world.messages(world.performer) == []
    await world.assign(order_id)
    second = await world.do(add_comment, world.performer, order_id, "Нет")
    assert second.count == 4
    assert second.id > first.id
    assert "комментарий" in (await world.messages(world.customer))[-1]
    await world.do(add_comment, world.customer, order_id, "Хорошо")
    assert "комментарий" in (await world.messages(world.performer))[-1]


async def test_hidden_comments(world):
    """Only the two of them read what is hidden; others who may take the order read the rest, and no bid but their own."""
    order_id = await world.place()
    await world.do(add_comment, world.customer, order_id, "Всем")
    await world.do(add_comment, world.customer, order_id, "Себе", True)
    await world.bid(order_id, text="Моя")
    await world.bid(order_id, world.rival, text="Чужая")

    async def read(who):
        return [(note.text, note.hidden) for note in await world.ask(discussion, who, order_id)]

    assert await read(world.customer) == [("Чужая", 0), ("Моя", 0), ("Себе", 1), ("Всем", 0)]
    assert await read(world.performer) == [("Моя", 0), ("Всем", 0)]
    with pytest.raises(NotFound):
        await read(world.stranger)


async def test_the_performer_reads_everything(world):
    """Hidden words and old bids too; a rival nothing any more."""
    order_id = await world.place()
    await world.bid(order_id, world.rival, text="Чужая")
    await world.assign(order_id)
    await world.do(add_comment, world.customer, order_id, "Тайное", True)
    assert [note.text for note in await world.ask(discussion, world.performer, order_id)] == [
        "Тайное",
        "Возьмусь",
        "Чужая",
    ]
    for who in (world.rival, world.stranger):
        with pytest.raises(NotFound):
            await world.ask(discussion, who, order_id)
    with pytest.raises(NotFound):
        await world.ask(discussion, world.performer, 999)


@pytest.mark.parametrize(
    ("error", "text"), [(Invalid, ""), (Invalid, " "), (Invalid, "т" * 2_049), (ContactsFound, "ivan@example.com")]
)
async def test_bad_comments(world, error, text):
    """Empty, too long, with contacts: nothing is said."""
    order_id = await world.order_in(State.IN_WORK)
    before = await world.everything()
    with pytest.raises(error):
        await world.do(add_comment, world.customer, order_id, text)
    assert await world.everything() == before
    assert await world.do(add_comment, world.customer, order_id, "т" * 2_048)
