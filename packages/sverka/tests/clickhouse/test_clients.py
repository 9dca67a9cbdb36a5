"""How a ClickHouse is spoken to: over HTTP to a server on loopback, and to a session's stand-in."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

import pytest

from sverka.corpus.clickhouse import Embedded, Http, Refused


class Server(HTTPServer):
    """Keeps what it was sent, and answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[tuple[dict[str, list[str]], bytes, dict[str, str]]] = []
        self.answer = (200, b"\x01\x02")


class Handler(BaseHTTPRequestHandler):
    """Answers for its server."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((parse_qs(urlsplit(self.path).query), body, dict(self.headers)))
        status, told = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_http(server: Server) -> None:
    """Statements go as the body, rows with their statement in the line; who asks and where is said; answers come whole."""
    client = Http(f"http://127.0.0.1:{server.server_port}", user="u", password="p", database="d")
    client.execute("CREATE TABLE т")
    client.execute("INSERT INTO t", b"\x00\xff")
    assert client.query("SELECT 1") == b"\x01\x02"
    (made, sql, heads), (into, rows, _), (asked, select, _) = server.got
    assert (made, sql.decode()) == ({"wait_end_of_query": ["1"]}, "CREATE TABLE т")
    assert (into["query"], rows) == (["INSERT INTO t FORMAT RowBinary"], b"\x00\xff")
    assert (asked["default_format"], select) == (["RowBinary"], b"SELECT 1")
    said = [heads[f"X-ClickHouse-{name}"] for name in ("User", "Key", "Database")]
    assert said == ["u", "p", "d"]


def test_http_refusals(server: Server) -> None:
    """What the server says is said, cut short when it is long; a server that is not there, and an address that is none too."""
    client = Http(f"http://127.0.0.1:{server.server_port}/")
    server.answer = (500, "Code: 241. Память кончилась ".encode() * 100)
    with pytest.raises(Refused, match=r"500, Code: 241\. Память") as told:
        client.query("SELECT 1")
    assert len(str(told.value)) < 900
    server.server_close()
    with pytest.raises(Refused, match=r"127\.0\.0\.1 does not answer"):
        Http(f"http://127.0.0.1:{server.server_port}", timeout=1).execute("SELECT 1")
    for url in ("localhost:8123", "ftp://host", "http://"):
        with pytest.raises(ValueError, match="Give one like"):
            Http(url)


class Session:
    """What the embedded ClickHouse has that is used, refusing one word."""

    def __init__(self) -> None:
        self.got: list[object] = []

    def query(self, statement: str, kind: str = "CSV") -> "Session":
        if "nowhere" in statement:
            raise RuntimeError("Code: 60. Unknown table")
        self.got.append((statement, kind))
        return self

    def bytes(self) -> bytes:
        return b"\x07"

    def send_insert(self, statement: str, kind: str) -> "Session":
        return self.query(statement, kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.got.append("left")

    def append(self, rows: object) -> None:
        self.got.append(rows)

    def finish(self) -> None:
        self.got.append("finished")


def test_embedded() -> None:
    """A session is asked in RowBinary, inserts are finished before they are left, and its refusals are ours."""
    session = Session()
    client = Embedded(session)
    client.execute("CREATE TABLE t")
    client.execute("INSERT INTO t", b"\x01")
    assert client.query("SELECT 1") == b"\x07"
    assert session.got == [
        ("CREATE TABLE t", "CSV"),
        *(("INSERT INTO t", "RowBinary"), b"\x01", "finished", "left"),
        ("SELECT 1", "RowBinary"),
    ]
    for asked in (client.execute, client.query):
        with pytest.raises(Refused, match="Unknown table"):
            asked("SELECT 1 FROM nowhere")
