"""Statements that find articles; each combination of filters, words and order is built once and compiled once.

Where an index gives a list in its order, one statement answers all that a page shows. Otherwise it answers ids alone, and what the
page shows is read for its twenty articles afterwards, so that no long text goes through a sort.

A search by words can begin at either end. From a word (``BY_WORD``) its articles come in the order of dates or of weights, as the
index has them, and the other words are joined to each by outer joins; from the article (``BY_ARTICLE``), in the order of the list
or from a filter that leaves few, every word is looked up by a subquery. Neither can be turned around by a planner that knows
nothing of how common a word is. From which of several words it begins, the statement itself finds out: the rarest one leads.
"""

from dataclasses import fields
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, and_, bindparam, case, func, select
from sqlalchemy.sql.expression import ColumnElement, FromClause, literal_column

from birzha.articles.model import About, ArticleState, Field, Listed, Sort
from birzha.articles.tables.postings import best_of_first_steps, fixed, is_word, joined, rarest_first, stem
from birzha.articles.tables.rows import article, article_picture, article_word, basket
from birzha.articles.words import STEP
from birzha.people.tables import person
from birzha.storage.statement import Engine, Row, Statement, among, select_into

_ARTICLE = article.c
_Conditions = list[ColumnElement[bool]]


class Scope(Enum):
    """Among which articles a list looks."""

    SALE = auto()
    BASKET = auto()
    BOUGHT = auto()
    ARCHIVE = auto()


class Plan(Enum):
    """Where a search by words begins."""

    BY_ARTICLE = auto()
    BY_WORD = auto()


class Shape(NamedTuple):
    """What a list's statement depends on; the values come with each call.

    Args:
        scope: among which articles.
        sort: what it is sorted by; in the archive, the date is that of going there.
        descending: the greatest first.
        words: how many words are searched; they are given as ``stem_0`` and so on.
        field: where; ``None``: everywhere.
        plan: where the search begins; without words, at the article.
        one, author, subtype, folder, language, category: whether these filters are on; each is given with ``wanted_`` before
            its name.
        categories: whether only several categories, ``category_ids``, are wanted.
        price_from, price_to, size_from, size_to, uniq_from, uniq_to: whether there are these limits.
        per_thousand: whether the prices are for 1000 characters.
        min_rate: whether the author must have a rating.
        first: so many articles from the beginning on, written into the statement: a plan for any number of them, as PostgreSQL
            keeps it, is made for a tenth of the list and sorts it. 0: ``count`` and ``skip`` come with the call.
    """

    scope: Scope = Scope.SALE
    sort: Sort = Sort.DATE
    descending: bool = True
    words: int = 0
    field: Field | None = None
    plan: Plan = Plan.BY_ARTICLE
    one: bool = False
    author: bool = False
    subtype: bool = False
    folder: bool = False
    language: bool = False
    category: bool = False
    categories: bool = False
    price_from: bool = False
    price_to: bool = False
    size_from: bool = False
    size_to: bool = False
    uniq_from: bool = False
    uniq_to: bool = False
    per_thousand: bool = False
    min_rate: bool = False
    first: int = 0


_OF_PRICES = ("asking", "discount", "discount_until", "price", "paid", "owner_id")
_NOTHING: ColumnElement[str] = literal_column("''")
_PICTURE = func.coalesce(article_picture.c.base64, _NOTHING)


def _page(*, pictures: bool) -> Select[Any]:
    """What its price is made of, and then what else :class:`Listed` has: the description as a picture or as it is."""
    texts = (_NOTHING, _PICTURE) if pictures else (_ARTICLE.description, _NOTHING)
    named = dict(zip(("description", "picture"), texts, strict=True))
    others = (each.name for each in fields(Listed) if each.name not in {"full_price", *_OF_PRICES})
    columns = (named[name].label(name) if name in named else _ARTICLE[name] for name in others)
    chosen: Any = select(
        *(_ARTICLE[name] for name in _OF_PRICES), *columns
    )  # their number is not known to the checkers
    return chosen  # type: ignore[no-any-return]  # as above


def _with_pictures(source: FromClause) -> FromClause:
    return source.outerjoin(article_picture, article_picture.c.article_id == _ARTICLE.id)


@cache
def found_ids(shape: Shape) -> Statement[int]:
    """The ids of a list's articles, ``count`` of them after ``skip``."""
    return Statement(lambda engine: _found(engine, shape, select(_ARTICLE.id), pictures=False), int)


@cache
def found_rows(shape: Shape) -> Statement[Row]:
    """All that a page shows, where an index gives it in its order; see :func:`shown`."""
    return Statement(lambda engine: _found(engine, shape, _page(pictures=True), pictures=True))


