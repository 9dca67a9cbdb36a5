"""How articles change hands: baskets, purchases, money, the archive, folders."""

import pytest
from sqlalchemy import select, update

from birzha.articles.commands import (
    archive_articles,
    buy_article,
    move_articles,
    put_in_basket,
    save_article,
    set_discount,
    take_from_basket,
    withdraw_article,
)
from birzha.articles.model import ArchiveFilter, ArticleChanges, ArticleState
from birzha.articles.queries import (
    archived,
    archived_texts,
    article_on_sale,
    bought_texts,
    have_traded,
    whole_article,
)
from birzha.articles.tables.articles import SELL_ARTICLE
from birzha.articles.tables.rows import article, article_word, basket
from birzha.errors import Forbidden, NotEnoughMoney, NotFound, WrongState
from birzha.folders.commands import add_folder
from birzha.folders.model import FolderDeleted
from birzha.money.audit import audit
from birzha.money.commands import pay_for_article
from birzha.money.queries import statement
from birzha.money.tables import payout, transfer
from birzha.people.commands import block, unblock
from birzha.people.model import ANYONE, Actor
from birzha.storage.transaction import Transaction
from birzha.sweeps.run import advance


async def test_a_purchase_moves_the_money_as_the_reference_says(shop):
    """The customer pays price and fee, the author gets the price less theirs, both statements say so, in no folder."""
    world = shop.world
    before = await world.available(world.customer)
    article_id = await shop.sell(price=12_345)
    paid = 12_345 + 617  # 5 % of it is 617.25
    assert [each.full_price for each in await shop.listed()] == [paid]
    assert await world.do(buy_article, world.customer, article_id) == article_id
    assert await world.available(world.customer) == before - paid
    assert await world.available(shop.author) == 12_345 - 1_235  # 10 % of it is 1234.5
    (mine, *_), (theirs,) = await world.ask(statement, world.customer), await world.ask(statement, shop.author)
    assert (mine.amount, mine.commission, mine.counterparty_id, mine.folder_id) == (-paid, 617, shop.author.id, 0)
    assert (theirs.amount, theirs.commission, theirs.counterparty_id) == (11_110, 1_235, world.customer.id)
    assert mine.operation == theirs.operation == f"Оплата статьи №{article_id}"
    sold = await shop.article(article_id)
    assert (sold.owner_id, sold.paid, sold.asking, sold.date_buy) == (world.customer.id, paid, 12_345, world.now)
    assert "куплена" in (await world.messages(shop.author))[-1]
    assert await shop.ids() == []
    (bought,) = await shop.listed(bought=True)
    assert (bought.id, bought.full_price, bought.date_buy) == (article_id, paid, world.now)
    assert await shop.ids(by=world.stranger, bought=True) == []


@pytest.mark.parametrize(
    ("price", "percent", "asking", "paid", "earned"),
    [
        (1, 0, 1, 1, 1),
        (1, 90, 1, 1, 1),  # a kopeck at least
        (9, 50, 5, 5, 4),  # 4.5 kopecks are 5; the fees of 5 are 0.25 and 0.5
        (10, 0, 10, 11, 9),  # half a kopeck is one
        (10_001, 33, 6_701, 7_036, 6_031),  # 6700.67; 335.05; 670.1
        (99_999_999_999, 1, 98_999_999_999, 103_949_999_999, 89_099_999_999),
    ],
)
async def test_rounding(shop, price, percent, asking, paid, earned):
    """Every share is rounded half up to the kopeck, the discount before the fees; nothing is lost on the way."""
    world = shop.world
    article_id = await shop.sell(price=price)
    if percent:
        await world.do(set_discount, shop.author, article_id, percent, world.now)
    (listed,) = await shop.listed()
    assert ((await shop.article(article_id)).asking, listed.full_price) == (asking, paid)
    if paid > await world.available(world.customer):
        with pytest.raises(NotEnoughMoney):
            await world.do(buy_article, world.customer, article_id)
        return
    before = await world.available(world.customer)
    await world.do(buy_article, world.customer, article_id)
    assert before - await world.available(world.customer) == paid
    assert await world.available(shop.author) == earned


async def test_what_cannot_be_bought(shop):
    """Not on sale, one's own, too dear, of an author who is shut out: each is refused in its own way and changes nothing."""
    world = shop.world
    everybody = Actor(shop.author.id, ANYONE, rate=10)
    article_id = await shop.sell()
    dear = await shop.sell(price=99_999_999_999)
    others = [await shop.article_in(state) for state in ArticleState if state is not ArticleState.ON_SALE]
    await world.do(block, world.admin, world.rival.id)
    before = await world.everything()
    for number in (*others, 999):
        with pytest.raises(NotFound):
            await world.do(buy_article, world.stranger, number)
        with pytest.raises(NotFound):
            await world.do(put_in_basket, world.stranger, number)
    for act in (buy_article, put_in_basket):
        with pytest.raises(Forbidden):
            await world.do(act, everybody, article_id)
    with pytest.raises(NotEnoughMoney):
        await world.do(buy_article, world.customer, dear)
    assert await world.everything() == before


