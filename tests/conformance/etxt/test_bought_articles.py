"""What customers do with articles: buying, texts, ZIPs behind links with an end, and the archive."""

import base64
import io
import zipfile

from birzha.articles.commands.bundling import forget_bundles, make_bundle
from birzha.articles.model.bundles import LARGEST_BUNDLE
from birzha.articles.tables import article_image
from birzha.dialects.links import Links, signer
from birzha.people.commands import block
from birzha.people.model import Actor, Role
from birzha.storage.statement import Statement, put_into
from birzha.sweeps.upkeep import forget

from . import stall

NOTHING, BAD, DENIED = {"error": "no_object"}, {"error": "no_params"}, {"error": "no_access"}
DAY = 86_400
START = 1_700_000_000
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")


def ids(answer):
    """The ids of a list, or the refusal itself."""
    return [int(each["id"]) for each in answer] if isinstance(answer, list) else answer


async def opened(client, answer):
    """The ZIP behind the path of an answer."""
    reply = await client.download(answer["path"])
    assert reply.status == 200, reply.body
    found = zipfile.ZipFile(io.BytesIO(reply.body))
    assert found.testzip() is None
    return found


# ------------------------------------------------------------------------------------------------------------------ buying


async def test_buying(styled):
    """The buyer pays price and fee, the author gets the price less a tenth; both statements have a row, in no folder."""
    article = await stall.on_sale(styled)
    customer, author = styled.customer.client, styled.performer.client
    assert await customer.post("articles.buy", id=article) == {"id": styled.n(article)}
    [paid, _] = await customer.post("users.getStats")
    [earned] = await author.post("users.getStats")
    assert (paid["count"], paid["balance"]) == (styled.money("-105.00"), styled.money("99895.00"))
    assert (paid["comission"], paid["id_folder"]) == (styled.money("5.00"), styled.n(0))
    assert paid["id_user_to"] == styled.n(styled.performer.id)
    assert (earned["count"], earned["comission"]) == (styled.money("90.00"), styled.money("10.00"))
    assert (await customer.post("users.getBalance"))["balance"] == styled.money("99895.00")


async def test_who_can_buy_what(both_stages):
    """Sold, drafted, missing and a blocked author's: no_object; no money: no_money; performers may not call it at all."""
    stage = both_stages
    article = await stall.on_sale(stage)
    customer, rival = stage.customer.client, stage.rival.client
    before = await stage.dump()
    assert await rival.post("articles.buy", id=article) == {"error": "no_money"}
    assert await stage.performer.client.post("articles.buy", id=article) == DENIED
    for wrong in ("", "0", "x", None):
        assert await customer.post("articles.buy", **({} if wrong is None else {"id": wrong})) == BAD
    assert await customer.post("articles.buy", id=999_999) == NOTHING
    assert await stage.dump() == before
    draft, offered = await stall.draft(stage), await stall.offered(stage)
    for missing in (draft, offered):
        assert await customer.post("articles.buy", id=missing) == NOTHING
    assert "id" in await customer.post("articles.buy", id=article)
    for again in (customer, rival):
        assert await again.post("articles.buy", id=article) == NOTHING
    other = await stall.on_sale(stage, "second")
    await stage.market.do(block, Actor(stage.rival.id, Role.ADMIN), stage.second.id)
    assert await customer.post("articles.buy", id=other) == NOTHING


async def test_one_s_own_article(stage):
    """Who is author and customer in one cannot buy from oneself."""
    await stage.add("both", Role.CUSTOMER | Role.PERFORMER, rate=100)
    article = await stall.on_sale(stage, "both")
    assert await stage.people["both"].client.post("articles.buy", id=article) == DENIED


async def test_a_discount_to_its_last_second(both_stages):
    """At the last second of the last day the discount still counts; a second later the price is the full one."""
    stage = both_stages
    end = 1_700_081_999  # 15.11.2023 23:59:59 in Moscow
    one, two = [await stall.on_sale(stage, discount=(10, START)) for _ in range(2)]
    client = stage.customer.client
    for moment, article, price in ((end, one, "-94.50"), (end + 1, two, "-105.00")):
        stage.market.clock.set(moment)
        await client.post("articles.buy", id=article)
        assert (await client.post("users.getStats"))[0]["count"] == price


