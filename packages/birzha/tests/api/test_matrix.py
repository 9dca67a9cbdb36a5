"""Every endpoint against everybody: nobody, the shut out, other roles, strangers, and whoever may."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, select

from birzha.api.endpoints import ENDPOINTS
from birzha.api.registry import Endpoint
from birzha.articles.commands import (
    add_image,
    approve_article,
    buy_article,
    offer_article,
    put_in_basket,
    save_article,
)
from birzha.articles.model import ArticleChanges, Image
from birzha.checkers.shelf import Shelf
from birzha.checks.tables import text_check
from birzha.corrections.commands import import_correction, take_correction
from birzha.corrections.model import Source
from birzha.folders.commands import add_folder
from birzha.kworks import commands as kworks
from birzha.kworks.model import Image as KworkImage
from birzha.kworks.model import KworkChanges
from birzha.lists.commands import save_group, set_entry, set_note
from birzha.messages.commands import tell, write_message
from birzha.messages.queries import unread
from birzha.money.commands import freeze_payouts, grant_promo, request_withdrawal
from birzha.offers.commands import make_offer, make_personal_offer, save_project
from birzha.orders.commands import accept_results, archive_orders, submit_result
from birzha.orders.model import OrderChanges, State, StoredFile
from birzha.people.commands import (
    add_person,
    ask_reset,
    block,
    change_rate,
    ignore,
    issue_api_key,
    open_session,
    set_photo,
)
from birzha.people.model import ANYONE, Lock, Role
from birzha.people.passwords import hash_password
from birzha.people.queries import actor_by_id, person_by_login
from birzha.people.tables import person
from birzha.reference.commands import put_feature
from birzha.reviews.commands import add_review
from birzha.sweeps.checking import Checking
from birzha.tickets.commands import open_ticket

from .cases import ARTICLE, CASES, CHECK, KWORK, PERSONAL, PIXEL, PROJECT, TEXT, Case

MISSING = 999_999_999


@pytest.fixture
def market(sqlite_market):
    """The matrix does not depend on the engine."""
    return sqlite_market


def ids_of(case: Case) -> set[str]:
    """The objects that a case is about."""
    listed = case.body.get("ids", []) if isinstance(case.body, dict) else []
    return {*(case.path or {}).values(), *(each[1:] for each in listed)}


def test_every_endpoint_has_a_case():
    """No endpoint escapes the matrix."""
    assert set(CASES) == {each.name for each in ENDPOINTS}


@pytest.fixture
async def things(world) -> dict[str, Any]:
    """Objects of every kind, by the names that the cases use."""
    customer, performer = world.customer, world.performer
    found = {"category": 1911, "language": 1, "work": 1}
    found["failed"] = await world.order_in(State.FAILED)
    found["overdue"] = await world.order_in(State.OVERDUE)
    found["done"] = await world.order_in(State.DONE)
    found["archived"] = await world.assign(await world.place())
    kept = StoredFile(world.market.files.put(b"text"), "работа.txt", 4, "text/plain", "т" * 1000)
    found["archived_result"] = await world.do(submit_result, performer, found["archived"], "", kept)
    await world.do(accept_results, customer, [found["archived"]])
    await world.do(archive_orders, customer, [found["archived"]])
    for state in (State.DRAFT, State.WAITING, State.IN_WORK):
        found[state.name.lower()] = await world.order_in(state)
    found["on_check"] = await world.assign(await world.place())
    found["result"] = await world.submit(found["on_check"])
    found["ticket"] = (await world.do(open_ticket, customer, found["on_check"], "Пропал")).id
    found["filed"] = await world.assign(await world.place())
    file = StoredFile(world.market.files.put(b"text"), "работа.txt", 4, "text/plain", "т" * 1000)
    found["file_result"] = await world.do(submit_result, performer, found["filed"], "", file)
    attached = StoredFile(world.market.files.put(b"text"), "задание.txt", 4, "text/plain")
    corrector = await world.person("corrector", Role.CORRECTOR)
    for name, source in (
        ("correction", found["result"]),
        ("taken_correction", found["result"]),
        ("filed_correction", found["file_result"]),
    ):
        found[name] = await world.do(import_correction, customer, Source.RESULT, source)
    for name in ("taken_correction", "filed_correction"):
        await world.do(take_correction, corrector, found[name])
    found["individual"] = await world.place(target=3, target_id=performer.id, file=attached)
    found["bid"] = (await world.bid(await world.place())).id
    found["review"] = await world.do(add_review, customer, performer.id, TEXT)
    found["feature"] = await world.do(put_feature, name="Срочно", price=30_000)
    found["group"] = await world.do(save_group, customer, "Группа")
    found["folder"] = await world.do(add_folder, customer, "Папка")
    await world.do(set_photo, performer, world.market.files.put(PIXEL))
    await world.do(set_note, customer, performer.id, "быстрый")
    await world.do(write_message, performer, customer.id, "Здравствуйте")
    found["listed"] = (await world.person("listed", Role.PERFORMER)).id
    await world.do(set_entry, customer, found["listed"], "white", found["group"])
    await world.do(ignore, world.stranger, performer.id)
    await world.do(tell, customer.id, "Здравствуйте")
    found["message"] = (await world.ask(unread, customer))[0].id
    found["withdrawal"] = await world.do(request_withdrawal, customer, 100)
    await world.do(grant_promo, world.admin, customer.id, 100)
    await world.do(issue_api_key, customer, "sealed")
    password_hash = await hash_password("correct horse")
    await world.do(add_person, login="known", roles=Role.CUSTOMER, password_hash=password_hash, email="k@b.ru")
    found["reset"] = (await world.do(ask_reset, login_or_email="known", address=""))[0].token
    for login in ("customer", "performer", "rival", "stranger", "moderator", "admin", "corrector", "known"):
        found[login] = (await world.ask(person_by_login, customer, login)).id
    found |= await articles_of(world)
    found |= await kworks_of(world)
    found |= await offers_of(world)
    for kind, subject in (("result", found["result"]), ("article", found["article_bought"])):
        await world.execute(insert(text_check).values(**CHECK, kind=kind, subject_id=subject))
    found["later"] = world.now + 3 * 86_400
    return found


async def articles_of(world: Any) -> dict[str, int]:
    """Articles of the performer in the states that the cases need."""
    await world.do(change_rate, world.performer.id, 10)
    author = await world.ask(actor_by_id, world.performer.id)
    found = {}
    for name in ("draft", "offered", "on_sale", "in_basket", "bought"):
        found[f"article_{name}"] = await world.do(save_article, author, ArticleChanges(**ARTICLE))
    for name in ("offered", "on_sale", "in_basket", "bought"):
        await world.do(offer_article, author, found[f"article_{name}"])
    for name in ("on_sale", "in_basket", "bought"):
        await world.do(approve_article, world.moderator, found[f"article_{name}"], orph=1, punc=1, style=1)
    await world.do(put_in_basket, world.customer, found["article_in_basket"])
    await world.do(buy_article, world.customer, found["article_bought"])
    image = Image(0, 0, world.market.files.put(b"GIF"), "а.gif", 3, "image/gif", 1, 1)
    found["image"] = await world.do(add_image, author, found["article_draft"], image)
    return found


async def kworks_of(world: Any) -> dict[str, int]:
    """Kworks of the performer in the states that the cases need; the active one is the customer's favourite."""
    found, seller = {}, world.performer
    for name in ("draft", "offered", "active", "paused"):
        found[f"kwork_{name}"] = await world.do(kworks.save_kwork, seller, KworkChanges(**KWORK))
    for name in ("offered", "active", "paused"):
        await world.do(kworks.offer_kwork, seller, found[f"kwork_{name}"])
    for name in ("active", "paused"):
        await world.do(kworks.approve_kwork, world.moderator, found[f"kwork_{name}"])
    await world.do(kworks.pause_kwork, seller, found["kwork_paused"])
    await world.do(kworks.add_favourite, world.customer, found["kwork_active"])
    image = KworkImage(0, 0, world.market.files.put(b"GIF"), "а.gif", 3, "image/gif", 1, 1)
    found["kwork_image"] = await world.do(kworks.add_image, seller, found["kwork_draft"], image)
    return found


