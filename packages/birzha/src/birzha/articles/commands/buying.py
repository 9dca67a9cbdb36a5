"""How articles change hands: baskets and purchases (reference of the exchange, §5 and §7; documentation of articles.buy)."""

from birzha.articles import notices
from birzha.articles.model import MOST_IN_BASKET, Article, ArticleState, asking_price, full_price
from birzha.articles.tables.articles import (
    ARTICLE,
    EMPTY_BASKETS,
    GIVE_WORDS,
    IN_BASKET,
    LOCK_ARTICLE,
    PUT_IN_BASKET,
    SELL_ARTICLE,
    TAKE_FROM_BASKET,
)
from birzha.errors import Forbidden, LimitExceeded, NotFound
from birzha.messages.commands import tell
from birzha.money.commands import pay_for_article
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.people.queries import person_row
from birzha.storage.transaction import Transaction


@command(Role.CUSTOMER)
async def put_in_basket(tx: Transaction, actor: Actor, article_id: int) -> None:
    """Put an article on sale into the own basket; twice is once.

    Raises:
        NotFound: it is not on sale, or its author is shut out of the exchange.
        Forbidden: it is their own.
        LimitExceeded: a thousand lie there already.
    """
    await _must_be_buyable(tx, actor, await tx.first(ARTICLE, article_id=article_id))
    if (await tx.one(IN_BASKET, person=actor.id))[0] >= MOST_IN_BASKET:
        raise LimitExceeded(f"В корзине может лежать не больше {MOST_IN_BASKET} статей.")
    await tx.run(PUT_IN_BASKET, person_id=actor.id, article_id=article_id, added=tx.now)


@command(Role.CUSTOMER)
async def take_from_basket(tx: Transaction, actor: Actor, article_id: int) -> None:
    """Take an article out of the own basket.

    Raises:
        NotFound: it does not lie there.
    """
    if not await tx.run(TAKE_FROM_BASKET, person=actor.id, article_id=article_id):
        raise NotFound("Этой статьи нет в вашей корзине.", field="id")


@command(Role.CUSTOMER)
async def buy_article(tx: Transaction, actor: Actor, article_id: int) -> int:
    """Buy an article on sale at the price of this moment (documentation of articles.buy).

    Of several who buy at once, one gets it; the others find it gone.

    Args:
        tx: the transaction.
        actor: the customer.
        article_id: the article.

    Returns:
        The article's id.

    Raises:
        NotFound: it is not on sale, or its author is shut out of the exchange.
        Forbidden: it is their own.
        NotEnoughMoney: the available balance does not cover it.
    """
    article = await _must_be_buyable(tx, actor, await tx.first(LOCK_ARTICLE, article_id=article_id))
    price = asking_price(article, tx.now)
    paid = full_price(price, tx.rules)
    sale = {"customer": actor.id, "price": price, "full_price": paid, "moment": tx.now}
    if not await tx.run(SELL_ARTICLE, article_id=article_id, **sale):
        raise _not_on_sale()
    await pay_for_article(
        tx, article_id=article_id, customer_id=actor.id, author_id=article.author_id, price=price, full_price=paid
    )
    await tx.run(GIVE_WORDS, article_id=article_id, customer=actor.id)
    await tx.run(EMPTY_BASKETS, article_id=article_id)
    await tell(tx, article.author_id, notices.sold(article, price))
    return article_id


async def _must_be_buyable(tx: Transaction, actor: Actor, article: Article | None) -> Article:
    if article is None or article.state != ArticleState.ON_SALE:
        raise _not_on_sale()
    if article.author_id == actor.id:
        raise Forbidden("Свою статью купить нельзя.")
    author = await person_row(tx, article.author_id)
    if author is None or author.blocked:
        raise _not_on_sale()
    return article


def _not_on_sale() -> NotFound:
    return NotFound("Такой статьи нет в продаже.", field="id")
