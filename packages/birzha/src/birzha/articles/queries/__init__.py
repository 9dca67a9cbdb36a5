"""What can be asked about articles."""

from birzha.articles.queries.finding import archived, articles
from birzha.articles.queries.reading import (
    archived_texts,
    article_images,
    article_on_sale,
    bought_texts,
    have_traded,
    images_of,
    my_articles,
    to_moderate,
    whole_article,
)

__all__ = [
    "archived",
    "archived_texts",
    "article_images",
    "article_on_sale",
    "articles",
    "bought_texts",
    "have_traded",
    "images_of",
    "my_articles",
    "to_moderate",
    "whole_article",
]
