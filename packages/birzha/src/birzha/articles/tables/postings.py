"""Statements on the search's own index: how common words are, and the articles of one word with what others weigh in them.

No article is looked at here. Several words are looked for in the order of their rarity, and a statement finds that order out by
itself: to ask for it beforehand costs as much as many a page.
"""

from functools import cache
from typing import Any

from sqlalchemy import CTE, BigInteger, Select, Text, and_, bindparam, func, select, true, tuple_, union_all
from sqlalchemy.sql.expression import ClauseElement, ColumnElement, FromClause, literal_column

from birzha.articles.tables.rows import article_word
from birzha.storage.statement import Engine, Row, Statement

DEEP = 64
"""How common a word is, is seen from its newest article but so many: the older, the rarer."""


def fixed(value: int) -> ColumnElement[int]:
    """A whole number written into the statement itself, so that partial indexes match it and division stays whole."""
    return literal_column(str(int(value)), BigInteger())


HOW_COMMON = Statement(
    select(func.count()).select_from(
        select(article_word.c.article_id)
        .where(article_word.c.owner_id == bindparam("owner"), article_word.c.stem == bindparam("stem"))
        .limit(bindparam("most"))
        .subquery()
    )
)
"""How many articles a word occurs in, counted up to ``most``."""


def stem(number: int) -> ColumnElement[str]:
    """One of the searched words, as it is given."""
    return bindparam(f"stem_{number}", type_=Text)


def is_word(row: Any, word: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a row of the index is that word's."""
    return and_(row.owner_id == bindparam("owner", type_=BigInteger), row.stem == word)


def rarest_first(words: int) -> list[ColumnElement[str]]:
    """The searched words in the order in which to look for them; a statement finds it once, before everything else.

    Args:
        words: how many words.
    """
    if words == 1:
        return [stem(0)]
    rarest = _rarest(words, weights=False)
    return [_in_place(rarest, "stem", place) for place in range(words)]


def joined(engine: Engine, words: list[ColumnElement[str]]) -> tuple[FromClause, list[Any]]:
    """The rows of every word, the first one leading: each of them looks up the others.

    PostgreSQL keeps one plan for any words. Left to itself it makes that for words of average rarity, and reads and sorts all
    articles of a common one for every page; a lateral query with a limit can only be looked up.

    Args:
        engine: whose statement it is.
        words: the first one is still to be asked for with :func:`is_word`.
    """
    rows: list[Any] = [article_word.alias("word_0")]
    source: FromClause = rows[0]
    first = rows[0].c
    for number, word in enumerate(words[1:], 1):
        name = f"word_{number}"
        row = article_word.alias(f"{name}_row" if engine == "postgresql" else name)
        same = and_(row.c.date == first.date, row.c.article_id == first.article_id, is_word(row.c, word))
        found: Any = row
        if engine == "postgresql":
            found, same = select(row.c.weight, row.c.article_id).where(same).limit(fixed(1)).lateral(name), true()
        source = source.outerjoin(found, same)
        rows.append(found)
    return source, rows


@cache
def first_steps(words: int, most: int) -> Statement[Row]:
    """The first articles of the rarest word by falling weight, date and id: these three, and the relevancy to all words.

    The relevancy is ``NULL`` where one of the others does not occur. Each row also tells, the same in all of them, which number each
    word has, the rarest first, and how much each weighs at most; ``NULL``: it does not occur.

    Args:
        words: how many words, at least two.
        most: how many articles; written into the statement for the same reason as ``first`` of a shape.
    """
    return Statement(lambda engine: _first_steps(engine, words, most))


@cache
def further_steps(words: int, most: int) -> Statement[Row]:
    """The next articles of the first word, those after ``last_weight``, ``last_date`` and ``last_id``.

    Args:
        words: how many words, at least two.
        most: as of :func:`first_steps`.
    """
    return Statement(lambda engine: _further_steps(engine, words, most))


def _first_steps(engine: Engine, words: int, most: int) -> ClauseElement:
    rarest = _rarest(words, weights=True)
    query, _ = _steps(engine, [_in_place(rarest, "stem", place) for place in range(words)], most)
    return query.add_columns(
        *(_in_place(rarest, what, place) for what in ("number", "greatest") for place in range(words))
    )


def _further_steps(engine: Engine, words: int, most: int) -> ClauseElement:
    query, place = _steps(engine, [stem(number) for number in range(words)], most)
    last = (bindparam(name, type_=BigInteger) for name in ("last_weight", "last_date", "last_id"))
    return query.where(tuple_(*place) < tuple_(*last))


def _steps(engine: Engine, words: list[ColumnElement[str]], most: int) -> tuple[Select[Any], tuple[Any, ...]]:
    source, rows = joined(engine, words)
    row = rows[0].c
    total = row.weight
    for more in rows[1:]:
        total = total + more.c.weight
    place = (row.weight, row.date, row.article_id)
    query = select(*place, total).select_from(source).where(is_word(row, words[0]))
    return query.order_by(*(each.desc() for each in place)).limit(fixed(most)), place


def _rarest(words: int, *, weights: bool) -> CTE:
    """Every word with its number and its place in the order of rarity, and with its greatest weight where that is wanted."""
    known = _once(union_all(*(_known(number, weights=weights) for number in range(words))), "known")
    other = known.alias("other")
    rarer = tuple_(other.c.since, other.c.number) < tuple_(known.c.since, known.c.number)
    place = select(func.count()).select_from(other).where(rarer).correlate(known).scalar_subquery()
    return _once(select(known, place.label("place")), "rarest")


def _known(number: int, *, weights: bool) -> Select[Any]:
    row = article_word.alias(f"newest_{number}").c
    since = _greatest(row.date, row, number, row.date, row.article_id).offset(fixed(DEEP)).scalar_subquery()
    columns: list[Any] = [
        stem(number).label("stem"),
        fixed(number).label("number"),
        func.coalesce(since, fixed(0)).label("since"),
    ]
    if weights:
        row = article_word.alias(f"weightiest_{number}").c
        weight = _greatest(row.weight, row, number, row.weight, row.date, row.article_id)
        columns.append(weight.scalar_subquery().label("greatest"))
    return select(*columns)


def _greatest(what: ColumnElement[Any], row: Any, number: int, *order: ColumnElement[Any]) -> Select[Any]:
    return select(what).where(is_word(row, stem(number))).order_by(*(each.desc() for each in order)).limit(fixed(1))


def _once(query: Any, name: str) -> CTE:
    found: CTE = query.cte(name).prefix_with("MATERIALIZED")
    return found


def _in_place(rarest: CTE, what: str, place: int) -> ColumnElement[Any]:
    return select(rarest.c[what]).where(rarest.c.place == fixed(place)).scalar_subquery()
