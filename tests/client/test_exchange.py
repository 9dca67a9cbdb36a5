"""Our client against our exchange, strictly: every answered method, in every face of the wire, decodes without a difference."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs
from starlette.applications import Starlette

from birzha.app import Market
from birzha.clock import DAY
from birzha.dialects import etxt
from birzha.dialects.etxt.registry import HANDLERS
from birzha.orders.commands import place_bid, refuse_order, set_next_check, submit_result
from birzha.orders.model import Figures, StoredFile
from birzha.people.model import Actor, Role
from birzha.people.queries import person_by_login
from birzha.people.vault import Vault
from birzha.sandbox.seed import read_seed, sow
from birzha.sandbox.seed_life import Life
from birzha.sweeps.run import advance, run_due
from birzha_client.asgi import AsgiTransport
from etxt_api import EtxtClient, NoObjectError

from . import archives, articles, people

FACES = {
    "as the service is thought to be": etxt.Wire(),
    "numbers, keyed lists, grouped results": etxt.Wire(numbers="int", list_style="object", results_style="by_task"),
    "empty lists": etxt.Wire(empty="list", text_files="windows-1251"),
}
TEXT = "Ржаной хлеб пекут из ржаной муки, воды и закваски. " * 30


class Counting(AsgiTransport):
    """Notes which methods were called."""

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        self.called: set[str] = set()

    async def send(self, request: Any, timeouts: Any) -> Any:
        self.called.add(request.url.partition("method=")[2].partition("&")[0])
        return await super().send(request, timeouts)


@dataclass
class World:
    """The exchange with its demo people, and a customer's client."""

    market: Market
    client: EtxtClient
    transport: Counting
    performer: Actor

    async def bid(self, order: int) -> int:
        return (await self.market.do(place_bid, self.performer, order, "Возьмусь сегодня")).id

    async def order(self, **more: Any) -> int:
        now = self.market.clock.now()
        values: dict[str, Any] = {
            "title": "Ржаной хлеб дома",
            "description": "Нужна статья о закваске.",
            "price": Decimal("55.50"),
            "size": 1000,
            "id_category": 254,
            "public": True,
            "whitespaces": True,
            "deadline": _moment(now + 10 * DAY),
            **more,
        }
        return (await self.client.tasks.save_task(**values)).id_task

    async def working(self, **more: Any) -> int:
        order = await self.order(**more)
        assert (await self.client.tasks.set_note(await self.bid(order))).id_task == order
        return order

    async def checked(self, **more: Any) -> int:
        order = await self.working(**more)
        await self.market.do(submit_result, self.performer, order, text=TEXT, comment="Готово")
        return order


def _moment(unixtime: int) -> Any:
    return datetime.fromtimestamp(unixtime, UTC)


@pytest.fixture(params=FACES, ids=str)
async def world(request: pytest.FixtureRequest, market: Market):
    """The exchange on each engine, with each face of its wire."""
    vault = Vault(market.settings.secret_key)
    seed = structs.replace(read_seed(), life=Life())  # the people before they have had to do with one another
    await market.do(sow, seed, vault)
    transport = Counting(Starlette(routes=list(etxt.routes(market, FACES[request.param]))))
    found = await market.ask(person_by_login, Actor(1, Role.CUSTOMER), "vera")
    demo = seed.people[0]
    async with EtxtClient(
        demo.token, demo.api_pass, base_url="http://exchange/etxt/api/json/", transport=transport, strict=True
    ) as client:
        yield World(market, client, transport, Actor(found.id, Role.PERFORMER))


async def test_every_answered_method_is_understood_strictly(world: World):
    """The whole life of orders through the client: no answer differs from what the client declares."""
    client, market = world.client, world.market
    await reference_data(client)
    await folders_and_people(client, world)
    await one_order_to_its_end(client, world)
    await archives.put_away(client, market, read_seed().people[0].login)
    await archives.alike(client)
    await articles.shop(client, market, read_seed().people[0].login)
    await people.lists_and_notes(client, world.performer)
    await people.reviews(client, world.performer)
    await people.private_talk(client, world)
    await drafts_copies_and_refusals(client, world)
    await an_overdue_order(client, world)
    balance = await client.users.get_balance()
    held = Decimal("58.28")  # for the order under dispute: a statement counts held money, the balance does not
    assert balance.balance + held == (await client.users.get_stats())[0].balance
    assert [row.operation async for row in client.users.iter_get_stats()][-1] == "Пополнение счёта"
    await run_due(market)
    assert world.transport.called - {""} == set(HANDLERS)  # files have no method


async def reference_data(client: EtxtClient) -> None:
    assert any(each.id_category == 254 for each in await client.categories.list_categories())
    assert "Русский" in (await client.options.get_langs()).values()


