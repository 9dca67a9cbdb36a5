"""Our Kwork client against our exchange, strictly: in process on both engines, and over a real socket."""

import asyncio
import socket
from decimal import Decimal

import pytest
from msgspec import structs
from starlette.applications import Starlette

from birzha.app import Market
from birzha.dialects import etxt, kwork
from birzha.dialects.kwork.registry import HANDLERS
from birzha.messages.commands import tell, write_message
from birzha.people.model import Actor, Role
from birzha.people.queries import actor_by_id, person_by_login
from birzha.people.vault import Vault
from birzha.running import Server
from birzha.sandbox.seed import read_seed, sow
from birzha.sandbox.seed_life import Life
from birzha.server import build
from birzha_client.asgi import AsgiTransport
from etxt_api import EtxtClient
from kwork_api import (
    KworkAuthError,
    KworkClient,
    KworkNotFoundError,
    KworkValidationError,
    SyncKworkClient,
)

BASE_URL = "http://exchange/kwork"
STRANGERS = structs.replace(read_seed(), life=Life())
"""The demo people before they have had to do with one another."""
DEMO = {each.login: each for each in read_seed().people}


@pytest.fixture
async def transport(market: Market):
    """The exchange with its demo people, both dialects, on each engine."""
    await market.do(sow, STRANGERS, Vault(market.settings.secret_key))
    return AsgiTransport(Starlette(routes=[*etxt.routes(market), *kwork.routes(market)]))


def login(transport, who="vera", **more):
    """A client that is signed in."""
    return KworkClient.login(who, f"demo-{who}", base_url=BASE_URL, transport=transport, strict=True, **more)


async def placed(transport, who="anna"):
    """An order placed through the eTXT client."""
    person, url = DEMO[who], "http://exchange/etxt/api/json/"
    async with EtxtClient(person.token, person.api_pass, base_url=url, transport=transport, strict=True) as client:
        saved = await client.tasks.save_task(
            title="Ржаной хлеб",
            description="О закваске.",
            price=Decimal("55.50"),
            size=1000,
            id_category=254,
            public=True,
        )
        return saved.id_task


async def test_an_order_of_etxt_is_a_project_of_kwork(transport):
    """Placed through one client, found through the other: one market."""
    order = await placed(transport)
    async with await login(transport) as client:
        found = await client.projects.get_list()
        project = next(each for each in found.projects if each.id == order)
        assert (project.title, project.budget, project.status) == ("Ржаной хлеб", 55.5, "open")
        assert (project.customer.username, project.category_id) == ("anna", 254)
        assert order in [each.id async for each in client.projects.iterate(category_id=254)]
    async with await login(transport, "anna") as client:
        assert order in [each.id for each in await client.projects.get_payer_orders()]


async def test_every_answered_call_is_understood_strictly(transport, market):
    """All calls decode without a difference."""
    anna, vera = [
        await market.ask(actor_by_id, (await market.ask(person_by_login, Actor(1, Role.CUSTOMER), name)).id)
        for name in ("anna", "vera")
    ]
    await placed(transport)
    await market.do(write_message, anna, vera.id, "Здравствуйте")
    await market.do(tell, vera.id, "Новость")
    arguments = {
        "other.is_dialog_allow": {"user_id": anna.id},
        "other.update_settings": {"settings": {"city": "Тверь", "theme": "dark"}},
        "catalog.get_details": {"kwork_id": 1},
        "catalog.get_details_extra": {"kwork_id": 1},
        "other.validate_text": {"text": "Текст"},
    }
    async with await login(transport, retries=0) as client:
        for name in HANDLERS:
            await client.call(name, **arguments.get(name, {}))
        assert (await client.user.get_info())["settings"]["theme"] == "dark"
        assert [each.participant.username for each in await client.notifications.get_dialogs()] == ["anna"]
        assert (await client.notifications.fetch()).notifications == []
        assert any(each.name == "Россия" for each in await client.reference.get_countries())


async def test_errors_have_their_documented_classes(transport):
    """A wrong password, somebody else's cookie, a stranger's id, a bad page."""
    with pytest.raises(KworkAuthError):
        await KworkClient.login("vera", "wrong", base_url=BASE_URL, transport=transport)
    async with await login(transport) as client:
        with pytest.raises(KworkNotFoundError):
            await client.user.get_reviews(user_id=999_999)
        with pytest.raises(KworkValidationError) as refused:
            await client.projects.get_list(page=-1)
        assert set(refused.value.fields) == {"page"}
        stolen = KworkClient(client.token, {"userId": "999999"}, base_url=BASE_URL, transport=transport)
    with pytest.raises(KworkAuthError):
        await stolen.user.get_info()
    await stolen.close()


async def test_an_expired_token_leads_to_one_new_login(transport, market):
    """When the clock has passed the token's life, a client that knows the credentials goes on; another is told."""
    async with (
        await login(transport, login_with=lambda: ("vera", "demo-vera")) as patient,
        await login(transport) as plain,
    ):
        market.clock.set(market.clock.now() + market.settings.rules.kwork_token_life)
        assert (await patient.user.get_info())["username"] == "vera"
        with pytest.raises(KworkAuthError) as refused:
            await plain.user.get_info()
        assert refused.value.expired


@pytest.fixture
async def address(sqlite_market):
    """The whole program behind uvicorn on a loopback port."""
    await sqlite_market.do(sow, STRANGERS, Vault(sqlite_market.settings.secret_key))
    listening = socket.create_server(("127.0.0.1", 0))
    ready = asyncio.Event()
    running = Server(build(sqlite_market), ready.set, signals=False)
    serving = asyncio.create_task(running.serve(sockets=[listening]))
    await ready.wait()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    await serving


async def test_the_documented_flow_over_a_socket(address):
    """Log in, account, projects, reviews, notifications; a session restored from credentials, and from the token alone."""
    async with await KworkClient.login("vera", "demo-vera", base_url=f"{address}/kwork", strict=True) as client:
        me = await client.user.get_info()
        assert (me["username"], client.cookies["userId"]) == ("vera", str(me["id"]))
        assert (await client.projects.get_list(page=1)).pagination.current_page == 1
        assert (await client.user.get_reviews()).reviews == []
        assert (await client.notifications.get_list()).unread_count == len(
            (await client.notifications.fetch()).notifications
        )
        credentials = client.credentials
    async with KworkClient(**credentials, base_url=f"{address}/kwork") as again:
        assert (await again.user.get_info())["id"] == me["id"]
    async with KworkClient(token=credentials["token"], base_url=f"{address}/kwork") as alone:
        assert (await alone.other.get_actor())["id"] == me["id"]


async def test_the_client_for_threads_takes_the_same_way(address):
    """The same flow without asyncio."""

    def flow():
        with SyncKworkClient.login("vera", "demo-vera", base_url=f"{address}/kwork", strict=True) as client:
            assert client.projects.get_list().projects
            assert len(client.reference.get_timezones()) > 300
            return client.user.get_info()["username"]

    assert await asyncio.to_thread(flow) == "vera"
