"""What authors do with articles: limits, contacts, who may sell, what an edit changes."""

import pytest
from sqlalchemy import func, select

from birzha.articles.commands import (
    add_image,
    approve_article,
    delete_article,
    offer_article,
    put_in_basket,
    reject_article,
    remove_image,
    save_article,
    set_figures,
    withdraw_article,
)
from birzha.articles.model import UNMEASURED, ArticleChanges, ArticleFilter, ArticleState, Image
from birzha.articles.queries import article_images, articles, my_articles, to_moderate, whole_article
from birzha.articles.tables.rows import article_image, article_picture, article_word, basket
from birzha.errors import ContactsFound, Forbidden, Invalid, LimitExceeded, NotFound
from birzha.money.commands import top_up
from birzha.orders.tables import dropped_file

LARGEST = 2**63 - 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", " \n\u00a0 "),
        ("title", "т" * 513),
        ("title", "нуль\0"),
        ("description", "о" * 10_001),
        ("keywords", "к" * 10_001),
        ("text", ""),
        ("text", " \t\r\n "),
        ("text", "т" * 40_001),
        ("text", "\ud800"),
        ("price", 0),
        ("price", -1),
        ("price", 100_000_000_001),
        ("id_type", 0),
        ("id_type", 5),
        ("id_subtype", 0),
        ("id_subtype", 11),
        ("category_id", 0),
        ("category_id", 777),
        ("language_id", 0),
        ("language_id", 777),
    ],
)
async def test_values_beyond_their_limits_are_refused(shop, field, value):
    """Each limit holds, for a new article and for an edit; the refusal names the field and nothing changes."""
    article_id = await shop.write()
    before = await shop.world.everything()
    for write in (
        lambda: shop.write(**{field: value}),
        lambda: shop.world.do(save_article, shop.author, ArticleChanges(**{field: value}), article_id),
    ):
        with pytest.raises(Invalid) as caught:
            await write()
        assert caught.value.field == field
    assert await shop.world.everything() == before


async def test_the_limits_themselves_are_allowed(shop):
    """The longest texts, emoji of four bytes among them, the greatest numbers and the smallest are taken."""
    most = {
        "title": "😀" * 512,
        "description": "😀" * 10_000,
        "keywords": "к" * 10_000,
        "text": "😀" * 40_000,
        "price": 100_000_000_000,
        "id_type": 4,
        "id_subtype": 10,
    }
    article = await shop.article(await shop.write(**most))
    assert {name: getattr(article, name) for name in most} == most
    assert article.size == 40_000
    least = await shop.article(await shop.write(title="т", description="", keywords="", text="т", price=1))
    assert (least.size, least.price, least.asking) == (1, 1, 1)


@pytest.mark.parametrize("field", ["title", "text", "price", "category_id", "language_id"])
async def test_a_new_article_needs_its_obligatory_fields(shop, field):
    """A new article without one of them is refused; an edit without them is not."""
    given = {"title": "т", "text": "т", "price": 1, "category_id": 1911, "language_id": 1}
    changes = ArticleChanges(**{name: value for name, value in given.items() if name != field})
    with pytest.raises(Invalid) as caught:
        await shop.world.do(save_article, shop.author, changes)
    assert caught.value.field == field
    await shop.world.do(save_article, shop.author, changes, await shop.write())


@pytest.mark.parametrize("field", ["title", "description", "keywords"])
async def test_contacts_are_refused_where_customers_read_before_they_buy(shop, field):
    """Title, description and keywords may carry no contact data; the sold text may."""
    with pytest.raises(ContactsFound) as caught:
        await shop.write(**{field: "пишите: ivan@example.com"})
    assert caught.value.field == field
    await shop.write(text="пишите: ivan@example.com")


async def test_size_counts_characters_without_spaces(shop):
    """No-break spaces, tabs and line ends do not count either (reference of the exchange, §3)."""
    assert (await shop.article(await shop.write(text=" а б\u00a0в\n\tг "))).size == 4


