"""Our client's iterators against our exchange: every paged list to its end, also while it grows."""

import asyncio

import pytest
from tests.conformance.etxt.conftest import application, staged
from tests.conformance.etxt.shop import archived, on_sale

from birzha.sweeps.run import advance
from birzha_client.asgi import AsgiTransport, SyncAsgiTransport
from etxt_api import EtxtClient, SyncEtxtClient
from etxt_api.operations import OPERATIONS

DAY = 86_400
PAGED = [name for name, operation in OPERATIONS.items() if operation.paging]


@pytest.fixture
async def stage(sqlite_market):
    """Three of everything that is listed in pages."""
    async with staged(sqlite_market) as the_stage:
        call = the_stage.customer.client.post
        for _ in range(3):
            await the_stage.done()
        await advance(sqlite_market, sqlite_market.clock.now() + 31 * DAY)
        await the_stage.add("third", 2, rate=20_000)
        for login in ("performer", "second", "third"):
            await call("users.setUserBW", id=the_stage.people[login].id, type="whiteList")
        for number in range(3):
            await the_stage.draft()
            await on_sale(the_stage)
            await archived(the_stage)
            sqlite_market.clock.set(sqlite_market.clock.now() + 60)
            third = the_stage.third.client
            await third.post("messages.writePrivate", id_user=the_stage.customer.id, text=str(number))
        yield the_stage


def client_of(kind, stage):
    """A client of the customer in the process."""
    transport = (AsgiTransport if kind is EtxtClient else SyncAsgiTransport)(application(stage.market))
    keys = stage.customer.client
    return kind(keys.token, keys.api_pass, base_url="http://exchange/etxt/api/json/", transport=transport, strict=True)


def methods_of(client, operation, stage):
    """The list and its iterator, each with the arguments that it needs."""
    group = getattr(client, operation.group)
    name = {"listTasks": "list_tasks", "getList": "get_list", "getBW": "get_bw", "getStats": "get_stats"}
    verb = name.get(operation.verb, "read_private")
    arguments = (stage.third.id,) if verb == "read_private" else ()
    return (
        lambda **more: getattr(group, verb)(*arguments, **more),
        lambda **more: getattr(group, f"iter_{verb}")(*arguments, **more),
    )


@pytest.mark.parametrize("method", PAGED)
async def test_a_walk_row_by_row_gives_the_whole_list(stage, method):
    """Pages of one and of two rows make the same list as one page, on both clients."""
    async with client_of(EtxtClient, stage) as client:
        at_once, walk = methods_of(client, OPERATIONS[method], stage)
        wanted = [row.raw for row in await at_once()]
        assert len(wanted) >= 3
        for count in (1, 2):
            assert [row.raw async for row in walk(count=count)] == wanted

    def walked():
        with client_of(SyncEtxtClient, stage) as client:
            _, walk = methods_of(client, OPERATIONS[method], stage)
            return [row.raw for row in walk(count=2)]

    found = await asyncio.to_thread(walked)
    assert found == wanted


@pytest.mark.parametrize("method", ["tasks.listTasks", "messages.readPrivate", "articles.getList"])
async def test_a_list_that_grows_while_it_is_walked(stage, method):
    """A new row at the front for each page: every row that was there comes once, in its order."""
    async with client_of(EtxtClient, stage) as client:
        at_once, walk = methods_of(client, OPERATIONS[method], stage)
        wanted = [row.raw for row in await at_once()]
        found = []
        async for row in walk(count=2):
            found.append(row.raw)
            stage.market.clock.set(stage.market.clock.now() + 60)
            if len(found) % 2 == 0 and len(found) < 6:
                await grown(stage, method)
        assert found == wanted


async def grown(stage, method):
    """One more row in that list."""
    if method == "tasks.listTasks":
        await stage.draft()
    elif method == "articles.getList":
        await on_sale(stage)
    else:
        answer = await stage.third.client.post("messages.writePrivate", id_user=stage.customer.id, text="ещё")
        assert "error" not in answer


def test_every_paged_list_is_here():
    """The lists that the documentation pages."""
    assert sorted(PAGED) == [
        "articles.getList",
        "articles_archive.getList",
        "messages.readPrivate",
        "tasks.listTasks",
        "tasks_archive.listTasks",
        "users.getBW",
        "users.getList",
        "users.getStats",
    ]
