"""What can happen to reference data."""

from collections.abc import Sequence

from birzha.errors import Invalid, LimitExceeded, NotFound
from birzha.limits import number_within, text_within
from birzha.people.access import command
from birzha.people.model import Actor, Role
from birzha.reference import tables
from birzha.reference.model import (
    CURRENCY,
    FEATURE_KINDS,
    HIGHEST_PRICE,
    HIGHEST_RATE,
    LONGEST_DESCRIPTION,
    LONGEST_KEYWORD,
    LONGEST_NAME,
    LONGEST_PHRASE,
    MOST_CATEGORIES,
    MOST_PHRASES,
)
from birzha.reference.queries import categories_below, category_exists, language_exists
from birzha.storage.transaction import Transaction

HIGHEST_ID = 2**53
"""The highest id that may be given: JavaScript still counts there."""


async def put_category(tx: Transaction, category_id: int, *, name: str, parent_id: int = 0, keyword: str = "") -> None:
    """Add a category under a known id, or overwrite the one that has it. A step, for loading a list.

    Args:
        tx: the transaction.
        category_id: above 0.
        name: 1 to 128 characters.
        parent_id: of the wider one, which must be there already; 0: none.
        keyword: up to 64 characters.

    Raises:
        Invalid: a value is beyond its limits, or the tree would run in a circle.
        NotFound: there is no such parent.
    """
    number_within(category_id, "id_category", least=1, most=HIGHEST_ID)
    _check_texts(name, keyword)
    if parent_id:
        await _check_parent(tx, category_id, parent_id)
    added = await tx.run(tables.ADD_CATEGORY, id=category_id, parent_id=parent_id, name=name, keyword=keyword)
    if not added:
        await tx.run(
            tables.EDIT_CATEGORY, category_id=category_id, new_parent=parent_id, new_name=name, new_keyword=keyword
        )


async def put_language(tx: Transaction, language_id: int, *, name: str) -> None:
    """Add a language under a known id, or overwrite the one that has it. A step, for loading a list.

    Args:
        tx: the transaction.
        language_id: above 0.
        name: 1 to 128 characters.

    Raises:
        Invalid: a value is beyond its limits.
    """
    number_within(language_id, "id_language", least=1, most=HIGHEST_ID)
    _check_texts(name)
    if not await tx.run(tables.ADD_LANGUAGE, id=language_id, name=name):
        await tx.run(tables.EDIT_LANGUAGE, language_id=language_id, new_name=name)


@command(Role.ADMIN)
async def save_category(
    tx: Transaction, actor: Actor, *, name: str, parent_id: int = 0, keyword: str = "", category_id: int | None = None
) -> int:
    """Add a category, or change one; gives its id.

    Args:
        tx: the transaction.
        actor: the administrator.
        name: 1 to 128 characters.
        parent_id: of the wider one; 0: none.
        keyword: up to 64 characters.
        category_id: of the one to change; ``None``: a new one with the next free id.

    Raises:
        Invalid: a value is beyond its limits, or the tree would run in a circle.
        NotFound: there is no such category or parent.
    """
    if category_id is not None:
        if not await category_exists(tx, category_id):
            raise NotFound("Такой категории нет.", field="id_category")
        await put_category(tx, category_id, name=name, parent_id=parent_id, keyword=keyword)
        return category_id
    _check_texts(name, keyword)
    if parent_id:
        await _check_parent(tx, 0, parent_id)
    while True:
        new_id = await tx.one(tables.NEXT_CATEGORY)
        if await tx.run(tables.ADD_CATEGORY, id=new_id, parent_id=parent_id, name=name, keyword=keyword):
            return new_id


