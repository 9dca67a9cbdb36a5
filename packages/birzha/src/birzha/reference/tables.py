"""The rows of reference data, and every statement that touches them."""

from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from birzha.reference.model import Category, ExchangeRate, Feature, ForbiddenPhrase, Language
from birzha.storage.schema import CheckConstraint, identity, number, table, text
from birzha.storage.statement import Statement, among, insert_into, insert_or_skip, select_into

category = table(
    "category",
    number("id", key=True),  # given by whoever loads them: programs know the ids of the service by heart
    number("parent_id", default=0),
    text("name"),
    text("keyword", default=""),
    CheckConstraint("id > 0 AND parent_id <> id", name="tree"),
)

language = table(
    "language",
    number("id", key=True),
    text("name"),
    CheckConstraint("id > 0", name="positive"),
)

person_category = table(
    "person_category",
    number("person_id", references="person.id", key=True),
    number("category_id", references="category.id", key=True),
)

person_language = table(
    "person_language",
    number("person_id", references="person.id", key=True),
    number("language_id", references="language.id", key=True),
)

exchange_rate = table(
    "exchange_rate",
    text("currency", key=True),
    number("rate"),  # millionths of a rouble for one unit
    number("since"),
    CheckConstraint("rate > 0", name="positive"),
)

feature = table(
    "feature",
    identity(),
    text("name"),
    text("description", default=""),
    number("price"),
    text("kind"),
    number("public", default=1),
    CheckConstraint("price >= 0 AND public IN (0, 1)", name="limits"),
    CheckConstraint("kind IN ('extra', 'premium')", name="known_kind"),
)

forbidden_phrase = table(
    "forbidden_phrase",
    text("phrase", key=True),
    number("since"),
)

CATEGORIES: Statement[Category] = Statement(select_into(Category, category), Category)
LANGUAGES: Statement[Language] = Statement(select_into(Language, language), Language)

CATEGORY_EXISTS: Statement[int] = Statement(select(category.c.id).where(category.c.id == bindparam("id")), int)
LANGUAGE_EXISTS: Statement[int] = Statement(select(language.c.id).where(language.c.id == bindparam("id")), int)
CATEGORIES_AMONG: Statement[int] = Statement(select(category.c.id).where(among(category.c.id, "ids")), int)
LANGUAGES_AMONG: Statement[int] = Statement(select(language.c.id).where(among(language.c.id, "ids")), int)

RATES: Statement[ExchangeRate] = Statement(
    select_into(ExchangeRate, exchange_rate).order_by(exchange_rate.c.currency), ExchangeRate
)
START_RATE = insert_or_skip(exchange_rate, ["currency", "rate", "since"], ["currency"])
_THIS_RATE = exchange_rate.c.currency == bindparam("which")
SET_RATE: Statement[Any] = Statement(
    update(exchange_rate).where(_THIS_RATE).values(rate=bindparam("new_rate"), since=bindparam("moment"))
)
DROP_RATE: Statement[Any] = Statement(delete(exchange_rate).where(_THIS_RATE))

_FEATURES = select_into(Feature, feature).order_by(feature.c.id)
FEATURES: Statement[Feature] = Statement(_FEATURES, Feature)
PUBLIC_FEATURES: Statement[Feature] = Statement(_FEATURES.where(feature.c.public == 1), Feature)
_FEATURE_FIELDS = ("name", "description", "price", "kind", "public")
_THIS_FEATURE = feature.c.id == bindparam("feature_id")
ADD_FEATURE = insert_into(feature, int, *_FEATURE_FIELDS)
EDIT_FEATURE: Statement[Any] = Statement(
    update(feature).where(_THIS_FEATURE).values({name: bindparam(f"new_{name}") for name in _FEATURE_FIELDS})
)
DROP_FEATURE: Statement[Any] = Statement(delete(feature).where(_THIS_FEATURE))

PHRASES: Statement[ForbiddenPhrase] = Statement(select_into(ForbiddenPhrase, forbidden_phrase), ForbiddenPhrase)
COUNT_PHRASES: Statement[int] = Statement(select(func.count()).select_from(forbidden_phrase), int)
FORBID_PHRASE = insert_or_skip(forbidden_phrase, ["phrase", "since"], ["phrase"])
ALLOW_PHRASE: Statement[Any] = Statement(
    delete(forbidden_phrase).where(forbidden_phrase.c.phrase == bindparam("unwanted"))
)

_NEXT_CATEGORY = select(func.coalesce(func.max(category.c.id), 0) + 1)
_NEXT_LANGUAGE = select(func.coalesce(func.max(language.c.id), 0) + 1)
NEXT_CATEGORY: Statement[int] = Statement(_NEXT_CATEGORY, int)
NEXT_LANGUAGE: Statement[int] = Statement(_NEXT_LANGUAGE, int)

ADD_CATEGORY = insert_or_skip(category, ["id", "parent_id", "name", "keyword"], ["id"])
EDIT_CATEGORY: Statement[Any] = Statement(
    update(category)
    .where(category.c.id == bindparam("category_id"))
    .values(parent_id=bindparam("new_parent"), name=bindparam("new_name"), keyword=bindparam("new_keyword"))
)
ADD_LANGUAGE = insert_or_skip(language, ["id", "name"], ["id"])
EDIT_LANGUAGE: Statement[Any] = Statement(
    update(language).where(language.c.id == bindparam("language_id")).values(name=bindparam("new_name"))
)


def _below() -> Any:
    top = select(category.c.id).where(category.c.id == bindparam("id")).cte("below", recursive=True)
    # a plain union drops what was seen already, so that not even a circle would go on for ever
    return top.union(select(category.c.id).where(category.c.parent_id == top.c.id))


CATEGORIES_BELOW: Statement[int] = Statement(select(_below().c.id), int)
"""The category itself and everything under it."""

MY_CATEGORIES: Statement[int] = Statement(
    select(person_category.c.category_id)
    .where(person_category.c.person_id == bindparam("person_id"))
    .order_by(person_category.c.category_id),
    int,
)
MY_LANGUAGES: Statement[int] = Statement(
    select(person_language.c.language_id)
    .where(person_language.c.person_id == bindparam("person_id"))
    .order_by(person_language.c.language_id),
    int,
)
DROP_MY_CATEGORIES: Statement[Any] = Statement(
    delete(person_category).where(person_category.c.person_id == bindparam("person_id"))
)
DROP_MY_LANGUAGES: Statement[Any] = Statement(
    delete(person_language).where(person_language.c.person_id == bindparam("person_id"))
)
ADD_MY_CATEGORY = insert_or_skip(person_category, ["person_id", "category_id"], ["person_id", "category_id"])
ADD_MY_LANGUAGE = insert_or_skip(person_language, ["person_id", "language_id"], ["person_id", "language_id"])
