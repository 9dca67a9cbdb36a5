"""What somebody wants to find: categories, keywords in any form, prices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birzha.articles.words import stems
from birzha.lists.commands import set_entry
from birzha.offers import queries
from birzha.offers.model import Keywords, Wants
from birzha.offers.queries import wanted


async def found(world, count=20, **wants):
    """The ids of what is wanted, and how many there are."""
    orders, total = await world.ask(wanted, world.performer, Wants(**wants), count=count)
    return [each.id for each in orders], total


async def test_words_in_any_form_and_case(world):
    """A keyword is found in the title and in the description, declined, capitalized, with ё; one inside of another word is not."""
    title = await world.place(title="ЗАКВАСКИ для хлеба")
    text = await world.place(title="Хлеб", description="Как кормить закваску: «Ржаной» ещё моложе")
    other = await world.place(title="Кот", description="Который ждёт ёлку у дома, iPhone в лапах")
    assert await found(world, keywords=["закваска"]) == ([text, title], 2)
    assert await found(world, keywords=["ржаная закваска"]) == ([text], 1)
    assert await found(world, keywords=["коты", "закваска"]) == ([other, text, title], 3)
    assert await found(world, keywords=["елки"]) == ([other], 1)
    assert await found(world, keywords=["IPHONE"]) == ([other], 1)
    for nothing in ("собака", "кот ржаной", "акваск", "%", "_", "«»"):
        assert await found(world, keywords=[nothing]) == ([], 0), nothing


async def test_categories_and_prices(world):
    """Each filter narrows, together with keywords and without; both limits belong to the range."""
    cheap = await world.place(price=5_000)
    dear = await world.place(price=20_000, category_id=294)
    assert await found(world, categories=[1911]) == ([cheap], 1)
    assert await found(world, categories=[1911, 294]) == ([dear, cheap], 2)
    assert await found(world, categories=[1911, 294], count=1) == ([dear], 2)
    for keywords in ((), ("статья",)):
        both = {"categories": [1911, 294], "keywords": keywords}
        assert await found(world, **both, price_from=5_001) == ([dear], 1)
        assert await found(world, **both, price_from=20_000, price_to=20_000) == ([dear], 1)
        assert await found(world, **both, price_to=19_999) == ([cheap], 1)
    assert await found(world, categories=[294], keywords=["статья"]) == ([dear], 1)


async def test_no_interest_wants_nothing(world):
    """Prices alone are none; keywords alone look everywhere."""
    order_id = await world.place()
    assert await found(world, price_from=1) == ([], 0)
    assert await found(world, keywords=["кошка"]) == ([order_id], 1)


async def test_only_what_everybody_may_see(world):
    """No drafts, no orders for others, nothing of those with whom one is at odds."""
    await world.place(public=0)
    await world.place(target=3, target_id=world.rival.id)
    await world.place(target=2)
    seen = await world.place(by=world.stranger)
    await world.place()
    await world.do(set_entry, world.customer, world.performer.id, "black")
    for wants in ({"categories": [1911]}, {"keywords": ["кошки"]}):
        assert await found(world, **wants) == ([seen], 1)


async def test_only_the_newest_are_looked_through(world, monkeypatch):
    """Keywords are looked for in so many and no more, whatever there is; categories and prices are exact."""
    monkeypatch.setattr(queries, "MOST_LOOKED_THROUGH", 2)
    orders = [await world.place() for _ in range(3)]
    assert await found(world, keywords=["кошка"]) == (orders[:0:-1], 2)
    assert await found(world, categories=[1911]) == (orders[::-1], 3)


WORDS = [
    "закваска",
    "Ржаной",
    "ёлка",
    "Елочный",
    "длинные",
    "детей",
    "happy",
    "happiness",
    "hoping",
    "SEO",
    "2024",
    "что-то",
]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)


@given(st.lists(PHRASES, max_size=3), PHRASES, PHRASES)
def test_the_rule_is_that_of_stems(keywords, title, description):
    """Looking at words that begin alike finds all that the plain rule finds, and no more."""
    there = {*stems(title), *stems(description)}
    plain = any(set(stems(each)) <= there for each in keywords if stems(each))
    assert Keywords(keywords).fit(title.upper(), description.capitalize()) is plain


@pytest.mark.parametrize("keywords", [[""], ["!"], ["%"], []])
def test_keywords_without_words_fit_nothing(keywords):
    """There is nothing to look for."""
    assert not Keywords(keywords)
    assert not Keywords(keywords).fit("всё! %", "что угодно")
