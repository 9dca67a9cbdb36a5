"""What moderators do with articles that were offered for sale, and what checks find out (reference of the exchange, §8)."""

from dataclasses import replace

from birzha.articles import notices
from birzha.articles.commands.guarded import moved, rewrite
from birzha.articles.model import LONGEST_REASON, UNMEASURED, Article, ArticleState, Event
from birzha.articles.tables.articles import LOCK_ARTICLE, SET_FIGURES
from birzha.errors import NotFound
from birzha.limits import number_within, written
from birzha.messages.commands import tell
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@command(Role.MODERATOR)
async def approve_article(tx: Transaction, actor: Actor, article_id: int, *, orph: int, punc: int, style: int) -> None:
    """Put an article on sale, with marks of its quality (documentation of articles.getList, ``moder_*``).

    Args:
        tx: the transaction.
        actor: the moderator.
        article_id: one on moderation, of somebody else.
        orph: spelling: 1 without mistakes, 0 with.
        punc: punctuation and grammar, likewise.
        style: style, likewise.

    Raises:
        Invalid: a mark is neither 0 nor 1.
        NotFound: no such article of somebody else.
        WrongState: it is not on moderation.
    """
    for field, mark in (("orph", orph), ("punc", punc), ("style", style)):
        number_within(mark, field, least=0, most=1)
    old = await _offered(tx, actor, article_id)
    new = replace(
        moved(old, Event.APPROVE),
        moder_check=1,
        moder_orph=orph,
        moder_punc=punc,
        moder_style=style,
        date=old.date if old.published_at else tx.now,
        published_at=old.published_at or tx.now,
    )
    await rewrite(tx, old, new)
    await tell(tx, old.author_id, notices.approved(new))


@command(Role.MODERATOR)
async def reject_article(tx: Transaction, actor: Actor, article_id: int, reason: str) -> None:
    """Send an article back to its author, who may edit it and offer it again.

    Args:
        tx: the transaction.
        actor: the moderator.
        article_id: one on moderation, of somebody else.
        reason: for the author, 1 to 5000 characters.

    Raises:
        Invalid: no reason, or one that is too long.
        NotFound: no such article of somebody else.
        WrongState: it is not on moderation.
    """
    written(reason, "reason", LONGEST_REASON)
    old = await _offered(tx, actor, article_id)
    await rewrite(tx, old, moved(old, Event.REJECT))
    await tell(tx, old.author_id, notices.rejected(old, reason))


async def _offered(tx: Transaction, actor: Actor, article_id: int) -> Article:
    found = await tx.first(LOCK_ARTICLE, article_id=article_id)
    if found is None or found.author_id == actor.id or found.state == ArticleState.DRAFT:
        raise NotFound("Такой статьи на модерации нет.", field="id")
    return found


async def set_figures(tx: Transaction, article_id: int, unq: int, unq_shin: int) -> None:
    """Keep what a check found out about an article that is not sold. A step.

    Args:
        tx: the transaction.
        article_id: the article.
        unq: uniqueness against rewriting, percent; :data:`UNMEASURED`: not known.
        unq_shin: uniqueness against copies, likewise.

    Raises:
        Invalid: a figure is no percentage.
        NotFound: there is no such article, or it is sold.
    """
    for field, figure in (("unq", unq), ("unq_shin", unq_shin)):
        number_within(figure, field, least=UNMEASURED, most=100)
    if not await tx.run(SET_FIGURES, article_id=article_id, new_unq=unq, new_unq_shin=unq_shin):
        raise NotFound(f"Непроданной статьи №{article_id} нет.", field="article_id")
