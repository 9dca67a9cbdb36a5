"""Answers of ``articles.*``."""

from typing import ClassVar

from etxt_api.models.base import Flag, MaybeDecimal, MaybeMoment, MaybeWhole, Moment, Money, Text, Whole, WireModel


class Article(WireModel):
    """An article for sale, or one that the caller bought."""

    identity: ClassVar[str] = "id"

    id: Whole
    title: Text
    description: Text
    """A PNG picture of the description, base64."""
    keywords: Text
    date: Moment
    """When it was put up."""
    date_buy: MaybeMoment = None
    """When it was bought (``filter=1`` only)."""
    id_type: Whole
    id_subtype: Whole
    """1 to 10: article, news, product description, product review, recipe, workshop, press release, essay, home page, lyrics."""
    id_folder: MaybeWhole = None
    """Folder of a bought article."""
    id_category: Whole
    id_user: Whole
    """The author."""
    id_language: Whole
    full_price: Money
    """Roubles, with the buyer's commission and the discount reckoned in."""
    discount: Money
    """Percent."""
    date_discount: MaybeMoment
    """The last day of the discount."""
    size: Whole
    """Characters."""
    images: Whole
    """How many pictures."""
    unq: MaybeDecimal = None
    """Uniqueness by the check for rewriting, percent; ``None`` when it was not measured."""
    unq_shin: MaybeDecimal = None
    """Uniqueness by the check for copies, percent; ``None`` when it was not measured."""
    moder_check: Flag
    """Whether a moderator checked the quality."""
    moder_orph: Flag
    """Whether the spelling is without mistakes."""
    moder_punc: Flag
    """Whether punctuation and grammar are without mistakes."""
    moder_style: Flag
    """Whether the style is without mistakes."""


class BoughtArticle(WireModel):
    """What ``articles.buy`` bought."""

    id: Whole


class ArticleText(WireModel):
    """The text of an article that the caller bought."""

    identity: ClassVar[str] = "id"

    id: Whole
    title: Text
    description: Text
    text: Text


class ArticleArchive(WireModel):
    """A zip archive that was made."""

    path: Text
    """Where to download it, for about a day; see the client's ``download``."""
