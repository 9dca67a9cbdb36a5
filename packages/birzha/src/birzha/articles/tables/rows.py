"""The rows of articles and of what hangs on them.

Every order in which articles on sale can be listed has its own partial index, and so has every filter that picks few of them. The
long texts stand last, so that a scan of a row's beginning need not read them.

``article_word`` is the search's own index, kept for articles on sale (``owner_id`` 0) and for bought ones (their customer's id), so
that what is sold does not dilute what is searched. It holds one row for each word (stem) of an article; ``weight`` says how often
the word occurs in which field (:mod:`birzha.articles.words`). The key begins with what a search asks for and ends with everything
that it needs, in the order of dates; the second index holds the same in the order of weights.
"""

from typing import Any

from sqlalchemy import Column
from sqlalchemy import text as sql

from birzha.storage.schema import CheckConstraint, Index, blob, identity, number, table, text

article = table(
    "article",
    identity(),
    number("author_id", references="person.id"),
    number("owner_id", default=0),
    number("state", default=1),
    number("id_type"),
    number("id_subtype"),
    number("category_id"),
    number("language_id"),
    number("price"),
    number("discount", default=0),
    number("discount_until", default=0),
    number("asking"),
    number("paid", default=0),
    number("size"),
    number("images", default=0),
    number("unq", default=-1),
    number("unq_shin", default=-1),
    number("moder_check", default=0),
    number("moder_orph", default=0),
    number("moder_punc", default=0),
    number("moder_style", default=0),
    number("date"),
    number("published_at", default=0),
    number("date_buy", default=0),
    number("folder_id", default=0),
    number("archived_at", default=0),
    text("title"),
    blob("title_key"),  # bytes, because both engines sort them alike
    text("keywords", default=""),
    text("description", default=""),
    text("text"),
    CheckConstraint("state BETWEEN 1 AND 6", name="known_state"),
    CheckConstraint("(state IN (5, 6)) = (owner_id > 0)", name="owner_once_sold"),
    CheckConstraint("owner_id <> author_id", name="not_from_oneself"),
    CheckConstraint("price > 0 AND asking > 0 AND discount BETWEEN 0 AND 90", name="costs_something"),
)

_ARTICLE = article.c


def _index(name: str, where: str, *columns: Column[Any]) -> None:
    Index(name, *columns, sqlite_where=sql(where), postgresql_where=sql(where))


_ON_SALE = "state = 3"
for _name in ("date", "asking", "size", "unq", "title_key"):
    _index(f"ix_article_sale_{_name}", _ON_SALE, _ARTICLE[_name], _ARTICLE.id)
for _name in ("category_id", "language_id", "id_subtype"):
    _index(f"ix_article_sale_{_name}", _ON_SALE, _ARTICLE[_name], _ARTICLE.date, _ARTICLE.id)
_index("ix_article_moderation", "state = 2", _ARTICLE.id)
_index("ix_article_owner", "owner_id > 0", _ARTICLE.owner_id, _ARTICLE.id)
_index("ix_article_discount", "discount > 0 AND owner_id = 0", _ARTICLE.discount_until)
Index("ix_article_author", _ARTICLE.author_id, _ARTICLE.id)

article_picture = table(
    "article_picture",
    number("article_id", references="article.id", key=True),
    text("base64"),
)

article_image = table(
    "article_image",
    identity(),
    number("article_id", references="article.id"),
    text("key"),
    text("name"),
    number("size"),
    text("content_type"),
    number("width"),
    number("height"),
    Index(None, "article_id", "id"),
    Index(None, "key"),
)

basket = table(
    "basket",
    number("person_id", references="person.id", key=True),
    number("article_id", references="article.id", key=True),
    number("added"),
    Index(None, "article_id"),
)

article_word = table(
    "article_word",
    number("owner_id", key=True),
    text("stem", key=True),
    number("date", key=True),
    number("article_id", references="article.id", key=True),
    number("weight", key=True),
    Index("ix_article_word_weight", "owner_id", "stem", "weight", "date", "article_id"),
    Index(None, "article_id"),
)
