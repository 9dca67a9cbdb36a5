"""What a sandbox says of articles in place of the checks that a real exchange would run."""

from typing import Annotated

from msgspec import Meta, Struct

from birzha.articles.commands import set_figures
from birzha.articles.model import UNMEASURED
from birzha.errors import Invalid, NotFound
from birzha.sandbox.control import Control
from birzha.sandbox.controls import Controls
from birzha.storage.transaction import Transaction

Figure = Annotated[int, Meta(ge=0, le=100)] | None


class ArticleFigures(Struct, forbid_unknown_fields=True):
    """What is known of an article's uniqueness, percent; what is absent is not measured.

    Args:
        article_id: an article that is not sold.
        unq: against rewriting.
        unq_shin: against copies.
    """

    article_id: Annotated[int, Meta(ge=1, le=2**53)]
    unq: Figure = None
    unq_shin: Figure = None


async def _article_figures(controls: Controls, given: ArticleFigures) -> object:
    await controls.market.do(measured, given)
    return given


async def measured(tx: Transaction, given: ArticleFigures) -> None:
    """Keep what was said of an article. A step.

    Raises:
        Invalid: there is no such article, or it is sold.
    """
    figures = [UNMEASURED if each is None else each for each in (given.unq, given.unq_shin)]
    try:
        await set_figures(tx, given.article_id, *figures)
    except NotFound as error:
        raise Invalid(error.message, field="article_id") from None


ARTICLES = (
    Control(
        "POST", "/article-figures", "уникальность статьи article_id: unq и unq_shin", ArticleFigures, _article_figures
    ),
)
"""The controls of articles."""
