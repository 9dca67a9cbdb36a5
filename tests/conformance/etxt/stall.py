"""Articles as the lists show them: with drawn descriptions, marks, figures, discounts and pictures of their own."""

import base64
from typing import Any

from birzha.articles.commands import (
    add_image,
    approve_article,
    archive_articles,
    offer_article,
    put_in_basket,
    save_article,
    set_discount,
    set_figures,
)
from birzha.articles.model import ArticleChanges, Image
from birzha.articles.picture import draw
from birzha.people.model import Role

from .conftest import Stage

WRITTEN = {
    "title": "Кошки в доме",
    "description": "Как выбрать породу и не пожалеть.",
    "keywords": "кошка, порода",
    "text": "Кошки бывают разные.",
    "category_id": 1911,
    "language_id": 1,
    "price": 10_000,
}
"""A valid article of 100 roubles; its text has 18 characters without spaces."""


async def draft(stage: Stage, login: str = "performer", **changes: Any) -> int:
    """An author's draft, its description drawn as a face draws it; gives its id."""
    values = {**WRITTEN, **changes}
    picture = base64.b64encode(draw(values["description"])).decode()
    author = await stage.actor(login)
    return await stage.market.do(save_article, author, ArticleChanges(**values, picture=picture))


async def offered(
    stage: Stage,
    login: str = "performer",
    *,
    figures: tuple[int, int] | None = None,
    discount: tuple[int, int] | None = None,
    images: tuple[tuple[str, bytes], ...] = (),
    **changes: Any,
) -> int:
    """A draft with its figures, discount (percent, any moment of the last day) and pictures, on moderation; gives its id."""
    article = await draft(stage, login, **changes)
    author = await stage.actor(login)
    for name, content in images:
        key = stage.market.files.put(content)
        image = Image(0, article, key, name, len(content), "image/png", 1, 1)
        await stage.market.do(add_image, author, article, image)
    if discount:
        await stage.market.do(set_discount, author, article, *discount)
    await stage.market.do(offer_article, author, article)
    if figures:
        await stage.market.do(set_figures, article, *figures)
    return article


async def on_sale(
    stage: Stage, login: str = "performer", *, marks: tuple[int, int, int] = (1, 1, 1), **more: Any
) -> int:
    """An article on sale; gives its id.

    Args:
        stage: the stage.
        login: its author.
        marks: of the moderator: spelling, punctuation, style.
        more: as in :func:`offered`.
    """
    article = await offered(stage, login, **more)
    if "moderator" not in stage.people:
        await stage.add("moderator", Role.MODERATOR)
    orph, punc, style = marks
    moderator = await stage.actor("moderator")
    await stage.market.do(approve_article, moderator, article, orph=orph, punc=punc, style=style)
    return article


async def bought(stage: Stage, login: str = "performer", *, by: str = "customer", **more: Any) -> int:
    """An article that a customer has bought through the API; gives its id."""
    article = await on_sale(stage, login, **more)
    answer = await stage.people[by].client.post("articles.buy", id=article)
    assert answer == {"id": stage.n(article)}, answer
    return article


async def archived(stage: Stage, login: str = "performer", *, by: str = "customer", **more: Any) -> int:
    """A bought article that its customer has put into the archive; gives its id."""
    article = await bought(stage, login, by=by, **more)
    await put_into_archive(stage, article, by=by)
    return article


async def put_into_archive(stage: Stage, *articles: int, by: str = "customer") -> None:
    """What a customer does with bought articles on the web."""
    await stage.market.do(archive_articles, await stage.actor(by), articles)


async def basket(stage: Stage, *articles: int, by: str = "customer") -> None:
    """What a customer does with articles on the web."""
    for each in articles:
        await stage.market.do(put_in_basket, await stage.actor(by), each)
