"""Articles on a populated market, and short ways to bring one into any of its states."""

from dataclasses import dataclass
from typing import Any

import pytest

from birzha.articles.commands import (
    approve_article,
    archive_articles,
    buy_article,
    offer_article,
    reject_article,
    save_article,
)
from birzha.articles.model import Article, ArticleChanges, ArticleFilter, ArticleState, Listed
from birzha.articles.queries import articles
from birzha.articles.tables.articles import ARTICLE
from birzha.people.commands import change_rate
from birzha.people.model import Actor
from birzha.people.queries import actor_by_id
from birzha.storage.transaction import Transaction

WRITTEN = {
    "title": "Кошки в доме",
    "description": "Как выбрать породу",
    "keywords": "кошка, порода",
    "text": "Кошки бывают разные.",
    "category_id": 1911,
    "language_id": 1,
    "price": 10_000,
}
"""A valid article of 100 roubles."""


async def _article(tx: Transaction, article_id: int) -> Article | None:
    return await tx.first(ARTICLE, article_id=article_id)


@dataclass
class Shop:
    """A populated market whose performers may sell articles."""

    world: Any
    author: Actor

    async def write(self, by: Actor | None = None, **changes: Any) -> int:
        """A new draft."""
        return await self.world.do(save_article, by or self.author, ArticleChanges(**{**WRITTEN, **changes}))

    async def sell(self, by: Actor | None = None, **changes: Any) -> int:
        """A new article on sale."""
        author = by or self.author
        article_id = await self.write(author, **changes)
        await self.approve(article_id, author)
        return article_id

    async def approve(self, article_id: int, author: Actor | None = None) -> None:
        """Bring a draft on sale."""
        await self.world.do(offer_article, author or self.author, article_id)
        await self.world.do(approve_article, self.world.moderator, article_id, orph=1, punc=1, style=1)

    async def article_in(self, state: ArticleState, **changes: Any) -> int:
        """An article in that state; once sold, it is the customer's."""
        article_id = await self.write(**changes)
        if state is ArticleState.DRAFT:
            return article_id
        await self.world.do(offer_article, self.author, article_id)
        if state is ArticleState.REJECTED:
            await self.world.do(reject_article, self.world.moderator, article_id, "Мало текста")
        if state in {ArticleState.ON_SALE, ArticleState.SOLD, ArticleState.ARCHIVED}:
            await self.world.do(approve_article, self.world.moderator, article_id, orph=1, punc=0, style=1)
        if state in {ArticleState.SOLD, ArticleState.ARCHIVED}:
            await self.world.do(buy_article, self.world.customer, article_id)
        if state is ArticleState.ARCHIVED:
            await self.world.do(archive_articles, self.world.customer, [article_id])
        assert (await self.article(article_id)).state == state
        return article_id

    async def article(self, article_id: int) -> Article:
        """An article as it stands in the rows."""
        found = await self.world.ask(_article, article_id)
        assert found is not None, f"article {article_id} is gone"
        return found

    async def listed(self, by: Actor | None = None, **wanted: Any) -> list[Listed]:
        """What articles.getList finds for somebody."""
        return await self.world.ask(articles, by or self.world.customer, ArticleFilter(**wanted))

    async def ids(self, by: Actor | None = None, **wanted: Any) -> list[int]:
        """The ids of the same."""
        return [each.id for each in await self.listed(by, **wanted)]


@pytest.fixture
async def shop(world):
    """A shop on each engine."""
    await world.do(change_rate, world.performer.id, 10)
    return Shop(world, await world.ask(actor_by_id, world.performer.id))
