"""The articles that a sandbox begins with, read from ``articles.toml`` and loaded through the market's own commands."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from birzha.articles.commands import (
    approve_article,
    buy_article,
    offer_article,
    save_article,
    set_discount,
    set_figures,
)
from birzha.articles.model import UNMEASURED, ArticleChanges
from birzha.clock import DAY
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

ARTICLES = Path(__file__).parent / "articles.toml"
"""The articles that come with the program."""

PICTURES = Path(__file__).parent / "pictures"
"""Their descriptions, drawn by ``tools/seed_pictures.py``."""

KOPECKS = 100
"""In a rouble."""


class DemoDiscount(Struct, frozen=True, forbid_unknown_fields=True):
    """A discount.

    Args:
        percent: of the price.
        days: from the moment of loading to its last day.
    """

    percent: int
    days: int


class DemoMarks(Struct, frozen=True, forbid_unknown_fields=True):
    """What the moderator found: 1 without mistakes, 0 with.

    Args:
        orph: spelling.
        punc: punctuation and grammar.
        style: style.
    """

    orph: int = 1
    punc: int = 1
    style: int = 1


class DemoArticle(Struct, forbid_unknown_fields=True):
    """An article.

    Args:
        author: the login of its author.
        title: of the article.
        picture: the name of its description's picture.
        description: what customers see of it before they buy.
        keywords: with commas.
        category: id.
        id_subtype: kind of article, 1 to 10.
        price: the author's, roubles.
        text: what is sold.
        state: how far it has come.
        customer: the login of who bought it.
        id_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO.
        language: id.
        discount: of the price.
        marks: of the moderator.
        unq: uniqueness against rewriting, percent.
        unq_shin: uniqueness against copies, percent.
    """

    author: str
    title: str
    picture: str
    description: str
    keywords: str
    category: int
    id_subtype: int
    price: float
    text: str
    state: Literal["draft", "moderation", "sale", "sold"] = "sale"
    customer: str = ""
    id_type: int = 1
    language: int = 1
    discount: DemoDiscount | None = None
    marks: DemoMarks = DemoMarks()
    unq: int = UNMEASURED
    unq_shin: int = UNMEASURED


async def sow_article(tx: Transaction, demo: DemoArticle, people: Mapping[str, Actor]) -> int:
    """Load one article, as far as it has come; gives its id. A step.

    Args:
        tx: the transaction.
        demo: what to load.
        people: the demo people by login, its author and customer and a moderator among them.
    """
    author = people[demo.author]
    article_id = await save_article(tx, author, _changes(demo))
    if demo.discount is not None:
        await set_discount(tx, author, article_id, demo.discount.percent, tx.now + demo.discount.days * DAY)
    await set_figures(tx, article_id, demo.unq, demo.unq_shin)
    if demo.state != "draft":
        await offer_article(tx, author, article_id)
    if demo.state in {"sale", "sold"}:
        moderator = next(each for each in people.values() if each.roles == Role.MODERATOR)
        marks = demo.marks
        await approve_article(tx, moderator, article_id, orph=marks.orph, punc=marks.punc, style=marks.style)
    if demo.state == "sold":
        await buy_article(tx, people[demo.customer], article_id)
    return article_id


def _changes(demo: DemoArticle) -> ArticleChanges:
    return ArticleChanges(
        title=demo.title,
        description=demo.description,
        keywords=demo.keywords,
        text=demo.text,
        id_type=demo.id_type,
        id_subtype=demo.id_subtype,
        category_id=demo.category,
        language_id=demo.language,
        price=round(demo.price * KOPECKS),
        picture=base64.b64encode((PICTURES / f"{demo.picture}.png").read_bytes()).decode(),
    )
