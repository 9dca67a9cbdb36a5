"""The rows of articles, and every statement that touches them."""

from birzha.articles.tables.bundles import article_bundle
from birzha.articles.tables.rows import article, article_image, article_picture, article_word, basket

__all__ = ["article", "article_bundle", "article_image", "article_picture", "article_word", "basket"]