# ------------------------------------------------------------------------------------------------------------------- texts


async def test_texts(styled, documented):
    """Id, title, description as a text, and the text, in the order in which they were asked for; only one's own."""
    one, two = await stall.bought(styled), await stall.bought(styled, title="Второй", text="Раз.\nДва & <три>")
    theirs, sale = await stall.on_sale(styled), await stall.on_sale(styled)
    client = styled.customer.client
    answer = await client.post("articles.getText", id=[two, 999_999, theirs, one, sale, two])
    assert set(answer[0]) == set(documented["articles.getText"]["fields"])
    assert answer == [
        {
            "id": styled.n(two),
            "title": "Второй",
            "description": "Как выбрать породу и не пожалеть.",
            "text": "Раз.\nДва & <три>",
        },
        {
            "id": styled.n(one),
            "title": "Кошки в доме",
            "description": "Как выбрать породу и не пожалеть.",
            "text": "Кошки бывают разные.",
        },
    ]
    assert ids(await client.post("articles.getText", id=one)) == [one]
    for nobodys in (sale, 999_999):
        assert await client.post("articles.getText", id=nobodys) == NOTHING
    assert await styled.rival.client.post("articles.getText", id=one) == NOTHING
    assert await styled.performer.client.post("articles.getText", id=one) == DENIED


async def test_the_archive_has_its_own_texts(both_stages):
    """An article's text and ZIP are on one side of the archive only."""
    stage = both_stages
    here, there = await stall.bought(stage), await stall.archived(stage)
    client = stage.customer.client
    assert ids(await client.post("articles.getText", id=[here, there])) == [here]
    assert ids(await client.post("articles_archive.getText", id=[here, there])) == [there]
    assert await client.post("articles.getText", id=there) == NOTHING
    assert await client.post("articles_archive.getText", id=here) == NOTHING
    assert await client.post("articles.download", id=there) == NOTHING
    assert await client.post("articles_archive.download", id=here) == NOTHING
    assert await stage.rival.client.post("articles_archive.getText", id=there) == NOTHING


# -------------------------------------------------------------------------------------------------------------------- ZIPs


async def test_the_zip(both_stages):
    """Texts and images under Cyrillic names, numbered as asked for; what is not one's own is left out."""
    stage = both_stages
    one = await stall.bought(stage, title="Первый снег", text="Снег идёт.", images=(("двор.png", PNG),))
    two = await stall.bought(stage, title="Кто/где: «Зима»?", text="Зима.")
    client = stage.customer.client
    answer = await client.post("articles.download", id=[two, 999_999, one])
    assert set(answer) == {"path"}
    assert answer["path"].startswith("http://exchange.test/files/articles/")
    found = await opened(client, answer)
    assert found.namelist() == [
        "001_Кто_где_ «Зима»_/Кто_где_ «Зима»_.txt",
        "002_Первый снег/Первый снег.txt",
        "002_Первый снег/images/двор.png",
    ]
    assert [found.read(name).decode() for name in found.namelist()[:2]] == ["Зима.", "Снег идёт."]
    assert found.read("002_Первый снег/images/двор.png") == PNG
    assert found.infolist()[0].date_time == (2023, 11, 15, 1, 13, 20)


async def test_the_zip_s_headers(stage):
    """It is a ZIP that browsers save under a name and keep to themselves."""
    answer = await stage.customer.client.post("articles.download", id=await stall.bought(stage))
    reply = await stage.customer.client.download(answer["path"])
    assert reply.headers["content-type"] == "application/zip"
    assert reply.headers["content-disposition"].startswith("attachment;")
    assert reply.headers["content-disposition"].endswith(".zip")
    assert answer["path"].endswith(".zip")


