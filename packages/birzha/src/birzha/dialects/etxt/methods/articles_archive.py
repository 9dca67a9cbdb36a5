"""``articles_archive.*``: bought articles that the caller put into the archive."""

from typing import Any

from birzha.articles.model import ArchiveFilter, Listed
from birzha.articles.queries import archived, archived_texts
from birzha.dialects.etxt.methods.articles import path_of, text_of
from birzha.dialects.etxt.registry import Answer, Call, handles


@handles("articles_archive.getList")
async def get_list(call: Call) -> Answer:
    """Archived articles, by default the first to go there first."""
    values = call.values
    wanted = ArchiveFilter(
        count=values["count"],
        offset=values["from_"],
        author_id=values["id_user"],
        category_id=values["id_category"],
        subcategories=bool(values["subcat"]),
        id_subtype=values["id_subtype"],
        text=values["text"] or "",
        descending=values["order"] == "desc",
    )
    return [_archived(call, each) for each in await call.market.ask(archived, call.actor, wanted)]


def _archived(call: Call, article: Listed) -> dict[str, Any]:
    number = call.style.number
    return {
        "id": number(article.id),
        "title": article.title,
        "description": article.description,
        "keywords": article.keywords,
        "date": number(article.date),
        "id_type": number(article.id_type),
        "id_subtype": number(article.id_subtype),
        "id_category": number(article.category_id),
        "id_language": number(article.language_id),
        "full_price": call.style.money(article.full_price),
        "size": number(article.size),
        "images": number(article.images),
        "quality": _quality(call, article),
    }


def _quality(call: Call, article: Listed) -> dict[str, Any]:
    """The moderator's marks by name (A34); nothing where nobody gave any."""
    if not article.moder_check:
        return {}
    return {mark: call.style.number(getattr(article, mark)) for mark in ("moder_orph", "moder_punc", "moder_style")}


@handles("articles_archive.getText")
async def get_text(call: Call) -> Answer:
    """The texts of archived articles; of a batch, those that are the caller's (A31)."""
    return [text_of(call, each) for each in await call.market.ask(archived_texts, call.actor, call.values["id"])]


@handles("articles_archive.download")
async def download(call: Call) -> Answer:
    """A link to a ZIP of archived articles; of a batch, those that are the caller's (A31)."""
    return await path_of(call, archived=True)
