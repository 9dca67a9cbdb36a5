"""Whole articles, their pictures, and who may read them: author, moderator, customer."""

from collections.abc import Sequence

from birzha.articles.commands.guarded import no_such_article
from birzha.articles.model import About, Article, ArticleFilter, ArticleState, Image, Listed
from birzha.articles.queries.finding import articles
from birzha.articles.tables.articles import ARTICLE, BOUGHT_TEXTS, IMAGES_OF, TRADED
from birzha.articles.tables.search import TO_MODERATE, own_articles
from birzha.errors import NotFound
from birzha.limits import page
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Role
from birzha.storage.transaction import Transaction


@query(Role.PERFORMER)
async def my_articles(
    tx: Transaction, actor: Actor, *, state: ArticleState | None = None, count: int = 100, before: int = 2**62
) -> list[About]:
    """An author's own articles, sold ones among them, newest first, those before an id; ``state``: only those in it."""
    rows, _ = page(count, 0)
    return await tx.all(
        own_articles(state=state is not None), author=actor.id, in_state=state, count=rows, before=before
    )


@query(Role.PERFORMER | Role.MODERATOR | Role.CUSTOMER)
async def whole_article(tx: Transaction, actor: Actor, article_id: int) -> Article:
    """An article with its text, for its author, for the customer who bought it, and for moderators while it is on moderation.

    Raises:
        NotFound: the caller is none of these.
    """
    found = await tx.first(ARTICLE, article_id=article_id)
    if found is None or not _may_read(actor, found):
        raise no_such_article()
    return found


def _may_read(actor: Actor, article: Article) -> bool:
    if actor.id in {article.author_id, article.owner_id}:
        return True
    return bool(actor.roles & Role.MODERATOR) and article.state == ArticleState.MODERATION


@query(ANYONE)
async def article_on_sale(tx: Transaction, actor: Actor, article_id: int) -> Listed:
    """What everybody may see of an article on sale.

    Raises:
        NotFound: it is not on sale.
    """
    found = await articles(tx, actor, ArticleFilter(article_id=article_id))
    if not found:
        raise NotFound("Такой статьи нет в продаже.", field="id")
    return found[0]


@query(Role.MODERATOR)
async def to_moderate(tx: Transaction, actor: Actor, *, count: int = 100, after: int = 0) -> list[About]:
    """Articles of others that wait for a moderator, oldest first, those after an id."""
    rows, _ = page(count, 0)
    return await tx.all(TO_MODERATE, moderator=actor.id, count=rows, after=after)


@query(Role.CUSTOMER)
async def bought_texts(tx: Transaction, actor: Actor, article_ids: Sequence[int]) -> list[Article]:
    """Whole articles that the caller has bought and not archived, in the order in which they were asked for."""
    return await _texts(tx, actor, article_ids, ArticleState.SOLD)


@query(Role.CUSTOMER)
async def archived_texts(tx: Transaction, actor: Actor, article_ids: Sequence[int]) -> list[Article]:
    """Whole articles from the caller's archive, in the order in which they were asked for."""
    return await _texts(tx, actor, article_ids, ArticleState.ARCHIVED)


async def _texts(tx: Transaction, actor: Actor, article_ids: Sequence[int], state: ArticleState) -> list[Article]:
    found = await tx.all(BOUGHT_TEXTS, ids=list(article_ids), owner=actor.id, in_state=int(state))
    by_id = {each.id: each for each in found}
    return [by_id[each] for each in dict.fromkeys(article_ids) if each in by_id]


async def images_of(tx: Transaction, article_ids: Sequence[int]) -> list[Image]:
    """The pictures of these articles, by article, in the order in which they were added. A step."""
    return await tx.all(IMAGES_OF, ids=list(article_ids))


@query(Role.PERFORMER | Role.MODERATOR | Role.CUSTOMER)
async def article_images(tx: Transaction, actor: Actor, article_id: int) -> list[Image]:
    """The pictures of an article, for whoever may read it.

    Raises:
        NotFound: the caller may not.
    """
    return await images_of(tx, [(await whole_article(tx, actor, article_id)).id])


async def have_traded(tx: Transaction, one: int, other: int) -> bool:
    """Whether one of the two has bought an article from the other. A step."""
    return await tx.first(TRADED, one=one, other=other) is not None