async def offers_of(world: Any) -> dict[str, int]:
    """A project of the customer with an offer of the performer at a price of its own, and a personal offer of one to the other."""
    changes = OrderChanges(**PROJECT, public=1)
    project = await world.do(save_project, world.customer, changes)
    offer = await world.do(make_offer, world.performer, project, "Возьмусь", price=9000, days=2)
    personal = await world.do(make_personal_offer, world.performer, world.customer.id, **PERSONAL)
    return {"project": project, "offer": offer.id, "personal_offer": personal.id}


class Asker:
    """Sends the requests of one case."""

    def __init__(self, world: Any, app: Any, found: Endpoint, things: dict[str, Any]) -> None:
        self.world, self.app, self.found, self.things = world, app, found, things
        self.case = CASES[found.name]

    async def ask(self, login: str, *, things: dict[str, Any] | None = None) -> Any:
        """The case's request by somebody; empty: by nobody."""
        known = things or self.things
        ids = {name: known[of] for name, of in (self.case.path or {}).items()}
        body = filled(self.case.body, known)
        headers = {}
        if login:
            token = await self.world.do(open_session, Lock(self.things[login], login, await self._hash(login)))
            headers["authorization"] = f"Bearer {token}"
        if isinstance(body, bytes):
            headers["content-type"] = "multipart/form-data; boundary=x"
        elif body is not None:
            headers["content-type"] = "application/json"
            body = json.dumps(body).encode()
        target = "/api/v1" + self.found.path.format(**ids) + self.case.query
        return await self.app.raw(self.found.method, target, body or b"", headers)

    async def everything(self) -> dict[str, Any]:
        """Every row but those of sessions, which asking itself makes."""
        return {**await self.world.everything(), "session": None}

    async def _hash(self, login: str) -> str:
        row = await self.world.rows(select(person.c.password_hash).where(person.c.id == self.things[login]))
        return row[0][0]

    async def enter(self, login: str, roles: Role) -> str:
        """Somebody new."""
        self.things[login] = (await self.world.person(login, roles)).id
        return login


