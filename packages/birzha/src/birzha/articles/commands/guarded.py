"""Reaching an article under lock, storing it, and its words in the search: the steps that every command begins and ends with.

The lock order of the whole house holds: the article's row first, then wallets ascending.
"""

from collections.abc import Sequence
from dataclasses import replace

from birzha.alphabet import name_key
from birzha.articles.model import About, Article, ArticleMoved, ArticleState, Event, after
from birzha.articles.tables.articles import (
    COLUMNS,
    DROP_WORDS,
    EDIT_ARTICLE,
    LOCK_ARTICLE,
    LOCK_BOUGHT,
    PUT_ARTICLE,
    PUT_WORD,
)
from birzha.articles.words import weights
from birzha.errors import NotFound, WrongState
from birzha.storage.transaction import Transaction

LONGEST_TITLE_KEY = 256
"""Bytes of a title that a sort looks at: an index takes no longer ones."""


def no_such_article() -> NotFound:
    """The refusal for an article that is not there, or not for this person."""
    return NotFound("Такой статьи нет среди ваших.", field="id")


async def own_article(tx: Transaction, author_id: int, article_id: int) -> Article:
    """An author's own article, locked until the transaction ends.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    found = await tx.first(LOCK_ARTICLE, article_id=article_id)
    if found is None or found.author_id != author_id:
        raise no_such_article()
    return found


async def own_bought(tx: Transaction, customer_id: int, article_ids: Sequence[int]) -> list[About]:
    """A customer's own bought articles of a batch, archived ones among them, locked; others' are left out (A31).

    Raises:
        NotFound: none of them is theirs.
    """
    found = await tx.all(LOCK_BOUGHT, ids=list(article_ids), owner=customer_id)
    if not found:
        raise NotFound("Среди этих статей нет ни одной купленной вами.", field="ids")
    return found


def moved(article: Article, event: Event) -> Article:
    """The article in the state after an event.

    Raises:
        WrongState: it cannot happen to it as it stands.
    """
    return replace(article, state=after(article, event))


async def store(tx: Transaction, article: Article) -> int:
    """Store a new article; gives its id."""
    return await tx.one(PUT_ARTICLE, **_values(article))


async def rewrite(tx: Transaction, old: Article, new: Article) -> None:
    """Store a changed article, if it still stands as it was read, and keep the search's words of it in step.

    Raises:
        WrongState: somebody else moved it in the meantime.
    """
    values = {f"new_{name}": value for name, value in _values(new).items()}
    if not await tx.run(EDIT_ARTICLE, article_id=old.id, old_state=old.state, **values):
        raise WrongState(f"Статья №{old.id} только что изменилась: посмотрите на неё ещё раз.")
    if old.state == new.state:
        return
    if old.state == ArticleState.ON_SALE:
        await tx.run(DROP_WORDS, article_id=old.id)
    if new.state == ArticleState.ON_SALE:
        await index(tx, new)
    await tx.publish(ArticleMoved(old.id, new.state))


async def index(tx: Transaction, article: About) -> None:
    """Let the search find an article on sale. A step; the article has no words there yet."""
    row = {"owner_id": article.owner_id, "date": article.date, "article_id": article.id}
    found = weights(article)
    await tx.run_many(PUT_WORD, [{**row, "stem": stem, "weight": weight} for stem, weight in sorted(found.items())])


def title_key(title: str) -> bytes:
    """What titles are sorted by: without regard to case, ё beside е."""
    return "\0".join(name_key(title)).encode()[:LONGEST_TITLE_KEY]


def _values(article: Article) -> dict[str, object]:
    known = {name: getattr(article, name) for name in COLUMNS if name != "title_key"}
    return {**known, "title_key": title_key(article.title)}
