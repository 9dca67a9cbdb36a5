"""Checks of results with figures that were said beforehand."""

import pytest

from birzha.clock import DAY
from birzha.errors import Invalid
from birzha.orders.commands import check_results, send_back, set_next_check, submit_result
from birzha.orders.model import SYSTEM, Figures, State, StoredFile
from birzha.orders.queries import discussion, results
from birzha.sweeps.run import next_due, run_due

LOW = Figures(per_antiplagiat=79, per_mistakes=1, per_keywords=60, per_diff=40)


async def newest(world, order_id):
    return (await world.ask(results, world.customer, [order_id]))[0]


async def test_without_figures_nothing_is_checked(world):
    """A result stays unchecked, whatever it asks for."""
    order_id = await world.order_in(State.ON_CHECK, uniq=100)
    assert await run_due(world.market) == 0
    found = await newest(world, order_id)
    assert (found.checked, found.parts[0].per_antiplagiat, found.parts[0].auto_check_date) == (0, None, 0)
    assert await world.state(order_id) is State.ON_CHECK


async def test_figures_said_before_the_submission(world):
    """They are kept with every part of the result as soon as it is submitted, and serve once."""
    order_id = await world.order_in(State.IN_WORK, work_type=2, text="Исходник")
    await world.do(set_next_check, LOW)
    file = StoredFile("k", "a.txt", 1, "text/plain", "т")
    await world.do(submit_result, world.performer, order_id, "т", file)
    found = await newest(world, order_id)
    assert found.checked == 1
    for part in found.parts:
        assert (part.per_antiplagiat, part.per_mistakes, part.per_keywords, part.per_diff) == (79, 1, None, 40)
        assert part.auto_check_date == world.now
    other = await world.order_in(State.ON_CHECK)
    assert (await newest(world, other)).checked == 0


async def test_too_little_uniqueness_sends_back_by_itself(world):
    """Rejected, three days more, the exchange's own comment, both are told (reference §4.2 #8)."""
    order_id = await world.order_in(State.IN_WORK, uniq=80)
    await world.do(set_next_check, LOW, order_id=order_id)
    await world.submit(order_id)
    order = await world.order(order_id)
    assert (order.status, order.deadline) == (2, world.now + 3 * DAY)
    found = await newest(world, order_id)
    assert (found.status, found.checked, found.date_reset) == (1, 1, world.now)
    note = (await world.ask(discussion, world.customer, order_id))[0]
    assert (note.person_id, note.login) == (SYSTEM, "")
    assert "79 %" in note.text
    assert "80 %" in note.text
    assert "доработку" in (await world.messages(world.performer))[-1]
    assert "автоматически" in (await world.messages(world.customer))[-1]
    await world.submit(order_id)
    assert await world.state(order_id) is State.ON_CHECK


@pytest.mark.parametrize("figures", [Figures(per_antiplagiat=80), Figures(per_mistakes=99)])
async def test_enough_uniqueness_stays(world, figures):
    """Just what is asked for is enough; what was not measured sends nothing back."""
    order_id = await world.order_in(State.IN_WORK, uniq=80)
    await world.do(set_next_check, figures)
    await world.submit(order_id)
    assert await world.state(order_id) is State.ON_CHECK
    assert (await newest(world, order_id)).checked == 1


async def test_figures_said_after_the_submission(world):
    """The sweep finds results that wait: the oldest of any order, or the one that was named."""
    first, second = await world.order_in(State.ON_CHECK), await world.order_in(State.ON_CHECK)
    assert await next_due(world.market) != world.now
    await world.do(set_next_check, LOW, order_id=second)
    assert await next_due(world.market) == world.now
    assert await world.do(check_results) == 1
    assert [(await newest(world, each)).checked for each in (first, second)] == [0, 1]
    await world.do(set_next_check, LOW)
    await world.do(set_next_check, LOW)
    assert await run_due(world.market) == 1
    assert (await newest(world, first)).checked == 1


async def test_an_orders_own_figures_go_first(world):
    """What was said for the order is used before what was said for any; then the rest, in the order of saying."""
    order_id = await world.order_in(State.IN_WORK)
    for number, of in ((10, 0), (20, 0), (30, order_id), (40, order_id + 1)):
        await world.do(set_next_check, Figures(per_antiplagiat=number), order_id=of)
    found = []
    for _ in range(4):
        await world.submit(order_id)
        found.append((await newest(world, order_id)).parts[0].per_antiplagiat)
        await world.do(send_back, world.customer, [order_id], "Ещё")
    assert found == [30, 10, 20, None]


async def test_rejected_results_are_not_checked(world):
    """What was sent back meanwhile is left alone."""
    order_id = await world.order_in(State.ON_CHECK)
    await world.do(send_back, world.customer, [order_id], "Ещё")
    await world.do(set_next_check, LOW)
    assert await run_due(world.market) == 0


@pytest.mark.parametrize("field", ["per_antiplagiat", "per_mistakes", "per_keywords", "per_diff"])
async def test_figures_are_percentages(world, field):
    """From 0 to 100, or nothing."""
    for wrong in (-1, 101):
        with pytest.raises(Invalid):
            await world.do(set_next_check, Figures(**{field: wrong}))
    for right in (0, 100, None):
        await world.do(set_next_check, Figures(**{field: right}))
