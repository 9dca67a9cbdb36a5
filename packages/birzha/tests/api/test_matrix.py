"""Every endpoint against everybody: nobody, the shut out, other roles, strangers, and whoever may."""

import base64
import json
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from birzha.api import ENDPOINTS
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
from birzha.corrections.commands import import_correction, take_correction
from birzha.corrections.model import Source
from birzha.folders.commands import add_folder
from birzha.lists.commands import save_group, set_entry, set_note
from birzha.messages.commands import tell, write_message
from birzha.messages.queries import unread
from birzha.money.commands import freeze_payouts, grant_promo, request_withdrawal
from birzha.orders.commands import accept_results, archive_orders, submit_result
from birzha.orders.model import State, StoredFile
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
from birzha.reviews.commands import add_review
from birzha.tickets.commands import open_ticket

TEXT = "Очень внимательный человек, работа сделана вовремя и без единого замечания."
MISSING = 999_999_999
FILE = (
    b'--x\r\ncontent-disposition: form-data; name="comment"\r\n\r\nok\r\n'
    b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    + "слово ".encode() * 300
    + b"\r\n--x--\r\n"
)
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAP///////yH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")
PHOTO = b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.gif"\r\n\r\n' + PIXEL + b"\r\n--x--\r\n"


@pytest.fixture
def market(sqlite_market):
    """The matrix does not depend on the engine."""
    return sqlite_market


@dataclass(frozen=True)
class Case:
    """One endpoint: who may, with what, and whether its objects are somebody's own."""

    who: str
    path: dict[str, str] | None = None
    query: str = ""
    body: Any = None
    owned: bool = True


PLACE = {"title": "Заказ", "price": 10_000, "size": 1000, "category_id": 1911}
ARTICLE = {
    "title": "Кошки",
    "text": "О кошках.",
    "description": "Всё о кошках",
    "price": 10_000,
    "category_id": 1911,
    "language_id": 1,
}
IMAGE = (
    b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.gif"\r\n\r\n'
    b"GIF89a\x01\x00\x01\x00\x00\x00\x00;\r\n--x--\r\n"
)
LOGIN = {"login": "customer", "password": "correct horse"}

