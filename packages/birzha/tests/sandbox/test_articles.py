"""What a sandbox says of articles."""

import pytest

from birzha.articles.commands import add_image, save_article
from birzha.articles.model import UNMEASURED, ArticleChanges, Image
from birzha.articles.tables.articles import ARTICLE
from birzha.errors import Invalid, NotFound
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.people.vault import Vault
from birzha.reference.tables import category, language
from birzha.sandbox.articles import ArticleFigures, measured
from birzha.sandbox.reset import reset
from birzha.sandbox.seed import read_seed
from birzha.storage.statement import put_into
from birzha.storage.transaction import Transaction
from birzha.sweeps.files import forget_files


async def _write(tx: Transaction) -> int:
    await tx.run(put_into(category, "id", "name"), id=1, name="категория")
    await tx.run(put_into(language, "id", "name"), id=1, name="язык")
    author = Actor(await add_person(tx, login="author", roles=Role.PERFORMER), Role.PERFORMER)
    changes = ArticleChanges(title="Кошки", text="Текст", category_id=1, language_id=1, price=100)
    return await save_article(tx, author, changes)


async def _figures(tx: Transaction, article_id: int) -> tuple[int, int]:
    found = await tx.one(ARTICLE, article_id=article_id)
    return found.unq, found.unq_shin


async def test_figures_of_an_article_can_be_said(market):
    """What is said is kept, what is left out is not measured; an article that is not there is refused."""
    article_id = await market.do(_write)
    assert await market.ask(_figures, article_id) == (UNMEASURED, UNMEASURED)
    await market.do(measured, ArticleFigures(article_id=article_id, unq=97, unq_shin=0))
    assert await market.ask(_figures, article_id) == (97, 0)
    await market.do(measured, ArticleFigures(article_id=article_id, unq_shin=100))
    assert await market.ask(_figures, article_id) == (UNMEASURED, 100)
    with pytest.raises(Invalid) as caught:
        await market.do(measured, ArticleFigures(article_id=article_id + 1, unq=1))
    assert caught.value.field == "article_id"


async def test_going_back_to_the_seed_forgets_pictures(sqlite_market):
    """A picture of an article that the reset removes is deleted from the file store afterwards."""
    market = sqlite_market
    article_id = await market.do(_write)
    key = market.files.put(drawn := b"GIF89a")
    image = Image(0, 0, key, "а.gif", len(drawn), "image/gif", 1, 1)
    await market.do(add_image, Actor(1, Role.PERFORMER), article_id, image)
    await market.do(reset, read_seed(), Vault(market.settings.secret_key), market.store.engine)
    await forget_files(market)
    with pytest.raises(NotFound):
        market.files.get(key)