async def test_an_edit_keeps_what_is_not_given_and_unsets_what_was_measured_of_another_text(shop):
    """A new text has no figures and no marks; a new title keeps the figures and loses the marks; a price keeps both."""
    world = shop.world
    article_id = await shop.sell()
    await world.do(set_figures, article_id, 90, 80)
    old = await shop.article(article_id)
    await world.do(save_article, shop.author, ArticleChanges(price=5, id_subtype=4), article_id)
    cheap = await shop.article(article_id)
    assert (cheap.price, cheap.asking, cheap.id_subtype, cheap.state) == (5, 5, 4, ArticleState.ON_SALE)
    assert (cheap.unq, cheap.unq_shin, cheap.moder_check, cheap.title) == (90, 80, 1, old.title)
    await world.do(save_article, shop.author, ArticleChanges(title="Иначе"), article_id)
    named = await shop.article(article_id)
    assert (named.unq, named.moder_check, named.moder_orph, named.state) == (90, 0, 0, ArticleState.MODERATION)
    await world.do(withdraw_article, shop.author, article_id)
    await world.do(save_article, shop.author, ArticleChanges(text="Совсем другой текст"), article_id)
    written = await shop.article(article_id)
    assert (written.unq, written.unq_shin, written.size) == (UNMEASURED, UNMEASURED, 17)


async def test_saving_the_same_words_does_not_take_an_article_off_sale(shop):
    """What a moderator has read may be sent again."""
    article_id = await shop.sell()
    old = await shop.article(article_id)
    await shop.world.do(save_article, shop.author, ArticleChanges(title=old.title, text=old.text), article_id)
    assert (await shop.article(article_id)).state == ArticleState.ON_SALE


async def test_a_picture_of_the_description_lives_with_it(shop):
    """It is kept with the description, shown in lists, replaced by a new one and dropped with a description that has none."""
    world = shop.world
    article_id = await shop.sell(description="один", picture="UE5H")
    assert [each.picture for each in await shop.listed()] == ["UE5H"]
    await world.do(save_article, shop.author, ArticleChanges(price=9), article_id)
    assert [each.picture for each in await shop.listed()] == ["UE5H"]
    await world.do(save_article, shop.author, ArticleChanges(description="два", picture="R0lG"), article_id)
    assert [row[0] for row in await world.rows(select(article_picture.c.base64))] == ["R0lG"]
    await world.do(withdraw_article, shop.author, article_id)
    await world.do(save_article, shop.author, ArticleChanges(description="три"), article_id)
    assert await world.rows(select(article_picture)) == []


async def test_who_sells_needs_rating_or_money(shop):
    """A performer of less rating and less money than the rules ask for cannot offer; either of the two is enough."""
    world = shop.world
    article_id = await shop.write(world.rival)
    before = await world.everything()
    with pytest.raises(Forbidden):
        await world.do(offer_article, world.rival, article_id)
    assert await world.everything() == before
    await world.do(top_up, world.admin, world.rival.id, 9_999)
    with pytest.raises(Forbidden):
        await world.do(offer_article, world.rival, article_id)
    await world.do(top_up, world.admin, world.rival.id, 1)
    await world.do(offer_article, world.rival, article_id)
    assert (await shop.article(article_id)).state == ArticleState.MODERATION
    assert shop.author.rate == 10
    await world.do(offer_article, shop.author, await shop.write())


async def test_others_articles_are_as_if_they_were_not(shop):
    """Whoever is not the author gets for each act what they would get for an article that does not exist."""
    world = shop.world
    article_id = await shop.write()
    image_id = await world.do(add_image, shop.author, article_id, Image(0, 0, "aa", "а.gif", 9, "image/gif", 1, 1))
    before = await world.everything()
    for number in (article_id, 999):
        for act in (
            (save_article, world.rival, ArticleChanges(price=1), number),
            (offer_article, world.rival, number),
            (withdraw_article, world.rival, number),
            (delete_article, world.rival, number),
            (remove_image, world.rival, number, image_id),
            (whole_article, world.customer, number),
            (article_images, world.moderator, number),
        ):
            with pytest.raises(NotFound):
                await world.do(*act)
    assert await world.everything() == before


