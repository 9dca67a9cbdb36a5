"""How kworks look in answers, and what sellers may set on them."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from birzha.api.fields import Id, SomeKopecks
from birzha.api.views import view
from birzha.kworks.model import (
    HUNDREDTHS,
    LONGEST_LINK,
    LONGEST_TERM,
    MOST_FEATURES,
    MOST_PACKAGES,
    MOST_QUESTIONS,
    MOST_REVISIONS,
    MOST_VIDEOS,
    Card,
    Details,
    KworkChanges,
    KworkState,
    NewFeature,
    Package,
    Question,
    packages,
    questions,
    videos,
)

State = Literal["draft", "moderation", "active", "paused", "rejected"]

Title = Annotated[str, Meta(min_length=1, max_length=120)]
Short = Annotated[str, Meta(min_length=1, max_length=1000)]
Term = Annotated[int, Meta(ge=1, le=LONGEST_TERM, description="срок, дней")]
Revisions = Annotated[int, Meta(ge=0, le=MOST_REVISIONS)]


class CardView(Struct, frozen=True):
    """A kwork as lists show it.

    Args:
        id: of the kwork.
        seller_id: who offers it.
        state: where it stands; in the catalogue always active.
        title: of it.
        description: the short one.
        category_id: its category.
        price: kopecks.
        days: from the purchase to the delivery.
        revisions: how often the result is redone without payment.
        images: how many pictures it has.
        sales: how often it was bought.
        reviews: how many reviews it has.
        rating: the average of its stars; null: no review yet.
        created: when its draft was made, unixtime.
        published_at: when it first came into the catalogue, unixtime; 0: never.
        updated: when its seller last changed it, unixtime.
    """

    id: int
    seller_id: int
    state: State
    title: str
    description: str
    category_id: int
    price: int
    days: int
    revisions: int
    images: int
    sales: int
    reviews: int
    rating: float | None
    created: int
    published_at: int
    updated: int


class QuestionView(Struct, frozen=True, forbid_unknown_fields=True):
    """What customers ask often.

    Args:
        question: 1 to 500 characters.
        answer: 1 to 5000 characters.
    """

    question: Annotated[str, Meta(min_length=1, max_length=500)]
    answer: Annotated[str, Meta(min_length=1, max_length=5000)]


class PackageView(Struct, frozen=True, forbid_unknown_fields=True):
    """The kwork in another size.

    Args:
        name: 1 to 120 characters.
        description: up to 1000 characters.
        price: kopecks.
        days: from the purchase to the delivery.
        revisions: how often the result is redone without payment.
    """

    name: Title
    description: Annotated[str, Meta(max_length=1000)]
    price: SomeKopecks
    days: Term
    revisions: Revisions


class FeatureView(Struct, frozen=True):
    """A paid extra.

    Args:
        id: of the extra.
        name: of it.
        price: kopecks, on top of the kwork's.
        days: by how many the delivery is later.
    """

    id: int
    name: str
    price: int
    days: int


class KworkImageView(Struct, frozen=True):
    """A picture that belongs to a kwork.

    Args:
        id: of the picture.
        name: what its seller called it.
        size: bytes.
        width: points.
        height: points.
    """

    id: int
    name: str
    size: int
    width: int
    height: int


class DetailsView(Struct, frozen=True):
    """Everything about a kwork.

    Args:
        kwork: what lists show.
        full_description: of it.
        requirements: what the seller needs from a customer.
        features: paid extras.
        faq: questions and answers.
        packages: other sizes.
        videos: links.
        images: pictures.
    """

    kwork: CardView
    full_description: str
    requirements: str
    features: list[FeatureView]
    faq: list[QuestionView]
    packages: list[PackageView]
    videos: list[str]
    images: list[KworkImageView]


class KworkFields(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fields that a seller may set on a kwork, new or old.

    Args:
        full_description: up to 10,000 characters.
        requirements: what the seller needs from a customer, up to 5000 characters.
        revisions: how often the result is redone without payment.
        faq: questions and answers.
        packages: the kwork in other sizes.
        videos: links that begin with https.
    """

    full_description: Annotated[str, Meta(max_length=10_000)] | UnsetType = UNSET
    requirements: Annotated[str, Meta(max_length=5000)] | UnsetType = UNSET
    revisions: Revisions | UnsetType = UNSET
    faq: Annotated[list[QuestionView], Meta(max_length=MOST_QUESTIONS)] | UnsetType = UNSET
    packages: Annotated[list[PackageView], Meta(max_length=MOST_PACKAGES)] | UnsetType = UNSET
    videos: Annotated[list[Annotated[str, Meta(max_length=LONGEST_LINK)]], Meta(max_length=MOST_VIDEOS)] | UnsetType = (
        UNSET
    )


class EditedKwork(KworkFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to change on a kwork; what is left out keeps its value.

    Args:
        title: 1 to 120 characters.
        description: the short one, 1 to 1000 characters.
        category_id: its category.
        price: kopecks.
        days: from the purchase to the delivery.
    """

    title: Title | UnsetType = UNSET
    description: Short | UnsetType = UNSET
    category_id: Id | UnsetType = UNSET
    price: SomeKopecks | UnsetType = UNSET
    days: Term | UnsetType = UNSET


class NewKwork(KworkFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kwork to offer; what is left out takes its default.

    Args:
        title: 1 to 120 characters.
        description: the short one, 1 to 1000 characters.
        category_id: its category.
        price: kopecks.
        days: from the purchase to the delivery.
    """

    title: Title
    description: Short
    category_id: Id
    price: SomeKopecks
    days: Term


class FeatureFields(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paid extra to offer.

    Args:
        name: 1 to 120 characters.
        price: kopecks, on top of the kwork's.
        days: by how many the delivery is later.
    """

    name: Title
    price: SomeKopecks
    days: Annotated[int, Meta(ge=0, le=LONGEST_TERM)] = 0


class Features(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All paid extras of a kwork.

    Args:
        features: in the order in which they are shown; none: no extras.
    """

    features: Annotated[list[FeatureFields], Meta(max_length=MOST_FEATURES)]


def changes_of(given: KworkFields) -> KworkChanges:
    """The market's own changes."""
    values: dict[str, Any] = {
        name: value for name in given.__struct_fields__ if (value := getattr(given, name)) is not UNSET
    }
    for name, kind in (("faq", Question), ("packages", Package)):
        if name in values:
            values[name] = [kind(**structs.asdict(each)) for each in values[name]]
    return KworkChanges(**values)


def extras_of(given: Features) -> list[NewFeature]:
    """The market's own extras."""
    return [NewFeature(each.name, each.price, each.days) for each in given.features]


def card_view(found: Card) -> CardView:
    """A line of a list."""
    values = {name: getattr(found, name) for name in CardView.__struct_fields__}
    stars = found.rating / HUNDREDTHS if found.reviews else None
    return CardView(**{**values, "state": KworkState(found.state).name.lower(), "rating": stars})


def details_view(found: Details) -> DetailsView:
    """The page of a kwork."""
    kwork = found.kwork
    return DetailsView(
        kwork=card_view(kwork),
        full_description=kwork.full_description,
        requirements=kwork.requirements,
        features=[view(FeatureView, each) for each in found.features],
        faq=[view(QuestionView, each) for each in questions(kwork)],
        packages=[view(PackageView, each) for each in packages(kwork)],
        videos=videos(kwork),
        images=[view(KworkImageView, each) for each in found.images],
    )
