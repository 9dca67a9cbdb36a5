"""Notifications through the API: pages, marks, and links that open what they are about; dialogs that are blocked."""

import pytest

from birzha.articles.commands import approve_article, buy_article, offer_article, reject_article, save_article
from birzha.articles.model import ArticleChanges
from birzha.corrections.commands import add_correction, give_back_correction, return_correction, take_correction
from birzha.kworks.commands import approve_kwork, buy_kwork, offer_kwork, reject_kwork, save_kwork
from birzha.kworks.model import KworkChanges
from birzha.lists.commands import set_entry
from birzha.messages.commands import take_new, tell, write_message
from birzha.offers.commands import accept_personal_offer, decline_personal_offer, make_personal_offer
from birzha.orders.commands import (
    accept_results,
    add_comment,
    decline_bid,
    decline_order,
    extra_pay,
    fail_order,
    give_rating_back,
    refuse_order,
    send_back,
    set_deadline,
)
from birzha.orders.model import State
from birzha.people.commands import change_rate, ignore, open_session
from birzha.people.model import Lock, Role
from birzha.people.queries import actor_by_id
from birzha.sweeps.run import advance
from birzha.tickets.commands import decide_ticket, open_ticket

from .cases import ARTICLE, KWORK

DAY = 86_400


@pytest.fixture
def market(sqlite_market):
    """These endpoints do not depend on the engine."""
    return sqlite_market


@pytest.fixture
async def enter(world, application_of, asker_of):
    """Callers for people, by login."""
    app = application_of(world.market)

    async def make(actor, login):
        caller = asker_of(app)
        caller.id = actor.id
        caller.token = await world.do(open_session, Lock(caller.id, login, ""))
        return caller

    return make


async def test_pages_and_marks(world, enter):
    """Newest first, page by page, with the count of all that are unread; marking by ids and up to one."""
    customer = await enter(world.customer, "customer")
    for number in range(3):
        await world.do(tell, customer.id, f"раз {number}", kind="kwork", title="Кворк", link="/kworks/1")
    await world.do(write_message, world.performer, customer.id, "Здравствуйте")
    first = (await customer("GET", "/notifications?limit=3")).json
    assert [each["text"] for each in first["items"]] == ["Здравствуйте", "раз 2", "раз 1"]
    assert first["items"][1] == {
        "id": first["items"][1]["id"],
        "date": world.now,
        "kind": "kwork",
        "title": "Кворк",
        "text": "раз 2",
        "link": "/kworks/1",
        "read_at": 0,
    }
    assert first["unread"] == 4
    second = (await customer("GET", f"/notifications?limit=3&cursor={first['next']}")).json
    assert ([each["text"] for each in second["items"]], second["next"]) == (["раз 0"], None)
    newest = first["items"][0]["id"]
    assert (await customer("POST", "/notifications/read", {"ids": [newest]})).json == {"ids": [newest]}
    assert (await customer("POST", "/notifications/read", {"ids": [newest]})).status == 404
    assert (await customer("GET", "/dialogs/unread")).json["count"] == 1
    assert (await customer("POST", "/notifications/seen", {"last_id": newest})).json == {"count": 3}
    assert (await customer("GET", "/notifications")).json["unread"] == 0


async def test_blocked_dialogs_and_whether_one_may_write(world, enter):
    """Whom one shuts out is in the other list; the one who is shut out hears why, before and when writing."""
    customer, performer = await enter(world.customer, "customer"), await enter(world.performer, "performer")
    await world.do(write_message, world.performer, customer.id, "Здравствуйте")
    assert (await customer("GET", "/dialogs/blocked")).json == {"items": []}
    assert (await performer("GET", f"/dialogs/{customer.id}/allowed")).json == {"allowed": True, "reason": ""}
    await world.do(ignore, world.customer, performer.id)
    assert [each["person_id"] for each in (await customer("GET", "/dialogs/blocked")).json["items"]] == [performer.id]
    told = (await performer("GET", f"/dialogs/{customer.id}/allowed")).json
    refused = await performer("POST", f"/dialogs/{customer.id}", {"text": "Вы здесь?"})
    assert (told["allowed"], refused.status, refused.json["message"]) == (False, 403, told["reason"])
    assert (await customer("GET", f"/dialogs/{performer.id}/allowed")).json["allowed"] is True
    assert (await customer("GET", "/dialogs/999999/allowed")).status == 404


class Reader:
    """Follows the links of everybody's new notifications."""

    def __init__(self, world, people):
        self.world, self.people, self.kinds = world, people, set()

    async def follow(self, *told):
        """Exactly these people have got something new, and each link opens; without arguments: whoever has."""
        heard = set()
        for login, caller in self.people.items():
            actor = await self.world.ask(actor_by_id, caller.id)
            for each in (await self.world.do(take_new, actor)).notifications:
                heard.add(login)
                self.kinds.add(each.kind)
                assert each.title, each
                if each.link:
                    reply = await caller("GET", each.link)
                    assert reply.status == 200, (login, each, reply.content)
        assert not told or heard == set(told)


