"""The agency's code on an exchange of its own: each test begins with the same people, money and moment."""

from decimal import Decimal

import pytest
from agency.ordering import Brief, Desk

BREAD = Brief("А-1", "Ржаной хлеб дома", "О закваске и муке.", Decimal(300))
SOUP = Brief("А-2", "Щи из квашеной капусты", "О порядке закладки.", Decimal(250))
TEXT = "Ржаной хлеб пекут из ржаной муки, воды и закваски. " * 20


@pytest.fixture
def desk(etxt):
    """The desk of the customer ``anna``, who has 100,000 roubles and no orders."""
    return Desk(etxt)


@pytest.fixture
def at_work(exchange, desk, etxt, clock):
    """An order that the performer ``vera`` has in hand."""
    order = desk.place([BREAD], clock.now)[BREAD.key]
    exchange.as_("vera").bid(order)
    assert desk.hire() == [order]
    return order


def test_briefs_are_ordered_once(desk, clock, etxt):
    """The second run orders only what is new."""
    first = desk.place([BREAD], clock.now)
    assert desk.place([BREAD, SOUP], clock.now)[BREAD.key] == first[BREAD.key]
    assert len(etxt.tasks.list_tasks()) == 2


def test_a_lost_answer_does_not_order_twice(desk, clock, faults, journal, etxt):
    """The exchange has taken the order, its answer was lost on the way: the desk looks before it orders again."""
    faults.add("applied_but_lost", "tasks.saveTask", times=1)
    desk.place([BREAD], clock.now)
    assert len(etxt.tasks.list_tasks()) == 1
    assert len(journal.requests(method="tasks.saveTask")) == 1


def test_a_lost_request_is_ordered_after_all(desk, clock, faults, etxt):
    """The request never arrived: the desk cannot know that, looks, and orders again."""
    faults.add("drop_before", "tasks.saveTask", times=1)
    desk.place([BREAD], clock.now)
    assert len(etxt.tasks.list_tasks()) == 1


def test_the_best_performer_is_hired(exchange, desk, clock, etxt):
    """Vera has the higher rating, though Gleb came first."""
    order = desk.place([BREAD], clock.now)[BREAD.key]
    for login in ("gleb", "vera"):
        exchange.as_(login).bid(order)
    assert desk.hire() == [order]
    assert etxt.tasks.list_tasks(id=order)[0].id_user == exchange.as_("vera").id


def test_a_unique_text_is_paid(exchange, desk, at_work):
    """The performer has the price less the exchange's fee, and the exchange's books balance."""
    before = available(exchange, "vera")
    exchange.next_check(at_work, uniqueness=95)
    exchange.as_("vera").submit(at_work, TEXT)
    assert desk.settle() == ([at_work], [])
    assert available(exchange, "vera") == before + 270_00
    assert exchange.ledger().ok


def test_a_copied_text_is_sent_back(exchange, desk, at_work):
    """Nothing is paid for it, and the performer may hand in again."""
    exchange.next_check(at_work, uniqueness=40)
    exchange.as_("vera").submit(at_work, TEXT)
    assert desk.settle() == ([], [at_work])
    exchange.next_check(at_work, uniqueness=97)
    exchange.as_("vera").submit(at_work, TEXT)
    assert desk.settle() == ([at_work], [])


def test_an_overdue_order_goes_to_somebody_else(desk, at_work, clock, etxt):
    """Six days later the order is given up, its money is back, and a copy waits for bids."""
    clock.advance("P6D")
    assert desk.rescue(clock.now) == [at_work]
    assert [order.title for order in etxt.tasks.list_tasks(status=1)] == ["А-1 Ржаной хлеб дома"]
    assert etxt.users.get_balance().balance == 100_000


def test_nothing_is_paid_while_the_exchange_is_down(exchange, desk, at_work, faults, etxt):
    """A page for people instead of data ends the run with the client's own error, and no money moves."""
    exchange.as_("vera").submit(at_work, TEXT)
    before = exchange.ledger().transfers
    faults.add("html_page", "tasks.*", status=503)
    with pytest.raises(Exception, match="503"):
        Desk(exchange.as_("anna").etxt_with(retries=0)).settle()
    assert exchange.ledger().transfers == before


@pytest.mark.exchange(rules={"customer_fee": 1000}, at="2026-12-31T12:00")
def test_another_exchange(desk, at_work, clock, etxt):
    """A test may ask for other rules and another moment: ten percent of fee on New Year's Eve."""
    assert clock.now.year == 2026
    assert etxt.users.get_balance().balance == 100_000 - 330


def available(exchange, login):
    """What somebody has, kopecks."""
    return next(line.available for line in exchange.ledger().accounts if line.login == login)
