"""articles.getList: every parameter, default, order, filter and field of the documentation."""

import base64
import io

import pytest
from PIL import Image

from birzha.people.commands import block
from birzha.people.model import Actor, Role
from birzha.reference.commands import put_category
from birzha.sweeps.run import advance, run_due

from . import stall

NOTHING, BAD = {"error": "no_object"}, {"error": "no_params"}
DAY = 86_400
START = 1_700_000_000
"""The moment of the stage, unixtime: 15.11.2023 01:13:20 in Moscow."""


def ids(answer):
    """The ids of a list, or the refusal itself."""
    return [int(each["id"]) for each in answer] if isinstance(answer, list) else answer


async def found(stage, who="customer", **params):
    """The ids that articles.getList answers."""
    return ids(await stage.people[who].client.post("articles.getList", **params))


async def later(stage, seconds=60):
    """Let a little time pass, so that dates differ."""
    stage.market.clock.set(stage.market.clock.now() + seconds)


async def test_a_full_record(styled, documented):
    """Every documented field with its value; date_buy only among bought articles."""
    n = styled.n
    article = await stall.on_sale(
        styled, marks=(1, 0, 1), figures=(92, 97), discount=(25, START + 2 * DAY), images=(("двор.png", b"\x89PNG"),),
        id_type=4, id_subtype=5,
    )  # fmt: skip
    [record] = await styled.customer.client.get("articles.getList")
    assert set(record) == set(documented["articles.getList"]["fields"]) - {"date_buy"}
    picture = record.pop("description")
    assert record == {
        "id": n(article),
        "title": "Кошки в доме",
        "keywords": "кошка, порода",
        "date": n(START),
        "id_type": n(4),
        "id_subtype": n(5),
        "id_folder": n(0),
        "id_category": n(1911),
        "id_user": n(styled.performer.id),
        "id_language": n(1),
        "full_price": styled.money("78.75"),
        "discount": n(25),
        "date_discount": n(1_700_254_799),  # 17.11.2023 23:59:59 in Moscow
        "size": n(18),
        "images": n(1),
        "unq": n(92),
        "unq_shin": n(97),
        "moder_check": n(1),
        "moder_orph": n(1),
        "moder_punc": n(0),
        "moder_style": n(1),
    }
    assert not picture.startswith("data:")
    with Image.open(io.BytesIO(base64.b64decode(picture, validate=True))) as image:
        image.load()
        assert (image.format, image.width) == ("PNG", 600)
        assert image.convert("L").histogram()[0] > 100


async def test_a_bought_record(styled, documented):
    """With filter=1: the moment of the purchase, the price that was paid, the folder, and still a picture."""
    article = await stall.on_sale(styled, discount=(25, START))
    [before] = await styled.customer.client.get("articles.getList")
    await later(styled)
    await styled.customer.client.post("articles.buy", id=article)
    folder = (await styled.customer.client.post("folders.addFolder", name="Сад"))["id_folder"]
    await styled.customer.client.post("folders.moveToFolder", id_folder=folder, type="article", ids=[article])
    await later(styled, 3 * DAY)
    await run_due(styled.market)
    [record] = await styled.customer.client.get("articles.getList", filter=1)
    assert set(record) == set(documented["articles.getList"]["fields"]) - {"unq", "unq_shin"}
    assert record["date_buy"] == styled.n(START + 60)
    assert record["full_price"] == styled.money("78.75")
    assert record["id_folder"] == folder
    assert record["description"] == before["description"] != ""


async def test_what_is_not_measured_is_absent(stage):
    """Unq and unq_shin are not there until somebody measures them."""
    await stall.on_sale(stage)
    [record] = await stage.customer.client.get("articles.getList")
    assert not {"unq", "unq_shin"} & set(record)


async def test_only_what_is_on_sale(both_stages):
    """Drafts, articles on moderation, sold and archived ones are not listed; nor those of a blocked author; nothing: no_object."""
    stage = both_stages
    assert await found(stage) == NOTHING
    await stall.draft(stage)
    await stall.offered(stage)
    await stall.bought(stage)
    await stall.archived(stage)
    assert await found(stage) == NOTHING
    article = await stall.on_sale(stage, "second")
    assert await found(stage) == await found(stage, who="performer") == await found(stage, who="second") == [article]
    await stage.market.do(block, Actor(stage.rival.id, Role.ADMIN), stage.second.id)
    assert await found(stage) == NOTHING