CASES = {
    "post_person": Case("", body={**LOGIN, "login": "newcomer", "email": "a@b.ru", "roles": ["customer"]}),
    "post_session": Case("", body={**LOGIN, "login": "known"}),
    "delete_session": Case("customer"),
    "put_password": Case("known", body={"old": "correct horse", "new": "battery staple"}),
    "post_reset": Case("", body={"login_or_email": "customer"}),
    "confirm_reset": Case("", body={"token": "$reset", "password": "battery staple"}),
    "get_me": Case("customer"),
    "patch_me": Case("customer", body={"fio": "Иван"}),
    "put_works": Case("performer", body={"works": [{"id_type": 1, "min_price": 5000}]}),
    "get_api_key": Case("customer"),
    "post_api_key": Case("customer", body={}),
    "put_api_password": Case("customer", body={"api_password": "secret words"}),
    "rotate_token": Case("customer"),
    "patch_api_key": Case("customer", body={"enabled": False}),
    "get_ignored": Case("customer"),
    "put_ignored": Case("customer", {"person_id": "rival"}, owned=False),
    "delete_ignored": Case("stranger", {"person_id": "performer"}, owned=False),
    "put_photo": Case("customer", body=PHOTO),
    "delete_photo": Case("customer"),
    "get_photo": Case("customer", {"person_id": "performer"}, owned=False),
    "get_user_note": Case("customer", {"person_id": "performer"}),
    "put_user_note": Case("customer", {"person_id": "performer"}, body={"text": "быстрый"}, owned=False),
    "get_performers": Case("customer", query="?rate_from=0&online=0"),
    "get_person": Case("customer", {"person_id": "performer"}, owned=False),
    "get_works": Case("customer", {"person_id": "performer"}, owned=False),
    "get_categories": Case("customer"),
    "get_languages": Case("customer"),
    "get_preferences": Case("customer", {"person_id": "performer"}, owned=False),
    "put_preferences": Case("performer", body={"categories": [1911], "languages": [1]}),
    "post_category": Case("admin", body={"name": "Новая"}),
    "put_category": Case("admin", {"category_id": "category"}, body={"name": "Иная"}, owned=False),
    "post_language": Case("admin", body={"name": "Новый"}),
    "put_language": Case("admin", {"language_id": "language"}, body={"name": "Иной"}, owned=False),
    "get_folders": Case("customer"),
    "patch_folder": Case("customer", {"folder_id": "folder"}, body={"name": "Иначе"}),
    "remove_folder": Case("customer", {"folder_id": "folder"}),
    "post_folder": Case("customer", body={"name": "Папка"}),
    "get_entries": Case("customer", query="?kind=white"),
    "put_entry": Case("customer", {"person_id": "rival"}, body={"kind": "black"}, owned=False),
    "delete_entry": Case("customer", {"person_id": "listed"}, owned=False),
    "put_entry_group": Case("customer", {"person_id": "listed"}, body={"group_id": 0}),
    "get_list_counts": Case("customer", {"person_id": "performer"}, owned=False),
    "get_groups": Case("customer"),
    "post_group": Case("customer", body={"name": "Группа"}),
    "put_group": Case("customer", {"group_id": "group"}, body={"name": "Группа"}),
    "remove_group": Case("customer", {"group_id": "group"}),
    "get_reviews": Case("customer", {"person_id": "performer"}, owned=False),
    "post_review": Case("performer", {"person_id": "customer"}, body={"text": TEXT}, owned=False),
    "put_review": Case("customer", {"review_id": "review"}, body={"text": TEXT, "kind": "negative"}),
    "remove_review": Case("moderator", {"review_id": "review"}, owned=False),
    "get_messages": Case("customer"),
    "post_messages_read": Case("customer", body={"ids": ["$message"]}),
    "post_messages_delete": Case("customer", body={"ids": ["$message"]}),
    "get_dialogs": Case("customer", query="?limit=5"),
    "get_unread_counts": Case("customer"),
    "get_dialog": Case("customer", {"person_id": "performer"}, owned=False),
    "post_dialog": Case("customer", {"person_id": "performer"}, body={"text": "Здравствуйте"}, owned=False),
    "post_dialog_read": Case("customer", {"person_id": "performer"}, body={"last_id": 1}, owned=False),
    "get_balance": Case("customer"),
    "get_statement": Case("customer", query="?limit=5&sub=1&folder_id=0"),
    "post_withdrawal": Case("customer", body={"amount": 100}),
    "get_withdrawals": Case("customer"),
    "post_own_top_up": Case("customer", body={"amount": 100}),
    "post_correction": Case("customer", body={"title": "О хлебе", "text": "Ржаной хлеп"}),
    "post_correction_import": Case("customer", body={"source": "task", "object_id": "$result"}),
    "post_corrections_move": Case("customer", body={"ids": ["$correction"], "folder_id": 0}),
    "get_my_corrections": Case("customer", query="?state=new&folder_id=0"),
    "get_correction": Case("customer", {"correction_id": "taken_correction"}),
    "get_correction_file": Case("customer", {"correction_id": "filed_correction"}),
    "get_available_corrections": Case("corrector"),
    "get_taken_corrections": Case("corrector"),
    "post_correction_taken": Case("corrector", {"correction_id": "correction"}, owned=False),
    "post_correction_given_back": Case("corrector", {"correction_id": "taken_correction"}),
    "post_corrected": Case("corrector", {"correction_id": "taken_correction"}, body={"text": "Ржаной хлеб"}),
    "post_orders_archive": Case("customer", body={"ids": ["$done"]}),
    "get_archived_orders": Case("customer", query="?folder_id=0&newest_first=0"),
    "post_archived_orders_move": Case("customer", body={"ids": ["$archived"], "folder_id": 0}),
    "get_archived_results": Case("customer", {"order_id": "archived"}),
    "get_archived_file": Case("customer", {"order_id": "archived", "result_id": "archived_result"}),
    "get_orders": Case("customer", query="?status=2"),
    "post_order": Case("customer", body=PLACE),
    "get_order": Case("customer", {"order_id": "draft"}),
    "patch_order": Case("customer", {"order_id": "draft"}, body={"title": "Иначе"}),
    "post_orders_delete": Case("customer", body={"ids": ["$draft"]}),
    "post_orders_move": Case("customer", body={"ids": ["$draft"], "folder_id": 0}),
    "post_orders_accept": Case("customer", body={"ids": ["$on_check"]}),
    "post_orders_back": Case("customer", body={"ids": ["$on_check"], "text": "Переделайте"}),
    "put_deadline": Case("customer", {"order_id": "overdue"}, body={"deadline": "$later"}),
    "post_order_copy": Case("customer", {"order_id": "draft"}, body={}),
    "post_order_failed": Case("customer", {"order_id": "overdue"}, body={"copy": True}),
    "delete_uniqueness": Case("customer", {"order_id": "draft"}),
    "put_own_note": Case("customer", {"order_id": "draft"}, body={"text": "для себя"}),
    "get_excess": Case("customer", {"order_id": "on_check"}),
    "post_excess": Case("customer", {"order_id": "on_check"}),
    "post_extra_pay": Case("customer", {"order_id": "in_work"}, body={"amount": 100}),
    "get_bids": Case("customer"),
    "get_notes": Case("customer", query="?order_id=1&order_id=2"),
    "get_rating_fails": Case("customer", query="?back=0"),
    "post_rating_back": Case("customer", {"order_id": "failed", "person_id": "performer"}),
    "post_bid": Case("rival", {"order_id": "waiting"}, body={"text": "Возьмусь"}, owned=False),
    "patch_bid": Case("performer", {"bid_id": "bid"}, body={"text": "Возьмусь сегодня"}),
    "delete_bid": Case("performer", {"bid_id": "bid"}),
    "post_acceptance": Case("customer", {"bid_id": "bid"}, body={}),
    "post_bid_declined": Case("customer", {"bid_id": "bid"}),
    "post_confirmation": Case("performer", {"order_id": "individual"}),
    "post_order_declined": Case("performer", {"order_id": "individual"}),
    "get_available_orders": Case("performer", query="?category_id=1911&work_type=1"),
    "get_available_order": Case("performer", {"order_id": "individual"}),
    "get_available_attachment": Case("performer", {"order_id": "individual"}),
    "get_attachment": Case("customer", {"order_id": "individual"}),
    "get_my_work": Case("performer", query="?status=3"),
    "get_my_bids": Case("performer"),
    "post_result": Case("performer", {"order_id": "in_work"}, body=FILE),
    "get_results": Case("customer", {"order_id": "on_check"}),
    "get_result_file": Case("customer", {"order_id": "filed", "result_id": "file_result"}),
    "get_result_text": Case("customer", {"result_id": "result"}),
    "post_refusal": Case("performer", {"order_id": "in_work"}),
    "get_comments": Case("performer", {"order_id": "in_work"}),
    "post_comment": Case("performer", {"order_id": "in_work"}, body={"text": "Есть вопрос", "hidden": True}),
    "post_ticket": Case("customer", {"order_id": "filed"}, body={"text": "Пропал"}),
    "get_my_tickets": Case("customer"),
    "get_tickets": Case("moderator", query="?state=open"),
    "post_ticket_decision": Case("moderator", {"ticket_id": "ticket"}, body={"approve": True}, owned=False),
    "get_my_articles": Case("performer", query="?state=draft"),
    "post_article": Case("performer", body=ARTICLE),
    "patch_article": Case("performer", {"article_id": "article_draft"}, body={"title": "Иначе"}),
    "post_article_offered": Case("performer", {"article_id": "article_draft"}),
    "post_article_withdrawn": Case("performer", {"article_id": "article_on_sale"}),
    "remove_article": Case("performer", {"article_id": "article_draft"}),
    "put_discount": Case("performer", {"article_id": "article_on_sale"}, body={"percent": 20, "until": "$later"}),
    "post_image": Case("performer", {"article_id": "article_draft"}, body=IMAGE),
    "delete_image": Case("performer", {"article_id": "article_draft", "image_id": "image"}),
    "get_whole_article": Case("customer", {"article_id": "article_bought"}),
    "get_images": Case("performer", {"article_id": "article_draft"}),
    "get_image": Case("performer", {"article_id": "article_draft", "image_id": "image"}),
    "get_moderation": Case("moderator"),
    "post_article_approved": Case(
        "moderator", {"article_id": "article_offered"}, body={"orph": True, "punc": False, "style": True}, owned=False
    ),
    "post_article_rejected": Case("moderator", {"article_id": "article_offered"}, body={"reason": "Мало"}, owned=False),
    "get_articles": Case("customer", query="?text=cat&sort=relevancy&price_to=1000000&field=title"),
    "get_article": Case("customer", {"article_id": "article_on_sale"}, owned=False),
    "put_basket": Case("customer", {"article_id": "article_on_sale"}, owned=False),
    "delete_basket": Case("customer", {"article_id": "article_in_basket"}),
    "post_purchase": Case("customer", {"article_id": "article_on_sale"}, owned=False),
    "get_bought": Case("customer", query="?folder_id=0"),
    "get_archived_articles": Case("customer", query="?newest_first=1"),
    "post_articles_archive": Case("customer", body={"ids": ["$article_bought"]}),
    "post_articles_move": Case("customer", body={"ids": ["$article_bought"], "folder_id": 0}),
    "get_accounts": Case("admin", query="?search=custom"),
    "get_account": Case("admin", {"person_id": "customer"}, owned=False),
    "put_roles": Case("admin", {"person_id": "customer"}, body={"roles": ["performer"]}, owned=False),
    "put_rate": Case("admin", {"person_id": "customer"}, body={"rate": -5}, owned=False),
    "put_block": Case("admin", {"person_id": "customer"}, owned=False),
    "delete_block": Case("admin", {"person_id": "customer"}, owned=False),
    "put_reviews_block": Case("moderator", {"person_id": "customer"}, body={"value": True}, owned=False),
    "put_stars": Case("admin", {"person_id": "customer"}, body={"value": True}, owned=False),
    "put_diploma": Case("admin", {"person_id": "customer"}, body={"value": True}, owned=False),
    "put_attestations": Case("admin", {"person_id": "customer"}, body={"attestations": ["law"]}, owned=False),
    "put_portfolio": Case("admin", {"person_id": "customer"}, body={"works": 3}, owned=False),
    "put_group_name": Case("admin", {"person_id": "customer"}, body={"group_name": "Мастера"}, owned=False),
    "put_level": Case("admin", {"person_id": "performer", "id_type": "work"}, body={"level": 2}, owned=False),
    "get_rules": Case("customer"),
    "post_top_up": Case("admin", {"person_id": "customer"}, body={"amount": 100, "cause": "7"}, owned=False),
    "post_promo": Case("admin", {"person_id": "customer"}, body={"points": 100}, owned=False),
    "post_promo_spending": Case("admin", {"person_id": "customer"}, body={"points": 1}, owned=False),
    "get_all_withdrawals": Case("admin", query="?state=open"),
    "post_withdrawal_paid": Case("admin", {"withdrawal_id": "withdrawal"}, owned=False),
    "post_withdrawal_rejected": Case("admin", {"withdrawal_id": "withdrawal"}, body={"reason": "нет"}, owned=False),
    "delete_freeze": Case("admin"),
}
"""A good request to each endpoint, by its rightful caller."""


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


@pytest.mark.parametrize("name", CASES)
async def test_an_endpoint_against_everybody(asker, world, name):
    """Nobody gets 401, the shut out and other roles 403, a stranger the 404 of a missing thing; then whoever may is served."""
    asking = asker(name)
    if not asking.found.public:
        await nobody_and_other_roles_are_refused(asking)
        if asking.case.owned and ids_of(asking.case):
            await foreign_is_as_if_missing(asking)
    if name == "delete_freeze":
        await world.do(freeze_payouts, "проверка")
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
