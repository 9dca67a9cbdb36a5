"""The search beside a plain one that looks at every article, on both engines."""

import asyncio
import random
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from birzha.articles.commands import (
    approve_article,
    archive_articles,
    buy_article,
    move_articles,
    offer_article,
    put_in_basket,
    save_article,
    set_discount,
    set_figures,
)
from birzha.articles.model import ArchiveFilter, ArticleChanges, ArticleFilter, Field, Sort
from birzha.articles.queries import archived, articles, ranking
from birzha.articles.queries import finding as search
from birzha.errors import Invalid
from birzha.folders.commands import add_folder
from birzha.money.commands.accounts import deposit
from birzha.people.commands import add_person, block
from birzha.people.model import Actor, Role
from birzha.reference.tables import category, language
from birzha.storage.statement import put_into
from birzha.storage.transaction import Transaction

FORMS = {
    "кошк": ["кошка", "Кошки", "кошкой", "КОШКАМИ"],
    "дом": ["дом", "дома", "домами"],
    "елк": ["ёлка", "елки", "Ёлкой"],
    "cat": ["cat", "Cats"],
    "run": ["running", "runs"],
    "2026": ["2026"],
    "ы": ["ы"],
}
"""Words that the search takes for one, by a name of ours."""
WORDS = [form for forms in FORMS.values() for form in forms]
NAME_OF = {form: name for name, forms in FORMS.items() for form in forms}
SPACES = (" ", ", ", "-", "\n", "; ", "_", "! ")
FIELDS = ("title", "keywords", "description")

ADMIN = Actor(1, Role.ADMIN | Role.MODERATOR)
ME = Actor(2, Role.CUSTOMER)
AUTHORS = [Actor(number, Role.PERFORMER, rate=rate) for number, rate in ((3, 10), (4, 500), (5, 20_000))]
BLOCKED = Actor(6, Role.PERFORMER, rate=10)


