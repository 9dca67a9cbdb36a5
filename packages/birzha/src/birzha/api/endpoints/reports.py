"""Reports of checks: what stands behind the figures of a result or an article."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Count, Id, Moment
from birzha.api.registry import endpoint
from birzha.checks.model import Checked
from birzha.checks.queries import article_check, result_check
from birzha.errors import NotFound

Percent = Annotated[float, Meta(ge=0, le=100, description="процент")]
Place = Annotated[list[Count], Meta(min_length=2, max_length=2, description="первый знак и следующий за последним")]


class SourceView(Struct, frozen=True):
    """A text that the checked one repeats. Whose order it was is not told.

    Args:
        kind: ``result`` (accepted on this exchange), ``article`` (on sale or sold here), ``own`` (a corpus of the operator).
        id: of an article; 0 for the others.
        percent: of the checked text's words, those in passages that this source has too.
        rewrite_percent: of its characters, those of sentences that rewrite this source's.
        spans: where the passages stand in the checked text, up to 500.
        rewrite_spans: where those sentences stand.
    """

    kind: str
    id: int
    percent: Percent
    rewrite_percent: Percent
    spans: list[Place]
    rewrite_spans: list[Place]


class PageView(Struct, frozen=True):
    """A page on the web that an outside service has found.

    Args:
        url: of the page.
        percent: of the checked text, as the service counts it.
    """

    url: str
    percent: float


class MistakeView(Struct, frozen=True):
    """A word that no dictionary has.

    Args:
        word: as it is written.
        start: its first character.
        end: the character after its last.
    """

    word: str
    start: Count
    end: Count


class MistakesView(Struct, frozen=True):
    """Misspelt words.

    Args:
        percent: of the words that were judged.
        count: how many.
        words: the first 500.
        missing: languages for which there is no dictionary here.
    """

    percent: Percent
    count: Count
    words: list[MistakeView]
    missing: list[str]


class KeywordView(Struct, frozen=True):
    """A key phrase of the order.

    Args:
        phrase: as the order has it.
        count: how often it occurs, in any grammatical form.
        positions: where, up to 500.
    """

    phrase: str
    count: Count
    positions: list[Place]


class ReportView(Struct, frozen=True, kw_only=True):
    """What a check found. Places are code points of the text; docs/en/text-checks.md has each formula.

    Args:
        checked_at: when, unixtime.
        checker: who measured: ``birzha`` or the service of the operator's choice.
        message: the figures in one Russian sentence.
        unq: uniqueness against rewriting, whole percent; ``null``: not measured.
        unq_shin: uniqueness against copies, likewise.
        words: how many the text has.
        spans: passages that other texts have too, up to 500.
        rewrite_spans: sentences that rewrite those of others, up to 500.
        sources: up to 20, the worst first.
        pages: what an outside service has found.
        mistakes: misspelt words.
        keywords: key phrases of the order.
    """

    checked_at: Moment
    checker: str
    message: str
    unq: int | None
    unq_shin: int | None
    words: Count
    spans: list[Place]
    rewrite_spans: list[Place]
    sources: list[SourceView]
    pages: list[PageView]
    mistakes: MistakesView
    keywords: list[KeywordView]


@endpoint("GET", "/orders/{order_id}/results/{result_id}/report", result_check, errors=(NotFound,))
async def get_result_report(call: Call, order_id: Id, result_id: Id) -> ReportView:
    """What the check of a result found and where, for the order's customer and for who wrote it."""
    return _view(await call.ask(result_check, order_id, result_id))


@endpoint("GET", "/articles/{article_id}/report", article_check, errors=(NotFound,))
async def get_article_report(call: Call, article_id: Id) -> ReportView:
    """What the check of an article found and where, for whoever may read the whole of it."""
    return _view(await call.ask(article_check, article_id))


def _view(found: Checked) -> ReportView:
    told: dict[str, Any] = msgspec.json.decode(found.report)
    return msgspec.convert(
        {
            "checked_at": found.checked_at,
            "checker": found.checker,
            "message": _message(found, told),
            "unq": found.unq,
            "unq_shin": found.unq_shin,
            "words": told["words"],
            "spans": told["spans"],
            "rewrite_spans": told["rewrite_spans"],
            "sources": [source_view(each) for each in told["sources"]],
            "pages": told.get("service", {}).get("pages", []),
            "mistakes": told["mistakes"],
            "keywords": told["keywords"],
        },
        ReportView,
    )


def source_view(told: Mapping[str, Any]) -> dict[str, Any]:
    """A source as it is told: what it is, and only of an article which."""
    kind, _, name = told["key"].partition(":")
    return {**told, "kind": kind, "id": int(name) if kind == "article" else 0}


def _message(found: Checked, told: Mapping[str, Any]) -> str:
    parts = [f"Уникальность {_percent(found.unq)}, без учёта перефразирования {_percent(found.unq_shin)}"]
    mistakes = told["mistakes"]
    parts.append(f"слов с ошибками {mistakes['count']}" if mistakes["count"] else "ошибок в словах не найдено")
    if told["keywords"]:
        present = sum(each["count"] > 0 for each in told["keywords"])
        parts.append(f"ключевых фраз найдено {present} из {len(told['keywords'])}")
    return "; ".join(parts) + "."


def _percent(figure: int | None) -> str:
    return "не измерена" if figure is None else f"{figure} %"
