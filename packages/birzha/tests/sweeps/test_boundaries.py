"""Every boundary in time, a second before it, at it and a second after it, on both engines."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from starlette.requests import Request

from birzha.articles.commands import save_article, set_discount
from birzha.articles.model import ArticleChanges
from birzha.articles.tables import article
from birzha.clock import DAY, HOUR, MINUTE
from birzha.dialects.etxt.files import Shelf
from birzha.dialects.etxt.switches import Wire
from birzha.dialects.links import LIFETIME, signer
from birzha.errors import MarketError, NotFound, TooSoon, WrongState
from birzha.messages.commands import write_private
from birzha.money.queries import balance
from birzha.orders.commands import accept_results, delete_orders, give_rating_back, refuse_order, set_next_check
from birzha.orders.model import Figures, State
from birzha.people.model import Actor
from birzha.reviews.commands import add_review, edit_review
from birzha.sweeps.run import advance

OPINION = "Очень внимательный человек, работа сделана вовремя и без единого замечания."
ZONE_DAY_END = 20 * HOUR + 59 * MINUTE + 59  # 23:59:59 in Moscow, from the midnight of Greenwich

Look = Callable[[], Awaitable[bool]]


def stands(world: Any, order_id: int, state: State) -> Look:
    """Whether the order has come to that state."""

    async def look() -> bool:
        return await world.state(order_id) is state

    return look


def done(act: Callable[[], Awaitable[Any]], refusal: type[MarketError]) -> Look:
    """Whether the act is let through; any refusal but this one fails the test."""

    async def look() -> bool:
        try:
            await act()
        except refusal:
            return False
        return True

    return look


async def overdue(world: Any) -> tuple[int, Look]:
    """Work is overdue in the second after its deadline (§4.2 #11)."""
    order_id = await world.order_in(State.IN_WORK)
    return (await world.order(order_id)).deadline + 1, stands(world, order_id, State.OVERDUE)


async def expiry(world: Any) -> tuple[int, Look]:
    """An order that nobody was chosen for is a draft in the second after its deadline (A14)."""
    order_id = await world.place()
    await world.bid(order_id)
    return (await world.order(order_id)).deadline + 1, stands(world, order_id, State.DRAFT)


async def overdue_after_a_check(world: Any) -> tuple[int, Look]:
    """A check that sends a result back gives three days (§4.2 #8, A16)."""
    order_id = await world.order_in(State.ON_CHECK, uniq=90, deadline=world.now + DAY + 1)
    await world.do(set_next_check, Figures(per_antiplagiat=89), order_id=order_id)
    return world.now + 3 * DAY + 1, stands(world, order_id, State.OVERDUE)


async def overdue_after_a_quick_check(world: Any) -> tuple[int, Look]:
    """For a quick order it gives three hours."""
    order_id = await world.order_in(State.ON_CHECK, uniq=90, deadline=world.now + HOUR)
    await world.do(set_next_check, Figures(per_antiplagiat=89), order_id=order_id)
    return world.now + 3 * HOUR + 1, stands(world, order_id, State.OVERDUE)


async def payout(world: Any) -> tuple[int, Look]:
    """A performer has the money when the payout delay is over."""
    order_id = await world.order_in(State.ON_CHECK)

    async def delayed(tx: Any, actor: Actor, ids: list[int]) -> list[int]:
        tx.rules = replace(tx.rules, payout_delay=4 * HOUR)
        return await accept_results(tx, actor, ids)

    await world.do(delayed, world.customer, [order_id])

    async def look() -> bool:
        wallet = await world.ask(balance, world.performer)
        assert wallet.available + wallet.pending == 9_000
        return wallet.pending == 0

    return world.now + 4 * HOUR, look


async def archive(world: Any) -> tuple[int, Look]:
    """A done order goes to the archive thirty days after it was accepted (A26)."""
    order_id = await world.order_in(State.DONE)
    return world.now + 30 * DAY, stands(world, order_id, State.ARCHIVED)


async def purge(world: Any) -> tuple[int, Look]:
    """A cancelled order is gone fourteen days later (§4.2 #19)."""
    order_id = await world.order_in(State.FAILED)

    async def look() -> bool:
        return not await world.exists(order_id)

    return world.now + 14 * DAY, look


async def no_rating_back(world: Any) -> tuple[int, Look]:
    """Rating is given back while the order is there, and no longer."""
    order_id = await world.order_in(State.FAILED)
    back = done(lambda: world.do(give_rating_back, world.customer, order_id, world.performer.id), NotFound)

    async def look() -> bool:
        return not await back()

    return world.now + 14 * DAY, look


async def deletion(world: Any) -> tuple[int, Look]:
    """An order can be deleted seven days after its performer was taken off (§4.2 #17)."""
    order_id = await world.order_in(State.IN_WORK)
    await world.do(refuse_order, world.performer, order_id)
    return world.now + 7 * DAY, done(lambda: world.do(delete_orders, world.customer, [order_id]), WrongState)


async def discount(world: Any) -> tuple[int, Look]:
    """A discount holds to the last second of its last day in Moscow."""
    changes = ArticleChanges(title="Хлеб", text=OPINION, price=10_000, category_id=1911, language_id=1)
    article_id = await world.do(save_article, world.performer, changes)
    midnight = (world.now // DAY + 5) * DAY
    await world.do(set_discount, world.performer, article_id, 20, midnight + HOUR)

    async def look() -> bool:
        [(percent,)] = await world.rows(select(article.c.discount).where(article.c.id == article_id))
        assert percent in {0, 20}
        return percent == 0

    return midnight + ZONE_DAY_END + 1, look


async def link(world: Any) -> tuple[int, Look]:
    """A link to a file works for a day."""
    order_id = await world.order_in(State.IN_WORK)
    result_id = await world.submit(order_id)
    expires = world.now + LIFETIME
    mark = signer(world.market.settings.secret_key).mark("result_text", result_id, expires)
    path = {"kind": "result_text", "number": result_id, "expires": expires, "mark": mark}
    shelf = Shelf(world.market, Wire())

    async def look() -> bool:
        reply = await shelf.serve(Request({"type": "http", "path_params": path, "headers": []}))
        assert reply.status_code in {200, 410}
        return reply.status_code == 410

    return expires, look


async def next_review(world: Any) -> tuple[int, Look]:
    """The next review of one person can be written a day after the last one."""
    await world.order_in(State.DONE)
    await world.do(add_review, world.customer, world.performer.id, OPINION)
    again = done(lambda: world.do(add_review, world.customer, world.performer.id, OPINION), TooSoon)
    return world.now + DAY, again


async def late_edit(world: Any) -> tuple[int, Look]:
    """A review can be changed for an hour, its last second included (A28)."""
    await world.order_in(State.DONE)
    review_id = await world.do(add_review, world.customer, world.performer.id, OPINION)
    edited = done(lambda: world.do(edit_review, world.customer, review_id, OPINION + " Да."), WrongState)

    async def look() -> bool:
        return not await edited()

    return world.now + HOUR + 1, look


async def next_message(world: Any) -> tuple[int, Look]:
    """A program writes once a minute (A28)."""
    writer = Actor(world.customer.id, world.customer.roles, rate=10_001)
    await world.do(write_private, writer, world.performer.id, "Здравствуйте")
    return world.now + MINUTE, done(lambda: world.do(write_private, writer, world.rival.id, "И вам"), TooSoon)


BOUNDARIES = (
    overdue,
    expiry,
    overdue_after_a_check,
    overdue_after_a_quick_check,
    payout,
    archive,
    purge,
    no_rating_back,
    deletion,
    discount,
    link,
    next_review,
    late_edit,
    next_message,
)


@pytest.mark.parametrize("offset", [-1, 0, 1])
@pytest.mark.parametrize("boundary", BOUNDARIES, ids=lambda boundary: boundary.__name__)
async def test_a_boundary(world, boundary, offset):
    """Not a second too early, in its own second, and still so in the next."""
    moment, happened = await boundary(world)
    await advance(world.market, moment + offset)
    assert world.now == moment + offset
    assert await happened() is (offset >= 0)
