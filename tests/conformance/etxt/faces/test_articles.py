"""articles.* and articles_archive.*: one call of each method, in every face of the wire."""

import io
import zipfile
from decimal import Decimal

import pytest
from tests.conformance.etxt.shop import PICTURE, archived, bought, on_sale
from tests.conformance.etxt.stall import basket

from .conftest import START, Like

DAY = 86_400
LAST_SECOND = 1_700_168_399  # 16.11.2023 23:59:59 in Moscow
LISTED = {
    "title": "Ржаной хлеб",
    "description": PICTURE,
    "keywords": "хлеб, закваска",
    "date": START,
    "id_type": 1,
    "id_subtype": 1,
    "id_folder": 0,
    "id_category": 1911,
    "id_language": 1,
    "full_price": Decimal(105),
    "discount": 0,
    "date_discount": 0,
    "size": 900,
    "images": 0,
    "unq": 97,
    "unq_shin": 99,
    "moder_check": 1,
    "moder_orph": 1,
    "moder_punc": 0,
    "moder_style": 1,
}
"""An article of the shop, as it is listed while it is on sale."""
QUALITY = {"moder_orph": 1, "moder_punc": 0, "moder_style": 1}


async def test_an_article_at_a_discount(faces):
    """articles.getList: found by a word of its title within its limits; the discounted price with the customer's fee."""
    stage = faces.stage
    await on_sale(stage, title="Огурцы в бочке")
    article = await on_sale(stage, discount=(20, LAST_SECOND - 3600), id_subtype=5, category_id=294)
    await faces.check(
        "articles.getList",
        {
            "text": "ржаной хлеб",
            "text_type": "title",
            "id_category": 1911,
            "subcat": 1,
            "id_subtype": 5,
            "id_user": stage.performer.id,
            "price_from": 84,
            "price_to": 84,
            "size_from": 900,
            "size_to": 900,
            "uniq_from": 97,
            "uniq_to": 97,
            "id_language": 1,
            "min_rate": 500,
            "sort": "relevancy",
        },
        [
            {
                **LISTED,
                "id": article,
                "id_user": stage.performer.id,
                "id_category": 294,
                "id_subtype": 5,
                "full_price": Decimal(84),
                "discount": 20,
                "date_discount": LAST_SECOND,
            }
        ],
        absent=("date_buy",),
    )


async def test_articles_by_price(faces):
    """articles.getList: two of them, the dearer one first; what was not measured is not there."""
    stage = faces.stage
    cheap = await on_sale(stage, price=999)
    dear = await on_sale(stage, measured=False, price=1_234_567)
    listed = {**LISTED, "id_user": stage.performer.id}
    unmeasured = {name: value for name, value in listed.items() if not name.startswith("unq")}
    await faces.check(
        "articles.getList",
        {"sort": "price", "order": "desc"},
        [
            {**unmeasured, "id": dear, "full_price": Decimal("12962.95")},
            {**listed, "id": cheap, "full_price": Decimal("10.49")},
        ],
        absent=("date_buy",),
    )


async def test_bought_articles(faces):
    """articles.getList with filter: the caller's own, with the moment of purchase and the folder."""
    stage = faces.stage
    await on_sale(stage)
    article = await bought(stage)
    folder = int((await stage.customer.client.post("folders.addFolder", name="a"))["id_folder"])
    await stage.customer.client.post("folders.moveToFolder", id_folder=folder, type="article", ids=article)
    await faces.check(
        "articles.getList",
        {"filter": 1, "id_folder": folder},
        [{**LISTED, "id": article, "id_user": stage.performer.id, "id_folder": folder, "date_buy": START}],
    )


async def test_the_basket(faces):
    """articles.getList with basket: what the caller put there, and nothing else."""
    stage = faces.stage
    article, _ = await on_sale(stage), await on_sale(stage)
    await basket(stage, article)
    await faces.check(
        "articles.getList",
        {"basket": 1},
        [{**LISTED, "id": article, "id_user": stage.performer.id}],
        absent=("date_buy",),
        then=(faces.later("articles.getList", {"basket": 1}, {"error": "no_object"}, who="rival"),),
    )