@pytest.fixture
async def reader(world, enter):
    """Everybody of the world, and a corrector."""
    logins = ("customer", "performer", "rival")
    people = {login: await enter(getattr(world, login), login) for login in logins}
    world.corrector = await world.person("corrector", Role.CORRECTOR)
    people["corrector"] = await enter(world.corrector, "corrector")
    return Reader(world, people)


async def test_links_of_orders_open(world, reader):
    """Whatever is told of an order leads to where the one who is told can see it, at that moment."""
    customer, performer = world.customer, world.performer
    order = await world.place()
    await world.bid(order)
    await reader.follow("customer")
    rivals = await world.bid(order, world.rival)
    await world.do(decline_bid, customer, rivals.id)
    await reader.follow("customer", "rival")
    order = await world.assign(await world.place())
    await reader.follow("customer", "performer")
    await world.do(add_comment, performer, order, "Есть вопрос")
    await world.do(set_deadline, customer, order, world.now + 3 * DAY)
    await world.submit(order)
    await reader.follow("customer", "performer")
    await world.do(send_back, customer, [order], "Ещё")
    await world.submit(order)
    await world.do(extra_pay, customer, order, 100)
    await world.do(accept_results, customer, [order])
    await reader.follow("customer", "performer")
    order = await world.assign(await world.place())
    await reader.follow("customer", "performer")
    await world.do(refuse_order, performer, order)
    await reader.follow("customer")
    await world.do(give_rating_back, customer, order, performer.id)
    await reader.follow("performer")
    await world.place()
    await advance(world.market, world.now + 3 * DAY)
    await reader.follow("customer")
    assert reader.kinds == {"order"}


async def test_links_of_individual_orders_and_tickets_open(world, reader):
    """An order for one performer or for a white list, and what a moderator decides of a performer."""
    customer, performer = world.customer, world.performer
    order = await world.place(target=3, target_id=performer.id)
    await reader.follow("performer")
    await world.do(decline_order, performer, order)
    await reader.follow("customer")
    await world.do(set_entry, customer, performer.id, "white")
    await world.place(target=2, notify_group=1)
    await reader.follow("performer")
    for approve in (False, True):
        order = await world.order_in(State.ON_CHECK)
        ticket = await world.do(open_ticket, customer, order, "Пропал")
        await reader.follow()
        await world.do(decide_ticket, world.moderator, ticket.id, approve)
        await reader.follow(*(["customer", "performer"] if approve else ["customer"]))
    order = await world.order_in(State.OVERDUE)
    await reader.follow("customer", "performer")
    await world.do(fail_order, customer, order)
    await reader.follow("performer")


async def test_links_of_kworks_and_offers_open(world, reader):
    """A moderator's verdict, a purchase, and a personal offer with what became of it."""
    customer, performer = world.customer, world.performer
    kwork = await world.do(save_kwork, performer, KworkChanges(**KWORK))
    await world.do(offer_kwork, performer, kwork)
    await world.do(reject_kwork, world.moderator, kwork, "Мало сказано")
    await reader.follow("performer")
    await world.do(offer_kwork, performer, kwork)
    await world.do(approve_kwork, world.moderator, kwork)
    await reader.follow("performer")
    await world.do(buy_kwork, customer, kwork)
    await reader.follow("performer")
    terms = {"title": "Цикл", "text": "По статье в неделю", "price": 10_000, "days": 3, "kwork_id": kwork}
    for end in (accept_personal_offer, decline_personal_offer):
        world.market.clock.set(world.now + 60)
        offer = await world.do(make_personal_offer, performer, customer.id, **terms)
        await reader.follow("customer")
        await world.do(end, customer, offer.id)
        await reader.follow()
    world.market.clock.set(world.now + 60)
    await world.do(write_message, performer, customer.id, "Здравствуйте")
    await reader.follow("customer")
    assert reader.kinds == {"kwork", "order", "offer", "message"}


async def test_links_of_articles_and_corrections_open(world, reader):
    """The author's articles through moderation and sale; a correction for its customer and its corrector."""
    customer, corrector = world.customer, world.corrector
    await world.do(change_rate, world.performer.id, 10)
    author = await world.ask(actor_by_id, world.performer.id)
    article = await world.do(save_article, author, ArticleChanges(**ARTICLE))
    await world.do(offer_article, author, article)
    await world.do(reject_article, world.moderator, article, "Мало")
    await reader.follow("performer")
    await world.do(offer_article, author, article)
    await world.do(approve_article, world.moderator, article, orph=1, punc=1, style=1)
    await reader.follow("performer")
    await world.do(buy_article, customer, article)
    await reader.follow("performer")
    correction = await world.do(add_correction, customer, "О хлебе", "Ржаной хлеп")
    await world.do(take_correction, corrector, correction)
    await reader.follow("customer", "corrector")
    await world.do(give_back_correction, corrector, correction)
    await reader.follow("customer", "corrector")
    await world.do(take_correction, corrector, correction)
    await world.do(return_correction, corrector, correction, "Ржаной хлеб")
    await reader.follow("customer", "corrector")
    assert reader.kinds == {"article", "correction"}
