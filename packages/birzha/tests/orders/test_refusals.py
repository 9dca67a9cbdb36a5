"""Every command in every state that does not allow it, by everybody whom it does not concern: refused, and nothing changes."""

from dataclasses import dataclass

import pytest

from birzha.errors import Forbidden, MarketError, NotFound, WrongState
from birzha.orders.commands import (
    accept_results,
    add_comment,
    archive_orders,
    copy_order,
    delete_orders,
    extra_pay,
    fail_order,
    give_rating_back,
    pay_excess,
    place_bid,
    refuse_order,
    save_order,
    send_back,
    set_client_comment,
    set_deadline,
    submit_result,
)
from birzha.orders.model import TRANSITIONS, Event, OrderChanges, State
from birzha.orders.queries import excess
from birzha.people.access import PERMISSIONS
from birzha.people.model import ANYONE, Actor, Role
from birzha.tickets.commands import open_ticket

S = State
STATES = [state for state in State if state is not S.GONE]
WITH_PERFORMER = {S.IN_WORK, S.ON_CHECK, S.DONE, S.OVERDUE, S.FAILED, S.ARCHIVED}

CUSTOMERS = {
    "save_order": (Event.EDIT, lambda w, o: (save_order, OrderChanges(title="Другой"), o)),
    "set_deadline": (Event.RESCHEDULE, lambda w, o: (set_deadline, o, w.now + 80 * 86_400)),
    "publish": (Event.RESCHEDULE, lambda w, o: (set_deadline, o, w.now + 80 * 86_400, True)),
    "delete_orders": (Event.DELETE, lambda w, o: (delete_orders, [o])),
    "fail_order": (Event.FAIL, lambda w, o: (fail_order, o, True)),
    "accept_results": (Event.ACCEPT, lambda w, o: (accept_results, [o], "Спасибо")),
    "send_back": (Event.SEND_BACK, lambda w, o: (send_back, [o], "Исправьте")),
    "extra_pay": (Event.PAY_EXTRA, lambda w, o: (extra_pay, o, 1)),
    "pay_excess": (Event.PAY_EXTRA, lambda w, o: (pay_excess, o)),
    "add_comment": (Event.COMMENT, lambda w, o: (add_comment, o, "Как дела?")),
    "archive_orders": (Event.ARCHIVE, lambda w, o: (archive_orders, [o])),
    "open_ticket": (Event.REMOVE, lambda w, o: (open_ticket, o, "Плохо")),
}
PERFORMERS = {
    "submit_result": (Event.SUBMIT, lambda w, o: (submit_result, o, "т" * 1000)),
    "refuse_order": (Event.REFUSE, lambda w, o: (refuse_order, o)),
    "place_bid": (Event.BID, lambda w, o: (place_bid, o, "Возьмусь")),
    "add_comment": (Event.COMMENT, lambda w, o: (add_comment, o, "Как дела?")),
}
ANY_STATE = {
    "copy_order": lambda w, o: (copy_order, o),
    "set_client_comment": lambda w, o: (set_client_comment, o, "Себе"),
    "give_rating_back": lambda w, o: (give_rating_back, o, w.performer.id),
}


@dataclass
class Unchanged:
    """Runs commands that must be refused, and looks afterwards whether anything changed."""

    world: object
    before: dict[str, list]

    async def refuses(self, error: type[MarketError], actor: Actor, command, *args) -> None:
        with pytest.raises(error) as refused:
            await self.world.do(command, actor, *args)
        assert refused.type is error, (command.__name__, refused.value)
        assert await self.world.everything() == self.before, command.__name__


@pytest.mark.parametrize("state", STATES)
async def test_the_wrong_state(world, state):
    """What the transition table does not allow is WrongState for the two parties, and nothing changes."""
    order_id = await world.order_in(state)
    look = Unchanged(world, await world.everything())
    for event, call in CUSTOMERS.values():
        if state not in TRANSITIONS[event]:
            await look.refuses(WrongState, world.customer, *call(world, order_id))
    if state in WITH_PERFORMER:
        for event, call in PERFORMERS.values():
            if state not in TRANSITIONS[event]:
                await look.refuses(WrongState, world.performer, *call(world, order_id))
    if state not in TRANSITIONS[Event.PAY_EXTRA]:
        with pytest.raises(WrongState):
            await world.ask(excess, world.customer, order_id)


