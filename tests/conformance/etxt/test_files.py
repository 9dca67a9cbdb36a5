"""Uploads with saveTask: what is taken, what is refused, and what is left behind."""

import asyncio
import struct
import time
from dataclasses import replace

import pytest

from birzha.orders.model import StoredFile
from birzha.people.model import Role

from .conftest import staged

ORDER = {"title": "О чтении", "price": "100", "size": "1000", "id_category": "1911"}
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

PNG = b"\x89PNG\r\n\x1a\n"


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
        ("a.png", PNG + b"\0" * 500 + EICAR, "file_has_virus"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + EICAR, "file_has_virus"),
        ("a.zip", b"PK\x03\x04" + EICAR, "file_has_virus"),
        ("a.png", "Это не картинка".encode(), "file_bad_type"),
        ("a.jpeg", PNG, "file_bad_type"),
        ("a.gif", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_bad_type"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_bad_type"),
        ("a.docx", b"PK\x03\x04 no archive", "file_bad_type"),
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


def huge_directory():
    """Ten megabytes that are nothing but the directory of an archive, two hundred thousand names long."""
    entry = b"PK\x01\x02" + b"\0" * 24 + b"\x01\0" + b"\0" * 16 + b"a"
    directory, start = entry * 220_000, b"PK\x03\x04" + b"\0" * 26
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(start), 0)
    return start + directory + end


async def test_a_bomb_holds_nobody_up(stage):
    """While an archive of two hundred thousand entries is refused, another caller is answered, and it takes no second."""
    bomb = asyncio.create_task(
        stage.customer.client.upload("tasks.saveTask", {"file": ("a.docx", huge_directory())}, **ORDER)
    )
    started, slowest = time.process_time(), 0.0
    while not bomb.done():
        before = time.perf_counter()
        assert "balance" in await stage.rival.client.get("users.getBalance")
        await asyncio.sleep(0)
        slowest = max(slowest, time.perf_counter() - before)
    assert await bomb == {"error": "file_bad_type"}
    assert time.process_time() - started < 1
    assert slowest < 0.5
    assert not kept(stage)


@pytest.mark.parametrize(("found", "code"), [("Trojan.Test", "file_has_virus"), (None, "file_not_uploaded")])
async def test_the_operator_s_scanner_is_asked(sqlite_market, found, code):
    """What it finds is refused, and so is what it cannot look at; what it lets through is kept."""

    def scanner(content):
        if b"good" in content:
            return ""
        if found is None:
            raise ConnectionRefusedError("the scanner is away")
        return found

    sqlite_market.settings = replace(sqlite_market.settings, scanner=scanner)
    async with staged(sqlite_market) as stage:
        client = stage.customer.client
        assert await client.upload("tasks.saveTask", {"file": ("a.txt", b"bad")}, **ORDER) == {"error": code}
        assert not kept(stage)
        assert "id_task" in await client.upload("tasks.saveTask", {"file": ("a.txt", b"good")}, **ORDER)


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
