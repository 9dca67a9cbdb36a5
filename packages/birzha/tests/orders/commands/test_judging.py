"""Accepting, sending back, paying extra."""

import pytest
from sqlalchemy import select

from birzha.clock import DAY
from birzha.errors import ContactsFound, Invalid, LimitExceeded, NotEnoughMoney, NotFound, WrongState
from birzha.folders.commands import add_folder
from birzha.money.queries import statement
from birzha.orders.commands import accept_results, extra_pay, move_orders, pay_excess, send_back, submit_result
from birzha.orders.model import State, StoredFile
from birzha.orders.queries import discussion, excess, results
from birzha.orders.tables.rows import order_comment


async def refused(world, error, command, *args, who=None):
    """Refused with that very class, and nothing changed."""
    before = await world.everything()
    with pytest.raises(error) as found:
        await world.do(command, who or world.customer, *args)
    assert found.type is error
    assert await world.everything() == before


async def test_accepting(world):
    """Done, paid, rated, told; the words are a comment (reference §4.2 #10)."""
    order_id = await world.order_in(State.ON_CHECK)
    before, rate = await world.available(world.customer), await world.rate(world.performer)
    assert await world.do(accept_results, world.customer, [order_id], "Спасибо") == [order_id]
    order = await world.order(order_id)
    assert (order.status, order.end_date, order.performer_id) == (4, world.now, world.performer.id)
    [found] = await world.ask(results, world.customer, [order_id])
    assert (found.status, found.date_reset) == (2, 0)
    assert await world.available(world.performer) == 9_000
    assert (await world.held(world.customer), await world.available(world.customer)) == (0, before)
    assert await world.rate(world.performer) == rate + 10
    notes = await world.ask(discussion, world.customer, order_id)
    assert [(note.text, note.person_id) for note in notes] == [
        ("Спасибо", world.customer.id),
        ("Возьмусь", world.performer.id),
    ]
    assert "принят и оплачен" in (await world.messages(world.performer))[-1]


async def test_the_statement_knows_the_folder(world):
    """What is paid stands in the customer's statement with the order's project folder as it is then."""
    folder = await world.do(add_folder, world.customer, "Проект")
    order_id = await world.order_in(State.ON_CHECK)
    await world.do(move_orders, world.customer, [order_id], folder)
    await world.do(accept_results, world.customer, [order_id])
    row = (await world.ask(statement, world.customer))[0]
    assert (row.amount, row.folder_id, row.counterparty_id, row.commission) == (
        -10_500,
        folder,
        world.performer.id,
        500,
    )


async def test_only_the_newest_result_is_accepted(world):
    """The rejected ones stay rejected."""
    order_id = await world.order_in(State.ON_CHECK)
    await world.do(send_back, world.customer, [order_id], "Ещё")
    await world.submit(order_id)
    await world.do(accept_results, world.customer, [order_id])
    assert [found.status for found in await world.ask(results, world.customer, [order_id])] == [2, 1]


async def test_batches_take_what_can_be_taken(world):
    """Own orders under check are accepted, each once, in the order asked for; others are left out (A31)."""
    ready = [await world.order_in(State.ON_CHECK) for _ in range(2)]
    other = await world.order_in(State.IN_WORK)
    foreign = await world.place(world.stranger)
    asked = [ready[1], other, foreign, 999, ready[0], ready[1]]
    assert await world.do(accept_results, world.customer, asked) == [ready[1], ready[0]]
    assert await world.state(other) is State.IN_WORK
    await refused(world, WrongState, accept_results, asked)
    await refused(world, NotFound, accept_results, [foreign, 999])
    await refused(world, NotFound, accept_results, [])


async def test_accepting_twice_pays_once(world):
    """The second time nothing is under check."""
    order_id = await world.order_in(State.ON_CHECK)
    await world.do(accept_results, world.customer, [order_id])
    await refused(world, WrongState, accept_results, [order_id])
    assert await world.available(world.performer) == 9_000


@pytest.mark.parametrize("command", [accept_results, send_back])
async def test_bad_verdicts(world, command):
    """Too long, with contacts."""
    order_id = await world.order_in(State.ON_CHECK)
    await refused(world, Invalid, command, [order_id], "т" * 5_001)
    await refused(world, ContactsFound, command, [order_id], "ivan@example.com")
    await world.do(command, world.customer, [order_id], "т" * 5_000)


