"""A strict and a loose client on one sandbox at the same time, each with the wire that it is used to."""

import asyncio
import json
from urllib.request import Request, urlopen

from .conftest import a_whole_order
from .test_php import PhpClient
from .test_python import NaiveClient


def switched(port, login, switches):
    """Set the switches of one caller, as a person would with curl."""
    url = f"http://127.0.0.1:{port}/_sandbox/wire/{login}"
    body = Request(url, json.dumps(switches).encode(), {"Content-Type": "application/json"}, method="PUT")
    with urlopen(body, timeout=20) as reply:
        return reply.status


async def test_each_client_has_the_wire_that_it_knows(exchange_with):
    """While a PHP program sees keyed objects and numbers, one in Python sees lists and strings; both do a whole order."""
    async with exchange_with(sandbox=True) as exchange:
        keyed = {"list_style": "object", "results_style": "by_task", "numbers": "int"}
        assert await asyncio.to_thread(switched, exchange.port, "customer", keyed) == 200
        php = PhpClient(exchange.port, exchange.token("customer"), exchange.api_pass)
        naive = NaiveClient(exchange.port, exchange.token("another"), exchange.api_pass)
        await asyncio.gather(*(asyncio.to_thread(a_whole_order, client, exchange) for client in (php, naive)))
        loose = await asyncio.to_thread(php.request, "tasks.listTasks", {"only_id": 1})
        strict = await asyncio.to_thread(naive.call, "tasks.listTasks", only_id=1)
        assert [type(loose), type(loose["0"]["id"])] == [dict, int]
        assert [type(strict), type(strict[0]["id"])] == [list, str]
