"""A naive client in Python: parameters in the body, arrays in the URL with indexes, the signature over sorted joined strings.

It sorts ``name=value`` strings and not names, reads what is no JSON as ``{"error": text}``, and takes any status below 400 for an
answer.
"""

import asyncio
import json
from hashlib import md5
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from .conftest import live_through


class NaiveClient:
    """Scalars by POST, arrays by GET."""

    def __init__(self, port, token, password):
        self.url, self.token, self.password = f"http://127.0.0.1:{port}/etxt/api/json/", token, password

    def call(self, method, **params):
        url_params = {"method": method, "token": self.token}
        body = {}
        for name, value in params.items():
            if isinstance(value, list | tuple):
                url_params |= {f"{name}[{index}]": each for index, each in enumerate(value)}
            else:
                body[name] = value
        joined = "".join(sorted(f"{name}={value}" for name, value in url_params.items()))
        secret = md5((self.password + "api-pass").encode()).hexdigest()
        url_params["sign"] = md5((joined + secret).encode()).hexdigest()
        with urlopen(f"{self.url}?{urlencode(url_params)}", urlencode(body).encode(), timeout=20) as reply:
            text = reply.read().decode()
        try:
            return json.loads(text)
        except ValueError:
            return {"error": text}

    def good(self, method, **params):
        answer = self.call(method, **params)
        assert "error" not in answer, answer
        return answer

    def fetch(self, url):
        with urlopen(url, timeout=20) as reply:
            return reply.read()

    def place(self, title, description, brief):
        order = {
            "title": title,
            "description": description,
            "price": 60,
            "price_type": 2,
            "size": 1000,
            "id_category": 254,
        }
        return int(self.good("tasks.saveTask", **order, public=1)["id_task"])

    def state(self, order):
        found, start = [], 0
        while "error" not in (page := self.call("tasks.listTasks", count=1, **{"from": start})):
            found += page
            start += 1
        assert page == {"error": "no_object"}
        [task] = [each for each in found if int(each["id"]) == order]
        return int(task["status"]), float(task["price"])

    def bids(self, order):
        return [(int(each["id_note"]), each["text"]) for each in self.good("tasks.viewNotes", id=[order])]

    def accept(self, bid):
        return int(self.good("tasks.setNote", id=bid)["id_task"])

    def results(self, order):
        found = self.good("tasks.getResults", id=[order, 999_999])
        return [(int(each["id"]), self.fetch(each["files"]["text"]["path"]).decode()) for each in found]

    def rework(self, order, reason):
        return [int(each) for each in self.good("tasks.cancelTask", id=[order], text=reason)["ids"]]

    def pay(self, orders):
        return [int(each) for each in self.good("tasks.paidTask", id=orders)["ids"]]

    def balance(self):
        return float(self.good("users.getBalance")["balance"])

    def search(self, words):
        found = self.call("articles.getList", text=words)
        if found == {"error": "no_object"}:
            return []
        return [(int(found[i]["id"]), found[i]["title"], float(found[i]["full_price"])) for i in range(len(found))]

    def buy(self, article):
        return int(self.good("articles.buy", id=article)["id"])

    def texts(self, articles):
        return [(int(each["id"]), each["text"]) for each in self.good("articles.getText", id=articles)]

    def download(self, articles):
        return self.fetch(self.good("articles.download", id=articles)["path"])


@pytest.mark.parametrize("switches", [{}, {"numbers": "int"}], ids=["default", "numbers"])
async def test_a_naive_client_lives_through_everything(exchange_with, switches):
    """A whole order and an article, with arrays of several ids in the URL."""
    async with exchange_with(**switches) as exchange:
        await asyncio.to_thread(live_through, NaiveClient(exchange.port, exchange.token(), exchange.api_pass), exchange)


async def test_a_naive_client_with_a_wrong_password(exchange_with):
    """It takes the text for an error's."""
    async with exchange_with() as exchange:
        client = NaiveClient(exchange.port, exchange.token(), "another")
        assert await asyncio.to_thread(client.call, "users.getBalance") == {"error": "Подпись не верна"}
