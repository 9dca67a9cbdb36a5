"""What a customer may set on an order, and how it becomes the market's own changes."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from birzha.api.fields import GREATEST, Id, IdOrZero, Kopecks, Moment
from birzha.orders.model import OrderChanges, StoredFile

Percent = Annotated[int, Meta(ge=0, le=100)]
Skill = Annotated[int, Meta(ge=0, le=3)]
Title = Annotated[str, Meta(min_length=1, max_length=512)]
Price = Annotated[Kopecks, Meta(description="копейки, за что — говорит price_type")]
Size = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Reports = Annotated[int, Meta(ge=0, le=GREATEST)]


class OrderFields(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fields that a customer may set on an order, new or old.

    Args:
        description: up to 10,000 characters.
        text: source text, up to 40,000 characters.
        price_type: 1 per 1000 characters, 2 for the whole order.
        size: characters; without it the length of ``text`` counts.
        whitespaces: whether spaces count.
        checksize: whether to refuse results under 90 % of the size.
        work_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO copywriting.
        subtype: kind of text, 0 to 6.
        level: skill asked for, 0 to 3.
        deadline: unixtime, ahead, at most 90 days.
        public: whether to publish it.
        folder_id: an own project folder; 0: the root.
        uniq: uniqueness asked for, percent; null: none.
        target: 1 for all, 2 for the white list, 3 individual.
        target_id: the person of an individual order; a group of the white list, or 0 for all of it.
        keywords: separated by commas; obligatory in an SEO order.
        language_from: obligatory in a translation.
        language_to: obligatory in a translation, and another one.
        multitask: whether each accepted bid makes a new order of it.
        multicount: how many orders it makes, up to 1000.
        multione: whether each performer may have only one of them.
        auto_work: whether to accept the first suitable bid.
        auto_rate: the least rating for that.
        auto_reports: the fewest good reviews for that.
        auto_reports_n: the most bad reviews for that; null: any number.
        auto_level: the least skill for that, 0 to 3.
        only_stars: for performers of the skill ``level`` only.
        attestat: for attested performers only.
        diplom: for performers with a confirmed diploma only.
        robot: neural networks: 1 allowed, -1 not allowed, 0 does not matter.
        locate: whether the text is to be placed on a site.
        notify_group: whether to tell the white list, or its group, about the order.
    """

    description: Annotated[str, Meta(max_length=10_000)] | UnsetType = UNSET
    text: Annotated[str, Meta(max_length=40_000)] | UnsetType = UNSET
    price_type: Annotated[int, Meta(ge=1, le=2)] | UnsetType = UNSET
    size: Size | UnsetType = UNSET
    whitespaces: bool | UnsetType = UNSET
    checksize: bool | UnsetType = UNSET
    work_type: Annotated[int, Meta(ge=1, le=4)] | UnsetType = UNSET
    subtype: Annotated[int, Meta(ge=0, le=6)] | UnsetType = UNSET
    level: Skill | UnsetType = UNSET
    deadline: Moment | UnsetType = UNSET
    public: bool | UnsetType = UNSET
    folder_id: IdOrZero | UnsetType = UNSET
    uniq: Percent | UnsetType | None = UNSET
    target: Annotated[int, Meta(ge=1, le=3)] | UnsetType = UNSET
    target_id: IdOrZero | UnsetType = UNSET
    keywords: Annotated[str, Meta(max_length=10_000)] | UnsetType = UNSET
    language_from: IdOrZero | UnsetType = UNSET
    language_to: IdOrZero | UnsetType = UNSET
    multitask: bool | UnsetType = UNSET
    multicount: Annotated[int, Meta(ge=0, le=GREATEST)] | UnsetType = UNSET
    multione: bool | UnsetType = UNSET
    auto_work: bool | UnsetType = UNSET
    auto_rate: Annotated[int, Meta(ge=-GREATEST, le=GREATEST)] | UnsetType = UNSET
    auto_reports: Reports | UnsetType = UNSET
    auto_reports_n: Reports | UnsetType | None = UNSET
    auto_level: Skill | UnsetType = UNSET
    only_stars: bool | UnsetType = UNSET
    attestat: bool | UnsetType = UNSET
    diplom: bool | UnsetType = UNSET
    robot: Annotated[int, Meta(ge=-1, le=1)] | UnsetType = UNSET
    locate: bool | UnsetType = UNSET
    notify_group: bool | UnsetType = UNSET


class EditedOrder(OrderFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to change on an order; what is left out keeps its value.

    Args:
        title: 1 to 512 characters.
        price: kopecks, for what ``price_type`` says.
        category_id: its category.
    """

    title: Title | UnsetType = UNSET
    price: Price | UnsetType = UNSET
    category_id: Id | UnsetType = UNSET


class NewOrder(OrderFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An order to place; what is left out takes its default.

    Args:
        title: 1 to 512 characters.
        price: kopecks, for what ``price_type`` says.
        category_id: its category.
    """

    title: Title
    price: Price
    category_id: Id


def changes_of(given: OrderFields, file: StoredFile | None) -> OrderChanges:
    """The market's own changes.

    Args:
        given: what the customer set.
        file: what they attached; ``None``: the order keeps what it has.
    """
    values: dict[str, Any] = {name: value for name, value in structs.asdict(given).items() if value is not UNSET}
    values = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
    if file is not None:
        values["file"] = file
    return OrderChanges(**values)
