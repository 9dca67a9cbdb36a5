"""Tickets: a customer asks, a moderator decides."""

import pytest

from birzha.errors import ContactsFound, Forbidden, Invalid, NotFound, WrongState
from birzha.orders.commands import accept_results, delete_orders, give_rating_back_by_link, send_back
from birzha.orders.model import State
from birzha.orders.queries import rating_fails, results
from birzha.sweeps.run import advance
from birzha.tickets.commands import decide_ticket, open_ticket
from birzha.tickets.model import TicketState
from birzha.tickets.queries import my_tickets, ticket, tickets


async def refused(world, error, command, actor, *args):
    """Refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(command, actor, *args)
    assert found.type is error
    assert await world.everything() == before


async def test_opening(world):
    """The ticket says who wants whom off what, and has a name for its link; one is open at a time."""
    order_id = await world.order_in(State.ON_CHECK)
    opened = await world.do(open_ticket, world.customer, order_id, "Не по теме")
    assert (opened.order_id, opened.customer_id, opened.performer_id, opened.text, opened.state) == (
        order_id, world.customer.id, world.performer.id, "Не по теме", TicketState.OPEN,
    )  # fmt: skip
    assert (opened.created, opened.decided, len(opened.token)) == (world.now, 0, 32)
    assert await world.state(order_id) is State.ON_CHECK
    await refused(world, WrongState, open_ticket, world.customer, order_id, "Ещё раз")


@pytest.mark.parametrize(
    ("error", "text"), [(Invalid, ""), (Invalid, " "), (Invalid, "т" * 10_001), (ContactsFound, "ivan@example.com")]
)
async def test_bad_tickets(world, error, text):
    """Empty, too long, with contacts."""
    order_id = await world.order_in(State.ON_CHECK)
    await refused(world, error, open_ticket, world.customer, order_id, text)
    await world.do(open_ticket, world.customer, order_id, "т" * 10_000)


async def test_approval(world):
    """The performer is off: money back, rating taken, a draft, results rejected, both told (reference §4.2 #15)."""
    order_id = await world.order_in(State.ON_CHECK)
    rate = await world.rate(world.performer)
    opened = await world.do(open_ticket, world.customer, order_id, "Не по теме")
    world.market.clock.set(world.now + 60)
    decided = await world.do(decide_ticket, world.moderator, opened.id, True, "Согласны")
    assert (decided.state, decided.comment, decided.moderator_id, decided.decided) == (
        TicketState.APPROVED, "Согласны", world.moderator.id, world.now,
    )  # fmt: skip
    order = await world.order(order_id)
    assert (order.status, order.public, order.performer_id, order.unassigned_at) == (1, 0, 0, world.now)
    assert (await world.held(world.customer), await world.rate(world.performer)) == (0, rate - 25)
    [found] = await world.ask(results, world.customer, [order_id])
    assert (found.status, found.date_reset) == (1, world.now)
    [fail] = await world.ask(rating_fails, world.customer)
    assert fail.token in (await world.messages(world.customer))[-1]
    assert "сняты" in (await world.messages(world.performer))[-1]
    await refused(world, WrongState, delete_orders, world.customer, [order_id])
    await world.do(give_rating_back_by_link, fail.token)
    assert await world.rate(world.performer) == rate
    await refused(world, WrongState, decide_ticket, world.moderator, opened.id, True)
    await refused(world, WrongState, decide_ticket, world.moderator, opened.id, False)


async def test_rejection(world):
    """Nothing happens to the order; the customer is told why, and may ask again."""
    order_id = await world.order_in(State.ON_CHECK)
    opened = await world.do(open_ticket, world.customer, order_id, "Не по теме")
    decided = await world.do(decide_ticket, world.moderator, opened.id, False, "Всё по теме")
    assert decided.state == TicketState.REJECTED
    assert await world.state(order_id) is State.ON_CHECK
    assert await world.held(world.customer) == 10_500
    assert "Всё по теме" in (await world.messages(world.customer))[-1]
    assert await world.do(open_ticket, world.customer, order_id, "И всё же")


async def test_bad_decisions(world):
    """No such ticket, too long an answer, by whoever is no moderator."""
    order_id = await world.order_in(State.ON_CHECK)
    opened = await world.do(open_ticket, world.customer, order_id, "Не по теме")
    await refused(world, NotFound, decide_ticket, world.moderator, 999, True)
    await refused(world, Invalid, decide_ticket, world.moderator, opened.id, True, "т" * 5_001)
    for who in (world.customer, world.performer, world.admin):
        await refused(world, Forbidden, decide_ticket, who, opened.id, True)


async def test_the_order_moved_on(world):
    """Sent back, accepted or with nobody in it, it cannot be approved any more, only rejected."""
    ids = [await world.order_in(State.ON_CHECK) for _ in range(2)]
    opened = [await world.do(open_ticket, world.customer, each, "Не по теме") for each in ids]
    await world.do(send_back, world.customer, [ids[0]], "Ещё")
    await world.do(accept_results, world.customer, [ids[1]])
    for each in opened:
        await refused(world, WrongState, decide_ticket, world.moderator, each.id, True)
        assert (await world.do(decide_ticket, world.moderator, each.id, False)).state == TicketState.REJECTED


async def test_the_next_performer_is_not_the_one_complained_about(world):
    """A ticket opened against one performer takes no other off."""
    order_id = await world.order_in(State.ON_CHECK)
    opened = await world.do(open_ticket, world.customer, order_id, "Не по теме")
    from birzha.orders.commands import refuse_order, save_order
    from birzha.orders.model import OrderChanges

    await world.do(send_back, world.customer, [order_id], "Ещё")
    await world.do(refuse_order, world.performer, order_id)
    await world.do(save_order, world.customer, OrderChanges(public=1), order_id)
    await world.assign(order_id, world.rival)
    await world.submit(order_id, by=world.rival)
    await refused(world, WrongState, decide_ticket, world.moderator, opened.id, True)


async def test_a_ticket_outlives_its_order(world):
    """When the order is gone the ticket can only be rejected."""
    order_id = await world.order_in(State.ON_CHECK)
    opened = await world.do(open_ticket, world.customer, order_id, "Не по теме")
    from birzha.orders.commands import refuse_order

    await world.do(send_back, world.customer, [order_id], "Ещё")
    await world.do(refuse_order, world.performer, order_id)
    await advance(world.market, world.now + 8 * 86_400)
    await world.do(delete_orders, world.customer, [order_id])
    await refused(world, WrongState, decide_ticket, world.moderator, opened.id, True)
    await world.do(decide_ticket, world.moderator, opened.id, False)


async def test_lists(world):
    """Moderators see all, by state, in pages; customers their own; by its name a ticket opens for both alone."""
    opened = []
    for _ in range(3):
        order_id = await world.order_in(State.ON_CHECK)
        opened.append(await world.do(open_ticket, world.customer, order_id, "Не по теме"))
    await world.do(decide_ticket, world.moderator, opened[1].id, False)

    async def ids(query, who, **wanted):
        return [each.id for each in await world.ask(query, who, **wanted)]

    numbers = [each.id for each in opened][::-1]
    assert await ids(tickets, world.moderator) == numbers
    assert await ids(tickets, world.moderator, state=TicketState.OPEN) == [numbers[0], numbers[2]]
    assert await ids(tickets, world.moderator, before=numbers[0], count=1) == [numbers[1]]
    assert await ids(my_tickets, world.customer) == numbers
    assert await ids(my_tickets, world.customer, before=numbers[1]) == [numbers[2]]
    assert await ids(my_tickets, world.stranger) == []
    for who in (world.customer, world.moderator):
        assert (await world.ask(ticket, who, opened[0].token)).id == opened[0].id
    for who, token in ((world.stranger, opened[0].token), (world.moderator, "0" * 32)):
        with pytest.raises(NotFound):
            await world.ask(ticket, who, token)