async def test_a_moderator_marks_and_rejects_and_the_author_is_told(shop):
    """Marks are kept as given, the article is dated when it first goes on sale, and each decision sends a message."""
    world = shop.world
    article_id = await shop.article_in(ArticleState.MODERATION)
    assert [each.id for each in await world.ask(to_moderate, world.moderator)] == [article_id]
    assert (await world.ask(whole_article, world.moderator, article_id)).text
    world.market.clock.set(world.now + 100)
    await world.do(approve_article, world.moderator, article_id, orph=1, punc=0, style=1)
    first = await shop.article(article_id)
    assert (first.moder_check, first.moder_orph, first.moder_punc, first.moder_style) == (1, 1, 0, 1)
    assert first.date == first.published_at == world.now
    world.market.clock.set(world.now + 100)
    await world.do(save_article, shop.author, ArticleChanges(title="Иначе"), article_id)
    await world.do(reject_article, world.moderator, article_id, "Нужен заголовок")
    await world.do(offer_article, shop.author, article_id)
    await world.do(approve_article, world.moderator, article_id, orph=0, punc=0, style=0)
    assert (await shop.article(article_id)).date == first.date
    told = await world.messages(shop.author)
    assert len(told) == 3
    assert "Нужен заголовок" in told[1]
    with pytest.raises(Invalid):
        await world.do(approve_article, world.moderator, article_id, orph=2, punc=0, style=0)
    with pytest.raises(Invalid):
        await world.do(reject_article, world.moderator, article_id, " ")


async def test_a_deleted_article_leaves_nothing_but_files_to_forget(shop):
    """Its words, picture, images and places in baskets go with it; its files are noted for deletion."""
    world = shop.world
    article_id = await shop.sell(picture="UE5H")
    await world.do(put_in_basket, world.customer, article_id)
    await world.do(withdraw_article, shop.author, article_id)
    await world.do(add_image, shop.author, article_id, Image(0, 0, "00ff", "а.gif", 9, "image/gif", 1, 1))
    await world.do(delete_article, shop.author, article_id)
    for table in (article_word, article_picture, article_image, basket):
        assert await world.rows(select(table)) == []
    assert [row[0] for row in await world.rows(select(dropped_file.c.key))] == ["00ff"]


async def test_twenty_pictures_are_enough(shop):
    """The twenty-first is refused."""
    article_id = await shop.write()
    for number in range(20):
        image = Image(0, 0, f"{number:04x}", "а.gif", 9, "image/gif", 1, 1)
        await shop.world.do(add_image, shop.author, article_id, image)
    with pytest.raises(LimitExceeded):
        await shop.world.do(add_image, shop.author, article_id, Image(0, 0, "ffff", "а.gif", 9, "image/gif", 1, 1))
    assert (await shop.article(article_id)).images == 20
    assert len(await shop.world.ask(article_images, shop.author, article_id)) == 20


async def test_an_author_lists_their_own(shop):
    """Newest first, in pages, by state; nobody else's."""
    drafts = [await shop.write(title=f"{number}") for number in range(3)]
    sold = await shop.article_in(ArticleState.SOLD)
    await shop.write(shop.world.rival)
    ask = shop.world.ask
    assert [each.id for each in await ask(my_articles, shop.author)] == [sold, *reversed(drafts)]
    assert [each.id for each in await ask(my_articles, shop.author, count=1, before=sold)] == [drafts[2]]
    assert [each.id for each in await ask(my_articles, shop.author, state=ArticleState.SOLD)] == [sold]


async def test_the_search_knows_articles_on_sale_only(shop):
    """Words are there exactly while an article is on sale, and go over to its customer when it is bought."""
    world = shop.world
    count = select(func.count()).select_from(article_word)
    article_id = await shop.article_in(ArticleState.MODERATION)
    assert (await world.rows(count))[0][0] == 0
    await world.do(approve_article, world.moderator, article_id, orph=1, punc=1, style=1)
    known = (await world.rows(count))[0][0]
    assert known > 3
    await world.do(save_article, shop.author, ArticleChanges(price=3), article_id)
    assert (await world.rows(count))[0][0] == known
    await world.do(save_article, shop.author, ArticleChanges(keywords="иначе"), article_id)
    assert (await world.rows(count))[0][0] == 0
    assert await world.ask(articles, world.customer, ArticleFilter(text="кошка")) == []
