"""A client in the manner of JavaScript programs: everything by GET and everything signed.

Values are encoded with ``encodeURIComponent`` (``%20`` and not ``+``; ``!'()*`` as they are); lists are walked by ``Object.keys``,
ids go through ``parseInt``; a body that ``JSON.parse`` cannot read, with status 200, is an error of authentication.
"""

import asyncio
import hashlib
import json
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from .conftest import live_through


class AuthError(Exception):
    """Plain text came with status 200."""


class ApiError(Exception):
    """An object with an error came."""


def encode_uri_component(value):
    return quote(str(value), safe="-_.!~*'()")


def keys(value):
    """Object.keys of an array or of an object."""
    return [str(index) for index in range(len(value))] if isinstance(value, list) else list(value)


def at(value, key):
    return value[int(key)] if isinstance(value, list) else value[key]


class JsClient:
    """Everything by GET."""

    def __init__(self, port, token, password):
        self.url, self.token, self.password = f"http://127.0.0.1:{port}/etxt/api/json/", token, password

    def call(self, method, **params):
        params = {"method": method, "token": self.token, **params}
        flat = {}
        for name, value in params.items():
            if isinstance(value, list):
                flat |= {f"{name}[{index}]": each for index, each in enumerate(value)}
            else:
                flat[name] = value
        inner = hashlib.md5((self.password + "api-pass").encode()).hexdigest()
        signed = "".join(f"{name}={flat[name]}" for name in sorted(flat)) + inner
        flat["sign"] = hashlib.md5(signed.encode()).hexdigest()
        query = "&".join(f"{encode_uri_component(name)}={encode_uri_component(value)}" for name, value in flat.items())
        with urlopen(f"{self.url}?{query}", timeout=20) as reply:
            text = reply.read().decode()
        try:
            answer = json.loads(text)
        except ValueError as error:
            raise AuthError(text) from error
        if isinstance(answer, dict) and answer.get("error"):
            raise ApiError(answer["error"])
        return answer

    def rows(self, method, **params):
        answer = self.call(method, **params)
        return [at(answer, key) for key in keys(answer)]

    def fetch(self, url):
        with urlopen(url, timeout=20) as reply:
            return reply.read()

    def place(self, title, description, brief):
        params = {"title": title, "description": description, "price": 60.0, "price_type": 2, "size": 1000}
        return int(self.call("tasks.saveTask", **params, id_category=254, public=1)["id_task"])

    def state(self, order):
        [task] = self.rows("tasks.listTasks", id=order)
        return int(task["status"]), float(task["price"])

    def bids(self, order):
        return [
            (int(each["id_note"]), each["text"])
            for each in self.rows("tasks.viewNotesAll")
            if int(each["id_task"]) == order
        ]

    def accept(self, bid):
        return int(self.call("tasks.setNote", id=bid, comment="Жду!")["id_task"])

    def results(self, order):
        found = self.rows("tasks.getResults", id=order)
        return [(int(each["id"]), self.fetch(each["files"]["text"]["path"]).decode()) for each in found]

    def rework(self, order, reason):
        return [int(each) for each in self.call("tasks.cancelTask", id=order, text=reason)["ids"]]

    def pay(self, orders):
        return [int(self.call("tasks.paidTask", id=order)["ids"][0]) for order in orders]

    def balance(self):
        return float(self.call("users.getBalance")["balance"])

    def search(self, words):
        try:
            found = self.rows("articles.getList", text=words, sort="price", order="asc")
        except ApiError:
            return []
        return [(int(each["id"]), each["title"], float(each["full_price"])) for each in found]

    def buy(self, article):
        return int(self.call("articles.buy", id=article)["id"])

    def texts(self, articles):
        return [(int(each["id"]), each["text"]) for each in self.rows("articles.getText", id=articles)]

    def download(self, articles):
        return self.fetch(self.call("articles.download", id=articles)["path"])


@pytest.mark.parametrize(
    "switches", [{}, {"list_style": "object"}, {"numbers": "int"}], ids=["default", "keyed", "numbers"]
)
async def test_a_javascript_client_lives_through_everything(exchange_with, switches):
    """A whole order and an article without one POST."""
    async with exchange_with(**switches) as exchange:
        await asyncio.to_thread(live_through, JsClient(exchange.port, exchange.token(), exchange.api_pass), exchange)


async def test_a_javascript_client_with_a_wrong_key(exchange_with):
    """Text with status 200 tells it of a wrong password and of an unknown token; a text too long for a URL is refused as such."""
    async with exchange_with() as exchange:
        client = JsClient(exchange.port, exchange.token(), "another")
        with pytest.raises(AuthError, match=r"^Подпись не верна$"):
            await asyncio.to_thread(client.balance)
        client.token = "0" * 32
        with pytest.raises(AuthError, match=r"^Настройки пользователя для работы с API не верны$"):
            await asyncio.to_thread(client.balance)
        client = JsClient(exchange.port, exchange.token(), exchange.api_pass)
        with pytest.raises(HTTPError, match="414"):
            await asyncio.to_thread(client.place, "a", "ы" * 400, b"")
