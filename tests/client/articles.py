"""Our client's calls about articles: the shop, a purchase, texts, ZIPs and the archive."""

import base64
import io
import zipfile
from decimal import Decimal

from birzha.app import Market
from birzha.articles.commands import archive_articles
from birzha.people.model import Actor, Role
from birzha.people.queries import person_by_login
from etxt_api import EtxtClient


async def shop(client: EtxtClient, market: Market, login: str) -> None:
    """The seed's articles are found, one is bought, read, downloaded and archived."""
    everything = [each async for each in client.articles.iter_get_list(count=4)]
    assert len(everything) >= 10
    assert {each.unq is None for each in everything} == {True, False}
    [cat] = await client.articles.get_list(text="кошкам", text_type="title", sort="relevancy", order="desc")
    assert (cat.discount, cat.full_price, cat.date_buy) == (35, Decimal("136.50"), None)
    assert cat.date_discount is not None
    assert base64.b64decode(cat.description).startswith(b"\x89PNG")
    cheap = await client.articles.get_list(price_to=Decimal("136.50"), sort="price", order="asc")
    assert [each.full_price for each in cheap] == sorted(each.full_price for each in cheap)
    assert (await client.articles.buy(cat.id)).id == cat.id
    folder = (await client.folders.add_folder("Статьи")).id_folder
    assert (await client.folders.move_to_folder(folder, "article", [cat.id])).count == 1
    [bought] = await client.articles.get_list(filter=True, id_folder=folder)
    assert (bought.id, bought.full_price, bought.id_folder) == (cat.id, cat.full_price, folder)
    assert bought.date_buy is not None
    [read] = await client.articles.get_text(cat.id)
    assert await zipped(client, (await client.articles.download([cat.id])).path) == read.text
    found = await market.ask(person_by_login, Actor(1, Role.CUSTOMER), login)
    await market.do(archive_articles, Actor(found.id, Role.CUSTOMER), [cat.id])
    [kept] = [each async for each in client.articles_archive.iter_get_list(text="кошка")]
    assert (kept.id, kept.full_price, kept.title) == (cat.id, cat.full_price, cat.title)
    assert set(kept.quality) == {"moder_orph", "moder_punc", "moder_style"}
    [again] = await client.articles_archive.get_text([cat.id])
    assert again == read
    assert await zipped(client, (await client.articles_archive.download(cat.id)).path) == read.text
    assert (await client.folders.move_to_folder(0, "article_archive", [cat.id])).count == 1


async def zipped(client: EtxtClient, path: str) -> str:
    """The one text in a ZIP."""
    with zipfile.ZipFile(io.BytesIO(await client.download(path))) as archive:
        [name] = archive.namelist()
        content = archive.read(name)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("windows-1251")
