"""Pictures of people and kworks: links in answers that a program follows as they are, without cookies."""

from dataclasses import replace

import pytest

from birzha.kworks.commands import add_image, approve_kwork, delete_kwork
from birzha.kworks.model import Image
from birzha.people.commands import block, set_photo, set_roles, unblock
from birzha.people.model import Actor, Role

from .conftest import DAY, Client, http_of

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


@pytest.fixture
async def stage(plain):
    """On one engine: pictures do not depend on it."""
    for login in ("anna", "vera"):
        plain.people[login] = await Client(plain.http).log_in(login, f"demo-{login}")
    return plain


async def avatars(stage):
    """Every place of an answer that shows a person, with the address of their picture."""
    first = (await stage.anna.post("/catalogMainv2", category_id=254)).answer["kworks"][0]
    found = (await stage.anna.post("/getKworkDetails", kwork_id=first["id"])).answer
    return [first["seller"], found["seller"], (await stage.vera.post("/actor")).answer]


async def put_photo(stage, content=GIF):
    """Give vera a picture."""
    key = stage.market.files.put(content)
    await stage.market.do(set_photo, await stage.actor("vera"), key)


async def put_image(stage, content=JPEG):
    """Add a picture to a kwork of vera's that is in the catalogue again afterwards; gives the kwork's id."""
    listed = (await stage.anna.post("/catalogMainv2", category_id=254)).answer["kworks"]
    vera = await stage.actor("vera")
    number = next(each["id"] for each in listed if each["seller"]["id"] == vera.id)
    image = Image(0, 0, stage.market.files.put(content), "а.jpg", len(content), "image/jpeg", 1, 1)
    await stage.market.do(add_image, vera, number, image)
    await stage.market.do(approve_kwork, Actor(0, Role.MODERATOR), number)
    return number


async def test_a_photo_can_be_seen_by_its_link(stage):
    """Without a photo null; with one an absolute link that shows its very bytes to whoever has it, with their kind."""
    assert {each["avatar_url"] for each in await avatars(stage)} == {None}
    await put_photo(stage)
    [link] = {each["avatar_url"] for each in await avatars(stage)}
    assert link.startswith("http://exchange.test/pictures/person/")
    shown = await stage.http.get(link)
    assert (shown.status_code, shown.content) == (200, GIF)
    assert shown.headers["content-type"] == "image/gif"
    assert "private" in shown.headers["cache-control"]
    await stage.market.do(set_photo, await stage.actor("vera"), "")
    assert (await stage.http.get(link)).status_code == 404


async def test_pictures_of_a_kwork_can_be_seen_by_their_links(stage):
    """In the catalogue, in the details and in the extra; what was deleted cannot be seen by an old link."""
    number = await put_image(stage)
    listed = (await stage.anna.post("/catalogMainv2", category_id=254)).answer["kworks"]
    [link] = next(each["images"] for each in listed if each["id"] == number)
    for path in ("/getKworkDetails", "/getKworkDetailsExtra"):
        assert (await stage.anna.post(path, kwork_id=number)).answer["images"] == [link]
    shown = await stage.http.get(link)
    assert (shown.content, shown.headers["content-type"]) == (JPEG, "image/jpeg")
    await stage.market.do(delete_kwork, await stage.actor("vera"), number)
    assert (await stage.http.get(link)).status_code == 404


async def test_pictures_of_a_kwork_go_with_their_seller(stage):
    """While the seller is shut out, or is no performer, a link that was given before shows nothing; afterwards it shows again."""
    number = await put_image(stage)
    [link] = (await stage.anna.post("/getKworkDetails", kwork_id=number)).answer["images"]
    admin, seller = Actor(0, Role.ADMIN), (await stage.actor("vera")).id
    for hide, show in (
        ((block, admin, seller), (unblock, admin, seller)),
        ((set_roles, admin, seller, Role.CUSTOMER), (set_roles, admin, seller, Role.PERFORMER)),
    ):
        await stage.market.do(*hide)
        assert (await stage.http.get(link)).status_code == 404
        await stage.market.do(*show)
        assert (await stage.http.get(link)).content == JPEG


async def test_the_address_is_the_operators_where_there_is_one(stage):
    """With a base URL the links begin with it, whatever host the request named."""
    await put_photo(stage)
    stage.market.settings = replace(stage.market.settings, base_url="https://kwork.example")
    async with http_of(stage.market) as http:
        actor = (await Client(http, stage.vera.cookies).post("/actor")).answer
    assert actor["avatar_url"].startswith("https://kwork.example/pictures/person/")


async def test_a_link_lasts_and_cannot_be_made_up(stage):
    """The same all day; another number, kind, end or mark opens nothing; two days later it has ended."""
    await put_photo(stage)
    start = stage.market.clock.now()
    stage.market.clock.set(start - start % DAY)
    link = (await stage.vera.post("/actor")).answer["avatar_url"]
    stage.market.clock.set(start - start % DAY + DAY - 1)
    assert (await stage.vera.post("/actor")).answer["avatar_url"] == link
    head, kind, number, expires, mark = link.rsplit("/", 4)
    other = "0" if mark[0] != "0" else "1"
    for forged in (
        f"{head}/kwork/{number}/{expires}/{mark}",
        f"{head}/{kind}/{int(number) + 1}/{expires}/{mark}",
        f"{head}/{kind}/{number}/{int(expires) + 1}/{mark}",
        f"{head}/{kind}/{number}/{expires}/{other}{mark[1:]}",
    ):
        assert (await stage.http.get(forged)).status_code == 404
    stage.market.clock.set(int(expires) - 1)
    assert (await stage.http.get(link)).status_code == 200
    stage.market.clock.set(int(expires))
    assert (await stage.http.get(link)).status_code == 410


@pytest.mark.parametrize("gone", ["person", "file"])
async def test_what_is_gone_is_not_shown(stage, gone):
    """The picture of somebody who is shut out, and one whose file is lost, are 404."""
    await put_photo(stage)
    link = (await stage.vera.post("/actor")).answer["avatar_url"]
    vera = await stage.actor("vera")
    if gone == "person":
        await stage.market.do(block, Actor(0, Role.ADMIN), vera.id)
    else:
        for path in stage.market.files.folder.rglob("*"):
            if path.is_file():
                path.unlink()
    assert (await stage.http.get(link)).status_code == 404
