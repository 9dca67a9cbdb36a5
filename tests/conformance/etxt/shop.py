"""Articles on the stage: written, moderated, bought and archived, where the documented API has no words for it."""

from typing import Any

from birzha.articles.commands import (
    approve_article,
    archive_articles,
    offer_article,
    put_in_basket,
    save_article,
    set_discount,
)
from birzha.articles.commands.moderating import set_figures
from birzha.articles.model import ArticleChanges
from birzha.people.model import Role

from .conftest import Stage

PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
"""The smallest PNG there is, in place of a drawn description."""
PLAIN = {
    "title": "Ржаной хлеб",
    "description": "О закваске и терпении",
    "text": "Хлеб пекут " * 100,
    "keywords": "хлеб, закваска",
    "category_id": 1911,
    "language_id": 1,
    "price": 10_000,
    "picture": PICTURE,
}
"""An article for 100 roubles of a thousand characters without the spaces, 105 roubles to its customer."""


async def on_sale(stage: Stage, author: str = "performer", *, measured: bool = True, **more: Any) -> int:
    """A new article on sale, with good marks for spelling and style and a bad one for punctuation; gives its id."""
    if "moderator" not in stage.people:
        await stage.add("moderator", Role.MODERATOR)
    market, actor = stage.market, await stage.actor(author)
    article: int = await market.do(save_article, actor, ArticleChanges(**{**PLAIN, **more}))
    await market.do(offer_article, actor, article)
    await market.do(approve_article, await stage.actor("moderator"), article, orph=1, punc=0, style=1)
    if measured:
        await market.do(set_figures, article, 97, 99)
    return article


async def discounted(stage: Stage, percent: int, until: int, **more: Any) -> int:
    """An article on sale at a discount; gives its id."""
    article = await on_sale(stage, **more)
    await stage.market.do(set_discount, await stage.actor("performer"), article, percent, until)
    return article


async def bought(stage: Stage, **more: Any) -> int:
    """An article that the customer of the moment has bought; gives its id."""
    article = await on_sale(stage, **more)
    assert await stage.customer.client.post("articles.buy", id=article) == {"id": str(article)}
    return article


async def archived(stage: Stage, **more: Any) -> int:
    """A bought article that the customer of the moment has put away; gives its id."""
    article = await bought(stage, **more)
    actor = await stage.actor(stage.customer.login)
    assert await stage.market.do(archive_articles, actor, [article]) == [article]
    return article


async def in_basket(stage: Stage, article: int) -> None:
    """Put an article into the customer's basket."""
    await stage.market.do(put_in_basket, await stage.actor("customer"), article)