async def test_bought_ones(both_stages):
    """filter=1 shows one's own purchases alone, without archived ones; any other value shows what is on sale."""
    stage = both_stages
    mine, other = await stall.bought(stage), await stall.on_sale(stage)
    assert await found(stage, filter=1) == [mine]
    assert await found(stage, who="rival", filter=1) == await found(stage, who="performer", filter=1) == NOTHING
    for value in ("0", "", "2", "x"):
        assert await found(stage, filter=value) == [other]
    await stall.put_into_archive(stage, mine)
    assert await found(stage, filter=1) == NOTHING


async def test_the_basket(both_stages):
    """basket=1 shows what lies in one's own basket and is still on sale."""
    stage = both_stages
    one, two = await stall.on_sale(stage), await stall.on_sale(stage)
    assert await found(stage, basket=1) == NOTHING
    await stall.basket(stage, one, two)
    assert await found(stage, basket=1) == [two, one]
    assert await found(stage, who="rival", basket=1) == NOTHING
    assert await found(stage, basket=0) == [two, one]
    await stage.customer.client.post("articles.buy", id=one)
    assert await found(stage, basket=1) == [two]
    assert await found(stage, basket=2) == BAD


async def test_pages(stage):
    """Twenty at most and by default, from the newest; count is clamped, from skips, past the end there is no_object."""
    made = []
    for _ in range(23):
        made.insert(0, await stall.on_sale(stage))
        await later(stage)
    assert await found(stage) == await found(stage, count=20) == await found(stage, count=1000) == made[:20]
    assert await found(stage, count=0) == await found(stage, count=-5) == made[:1]
    assert await found(stage, count=5, **{"from": 2}) == made[2:7]
    assert await found(stage, **{"from": 20}) == made[20:]
    assert await found(stage, **{"from": 23}) == NOTHING
    assert await found(stage, **{"from": -1}) == BAD


async def test_filters_of_what_an_article_is(both_stages):
    """Author, category with and without subcategories, kind, language and id pick; an unknown language picks nothing out."""
    stage = both_stages
    await stage.market.do(put_category, 295, name="Зубы", parent_id=294)
    top = await stall.on_sale(stage)
    inner = await stall.on_sale(stage, "second", category_id=294, id_subtype=7, language_id=2)
    deep = await stall.on_sale(stage, category_id=295)
    everything = [deep, inner, top]
    assert await found(stage) == everything
    assert await found(stage, id_user=stage.second.id) == [inner]
    assert await found(stage, id_category=294) == [inner]
    assert await found(stage, id_category=294, subcat=1) == [deep, inner]
    assert await found(stage, id_category=1911, subcat=1) == everything
    assert await found(stage, id_category=1911, subcat=0) == [top]
    assert await found(stage, id_subtype=7) == [inner]
    assert await found(stage, id_language=2) == [inner]
    for language in ("0", "777", "x", ""):
        assert await found(stage, id_language=language) == everything, language
    assert await found(stage, id=deep) == [deep]
    assert await found(stage, id=deep, id_user=stage.second.id) == NOTHING
    assert await found(stage, id=999_999) == await found(stage, id_category=999_999) == NOTHING


async def test_filters_of_numbers(both_stages):
    """Price with fee, price for 1000 characters, size, uniqueness and the author's rating, each limit included."""
    stage = both_stages
    cheap = await stall.on_sale(stage, price=10_000, text="а" * 100, figures=(50, 99))  # 105.00; 1050 for 1000
    dear = await stall.on_sale(stage, "second", price=20_000, text="а" * 1000, figures=(90, 10))  # 210.00; 210 for 1000
    blank = await stall.on_sale(stage, price=30_000, text="а б" * 1000)  # 315.00; 2000 characters without spaces
    both = [blank, dear, cheap]
    assert await found(stage, price_from="105.00", price_to=105) == [cheap]
    assert await found(stage, price_from="105.01") == [blank, dear]
    assert await found(stage, price_to="209.99") == [cheap]
    assert await found(stage, price_from=210, price_to=210, price_type=1) == [dear]
    assert await found(stage, price_from=1050, price_type="любое") == [cheap]
    assert await found(stage, price_to=210, price_type="") == [dear, cheap]
    assert await found(stage, size_from=100, size_to=1000) == [dear, cheap]
    assert await found(stage, size_from=101) == [blank, dear]
    assert await found(stage, size_to=2000, size_from=2000) == [blank]
    assert await found(stage, uniq_from=50, uniq_to=89) == [cheap]
    assert await found(stage, uniq_from=90) == [dear]
    assert await found(stage, uniq_from=0) == both
    assert await found(stage, min_rate=500) == [blank, cheap]
    assert await found(stage, min_rate=501) == NOTHING
    assert await found(stage, min_rate=-1000) == both
    assert await found(stage, min_rate=-1001) == await found(stage, min_rate=100_001) == BAD


