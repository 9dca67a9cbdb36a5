"""A client in the manner of PHP programs: three parameters in the URL and signed, the rest in the body, arrays with indexes.

``http_build_query`` writes nested arrays as ``id[0]=…`` with the brackets encoded; curl sends forms with a file as multipart;
``json_decode(…, true)`` makes arrays of lists and of objects alike, and what is walked through is their values.
"""

import asyncio
import hashlib
import html
import json
from urllib.parse import quote_plus
from urllib.request import Request, urlopen

import pytest

from .conftest import live_through


class EtxtError(Exception):
    """The answer has the key error, or is no JSON."""


def http_build_query(data):
    """Pairs as PHP writes them."""
    pairs = []
    for name, value in data.items():
        if isinstance(value, list):
            pairs += [(f"{name}[{index}]", each) for index, each in enumerate(value)]
        else:
            pairs.append((name, value))
    return "&".join(f"{quote_plus(str(name))}={quote_plus(str(value))}" for name, value in pairs)


def array_values(decoded):
    """The values of an array, whatever its keys."""
    return list(decoded.values()) if isinstance(decoded, dict) else decoded


class PhpClient:
    """Everything by POST."""

    def __init__(self, port, token, password, encoding="utf-8"):
        self.url, self.token, self.password = f"http://127.0.0.1:{port}/etxt/api/json/", token, password
        self.encoding = encoding

    def request(self, method, data=None, files=None):
        inner = hashlib.md5(f"{self.password}api-pass".encode()).hexdigest()
        sign = hashlib.md5(f"method={method}token={self.token}{inner}".encode()).hexdigest()
        url = f"{self.url}?" + http_build_query({"method": method, "token": self.token, "sign": sign})
        if files:
            body, kind = (
                self.multipart(data, files),
                "multipart/form-data; boundary=------------------------d74496d66958873e",
            )
        else:
            body, kind = http_build_query(data or {}).encode(), "application/x-www-form-urlencoded"
        with urlopen(Request(url, body, {"Content-Type": kind}), timeout=20) as reply:
            try:
                decoded = json.load(reply)
            except ValueError as error:
                raise EtxtError("not JSON") from error
        if isinstance(decoded, dict) and isinstance(decoded.get("error"), str):
            raise EtxtError(decoded["error"])
        return decoded

    def multipart(self, data, files):
        boundary, parts = b"--------------------------d74496d66958873e", []
        for name, value in data.items():
            parts.append(
                b'%b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
                % (boundary, name.encode(), str(value).encode())
            )
        for name, (file, content) in files.items():
            head = f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: text/plain'
            parts.append(b"%b\r\n%b\r\n\r\n%b\r\n" % (boundary, head.encode(), content))
        return b"".join(parts) + boundary + b"--\r\n"

    def fetch(self, url):
        with urlopen(url, timeout=20) as reply:
            return reply.read()

    def text(self, url):
        """Decodes as iconv and html_entity_decode do, as programs did while results came in windows-1251."""
        return html.unescape(self.fetch(url).decode(self.encoding))

    def place(self, title, description, brief):
        fields = {
            "title": title,
            "description": description,
            "price": "60",
            "price_type": 2,
            "size": 1000,
            "id_category": 254,
        }
        order = self.request("tasks.saveTask", {**fields, "public": 1}, {"file": ("brief.txt", brief)})["id_task"]
        [task] = array_values(self.request("tasks.listTasks", {"id": order}))
        assert self.fetch(task["filename"]) == brief
        return int(order)

    def state(self, order):
        for task in array_values(self.request("tasks.listTasks", {"count": 100, "from": 0})):
            if int(task["id"]) == order:
                return int(task["status"]), float(task["price"])
        raise AssertionError(order)

    def bids(self, order):
        notes = array_values(self.request("tasks.viewNotes", {"id": [order]}))
        return [(int(each["id_note"]), each["text"]) for each in notes if int(each["id_note"])]

    def accept(self, bid):
        return int(self.request("tasks.setNote", {"id": bid})["id_task"])

    def results(self, order):
        rows = array_values(self.request("tasks.getResults", {"id": order}))
        if rows and not (isinstance(rows[0], dict) and "files" in rows[0]):
            # in some installations results stand under the order's id
            rows = [result for group in rows for result in array_values(group)]
        return [(int(each["id"]), self.text(each["files"]["text"]["path"])) for each in rows]

    def rework(self, order, reason):
        return [int(each) for each in self.request("tasks.cancelTask", {"id": [order], "text": reason})["ids"]]

    def pay(self, orders):
        return [int(each) for each in self.request("tasks.paidTask", {"id": orders, "text": "Спасибо!"})["ids"]]

    def balance(self):
        return float(self.request("users.getBalance")["balance"])

    def search(self, words):
        try:
            found = array_values(self.request("articles.getList", {"text": words, "text_type": "title"}))
        except EtxtError as error:
            if str(error) != "no_object":
                raise
            return []
        return [(int(each["id"]), each["title"], float(each["full_price"])) for each in found]

    def buy(self, article):
        return int(self.request("articles.buy", {"id": article})["id"])

    def texts(self, articles):
        return [
            (int(each["id"]), each["text"]) for each in array_values(self.request("articles.getText", {"id": articles}))
        ]

    def download(self, articles):
        return self.fetch(self.request("articles.download", {"id": articles})["path"])


@pytest.mark.parametrize(
    "switches",
    [
        {},
        {"list_style": "object", "results_style": "by_task"},
        {"numbers": "int"},
        {"text_files": "windows-1251"},
    ],
    ids=["default", "keyed", "numbers", "windows-1251"],
)
async def test_a_php_client_lives_through_everything(exchange_with, switches):
    """A whole order and an article, with lists and with keyed objects."""
    async with exchange_with(**switches) as exchange:
        encoding = switches.get("text_files", "utf-8")
        client = PhpClient(exchange.port, exchange.token(), exchange.api_pass, encoding)
        await asyncio.to_thread(live_through, client, exchange)


async def test_a_php_client_with_a_wrong_password(exchange_with):
    """Its answer is no JSON, as it knows from the service."""
    async with exchange_with() as exchange:
        client = PhpClient(exchange.port, exchange.token(), "another")
        with pytest.raises(EtxtError, match="not JSON"):
            await asyncio.to_thread(client.balance)
