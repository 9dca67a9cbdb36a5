"""The articles of the seed: a newcomer's first look finds something, and each is what its file says."""

import io
import re

import pytest
from PIL import Image, ImageChops

from birzha.articles.model import ArticleFilter, ArticleState
from birzha.articles.picture import draw
from birzha.articles.queries import articles, bought_texts, my_articles, to_moderate, whole_article
from birzha.clock import DAY
from birzha.people.model import Actor, Role
from birzha.people.queries import person_by_login
from birzha.people.vault import Vault
from birzha.sandbox.seed import read_seed, sow
from birzha.sandbox.seed_articles import PICTURES

SEED = read_seed()
ADMIN = Actor(1, Role.CUSTOMER)


@pytest.fixture
async def sown(market):
    """The market with the seed in it, on each engine."""
    await market.do(sow, SEED, Vault("a secret key of the tests, long enough to be one"))
    return market


async def actor(market, login, role):
    return Actor((await market.ask(person_by_login, ADMIN, login)).id, role)


async def test_a_newcomer_finds_something(sown):
    """At least ten on sale by several authors, in several categories and languages, with discounts that run, drawn and marked."""
    found = await sown.ask(articles, ADMIN, ArticleFilter())
    assert len(found) >= 10
    assert len({each.author_id for each in found}) >= 3
    assert len({each.category_id for each in found}) >= 8
    assert len({each.language_id for each in found}) == 2
    assert len({each.id_subtype for each in found}) >= 5
    running = [each for each in found if each.discount]
    assert len(running) >= 3
    for each in running:
        assert each.discount_until > sown.clock.now() + DAY
        whole = await sown.ask(whole_article, Actor(each.author_id, Role.PERFORMER), each.id)
        assert whole.asking < whole.price
    assert all(each.picture and each.moder_check for each in found)
    assert {each.unq == -1 for each in found} == {True, False}
    assert {each.moder_orph + each.moder_punc + each.moder_style for each in found} >= {1, 2, 3}


async def test_every_state_is_there(sown):
    """One waits for the moderator, one is a draft, one is bought by a demo customer, who can read it."""
    marta = await actor(sown, "marta", Role.MODERATOR)
    assert [each.title for each in await sown.ask(to_moderate, marta)] == ["Почему мы откладываем важные звонки"]
    vse = await actor(sown, "vse", Role.PERFORMER)
    assert ArticleState.DRAFT in {each.state for each in await sown.ask(my_articles, vse)}
    boris = await actor(sown, "boris", Role.CUSTOMER)
    [bought] = await sown.ask(articles, boris, ArticleFilter(bought=True))
    [text] = await sown.ask(bought_texts, boris, [bought.id])
    assert text.text.startswith("Кожа на руках сохнет")
    assert (text.paid, bought.full_price) == (21_000, 21_000)


async def test_the_search_finds_them(sown):
    """Words in another form than the seed's find its articles."""
    found = await sown.ask(articles, ADMIN, ArticleFilter(text="кошкой"))
    assert [each.title for each in found] == ["Кошка и новая квартира: первая неделя"]


@pytest.mark.parametrize("demo", SEED.articles, ids=[each.picture for each in SEED.articles])
def test_the_texts_are_texts(demo):
    """Each has 80 to 200 words in paragraphs, and one picture that shows its own description as it is drawn today."""
    assert 80 <= len(re.findall(r"\w+", demo.text)) <= 240
    assert "\n" in demo.text
    assert "\\" not in demo.text + demo.description
    kept = Image.open(PICTURES / f"{demo.picture}.png").convert("L")
    drawn = Image.open(io.BytesIO(draw(demo.description))).convert("L")
    assert kept.size == drawn.size, "run tools/seed_pictures.py"
    different = ImageChops.difference(kept, drawn).histogram()[255]
    # another version of the font engine may set a dot elsewhere
    assert different < kept.convert("L").histogram()[0] / 10, "run tools/seed_pictures.py"


def test_no_picture_is_left_over():
    """Every picture belongs to one article."""
    names = [f"{each.picture}.png" for each in SEED.articles]
    assert sorted(names) == sorted(path.name for path in PICTURES.iterdir())