async def test_an_archived_article_s_zip(stage):
    """articles_archive.download gives what articles.download gave before; the link from before still works."""
    article = await stall.bought(stage)
    client = stage.customer.client
    before = await client.post("articles.download", id=article)
    await stall.put_into_archive(stage, article)
    after = await client.post("articles_archive.download", id=article)
    assert (await opened(client, after)).namelist() == (await opened(client, before)).namelist()


async def test_a_link_ends(both_stages):
    """A link works for a day to the second, then it is 410, also after the download was forgotten; a wrong one is 404."""
    stage = both_stages
    client = stage.customer.client
    path = (await client.post("articles.download", id=await stall.bought(stage)))["path"]
    stage.market.clock.set(START + DAY - 1)
    await forget(stage.market)
    assert (await client.download(path)).status == 200
    stage.market.clock.set(START + DAY)
    assert (await client.download(path)).status == 410
    assert await stage.market.do(forget_bundles) == 1
    assert await stage.market.do(forget_bundles) == 0
    assert (await client.download(path)).status == 410
    assert (await client.download(path.replace("/articles/1/", "/articles/2/"))).status == 404


async def test_texts_in_windows_1251(stage_with):
    """With the switch text_files the texts inside are in windows-1251, with entities for what does not fit; names stay UTF-8."""
    async with stage_with(text_files="windows-1251") as stage:
        article = await stall.bought(stage, title="Снег 漢", text="Снег 漢")
        found = await opened(stage.customer.client, await stage.customer.client.post("articles.download", id=article))
        [name] = found.namelist()
        assert name == "001_Снег 漢/Снег 漢.txt"
        assert found.read(name) == "Снег &#28450;".encode("cp1251")


async def test_a_link_keeps_its_caller_s_encoding(stage):
    """A link that was made for a caller of another encoding gives it, though whoever follows it shows no token."""
    article = await stall.bought(stage, text="Снег")
    bundle = await stage.market.do(make_bundle, await stage.actor("customer"), [article])
    the_signer = signer(stage.market.settings.secret_key)
    for encoding, codec in (("", "utf-8"), ("windows-1251", "cp1251")):
        links = Links(the_signer, "http://exchange.test", START, encoding)
        found = await opened(stage.customer.client, {"path": links.file("articles", bundle, "articles.zip")})
        assert found.read(found.namelist()[0]) == "Снег".encode(codec)


async def test_a_zip_of_many(stage):
    """Forty long articles come whole; a thousand and one ids are max_limit, as everywhere."""
    text = "Зима пришла. " * 3000
    made = [await stall.bought(stage, title=f"Статья {number}", text=text) for number in range(40)]
    client = stage.customer.client
    found = await opened(client, await client.post("articles.download", id=made))
    assert len(found.namelist()) == 40
    assert {found.read(name).decode() for name in found.namelist()} == {text}
    too_many = list(range(1, 1002))
    assert await client.post("articles.download", id=too_many) == {"error": "max_limit"}


async def test_images_have_a_limit(both_stages):
    """More than 256 MB of images in one ZIP are refused with max_limit, and no link is made."""
    stage = both_stages
    article = await stall.bought(stage)
    values = {
        "article_id": article,
        "key": "a" * 32,
        "name": "a.png",
        "content_type": "image/png",
        "width": 1,
        "height": 1,
    }
    put: Statement = put_into(article_image, *values, "size")

    async def add(tx, size):
        await tx.run(put, **values, size=size)

    client = stage.customer.client
    await stage.market.do(add, LARGEST_BUNDLE)
    assert "path" in await client.post("articles.download", id=article)
    await stage.market.do(add, 1)
    before = await stage.dump()
    assert await client.post("articles.download", id=article) == {"error": "max_limit"}
    assert await stage.dump() == before


