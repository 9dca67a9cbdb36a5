"""The life of an article through the API, from its author, its moderator and its customers, on both engines."""

import base64
import io
import struct

import pytest
from PIL import Image

from birzha.people.commands import change_rate
from birzha.sweeps.files import forget_files

ARTICLE = {
    "title": "Кошки в доме",
    "description": "Как выбрать породу и не пожалеть",
    "keywords": "кошка, порода",
    "text": "Кошки бывают разные.",
    "category_id": 1911,
    "language_id": 1,
    "price": 10_000,
}
MARKS = {"orph": True, "punc": False, "style": True}
FORM = {"content-type": "multipart/form-data; boundary=x"}
# in halves, or every scanner would take this very file for infected
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def form(name: str, content: bytes) -> bytes:
    """A form with one file."""
    head = f'--x\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


def drawn(kind: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    """A real picture."""
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, kind)
    return target.getvalue()


@pytest.fixture
async def caller_of(world, caller_of):
    """The performer has the rating that sellers need."""
    await world.do(change_rate, world.performer.id, 10)
    return caller_of


@pytest.fixture
async def author(caller_of):
    """Who writes."""
    return await caller_of("performer")


@pytest.fixture
async def customer(caller_of):
    """Who buys."""
    return await caller_of("customer")


@pytest.fixture
async def moderator(caller_of):
    """Who reads first."""
    return await caller_of("moderator")


@pytest.fixture
def on_sale(author, moderator):
    """Puts a new article on sale."""

    async def make(**changes) -> int:
        article_id = (await author("POST", "/me/articles", {**ARTICLE, **changes})).json["id"]
        assert (await author("POST", f"/me/articles/{article_id}/offer")).status == 204
        assert (await moderator("POST", f"/moderation/articles/{article_id}/approve", MARKS)).status == 204
        return article_id

    return make


async def test_the_whole_life_of_an_article(author, moderator, customer, caller_of):
    """Written, rejected, edited, offered again, put on sale, found, discounted, bought, read, archived, filed."""
    written = await author("POST", "/me/articles", ARTICLE)
    article_id = written.json["id"]
    mine = f"/me/articles/{article_id}"
    assert (written.status, (await customer("GET", f"/articles/{article_id}")).status) == (201, 404)
    await author("POST", f"{mine}/offer")
    (waiting,) = (await moderator("GET", "/moderation/articles")).json["items"]
    assert (waiting["id"], waiting["state"], waiting["unq"]) == (article_id, "moderation", None)
    assert (await moderator("GET", f"/articles/{article_id}/whole")).json["text"] == ARTICLE["text"]
    await moderator("POST", f"/moderation/articles/{article_id}/reject", {"reason": "Слишком коротко"})
    assert (await author("PATCH", mine, {"text": "Кошки бывают очень разные."})).status == 204
    await author("POST", f"{mine}/offer")
    await moderator("POST", f"/moderation/articles/{article_id}/approve", MARKS)

    assert (await customer("GET", "/articles?text=cat%20%D0%BA%D0%BE%D1%88%D0%BA%D0%B0")).json["items"] == []
    (found,) = (await customer("GET", "/articles?text=%D0%BA%D0%BE%D1%88%D0%BA%D0%BE%D0%B9&sort=relevancy")).json[
        "items"
    ]
    assert (found["id"], found["full_price"], found["size"], found["picture"]) == (article_id, 10_500, 23, "")
    assert [found[f"moder_{mark}"] for mark in ("check", "orph", "punc", "style")] == [True, True, False, True]
    page = (await customer("GET", f"/articles/{article_id}")).json
    picture = Image.open(io.BytesIO(base64.b64decode(page["picture"])))
    assert (picture.format, "text" in page, "description" in page) == ("PNG", False, False)

    now = found["date"]
    assert (await author("PUT", f"{mine}/discount", {"percent": 20, "until": now})).status == 204
    assert (await customer("GET", f"/articles/{article_id}")).json["full_price"] == 8_400
    assert (await customer("PUT", f"/me/basket/{article_id}")).status == 204
    assert [each["id"] for each in (await customer("GET", "/articles?basket=1")).json["items"]] == [article_id]
    bought = await customer("POST", f"/articles/{article_id}/buy")
    assert (bought.status, bought.json) == (201, {"id": article_id})
    again = await (await caller_of("stranger"))("POST", f"/articles/{article_id}/buy")
    assert (again.status, again.code) == (404, "not_found")
    assert (await customer("GET", f"/articles/{article_id}/whole")).json["text"] == "Кошки бывают очень разные."

    folder = (await customer("POST", "/folders", {"name": "Блог"})).json["id"]
    moved = await customer("POST", "/me/bought-articles/move", {"ids": [article_id], "folder_id": folder})
    assert moved.json == {"count": 1}
    kept = (await customer("GET", f"/me/bought-articles?folder_id={folder}")).json["items"]
    assert [(each["id"], each["full_price"]) for each in kept] == [(article_id, 8_400)]
    archived = await customer("POST", "/me/bought-articles/archive", {"ids": [article_id, 999]})
    assert archived.json == {"items": [article_id]}
    assert (await customer("GET", "/me/bought-articles")).json["items"] == []
    (last,) = (await customer("GET", "/me/archived-articles?text=%D0%BF%D0%BE%D1%80%D0%BE%D0%B4%D0%B0")).json["items"]
    assert (last["id"], last["archived_at"] > 0) == (article_id, True)
    assert [each["state"] for each in (await author("GET", "/me/articles")).json["items"]] == ["archived"]


