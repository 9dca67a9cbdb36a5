"""Notes, private talks, folders, pictures and dropped requirements over our own API."""

import io

import pytest
from PIL import Image

from birzha.errors import FileBadType, FileTooBig
from birzha.people.model import Role
from birzha.reviews.tables import ADD_REVIEW
from birzha.sweeps.run import run_due
from birzha.texts.pictures import LARGEST_PICTURE, check_picture
from birzha.texts.uploads import Upload


def picture(kind: str = "PNG", size: tuple[int, int] = (3, 2)) -> bytes:
    """A real picture."""
    into = io.BytesIO()
    Image.new("1" if kind != "JPEG" else "L", size).save(into, kind)
    return into.getvalue()


def form(content: bytes, name: str = "a.png") -> tuple[dict[str, str], bytes]:
    """A form with the file; headers and body."""
    head = f'--x\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return {"content-type": "multipart/form-data; boundary=x"}, head + content + b"\r\n--x--\r\n"


async def test_notes(customer, performer):
    """A note is kept, read by its owner alone, changed, and gone when it says nothing."""
    path = f"/people/{performer.id}/note"
    assert (await customer("GET", path)).status == 404
    assert (await customer("PUT", path, {"text": "пишет быстро"})).status == 204
    assert (await customer("GET", path)).json["text"] == "пишет быстро"
    assert (await performer("GET", path)).status == 404
    assert (await customer("PUT", path, {"text": "я" * 1001})).code == "invalid"
    assert (await customer("PUT", "/people/999999/note", {"text": "я"})).code == "not_found"
    assert (await customer("PUT", path, {"text": " "})).status == 204
    assert (await customer("GET", path)).status == 404


async def test_a_private_talk(customer, performer):
    """Anybody writes to anybody whatever the rating; a conversation is listed, paged, counted and marked as read."""
    sent = await customer("POST", f"/dialogs/{performer.id}", {"text": "Здравствуйте"})
    assert sent.status == 201
    for text in ("Добрый день", "Возьмусь 😀"):
        assert (await performer("POST", f"/dialogs/{customer.id}", {"text": text})).status == 201
    page = (await customer("GET", f"/dialogs/{performer.id}?limit=2")).json
    assert [each["text"] for each in page["items"]] == ["Возьмусь 😀", "Добрый день"]
    page = (await customer("GET", f"/dialogs/{performer.id}?limit=2&cursor={page['next']}")).json
    assert [(each["text"], each["author_id"]) for each in page["items"]] == [("Здравствуйте", customer.id)]
    assert page["next"] is None

    [dialog] = (await customer("GET", "/dialogs")).json["items"]
    assert (dialog["login"], dialog["text"], dialog["unread"]) == ("performer", "Возьмусь 😀", 2)
    unread = {"count": 2, "people": [{"author_id": performer.id, "count": 2}]}
    assert (await customer("GET", "/dialogs/unread")).json == unread
    marked = await customer("POST", f"/dialogs/{performer.id}/read", {"last_id": dialog["id"] - 1})
    assert marked.json == {"count": 1}
    assert (await customer("GET", "/dialogs/unread")).json["count"] == 1
    assert (await customer("GET", f"/dialogs/{performer.id}")).json["items"][0]["read_at"] == 0


async def test_refused_messages(customer, performer, enter):
    """To oneself, to nobody, to whoever has one on the black list, of spaces alone, and a second first message too soon."""
    other = await enter("other", Role.CUSTOMER)
    await other("PUT", f"/lists/{customer.id}", {"kind": "black"})
    for whom, status in ((customer.id, 403), (other.id, 403), (999_999, 404)):
        assert (await customer("POST", f"/dialogs/{whom}", {"text": "привет"})).status == status
    for text in ("", "  ", "я" * 10_001, "a\0b"):
        assert (await customer("POST", f"/dialogs/{performer.id}", {"text": text})).status == 422
    assert (await customer("POST", f"/dialogs/{performer.id}", {"text": "привет"})).status == 201
    third = await enter("third", Role.CUSTOMER)
    refused = await customer("POST", f"/dialogs/{third.id}", {"text": "привет"})
    assert (refused.code, refused.headers["retry-after"]) == ("too_soon", "60")