@dataclass
class Known:
    """What the plain search knows of an article."""

    values: dict[str, Any]
    author: Actor
    id: int = 0
    number: int = 0
    discount: int = 0
    unq: int = -1
    place: str = "sale"
    basket: bool = False
    folder: int = 0
    names: dict[str, list[str]] = field(default_factory=dict)

    @property
    def full(self) -> int:
        price = max(1, (self.values["price"] * (100 - self.discount) * 100 + 5000) // 10_000)
        return price + (price * 500 + 5000) // 10_000

    @property
    def size(self) -> int:
        return len(self.values["text"])


def written(rng: random.Random, number: int) -> Known:
    """A random article."""
    names, texts = {}, {}
    for name, most in (("title", 4), ("keywords", 4), ("description", 8)):
        words = [rng.choice(WORDS) for _ in range(rng.randint(int(name == "title"), most))]
        names[name] = [NAME_OF[each] for each in words]
        texts[name] = "".join(each + rng.choice(SPACES) for each in words)
    values = {
        **texts,
        "text": "т" * rng.randint(1, 40),
        "price": rng.choice([1, 7, 999, 10_000, 10_001, 123_457]),
        "id_subtype": rng.randint(1, 3),
        "category_id": rng.choice([1, 2, 3]),
        "language_id": rng.choice([1, 2]),
    }
    author = BLOCKED if number % 7 == 0 else rng.choice(AUTHORS)
    return Known(values, author, number=number, names=names, unq=rng.choice([-1, 0, 50, 100]))


async def _people(tx: Transaction) -> None:
    for person, name in (
        (ADMIN, "admin"),
        (ME, "customer"),
        *((each, f"author{each.id}") for each in (*AUTHORS, BLOCKED)),
    ):
        assert await add_person(tx, login=name, roles=person.roles, rate=person.rate) == person.id
    await deposit(tx, ME.id, 10**9)
    for number, parent in ((1, 0), (2, 1), (3, 2)):
        await tx.run(put_into(category, "id", "parent_id", "name"), id=number, parent_id=parent, name=f"к{number}")
    for number in (1, 2):
        await tx.run(put_into(language, "id", "name"), id=number, name=f"я{number}")


async def _stock(market: Any) -> tuple[list[Known], int]:
    """Sixty random articles: on sale, in the basket, bought, archived; gives them and a folder."""
    rng = random.Random(7)
    await market.do(_people)
    folder = await market.do(add_folder, ME, "папка")
    known = []
    for number in range(60):
        each = written(rng, number)
        each.id = await market.do(save_article, each.author, ArticleChanges(**each.values))
        await market.do(set_figures, each.id, each.unq, -1)
        await market.do(offer_article, each.author, each.id)
        await market.do(approve_article, ADMIN, each.id, orph=1, punc=1, style=1)
        if number % 5 == 1:
            each.discount = 33
            await market.do(set_discount, each.author, each.id, 33, market.clock.now())
        if each.author is not BLOCKED and number % 2:
            each.place = rng.choice(["sale", "bought", "archive"])
        if each.author is not BLOCKED and each.place == "sale" and rng.random() < 0.4:
            each.basket = True
            await market.do(put_in_basket, ME, each.id)
        if each.place != "sale":
            await market.do(buy_article, ME, each.id)
        if each.place == "bought" and rng.random() < 0.5:
            each.folder = folder
            await market.do(move_articles, ME, [each.id], folder)
        if each.place == "archive":
            await market.do(archive_articles, ME, [each.id])
        market.clock.set(market.clock.now() + rng.choice([0, 60]))
        known.append(each)
    await market.do(block, ADMIN, BLOCKED.id)
    return known, folder


def relevancy(each: Known, asked: list[str], where: Field | None) -> tuple[int, ...] | None:
    """How often the asked words occur, by field; nothing where one of them does not."""
    names = [str(where)] if where else list(FIELDS)
    if any(not sum(each.names[name].count(word) for name in names) for word in asked):
        return None
    return tuple(sum(each.names[name].count(word) for word in asked) for name in names)


def plain(known: list[Known], wanted: ArticleFilter, folder: int) -> list[int]:
    """The ids that the list must have, found the long way."""
    asked = list(dict.fromkeys(NAME_OF[word] for word in wanted.text.split()))
    rows = [each for each in known if each.place == ("bought" if wanted.bought else "sale")]
    if not wanted.bought:
        rows = [each for each in rows if each.author is not BLOCKED and (each.basket or not wanted.basket)]
    found = []
    for each in rows:
        hits = relevancy(each, asked, wanted.text_field)
        if hits is not None and all(fits(each, wanted)):
            found.append(
                (key(each, wanted.sort if asked or wanted.sort is not Sort.RELEVANCY else Sort.DATE, hits), each.id)
            )
    found.sort(reverse=wanted.descending)
    return [article_id for _, article_id in found][wanted.offset : wanted.offset + min(max(wanted.count, 1), 20)]


def key(each: Known, sort: Sort, hits: tuple[int, ...]) -> tuple[Any, ...]:
    """What an article is sorted by; equal ones by their ids, which here follow the dates."""
    title = each.values["title"].casefold()
    keys = {
        Sort.TITLE: (title.replace("ё", "е"), title),
        Sort.PRICE: (each.full,),
        Sort.SIZE: (each.size,),
        Sort.UNIQ: (each.unq,),
        Sort.RELEVANCY: hits,
    }
    return keys.get(sort, ())


def fits(each: Known, wanted: ArticleFilter) -> list[bool]:
    """Whether each of the plain filters lets an article through."""
    below = {1: {1, 2, 3}, 2: {2, 3}, 3: {3}}
    category_id = each.values["category_id"]
    price, scale = (each.full * 1000, each.size) if wanted.per_thousand else (each.full, 1)

    def within(value: int, least: int | None, most: int | None, scale: int = 1) -> bool:
        return (least is None or value >= least * scale) and (most is None or value <= most * scale)

    return [
        wanted.author_id in {None, each.author.id},
        wanted.category_id is None
        or category_id in (below.get(wanted.category_id, set()) if wanted.subcategories else {wanted.category_id}),
        wanted.id_subtype in {None, each.values["id_subtype"]},
        wanted.folder_id is None or not wanted.bought or each.folder == wanted.folder_id,
        wanted.article_id in {None, each.id},
        wanted.language_id not in {1, 2} or each.values["language_id"] == wanted.language_id,
        within(price, wanted.price_from, wanted.price_to, scale),
        within(each.size, wanted.size_from, wanted.size_to),
        within(max(each.unq, 0), wanted.uniq_from, wanted.uniq_to),
        wanted.min_rate is None or each.author.rate >= max(wanted.min_rate, -1000),
    ]


def maybe(values: Any) -> Any:
    return st.sampled_from([None] * 7 + [True]).flatmap(lambda given: values if given else st.none())


PRICES = st.sampled_from([0, 1, 8, 1_049, 10_500, 10_501, 129_630, 10**9])
SMALL = st.integers(0, 45)
FILTERS = st.builds(
    ArticleFilter,
    count=st.sampled_from([-1, 0, 1, 3, 20, 21]),
    offset=st.sampled_from([0, 0, 1, 5, 60]),
    author_id=maybe(st.sampled_from([3, 4, 5, 6, 99])),
    category_id=maybe(st.sampled_from([1, 2, 3, 99])),
    subcategories=st.booleans(),
    id_subtype=maybe(st.integers(1, 4)),
    folder_id=maybe(st.sampled_from([0, 1, 99])),
    bought=st.booleans(),
    basket=st.booleans(),
    article_id=maybe(st.integers(1, 61)),
    text=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    text_field=maybe(st.sampled_from(list(Field))),
    price_from=maybe(PRICES),
    price_to=maybe(PRICES),
    per_thousand=st.booleans(),
    size_from=maybe(SMALL),
    size_to=maybe(SMALL),
    uniq_from=maybe(st.sampled_from([0, 1, 50, 100])),
    uniq_to=maybe(st.sampled_from([0, 1, 50, 100])),
    language_id=maybe(st.sampled_from([0, 1, 2, 99])),
    min_rate=maybe(st.sampled_from([-5000, -1000, 10, 11, 500, 20_000])),
    sort=st.sampled_from(list(Sort)),
    descending=st.booleans(),
)


@pytest.fixture
def stocked(new_market):
    """A market with sixty articles, and what asks it."""
    with asyncio.Runner() as runner:
        market = new_market(runner)
        known, folder = runner.run(_stock(market))
        yield known, folder, lambda query, *args: runner.run(market.ask(query, ME, *args))
        runner.run(market.store.close())


def test_the_search_finds_what_a_plain_one_finds(stocked, monkeypatch):
    """Any combination of words, filters, order and page, whichever way the search takes, finds exactly the right articles."""
    known, folder, ask = stocked

    @settings(max_examples=400, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(
        FILTERS,
        st.sampled_from([search.COMMON, 1, 4]),
        st.sampled_from([search.SPARE, 0, 3]),
        st.sampled_from([ranking.STRETCH, 1, 2, 5]),
        st.sampled_from([ranking.MOST_WALKED, 6]),
    )
    def check(wanted: ArticleFilter, common: int, spare: int, stretch: int, most: int) -> None:
        monkeypatch.setattr(search, "COMMON", common)
        monkeypatch.setattr(search, "SPARE", spare)
        monkeypatch.setattr(ranking, "STRETCH", stretch)
        monkeypatch.setattr(ranking, "MOST_WALKED", most)
        assert [each.id for each in ask(articles, wanted)] == plain(known, wanted, folder)

    check()


def test_every_order_of_everything(stocked):
    """Without filters, pages of twenty run through the whole list in its order, each article once."""
    known, folder, ask = stocked
    for sort, descending, text in product(Sort, (True, False), ("", "кошка", "дом cat")):
        wanted = [ArticleFilter(sort=sort, descending=descending, text=text, offset=start) for start in (0, 20, 40, 60)]
        pages = [[each.id for each in ask(articles, each)] for each in wanted]
        assert pages == [plain(known, each, folder) for each in wanted]
        everything = [each for page in pages for each in page]
        assert len(everything) == len(set(everything))


def test_every_field_by_relevancy(stocked, monkeypatch):
    """A search in one field neither finds nor ranks by what stands in another, for each word and each pair of words."""
    known, folder, ask = stocked
    texts = (*WORDS, "кошка дом", "ёлка cat", "ы runs 2026")
    for text, where, bought, spare in product(texts, (None, *Field), (False, True), (0, 2, search.SPARE)):
        monkeypatch.setattr(search, "SPARE", spare)
        monkeypatch.setattr(ranking, "STRETCH", 1 + spare)
        wanted = ArticleFilter(text=text, text_field=where, sort=Sort.RELEVANCY, bought=bought, count=3 + spare)
        assert [each.id for each in ask(articles, wanted)] == plain(known, wanted, folder), wanted


def test_first_pages_by_relevancy(stocked, monkeypatch):
    """A first page for any words is right whether one statement was sure of it or the ranking went on, blocked authors or not."""
    known, folder, ask = stocked
    texts = [" ".join(each) for count in (2, 3) for each in combinations(WORDS[:7], count)]
    for text, count, stretch in product(texts, (1, 3, 20), (1, 3, 5, 9, ranking.STRETCH)):
        monkeypatch.setattr(ranking, "STRETCH", stretch)
        wanted = ArticleFilter(text=text, sort=Sort.RELEVANCY, count=count)
        assert [each.id for each in ask(articles, wanted)] == plain(known, wanted, folder), (wanted, stretch)


def test_the_archive(stocked):
    """Archived articles come in the order of going there; author, kind, category, subtree and words filter them."""
    known, _, ask = stocked
    for descending in (True, False):
        check_archive(known, ask, descending=descending)


def check_archive(known: list[Known], ask: Any, *, descending: bool) -> None:
    """In one direction."""
    rows = [each for each in known if each.place == "archive"]
    assert rows
    rows.sort(key=lambda each: each.number, reverse=descending)

    def found(**wanted: Any) -> list[int]:
        return [each.id for each in ask(archived, ArchiveFilter(descending=descending, **wanted))]

    assert found() == [each.id for each in rows][:20]
    assert found(offset=1, count=2) == [each.id for each in rows][1:3]
    assert found(author_id=3) == [each.id for each in rows if each.author.id == 3]
    assert found(id_subtype=2) == [each.id for each in rows if each.values["id_subtype"] == 2]
    assert found(category_id=2) == [each.id for each in rows if each.values["category_id"] == 2]
    assert found(category_id=2, subcategories=True) == [each.id for each in rows if each.values["category_id"] != 1]
    for text in ("кошкой", "дома cat", "ы"):
        asked = [NAME_OF[word] for word in text.split()]
        assert found(text=text) == [each.id for each in rows if relevancy(each, asked, None)]


def test_what_is_no_word_finds_nothing_and_what_is_too_long_is_refused(stocked):
    """Signs alone match nothing; spaces alone are no search; 41 characters are too many, in both lists."""
    _, _, ask = stocked
    assert ask(articles, ArticleFilter(text="!? —")) == []
    assert len(ask(articles, ArticleFilter(text="  "))) == 20
    assert ask(archived, ArchiveFilter(text="…")) == []
    assert ask(articles, ArticleFilter(text="я" * 40)) == []
    for query, wanted in ((articles, ArticleFilter(text="я" * 41)), (archived, ArchiveFilter(text="\0"))):
        with pytest.raises(Invalid) as caught:
            ask(query, wanted)
        assert caught.value.field == "text"