async def test_pictures_of_an_article(author, customer, on_sale, world):
    """Added as files, listed and downloaded by who may read the article, and forgotten on disk when they are removed."""
    article_id = (await author("POST", "/me/articles", ARTICLE)).json["id"]
    images = f"/me/articles/{article_id}/images"
    content = drawn()
    image_id = (await author("POST", images, body=form("кот.png", content), headers=FORM)).json["id"]
    shown = (await author("GET", f"/articles/{article_id}/images")).json["items"]
    assert shown == [{"id": image_id, "name": "кот.png", "size": len(content), "width": 30, "height": 20}]
    got = await author("GET", f"/articles/{article_id}/images/{image_id}")
    assert (got.content, got.headers["content-type"]) == (content, "application/octet-stream")
    assert (await customer("GET", f"/articles/{article_id}/images/{image_id}")).status == 404
    assert (await author("GET", f"/articles/{article_id}/images/{image_id + 1}")).status == 404
    other = (await author("POST", images, body=form("кот.gif", drawn("GIF")), headers=FORM)).json["id"]
    assert len(list(files(world))) == 2
    assert (await author("DELETE", f"{images}/{other}")).status == 204
    await forget_files(world.market)
    assert len(list(files(world))) == 1
    assert (await author("DELETE", f"/me/articles/{article_id}")).status == 204
    await forget_files(world.market)
    assert list(files(world)) == []


def files(world):
    """What lies in the file store."""
    return (each for each in world.market.settings.files.rglob("*") if each.is_file())


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("кот.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, 415, "file_bad_type"),
        ("кот.png", drawn("GIF"), 415, "file_bad_type"),
        ("кот.txt", b"just words", 415, "file_bad_type"),
        ("кот.png", b"", 422, "file_empty"),
        ("кот.gif", drawn("GIF") + EICAR, 422, "file_has_virus"),
        (
            "кот.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 20_000, 20_000) + b"\x08\2\0\0\0" + b"\0" * 9,
            413,
            "file_too_big",
        ),
    ],
    ids=["broken", "another kind", "a text", "empty", "a virus", "a bomb"],
)
async def test_files_that_are_no_pictures(author, world, name, content, status, code):
    """Each is refused with its own code; neither the article nor the file store keeps anything of it."""
    article_id = (await author("POST", "/me/articles", ARTICLE)).json["id"]
    before = await world.everything()
    reply = await author("POST", f"/me/articles/{article_id}/images", body=form(name, content), headers=FORM)
    assert (reply.status, reply.code) == (status, code), reply.content.decode()
    assert list(files(world)) == []
    assert {**await world.everything(), "session": 0, "person": 0} == {**before, "session": 0, "person": 0}
    missing = await author("POST", f"/me/articles/{article_id}/images", {})
    assert (missing.status, missing.code, missing.json["field"]) == (422, "file_not_uploaded", "file")


async def test_pages_of_the_catalogue(customer, on_sale):
    """Up to twenty a page; the cursor leads through all of them once, in any order; the limit of a page is said."""
    numbers = [await on_sale(price=1_000 + number, title=f"Статья {number}") for number in range(5)]
    for query, expected in (("", numbers[::-1]), ("&sort=price&descending=0", numbers)):
        seen, cursor = [], 0
        while cursor is not None:
            page = (await customer("GET", f"/articles?limit=2&cursor={cursor}{query}")).json
            assert len(page["items"]) <= 2
            seen += [each["id"] for each in page["items"]]
            cursor = page["next"]
        assert seen == expected
    assert (await customer("GET", "/articles?limit=21")).status == 422
    assert len((await customer("GET", "/articles?limit=20")).json["items"]) == 5


async def test_a_description_that_changes_is_drawn_anew(author, customer, on_sale):
    """The picture follows the description; one without words has none; a longest one of emoji can be drawn."""
    article_id = await on_sale()
    first = (await customer("GET", f"/articles/{article_id}")).json["picture"]
    await author("POST", f"/me/articles/{article_id}/withdraw")
    await author("PATCH", f"/me/articles/{article_id}", {"description": "😀" * 10_000})
    await author("POST", f"/me/articles/{article_id}/offer")
    assert (await customer("GET", f"/articles/{article_id}")).status == 404
    blank = await on_sale(description=" ")
    assert (await customer("GET", f"/articles/{blank}")).json["picture"] == ""
    other = await on_sale(description="Совсем другое")
    assert (await customer("GET", f"/articles/{other}")).json["picture"] not in {"", first}
