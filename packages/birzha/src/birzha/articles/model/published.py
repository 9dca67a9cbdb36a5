"""What articles tell the nouns to their right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleMoved:
    """A locked article has another state now, or is about to be deleted.

    Args:
        article_id: the article.
        state: the new one: :class:`birzha.articles.model.ArticleState`, or :data:`birzha.articles.model.GONE`.
    """

    article_id: int
    state: int
