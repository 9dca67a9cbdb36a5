"""Every transition of an article from every state."""

from typing import Any

import pytest

from birzha.articles.commands import (
    add_image,
    approve_article,
    archive_articles,
    buy_article,
    delete_article,
    offer_article,
    reject_article,
    remove_image,
    save_article,
    set_discount,
    set_figures,
    withdraw_article,
)
from birzha.articles.model import TRANSITIONS, ArticleChanges, ArticleState, Event, Image
from birzha.articles.model.states import GONE
from birzha.errors import NotFound, WrongState

IMAGE = Image(0, 0, "00ff", "кошка.png", 100, "image/png", 10, 10)

EXPECTED = {
    Event.EDIT: {1: 1, 3: 3, 4: 4},
    Event.REWRITE: {1: 1, 3: 2, 4: 4},
    Event.DISCOUNT: {1: 1, 2: 2, 3: 3, 4: 4},
    Event.OFFER: {1: 2, 4: 2},
    Event.WITHDRAW: {2: 1, 3: 1},
    Event.APPROVE: {2: 3},
    Event.REJECT: {2: 4},
    Event.BUY: {3: 5},
    Event.ARCHIVE: {5: 6},
    Event.MEASURE: {1: 1, 2: 2, 3: 3, 4: 4},
    Event.DELETE: {1: 0, 2: 0, 3: 0, 4: 0},
}
"""Written down a second time, from the reference: a slip in the declaration shows here."""


def test_the_declaration_is_what_the_reference_says():
    """No transition is there by mistake, and none is missing."""
    assert {event: dict(after) for event, after in TRANSITIONS.items()} == EXPECTED


async def act(shop: Any, event: Event, article_id: int) -> None:
    """Let an event happen to an article by whoever may."""
    world, author = shop.world, shop.author
    acts = {
        Event.EDIT: (save_article, author, ArticleChanges(price=7), article_id),
        Event.REWRITE: (save_article, author, ArticleChanges(title="Новое"), article_id),
        Event.DISCOUNT: (set_discount, author, article_id, 10, world.now),
        Event.OFFER: (offer_article, author, article_id),
        Event.WITHDRAW: (withdraw_article, author, article_id),
        Event.REJECT: (reject_article, world.moderator, article_id, "Причина"),
        Event.BUY: (buy_article, world.stranger, article_id),
        Event.ARCHIVE: (archive_articles, world.customer, [article_id]),
        Event.MEASURE: (set_figures, article_id, 90, 91),
        Event.DELETE: (delete_article, author, article_id),
    }
    if event is Event.APPROVE:
        await world.do(approve_article, world.moderator, article_id, orph=1, punc=1, style=1)
    else:
        await world.do(*acts[event])


@pytest.mark.parametrize("state", list(ArticleState))
@pytest.mark.parametrize("event", list(Event))
async def test_every_event_in_every_state(shop, event, state):
    """An event leads where the declaration says, and is refused, changing nothing, in all other states."""
    article_id = await shop.article_in(state)
    expected = EXPECTED[event].get(int(state))
    if expected is None:
        before = await shop.world.everything()
        with pytest.raises((WrongState, NotFound)):
            await act(shop, event, article_id)
        assert await shop.world.everything() == before
        return
    await act(shop, event, article_id)
    if expected == GONE:
        with pytest.raises(AssertionError, match="gone"):
            await shop.article(article_id)
    else:
        assert (await shop.article(article_id)).state == expected


async def test_a_refusal_says_how_the_article_stands(shop):
    """The refusal is a sentence that names the article and its state."""
    draft = await shop.write()
    with pytest.raises(WrongState, match=f"^Статья №{draft} — черновик: сейчас это действие с ней невозможно.$"):
        await shop.world.do(withdraw_article, shop.author, draft)


@pytest.mark.parametrize("state", list(ArticleState))
async def test_pictures_come_and_go_as_words_do(shop, state):
    """Adding or removing a picture is allowed where rewriting is, and takes an article on sale back to moderation."""
    article_id = await shop.write()
    image_id = await shop.world.do(add_image, shop.author, article_id, IMAGE)
    other = await shop.article_in(state)
    expected = EXPECTED[Event.REWRITE].get(int(state))
    if expected is None:
        with pytest.raises(WrongState):
            await shop.world.do(add_image, shop.author, other, IMAGE)
        return
    added = await shop.world.do(add_image, shop.author, other, IMAGE)
    assert ((await shop.article(other)).state, (await shop.article(other)).images) == (expected, 1)
    assert (await shop.article(other)).moder_check == 0
    if expected == ArticleState.MODERATION:
        with pytest.raises(WrongState):
            await shop.world.do(remove_image, shop.author, other, added)
    else:
        await shop.world.do(remove_image, shop.author, other, added)
        assert (await shop.article(other)).images == 0
    with pytest.raises(NotFound):  # a picture of another article is not this one's
        await shop.world.do(remove_image, shop.author, other, image_id)
