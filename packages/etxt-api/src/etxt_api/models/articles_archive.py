"""Answers of ``articles_archive.*``."""

from typing import ClassVar

from etxt_api.models.base import Moment, Money, Text, Whole, WireModel
from etxt_api.models.tasks_archive import Marks


class ArchivedArticle(WireModel):
    """An article that the caller bought and moved to the archive."""

    identity: ClassVar[str] = "id"

    id: Whole
    title: Text
    description: Text
    keywords: Text
    date: Moment
    """When it was put up."""
    id_type: Whole
    id_subtype: Whole
    id_category: Whole
    id_language: Whole
    full_price: Money
    """Roubles, with the buyer's commission."""
    size: Whole
    """Characters."""
    images: Whole
    """How many pictures."""
    quality: Marks
    """The moderator's marks by name; empty when nobody checked."""
