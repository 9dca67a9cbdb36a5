"""What happens to orders and articles, and what follows from it for the corpus and for stored checks: subscribers."""

from birzha.articles.model import GONE, ArticleMoved, ArticleState
from birzha.checks.model import Kind
from birzha.checks.tables import COUNT_ON, FORGET_CHECK, FORGET_CHECKS_OF_ORDER, START_TEXT
from birzha.orders.model import BidsEnding, ResultAccepted
from birzha.storage.transaction import Transaction


async def take_result(tx: Transaction, event: ResultAccepted) -> None:
    """An accepted result belongs into the corpus."""
    await _want(tx, Kind.RESULT, event.result_id, wanted=True)


async def watch_article(tx: Transaction, event: ArticleMoved) -> None:
    """An article on sale belongs into the corpus; one that its author took back does not."""
    await _want(tx, Kind.ARTICLE, event.article_id, wanted=event.state == ArticleState.ON_SALE)
    if event.state == GONE:
        await tx.run(FORGET_CHECK, of_kind=str(Kind.ARTICLE), subject=event.article_id)


async def drop_order(tx: Transaction, event: BidsEnding) -> None:
    """The checks of a deleted order's results are deleted with it; none of those results was accepted."""
    if event.erased:
        await tx.run(FORGET_CHECKS_OF_ORDER, order_id=event.order_id)


async def _want(tx: Transaction, kind: Kind, subject_id: int, *, wanted: bool) -> None:
    values = {"of_kind": str(kind), "subject": subject_id, "now_wanted": int(wanted)}
    if not await tx.run(COUNT_ON, **values) and wanted:
        await tx.run(START_TEXT, kind=str(kind), subject_id=subject_id, wanted=1, changed=1)
