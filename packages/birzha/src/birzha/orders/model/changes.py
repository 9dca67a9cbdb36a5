"""What a customer may set on an order, its limits, and how it joins what the order has (documentation of tasks.saveTask)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from birzha.errors import Invalid, LimitExceeded
from birzha.limits import number_within, text_within, written
from birzha.orders.model.deadlines import checked_deadline, default_deadline, is_quick
from birzha.orders.model.order import Order, PriceType, Status, StoredFile, Target, WorkType
from birzha.orders.model.prices import full_price
from birzha.settings import Rules
from birzha.texts.measure import characters


class Unset(Enum):
    """Says that a field was not given; ``None`` is a value of its own."""

    UNSET = "unset"


UNSET = Unset.UNSET
_T = TypeVar("_T")

LARGEST_PRICE = 100_000_000_000
"""Ours: kopecks, in the price field."""
LARGEST_FULL_PRICE = 10_000_000_000_000
"""Ours: kopecks, for a whole order, so that sums of sums stay within 64 bits."""
LARGEST_SIZE = 2**31 - 1
"""Ours: characters."""
LARGEST_MULTICOUNT = 1000
"""How many orders a multi-order makes at most (reference §4.3)."""

TEXTS: Mapping[str, int] = MappingProxyType(
    {
        "title": 512,
        "description": 10_000,
        "text": 40_000,
        "keywords": 10_000,
    }
)
"""The longest of each text, characters."""

FLAGS = frozenset(
    {
        "public",
        "whitespaces",
        "checksize",
        "multitask",
        "multione",
        "auto_work",
        "only_stars",
        "attestat",
        "diplom",
        "locate",
        "notify_group",
    }
)
"""What is 0 or 1."""

NUMBERS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "price": (0, LARGEST_PRICE),
        "price_type": (1, 2),
        "size": (0, LARGEST_SIZE),
        "work_type": (1, 4),
        "subtype": (0, 6),
        "level": (0, 3),
        "category_id": (1, 2**63 - 1),
        "folder_id": (0, 2**63 - 1),
        "uniq": (0, 100),
        "target": (1, 3),
        "target_id": (0, 2**63 - 1),
        "language_from": (0, 2**63 - 1),
        "language_to": (0, 2**63 - 1),
        "multicount": (0, 2**63 - 1),
        "auto_rate": (1 - 2**63, 2**63 - 1),
        "auto_reports": (0, 2**63 - 1),
        "auto_reports_n": (0, 2**63 - 1),
        "auto_level": (0, 3),
        "robot": (-1, 1),
    }
)
"""Smallest and largest of each number."""

MAY_BE_NONE = frozenset({"uniq", "auto_reports_n", "file"})
"""Fields that ``None`` clears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanges:
    """Fields to set on an order; the others keep their value, or take their default in a new order.

    Args:
        title: 1 to 512 characters; obligatory in a new order.
        description: up to 10000 characters.
        text: source text, up to 40000 characters.
        price: kopecks, for what ``price_type`` says; obligatory in a new order.
        price_type: 1 per 1000 characters, 2 for the whole order.
        size: characters; without it (or with 0) the length of ``text`` counts.
        whitespaces: 1 when spaces count.
        checksize: 1 to refuse results under 90 % of the size.
        work_type: 1 copywriting, 2 rewriting, 3 translation, 4 SEO.
        subtype: 0 to 6.
        level: skill asked for, 0 to 3.
        deadline: unixtime, ahead, at most 90 days.
        public: 1 to publish, 0 to keep as a draft.
        category_id: obligatory in a new order.
        folder_id: an own project folder; 0: the root.
        uniq: percent; ``None``: not required.
        target: 1 for all, 2 for the white list, 3 individual.
        target_id: the person of an individual order; a group of the white list, or 0 for all of it.
        keywords: separated by commas; obligatory in an SEO order.
        language_from, language_to: obligatory in a translation, and different.
        multitask: 1 for a multi-order.
        multicount: how many orders it makes, 1 to 1000.
        multione: 1 for at most one of them to each performer.
        auto_work: 1 to accept the first suitable bid.
        auto_rate, auto_reports, auto_level: the least rating, good reviews and skill for that.
        auto_reports_n: the most bad reviews for that; ``None``: any number.
        only_stars: 1 for performers of the skill ``level`` only.
        attestat: 1 for attested performers only, in one of the four categories that have attestation.
        diplom: 1 for performers with a confirmed diploma only.
        robot: neural networks: 1 allowed, -1 not allowed, 0 does not matter.
        locate: 1 when the text is to be placed on a site.
        file: an attached file; ``None`` takes it away.
        notify_group: 1 to tell the white list, or its group, about the order.
    """

    title: str | Unset = UNSET
    description: str | Unset = UNSET
    text: str | Unset = UNSET
    price: int | Unset = UNSET
    price_type: int | Unset = UNSET
    size: int | Unset = UNSET
    whitespaces: int | Unset = UNSET
    checksize: int | Unset = UNSET
    work_type: int | Unset = UNSET
    subtype: int | Unset = UNSET
    level: int | Unset = UNSET
    deadline: int | Unset = UNSET
    public: int | Unset = UNSET
    category_id: int | Unset = UNSET
    folder_id: int | Unset = UNSET
    uniq: int | Unset | None = UNSET
    target: int | Unset = UNSET
    target_id: int | Unset = UNSET
    keywords: str | Unset = UNSET
    language_from: int | Unset = UNSET
    language_to: int | Unset = UNSET
    multitask: int | Unset = UNSET
    multicount: int | Unset = UNSET
    multione: int | Unset = UNSET
    auto_work: int | Unset = UNSET
    auto_rate: int | Unset = UNSET
    auto_reports: int | Unset = UNSET
    auto_reports_n: int | Unset | None = UNSET
    auto_level: int | Unset = UNSET
    only_stars: int | Unset = UNSET
    attestat: int | Unset = UNSET
    diplom: int | Unset = UNSET
    robot: int | Unset = UNSET
    locate: int | Unset = UNSET
    file: StoredFile | Unset | None = UNSET
    notify_group: int | Unset = UNSET


