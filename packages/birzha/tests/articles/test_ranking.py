"""The ranking by several words beside sorting everything, on weights and dates that often are equal."""

import asyncio
import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer, LargeBinary, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from birzha.articles.commands import buy_article
from birzha.articles.model import ArticleFilter, ArticleState, Sort
from birzha.articles.queries import articles, ranking
from birzha.articles.tables import postings as postings_of
from birzha.articles.tables.rows import article, article_picture, article_word
from birzha.articles.tables.search import Shape, first_page
from birzha.events import Bus
from birzha.ids import SecretIds
from birzha.people.model import Actor, Role
from birzha.people.tables import person
from birzha.settings import Rules
from birzha.storage.sqlite import SqliteDriver
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction

WORDS = ["а", "б", "в"]
POSTINGS = st.dictionaries(
    st.integers(1, 40),
    st.tuples(st.integers(1, 3), st.lists(st.sampled_from([0, 1, 1, 2, 3]), min_size=3, max_size=3)),
    max_size=40,
)
"""Articles: the date and the weight of each word; 0: it does not occur."""


class Words:
    """A transaction that has the words' rows and nothing else."""

    def __init__(self, postings: dict[int, tuple[int, list[int]]]) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.row_factory = sqlite3.Row
        self.connection.execute(str(CreateTable(article_word).compile(dialect=sqlite.dialect())))
        rows = [
            (0, word, date, article_id, weight)
            for article_id, (date, weights) in postings.items()
            for word, weight in zip(WORDS, weights, strict=True)
            if weight
        ]
        self.connection.executemany("INSERT INTO article_word VALUES (?, ?, ?, ?, ?)", rows)

    def on_sale(self, dates: dict[int, int], blocked: set[int]) -> Transaction:
        """A transaction on the same rows with all that a page shows; of two authors, one is blocked, and wrote those articles."""
        for table in (article, article_picture, person):
            self.connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for number in (1, 2):
            self._put(person, id=number, blocked=number - 1, login_key=str(number))
        for article_id, date in dates.items():
            author = 1 + (article_id in blocked)
            self._put(
                article, id=article_id, date=date, author_id=author, state=ArticleState.ON_SALE, price=1, asking=1
            )
        return Transaction(SqliteDriver(self.connection), now=0, rules=Rules(), ids=SecretIds(), bus=Bus())

    def _put(self, table: Table, **values: int | str) -> None:
        row = {each.name: 0 if isinstance(each.type, Integer) else "" for each in table.c}
        row |= {each.name: b"" for each in table.c if isinstance(each.type, LargeBinary)} | values
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self.connection.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(row.values()))

    async def guess(self, statement: Statement[Any], **values: Any) -> list[Any]:
        compiled = statement.compiled("sqlite")
        return self.connection.execute(compiled.sql, compiled.arguments(values)).fetchall()


def _ranked(postings: dict[int, tuple[int, list[int]]], words: list[str], counts: list[int]) -> list[list[int] | None]:
    tx: Any = Words(postings)
    values = {"owner": 0, **{f"stem_{number}": word for number, word in enumerate(words)}}

    async def run() -> list[list[int] | None]:
        found = await ranking.rank(tx, words, values)
        return [await found.best(count) for count in counts]

    try:
        return asyncio.run(run())
    finally:
        tx.connection.close()