@pytest.mark.parametrize("state", STATES)
async def test_somebody_elses(world, state):
    """Other people's orders are not there for anybody, in any state; nor is an order that never was."""
    order_id = await world.order_in(state)
    look = Unchanged(world, await world.everything())
    for missing in (order_id, 999, 2**63 - 1):
        for _, call in CUSTOMERS.values():
            await look.refuses(NotFound, world.stranger, *call(world, missing))
        for call in ANY_STATE.values():
            await look.refuses(NotFound, world.stranger, *call(world, missing))
        with pytest.raises(NotFound):
            await world.ask(excess, world.stranger, missing)
        for name, (_, call) in PERFORMERS.items():
            if (name, state) != ("place_bid", S.WAITING) or missing != order_id:
                await look.refuses(NotFound, world.rival, *call(world, missing))


@pytest.mark.parametrize("state", [S.DRAFT, S.WAITING])
async def test_nobody_works_yet(world, state):
    """Before anybody is chosen an order is in nobody's hands."""
    order_id = await world.order_in(state)
    look = Unchanged(world, await world.everything())
    for name in ("submit_result", "refuse_order", "add_comment"):
        await look.refuses(NotFound, world.performer, *PERFORMERS[name][1](world, order_id))


async def test_the_wrong_role(world):
    """Each command refuses whoever is not what it is for, before it looks at anything."""
    order_id = await world.order_in(S.ON_CHECK)
    look = Unchanged(world, await world.everything())
    for _, call in CUSTOMERS.values():
        for actor in (world.moderator, world.admin):
            await look.refuses(Forbidden, actor, *call(world, order_id))
    for _, call in PERFORMERS.values():
        for actor in (world.moderator, world.admin):
            await look.refuses(Forbidden, actor, *call(world, order_id))
    shut_out = Actor(world.customer.id, Role.CUSTOMER, blocked=True)
    await look.refuses(Forbidden, shut_out, accept_results, [order_id])


CUSTOMER, PERFORMER = Role.CUSTOMER, Role.PERFORMER
ROLES = {
    "orders.save_order": CUSTOMER,
    "orders.set_client_comment": CUSTOMER,
    "orders.move_orders": ANYONE,
    "orders.delete_orders": CUSTOMER,
    "orders.archive_orders": CUSTOMER,
    "orders.drop_uniqueness": CUSTOMER,
    "orders.orders_of_party": ANYONE,
    "orders.public_orders": ANYONE,
    "orders.archived_orders": CUSTOMER,
    "orders.archived_results": CUSTOMER,
    "orders.accept_bid": CUSTOMER,
    "orders.decline_bid": CUSTOMER,
    "orders.accept_results": CUSTOMER,
    "orders.send_back": CUSTOMER,
    "orders.extra_pay": CUSTOMER,
    "orders.pay_excess": CUSTOMER,
    "orders.fail_order": CUSTOMER,
    "orders.copy_order": CUSTOMER,
    "orders.set_deadline": CUSTOMER,
    "orders.give_rating_back": CUSTOMER,
    "orders.add_comment": CUSTOMER | PERFORMER,
    "orders.place_bid": PERFORMER,
    "orders.edit_bid": PERFORMER,
    "orders.withdraw_bid": PERFORMER,
    "orders.confirm_order": PERFORMER,
    "orders.decline_order": PERFORMER,
    "orders.refuse_order": PERFORMER,
    "orders.submit_result": PERFORMER,
    "orders.orders": CUSTOMER,
    "orders.order_ids": CUSTOMER,
    "orders.order": CUSTOMER | PERFORMER,
    "orders.notes": CUSTOMER,
    "orders.live_bids": CUSTOMER,
    "orders.results": CUSTOMER,
    "orders.excess": CUSTOMER,
    "orders.rating_fails": CUSTOMER,
    "orders.available_orders": PERFORMER,
    "orders.available_order": PERFORMER,
    "orders.performer_orders": PERFORMER,
    "orders.my_bids": PERFORMER,
    "orders.my_results": PERFORMER,
    "orders.result_text": CUSTOMER | PERFORMER,
    "orders.discussion": CUSTOMER | PERFORMER,
    "tickets.open_ticket": CUSTOMER,
    "tickets.decide_ticket": Role.MODERATOR,
    "tickets.tickets": Role.MODERATOR,
    "tickets.my_tickets": CUSTOMER,
    "tickets.ticket": CUSTOMER | Role.MODERATOR,
}


def test_who_may_what():
    """Every command and query of orders and tickets, with its roles, written down a second time."""
    import birzha.orders.queries.projects  # so that its queries are registered
    import birzha.tickets.queries  # noqa: F401  # as above

    found = {name: each.role for name, each in PERMISSIONS.items() if name.startswith(("orders.", "tickets."))}
    assert found == ROLES