def filled(value: Any, things: dict[str, Any]) -> Any:
    """A body with the ids in their places."""
    if isinstance(value, dict):
        return {name: filled(each, things) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, things) for each in value]
    return things[value[1:]] if isinstance(value, str) and value.startswith("$") else value


ALL = {each.name: each for each in ENDPOINTS}


@pytest.fixture
def asker(world, application_of, asker_of, things):
    """Makes the sender of an endpoint's requests."""
    app = application_of(world.market)
    return lambda name: Asker(world, asker_of(app), ALL[name], things)


async def begin_a_corpus(market, folder):
    """An empty one: without any, nothing can be measured."""
    market.settings = replace(market.settings, corpus=folder)
    checking = Checking(market, Shelf(folder))
    await checking.look()
    checking.shelf.corpus(checking._token)
    await checking.close()


@pytest.mark.parametrize("name", CASES)
async def test_an_endpoint_against_everybody(asker, world, name, tmp_path):
    """Nobody gets 401, the shut out and other roles 403, a stranger the 404 of a missing thing; then whoever may is served."""
    asking = asker(name)
    if not asking.found.public:
        await nobody_and_other_roles_are_refused(asking)
        if asking.case.owned and ids_of(asking.case):
            await foreign_is_as_if_missing(asking)
    if name == "delete_freeze":
        await world.do(freeze_payouts, "проверка")
    if name == "post_uniqueness_check":
        await begin_a_corpus(world.market, tmp_path / "corpus")
    reply = await asking.ask(asking.case.who)
    assert reply.status == asking.found.status, reply.content.decode()


async def nobody_and_other_roles_are_refused(asking: Asker) -> None:
    """Neither without a session, nor shut out with every role, nor with any role that is not declared; nothing changes."""
    await asking.enter("shut_out", ANYONE)
    await asking.world.do(block, asking.world.admin, asking.things["shut_out"])
    others = [await asking.enter(f"only_{role.name.lower()}", role) for role in Role if not role & asking.found.role]
    before = await asking.everything()
    reply = await asking.ask("")
    assert (reply.status, reply.code) == (401, "unauthorized")
    for login in ["shut_out", *others]:
        reply = await asking.ask(login)
        assert (reply.status, reply.code) == (403, "forbidden"), login
    assert await asking.everything() == before


async def foreign_is_as_if_missing(asking: Asker) -> None:
    """Somebody with every role gets the same for another's object as for one that does not exist; nothing changes."""
    await asking.enter("nosy", ANYONE)
    absent = await asking.ask("nosy", things=missing(asking))  # this also notes that they were here
    before = await asking.everything()
    foreign = await asking.ask("nosy")
    assert foreign.status == 404, foreign.content.decode()
    assert (foreign.status, foreign.json) == (absent.status, absent.json)
    assert await asking.everything() == before


def missing(asking: Asker) -> dict[str, Any]:
    """The same names for ids that nothing has."""
    return {**asking.things, **dict.fromkeys(ids_of(asking.case), MISSING)}
