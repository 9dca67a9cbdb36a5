"""What can be asked of reference data. It is nobody's secret: the lists need no actor."""

from birzha.alphabet import name_key
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor
from birzha.people.queries import existing_person
from birzha.reference import tables
from birzha.reference.model import Category, ExchangeRate, Feature, ForbiddenPhrase, Language, Preferences
from birzha.storage.transaction import Transaction


async def categories(tx: Transaction) -> list[Category]:
    """Every category, by name (documentation of categories.listCategories)."""
    return sorted(await tx.all(tables.CATEGORIES), key=lambda each: (name_key(each.name), each.id))


async def languages(tx: Transaction) -> list[Language]:
    """Every language, by name (documentation of options.getLangs)."""
    return sorted(await tx.all(tables.LANGUAGES), key=lambda each: (name_key(each.name), each.id))


async def exchange_rates(tx: Transaction) -> list[ExchangeRate]:
    """Every exchange rate that the operator has set, by currency."""
    return await tx.all(tables.RATES)


async def features(tx: Transaction, *, public: bool = False) -> list[Feature]:
    """The paid features that the operator offers, by id (documentation of Kwork's ``reference.get_features``).

    Args:
        tx: the transaction.
        public: only those that are marked public.
    """
    return await tx.all(tables.PUBLIC_FEATURES if public else tables.FEATURES)


async def forbidden_phrases(tx: Transaction) -> list[ForbiddenPhrase]:
    """Every phrase that the operator does not want in texts, by the phrase."""
    return sorted(await tx.all(tables.PHRASES), key=lambda each: name_key(each.phrase))


async def category_exists(tx: Transaction, category_id: int) -> bool:
    """Whether there is such a category. A step."""
    return await tx.first(tables.CATEGORY_EXISTS, id=category_id) is not None


async def language_exists(tx: Transaction, language_id: int) -> bool:
    """Whether there is such a language. A step."""
    return await tx.first(tables.LANGUAGE_EXISTS, id=language_id) is not None


async def categories_below(tx: Transaction, category_id: int) -> list[int]:
    """The ids of a category and of everything under it, ascending; empty where there is no such category. A step."""
    return sorted(await tx.all(tables.CATEGORIES_BELOW, id=category_id))


async def preferences_of(tx: Transaction, person_id: int) -> Preferences:
    """What somebody takes. A step."""
    return Preferences(
        categories=await tx.all(tables.MY_CATEGORIES, person_id=person_id),
        languages=await tx.all(tables.MY_LANGUAGES, person_id=person_id),
    )


@query(ANYONE)
async def preferences(tx: Transaction, actor: Actor, person_id: int) -> Preferences:
    """The categories and languages that a performer takes (documentation of users.getUser).

    Raises:
        NotFound: there is no such person.
    """
    await existing_person(tx, person_id)
    return await preferences_of(tx, person_id)