async def test_folders_of_bought_articles(stage):
    """id_folder picks among bought articles; for those on sale it means nothing."""
    inside, outside, sale = await stall.bought(stage), await stall.bought(stage), await stall.on_sale(stage)
    client = stage.customer.client
    folder = (await client.post("folders.addFolder", name="a"))["id_folder"]
    answer = await client.post("folders.moveToFolder", id_folder=folder, type="article", ids=[inside, sale, 999_999])
    assert answer == {"count": "1"}
    assert await found(stage, filter=1, id_folder=folder) == [inside]
    assert await found(stage, filter=1, id_folder=0) == [outside]
    assert await found(stage, id_folder=folder) == [sale]
    for kind, articles in (("article_archive", inside), ("article", sale)):
        assert await client.post("folders.moveToFolder", id_folder=0, type=kind, ids=articles) == NOTHING
    assert await stage.rival.client.post("folders.moveToFolder", id_folder=0, type="article", ids=inside) == NOTHING


async def test_searching(both_stages):
    """Words are found in any grammatical form, all of them must be there, in the named field or anywhere."""
    stage = both_stages
    title = await stall.on_sale(stage, title="Яблони в саду", description="о саженцах", keywords="урожай")
    keywords = await stall.on_sale(stage, title="Огород", description="о грядках", keywords="яблоня, полив")
    description = await stall.on_sale(stage, title="Дача", description="Как полить яблоню.", keywords="отдых")
    everything = [description, keywords, title]
    assert await found(stage, text="яблоням") == everything
    assert await found(stage, text="ЯБЛОНЯ", text_type="title") == [title]
    assert await found(stage, text="яблоню", text_type="keywords") == [keywords]
    assert await found(stage, text="яблонь", text_type="description") == [description]
    assert await found(stage, text="урожай яблонь") == [title]
    assert await found(stage, text="яблони", sort="relevancy") == [title, keywords, description]
    assert await found(stage, text="яблони", sort="relevancy", order="asc") == [description, keywords, title]
    assert await found(stage, text="трактор") == await found(stage, text="!?") == NOTHING
    assert await found(stage, text="   ") == await found(stage, text="") == everything
    assert await found(stage, text="%") == await found(stage, text="_") == NOTHING
    assert await found(stage, text="я" * 40) == NOTHING
    assert await found(stage, text="я" * 41) == BAD
    await stage.customer.client.post("articles.buy", id=title)
    assert await found(stage, text="яблони", filter=1) == [title]
    assert await found(stage, text="яблони", text_type="title") == NOTHING


@pytest.mark.parametrize(
    ("sort", "ascending"),
    [("title", "cab"), ("price", "bca"), ("size", "acb"), ("uniq", "bac"), ("date", "abc")],
)
async def test_sorting(stage, sort, ascending):
    """By title, price, size, uniqueness or date, in both directions; the greatest first unless told otherwise."""
    made = {
        "a": await _dated(stage, title="Ёлки", price=30_000, text="а", figures=(80, 80)),
        "b": await _dated(stage, title="Жуки", price=10_000, text="а" * 30, figures=(70, 80)),
        "c": await _dated(stage, title="дома", price=20_000, text="а" * 20, figures=(90, 80)),
    }
    wanted = [made[each] for each in ascending]
    assert await found(stage, sort=sort, order="asc") == wanted
    assert await found(stage, sort=sort, order="desc") == await found(stage, sort=sort) == wanted[::-1]


async def _dated(stage, **changes):
    article = await stall.on_sale(stage, **changes)
    await later(stage)
    return article


async def test_an_order_without_a_sort_means_nothing(stage):
    """Order counts only together with sort; relevancy without a search is the date."""
    old, new = await _dated(stage), await _dated(stage)
    assert await found(stage, order="asc") == [new, old]
    assert await found(stage, sort="relevancy") == [new, old]
    assert await found(stage, sort="rate") == await found(stage, sort="date", order="up") == BAD


async def test_the_last_day_of_a_discount(both_stages):
    """A discount holds up to the last second of its last day in Moscow; then the full price stands, and no discount."""
    stage = both_stages
    await stall.on_sale(stage, discount=(10, START))
    [record] = await stage.customer.client.get("articles.getList")
    end = 1_700_081_999  # 15.11.2023 23:59:59 in Moscow
    assert (record["full_price"], record["discount"], record["date_discount"]) == ("94.50", "10", str(end))
    stage.market.clock.set(end)
    assert (await stage.customer.client.get("articles.getList"))[0] == record
    assert await found(stage, price_to="94.50") != NOTHING
    await advance(stage.market, end + 1)
    [record] = await stage.customer.client.get("articles.getList")
    assert (record["full_price"], record["discount"], record["date_discount"]) == ("105.00", "0", "0")
    assert await found(stage, price_to="104.99") == NOTHING
