"""The ranking by several words beside sorting everything, on weights and dates that often are equal."""

import asyncio
import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from birzha.articles.commands import buy_article
from birzha.articles.model import Sort
from birzha.articles.queries import ranking
from birzha.articles.tables.rows import article_word
from birzha.storage.statement import Statement

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
        self.connection.execute(str(CreateTable(article_word).compile(dialect=sqlite.dialect())))
        rows = [
            (0, word, date, article_id, weight)
            for article_id, (date, weights) in postings.items()
            for word, weight in zip(WORDS, weights, strict=True)
            if weight
        ]
        self.connection.executemany("INSERT INTO article_word VALUES (?, ?, ?, ?, ?)", rows)

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
    """Nobody holds the state still for a first page: what goes between the ranking and the reading leaves its place to the next."""
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