async def test_sending_one_back(world):
    """Work goes on with three days more; the result is rejected, the words are a comment and a message (reference §4.2 #9)."""
    order_id = await world.order_in(State.ON_CHECK)
    await refused(world, Invalid, send_back, [order_id], "")
    await refused(world, Invalid, send_back, [order_id, order_id], " ")
    assert await world.do(send_back, world.customer, [order_id], "Больше фактов") == [order_id]
    order = await world.order(order_id)
    assert (order.status, order.deadline) == (2, world.now + 3 * DAY)
    [found] = await world.ask(results, world.customer, [order_id])
    assert (found.status, found.date_reset) == (1, world.now)
    assert (await world.ask(discussion, world.customer, order_id))[0].text == "Больше фактов"
    assert "Больше фактов" in (await world.messages(world.performer))[-1]
    assert await world.held(world.customer) == 10_500


async def test_sending_several_back(world):
    """For several orders the words are dropped, as documented, and not asked for."""
    ids = [await world.order_in(State.ON_CHECK) for _ in range(2)]
    comments = len(await world.rows(select(order_comment)))
    assert await world.do(send_back, world.customer, [*ids, 999], "Всем") == ids
    assert len(await world.rows(select(order_comment))) == comments
    assert "Всем" not in (await world.messages(world.performer))[-1]
    again = [await world.order_in(State.ON_CHECK), ids[0]]
    assert await world.do(send_back, world.customer, again) == again[:1]


async def test_a_batch_of_which_one_is_ready_needs_no_words(world):
    """How many were asked for decides, not how many can be sent back."""
    order_id = await world.order_in(State.ON_CHECK)
    assert await world.do(send_back, world.customer, [order_id, 999], "") == [order_id]


@pytest.mark.parametrize("state", [State.IN_WORK, State.ON_CHECK, State.DONE])
async def test_extra_payment(world, state):
    """The customer pays the sum, the performer gets it less the fee, and hears of it if that is wished (reference §5)."""
    order_id = await world.order_in(state)
    mine, theirs = await world.available(world.customer), await world.available(world.performer)
    assert await world.do(extra_pay, world.customer, order_id, 30_000) is True
    assert await world.available(world.customer) == mine - 30_000
    assert await world.available(world.performer) == theirs + 27_000
    assert "300,00" in (await world.messages(world.performer))[-1]
    told = len(await world.messages(world.performer))
    assert await world.do(extra_pay, world.customer, order_id, 30_000, False) is True
    assert len(await world.messages(world.performer)) == told


async def test_limits_of_extra_payment(world):
    """Over nothing, up to three times the price, within the balance (A24)."""
    order_id = await world.order_in(State.IN_WORK)
    for wrong in (0, -1):
        await refused(world, Invalid, extra_pay, order_id, wrong)
    await refused(world, LimitExceeded, extra_pay, order_id, 30_001)
    dear = await world.order_in(State.IN_WORK, price_type=2, price=40_000_000)
    await refused(world, NotEnoughMoney, extra_pay, dear, 60_000_000)


async def test_excess(world):
    """Characters beyond the size are reckoned at the order's price, and paid for once."""
    order_id = await world.order_in(State.IN_WORK)
    assert await world.ask(excess, world.customer, order_id) == 0
    assert await world.do(pay_excess, world.customer, order_id) == 0
    await world.submit(order_id, 1500)
    before = await world.everything()
    assert await world.ask(excess, world.customer, order_id) == 5_000
    assert await world.everything() == before
    assert await world.do(pay_excess, world.customer, order_id) == 5_000
    assert await world.available(world.performer) == 4_500
    assert "50,00" in (await world.messages(world.performer))[-1]
    told = len(await world.messages(world.performer))
    assert await world.ask(excess, world.customer, order_id) == 0
    assert await world.do(pay_excess, world.customer, order_id, False) == 0
    assert (await world.available(world.performer), len(await world.messages(world.performer))) == (4_500, told)


async def test_no_excess(world):
    """A result of just the size costs nothing more; one that cannot be read neither."""
    order_id = await world.order_in(State.ON_CHECK)
    assert await world.ask(excess, world.customer, order_id) == 0
    assert await world.do(pay_excess, world.customer, order_id) == 0
    other = await world.order_in(State.IN_WORK)
    await world.do(submit_result, world.performer, other, "", StoredFile("k", "a.docx", 9, "application/msword"))
    assert await world.ask(excess, world.customer, other) == 0


async def test_a_huge_excess(world):
    """Over three prices at a time is refused, and the result stays unpaid for."""
    order_id = await world.order_in(State.IN_WORK)
    await world.submit(order_id, 4_001)
    assert await world.ask(excess, world.customer, order_id) == 30_010
    await refused(world, LimitExceeded, pay_excess, order_id)
    await world.do(send_back, world.customer, [order_id], "Короче")
    await world.submit(order_id, 4_000)
    assert await world.do(pay_excess, world.customer, order_id) == 30_000