async def test_an_article_is_bought(faces):
    """articles.buy: its id; it is the caller's, the money has moved, and nobody can buy it again."""
    stage = faces.stage
    article = await on_sale(stage, discount=(20, LAST_SECOND))
    await faces.check(
        "articles.buy",
        {"id": article},
        {"id": article},
        then=(
            faces.later("articles.getList", {"filter": 1}, [{"id": article, "full_price": Decimal(84)}]),
            faces.later("articles.getList", {}, {"error": "no_object"}, who="rival"),
            faces.later("articles.buy", {"id": article}, {"error": "no_object"}, who="rival"),
            faces.later("users.getBalance", {}, {"balance": Decimal(99_916)}),
            faces.later("users.getBalance", {}, {"balance": Decimal(72)}, who="performer"),
            faces.later("users.getStats", {"count": 1}, [{"count": Decimal(-84), "comission": Decimal(4)}]),
        ),
    )


async def test_texts_of_bought_articles(faces):
    """articles.getText: of a batch those that are the caller's, with the description as a text."""
    stage = faces.stage
    article = await bought(stage, text="Первая строка\r\n<b>вторая</b> & «третья»")
    other = await on_sale(stage)
    await faces.check(
        "articles.getText",
        {"id": [article, other]},
        [
            {
                "id": article,
                "title": "Ржаной хлеб",
                "description": "О закваске и терпении",
                "text": "Первая строка\r\n<b>вторая</b> & «третья»",
            }
        ],
    )


async def test_an_archive_of_bought_articles(faces):
    """articles.download: a link that lives for a day."""
    article = await bought(faces.stage)
    await faces.check(
        "articles.download",
        {"id": article},
        {"path": Like(rf"http://exchange\.test/files/articles/\d+/{START + DAY}/[0-9a-f]{{32}}/\S+\.zip")},
        then=(faces.later("articles.getList", {"filter": 1}, [{"id": article}]),),
    )


async def test_archived_articles(faces):
    """articles_archive.getList: the fields of the archive and no others; marks stand together, the description is a text."""
    stage = faces.stage
    article = await archived(stage, id_subtype=5)
    await faces.check(
        "articles_archive.getList",
        {"id_user": stage.performer.id, "id_subtype": 5, "text": "закваска", "order": "asc"},
        [
            {
                "id": article,
                "title": "Ржаной хлеб",
                "description": "О закваске и терпении",
                "keywords": "хлеб, закваска",
                "date": START,
                "id_type": 1,
                "id_subtype": 5,
                "id_category": 1911,
                "id_language": 1,
                "full_price": Decimal(105),
                "size": 900,
                "images": 0,
                "quality": QUALITY,
            }
        ],
        then=(faces.later("articles.getList", {"filter": 1}, {"error": "no_object"}),),
    )


async def test_texts_of_archived_articles(faces):
    """articles_archive.getText: archived ones alone."""
    stage = faces.stage
    article, kept = await archived(stage), await bought(stage)
    await faces.check(
        "articles_archive.getText",
        {"id": [kept, article]},
        [
            {
                "id": article,
                "title": "Ржаной хлеб",
                "description": "О закваске и терпении",
                "text": "Хлеб пекут " * 100,
            }
        ],
        then=(faces.later("articles.getText", {"id": [kept, article]}, [{"id": kept}]),),
    )


async def test_an_archive_of_archived_articles(faces):
    """articles_archive.download: a link of its own."""
    article = await archived(faces.stage)
    await faces.check(
        "articles_archive.download",
        {"id": [article]},
        {"path": Like(rf"http://exchange\.test/files/articles/\d+/{START + DAY}/[0-9a-f]{{32}}/\S+\.zip")},
        then=(faces.later("articles.download", {"id": [article]}, {"error": "no_object"}),),
    )


@pytest.mark.parametrize(("group", "put"), [("articles", bought), ("articles_archive", archived)])
async def test_what_the_link_leads_to(stage, group, put):
    """The archive opens, holds each text under a name in Cyrillic letters, and cannot be had with a forged link or too late."""
    first = await put(stage, title="Ёлка: «как/нарядить»?")
    second = await put(stage, text="Второй текст")
    path = (await stage.customer.client.get(f"{group}.download", id=[first, second]))["path"]
    reply = await stage.customer.client.download(path)
    assert (reply.status, reply.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(reply.body)) as made:
        names = made.namelist()
        texts = sorted(made.read(name).decode() for name in names if name.endswith(".txt"))
        assert made.testzip() is None
    assert any("Ёлка" in name for name in names)
    assert not any(name.startswith("/") or ".." in name for name in names)
    assert [("Хлеб пекут" in text, "Второй текст" in text) for text in texts] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )
    head, _, name = path.rpartition("/")
    assert (await stage.customer.client.download(f"{head[:-1]}{'0' if head[-1] != '0' else '1'}/{name}")).status == 404
    stage.market.clock.set(START + DAY)
    assert (await stage.customer.client.download(path)).status == 410
