"""Uploads with saveTask: what is taken, what is refused, and what is left behind."""

import pytest

from birzha.orders.model import StoredFile
from birzha.people.model import Role

ORDER = {"title": "О чтении", "price": "100", "size": "1000", "id_category": "1911"}
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def kept(stage):
    return [path for path in stage.market.settings.files.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "file_is_empty"),
        ("a.exe", b"MZ", "file_bad_type"),
        ("a", b"text", "file_bad_type"),
        ("a.pdf", b"text", "file_bad_type"),
        ("a.txt", EICAR, "file_has_virus"),
        ("a.txt", b"a" * (10 * 1024 * 1024 + 1), "file_too_big"),
        ("a.txt", b"a" * (13 * 1024 * 1024), "file_too_big"),
    ],
)
async def test_files_that_are_not_taken(stage, name, content, code):
    """Each refusal has its documented code, and neither an order nor a file stays."""
    before = await stage.dump()
    assert await stage.customer.client.upload("tasks.saveTask", {"file": (name, content)}, **ORDER) == {"error": code}
    assert await stage.dump() == before
    assert not kept(stage)


async def test_the_largest_file_is_taken(stage):
    """Ten megabytes to the byte are kept and come back."""
    content = b"a" * (10 * 1024 * 1024)
    answer = await stage.customer.client.upload("tasks.saveTask", {"file": ("a.txt", content)}, **ORDER)
    [order] = await stage.customer.client.get("tasks.listTasks", id=answer["id_task"])
    assert (await stage.customer.client.download(order["filename"])).body == content


async def test_a_file_goes_when_its_order_is_refused(stage):
    """A good file with a bad order is not kept."""
    spoilt = {**ORDER, "id_category": "999999"}
    answer = await stage.customer.client.upload("tasks.saveTask", {"file": ("a.txt", b"a")}, **spoilt)
    assert answer == {"error": "no_params"}
    assert not kept(stage)


async def test_an_order_without_a_file_has_no_link(stage):
    """A link to the attachment of an order that has none leads nowhere, and links list nothing."""
    answer = await stage.customer.client.upload("tasks.saveTask", {"file": ("a.txt", b"a")}, **ORDER)
    [order] = await stage.customer.client.get("tasks.listTasks", id=answer["id_task"])
    parts = order["filename"].split("/")
    for path in ("/files/", "/files/attachment/", "/files/attachment/1", "/".join(["", *parts[3:6], ""])):
        assert (await stage.send("GET", path, {}, b"")).status == 404
    await stage.customer.client.post("tasks.deleteTask", id=answer["id_task"])
    assert (await stage.customer.client.download(order["filename"])).status == 404


async def test_a_result_s_file_can_be_downloaded(stage):
    """A submitted document has its type for a name, its size, and a link that gives its bytes under its own name."""
    content = "Текст".encode("cp1251")
    key = stage.market.files.put(content)
    order = await stage.in_work()
    await stage.submit(
        "performer", order, "", StoredFile(key, "Статья о чтении.TXT", len(content), "text/plain", "Текст")
    )
    [result] = await stage.customer.client.get("tasks.getResults", id=order)
    assert set(result["files"]) == {"file"}
    part = result["files"]["file"]
    assert (part["name"], part["size"]) == ("txt", str(len(content)))
    reply = await stage.customer.client.download(part["path"])
    assert (reply.status, reply.body) == (200, content)
    assert "%D0%A1%D1%82%D0%B0%D1%82%D1%8C%D1%8F" in reply.headers["content-disposition"]


async def test_a_person_s_picture(stage):
    """The photo is a link where there is a picture, and empty elsewhere."""
    key = stage.market.files.put(b"\x89PNG")
    await stage.add("pictured", Role.CUSTOMER, photo=key)
    [user] = await stage.customer.client.get("users.getUser", login="pictured")
    assert (await stage.customer.client.download(user["photo"])).body == b"\x89PNG"
