"""Statements on the search's own index: how common words are, and the articles of one word with what others weigh in them.

No article is looked at here. A search for several words begins with the rarest, and a statement finds that out by itself: to ask for
it beforehand is another way to the server and back.
"""

from functools import cache
from typing import Any

from sqlalchemy import CTE, BigInteger, Select, Text, and_, bindparam, case, func, not_, or_, select, true, tuple_
from sqlalchemy.sql.expression import ClauseElement, ColumnElement, FromClause, literal_column

from birzha.articles.tables.rows import article_word
from birzha.storage.statement import Engine, Row, Statement

DEEP = 32
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
    """The searched words, the rarest in the place of the first; a statement finds it once, before everything else.

    Args:
        words: how many words.
    """
    return [stem(0)] if words == 1 else _led_by(_rarest(words), words)


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

    The relevancy is ``NULL`` where one of the others does not occur. Each row also tells, the same in all of them, which word is the
    rarest, and how much each weighs at most, in the order in which they are given; ``NULL``: it does not occur.

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


def best_of_first_steps(engine: Engine, words: int, most: int, count: int) -> Any:
    """The best ``count`` of the first articles of the rarest word, those with all words first: what a page is made of.

    ``relevancy`` (``NULL`` where one of the words does not occur), ``date`` and ``article_id`` are what they are ranked by.
    ``sure_id`` is the article's id where nothing that has not been looked at can come before it on the page. The others tell where
    the walk goes on, and are ``NULL`` where all articles were looked at: the last step (``last_weight``, ``last_date``,
    ``last_id``), the ``rarest`` word, and how much each other word weighs at most (``greatest_1`` and so on), in their order, the
    first in the rarest's place.

    Args:
        engine: whose statement it is.
        words: how many words, at least two.
        most: how many articles are looked at.
        count: how many are answered at most.
    """
    rarest = _rarest(words)
    led = _led_by(rarest, words)
    walked, _ = _steps(engine, led, most)
    steps = walked.cte("steps").prefix_with("MATERIALIZED")
    step = steps.c
    greatest = {f"greatest_{number}": _greatest_weight(word, number) for number, word in enumerate(led[1:], 1)}
    backwards = [each.desc() for each in (step.weight, step.date, step.article_id)]
    chosen: Any = select(
        step.weight, step.date, step.article_id, *(each.label(name) for name, each in greatest.items())
    )
    last = chosen.order_by(*backwards).limit(fixed(1)).offset(fixed(most - 1)).cte("last").prefix_with("MATERIALIZED").c
    bound = last.weight
    for name in greatest:
        bound = bound + last[name]
    outdone = tuple_(step.relevancy, step.date, step.article_id) < tuple_(bound, last.date, last.article_id)
    over = last.weight.is_(None)
    enough = over if count > most else or_(over, not_(outdone))  # however sure they are, these are too few
    sure = and_(step.relevancy.is_not(None), enough)
    goes_on: dict[str, Any] = {"last_weight": last.weight, "last_date": last.date, "last_id": last.article_id}
    goes_on |= {"rarest": select(rarest.c.stem).scalar_subquery(), **{name: last[name] for name in greatest}}
    ranked: Any = select(
        step.relevancy,
        step.date,
        step.article_id,
        case((sure, step.article_id)).label("sure_id"),
        *(each.label(name) for name, each in goes_on.items()),
    )
    order = (func.coalesce(step.relevancy, fixed(0)), step.date, step.article_id)
    source = steps.outerjoin(last.weight.table, true())
    return ranked.select_from(source).order_by(*(each.desc() for each in order)).limit(fixed(count)).subquery("ranked")


def _first_steps(engine: Engine, words: int, most: int) -> ClauseElement:
    rarest = _rarest(words)
    query, _ = _steps(engine, _led_by(rarest, words), most)
    greatest = (_greatest_weight(stem(number), number) for number in range(words))
    return query.add_columns(select(rarest.c.stem).scalar_subquery(), *greatest)


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
    query: Any = select(*place, total.label("relevancy")).select_from(source).where(is_word(row, words[0]))
    return query.order_by(*(each.desc() for each in place)).limit(fixed(most)), place


def _rarest(words: int) -> CTE:
    """The rarest of several words."""
    since = [func.coalesce(_since(number), fixed(0)).label(f"since_{number}") for number in range(words)]
    known = select(*since).cte("known").prefix_with("MATERIALIZED")
    times = list(known.c)
    rarer = [(and_(*(each <= later for later in times[at:])), stem(at - 1)) for at, each in enumerate(times[:-1], 1)]
    chosen = case(*rarer, else_=stem(words - 1))
    return select(chosen.label("stem")).select_from(known).cte("rarest").prefix_with("MATERIALIZED")


def _led_by(rarest: CTE, words: int) -> list[ColumnElement[str]]:
    """All words, the rarest in the place of the first and the first in its place."""
    others = (
        select(case((rarest.c.stem == stem(number), stem(0)), else_=stem(number))).select_from(rarest)
        for number in range(1, words)
    )
    return [select(rarest.c.stem).scalar_subquery(), *(each.scalar_subquery() for each in others)]


def _since(number: int) -> ColumnElement[Any]:
    row = article_word.alias(f"newest_{number}").c
    return _greatest(row.date, row, stem(number), row.date, row.article_id).offset(fixed(DEEP)).scalar_subquery()


def _greatest_weight(word: ColumnElement[str], number: int) -> ColumnElement[Any]:
    row = article_word.alias(f"weightiest_{number}").c
    return _greatest(row.weight, row, word, row.weight, row.date, row.article_id).scalar_subquery()


def _greatest(what: ColumnElement[Any], row: Any, word: ColumnElement[str], *order: ColumnElement[Any]) -> Select[Any]:
    return select(what).where(is_word(row, word)).order_by(*(each.desc() for each in order)).limit(fixed(1))