_CONTENT = tuple(
    each.name
    for each in fields(OrderChanges)
    if each.name not in {"public", "attestat", "file", "notify_group", "deadline"}
)


def validate_changes(changes: OrderChanges, now: int, rules: Rules, *, new: bool) -> None:
    """Refuse values that no order may have, and a new order without its obligatory ones.

    Args:
        changes: what was given.
        now: unixtime.
        rules: of the market.
        new: whether it is for a new order.

    Raises:
        Invalid: with the field at fault.
    """
    given = {each.name: getattr(changes, each.name) for each in fields(changes)}
    given = {name: value for name, value in given.items() if value is not UNSET}
    if new:
        _must_have(given)
    for name, value in given.items():
        if value is None:
            if name not in MAY_BE_NONE:
                raise Invalid(f"Параметр «{name}» не может быть пустым.", field=name)
        elif name in TEXTS:
            text_within(value, name, most=TEXTS[name])
        elif name in FLAGS:
            number_within(value, name, least=0, most=1)
        elif name in NUMBERS:
            least, most = NUMBERS[name]
            number_within(value, name, least=least, most=most)
    if not isinstance(changes.title, Unset):
        written(changes.title, "title", TEXTS["title"])
    if not isinstance(changes.deadline, Unset):
        checked_deadline(changes.deadline, now, rules)


def _must_have(given: Mapping[str, object]) -> None:
    for name in ("title", "price", "category_id"):
        if name not in given:
            raise Invalid(f"Не указан обязательный параметр «{name}».", field=name)
    if not given.get("size") and not given.get("text"):
        raise Invalid("Укажите размер заказа или приложите исходный текст.", field="size")


def check_allowances(changes: OrderChanges) -> None:
    """Refuse more than a customer may ask for at once.

    Raises:
        LimitExceeded: a multi-order of over 1000 orders.
    """
    if not isinstance(changes.multicount, Unset) and changes.multicount > LARGEST_MULTICOUNT:
        raise LimitExceeded(f"Мультизаказ — не более {LARGEST_MULTICOUNT} заказов.", field="multicount")


def public_texts(changes: OrderChanges) -> dict[str, str]:
    """The given texts that others will read, by field."""
    return {name: value for name in TEXTS if (value := getattr(changes, name)) is not UNSET}


