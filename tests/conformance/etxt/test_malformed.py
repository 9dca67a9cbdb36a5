"""Requests that no honest program sends: each gets a 4xx or a documented error, never a 5xx, and nothing changes."""

import logging
import time

import pytest

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"


def part(name, content, file_name=None):
    tail = f'; filename="{file_name}"' if file_name is not None else ""
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"{tail}\r\n\r\n'
    return head.encode() + content + b"\r\n"


END = b"--x--\r\n"
ORDER = b"".join(
    part(name, value) for name, value in {"title": b"t", "price": b"1", "size": b"1", "id_category": b"1911"}.items()
)


@pytest.mark.parametrize(
    "body",
    [
        b"name=%FF",
        b"name=\xff",
        b"%FF=1&name=a",
        b"name=%00",
        b"name=a%00b",
        b"name=%ED%A0%80",
        b"name[]=%C3&name=a%FF",
    ],
)
async def test_what_is_no_text_is_refused(stage, body):
    """Bad UTF-8, NUL and halves of surrogate pairs are no_params wherever they stand."""
    before = await stage.dump()
    assert (await stage.customer.client.posted("folders.addFolder", body)).json == {"error": "no_params"}
    content = b"".join([part("name", b"a\xff"), END])
    assert (await stage.customer.client.posted("folders.addFolder", content, MULTIPART)).json == {"error": "no_params"}
    assert await stage.dump() == before


@pytest.mark.parametrize(
    "number", [str(2**63), str(2**64), "9" * 30, "9" * 5000, "-" + "9" * 30, "1e5", "NaN", "٣", "0x10"]
)
async def test_impossible_numbers_are_refused(stage, number):
    """What no 64-bit column holds never reaches one."""
    client = stage.customer.client
    for method, name in [
        ("tasks.listTasks", "id"),
        ("tasks.listTasks", "from"),
        ("tasks.setNote", "id"),
        ("tasks.deleteTask", "id"),
        ("users.getList", "rate_from"),
        ("users.getStats", "date_from"),
        ("messages.getList", "from"),
    ]:
        assert await client.post(method, **{name: number}) == {"error": "no_params"}, (method, name)


async def test_a_url_over_2048_characters_is_too_long(stage):
    """2048 characters pass, one more is HTTP 414."""
    client = stage.customer.client
    base = "http://exchange.test"

    def target(length):
        return client.target("users.getBalance", [("pad", "x" * length)])

    longest = 2048 - len(base) - len(target(0))
    assert (await stage.send("GET", target(longest), {}, b"")).status == 200
    reply = await stage.send("GET", target(longest + 1), {}, b"")
    assert reply.status == 414


async def test_ten_thousand_parameters_are_refused_cheaply(stage):
    """A body of ten thousand parameters is turned away before they are read."""
    body = b"&".join(b"id[]=%d" % number for number in range(10_000))
    started = time.perf_counter()
    reply = await stage.customer.client.posted("tasks.getResults", body)
    assert (reply.status, reply.json) == (400, {"error": "max_limit"})
    parts = b"".join(part("id[]", b"1") for _ in range(10_000)) + END
    reply = await stage.customer.client.posted("tasks.getResults", parts, MULTIPART)
    assert (reply.status, reply.json) == (400, {"error": "max_limit"})
    assert time.perf_counter() - started < 0.5


