"""Lists of articles: on sale, in the basket, bought, archived (documentation of articles.getList and articles_archive.getList)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from birzha.articles.model import (
    HIGHEST_MIN_RATE,
    LONGEST_SEARCH,
    LOWEST_MIN_RATE,
    MOST_LISTED,
    About,
    ArchiveFilter,
    ArticleFilter,
    Listed,
    Sort,
    price_now,
)
from birzha.articles.tables.search import (
    ABOUT,
    HOW_COMMON,
    PICTURES,
    Plan,
    Scope,
    Shape,
    found_ids,
    ranked_ids,
    those_of,
)
from birzha.articles.words import searched
from birzha.errors import Invalid
from birzha.limits import storable
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Role
from birzha.reference.queries import categories_below, language_exists
from birzha.storage.transaction import Transaction

COMMON = 2000
"""A word in more articles than this is not sorted by: the list is walked in its own order, and soon finds enough of them."""

SPARE = 60
"""How many more of the most relevant are looked at than a page needs: some may not belong into the list."""

DEEP = 500
"""A page further on than this is not worth the shorter way."""

_LARGEST = 2**62
_LARGEST_LIMIT = 2**31


@query(ANYONE)
async def articles(tx: Transaction, actor: Actor, wanted: ArticleFilter) -> list[Listed]:
    """Articles on sale by authors who are not shut out, or those that the caller has bought (documentation of articles.getList).

    Args:
        tx: the transaction.
        actor: whose basket and purchases.
        wanted: filters, order and page.

    Raises:
        Invalid: the searched text is over 40 characters.
    """
    words = _words(wanted.text)
    if wanted.text.strip() and not words:
        return []
    scope = Scope.BOUGHT if wanted.bought else Scope.BASKET if wanted.basket else Scope.SALE
    language = wanted.language_id or 0
    shape = Shape(
        scope=scope,
        sort=wanted.sort,
        descending=wanted.descending,
        field=wanted.text_field if words else None,
        one=wanted.article_id is not None,
        author=wanted.author_id is not None,
        subtype=wanted.id_subtype is not None,
        folder=wanted.folder_id is not None and wanted.bought,
        language=bool(language) and await language_exists(tx, language),
        category=wanted.category_id is not None and not wanted.subcategories,
        categories=wanted.category_id is not None and wanted.subcategories,
        price_from=wanted.price_from is not None,
        price_to=wanted.price_to is not None,
        size_from=wanted.size_from is not None,
        size_to=wanted.size_to is not None,
        uniq_from=wanted.uniq_from is not None and wanted.uniq_from > 0,
        uniq_to=wanted.uniq_to is not None,
        per_thousand=wanted.per_thousand,
        min_rate=wanted.min_rate is not None,
    )
    values = {
        "wanted_one": wanted.article_id,
        "wanted_author": wanted.author_id,
        "wanted_subtype": wanted.id_subtype,
        "wanted_folder": wanted.folder_id,
        "wanted_language": language,
        "wanted_rate": min(max(wanted.min_rate or 0, LOWEST_MIN_RATE), HIGHEST_MIN_RATE),
        **await _categories(tx, wanted),
        "price_from": _limit(wanted.price_from, 10**12),
        "price_to": _limit(wanted.price_to, 10**12),
        "size_from": _limit(wanted.size_from, _LARGEST_LIMIT),
        "size_to": _limit(wanted.size_to, _LARGEST_LIMIT),
        "uniq_from": _limit(wanted.uniq_from, _LARGEST_LIMIT),
        "uniq_to": _limit(wanted.uniq_to, _LARGEST_LIMIT),
        "fee": tx.rules.customer_fee,
        **_page(wanted.count, wanted.offset),
    }
    ids = await _found(tx, actor, shape, words, values)
    return await _shown(tx, ids, pictures=True)


@query(Role.CUSTOMER)
async def archived(tx: Transaction, actor: Actor, wanted: ArchiveFilter) -> list[Listed]:
    """Bought articles in the caller's archive, by the moment of going there (documentation of articles_archive.getList).

    Args:
        tx: the transaction.
        actor: whose archive.
        wanted: filters, order and page.

    Raises:
        Invalid: the searched text is over 40 characters.
    """
    words = _words(wanted.text)
    if wanted.text.strip() and not words:
        return []
    shape = Shape(
        scope=Scope.ARCHIVE,
        descending=wanted.descending,
        author=wanted.author_id is not None,
        subtype=wanted.id_subtype is not None,
        category=wanted.category_id is not None and not wanted.subcategories,
        categories=wanted.category_id is not None and wanted.subcategories,
    )
    values = {
        "wanted_author": wanted.author_id,
        "wanted_subtype": wanted.id_subtype,
        **await _categories(tx, wanted),
        **_page(wanted.count, wanted.offset),
    }
    return await _shown(tx, await _found(tx, actor, shape, words, values), pictures=False)


def _words(text: str) -> list[str]:
    if len(text) > LONGEST_SEARCH or not storable(text):
        raise Invalid(f"Строка для поиска — до {LONGEST_SEARCH} знаков.", field="text")
    return searched(text)


def _limit(value: int | None, most: int) -> int | None:
    return None if value is None else min(max(value, -most), most)


def _page(count: int, offset: int) -> dict[str, int]:
    return {"count": min(max(count, 1), MOST_LISTED), "skip": min(max(offset, 0), _LARGEST)}


async def _categories(tx: Transaction, wanted: ArticleFilter | ArchiveFilter) -> dict[str, object]:
    below = await categories_below(tx, wanted.category_id) if wanted.category_id and wanted.subcategories else []
    return {"wanted_category": wanted.category_id, "category_ids": below}


async def _found(tx: Transaction, actor: Actor, shape: Shape, words: list[str], values: dict[str, Any]) -> list[int]:
    owner = 0 if shape.scope in {Scope.SALE, Scope.BASKET} else actor.id
    if words:
        counts = {word: (await tx.one(HOW_COMMON, owner=owner, stem=word, most=COMMON))[0] for word in words}
        if not all(counts.values()):
            return []
        words = sorted(words, key=lambda word: counts[word])
        shape = replace(shape, words=len(words), plan=_plan(shape, rare=counts[words[0]] < COMMON))
    values |= {"me": actor.id, "owner": owner, **{f"stem_{number}": word for number, word in enumerate(words)}}
    if shape.plan is Plan.BY_WORD and shape.sort is Sort.RELEVANCY and shape.descending:
        first = await _most_relevant(tx, shape, values)
        if first is not None:
            return first
    return await tx.all(found_ids(shape), **values)


async def _most_relevant(tx: Transaction, shape: Shape, values: dict[str, Any]) -> list[int] | None:
    """A page of the most relevant, looking only at the articles that may stand on it.

    To look at every article of a common word costs more than twice as much as to rank its words; ``None``: so many of the best
    do not belong into the list that it has to be done after all.
    """
    count, skip = values["count"], values["skip"]
    if skip > DEEP:
        return None
    most = skip + count + SPARE
    ranked = await tx.all(ranked_ids(shape.words, shape.field), **values, most=most)
    belonging = set(await tx.all(those_of(shape), **values, ids=ranked))
    found = [each for each in ranked if each in belonging]
    return found[skip : skip + count] if len(found) >= skip + count or len(ranked) < most else None


def _plan(shape: Shape, *, rare: bool) -> Plan:
    few = shape.scope is not Scope.SALE or shape.one or shape.author
    in_order = shape.sort in {Sort.DATE, Sort.RELEVANCY}
    return Plan.BY_WORD if not few and (rare or in_order) else Plan.BY_ARTICLE


async def _shown(tx: Transaction, ids: Sequence[int], *, pictures: bool) -> list[Listed]:
    """The lines of a page in its order, with prices and discounts of this moment."""
    if not ids:
        return []
    rows = {row[0]: row for row in await tx.all(ABOUT, ids=list(ids))}
    drawn = {row["article_id"]: row["base64"] for row in await tx.all(PICTURES, ids=list(ids))} if pictures else {}
    return [_listed(tx, rows[each], drawn.get(each, "")) for each in ids]


def _listed(tx: Transaction, row: tuple[Any, ...], picture: str) -> Listed:
    about = About(*row)
    values: list[Any] = [*row, picture, price_now(about, tx.now, tx.rules)]
    listed = Listed(*values)
    if about.discount and not about.owner_id and about.discount_until < tx.now:  # whatever the sweep has done
        return replace(listed, discount=0, discount_until=0, asking=about.price)
    return listed
