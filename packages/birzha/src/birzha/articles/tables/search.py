"""Statements that find articles; each combination of filters, words and order is built once and compiled once.

Where an index gives a list in its order, one statement answers all that a page shows. Otherwise it answers ids alone, and what the
page shows is read for its twenty articles afterwards, so that no long text goes through a sort.

A search by words can begin at either end. From a word (``BY_WORD``) its articles come in the order of dates or of weights, as the
index has them, and the other words are joined to each by outer joins; from the article (``BY_ARTICLE``), in the order of the list
or from a filter that leaves few, every word is looked up by a subquery. Neither can be turned around by a planner that knows
nothing of how common a word is.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Select, Text, and_, bindparam, func, select, true, tuple_
from sqlalchemy.sql.expression import ClauseElement, ColumnElement, FromClause, literal_column

from birzha.articles.model import About, ArticleState, Field, Sort
from birzha.articles.tables.rows import article, article_picture, article_word, basket
from birzha.articles.words import STEP
from birzha.people.tables import person
from birzha.storage.statement import Engine, Row, Statement, among, select_into

DEEP = 64
"""How common a word is, is seen from its newest article but so many."""

_ARTICLE = article.c
_Conditions = list[ColumnElement[bool]]


def fixed(value: int) -> ColumnElement[int]:
    """A whole number written into the statement itself, so that partial indexes match it and division stays whole."""
    return literal_column(str(int(value)), BigInteger())


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
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


_PICTURE = func.coalesce(article_picture.c.base64, literal_column("''")).label("picture")


def _with_pictures(source: FromClause) -> FromClause:
    return source.outerjoin(article_picture, article_picture.c.article_id == _ARTICLE.id)


@cache
def found_ids(shape: Shape) -> Statement[int]:
    """The ids of a list's articles, ``count`` of them after ``skip``."""
    return Statement(lambda engine: _found(engine, shape, select(_ARTICLE.id), pictures=False), int)


@cache
def found_rows(shape: Shape) -> Statement[Row]:
    """All that a page shows, where an index gives it in its order: the fields of :class:`About`, the id first, and the picture."""
    rows = select_into(About, article).add_columns(_PICTURE)
    return Statement(lambda engine: _found(engine, shape, rows, pictures=True))


@cache
def shown(shape: Shape | None = None, *, pictures: bool = True) -> Statement[Row]:
    """The fields of :class:`About` of the articles ``ids``, and the picture, in no order.

    Args:
        shape: only of those that belong into this list, whatever its words; ``None``: of all.
        pictures: whether pictures are wanted.
    """
    source = article if shape is None else _with_others(article, shape)
    query = select_into(About, article).add_columns(_PICTURE if pictures else literal_column("''").label("picture"))
    query = query.select_from(_with_pictures(source) if pictures else source).where(among(_ARTICLE.id, "ids"))
    return Statement(query if shape is None else query.where(*_belongs(shape), *_filters(shape)))


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
def known_of_words(words: int, *, weights: bool = False) -> Statement[Row]:
    """For each word the date of its newest article but :data:`DEEP`: the older, the rarer; ``NULL``: it has no more than so many.

    Args:
        words: how many words.
        weights: whether the greatest weight of each follows; ``NULL``: it does not occur.
    """
    rows = [article_word.alias(f"word_{number}").c for number in range(words)]
    known = [
        _first(row.date, row, number, row.date, row.article_id).offset(fixed(DEEP)) for number, row in enumerate(rows)
    ]
    if weights:
        known += [
            _first(row.weight, row, number, row.weight, row.date, row.article_id) for number, row in enumerate(rows)
        ]
    return Statement(select(*(each.scalar_subquery() for each in known)))


def _first(what: ColumnElement[Any], row: Any, number: int, *order: ColumnElement[Any]) -> Select[Any]:
    return select(what).where(_is_word(row, number)).order_by(*(each.desc() for each in order)).limit(fixed(1))


