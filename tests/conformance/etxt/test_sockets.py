"""The dialect behind a real server on a real socket: what HTTP itself does, and programs written the way public clients are."""

import asyncio
import http.client
import json
import socket
from contextlib import closing
from hashlib import md5
from urllib.parse import quote, urlencode, urlsplit

import pytest

TOKEN_TEXT = "Настройки пользователя для работы с API не верны"


@pytest.fixture
async def server(sqlite_market, stage):
    """The stage behind uvicorn on a loopback port; gives the port."""
    from birzha.running import Server
    from birzha.server import build

    listening = socket.create_server(("127.0.0.1", 0))
    ready = asyncio.Event()
    running = Server(build(sqlite_market), ready.set, signals=False)
    serving = asyncio.create_task(running.serve(sockets=[listening]))
    await ready.wait()
    yield listening.getsockname()[1]
    running.should_exit = True
    await serving


def digest(text):
    return md5(text.encode()).hexdigest()


def exchanged(port, *pieces, hang_up=False):
    """Send raw bytes and read until the server closes; or hang up after them."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        for piece in pieces:
            connection.sendall(piece)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
        return received


async def raw(port, *pieces, hang_up=False):
    return await asyncio.to_thread(exchanged, port, *pieces, hang_up=hang_up)


def post(target, body, kind="application/x-www-form-urlencoded", extra=""):
    head = (
        f"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\n{extra}Connection: close\r\n\r\n"
    )
    return head.encode() + body


async def test_links_lead_to_the_host_that_was_asked(server, stage):
    """Without a configured address, links name the host and port of the request."""
    client = stage.customer.client
    answer = await client.upload("tasks.saveTask", {"file": ("a.txt", b"abc")}, id=await stage.draft())

    def fetched():
        with closing(http.client.HTTPConnection("127.0.0.1", server, timeout=5)) as connection:
            connection.request("GET", client.target("tasks.listTasks", [("id", answer["id_task"])]))
            [order] = json.load(connection.getresponse())
            url = urlsplit(order["filename"])
            connection.request("GET", url.path)
            reply = connection.getresponse()
            return url.netloc, reply.status, reply.read()

    assert await asyncio.to_thread(fetched) == (f"127.0.0.1:{server}", 200, b"abc")


async def test_one_connection_carries_many_calls(server, stage):
    """Keep-alive works across methods, refusals and failed authentication."""
    client = stage.customer.client

    def talked():
        texts = []
        with closing(http.client.HTTPConnection("127.0.0.1", server, timeout=5)) as connection:
            for target in [client.target("users.getBalance"), "/etxt/api/json/?x", client.target("tasks.setNote")] * 3:
                connection.request("POST", target, b"", {"Content-Type": "application/x-www-form-urlencoded"})
                texts.append(connection.getresponse().read().decode())
        return texts

    texts = await asyncio.to_thread(talked)
    assert [text.startswith('{"id"') for text in texts] == [True, False, False] * 3
    assert texts[1] == TOKEN_TEXT
    assert texts[2] == '{"error":"no_params"}'


async def test_a_chunked_upload(server, stage):
    """A multipart body may come chunked, without a length."""
    target = stage.customer.client.target("folders.addFolder")
    body = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xd0\xb6\r\n--x--\r\n'
    head = (
        f"POST {target} HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    ).encode()
    chunks = [b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (body[:20], body[20:])]
    received = await raw(server, head, *chunks, b"0\r\n\r\n")
    assert received.endswith(b'{"id_folder":"1"}')


async def test_a_file_far_too_big_is_said_in_the_dialect_s_words(server, stage):
    """Forty megabytes by an ordinary program: `file_too_big`, and the connection still serves the next call."""
    client = stage.customer.client
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        + b"a" * 40_000_000
        + b"\r\n--x--\r\n"
    )

    def uploaded():
        with closing(http.client.HTTPConnection("127.0.0.1", server, timeout=20)) as connection:
            kind = {"Content-Type": "multipart/form-data; boundary=x"}
            connection.request("POST", client.target("tasks.saveTask"), body, kind)
            refused = connection.getresponse()
            told = refused.status, refused.read()
            connection.request("GET", client.target("users.getBalance"))
            return told, connection.getresponse().status

    assert await asyncio.to_thread(uploaded) == ((200, b'{"error":"file_too_big"}'), 200)


async def test_an_unknown_caller_s_upload_is_not_waited_for(server):
    """Who fails authentication is answered although the body never comes."""
    head = post("/etxt/api/json/?method=tasks.saveTask&token=x&sign=y", b"").replace(b"Length: 0", b"Length: 9000000")
    received = await raw(server, head)
    assert received.endswith(TOKEN_TEXT.encode())


async def test_a_caller_who_hangs_up_changes_nothing(server, stage, caplog):
    """Half a body is no order, and no error in the log."""
    whole = post(stage.customer.client.target("folders.addFolder"), b"name=" + b"a" * 100)
    await raw(server, whole[:-50], hang_up=True)
    assert await stage.customer.client.get("folders.listFolders") == {"error": "no_object"}
    assert not [each for each in caplog.records if each.levelname in {"ERROR", "CRITICAL"}]


async def test_odd_bytes_on_the_wire(server):
    """Raw bytes that are no HTTP, or odd HTTP, get a 4xx or nothing."""
    for request in (
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /etxt/api/json/?\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /etxt/api/json/?" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /etxt/api/json/ HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        b"POST /etxt/api/json/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /files/%ff/%fe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /files/attachment/" + b"9" * 400 + b"/1/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    ):
        received = await raw(server, request, hang_up=True)
        assert not received.startswith(b"HTTP/1.1 5"), request[:60]
        assert b"Traceback" not in received


async def test_a_client_in_the_style_of_php(server, stage):
    """The habits of curl: Expect: 100-continue, three signed parameters in the URL, the rest as multipart, arrays with indexes."""
    order, other = await stage.on_check(), await stage.on_check()
    client = stage.customer.client
    signed = digest(f"method=tasks.paidTasktoken={client.token}" + digest(client.api_pass + "api-pass"))
    target = "/etxt/api/json/?" + urlencode({"method": "tasks.paidTask", "token": client.token, "sign": signed})
    body = b"".join(
        f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (("id[0]", order), ("id[1]", other), ("text", "Спасибо"))
    )
    request = post(target, body + b"--xx--\r\n", "multipart/form-data; boundary=xx", "Expect: 100-continue\r\n")
    received = await raw(server, request)
    answer = json.loads(received.rpartition(b"\r\n\r\n")[2])
    assert answer == {"status": "1", "ids": [order, other]}


async def test_a_client_in_the_style_of_python(server, stage):
    """All in the body but arrays, which go into the URL with indexes and are signed there; joined pairs are sorted."""
    order = await stage.on_check()
    client = stage.customer.client
    pairs = {"method": "tasks.getResults", "token": client.token, "id[0]": order, "id[1]": "999999"}
    joined = "".join(sorted(f"{name}={value}" for name, value in pairs.items()))
    query = urlencode({**pairs, "sign": digest(joined + digest(client.api_pass + "api-pass"))})
    received = await raw(server, post(f"/etxt/api/json/?{query}", b""))
    [result] = json.loads(received.rpartition(b"\r\n\r\n")[2])
    assert result["id_task"] == order


async def test_a_client_in_the_style_of_node(server, stage):
    """Everything urlencoded in the body, prices as fractions, list answers read by their keys."""
    client = stage.customer.client
    signed = digest(f"method=tasks.saveTasktoken={client.token}" + digest(client.api_pass + "api-pass"))
    target = f"/etxt/api/json/?method=tasks.saveTask&token={client.token}&sign={signed}"
    fields = {
        "title": "Обзор",
        "description": "Кратко",
        "price": "1.0",
        "size": "500",
        "id_category": "1911",
        "public": "1",
    }
    body = "&".join(f"{name}={quote(value)}" for name, value in fields.items()).encode()
    received = await raw(server, post(target, body))
    answer = json.loads(received.rpartition(b"\r\n\r\n")[2])
    assert int(answer["id_task"]) > 0
    assert answer.get("error") is None


async def test_an_old_production_loop(server, stage):
    """Pages are read by GET until an ``error`` key appears; a state change goes by GET too; a lone id is no array."""
    orders = [await stage.on_check() for _ in range(3)]
    client = stage.customer.client

    async def call(method, **params):
        target = client.target(method, [(name, str(value)) for name, value in params.items()])
        received = await raw(server, f"GET {target} HTTP/1.0\r\nHost: a\r\n\r\n".encode())
        return json.loads(received.rpartition(b"\r\n\r\n")[2])

    seen, offset = [], 0
    while "error" not in (page := await call("tasks.listTasks", status=3, count=2, only_id=1, **{"from": offset})):
        seen += [row["id"] for row in page]
        offset += 2
    assert seen == orders[::-1]
    assert (await call("tasks.getResults", id=orders[0]))[0]["files"]["text"]["path"]
    assert await call("tasks.paidTask", id=orders[0]) == {"status": "1", "ids": [orders[0]]}
