"""Lists of articles run on indexes: none walks all articles, and the usual orders sort nothing."""

import sqlite3

import asyncpg
import pytest

from birzha.articles.model import Sort
from birzha.articles.queries.finding import comes_in_order
from birzha.articles.tables import articles as statements
from birzha.articles.tables import postings, search
from birzha.articles.tables.search import Plan, Scope, Shape, found_ids
from birzha.storage.open import sqlite_path
from birzha.storage.sqlite import as_json

LISTS = {"ids", "category_ids", "folders"}
WORD = {"words": 1, "plan": Plan.BY_WORD}

IN_ORDER = {
    "by date": (Shape(), "ix_article_sale_date"),
    "by price": (Shape(sort=Sort.PRICE), "ix_article_sale_asking"),
    "by size": (Shape(sort=Sort.SIZE, descending=False), "ix_article_sale_size"),
    "by uniqueness": (Shape(sort=Sort.UNIQ), "ix_article_sale_unq"),
    "by title": (Shape(sort=Sort.TITLE, descending=False), "ix_article_sale_title_key"),
    "of a category": (Shape(category=True), "ix_article_sale_category_id"),
    "of a language": (Shape(language=True), "ix_article_sale_language_id"),
    "of a kind": (Shape(subtype=True), "ix_article_sale_id_subtype"),
    "a word by date": (Shape(**WORD), "sqlite_autoindex_article_word_1"),
    "a word by weight": (Shape(**WORD, sort=Sort.RELEVANCY), "ix_article_word_weight"),
    "words by date": (Shape(words=3, plan=Plan.BY_WORD), "sqlite_autoindex_article_word_1"),
    "words by price": (Shape(words=2, sort=Sort.PRICE), "ix_article_sale_asking"),
}
SORTED = {
    "one": (Shape(one=True), "PRIMARY KEY"),
    "of an author": (Shape(author=True), "ix_article_author"),
    "basket": (Shape(scope=Scope.BASKET), "sqlite_autoindex_basket_1"),
    "bought": (Shape(scope=Scope.BOUGHT), "ix_article_owner"),
    "archive": (Shape(scope=Scope.ARCHIVE), "ix_article_owner"),
    "a rare word by price": (Shape(**WORD, sort=Sort.PRICE), "article_word"),
    "words by weight": (Shape(words=3, plan=Plan.BY_WORD, sort=Sort.RELEVANCY), "article_word"),
    "a word in what was bought": (Shape(scope=Scope.BOUGHT, words=1), "ix_article_owner"),
}
OTHERS = {
    "own": (search.own_articles(state=False), "ix_article_author"),
    "to moderate": (search.TO_MODERATE, "ix_article_moderation"),
    "due discounts": (statements.DUE_DISCOUNTS, "ix_article_discount"),
    "next discount": (statements.NEXT_DISCOUNT, "ix_article_discount"),
    "traded": (statements.TRADED, "ix_article_owner"),
    "forgotten folders": (statements.EMPTY_FOLDERS, "ix_article_owner"),
    "a file in use": (statements.IMAGE_IN_USE, "ix_article_image_key"),
    "a page": (search.shown(pictures=False), "PRIMARY KEY"),
    "a page with pictures": (search.shown(), "PRIMARY KEY"),
    "words of an article": (statements.DROP_WORDS, "ix_article_word_article_id"),
    "baskets with an article": (statements.EMPTY_BASKETS, "ix_basket_article_id"),
    "how common": (postings.HOW_COMMON, "article_word"),
    "of a list": (search.those_of(Shape(price_to=True)), "PRIMARY KEY"),
    "a page of a list": (search.shown(Shape(price_to=True)), "PRIMARY KEY"),
    "the first steps": (postings.first_steps(3, 48), "ix_article_word_weight"),
    "further steps": (postings.further_steps(2, 48), "ix_article_word_weight"),
    **{f"a page {name}": (search.found_rows(shape), index) for name, (shape, index) in IN_ORDER.items()},
}
PLANS = {
    **{name: (found_ids(shape), index) for name, (shape, index) in {**IN_ORDER, **SORTED}.items()},
    **OTHERS,
}


@pytest.mark.parametrize("name", PLANS)
def test_plans(sqlite_url, name):
    """The index that each list is meant for serves it; those that come in order need no sort."""
    statement, index = PLANS[name]
    compiled = statement.compiled("sqlite")
    values = ["[1]" if each in LISTS else as_json(compiled.defaults.get(each, 1)) for each in compiled.names]
    connection = sqlite3.connect(sqlite_path(sqlite_url))
    steps = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", values)]
    connection.close()
    assert any(index in step for step in steps), steps
    assert not [step for step in steps if step in {"SCAN article", "SCAN person", "SCAN basket", "SCAN article_word"}]
    if name not in SORTED:
        assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step], steps
    if compiled.sql.count("article_word AS") > 1:  # the word that the search chose leads
        assert "word_0" in steps[0] or "SCAN article USING INDEX" in steps[0], steps


def test_whole_pages_come_from_lists_that_an_index_has_in_order():
    """All others are found by ids first, so that no description goes through a sort."""
    assert [name for name, (shape, _) in IN_ORDER.items() if not comes_in_order(shape)] == []
    assert [name for name, (shape, _) in SORTED.items() if comes_in_order(shape)] == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        search.found_rows(Shape(words=2, plan=Plan.BY_WORD, first=20)),
        search.first_page(Shape(words=2, plan=Plan.BY_WORD, first=20), 48),
        postings.first_steps(2, 48),
        postings.further_steps(2, 48),
    ],
    ids=["a page", "a first page", "the first steps", "further steps"],
)
async def test_on_postgresql_further_words_are_only_looked_up(empty_postgres_url, statement):
    """Not even a planner that is told to avoid it takes another way: it keeps one plan for common words and rare ones."""
    compiled = statement.compiled("postgresql")
    connection = await asyncpg.connect(empty_postgres_url)
    await connection.execute(f"PREPARE asked AS {compiled.sql}")
    await connection.execute("SET plan_cache_mode = force_generic_plan; SET enable_nestloop = off")
    nothing = ", ".join(["NULL"] * len(compiled.names))
    rows = await connection.fetch(f"EXPLAIN EXECUTE asked({nothing})")
    await connection.close()
    plan = "\n".join(row[0] for row in rows)
    assert "(article_id = word_0.article_id)" in plan, plan  # a join would say whose article_id