async def test_a_lost_image_does_not_cost_the_rest(stage, caplog):
    """When an image's file is gone, everything else still comes, and the log tells the operator."""
    article = await stall.bought(stage, images=(("a.png", PNG), ("b.png", PNG + b"2")))
    lost = next(path for path in stage.market.settings.files.rglob("*") if path.is_file() and path.read_bytes() == PNG)
    lost.unlink()
    client = stage.customer.client
    found = await opened(client, await client.post("articles.download", id=article))
    assert [name.rpartition("/")[2] for name in found.namelist()] == ["Кошки в доме.txt", "b.png"]
    assert "is lost" in caplog.text


# --------------------------------------------------------------------------------------------------------------- archive


async def test_an_archived_record(styled, documented):
    """Every documented field and no other; a description in words, what was paid, and the marks as an object."""
    article = await stall.archived(
        styled, marks=(1, 0, 1), figures=(92, 97), discount=(25, START), images=(("двор.png", PNG),), id_subtype=5
    )
    [record] = await styled.customer.client.get("articles_archive.getList")
    assert set(record) == set(documented["articles_archive.getList"]["fields"])
    n = styled.n
    assert record == {
        "id": n(article),
        "title": "Кошки в доме",
        "description": "Как выбрать породу и не пожалеть.",
        "keywords": "кошка, порода",
        "date": n(START),
        "id_type": n(1),
        "id_subtype": n(5),
        "id_category": n(1911),
        "id_language": n(1),
        "full_price": styled.money("78.75"),
        "size": n(18),
        "images": n(1),
        "quality": {"moder_orph": n(1), "moder_punc": n(0), "moder_style": n(1)},
    }


async def test_the_archive_s_order_and_pages(both_stages):
    """The first to go there first, or the last with order=desc; twenty at most; past the end there is no_object."""
    stage = both_stages
    client = stage.customer.client
    assert await client.post("articles_archive.getList") == NOTHING
    made = [await stall.bought(stage) for _ in range(22)]
    for each in reversed(made):
        stage.market.clock.set(stage.market.clock.now() + 60)
        await stall.put_into_archive(stage, each)

    async def found(**params):
        return ids(await client.post("articles_archive.getList", **params))

    assert await found() == await found(order="asc") == await found(count=99) == made[::-1][:20]
    assert await found(order="desc", count=3) == made[:3]
    assert await found(order="desc", count=0) == made[:1]
    assert await found(**{"from": 20}) == made[:2][::-1]
    assert await found(**{"from": 22}) == NOTHING
    assert await found(order="up") == BAD
    assert await stage.rival.client.post("articles_archive.getList") == NOTHING
    assert await stage.performer.client.post("articles_archive.getList") == DENIED


async def test_filters_of_the_archive(both_stages):
    """Author, kind, category with its subcategories, and words."""
    stage = both_stages
    one = await stall.archived(stage, title="Яблони", category_id=294, id_subtype=3)
    two = await stall.archived(stage, "second", title="Сливы", description="не яблоня")
    client = stage.customer.client

    async def found(**params):
        return ids(await client.post("articles_archive.getList", **params))

    assert await found() == [one, two]
    assert await found(id_user=stage.second.id) == [two]
    assert await found(id_subtype=3) == [one]
    assert await found(id_category=1911) == [two]
    assert await found(id_category=1911, subcat=1) == [one, two]
    assert await found(text="яблоням") == [one, two]
    assert await found(text="сливами") == [two]
    assert await found(text="груша") == NOTHING
    assert await found(text="я" * 41) == await found(id_subtype=11) == BAD


async def test_archived_articles_have_folders(stage):
    """folders.moveToFolder takes archived articles by their own kind alone, and keeps the folder they had."""
    article = await stall.archived(stage)
    client = stage.customer.client
    folder = (await client.post("folders.addFolder", name="a"))["id_folder"]
    for kind, answer in (("article", NOTHING), ("article_archive", {"count": "1"})):
        assert await client.post("folders.moveToFolder", id_folder=folder, type=kind, ids=article) == answer
    theirs = (await stage.rival.client.post("folders.addFolder", name="b"))["id_folder"]
    moved = await client.post("folders.moveToFolder", id_folder=theirs, type="article_archive", ids=article)
    assert moved == NOTHING