async def test_folders_are_renamed_and_deleted(customer):
    """A folder gets another name, and goes with its subfolders; what lay in it is in the root."""
    top = (await customer("POST", "/folders", {"name": "Проект"})).json["id"]
    inner = (await customer("POST", "/folders", {"name": "Раздел", "parent_id": top})).json["id"]
    assert (await customer("PATCH", f"/folders/{top}", {"name": "Сайт"})).status == 204
    assert [each["name"] for each in (await customer("GET", "/folders")).json["items"]] == ["Сайт", "Раздел"]
    assert (await customer("PATCH", f"/folders/{top}", {"name": "   "})).code == "invalid"
    assert (await customer("DELETE", f"/folders/{top}")).json == {"ids": [top, inner]}
    assert (await customer("GET", "/folders")).json["items"] == []
    assert (await customer("DELETE", f"/folders/{top}")).code == "not_found"
    assert (await customer("PATCH", f"/folders/{top}", {"name": "Сайт"})).code == "not_found"


@pytest.mark.parametrize(("kind", "name"), [("PNG", "я.png"), ("JPEG", "я.JPG"), ("GIF", "я.gif")])
async def test_a_picture_of_oneself(customer, performer, market, kind, name):
    """A picture is shown to everybody; another takes its place and the former file goes; taken away there is none."""
    files = market.settings.files
    assert (await performer("GET", f"/people/{customer.id}/photo")).status == 404
    headers, body = form(picture(kind), name)
    assert (await customer("PUT", "/me/photo", headers=headers, body=body)).status == 204
    assert (await performer("GET", f"/people/{customer.id}/photo")).content == picture(kind)
    assert (await performer("GET", f"/people/{customer.id}")).json["photo"] is True
    headers, body = form(picture(size=(5, 5)))
    assert (await customer("PUT", "/me/photo", headers=headers, body=body)).status == 204
    assert (await performer("GET", f"/people/{customer.id}/photo")).content == picture(size=(5, 5))
    assert (await customer("DELETE", "/me/photo")).status == 204
    assert (await performer("GET", f"/people/{customer.id}/photo")).status == 404
    assert (await customer("DELETE", "/me/photo")).status == 204
    assert (await performer("GET", f"/people/{customer.id}")).json["photo"] is False
    await run_due(market)
    assert [each for each in files.rglob("*") if each.is_file()] == []


async def test_what_is_no_picture(customer, market):
    """Texts, documents, files that only begin like a picture, bombs and empty ones are refused; no file stays."""
    bomb = bytearray(picture())
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    cases = [
        (form(b"text", "a.txt"), "file_bad_type"),
        (form(b"text", "a.png"), "file_bad_type"),
        (form(picture("GIF"), "a.png"), "file_bad_type"),
        (form(b"\x89PNG\r\n\x1a\n" + b"junk" * 20), "file_bad_type"),
        (form(picture()[:32]), "file_bad_type"),
        (form(b"GIF89a", "a.gif"), "file_bad_type"),
        (form(bytes(bomb)), "file_too_big"),
        (form(picture(size=(4097, 1))), "file_too_big"),
        (form(b""), "file_empty"),
    ]
    for (headers, body), code in cases:
        assert (await customer("PUT", "/me/photo", headers=headers, body=body)).code == code, (body[:90], code)
    assert (await customer("PUT", "/me/photo", {})).code == "file_not_uploaded"
    assert not [each for each in market.settings.files.rglob("*") if each.is_file()]
    assert (await customer("GET", f"/people/{customer.id}/photo")).status == 404


def test_limits_of_a_picture():
    """Two mebibytes and 4096 pixels pass, one byte or one pixel more does not."""
    whole = picture("JPEG", (4096, 1))
    padded = whole + b"\0" * (LARGEST_PICTURE - len(whole))
    assert check_picture(Upload("a.jpg", padded)).content_type == "image/jpeg"
    with pytest.raises(FileTooBig):
        check_picture(Upload("a.jpg", padded + b"\0"))
    with pytest.raises(FileTooBig):
        check_picture(Upload("a.jpg", picture("JPEG", (1, 4097))))
    with pytest.raises(FileBadType):
        check_picture(Upload("a.pdf", b"%PDF-1.7"))


async def test_reviews_come_in_pages(sqlite_market, sqlite_enter):
    """Five reviews, two a page: newest first, each once, and the last page says that it is the last."""
    praised = await sqlite_enter("praised", Role.PERFORMER)
    authors = [(await sqlite_enter(f"author{number}", Role.CUSTOMER)).id for number in range(5)]

    async def write(tx, author):
        values = {"order_id": 0, "kwork_id": 0, "stars": 5, "date": tx.now, "text": "Хорошо"}
        return await tx.one(ADD_REVIEW, author_id=author, person_id=praised.id, **values)

    written = [await sqlite_market.do(write, author) for author in authors]
    read, cursor = [], 0
    while cursor is not None:
        page = (await praised("GET", f"/people/{praised.id}/reviews?limit=2&cursor={cursor}")).json
        assert len(page["items"]) <= 2
        read += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert read == written[::-1]