def blank_order(customer_id: int, now: int, rules: Rules) -> Order:
    """A new draft with every default of the documentation, before the customer's own values.

    Args:
        customer_id: whose it will be.
        now: unixtime.
        rules: of the market.
    """
    zeros = {each.name: 0 for each in fields(Order)}
    texts = dict.fromkeys(
        ("title", "description", "text", "keywords", "client_comment", "file_key", "file_name", "file_type"), ""
    )
    known = {
        "customer_id": customer_id,
        "created": now,
        "deadline": default_deadline(now, rules),
        "status": Status.WAITING,
        "work_type": WorkType.COPYWRITING,
        "price_type": PriceType.PER_THOUSAND,
        "target": Target.EVERYONE,
        "uniq": None,
        "auto_reports_n": None,
    }
    return Order(**{**zeros, **texts, **known})  # type: ignore[arg-type]  # every field is named by the class itself


def merged(order: Order, changes: OrderChanges, now: int, rules: Rules) -> Order:
    """The order with the changes in it and everything that follows from them; published or not as it was.

    Args:
        order: as it stands, or a blank one.
        changes: valid values.
        now: unixtime.
        rules: of the market.

    Raises:
        Invalid: the fields contradict one another.
    """
    values = {name: value for name in _CONTENT if (value := getattr(changes, name)) is not UNSET}
    if not values.get("size"):
        values.pop("size", None)
    new = replace(order, **values, date=now, deadline=_or(changes.deadline, order.deadline))
    if "size" not in values and (not order.size or changes.size == 0):
        new.size = characters(new.text, whitespaces=bool(new.whitespaces))
    if not isinstance(changes.file, Unset):
        _attach(new, changes.file)
    _settle_kind(new)
    if new.target != order.target and changes.target_id is UNSET:
        new.target_id = 0  # a person is no group
    _settle_target(new)
    _settle_multi(new, asked=not order.multitask or not isinstance(changes.multicount, Unset))
    _settle_attestation(new, _or(changes.attestat, int(order.attestation != 0)), rules)
    new.full_price = full_price(new.price, new.price_type, new.size)
    if new.full_price > LARGEST_FULL_PRICE:
        raise Invalid("Полная стоимость заказа слишком велика.", field="price")
    new.quick = int(is_quick(new.deadline, now, rules))
    return new


def _or(value: _T | Unset, otherwise: _T) -> _T:
    return otherwise if isinstance(value, Unset) else value


def _attach(order: Order, file: StoredFile | None) -> None:
    order.file_key = file.key if file else ""
    order.file_name = file.name if file else ""
    order.file_size = file.size if file else 0
    order.file_type = file.content_type if file else ""


def _settle_kind(order: Order) -> None:
    if order.size < 1:
        raise Invalid("Укажите размер заказа или приложите исходный текст.", field="size")
    if order.work_type == WorkType.SEO and not order.keywords.strip():
        raise Invalid("Для SEO-копирайтинга нужны ключевые слова.", field="keywords")
    if order.work_type != WorkType.TRANSLATION:
        return
    if not order.language_from:
        raise Invalid("Для перевода укажите язык оригинала.", field="language_from")
    if not order.language_to or order.language_to == order.language_from:
        raise Invalid("Для перевода укажите другой язык, на который переводить.", field="language_to")


def _settle_target(order: Order) -> None:
    if order.target == Target.EVERYONE:
        order.target_id = 0
    if order.target == Target.INDIVIDUAL and not order.target_id:
        raise Invalid("Для индивидуального заказа укажите исполнителя.", field="target_id")


def _settle_multi(order: Order, *, asked: bool) -> None:
    if not order.multitask:
        order.multicount = order.multione = 0
        return
    if order.target == Target.INDIVIDUAL:
        raise Invalid("Мультизаказ не может быть индивидуальным.", field="multitask")
    if asked and order.multicount < 1:  # an exhausted multi-order may still be edited as a draft
        raise Invalid("Укажите, сколько заказов создать из мультизаказа.", field="multicount")


def _settle_attestation(order: Order, wanted: int, rules: Rules) -> None:
    subject = rules.attested_categories.get(order.category_id, 0)
    if wanted and not subject:
        raise Invalid("В этой категории аттестация исполнителей не проводится.", field="attestat")
    order.attestation = subject if wanted else 0
