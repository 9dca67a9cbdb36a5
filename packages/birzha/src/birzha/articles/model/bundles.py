"""Articles that are downloaded together."""

import json
from dataclasses import dataclass

from birzha.articles.model.article import Article, Image
from birzha.clock import DAY

BUNDLE_LIFE = DAY
"""How long a ZIP can be fetched, seconds (reference, §2.9: "about a day")."""

LARGEST_BUNDLE = 256 * 1024 * 1024
"""Ours: bytes of all images in one ZIP."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a customer asked to download together.

    Args:
        owner_id: the customer.
        article_ids: the articles as a JSON list, in the order in which they were asked for.
    """

    owner_id: int
    article_ids: str

    @property
    def articles(self) -> list[int]:
        """The ids."""
        ids: list[int] = json.loads(self.article_ids)
        return ids


@dataclass(frozen=True, slots=True)
class Bundled:
    """One article of a download.

    Args:
        article: with its text.
        images: its pictures.
    """

    article: Article
    images: list[Image]
