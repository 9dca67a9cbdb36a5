"""The pictures that belong to an article."""

from birzha.articles.commands.guarded import moved, no_such_article, own_article, rewrite
from birzha.articles.model import MOST_IMAGES, Article, Event, Image, unread
from birzha.articles.tables.articles import COUNT_IMAGES, DROP_IMAGE, IMAGE, PUT_IMAGE
from birzha.errors import LimitExceeded
from birzha.orders.tables.orders import DROP_FILE
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.storage.transaction import Transaction


@command(Role.PERFORMER)
async def add_image(tx: Transaction, actor: Actor, article_id: int, image: Image) -> int:
    """Add a picture to an article that is a draft, rejected or on sale; the latter goes back to moderation. Gives its id.

    Args:
        tx: the transaction.
        actor: the author.
        article_id: an own article.
        image: examined and put into the file store; its own and the article's id are not looked at.

    Raises:
        NotFound: no such article of their own.
        WrongState: it is on moderation or sold.
        LimitExceeded: it has twenty already.
    """
    article = await own_article(tx, actor.id, article_id)
    await _count(tx, article, 1)
    return await tx.one(
        PUT_IMAGE,
        article_id=article_id,
        key=image.key,
        name=image.name,
        size=image.size,
        content_type=image.content_type,
        width=image.width,
        height=image.height,
    )


@command(Role.PERFORMER)
async def remove_image(tx: Transaction, actor: Actor, article_id: int, image_id: int) -> None:
    """Take a picture from an article that is a draft, rejected or on sale; the latter goes back to moderation.

    Raises:
        NotFound: no such article of their own, or it has no such picture.
        WrongState: it is on moderation or sold.
    """
    article = await own_article(tx, actor.id, article_id)
    image = await tx.first(IMAGE, image_id=image_id)
    if image is None or image.article_id != article_id:
        raise no_such_article()
    await _count(tx, article, -1)
    await tx.run(DROP_IMAGE, image_id=image_id)
    await tx.run(DROP_FILE, key=image.key, since=tx.now)


async def _count(tx: Transaction, article: Article, more: int) -> None:
    await rewrite(tx, article, unread(moved(article, Event.REWRITE)))
    if not await tx.run(COUNT_IMAGES, article_id=article.id, more=more, most=MOST_IMAGES):
        raise LimitExceeded(f"У статьи может быть не больше {MOST_IMAGES} изображений.", field="file")
