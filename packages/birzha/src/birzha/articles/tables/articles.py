"""Statements on articles themselves: reading one, storing it, moving it on, its pictures, its end."""

from dataclasses import fields

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.sql.expression import literal_column

from birzha.articles.model import About, Article, ArticleState, Image
from birzha.articles.tables.rows import article, article_image, article_picture, article_word, basket
from birzha.orders.tables import dropped_file
from birzha.orders.tables.orders import fixed
from birzha.storage.statement import Statement, among, insert_into, insert_or_skip, put_into, select_into

_ARTICLE = article.c
_THIS = _ARTICLE.id == bindparam("article_id")

COLUMNS = (*(each.name for each in fields(Article) if each.name != "id"), "title_key")
"""Every column that a new article is stored with."""

_ONE = select_into(Article, article).where(_THIS)
ARTICLE = Statement(_ONE, Article)
LOCK_ARTICLE = Statement(_ONE.with_for_update(), Article)
LOCK_BOUGHT = Statement(
    select_into(About, article)
    .where(among(_ARTICLE.id, "ids"), _ARTICLE.owner_id == bindparam("owner"), _ARTICLE.owner_id > fixed(0))
    .order_by(_ARTICLE.id)
    .with_for_update(),
    About,
)
"""A customer's articles of a batch, locked in one order everywhere."""

PUT_ARTICLE = insert_into(article, int, *COLUMNS)
_AS_IT_WAS = (_THIS, _ARTICLE.state == bindparam("old_state"))
EDIT_ARTICLE = Statement(
    update(article)
    .where(*_AS_IT_WAS)
    .values({name: bindparam(f"new_{name}") for name in COLUMNS if name not in {"author_id", "images"}})
)
"""Stores an article, if it still stands where it stood."""
SELL_ARTICLE = Statement(
    update(article)
    .where(_THIS, _ARTICLE.state == fixed(ArticleState.ON_SALE))
    .values(
        state=fixed(ArticleState.SOLD),
        owner_id=bindparam("customer"),
        asking=bindparam("price"),
        paid=bindparam("full_price"),
        date_buy=bindparam("moment"),
        folder_id=fixed(0),
    )
)
"""Gives an article to a customer, if it is still on sale."""
ARCHIVE_ARTICLES = Statement(
    update(article)
    .where(among(_ARTICLE.id, "ids"), _ARTICLE.state == fixed(ArticleState.SOLD))
    .values(state=fixed(ArticleState.ARCHIVED), archived_at=bindparam("moment"))
)
MOVE_TO_FOLDER = Statement(
    update(article)
    .where(
        among(_ARTICLE.id, "ids"),
        _ARTICLE.owner_id == bindparam("owner"),
        _ARTICLE.owner_id > fixed(0),
        _ARTICLE.state == bindparam("in_state"),
    )
    .values(folder_id=bindparam("new_folder"))
)
EMPTY_FOLDERS = Statement(
    update(article)
    .where(_ARTICLE.owner_id == bindparam("owner"), _ARTICLE.owner_id > fixed(0), among(_ARTICLE.folder_id, "folders"))
    .values(folder_id=fixed(0))
)
SET_FIGURES = Statement(
    update(article)
    .where(_THIS, _ARTICLE.owner_id == fixed(0))
    .values(unq=bindparam("new_unq"), unq_shin=bindparam("new_unq_shin"))
)

_BOUGHT = select_into(Article, article).where(
    among(_ARTICLE.id, "ids"),
    _ARTICLE.owner_id == bindparam("owner"),
    _ARTICLE.owner_id > fixed(0),
    _ARTICLE.state == bindparam("in_state"),
)
BOUGHT_TEXTS = Statement(_BOUGHT, Article)
TRADED: Statement[int] = Statement(
    select(_ARTICLE.id)
    .where(
        _ARTICLE.owner_id > fixed(0),
        ((_ARTICLE.owner_id == bindparam("one")) & (_ARTICLE.author_id == bindparam("other")))
        | ((_ARTICLE.owner_id == bindparam("other")) & (_ARTICLE.author_id == bindparam("one"))),
    )
    .limit(1),
    int,
)

# Prices that time changes.

_DISCOUNTED = (_ARTICLE.discount > fixed(0), _ARTICLE.owner_id == fixed(0))
DUE_DISCOUNTS = Statement(
    select_into(About, article)
    .where(*_DISCOUNTED, _ARTICLE.discount_until < bindparam("moment"))
    .order_by(_ARTICLE.discount_until, _ARTICLE.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True),
    About,
)
END_DISCOUNT = Statement(
    update(article).where(_THIS, *_DISCOUNTED).values(discount=fixed(0), discount_until=fixed(0), asking=_ARTICLE.price)
)
NEXT_DISCOUNT = Statement(select(func.min(_ARTICLE.discount_until)).where(*_DISCOUNTED))

# The description as a picture.

DROP_PICTURE = Statement(delete(article_picture).where(article_picture.c.article_id == bindparam("article_id")))
PUT_PICTURE = put_into(article_picture, "article_id", "base64")

# Pictures that belong to an article.

PUT_IMAGE = insert_into(article_image, int, "article_id", "key", "name", "size", "content_type", "width", "height")
_IMAGES = select_into(Image, article_image).order_by(article_image.c.article_id, article_image.c.id)
IMAGES_OF = Statement(_IMAGES.where(among(article_image.c.article_id, "ids")), Image)
IMAGE = Statement(_IMAGES.where(article_image.c.id == bindparam("image_id")), Image)
DROP_IMAGE = Statement(delete(article_image).where(article_image.c.id == bindparam("image_id")))
COUNT_IMAGES = Statement(
    update(article)
    .where(_THIS, _ARTICLE.images + bindparam("more") <= bindparam("most"))
    .values(images=_ARTICLE.images + bindparam("more"))
)
"""Counts a picture more or less, if there may be as many."""
IMAGE_IN_USE = Statement(select(literal_column("1")).where(article_image.c.key == bindparam("file")))
DROP_IMAGE_FILES = Statement(
    insert(dropped_file).from_select(
        ["key", "since"],
        select(article_image.c.key, bindparam("moment", type_=dropped_file.c.since.type)).where(
            article_image.c.article_id == bindparam("article_id")
        ),
    )
)

# Baskets.

PUT_IN_BASKET = insert_or_skip(basket, ["person_id", "article_id", "added"], ["person_id", "article_id"])
TAKE_FROM_BASKET = Statement(
    delete(basket).where(basket.c.person_id == bindparam("person"), basket.c.article_id == bindparam("article_id"))
)
IN_BASKET = Statement(select(func.count()).select_from(basket).where(basket.c.person_id == bindparam("person")))
EMPTY_BASKETS = Statement(delete(basket).where(basket.c.article_id == bindparam("article_id")))

DROP_WORDS = Statement(delete(article_word).where(article_word.c.article_id == bindparam("article_id")))
PUT_WORD = put_into(article_word, "owner_id", "stem", "date", "article_id", "weight")
GIVE_WORDS = Statement(
    update(article_word)
    .where(article_word.c.article_id == bindparam("article_id"))
    .values(owner_id=bindparam("customer"))
)

DELETE_ARTICLE = (
    DROP_WORDS,
    DROP_PICTURE,
    EMPTY_BASKETS,
    Statement(delete(article_image).where(article_image.c.article_id == bindparam("article_id"))),
    Statement(delete(article).where(_THIS)),
)
"""Removes an article and what hangs on it, leaves first."""
