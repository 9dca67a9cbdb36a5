"""``articles.*``: finished texts on sale, and those that the caller bought."""

from operator import attrgetter
from typing import Any

from birzha.articles.commands import buy_article
from birzha.articles.commands.bundling import make_bundle
from birzha.articles.model import UNMEASURED, Article, ArticleFilter, Field, Listed, Sort
from birzha.articles.queries import articles, bought_texts
from birzha.dialects.etxt.registry import Answer, Call, handles


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
        text_field=Field(values["text_type"]) if values["text_type"] else None,
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
    return [_listed(call, each, bought=wanted.bought) for each in await call.market.ask(articles, call.actor, wanted)]


_KINDS = attrgetter("date", "id_type", "id_subtype", "folder_id", "category_id", "author_id", "language_id")
_FIGURES = attrgetter(
    *("discount", "discount_until", "size", "images", "moder_check", "moder_orph", "moder_punc", "moder_style")
)
_FIELDS = (
    *("id", "title", "description", "keywords"),
    *("date", "id_type", "id_subtype", "id_folder", "id_category", "id_user", "id_language"),
    "full_price",
    *("discount", "date_discount", "size", "images", "moder_check", "moder_orph", "moder_punc", "moder_style"),
)


def _listed(call: Call, article: Listed, *, bought: bool) -> dict[str, Any]:
    number = call.style.number
    texts = (number(article.id), article.title, article.picture, article.keywords)
    price = call.style.money(article.full_price)
    # twenty lines of twenty numbers each: written by name one by one they cost as much as the search
    values = (*texts, *map(number, _KINDS(article)), price, *map(number, _FIGURES(article)))
    fields: dict[str, Any] = dict(zip(_FIELDS, values, strict=True))
    if bought:
        fields["date_buy"] = number(article.date_buy)
    for name, percent in (("unq", article.unq), ("unq_shin", article.unq_shin)):
        if percent != UNMEASURED:
            fields[name] = number(percent)
    return fields


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
