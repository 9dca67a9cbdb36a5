"""What waits for a check, what the corpus is to take up, and what checks have found."""

from collections.abc import Collection

from birzha.articles.queries import whole_article
from birzha.articles.tables.articles import ARTICLE
from birzha.checks.model import Asked, Change, Checked, Kept, Kind, Standing, Task, Written, asked_of, key_of
from birzha.checks.tables import (
    ANYBODY,
    ARTICLES_TO_CHECK,
    CHANGES,
    CHECK,
    READABLE_PARTS,
    RESULTS_OF_ORDER,
    RESULTS_TO_CHECK,
    STANDING,
    TOKEN,
)
from birzha.errors import NotFound
from birzha.orders.model import PartKind
from birzha.orders.queries import order as order_of
from birzha.orders.tables.orders import ORDER
from birzha.orders.tables.results import RESULT
from birzha.people.access import query
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction

_PAGE = 50


async def corpus_token(tx: Transaction) -> str | None:
    """The name of the folder that holds the corpus now; ``None``: it is still to be begun. A step."""
    return await tx.first(TOKEN)


async def has_people(tx: Transaction) -> bool:
    """Whether anybody lives in the market: an empty one is still to be filled. A step."""
    return await tx.first(ANYBODY) is not None


async def next_task(tx: Transaction, waiting: Collection[tuple[str, int]] = ()) -> Task | None:
    """The oldest result without figures, else the oldest such article on moderation. A step.

    Args:
        tx: the transaction.
        waiting: kinds and ids of what could not be checked just now.
    """
    for kind, statement in ((Kind.RESULT, RESULTS_TO_CHECK), (Kind.ARTICLE, ARTICLES_TO_CHECK)):
        after = 0
        while found := await tx.all(statement, after=after, most=_PAGE):
            after = found[-1]
            for subject_id in found:
                if (kind, subject_id) not in waiting and (task := await task_of(tx, kind, subject_id)) is not None:
                    return task
    return None


async def task_of(tx: Transaction, kind: Kind, subject_id: int) -> Task | None:
    """What is to be measured of a result or an article; ``None``: there is none, or nothing of it can be read. A step."""
    if kind == Kind.ARTICLE:
        article = await tx.first(ARTICLE, article_id=subject_id)
        if article is None:
            return None
        own = key_of(Kind.ARTICLE, subject_id)
        return Task(kind, subject_id, Asked("", without=(own,)), Written(article.text))
    result = await tx.first(RESULT, result_id=subject_id)
    order = None if result is None else await tx.first(ORDER, order_id=result.order_id)
    written = await _written(tx, subject_id)
    if order is None or written is None:
        return None
    own_results = await tx.all(RESULTS_OF_ORDER, order_id=order.id)
    without = tuple(key_of(Kind.RESULT, each) for each in own_results)
    return Task(kind, subject_id, asked_of(order, without), written)


async def _written(tx: Transaction, result_id: int) -> Written | None:
    """The words of a result: its text, and the file that the exchange can read."""
    parts = {row["kind"]: row for row in await tx.all(READABLE_PARTS, result_id=result_id)}
    if not parts:
        return None
    text, file = parts.get(PartKind.TEXT), parts.get(PartKind.FILE)
    words = "" if text is None else text["content"]
    return Written(words) if file is None else Written(words, file["key"], file["name"], file["content_type"])


async def changes(tx: Transaction, *, most: int = 100) -> list[Change]:
    """What the corpus is to take up or to forget. A step."""
    return await tx.all(CHANGES, most=most)


async def standing(tx: Transaction) -> Standing:
    """How the corpus stands by the rows. A step."""
    rows = await tx.all(STANDING)
    counts = {str(row[0]): int(row[1]) for row in rows}
    return Standing(await corpus_token(tx) or "", counts, sum(int(row[2]) for row in rows))


async def kept_text(tx: Transaction, change: Change) -> Kept | None:
    """The text that the corpus is to take up; ``None``: it is there no more. A step."""
    if change.kind == Kind.ARTICLE:
        article = await tx.first(ARTICLE, article_id=change.subject_id)
        return None if article is None else Kept(change.key, str(article.author_id), Written(article.text))
    result = await tx.first(RESULT, result_id=change.subject_id)
    written = await _written(tx, change.subject_id)
    return None if result is None or written is None else Kept(change.key, str(result.person_id), written)


@query(Role.CUSTOMER | Role.PERFORMER)
async def result_check(tx: Transaction, actor: Actor, order_id: int, result_id: int) -> Checked:
    """What the check of a result found, for the order's customer and for who wrote it.

    Raises:
        NotFound: the caller is neither, or there is no such result, or it has not been measured.
    """
    order = await order_of(tx, actor, order_id)
    result = await tx.first(RESULT, result_id=result_id)
    if result is None or result.order_id != order.id or actor.id not in {order.customer_id, result.person_id}:
        raise NotFound("Такого результата нет.", field="result_id")
    return await _check(tx, Kind.RESULT, result_id)


@query(Role.CUSTOMER | Role.PERFORMER | Role.MODERATOR)
async def article_check(tx: Transaction, actor: Actor, article_id: int) -> Checked:
    """What the check of an article found, for whoever may read the whole of it.

    Raises:
        NotFound: the caller may not, or its text has not been measured.
    """
    await whole_article(tx, actor, article_id)
    return await _check(tx, Kind.ARTICLE, article_id)


async def _check(tx: Transaction, kind: Kind, subject_id: int) -> Checked:
    found = await tx.first(CHECK, of_kind=str(kind), subject=subject_id)
    if found is None:
        raise NotFound("Отчёта нет: текст ещё не проверен, или проверить его нельзя.")
    return found