@command(Role.ADMIN)
async def save_language(tx: Transaction, actor: Actor, *, name: str, language_id: int | None = None) -> int:
    """Add a language, or rename one; gives its id.

    Args:
        tx: the transaction.
        actor: the administrator.
        name: 1 to 128 characters.
        language_id: of the one to rename; ``None``: a new one with the next free id.

    Raises:
        Invalid: the name is beyond its limits.
        NotFound: there is no such language.
    """
    if language_id is not None:
        if not await language_exists(tx, language_id):
            raise NotFound("Такого языка нет.", field="id_language")
        await put_language(tx, language_id, name=name)
        return language_id
    _check_texts(name)
    while True:
        new_id = await tx.one(tables.NEXT_LANGUAGE)
        if await tx.run(tables.ADD_LANGUAGE, id=new_id, name=name):
            return new_id


async def put_exchange_rate(tx: Transaction, currency: str, rate: int) -> None:
    """Set an exchange rate. A step: it asks nobody's permission.

    Args:
        tx: the transaction.
        currency: three capital letters (ISO 4217).
        rate: millionths of a rouble for one unit.

    Raises:
        Invalid: it is no currency, or the rate is beyond its limits.
    """
    if not CURRENCY.fullmatch(currency) or currency == "RUB":
        raise Invalid("Валюта — три заглавные латинские буквы (ISO 4217), и не рубль.", field="currency")
    number_within(rate, "rate", least=1, most=HIGHEST_RATE)
    if not await tx.run(tables.SET_RATE, which=currency, new_rate=rate, moment=tx.now):
        await tx.run(tables.START_RATE, currency=currency, rate=rate, since=tx.now)


@command(Role.ADMIN)
async def set_exchange_rate(tx: Transaction, actor: Actor, currency: str, rate: int) -> None:
    """Set an exchange rate; see :func:`put_exchange_rate` for the arguments and refusals."""
    await put_exchange_rate(tx, currency, rate)


@command(Role.ADMIN)
async def drop_exchange_rate(tx: Transaction, actor: Actor, currency: str) -> None:
    """Say no more what a currency is worth.

    Raises:
        NotFound: nothing was said of it.
    """
    if not await tx.run(tables.DROP_RATE, which=currency):
        raise NotFound("Курс этой валюты не задан.", field="currency")


async def put_feature(
    tx: Transaction,
    *,
    name: str,
    price: int,
    kind: str = "extra",
    description: str = "",
    public: bool = True,
    feature_id: int | None = None,
) -> int:
    """Add a paid feature, or write one anew; gives its id. A step: it asks nobody's permission.

    Args:
        tx: the transaction.
        name: 1 to 128 characters.
        price: kopecks, up to a million roubles.
        kind: ``extra`` or ``premium``.
        description: up to 1000 characters.
        public: whether it is shown among the public ones, too.
        feature_id: of the one to write anew; ``None``: a new one.

    Raises:
        Invalid: a value is beyond its limits.
        NotFound: there is no such feature.
    """
    text_within(name, "name", least=1, most=LONGEST_NAME)
    text_within(description, "description", most=LONGEST_DESCRIPTION)
    number_within(price, "price", least=0, most=HIGHEST_PRICE)
    if kind not in FEATURE_KINDS:
        raise Invalid(f"Опция бывает такой: {', '.join(FEATURE_KINDS)}.", field="kind")
    values = {"name": name, "description": description, "price": price, "kind": kind, "public": int(public)}
    if feature_id is None:
        return await tx.one(tables.ADD_FEATURE, **values)
    new = {f"new_{field}": value for field, value in values.items()}
    if not await tx.run(tables.EDIT_FEATURE, feature_id=feature_id, **new):
        raise NotFound("Такой опции нет.", field="feature_id")
    return feature_id


@command(Role.ADMIN)
async def save_feature(
    tx: Transaction,
    actor: Actor,
    *,
    name: str,
    price: int,
    kind: str,
    description: str,
    public: bool,
    feature_id: int | None = None,
) -> int:
    """Add a paid feature, or write one anew; see :func:`put_feature` for the arguments, the answer and refusals."""
    return await put_feature(
        tx, name=name, price=price, kind=kind, description=description, public=public, feature_id=feature_id
    )


