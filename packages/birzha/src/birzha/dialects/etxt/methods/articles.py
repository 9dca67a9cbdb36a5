"""``articles.*``: finished texts on sale, and those that the caller bought."""

from functools import cache
from itertools import compress
from typing import Any

from birzha.articles.commands import buy_article
from birzha.articles.commands.bundling import make_bundle
from birzha.articles.model import UNMEASURED, Article, ArticleFilter, Listed, Sort
from birzha.articles.model import Field as Searched
from birzha.articles.queries import articles, bought_texts
from birzha.dialects.etxt.lines import Field, Line, line
from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.dialects.etxt.style import STYLES


@handles("articles.getList")
async def get_list(call: Call) -> Answer:
    """Articles on sale, in the caller's basket, or bought by the caller; ``order`` counts only together with ``sort``."""
    values = call.values
    wanted = ArticleFilter(
        count=values["count"],
        offset=values["from_"],
        author_id=values["id_user"],
        category_id=values["id_category"],
        subcategories=bool(values["subcat"]),
        id_subtype=values["id_subtype"],
        folder_id=values["id_folder"],
        bought=bool(values["filter"]),
        basket=bool(values["basket"]),
        article_id=values["id"],
        text=values["text"] or "",
        text_field=Searched(values["text_type"]) if values["text_type"] else None,
        price_from=values["price_from"],
        price_to=values["price_to"],
        per_thousand=bool(values["price_type"]),
        size_from=values["size_from"],
        size_to=values["size_to"],
        uniq_from=values["uniq_from"],
        uniq_to=values["uniq_to"],
        language_id=values["id_language"],
        min_rate=values["min_rate"],
        sort=Sort(values["sort"]),
        descending="sort" not in call.given or values["order"] != "asc",
    )
    found = await call.market.ask(articles, call.actor, wanted)
    return [_line(call.wire.numbers, _sometimes(each, bought=wanted.bought))(each) for each in found]


_FIELDS = (
    Field("id", "id"),
    Field("title", "title", "text"),
    Field("description", "picture", "text"),
    Field("keywords", "keywords", "text"),
    Field("date", "date"),
    Field("id_type", "id_type"),
    Field("id_subtype", "id_subtype"),
    Field("id_folder", "folder_id"),
    Field("id_category", "category_id"),
    Field("id_user", "author_id"),
    Field("id_language", "language_id"),
    Field("full_price", "full_price", "money"),
    Field("discount", "discount"),
    Field("date_discount", "discount_until"),
    *(Field(each, each) for each in ("size", "images", "moder_check", "moder_orph", "moder_punc", "moder_style")),
)
_SOMETIMES = tuple(Field(each, each) for each in ("date_buy", "unq", "unq_shin"))


def _sometimes(article: Listed, *, bought: bool) -> tuple[bool, bool, bool]:
    """Which of the fields that not every line has this one has."""
    return bought, article.unq != UNMEASURED, article.unq_shin != UNMEASURED


@cache
def _line(numbers: str, sometimes: tuple[bool, bool, bool]) -> Line:
    return line(STYLES[numbers], (*_FIELDS, *compress(_SOMETIMES, sometimes)))


@handles("articles.buy")
async def buy(call: Call) -> Answer:
    """Buy one article."""
    return {"id": call.style.number(await call.market.do(buy_article, call.actor, call.values["id"]))}


@handles("articles.getText")
async def get_text(call: Call) -> Answer:
    """The texts of bought articles; of a batch, those that are the caller's (A31)."""
    return [text_of(call, each) for each in await call.market.ask(bought_texts, call.actor, call.values["id"])]


def text_of(call: Call, article: Article) -> dict[str, Any]:
    """An article as its customer reads it; the description is a text by now."""
    return {
        "id": call.style.number(article.id),
        "title": article.title,
        "description": article.description,
        "text": article.text,
    }


@handles("articles.download")
async def download(call: Call) -> Answer:
    """A link to a ZIP of bought articles; of a batch, those that are the caller's (A31)."""
    return await path_of(call, archived=False)


async def path_of(call: Call, *, archived: bool) -> dict[str, Any]:
    """A link to a ZIP, which is made when somebody follows it."""
    bundle_id = await call.market.do(make_bundle, call.actor, call.values["id"], archived=archived)
    return {"path": call.links.file("articles", bundle_id, f"articles-{bundle_id}.zip")}