async def test_a_body_over_the_limit_is_refused(stage):
    """A form of two megabytes is HTTP 413."""
    reply = await stage.customer.client.posted("folders.addFolder", b"name=" + b"a" * 2_000_000)
    assert reply.status == 413
    content = part("name", b"a" * 2_000_000) + END
    assert (await stage.customer.client.posted("folders.addFolder", content, MULTIPART)).status == 413


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", ORDER + END),
        ("multipart/form-data; boundary=", ORDER + END),
        ("multipart/form-data; boundary=" + "x" * 300, ORDER + END),
        ("multipart/form-data; boundary=y", ORDER + END),
        (MULTIPART, b""),
        (MULTIPART, ORDER),
        (MULTIPART, ORDER + b"--x"),
        (MULTIPART, ORDER + part("file", b"half", "a.txt")[:-4]),
        (MULTIPART, b"--x\r\n\r\nno headers\r\n" + END),
        (MULTIPART, b"--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n" + END),
        (MULTIPART, b"--x\r\nContent-Disposition: attachment; name=a\r\n\r\nodd\r\n" + END),
        (MULTIPART, b"--x\r\nBad Header\r\n\r\n\r\n" + END),
        (MULTIPART, b"--x\r\nContent-Disposition: form-data; name=a\r\nX: " + b"y" * 100_000 + b"\r\n\r\n1\r\n" + END),
        (MULTIPART, b"\x00\xff" * 100),
        (MULTIPART, ORDER + part("file", b"a", "a.txt")[:-2] + b"\n--x--"),
    ],
)
async def test_broken_multipart_is_no_upload(stage, kind, body):
    """Whatever is wrong with a multipart body, the answer is file_not_uploaded and there is no order."""
    before = await stage.dump()
    reply = await stage.customer.client.posted("tasks.saveTask", body, kind)
    assert reply.json == {"error": "file_not_uploaded"}
    assert await stage.dump() == before


async def test_other_kinds_of_body_are_not_read(stage):
    """A JSON body is as good as none, as in PHP."""
    client = stage.customer.client
    assert (await client.posted("folders.addFolder", b'{"name":"a"}', "application/json")).json == {
        "error": "no_params"
    }
    assert (await client.posted("folders.addFolder", b"name=a", "")).json == {"error": "no_params"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
async def test_other_verbs_are_not_allowed(stage, method):
    """Only GET and POST are documented; the others are HTTP 405."""
    reply = await stage.send(method, stage.customer.client.target("users.getBalance"), {}, b"")
    assert (reply.status, reply.headers["allow"]) == (405, "GET, POST")


async def test_an_odd_host_is_not_repeated(stage):
    """Links never carry a Host header that could not be one."""
    order = await stage.draft()
    answer = await stage.customer.client.upload("tasks.saveTask", {"file": ("a.txt", b"abc")}, id=order)
    assert answer == {"id_task": order}
    reply = await stage.send("GET", stage.customer.client.target("tasks.listTasks"), {"Host": 'evil"><script>'}, b"")
    assert reply.json[0]["filename"].startswith("http://127.0.0.1:80/files/")


async def test_secrets_never_reach_a_log(stage, caplog, monkeypatch):
    """Neither a failure inside nor a refusal writes token, signature or password anywhere."""
    caplog.set_level(logging.DEBUG)
    client = stage.customer.client
    target = client.target("users.getBalance")

    async def broken(*args, **kw):
        raise RuntimeError(f"while answering {target}")

    await stage.send("GET", target, {}, b"")
    monkeypatch.setattr("birzha.dialects.etxt.methods.users.balance", broken)
    reply = await stage.send("GET", target, {}, b"")
    assert (reply.status, reply.json) == (500, {"error": "internal"})
    written = caplog.text
    assert "users.getBalance failed" in written
    assert client.token not in written
    assert client.api_pass not in written
    assert target.rpartition("=")[2] not in written


async def test_a_database_that_is_away_is_said_so(stage, monkeypatch):
    """When the database cannot serve, the answer is HTTP 503 and not a wrong result."""
    from birzha.storage.work import StorageUnavailable

    async def away(*args, **kw):
        raise StorageUnavailable("the disk is full")

    monkeypatch.setattr("birzha.dialects.etxt.methods.users.balance", away)
    reply = await stage.send("GET", stage.customer.client.target("users.getBalance"), {}, b"")
    assert (reply.status, reply.json) == (503, {"error": "unavailable"})