async def test_an_author_who_is_shut_out_neither_shows_nor_sells(shop):
    """Blocking hides their articles everywhere and stops sales; unblocking brings all back, the basket too."""
    world = shop.world
    article_id = await shop.sell()
    await world.do(put_in_basket, world.customer, article_id)
    await world.do(block, world.admin, shop.author.id)
    for wanted in ({}, {"text": "кошка"}, {"author_id": shop.author.id}, {"article_id": article_id}, {"basket": True}):
        assert await shop.ids(**wanted) == [], wanted
    for act in (buy_article, put_in_basket, article_on_sale):
        with pytest.raises(NotFound):
            await world.do(act, world.customer, article_id)
    await world.do(unblock, world.admin, shop.author.id)
    assert await shop.ids(basket=True) == [article_id]
    await world.do(buy_article, world.customer, article_id)
    await world.do(block, world.admin, shop.author.id)
    assert await shop.ids(bought=True, text="кошка") == [article_id]


@pytest.mark.parametrize("state", list(ArticleState))
async def test_the_sale_itself_is_guarded(shop, state):
    """Whatever a command has read before, the rows give an article away only while it is on sale."""
    article_id = await shop.article_in(state)
    before = await shop.world.everything()
    sale = {"customer": shop.world.stranger.id, "price": 1, "full_price": 1, "moment": 1}
    sold = await shop.world.do(_sell, article_id=article_id, **sale)
    assert sold == int(state is ArticleState.ON_SALE)
    if sold:
        await shop.world.execute(update(article).values(state=3, owner_id=0, paid=0))
    else:
        assert await shop.world.everything() == before


async def _sell(tx: Transaction, **sale: int) -> int:
    return await tx.run(SELL_ARTICLE, **sale)


async def test_a_basket_is_ones_own(shop):
    """What lies in it is listed while it is on sale; a purchase by anybody empties it; nobody takes from another's."""
    world = shop.world
    one, two = await shop.sell(), await shop.sell(title="Собаки")
    for each in (one, two, one):
        await world.do(put_in_basket, world.customer, each)
    assert sorted(await shop.ids(basket=True)) == [one, two]
    assert await shop.ids(by=world.stranger, basket=True) == []
    with pytest.raises(NotFound):
        await world.do(take_from_basket, world.stranger, one)
    await world.do(withdraw_article, shop.author, two)
    assert await shop.ids(basket=True) == [one]
    await world.do(buy_article, world.stranger, one)
    assert [row[0] for row in await world.rows(select(basket.c.article_id))] == [two]
    await world.do(take_from_basket, world.customer, two)
    assert await world.rows(select(basket)) == []


async def test_texts_are_for_who_bought_them(shop):
    """Bought and archived texts come in the asked order, each from its own place; nobody else gets any."""
    world = shop.world
    numbers = [await shop.article_in(ArticleState.SOLD, text=f"текст {number}") for number in range(3)]
    assert await world.do(archive_articles, world.customer, [numbers[1], 999, numbers[1]]) == [numbers[1]]
    asked = [numbers[2], 999, numbers[1], numbers[0], numbers[2]]
    assert [each.text for each in await world.ask(bought_texts, world.customer, asked)] == ["текст 2", "текст 0"]
    assert [each.text for each in await world.ask(archived_texts, world.customer, asked)] == ["текст 1"]
    for query in (bought_texts, archived_texts):
        assert await world.ask(query, world.stranger, asked) == []
    assert (await world.ask(whole_article, world.customer, numbers[1])).text == "текст 1"
    with pytest.raises(NotFound):
        await world.ask(whole_article, world.moderator, numbers[1])


async def test_the_archive_takes_what_was_bought_once(shop):
    """Archiving twice is refused, others' articles are not found, and the moment is kept."""
    world = shop.world
    article_id = await shop.article_in(ArticleState.SOLD)
    with pytest.raises(NotFound):
        await world.do(archive_articles, world.stranger, [article_id])
    await world.do(archive_articles, world.customer, [article_id])
    with pytest.raises(WrongState):
        await world.do(archive_articles, world.customer, [article_id])
    (listed,) = await world.ask(archived, world.customer, ArchiveFilter())
    assert (listed.id, listed.archived_at, listed.picture) == (article_id, world.now, "")
    assert await shop.ids(bought=True) == []


async def _delete_folders(tx: Transaction, owner_id: int, folder_ids: tuple[int, ...]) -> None:
    await tx.publish(FolderDeleted(owner_id, folder_ids))