@cache
def walked(words: int, most: int, *, begun: bool) -> Statement[Row]:
    """The next articles of the first word by falling weight, date and id: these three, and the relevancy to all words.

    The relevancy is ``NULL`` where one of the others does not occur. No article is looked at, so whoever asks must see which of them
    belong into a list (:func:`those_of`).

    Args:
        words: how many words.
        most: how many articles; written into the statement for the same reason as ``first`` of a shape.
        begun: only those after ``last_weight``, ``last_date`` and ``last_id``.
    """
    return Statement(lambda engine: _walked(engine, words, most, begun=begun))


def _walked(engine: Engine, words: int, most: int, *, begun: bool) -> ClauseElement:
    source, rows = _joined(engine, words)
    row = rows[0].c
    total = row.weight
    for more in rows[1:]:
        total = total + more.c.weight
    place = (row.weight, row.date, row.article_id)
    query = select(*place, total).select_from(source).where(_is_word(row, 0))
    if begun:
        last = (bindparam(name, type_=BigInteger) for name in ("last_weight", "last_date", "last_id"))
        query = query.where(tuple_(*place) < tuple_(*last))
    return query.order_by(*(each.desc() for each in place)).limit(fixed(most))


@cache
def those_of(shape: Shape) -> Statement[int]:
    """Which of the articles ``ids`` belong into a list, whatever its words."""
    query = select(_ARTICLE.id).select_from(_with_others(article, shape)).where(among(_ARTICLE.id, "ids"))
    return Statement(query.where(*_belongs(shape), *_filters(shape)), int)


def _is_word(row: Any, number: int) -> ColumnElement[bool]:
    return and_(
        row.owner_id == bindparam("owner", type_=BigInteger),
        row.stem == bindparam(f"stem_{number}", type_=Text),
    )


def _words_joined(engine: Engine, shape: Shape) -> tuple[FromClause, list[Any]]:
    """The rows of every word, the first one leading, and their articles."""
    source, words = _joined(engine, shape.words)
    # through the last word, so that the article is looked at only once all of them were found
    last = words[0].c.article_id if len(words) == 1 else func.coalesce(words[-1].c.article_id, fixed(0))
    return source.join(article, and_(_ARTICLE.id == last, _is_word(words[0].c, 0))), words


def _joined(engine: Engine, count: int) -> tuple[FromClause, list[Any]]:
    """The rows of every word, the first one leading: each of them looks up the others.

    PostgreSQL keeps one plan for any words. Left to itself it makes that for words of average rarity, and reads and sorts all
    articles of a common one for every page; a lateral query with a limit can only be looked up.
    """
    words: list[Any] = [article_word.alias("word_0")]
    source: FromClause = words[0]
    first = words[0].c
    for number in range(1, count):
        name = f"word_{number}"
        row = article_word.alias(f"{name}_row" if engine == "postgresql" else name)
        same = and_(row.c.date == first.date, row.c.article_id == first.article_id, _is_word(row.c, number))
        found: Any = row
        if engine == "postgresql":
            found, same = select(row.c.weight, row.c.article_id).where(same).limit(fixed(1)).lateral(name), true()
        source = source.outerjoin(found, same)
        words.append(found)
    return source, words


def _none_is_nothing(word: Any) -> Any:
    """A word's weight, or 0: a condition that a missing row would fail would let a planner begin at that word."""
    return word.c.weight if word.name == "word_0" else func.coalesce(word.c.weight, fixed(0))


def _looked_up(number: int) -> Any:
    """What a word weighs in an article; nothing where it does not occur."""
    word = article_word.alias(f"word_{number}")
    same = and_(word.c.date == _ARTICLE.date, word.c.article_id == _ARTICLE.id)
    return select(word.c.weight).where(_is_word(word.c, number), same).correlate(article).scalar_subquery()


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


HOW_COMMON = Statement(
    select(func.count()).select_from(
        select(article_word.c.article_id)
        .where(article_word.c.owner_id == bindparam("owner"), article_word.c.stem == bindparam("stem"))
        .limit(bindparam("most"))
        .subquery()
    )
)
"""How many articles a word occurs in, counted up to ``most``."""


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
