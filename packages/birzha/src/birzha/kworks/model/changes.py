"""What a seller may set on a kwork, its limits, and how it joins what the kwork has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from birzha.errors import Invalid, LimitExceeded
from birzha.kworks.model.extras import dumped, public_parts, validate_parts
from birzha.kworks.model.kwork import Kwork, KworkState, NewFeature, Package, Question, recommendation
from birzha.limits import number_within, text_within, written
from birzha.orders.model import UNSET, Unset

LARGEST_PRICE = 100_000_000_000
"""Ours: kopecks."""
LONGEST_REASON = 5000
"""Ours: why a moderator rejects a kwork, characters."""
LONGEST_TERM = 365
"""Ours: days."""
MOST_REVISIONS = 100
"""Ours: of one kwork."""
MOST_IMAGES = 20
"""Ours: pictures of one kwork, as of an article."""
MOST_FEATURES = 20
"""Ours: paid extras of one kwork."""
MOST_KWORKS = 500
"""Ours: kworks of one seller, deleted ones not counted."""

TEXTS: Mapping[str, int] = MappingProxyType(
    {"title": 120, "description": 1000, "full_description": 10_000, "requirements": 5000}
)
"""Ours: the longest of each text, characters."""

NUMBERS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "category_id": (1, 2**63 - 1),
        "price": (1, LARGEST_PRICE),
        "days": (1, LONGEST_TERM),
        "revisions": (0, MOST_REVISIONS),
    }
)
"""Smallest and largest of each number."""

OBLIGATORY = ("title", "description", "category_id", "price", "days")
"""What a new kwork cannot be without."""

READ = (*TEXTS, "faq", "packages", "videos")
"""What a moderator reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KworkChanges:
    """Fields to set on a kwork; the others keep their value, or take their default in a new one.

    Args:
        title: 1 to 120 characters, not only spaces; obligatory in a new kwork.
        description: the short one, 1 to 1000 characters; obligatory in a new kwork.
        full_description: up to 10,000 characters; default empty.
        requirements: up to 5000 characters; default empty.
        category_id: obligatory in a new kwork.
        price: kopecks, over 0; obligatory in a new kwork.
        days: 1 to 365; obligatory in a new kwork.
        revisions: 0 to 100; default 0.
        faq: up to 20 questions; default none.
        packages: up to 3; default none.
        videos: up to 5 links that begin with ``https://``; default none.
    """

    title: str | Unset = UNSET
    description: str | Unset = UNSET
    full_description: str | Unset = UNSET
    requirements: str | Unset = UNSET
    category_id: int | Unset = UNSET
    price: int | Unset = UNSET
    days: int | Unset = UNSET
    revisions: int | Unset = UNSET
    faq: Sequence[Question] | Unset = UNSET
    packages: Sequence[Package] | Unset = UNSET
    videos: Sequence[str] | Unset = UNSET


def _given(changes: KworkChanges) -> dict[str, object]:
    return {each.name: value for each in fields(changes) if (value := getattr(changes, each.name)) is not UNSET}


def validate_changes(changes: KworkChanges, *, new: bool) -> None:
    """Refuse values that no kwork may have, and a new kwork without its obligatory ones.

    Args:
        changes: what was given.
        new: whether it is for a new kwork.

    Raises:
        Invalid: with the field at fault.
    """
    given = _given(changes)
    for name in OBLIGATORY if new else ():
        if name not in given:
            raise Invalid(f"Не указан обязательный параметр «{name}».", field=name)
    for name, value in given.items():
        if isinstance(value, str):
            if name in OBLIGATORY:
                written(value, name, TEXTS[name])
            else:
                text_within(value, name, most=TEXTS[name])
        elif isinstance(value, int):
            least, most = NUMBERS[name]
            number_within(value, name, least=least, most=most)
    validate_parts(
        faq=() if isinstance(changes.faq, Unset) else changes.faq,
        packages=() if isinstance(changes.packages, Unset) else changes.packages,
        videos=() if isinstance(changes.videos, Unset) else changes.videos,
    )


def validate_features(features: Sequence[NewFeature]) -> None:
    """Refuse extras that no kwork may have.

    Raises:
        Invalid: a name, a price or a number of days is beyond its limits.
        LimitExceeded: there are over twenty.
    """
    if len(features) > MOST_FEATURES:
        raise LimitExceeded(f"У кворка может быть не больше {MOST_FEATURES} опций.", field="features")
    for each in features:
        written(each.name, "name", TEXTS["title"])
        number_within(each.price, "price", least=1, most=LARGEST_PRICE)
        number_within(each.days, "days", least=0, most=LONGEST_TERM)


def public_texts(changes: KworkChanges) -> dict[str, str]:
    """The given texts that others read, by field."""
    given = _given(changes)
    plain = {name: value for name in TEXTS if isinstance(value := given.get(name), str)}
    parts = {
        name: public_parts(value)
        for name in ("faq", "packages", "videos")
        if isinstance(value := given.get(name), Sequence)
    }
    return {**plain, **parts}


def blank_kwork(seller_id: int, now: int) -> Kwork:
    """A new draft with every default, before the seller's own values.

    Args:
        seller_id: whose it will be.
        now: unixtime.
    """
    zeros = {each.name: 0 for each in fields(Kwork)}
    known = {
        "seller_id": seller_id,
        "state": int(KworkState.DRAFT),
        **dict.fromkeys(TEXTS, ""),
        **dict.fromkeys(("faq", "packages", "videos"), "[]"),
        "recommended": recommendation(0, 0, 0),
        "created": now,
        "updated": now,
    }
    return Kwork(**{**zeros, **known})  # type: ignore[arg-type]  # every field is named by the class itself


def merged(kwork: Kwork, changes: KworkChanges, now: int) -> Kwork:
    """The kwork with the changes in it; its state as it was.

    Args:
        kwork: as it stands, or a blank one.
        changes: valid values.
        now: unixtime.
    """
    given = {name: value if isinstance(value, str | int) else dumped(value) for name, value in _given(changes).items()}
    return replace(kwork, **given, updated=now)  # type: ignore[arg-type]  # fields of the class


def rewritten(old: Kwork, new: Kwork) -> bool:
    """Whether something that a moderator reads has changed."""
    return any(getattr(old, name) != getattr(new, name) for name in READ)
