"""What authors do with their articles: write, edit, offer for sale, withdraw, delete (reference of the exchange, §8)."""

from dataclasses import replace

from birzha.articles.commands.guarded import moved, own_article, rewrite, store
from birzha.articles.model import (
    GONE,
    UNSET,
    Article,
    ArticleChanges,
    ArticleMoved,
    Event,
    asking_price,
    blank_article,
    checked_discount,
    merged,
    public_texts,
    rewritten,
    validate_changes,
)
from birzha.articles.tables.articles import DELETE_ARTICLE, DROP_IMAGE_FILES, DROP_PICTURE, PUT_PICTURE
from birzha.errors import Forbidden, Invalid
from birzha.money.queries import available
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.reference.queries import category_exists, language_exists
from birzha.storage.transaction import Transaction
from birzha.texts.contacts import refuse_contacts


@command(Role.PERFORMER)
async def save_article(tx: Transaction, actor: Actor, changes: ArticleChanges, article_id: int | None = None) -> int:
    """Write a draft, or edit an article that is a draft, rejected or on sale.

    A change of title, description, text or keywords takes an article on sale back to moderation; one of price, category, language
    or kind does not. A new text is not measured yet; what is new was not read by a moderator.

    Args:
        tx: the transaction.
        actor: the author.
        changes: what to set.
        article_id: the article to edit; ``None``: a new one.

    Returns:
        The article's id.

    Raises:
        Invalid: a value is beyond its limits, or there is no such category or language.
        ContactsFound: title, description or keywords carry contact data.
        NotFound: no such article of their own.
        WrongState: it is on moderation or sold.
    """
    validate_changes(changes, new=article_id is None)
    refuse_contacts(tx.rules, **public_texts(changes))
    old = blank_article(actor.id, tx.now) if article_id is None else await own_article(tx, actor.id, article_id)
    new = merged(old, changes, tx.now)
    new = moved(new, Event.REWRITE if rewritten(old, new) else Event.EDIT)
    await _must_refer(tx, old, new)
    if article_id is None:
        new = replace(new, id=await store(tx, new))
    else:
        await rewrite(tx, old, new)
    if changes.description is not UNSET:
        await _draw(tx, new.id, "" if changes.picture is UNSET else str(changes.picture))
    return new.id


async def _must_refer(tx: Transaction, old: Article, new: Article) -> None:
    """Refuse what does not exist; what has not changed was looked at before."""
    if new.category_id != old.category_id and not await category_exists(tx, new.category_id):
        raise Invalid("Такой категории нет.", field="category_id")
    if new.language_id != old.language_id and not await language_exists(tx, new.language_id):
        raise Invalid("Такого языка нет.", field="language_id")


async def _draw(tx: Transaction, article_id: int, picture: str) -> None:
    await tx.run(DROP_PICTURE, article_id=article_id)
    if picture:
        await tx.run(PUT_PICTURE, article_id=article_id, base64=picture)


@command(Role.PERFORMER)
async def offer_article(tx: Transaction, actor: Actor, article_id: int) -> None:
    """Offer a draft or a rejected article for sale: a moderator reads it first.

    Raises:
        NotFound: no such article of their own.
        WrongState: it is neither.
        Forbidden: the author has neither the rating nor the money that the exchange asks of those who sell.
    """
    old = await own_article(tx, actor.id, article_id)
    new = moved(old, Event.OFFER)
    rules = tx.rules
    if actor.rate < rules.seller_rate and await available(tx, actor.id) < rules.seller_balance:
        raise Forbidden(
            f"Продавать статьи можно с рейтингом от {rules.seller_rate} "
            f"или с суммой от {rules.seller_balance // 100} руб. на счёте."
        )
    await rewrite(tx, old, new)


@command(Role.PERFORMER)
async def withdraw_article(tx: Transaction, actor: Actor, article_id: int) -> None:
    """Take an article back from sale or from moderation: it is a draft again.

    Raises:
        NotFound: no such article of their own.
        WrongState: it is neither on sale nor on moderation.
    """
    old = await own_article(tx, actor.id, article_id)
    await rewrite(tx, old, moved(old, Event.WITHDRAW))


@command(Role.PERFORMER)
async def delete_article(tx: Transaction, actor: Actor, article_id: int) -> None:
    """Delete an article that is not sold, with its pictures.

    Raises:
        NotFound: no such article of their own.
        WrongState: it is sold.
    """
    article = await own_article(tx, actor.id, article_id)
    moved(article, Event.DELETE)
    await tx.publish(ArticleMoved(article_id, GONE))
    await tx.run(DROP_IMAGE_FILES, article_id=article_id, moment=tx.now)
    for statement in DELETE_ARTICLE:
        await tx.run(statement, article_id=article_id)


@command(Role.PERFORMER)
async def set_discount(tx: Transaction, actor: Actor, article_id: int, percent: int, until: int) -> None:
    """Give a discount on an article that is not sold, up to a day inclusive.

    Args:
        tx: the transaction.
        actor: the author.
        article_id: an own article.
        percent: 1 to 90; 0 takes the discount away.
        until: any moment of the last day in the market's zone, unixtime; not looked at without a discount.

    Raises:
        Invalid: the percentage is out of range, or the day has passed or is over a year ahead.
        NotFound: no such article of their own.
        WrongState: it is sold.
    """
    discount, last = checked_discount(percent, until, tx.now, tx.rules)
    old = await own_article(tx, actor.id, article_id)
    new = replace(moved(old, Event.DISCOUNT), discount=discount, discount_until=last)
    await rewrite(tx, old, replace(new, asking=asking_price(new, tx.now)))
