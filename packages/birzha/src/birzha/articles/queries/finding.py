"""Lists of articles: on sale, in the basket, bought, archived (documentation of articles.getList and articles_archive.getList)."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from birzha.articles.model import (
    HIGHEST_MIN_RATE,
    LONGEST_SEARCH,
    LOWEST_MIN_RATE,
    MOST_LISTED,
    ArchiveFilter,
    ArticleFilter,
    Listed,
    Sort,
    full_price,
)
from birzha.articles.queries import ranking
from birzha.articles.tables.postings import HOW_COMMON
from birzha.articles.tables.search import (
    Plan,
    Scope,
    Shape,
    first_page,
    found_ids,
    found_rows,
    shown,
    those_of,
)
from birzha.articles.words import searched
from birzha.errors import Invalid
from birzha.limits import storable
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Role
from birzha.reference.queries import categories_below, language_exists
from birzha.storage.statement import Row
from birzha.storage.transaction import Transaction

COMMON = 2000
"""The articles of a commoner word are not sorted: the list is walked in its own order, and soon finds enough of them."""

SPARE = 60
"""How many more of the most relevant are looked at than a page needs: some may not belong into the list."""

FAR = 500
"""A page further on than this is not worth the shorter way."""

_RANKED = itemgetter(0, 1, 2)
"""Relevancy, date and id of a row of a first page."""

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
    if _asks_more_than_once(wanted):
        tx.together()  # before anything is done, so that little is done twice
    words = _words(wanted.text)
    if wanted.text.strip() and not words:
        return []
    page = _limits_of_page(wanted.count, wanted.offset)
    scope = Scope.BOUGHT if wanted.bought else Scope.BASKET if wanted.basket else Scope.SALE
    language = wanted.language_id or 0
    shape = Shape(
        scope=scope,
        sort=wanted.sort,
        descending=wanted.descending,
        words=len(words),
        plan=_usual_plan(scope, wanted) if words else Plan.BY_ARTICLE,
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
        first=0 if page["skip"] else page["count"],
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
        **page,
    }
    return [_listed(tx, row) for row in await _page_of(tx, actor, shape, words, values)]


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
        words=len(words),
        author=wanted.author_id is not None,
        subtype=wanted.id_subtype is not None,
        category=wanted.category_id is not None and not wanted.subcategories,
        categories=wanted.category_id is not None and wanted.subcategories,
    )
    values = {
        "wanted_author": wanted.author_id,
        "wanted_subtype": wanted.id_subtype,
        **await _categories(tx, wanted),
        **_limits_of_page(wanted.count, wanted.offset),
    }
    ids = await tx.all(found_ids(shape), **_given(actor, shape, words, values))
    return [_listed(tx, row) for row in await _rows(tx, ids, pictures=False)]


def _asks_more_than_once(wanted: ArticleFilter) -> bool:
    """Whether that is seen at once; what is seen later is said then."""
    if wanted.language_id or (wanted.category_id is not None and wanted.subcategories):
        return True
    if not wanted.text or wanted.sort is Sort.DATE:
        return False
    if wanted.sort is not Sort.RELEVANCY:
        return True
    return " " in wanted.text and bool(wanted.offset > 0 or wanted.text_field or not wanted.descending)


def _words(text: str) -> list[str]:
    if len(text) > LONGEST_SEARCH or not storable(text):
        raise Invalid(f"Строка для поиска — до {LONGEST_SEARCH} знаков.", field="text")
    return searched(text)


def _limit(value: int | None, most: int) -> int | None:
    return None if value is None else min(max(value, -most), most)


def _limits_of_page(count: int, offset: int) -> dict[str, int]:
    return {"count": min(max(count, 1), MOST_LISTED), "skip": min(max(offset, 0), _LARGEST)}


async def _categories(tx: Transaction, wanted: ArticleFilter | ArchiveFilter) -> dict[str, object]:
    below = await categories_below(tx, wanted.category_id) if wanted.category_id and wanted.subcategories else []
    return {"wanted_category": wanted.category_id, "category_ids": below}


async def _page_of(
    tx: Transaction, actor: Actor, shape: Shape, words: list[str], values: dict[str, Any]
) -> Sequence[Row]:
    """All that a page shows, in its order."""
    by_word = words and shape.scope is Scope.SALE and not (shape.one or shape.author)
    values = _given(actor, shape, words, values)
    if by_word and shape.sort is Sort.RELEVANCY and shape.descending and shape.field is None and len(words) > 1:
        best = await _most_relevant(tx, shape, words, values)
        if best is not None:
            return best
    if by_word and shape.plan is Plan.BY_ARTICLE:
        words, plan = await _planned(tx, words)
        if not words:
            return []
        if plan is not shape.plan:
            shape = shape._replace(plan=plan)
        values |= _stems(words)
    if comes_in_order(shape):
        return await tx.all(found_rows(shape), **values)
    tx.together()
    return await _rows(tx, await tx.all(found_ids(shape), **values), pictures=True)


def _given(actor: Actor, shape: Shape, words: list[str], values: dict[str, Any]) -> dict[str, Any]:
    owner = 0 if shape.scope in {Scope.SALE, Scope.BASKET} else actor.id
    return {**values, "me": actor.id, "owner": owner, **_stems(words)}


def _stems(words: list[str]) -> dict[str, str]:
    return {f"stem_{number}": word for number, word in enumerate(words)}


def _usual_plan(scope: Scope, wanted: ArticleFilter) -> Plan:
    """Where a search by words begins as long as nothing is known of the words."""
    few = scope is not Scope.SALE or wanted.article_id is not None or wanted.author_id is not None
    return Plan.BY_ARTICLE if few or wanted.sort not in {Sort.DATE, Sort.RELEVANCY} else Plan.BY_WORD


async def _planned(tx: Transaction, words: list[str]) -> tuple[list[str], Plan]:
    """The words, the rarest first, and where to begin; no words: one of them does not occur."""
    tx.together()
    counts = {word: (await tx.one(HOW_COMMON, owner=0, stem=word, most=COMMON))[0] for word in words}
    words = sorted(words, key=lambda word: counts[word])
    least = counts[words[0]]
    return (words if least else []), Plan.BY_WORD if least < COMMON else Plan.BY_ARTICLE


def comes_in_order(shape: Shape) -> bool:
    """Whether an index has the list in its order, and nothing is sorted."""
    if shape.scope is not Scope.SALE or shape.one or shape.author or shape.categories:
        return False
    if shape.plan is Plan.BY_WORD:
        one = shape.words == 1 and shape.field is None
        return shape.sort is Sort.DATE or (shape.sort is Sort.RELEVANCY and one)
    filtered = shape.subtype or shape.language or shape.category  # each has an index of its own, in the order of dates
    return shape.sort in {Sort.DATE, Sort.RELEVANCY} or not filtered


async def _most_relevant(
    tx: Transaction, shape: Shape, words: list[str], values: dict[str, Any]
) -> Sequence[Row] | None:
    """A page of what is most relevant to several words, looking only at the articles that may stand on it.

    ``None``: so many of the best do not belong into the list, or so many have to be compared, that it is done in another way.
    """
    count, skip = values["count"], values["skip"]
    if skip > FAR:
        return None
    if skip:
        tx.together()
    else:
        rows = await tx.guess(first_page(shape, ranking.STRETCH), **values)
        further = ranking.gone_on(tx, words, values["owner"], rows)
        if further is None:
            best, page = None, _in_order(rows, len(words))
        else:
            best = await further.best(count)
            if best is None:
                return None
            page = await _rows(tx, best, pictures=True, shape=shape, values=values)
        if page is not None and (best is None or len(page) == len(best)):
            return page
        tx.together()
    ranked = await ranking.rank(tx, words, values)
    most = skip + count + SPARE
    best = await ranked.best(most)
    if best is None:
        return None
    belonging = set(await tx.all(those_of(shape), **values, ids=best))
    found = [each for each in best if each in belonging]
    if len(found) < skip + count and len(best) == most:
        return None
    return await _rows(tx, found[skip : skip + count], pictures=True)


def _in_order(rows: Sequence[Row], words: int) -> Sequence[Any] | None:
    """What a first page shows, of a statement that was sure of all; ``None``: not all of the best belong into the list."""
    found = sorted((row for row in rows if row[0] is not None), key=_RANKED, reverse=True)
    own = 6 + words
    if any(row[own] is None for row in found):
        return None
    return [list(row)[own + 1 :] for row in found]  # the rest is what shown() tells


async def _rows(
    tx: Transaction,
    ids: Sequence[int],
    *,
    pictures: bool,
    shape: Shape | None = None,
    values: dict[str, Any] | None = None,
) -> list[Row]:
    """What a page shows of these articles, in their order; with a shape, only of those that belong into the list."""
    if not ids:
        return []
    found = await tx.all(shown(shape, pictures=pictures), **{**(values or {}), "ids": list(ids)})
    rows = {row["id"]: row for row in found}
    return [rows[each] for each in ids if each in rows]


def _listed(tx: Transaction, row: Row) -> Listed:
    """A line of a page, with its price and discount of this moment."""
    asking, discount, until, price, paid, owner_id, *others = row
    if owner_id:
        return Listed(paid, discount, until, *others)
    if discount and until < tx.now:  # whatever the sweep has done
        asking, discount, until = price, 0, 0
    return Listed(full_price(asking, tx.rules), discount, until, *others)