@cache
def shown(shape: Shape | None = None, *, pictures: bool = True) -> Statement[Row]:
    """All that a page shows of the articles ``ids``, in no order.

    Six columns that a price is made of come first, and then the other fields of :class:`Listed`.

    Args:
        shape: only of those that belong into this list, whatever its words; ``None``: of all.
        pictures: whether pictures are wanted.
    """
    source = article if shape is None else _with_others(article, shape)
    query = (
        _page(pictures=pictures)
        .select_from(_with_pictures(source) if pictures else source)
        .where(among(_ARTICLE.id, "ids"))
    )
    return Statement(query if shape is None else query.where(*_belongs(shape), *_filters(shape)))


@cache
def first_page(shape: Shape, most: int) -> Statement[Row]:
    """All that the first page of what is most relevant to several words shows, where the first steps tell that for sure.

    Each row has what :func:`best_of_first_steps` tells of an article, without ``sure_id``, and where the walk goes on only if it is
    not sure of it; then its author's id, ``NULL`` where the article does not belong into the list; then what :func:`shown` tells.

    Args:
        shape: its ``first`` is the length of the page.
        most: how many articles of the rarest word are looked at.
    """
    return Statement(lambda engine: _first_page(engine, shape, most))


def _first_page(engine: Engine, shape: Shape, most: int) -> Select[Any]:
    ranked = best_of_first_steps(engine, shape.words, most, shape.first)
    belongs = and_(person.c.id == _ARTICLE.author_id, *_belongs(shape), *_filters(shape))
    source = ranked.outerjoin(article, _ARTICLE.id == ranked.c.sure_id).outerjoin(person, belongs)
    relevancy, date, article_id, sure_id, *goes_on = ranked.c
    unsure = [case((sure_id.is_(None), each)).label(each.name) for each in goes_on]
    page: Any = select(relevancy, date, article_id, *unsure, person.c.id, *_page(pictures=True).selected_columns)
    return page.select_from(_with_pictures(source))  # type: ignore[no-any-return]  # their number is not known to the checkers


def _found(engine: Engine, shape: Shape, query: Select[Any], *, pictures: bool) -> Select[Any]:
    by_word = shape.plan is Plan.BY_WORD
    source, words = _words_joined(engine, shape) if by_word else (article, [])
    date, article_id = (words[0].c.date, words[0].c.article_id) if by_word else (_ARTICLE.date, _ARTICLE.id)
    weights = (
        [_none_is_nothing(each) for each in words] if by_word else [_looked_up(each) for each in range(shape.words)]
    )
    hits = [_hits(each, shape.field) for each in weights]
    keys = _order(shape, date, article_id, hits)
    source = _with_others(source, shape)
    query = query.select_from(_with_pictures(source) if pictures else source)
    query = query.where(*_belongs(shape), *_filters(shape), *(each > fixed(0) for each in hits))
    query = query.order_by(*((key.desc() for key in keys) if shape.descending else keys))
    return query.limit(fixed(shape.first)) if shape.first else query.limit(bindparam("count")).offset(bindparam("skip"))


@cache
def those_of(shape: Shape) -> Statement[int]:
    """Which of the articles ``ids`` belong into a list, whatever its words."""
    query = select(_ARTICLE.id).select_from(_with_others(article, shape)).where(among(_ARTICLE.id, "ids"))
    return Statement(query.where(*_belongs(shape), *_filters(shape)), int)


def _words_joined(engine: Engine, shape: Shape) -> tuple[FromClause, list[Any]]:
    """The rows of every word, the rarest one leading, and their articles."""
    stems = rarest_first(shape.words)
    source, words = joined(engine, stems)
    # through the last word, so that the article is looked at only once all of them were found
    last = words[0].c.article_id if len(words) == 1 else func.coalesce(words[-1].c.article_id, fixed(0))
    return source.join(article, and_(_ARTICLE.id == last, is_word(words[0].c, stems[0]))), words


def _none_is_nothing(word: Any) -> Any:
    """A word's weight, or 0: a condition that a missing row would fail would let a planner begin at that word."""
    return word.c.weight if word.name == "word_0" else func.coalesce(word.c.weight, fixed(0))


def _looked_up(number: int) -> Any:
    """What a word weighs in an article; nothing where it does not occur."""
    word = article_word.alias(f"word_{number}")
    same = and_(word.c.date == _ARTICLE.date, word.c.article_id == _ARTICLE.id)
    return select(word.c.weight).where(is_word(word.c, stem(number)), same).correlate(article).scalar_subquery()


def _with_others(source: FromClause, shape: Shape) -> FromClause:
    if shape.scope is Scope.BASKET:
        source = source.join(basket, basket.c.article_id == _ARTICLE.id)
    if shape.scope in {Scope.SALE, Scope.BASKET} or shape.min_rate:
        source = source.join(person, person.c.id == _ARTICLE.author_id)
    return source