async def folders_and_people(client: EtxtClient, world: World) -> None:
    folder = (await client.folders.add_folder("Хлеб")).id_folder
    inner = (await client.folders.add_folder("Ржаной", id_parent=folder)).id_folder
    assert [each.depth for each in await client.folders.list_folders()] == [0, 1]
    order = await world.order()
    assert (await client.folders.move_to_folder(inner, "task", [order])).count == 1
    assert [task.id async for task in client.tasks.iter_list_tasks(id_folder=inner)] == [order]
    logins = [person.login async for person in client.users.iter_get_list()]
    assert "vera" in logins
    vera = await client.users.get_user(login="vera")
    assert vera.id_user == world.performer.id
    assert (await client.users.get_works(vera.id_user)).works
    await client.tasks.delete_task([order])


async def one_order_to_its_end(client: EtxtClient, world: World) -> None:
    order = await world.order(uniq=90, file=("план.txt", "План статьи".encode()))
    assert (await client.tasks.set_client_comment(order, text="для весны")).status
    bid = await world.bid(order)
    assert [note.id_note for note in await client.tasks.view_notes([order])] == [bid]
    assert bid in [note.id_note for note in await client.tasks.view_notes_all()]
    await client.tasks.set_note(bid, comment="Ждём с нетерпением")
    (task,) = await client.tasks.list_tasks(id=order)
    assert (task.status, task.price, task.client_comment) == (2, Decimal("55.5"), "для весны")
    assert await client.download_text(task.filename) == "План статьи"
    await world.market.do(set_next_check, Figures(per_antiplagiat=70), order_id=order)
    attached = StoredFile(
        key=world.market.files.put(b"x" * 10), name="a.txt", size=10, content_type="text/plain", text=""
    )
    await world.market.do(submit_result, world.performer, order, text=TEXT, file=attached)
    await run_due(world.market)
    (result,) = await client.tasks.get_results([order])
    assert (result.status, result.files.text.per_antiplagiat) == (1, 70)
    assert await client.download_text(result.files.text.path) == TEXT
    await world.market.do(submit_result, world.performer, order, text=TEXT)
    assert (await client.tasks.cancel_task([order], text="Добавьте вывод")).ids == (order,)
    await world.market.do(submit_result, world.performer, order, text=TEXT)
    assert (await client.tasks.extra_paid(order, autopay="get")).count > 0
    assert (await client.tasks.save_comment(order, "Спасибо!")).comments > 0
    before = (await client.users.get_balance()).balance
    assert (await client.tasks.paid_task([order], text="Отлично")).ids == (order,)
    assert (await client.users.get_balance()).balance == before
    assert (await client.tasks.extra_paid(order, count=10)).status
    (done,) = await client.tasks.list_tasks(id=order)
    assert done.status == 4
    assert done.end_date is not None
    messages = await client.messages.get_list()
    assert messages
    assert (await client.messages.set_read([messages[0].id])).ids == (messages[0].id,)
    assert (await client.messages.set_delete([messages[1].id])).ids == (messages[1].id,)


async def drafts_copies_and_refusals(client: EtxtClient, world: World) -> None:
    draft = await world.order(public=False)
    with pytest.raises(NoObjectError) if not await _empty_is_a_list(client) else _Nothing():
        assert not [task for task in await client.tasks.list_tasks(status=1, id=draft) if task.id == draft]
    moved = await client.tasks.set_deadline(draft, _moment(world.market.clock.now() + 20 * DAY), public=True)
    assert moved.status == 1
    copy = (await client.tasks.copy_task(draft)).id_copy
    bid = await world.bid(copy)
    assert (await client.tasks.unset_note(bid)).id_user == world.performer.id
    refused = await world.working()
    await world.market.do(refuse_order, world.performer, refused)
    assert [fail.id_task for fail in await client.rating.list_tasks_fails()] == [refused]
    assert (await client.rating.rating_user_back(refused, world.performer.id)).rate_back == 25
    disputed = await world.checked()
    assert (await client.tasks.send_note_fail(disputed, "Текст совсем не о хлебе")).ticket.startswith("http")


async def an_overdue_order(client: EtxtClient, world: World) -> None:
    order = await world.working()
    await advance(world.market, world.market.clock.now() + 11 * DAY)
    (task,) = [each for each in await client.tasks.list_tasks(filter=10) if each.id == order]
    assert task.status == 5
    again = await client.tasks.set_deadline(order, _moment(world.market.clock.now() + DAY + 3600))
    assert again.status == 2
    assert again.deadline - task.deadline > timedelta(0)
    await advance(world.market, world.market.clock.now() + 3 * DAY)
    failed = await client.tasks.fail_task(order, copy=True)
    assert failed.id_copy is not None
    assert failed.rateup.startswith("http")


async def _empty_is_a_list(client: EtxtClient) -> bool:
    try:
        return await client.tasks.list_tasks(id=10**12) == []
    except NoObjectError:
        return False


class _Nothing:
    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None: ...