@command(Role.ADMIN)
async def drop_feature(tx: Transaction, actor: Actor, feature_id: int) -> None:
    """Offer a paid feature no more.

    Raises:
        NotFound: there is no such feature.
    """
    if not await tx.run(tables.DROP_FEATURE, feature_id=feature_id):
        raise NotFound("Такой опции нет.", field="feature_id")


@command(Role.ADMIN)
async def forbid_phrase(tx: Transaction, actor: Actor, phrase: str) -> None:
    """Forbid a word or phrase in texts, in any grammatical form; once more changes nothing.

    Args:
        tx: the transaction.
        actor: the administrator.
        phrase: up to 100 characters with a letter or a digit; case and spaces around do not matter.

    Raises:
        Invalid: it is too long or has no word.
        LimitExceeded: there are five hundred of them.
    """
    plain = " ".join(text_within(phrase, "phrase", most=LONGEST_PHRASE).lower().split())
    if not any(map(str.isalnum, plain)):
        raise Invalid("Запретить можно слово или фразу: здесь нет ни буквы, ни цифры.", field="phrase")
    await tx.run(tables.FORBID_PHRASE, phrase=plain, since=tx.now)
    if await tx.one(tables.COUNT_PHRASES) > MOST_PHRASES:
        raise LimitExceeded(f"Запрещённых фраз — не больше {MOST_PHRASES}: разрешите ненужные.", field="phrase")


@command(Role.ADMIN)
async def allow_phrase(tx: Transaction, actor: Actor, phrase: str) -> None:
    """Take back that a phrase is forbidden.

    Raises:
        NotFound: it is not.
    """
    if not await tx.run(tables.ALLOW_PHRASE, unwanted=" ".join(phrase.lower().split())):
        raise NotFound("Такой фразы среди запрещённых нет.", field="phrase")


@command(Role.PERFORMER)
async def set_preferences(
    tx: Transaction,
    actor: Actor,
    *,
    category_ids: Sequence[int] | None = None,
    language_ids: Sequence[int] | None = None,
) -> None:
    """Say anew which categories and languages one takes; what is ``None`` stays.

    Args:
        tx: the transaction.
        actor: the performer.
        category_ids: up to 50.
        language_ids: any number of known ones.

    Raises:
        Invalid: too many categories.
        NotFound: an id is unknown.
    """
    if category_ids is not None:
        wanted = sorted(set(category_ids))
        if len(wanted) > MOST_CATEGORIES:
            raise Invalid(f"Категорий — не больше {MOST_CATEGORIES}.", field="categories")
        if len(await tx.all(tables.CATEGORIES_AMONG, ids=wanted)) != len(wanted):
            raise NotFound("Среди категорий есть неизвестная.", field="categories")
        await tx.run(tables.DROP_MY_CATEGORIES, person_id=actor.id)
        await tx.run_many(tables.ADD_MY_CATEGORY, [{"person_id": actor.id, "category_id": each} for each in wanted])
    if language_ids is not None:
        wanted = sorted(set(language_ids))
        if len(await tx.all(tables.LANGUAGES_AMONG, ids=wanted)) != len(wanted):
            raise NotFound("Среди языков есть неизвестный.", field="langs")
        await tx.run(tables.DROP_MY_LANGUAGES, person_id=actor.id)
        await tx.run_many(tables.ADD_MY_LANGUAGE, [{"person_id": actor.id, "language_id": each} for each in wanted])


def _check_texts(name: str, keyword: str = "") -> None:
    text_within(name, "name", least=1, most=LONGEST_NAME)
    text_within(keyword, "keyword", most=LONGEST_KEYWORD)


async def _check_parent(tx: Transaction, category_id: int, parent_id: int) -> None:
    if not await category_exists(tx, parent_id):
        raise NotFound("Такой родительской категории нет.", field="id_parent")
    if parent_id in await categories_below(tx, category_id):
        raise Invalid("Категорию нельзя вложить в неё саму.", field="id_parent")
