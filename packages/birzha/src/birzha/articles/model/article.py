"""What an article is, and how lists of articles are asked for (reference of the exchange, §3; documentation of articles.getList)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

UNMEASURED = -1
"""The uniqueness of an article that nobody has measured yet."""

LONGEST_SEARCH = 40
"""The longest text to search for, characters (documentation of articles.getList, ``text``)."""

MOST_LISTED = 20
"""How many articles one page has at most (documentation of articles.getList, ``count``)."""

LOWEST_MIN_RATE = -1000
HIGHEST_MIN_RATE = 100_000
"""Limits of the filter by the author's rating (documentation of articles.getList, ``min_rate``)."""


class ArticleState(IntEnum):
    """Where an article stands (reference of the exchange, §3)."""

    DRAFT = 1
    MODERATION = 2
    ON_SALE = 3
    REJECTED = 4
    SOLD = 5
    ARCHIVED = 6


class Field(StrEnum):
    """Where a search looks (documentation of articles.getList, ``text_type``)."""

    TITLE = "title"
    KEYWORDS = "keywords"
    DESCRIPTION = "description"


class Sort(StrEnum):
    """What a list is sorted by (documentation of articles.getList, ``sort``)."""

    RELEVANCY = "relevancy"
    TITLE = "title"
    PRICE = "price"
    SIZE = "size"
    UNIQ = "uniq"
    DATE = "date"


@dataclass(slots=True)
class About:
    """What an article is, without its text. Not frozen: twenty are made for each page, and freezing costs more than the rows.

    Args:
        id: of the article; 0 before it is stored.
        author_id: whose work it is.
        owner_id: who bought it; 0: nobody.
        state: :class:`ArticleState`.
        title: 1 to 512 characters.
        description: up to 10,000 characters; customers see it as a picture until they buy.
        keywords: up to 10,000 characters.
        id_type: kind of text: 1 copywriting, 2 rewriting, 3 translation, 4 SEO.
        id_subtype: kind of article, 1 to 10.
        category_id: its category.
        language_id: its language.
        price: the author's, without discount and fees, kopecks.
        discount: percent; 0: none.
        discount_until: the last second of the last day of the discount, unixtime; 0: no discount.
        asking: the author's price less the discount that holds now, kopecks; the customer's fee comes on top.
        paid: what its customer paid, kopecks; 0 before that.
        size: characters without spaces.
        images: how many pictures belong to it.
        unq: uniqueness against rewriting, percent; :data:`UNMEASURED`: not known.
        unq_shin: uniqueness against copies, percent; :data:`UNMEASURED`: not known.
        moder_check: 1 when a moderator has read it as it is.
        moder_orph, moder_punc, moder_style: the moderator's marks for spelling, punctuation and style: 1 without mistakes.
        date: when it was first put on sale, before that when its draft was made, unixtime.
        published_at: when it was first put on sale, unixtime; 0: never.
        date_buy: when it was bought, unixtime; 0: not.
        folder_id: its customer's project folder; 0: the root.
        archived_at: when its customer put it into the archive, unixtime; 0: not.
    """

    id: int
    author_id: int
    owner_id: int
    state: int
    title: str
    description: str
    keywords: str
    id_type: int
    id_subtype: int
    category_id: int
    language_id: int
    price: int
    discount: int
    discount_until: int
    asking: int
    paid: int
    size: int
    images: int
    unq: int
    unq_shin: int
    moder_check: int
    moder_orph: int
    moder_punc: int
    moder_style: int
    date: int
    published_at: int
    date_buy: int
    folder_id: int
    archived_at: int


@dataclass(slots=True)
class Article(About):
    """A whole article.

    Args:
        text: what is sold; up to 40,000 characters.
    """

    text: str


@dataclass(slots=True)
class Listed:
    """One line of a list: what a customer sees of an article.

    Args:
        full_price: what a customer pays now, or has paid, discount and fee included, kopecks.
        discount: percent, as it holds now.
        discount_until: as of :class:`About`, as are all others.
        description: in the archive; empty in other lists, where the picture says it.
        picture: the description as a picture: PNG in base64; empty where none was drawn, and in the archive.
    """

    full_price: int
    discount: int
    discount_until: int
    id: int
    author_id: int
    title: str
    keywords: str
    id_type: int
    id_subtype: int
    category_id: int
    language_id: int
    size: int
    images: int
    unq: int
    unq_shin: int
    moder_check: int
    moder_orph: int
    moder_punc: int
    moder_style: int
    date: int
    date_buy: int
    folder_id: int
    archived_at: int
    description: str
    picture: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that belongs to an article.

    Args:
        id: of the picture.
        article_id: whose.
        key: its name in the file store.
        name: what its author called it.
        size: bytes.
        content_type: of its content.
        width, height: points.
    """

    id: int
    article_id: int
    key: str
    name: str
    size: int
    content_type: str
    width: int
    height: int


@dataclass(slots=True, kw_only=True)
class ArticleFilter:
    """Which articles to list (documentation of articles.getList); ``None``: no such filter.

    Not frozen, for the same reason as :class:`About`.

    Args:
        count: how many at most, 1 to 20; out of range values are clamped (A30).
        offset: how many to skip.
        author_id: only of this author.
        category_id: only in this category.
        subcategories: whether categories below that one count too.
        id_subtype: only of this kind.
        folder_id: of bought ones, only in this folder.
        bought: those that the caller bought and did not archive, instead of those on sale.
        basket: only what lies in the caller's basket.
        article_id: only this one.
        text: words that must all occur, in any grammatical form; up to 40 characters.
        text_field: where they must occur; ``None``: in title, keywords and description together.
        price_from, price_to: limits of the full price, kopecks, inclusive.
        per_thousand: whether these limits are for 1000 characters.
        size_from, size_to: limits of the size, inclusive.
        uniq_from, uniq_to: limits of ``unq``, percent, inclusive; what is not measured counts as less than any.
        language_id: only in this language; an unknown one is not applied, as the documentation says.
        min_rate: the lowest rating of the author.
        sort: what the list is sorted by; relevancy without a search is the date.
        descending: from the greatest down.
    """

    count: int = MOST_LISTED
    offset: int = 0
    author_id: int | None = None
    category_id: int | None = None
    subcategories: bool = False
    id_subtype: int | None = None
    folder_id: int | None = None
    bought: bool = False
    basket: bool = False
    article_id: int | None = None
    text: str = ""
    text_field: Field | None = None
    price_from: int | None = None
    price_to: int | None = None
    per_thousand: bool = False
    size_from: int | None = None
    size_to: int | None = None
    uniq_from: int | None = None
    uniq_to: int | None = None
    language_id: int | None = None
    min_rate: int | None = None
    sort: Sort = Sort.DATE
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFilter:
    """Which archived articles to list (documentation of articles_archive.getList); ``None``: no such filter.

    Args:
        count: how many at most, 1 to 20; out of range values are clamped (A30).
        offset: how many to skip.
        author_id: only of this author.
        category_id: only in this category.
        subcategories: whether categories below that one count too.
        id_subtype: only of this kind.
        text: words that must all occur, as in :class:`ArticleFilter`.
        descending: the last archived first; otherwise the first (the documentation's default).
    """

    count: int = MOST_LISTED
    offset: int = 0
    author_id: int | None = None
    category_id: int | None = None
    subcategories: bool = False
    id_subtype: int | None = None
    text: str = ""
    descending: bool = False
