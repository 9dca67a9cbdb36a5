"""What a kwork is, and how the catalogue is sorted (documentation of the Kwork client, models ``Kwork`` and ``KworkDetails``)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

TRUSTED = 5
"""Ours: with how many reviews of :data:`USUAL` every kwork is credited before its own."""
USUAL = 4
"""Ours: the stars of such a review."""
COUNTED_SALES = 50
"""Ours: more sales than these do not move a kwork further up."""
HUNDREDTHS = 100
"""A rating is kept in hundredths of a star."""


class KworkState(IntEnum):
    """Where a kwork stands."""

    DRAFT = 1
    MODERATION = 2
    ACTIVE = 3
    PAUSED = 4
    REJECTED = 5
    DELETED = 6


class Sort(StrEnum):
    """What the catalogue is sorted by (documentation of catalog.get_list, ``sort``)."""

    RECOMMEND = "recommend"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    RATING = "rating"
    REVIEWS = "reviews"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Card:
    """What a list says of a kwork.

    Args:
        id: of the kwork; 0 before it is stored.
        seller_id: who offers it.
        state: :class:`KworkState`.
        title: 1 to 120 characters.
        description: the short one, 1 to 1000 characters.
        category_id: its category.
        price: kopecks.
        days: from the purchase to the delivery.
        revisions: how often the result is redone without payment.
        images: how many pictures belong to it.
        sales: how often it was bought.
        reviews: how many reviews it has.
        rating: the average of its stars in hundredths; 0 before the first review.
        created: when its draft was made, unixtime.
        published_at: when it first came into the catalogue, unixtime; 0: never.
        updated: when its seller last changed it, unixtime.
    """

    id: int
    seller_id: int
    state: int
    title: str
    description: str
    category_id: int
    price: int
    days: int
    revisions: int
    images: int
    sales: int
    reviews: int
    rating: int
    created: int
    published_at: int
    updated: int


@dataclass(frozen=True, slots=True)
class Kwork(Card):
    """A whole kwork, without its paid extras and pictures.

    Args:
        full_description: up to 10,000 characters.
        requirements: what the seller needs from a customer, up to 5000 characters.
        stars: the sum of the stars of its reviews.
        recommended: see :func:`recommendation`.
        faq: questions and answers, JSON; :func:`birzha.kworks.model.questions` reads them.
        packages: JSON; :func:`birzha.kworks.model.packages` reads them.
        videos: links, JSON; :func:`birzha.kworks.model.videos` reads them.
    """

    full_description: str
    requirements: str
    stars: int
    recommended: int
    faq: str
    packages: str
    videos: str


@dataclass(frozen=True, slots=True)
class NewFeature:
    """A paid extra that is to be offered with a kwork.

    Args:
        name: 1 to 120 characters.
        price: kopecks, on top of the kwork's.
        days: by how many the delivery is later.
    """

    name: str
    price: int
    days: int


@dataclass(frozen=True, slots=True)
class Feature(NewFeature):
    """A paid extra of a kwork.

    Args:
        id: of the extra.
        kwork_id: whose.
    """

    id: int
    kwork_id: int


@dataclass(frozen=True, slots=True)
class Question:
    """What customers ask often.

    Args:
        question: 1 to 500 characters.
        answer: 1 to 5000 characters.
    """

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Package:
    """A kwork of another size.

    Args:
        name: 1 to 120 characters.
        description: up to 1000 characters.
        price: kopecks.
        days: from the purchase to the delivery.
        revisions: how often the result is redone without payment.
    """

    name: str
    description: str
    price: int
    days: int
    revisions: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that belongs to a kwork.

    Args:
        id: of the picture.
        kwork_id: whose.
        key: its name in the file store.
        name: what its seller called it.
        size: bytes.
        content_type: of its content.
        width, height: points.
    """

    id: int
    kwork_id: int
    key: str
    name: str
    size: int
    content_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Details:
    """Everything that the page of a kwork shows.

    Args:
        kwork: itself.
        features: its paid extras, in the seller's order.
        images: its pictures, the oldest first.
    """

    kwork: Kwork
    features: list[Feature]
    images: list[Image]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the catalogue.

    Args:
        cards: the kworks on it.
        total: how many there are on all pages.
    """

    cards: list[Card]
    total: int


@dataclass(frozen=True, slots=True)
class OwnKworks:
    """A seller's kworks.

    Args:
        cards: the newest first, deleted ones left out.
        counts: how many there are in each state.
    """

    cards: list[Card]
    counts: dict[KworkState, int]


def rating(stars: int, reviews: int) -> int:
    """The average of the stars in hundredths, rounded half up; 0 without a review."""
    return (2 * HUNDREDTHS * stars + reviews) // (2 * reviews) if reviews else 0


def recommendation(stars: int, reviews: int, sales: int) -> int:
    """How far up a kwork stands in the order ``recommend``; the documentation gives no formula, this one is ours.

    The average of its stars in hundredths, as if it had five reviews with four stars besides its own, so that one friendly review
    does not beat a hundred good ones; and two more for each sale, of which fifty count. Among equals the newer stands first.

    Args:
        stars: the sum over all reviews.
        reviews: how many.
        sales: how many.
    """
    average = HUNDREDTHS * (TRUSTED * USUAL + stars) // (TRUSTED + reviews)
    return average + 2 * min(sales, COUNTED_SALES)
