"""Articles that their customer asked to download together: what a link to a ZIP stands for."""

from sqlalchemy import bindparam, delete, func, select

from birzha.articles.model import Article
from birzha.articles.model.bundles import Bundle
from birzha.articles.tables.rows import article, article_image
from birzha.orders.tables.orders import fixed
from birzha.storage.schema import Index, identity, number, table, text
from birzha.storage.statement import Statement, among, insert_into, select_into

article_bundle = table(
    "article_bundle",
    identity(),
    number("owner_id", references="person.id"),
    text("article_ids"),  # JSON
    number("created"),
    Index(None, "created"),
)

_OWN = (article.c.owner_id == bindparam("owner"), article.c.owner_id > fixed(0))

PUT_BUNDLE = insert_into(article_bundle, int, "owner_id", "article_ids", "created")
BUNDLE = Statement(
    select_into(Bundle, article_bundle).where(article_bundle.c.id == bindparam("bundle_id")),
    Bundle,
)
FORGET_BUNDLES = Statement(delete(article_bundle).where(article_bundle.c.created <= bindparam("moment")))
OWN_IN_STATE: Statement[int] = Statement(
    select(article.c.id).where(among(article.c.id, "ids"), *_OWN, article.c.state == bindparam("in_state")), int
)
IMAGES_WEIGHT = Statement(
    select(func.coalesce(func.sum(article_image.c.size), 0)).where(among(article_image.c.article_id, "ids"))
)
OWN_ARTICLE = Statement(select_into(Article, article).where(article.c.id == bindparam("article_id"), *_OWN), Article)
"""A bought article, archived or not."""