async def test_folders_of_bought_and_of_archived_articles(shop):
    """Each kind moves only what is of that kind and one's own; a deleted folder gives its articles back to the root."""
    world = shop.world
    folder = await world.do(add_folder, world.customer, "папка")
    theirs = await world.do(add_folder, world.stranger, "чужая")
    bought, kept = await shop.article_in(ArticleState.SOLD), await shop.article_in(ArticleState.ARCHIVED)
    assert await world.do(move_articles, world.customer, [bought, kept, 999], folder) == 1
    assert await world.do(move_articles, world.customer, [bought, kept], folder, kind="article_archive") == 1
    assert await shop.ids(bought=True, folder_id=folder) == [bought]
    assert await shop.ids(bought=True, folder_id=0) == []
    for who, numbers, where in (
        (world.stranger, [bought], theirs),
        (world.customer, [bought], theirs),
        (world.customer, [kept], 0),
    ):
        with pytest.raises(NotFound):
            await world.do(move_articles, who, numbers, where)
    await world.do(_delete_folders, world.stranger.id, (folder,))
    assert (await shop.article(bought)).folder_id == folder
    await world.do(_delete_folders, world.customer.id, (folder, 999))
    assert [(await shop.article(each)).folder_id for each in (bought, kept)] == [0, 0]


async def test_who_has_traded(shop):
    """One purchase makes two people partners, in both directions; nobody else."""
    world = shop.world
    await shop.sell()
    pair = (world.customer.id, shop.author.id)
    assert not await world.ask(have_traded, *pair)
    await shop.article_in(ArticleState.ARCHIVED)
    assert await world.ask(have_traded, *pair)
    assert await world.ask(have_traded, *reversed(pair))
    assert not await world.ask(have_traded, world.stranger.id, shop.author.id)


async def test_words_go_over_to_the_customer(shop):
    """After a purchase the search on sale knows nothing of the article, and its customer's search does."""
    world = shop.world
    article_id = await shop.sell()
    await world.do(buy_article, world.customer, article_id)
    assert {row[0] for row in await world.rows(select(article_word.c.owner_id))} == {world.customer.id}
    assert await shop.ids(text="кошка") == []
    assert await shop.ids(text="кошкой", bought=True) == [article_id]
    assert await shop.ids(by=world.stranger, text="кошкой", bought=True) == []


async def test_a_delayed_payout_is_paid_once_and_named_after_the_article(shop):
    """With a payout delay the author waits in pending; the sweep pays and writes the line; the books hold throughout."""
    world = shop.world
    object.__setattr__(world.market.settings.rules, "payout_delay", 3_600)
    article_id = await shop.sell(price=10_000)
    await world.do(buy_article, world.customer, article_id)
    assert await world.available(shop.author) == 0
    assert (await world.audit()).problems == ()
    row = (await world.rows(select(payout.c.order_id, payout.c.article_id, payout.c.amount)))[0]
    assert (row[0], row[1], row[2]) == (0, article_id, 9_000)
    assert await world.ask(statement, shop.author) == []
    await advance(world.market, world.now + 3_600)
    assert await world.available(shop.author) == 9_000
    (line,) = await world.ask(statement, shop.author)
    assert (line.operation, line.amount, line.commission) == (f"Оплата статьи №{article_id}", 9_000, 1_000)


async def test_an_article_is_paid_for_once_for_ever(shop):
    """The key is the article: whatever the states say, a second payment for it is refused."""
    world = shop.world
    article_id = await shop.article_in(ArticleState.SOLD)
    before = await world.everything()
    with pytest.raises(WrongState):
        await world.do(
            pay_for_article,
            article_id=article_id,
            customer_id=world.stranger.id,
            author_id=shop.author.id,
            price=1,
            full_price=1,
        )
    with pytest.raises(Forbidden):
        await world.do(
            pay_for_article, article_id=999, customer_id=shop.author.id, author_id=shop.author.id, price=1, full_price=1
        )
    assert await world.everything() == before


async def test_the_auditor_knows_a_sale_without_a_purchase_and_the_other_way(shop):
    """A sold article that nobody paid for, a wrong sum, and a purchase of nothing are each found, and all is well between."""
    world = shop.world
    article_id = await shop.sell()
    sold = {"state": 5, "owner_id": world.customer.id, "paid": 1}
    await world.execute(update(article).values(**sold))
    assert (await world.ask(audit)).problems == (f"Статья №{article_id} продана, а покупка не проведена",)
    await world.execute(update(article).values(state=3, owner_id=0, paid=0))
    await world.do(buy_article, world.customer, article_id)
    assert (await world.ask(audit)).problems == ()
    await world.execute(update(article).values(paid=article.c.paid + 1))
    assert (await world.ask(audit)).problems == (f"За статью №{article_id} заплачено не столько, сколько она стоила",)
    await world.execute(update(article).values(paid=article.c.paid - 1, state=3, owner_id=0))
    (row,) = await world.rows(select(transfer.c.id).where(transfer.c.kind == "article"))
    assert (await world.ask(audit)).problems == (f"Покупка проведена, а статья не продана: проводка №{row[0]}",)
    await world.execute(update(article).values(state=5, owner_id=world.customer.id))
    assert (await world.ask(audit)).problems == ()


async def test_an_edit_after_the_sale_changes_nothing(shop):
    """What was bought stays as it was: its author can neither edit it nor discount it."""
    world = shop.world
    article_id = await shop.article_in(ArticleState.SOLD)
    before = await world.everything()
    for act in (
        (save_article, shop.author, ArticleChanges(text="другое"), article_id),
        (set_discount, shop.author, article_id, 10, world.now),
    ):
        with pytest.raises(WrongState):
            await world.do(*act)
    assert await world.everything() == before