def _hits(weight: Any, field: Field | None) -> ColumnElement[Any]:
    """The part of a word's weight that a field has."""
    if field is Field.TITLE:
        return weight // fixed(STEP * STEP)  # type: ignore[no-any-return]  # an expression of numbers
    if field is Field.KEYWORDS:
        return (weight // fixed(STEP)) % fixed(STEP)  # type: ignore[no-any-return]  # as above
    return weight if field is None else weight % fixed(STEP)  # type: ignore[no-any-return]  # as above


def _belongs(shape: Shape) -> _Conditions:
    if shape.scope in {Scope.SALE, Scope.BASKET}:
        offered: _Conditions = [_ARTICLE.state == fixed(ArticleState.ON_SALE), person.c.blocked == fixed(0)]
        return [*offered, basket.c.person_id == bindparam("me")] if shape.scope is Scope.BASKET else offered
    state = ArticleState.SOLD if shape.scope is Scope.BOUGHT else ArticleState.ARCHIVED
    return [_ARTICLE.owner_id == bindparam("me"), _ARTICLE.owner_id > fixed(0), _ARTICLE.state == fixed(state)]


def _filters(shape: Shape) -> _Conditions:
    equal = {
        "one": _ARTICLE.id,
        "author": _ARTICLE.author_id,
        "subtype": _ARTICLE.id_subtype,
        "folder": _ARTICLE.folder_id,
        "language": _ARTICLE.language_id,
        "category": _ARTICLE.category_id,
    }
    found: _Conditions = [
        column == bindparam(f"wanted_{name}") for name, column in equal.items() if getattr(shape, name)
    ]
    if shape.categories:
        found.append(among(_ARTICLE.category_id, "category_ids"))
    if shape.min_rate:
        found.append(person.c.rate >= bindparam("wanted_rate"))
    return found + _limits(shape)


def _limits(shape: Shape) -> _Conditions:
    found: _Conditions = []
    price, scale = _full_price(shape), fixed(1)
    if shape.per_thousand:
        price, scale = price * fixed(1000), _ARTICLE.size
    if shape.price_from:
        found.append(price >= bindparam("price_from", type_=BigInteger) * scale)
    if shape.price_to:
        found.append(price <= bindparam("price_to", type_=BigInteger) * scale)
    for name, column in (("size", _ARTICLE.size), ("uniq", _ARTICLE.unq)):
        if getattr(shape, f"{name}_from"):
            found.append(column >= bindparam(f"{name}_from"))
        if getattr(shape, f"{name}_to"):
            found.append(column <= bindparam(f"{name}_to"))
    return found


def _full_price(shape: Shape) -> ColumnElement[Any]:
    """As :func:`birzha.articles.model.full_price`; a test holds the two together."""
    if shape.scope in {Scope.BOUGHT, Scope.ARCHIVE}:
        return _ARTICLE.paid
    fee = bindparam("fee", type_=BigInteger)
    return _ARTICLE.asking + (_ARTICLE.asking * fee + fixed(5000)) // fixed(10_000)


def _order(shape: Shape, date: Any, article_id: Any, hits: list[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    if shape.sort is Sort.RELEVANCY and hits:
        total = hits[0]
        for more in hits[1:]:
            total = total + more
        return [total, date, article_id]
    if shape.scope is Scope.ARCHIVE:
        return [_ARTICLE.archived_at, _ARTICLE.id]
    bought = shape.scope is Scope.BOUGHT
    columns: dict[Sort, ColumnElement[Any]] = {
        Sort.TITLE: _ARTICLE.title_key,
        Sort.PRICE: _ARTICLE.paid if bought else _ARTICLE.asking,  # the fee on top does not change the order
        Sort.SIZE: _ARTICLE.size,
        Sort.UNIQ: _ARTICLE.unq,
    }
    if shape.sort in columns:
        return [columns[shape.sort], _ARTICLE.id]
    return [date, article_id]


@cache
def own_articles(*, state: bool) -> Statement[About]:
    """An author's articles, newest first, those before an id; ``state``: only those ``in_state``."""
    rows = select_into(About, article).where(
        _ARTICLE.author_id == bindparam("author"), _ARTICLE.id < bindparam("before")
    )
    if state:
        rows = rows.where(_ARTICLE.state == bindparam("in_state"))
    return Statement(rows.order_by(_ARTICLE.id.desc()).limit(bindparam("count")), About)


TO_MODERATE = Statement(
    select_into(About, article)
    .where(
        _ARTICLE.state == fixed(ArticleState.MODERATION),
        _ARTICLE.id > bindparam("after"),
        _ARTICLE.author_id != bindparam("moderator"),
    )
    .order_by(_ARTICLE.id)
    .limit(bindparam("count")),
    About,
)