def _plain(postings: dict[int, tuple[int, list[int]]], words: list[str], count: int) -> list[int]:
    found = []
    for article_id, (date, weights) in postings.items():
        asked = [weights[WORDS.index(word)] for word in words]
        if all(asked):
            found.append((sum(asked), date, article_id))
    return [article_id for *_, article_id in sorted(found, reverse=True)[:count]]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    POSTINGS,
    st.sampled_from([WORDS[:2], WORDS[1:], WORDS]),
    st.lists(st.integers(1, 12), min_size=1, max_size=3),
    st.integers(1, 4),
)
def test_the_best_are_those_that_sorting_everything_gives(postings, words, counts, stretch):
    """However far the words were walked, the best are the right ones in the right order; so they are when more are asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "STRETCH", stretch)
        assert _ranked(postings, words, counts) == [_plain(postings, words, count) for count in counts]


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    POSTINGS,
    st.sampled_from([WORDS[:2], WORDS[1:], WORDS]),
    st.integers(1, 8),
    st.integers(1, 12),
    st.sets(st.integers(1, 40), max_size=3),
)
def test_first_pages_are_those_that_sorting_everything_gives(postings, words, count, stretch, blocked):
    """Whether one statement is sure of a page or the ranking goes on, it is the right one, without what does not belong into it."""
    rows = Words(postings)
    tx = rows.on_sale({article_id: date for article_id, (date, _) in postings.items()}, blocked)
    wanted = ArticleFilter(text=" ".join(words), sort=Sort.RELEVANCY, count=count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "STRETCH", stretch)
        patch.setattr(postings_of, "DEEP", 2)  # so that any word may be the rarest
        first_page.cache_clear()
        found = [each.id for each in asyncio.run(articles(tx, Actor(3, Role.CUSTOMER), wanted))]
    first_page.cache_clear()
    rows.connection.close()
    belonging = {article_id: each for article_id, each in postings.items() if article_id not in blocked}
    assert found == _plain(belonging, words, count)


@pytest.mark.parametrize("rarest", range(len(WORDS)))
def test_a_ranking_goes_on_below_what_each_word_weighs(rarest):
    """Whichever word is the rarest, its walk goes on where the page stopped, each other one at its own greatest weight."""
    postings = {number: (1, [number + 10 * place for place in range(len(WORDS))]) for number in range(1, 6)}
    others = [int(place != rarest) for place in range(len(WORDS))]
    rows = Words(postings | dict.fromkeys(range(6, 12), (2, others)))
    tx: Any = rows
    rows.on_sale(dict.fromkeys(postings, 1), set())
    values = {f"stem_{place}": word for place, word in enumerate(WORDS)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_of, "DEEP", 2)
        first_page.cache_clear()
        statement = first_page(Shape(sort=Sort.RELEVANCY, words=len(WORDS), first=2), 1)
        further = ranking.gone_on(tx, WORDS, 0, asyncio.run(rows.guess(statement, owner=0, **values)))
    first_page.cache_clear()
    rows.connection.close()
    assert further is not None
    assert further.walks[0].stems["stem_0"] == WORDS[rarest]
    assert {walk.stems["stem_0"]: walk.weight for walk in further.walks} == dict(zip(WORDS, [5, 15, 25], strict=True))


def test_a_ranking_that_takes_too_long_is_given_up():
    """Two words that never meet are walked as far as the limit, and no further."""
    postings = {number: (number, [number % 2, 1 - number % 2, 0]) for number in range(1, 200)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "STRETCH", 4)
        patch.setattr(ranking, "MOST_WALKED", 40)
        assert _ranked(postings, WORDS[:2], [1]) == [None]
    assert _ranked(postings, WORDS[:2], [1]) == [[]]


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
async def test_what_is_sold_while_it_is_ranked_is_not_listed(shop, monkeypatch):
    """Nobody holds the state still while more than one statement ranks: what goes before the reading leaves its place to the next."""
    monkeypatch.setattr(ranking, "STRETCH", 1)  # so that the first one is not sure
    plain = ranking.Ranking.best
    ids = [await shop.sell(description=f"Порода кошек. {'Порода кошек. ' * number}") for number in range(4)]
    wanted: dict[str, Any] = {"text": "порода кошек", "sort": Sort.RELEVANCY, "count": 3}
    assert await shop.ids(**wanted) == ids[:0:-1]

    sold = iter(ids[3:])

    async def best(self: ranking.Ranking, count: int) -> list[int] | None:
        found = await plain(self, count)
        for article_id in sold:
            await shop.world.do(buy_article, shop.world.stranger, article_id)
        return found

    monkeypatch.setattr(ranking.Ranking, "best", best)
    assert await shop.ids(**wanted) == ids[2::-1]
