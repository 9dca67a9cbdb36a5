"""Storing what was found outside of transactions, if what it was found of still stands as it was read."""

import json
from collections.abc import Sequence

from birzha.articles.commands import set_figures
from birzha.articles.model import UNMEASURED, ArticleState
from birzha.articles.tables.articles import LOCK_ARTICLE
from birzha.checks.model import Change, Finding, Kind, Task
from birzha.checks.queries import task_of
from birzha.checks.tables import (
    FILL,
    FORGET_CHECK,
    FORGET_TEXT,
    FORGET_TEXTS,
    FORGET_TOKEN,
    PUT_CHECK,
    PUT_TOKEN,
    SETTLE,
)
from birzha.orders.commands.checking import check_if_forced, keep_figures
from birzha.orders.model import Figures
from birzha.orders.tables.orders import LOCK_ORDER
from birzha.orders.tables.results import RESULT
from birzha.storage.transaction import Transaction

MEASURED_IN = frozenset({ArticleState.MODERATION, ArticleState.ON_SALE})
"""Where an article may stand when its figures arrive: a moderator does not wait for them."""


async def keep_finding(tx: Transaction, task: Task, finding: Finding) -> bool:
    """Store the figures and the report of a check; too little uniqueness sends a result back. A step of the sweep.

    What a sandbox has said of the result or the article in the meantime wins.

    Args:
        tx: the transaction.
        task: what was checked.
        finding: what was found.

    Returns:
        Whether it was stored: not when the text is another one now, is not under check any more, or has figures.
    """
    kept = await (_keep_result if task.kind == Kind.RESULT else _keep_article)(tx, task, finding)
    if kept:
        await tx.run(FORGET_CHECK, of_kind=str(task.kind), subject=task.subject_id)
        await tx.run(
            PUT_CHECK,
            kind=str(task.kind),
            subject_id=task.subject_id,
            checked_at=tx.now,
            checker=finding.checker,
            unq=finding.unq,
            unq_shin=finding.unq_shin,
            report=json.dumps(finding.report, ensure_ascii=False),
        )
    return kept


async def _keep_result(tx: Transaction, task: Task, finding: Finding) -> bool:
    result = await tx.first(RESULT, result_id=task.subject_id)
    order = None if result is None else await tx.first(LOCK_ORDER, order_id=result.order_id)
    if order is None or not await _as_read(tx, task) or await check_if_forced(tx, order, task.subject_id):
        return False
    found = Figures(
        per_antiplagiat=finding.unq,
        per_mistakes=finding.mistakes,
        per_keywords=finding.keywords,
        per_diff=finding.diff,
    )
    return await keep_figures(tx, order, task.subject_id, found)


async def _keep_article(tx: Transaction, task: Task, finding: Finding) -> bool:
    article = await tx.first(LOCK_ARTICLE, article_id=task.subject_id)
    if article is None or article.state not in MEASURED_IN or not await _as_read(tx, task):
        return False
    if (article.unq, article.unq_shin) != (UNMEASURED, UNMEASURED):
        return False
    figures = [UNMEASURED if each is None else each for each in (finding.unq, finding.unq_shin)]
    await set_figures(tx, article.id, *figures)
    return True


async def _as_read(tx: Transaction, task: Task) -> bool:
    now = await task_of(tx, task.kind, task.subject_id)
    return now is not None and now.written.fingerprint == task.written.fingerprint


async def begin_corpus(tx: Transaction) -> None:
    """Give the corpus a name and list everything that belongs there; nothing, where it has one already. A step of the sweep."""
    if await tx.run(PUT_TOKEN, id=1, token=tx.ids.token()):
        await tx.run(FORGET_TEXTS)
        for statement in FILL:
            await tx.run(statement)


async def begin_anew(tx: Transaction) -> None:
    """Forget the corpus; the next look begins another one and fills it from the rows. A step."""
    await tx.run(FORGET_TOKEN)


async def settle(tx: Transaction, token: str, done: Sequence[Change]) -> int:
    """Write down what the corpus of that name has taken up or forgotten; gives for how many that still stands. A step."""
    settled = 0
    for each in done:
        values = {"of_kind": each.kind, "subject": each.subject_id, "as_changed": each.changed, "token": token}
        settled += await tx.run(SETTLE if each.wanted else FORGET_TEXT, **values)
    return settled
