"""A machine that does random things with orders beside a plain model of where each stands and where the money is."""

import asyncio
import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from birzha.clock import DAY
from birzha.errors import Invalid, LimitExceeded, MarketError, NotEnoughMoney, NotFound, WrongState
from birzha.money import queries as money
from birzha.money.audit import audit
from birzha.money.commands.accounts import deposit
from birzha.money.model import share
from birzha.orders import commands
from birzha.orders.model import ArchiveFilter, OrderChanges, OrderFilter, state_of
from birzha.orders.queries import archived_orders
from birzha.orders.queries import orders as list_orders
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.people.queries import person_row
from birzha.reference.commands import save_category
from birzha.sweeps.run import advance
from birzha.tickets.commands import decide_ticket, open_ticket

EXAMPLES = int(os.environ.get("BIRZHA_EXAMPLES", "12"))

PRICES = st.sampled_from([0, 1, 5, 9, 11, 99, 1_005, 10_000, 250_000])
"""Awkward prices: nothing, kopecks that fees round away, more than the customer has."""

STATES = {
    "draft": "черновик",
    "waiting": "ожидает исполнителя",
    "work": "в работе",
    "check": "на проверке",
    "done": "выполнен",
    "overdue": "просрочен",
    "failed": "отменён",
    "archive": "в архиве",
}
TERM = 10 * DAY
SIZE = 100
LONG, SHORT = "х" * SIZE, "х" * (SIZE * 9 // 10 - 1)
REWORK = 3 * DAY
KEPT = 14 * DAY
ARCHIVED = 30 * DAY
BAN = 7 * DAY
PENALTY = 25


@dataclass
class Known:
    """What the model knows of an order."""

    price: int
    state: str
    deadline: int
    checksize: bool
    bids: dict[int, int] = field(default_factory=dict)
    performer: int = 0
    failed_at: int = 0
    paid_at: int = 0
    relieved_at: int = 0
    quick: bool = False

    @property
    def held(self) -> int:
        return self.price + share(self.price, 500) if self.state in {"work", "check", "overdue"} else 0


class OrderMachine(RuleBasedStateMachine):
    """One customer, two performers, a moderator; orders, money and time."""

    make: Any
    orders = Bundle("orders")
    performers = st.sampled_from([2, 3])

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.market = type(self).make(self.runner)
        self.known: dict[int, Known] = {}
        self.free = {1: 0, 2: 0, 3: 0}
        self.rate = {2: 0, 3: 0}
        self.fees = 0
        self.dead_bids: list[int] = []

    # --- hands --------------------------------------------------------------------------------------------------------

    def do(self, command: Any, *args: Any, **kw: Any) -> Any:
        return self.runner.run(self.market.do(command, *args, **kw))

    def refused(
        self, error: type[MarketError] | tuple[type[MarketError], ...], command: Any, *args: Any, **kw: Any
    ) -> None:
        with pytest.raises(error):
            self.do(command, *args, **kw)

    @property
    def now(self) -> int:
        return self.market.clock.now()

    def allowed(self, order: int, *states: str) -> bool:
        return order in self.known and self.known[order].state in states

    def hold(self, order: Known) -> None:
        self.free[1] -= order.price + share(order.price, 500)

    def give_back(self, order: Known) -> None:
        self.free[1] += order.price + share(order.price, 500)

    def void(self, order: Known) -> None:
        self.dead_bids += order.bids.values()
        order.bids.clear()

    # --- rules --------------------------------------------------------------------------------------------------------

    @initialize()
    def people(self) -> None:
        self.customer = Actor(self.do(add_person, login="customer", roles=Role.CUSTOMER), Role.CUSTOMER)
        self.people_by_id = {
            n: Actor(self.do(add_person, login=f"person{n}", roles=Role.PERFORMER), Role.PERFORMER) for n in (2, 3)
        }
        self.staff = Actor(
            self.do(add_person, login="staff", roles=Role.ADMIN | Role.MODERATOR), Role.ADMIN | Role.MODERATOR
        )
        self.category = self.do(save_category, self.staff, name="Кулинария")

    @rule(amount=st.sampled_from([1_000, 33_333, 300_000]))
    def top_up(self, amount: int) -> None:
        self.do(deposit, 1, amount)
        self.free[1] += amount

    @rule(target=orders, price=PRICES, public=st.booleans(), checksize=st.booleans())
    def place(self, price: int, public: bool, checksize: bool) -> int:
        changes = OrderChanges(
            title="Статья",
            price=price,
            price_type=2,
            size=SIZE,
            whitespaces=1,
            category_id=self.category,
            public=int(public),
            checksize=int(checksize),
            deadline=self.now + TERM,
        )
        order = self.do(commands.save_order, self.customer, changes)
        self.known[order] = Known(price, "waiting" if public else "draft", self.now + TERM, checksize)
        return order

    @rule(order=orders, price=PRICES)
    def edit(self, order: int, price: int) -> None:
        changes = OrderChanges(price=price)
        if not self.allowed(order, "draft", "waiting"):
            self.refused((WrongState, NotFound), commands.save_order, self.customer, changes, order)
            return
        self.do(commands.save_order, self.customer, changes, order)
        self.known[order].price = price
        self.void(self.known[order])

    @rule(order=orders)
    def publish(self, order: int) -> None:
        changes = OrderChanges(public=1)
        if not self.allowed(order, "draft", "waiting"):
            self.refused((WrongState, NotFound), commands.save_order, self.customer, changes, order)
        elif self.known[order].deadline <= self.now:
            self.refused(Invalid, commands.save_order, self.customer, changes, order)
        else:
            self.do(commands.save_order, self.customer, changes, order)
            self.known[order].state = "waiting"
            self.void(self.known[order])

    @rule(order=orders, who=performers)
    def bid(self, order: int, who: int) -> None:
        if not self.allowed(order, "waiting"):
            self.refused((WrongState, NotFound), commands.place_bid, self.people_by_id[who], order, "Возьмусь")
        elif who in self.known[order].bids:
            self.refused(WrongState, commands.place_bid, self.people_by_id[who], order, "Возьмусь")
        else:
            self.known[order].bids[who] = self.do(commands.place_bid, self.people_by_id[who], order, "Возьмусь").id

    @rule(order=orders, who=performers)
    def accept(self, order: int, who: int) -> None:
        if order not in self.known or who not in self.known[order].bids:
            return
        known = self.known[order]
        bid = known.bids[who]
        if known.state != "waiting":  # it expired to a draft; its bids live on until it is edited
            self.refused(WrongState, commands.accept_bid, self.customer, bid)
            return
        if known.price + share(known.price, 500) > self.free[1]:
            self.refused(NotEnoughMoney, commands.accept_bid, self.customer, bid)
            return
        assert self.do(commands.accept_bid, self.customer, bid).order_id == order
        self.hold(known)
        known.state, known.performer = "work", who
        self.void(known)

    @rule()
    def accept_a_dead_bid(self) -> None:
        for bid in self.dead_bids[-2:]:
            self.refused((WrongState, NotFound), commands.accept_bid, self.customer, bid)

    @rule(order=orders, who=performers)
    def decline(self, order: int, who: int) -> None:
        if order in self.known and who in self.known[order].bids:
            bid = self.known[order].bids.pop(who)
            self.do(commands.decline_bid, self.customer, bid)
            self.dead_bids.append(bid)

    @rule(order=orders, short=st.booleans())
    def submit(self, order: int, short: bool) -> None:
        text = SHORT if short else LONG
        if not self.allowed(order, "work", "overdue"):
            self.refused((WrongState, NotFound), commands.submit_result, self.people_by_id[2], order, text=text)
            return
        known = self.known[order]
        who, stranger = self.people_by_id[known.performer], self.people_by_id[5 - known.performer]
        self.refused(NotFound, commands.submit_result, stranger, order, text=LONG)
        if short and known.checksize:
            self.refused(Invalid, commands.submit_result, who, order, text=text)
            return
        self.do(commands.submit_result, who, order, text=text)
        known.state = "check"

    @rule(order=orders)
    def send_back(self, order: int) -> None:
        if not self.allowed(order, "check"):
            self.refused((WrongState, NotFound), commands.send_back, self.customer, [order], "Дополните")
            return
        assert self.do(commands.send_back, self.customer, [order], "Дополните") == [order]
        known = self.known[order]
        known.state, known.deadline = "work", max(known.deadline, self.now + REWORK)

    @rule(order=orders)
    def pay(self, order: int) -> None:
        if not self.allowed(order, "check"):
            self.refused((WrongState, NotFound), commands.accept_results, self.customer, [order])
            return
        assert self.do(commands.accept_results, self.customer, [order]) == [order]
        known = self.known[order]
        known.state, known.paid_at = "done", self.now
        self.free[known.performer] += known.price - share(known.price, 1_000)
        self.fees += share(known.price, 500) + share(known.price, 1_000)
        self.rate[known.performer] += max(1, (known.price // 10 + 50) // 100)

    @rule(order=orders, amount=st.sampled_from([1, 99, 3_015, 30_000]))
    def extra(self, order: int, amount: int) -> None:
        call = (commands.extra_pay, self.customer, order, amount)
        if not self.allowed(order, "work", "check", "done"):
            self.refused((WrongState, NotFound, LimitExceeded), *call)
        elif amount > 3 * self.known[order].price:
            self.refused(LimitExceeded, *call)
        elif amount > self.free[1]:
            self.refused(NotEnoughMoney, *call)
        else:
            assert self.do(*call)
            self.free[1] -= amount
            self.free[self.known[order].performer] += amount - share(amount, 1_000)
            self.fees += share(amount, 1_000)

    @rule(order=orders)
    def extend(self, order: int) -> None:
        call = (commands.set_deadline, self.customer, order, self.now + TERM)
        if not self.allowed(order, "draft", "waiting", "work", "overdue"):
            self.refused((WrongState, NotFound), *call)
            return
        known = self.known[order]
        if known.state in {"work", "overdue"} and known.deadline > self.now + TERM:
            self.refused(Invalid, *call)
            return
        self.do(*call)
        known.deadline = self.now + TERM
        known.state = "work" if known.state == "overdue" else known.state

    @rule(order=orders, copy=st.booleans())
    def fail(self, order: int, copy: bool) -> None:
        if not self.allowed(order, "overdue"):
            self.refused((WrongState, NotFound), commands.fail_order, self.customer, order, copy)
            return
        known = self.known[order]
        done = self.do(commands.fail_order, self.customer, order, copy)
        self.give_back(known)
        known.state, known.failed_at = "failed", self.now
        self.rate[known.performer] -= PENALTY
        assert (done.copy_id is not None) == copy
        if done.copy_id is not None:
            self.known[done.copy_id] = Known(known.price, "waiting", self.now + 5 * DAY, known.checksize)
        assert self.do(commands.give_rating_back, self.customer, order, known.performer) == PENALTY
        self.refused(WrongState, commands.give_rating_back, self.customer, order, known.performer)
        self.rate[known.performer] += PENALTY

    def relieve(self, known: Known) -> None:
        self.give_back(known)
        self.rate[known.performer] -= PENALTY
        known.state, known.performer, known.relieved_at = "draft", 0, self.now

    @rule(order=orders)
    def refuse(self, order: int) -> None:
        if not self.allowed(order, "work", "overdue"):
            self.refused((WrongState, NotFound), commands.refuse_order, self.people_by_id[2], order)
            return
        known = self.known[order]
        self.do(commands.refuse_order, self.people_by_id[known.performer], order)
        self.relieve(known)

    @rule(order=orders, approve=st.booleans())
    def ticket(self, order: int, approve: bool) -> None:
        if not self.allowed(order, "check"):
            self.refused((WrongState, NotFound), open_ticket, self.customer, order, "Текст не о том")
            return
        opened = self.do(open_ticket, self.customer, order, "Текст не о том")
        self.do(decide_ticket, self.staff, opened.id, approve, "Решено")
        if approve:
            self.relieve(self.known[order])

    @rule(order=orders)
    def delete(self, order: int) -> None:
        if not self.allowed(order, "draft", "waiting") or (
            self.known[order].relieved_at and self.now < self.known[order].relieved_at + BAN
        ):
            self.refused((WrongState, NotFound), commands.delete_orders, self.customer, [order])
            return
        assert self.do(commands.delete_orders, self.customer, [order]) == [order]
        self.dead_bids += self.known.pop(order).bids.values()

    @rule(order=orders)
    def put_away(self, order: int) -> None:
        if not self.allowed(order, "done"):
            self.refused((WrongState, NotFound), commands.archive_orders, self.customer, [order])
            return
        assert self.do(commands.archive_orders, self.customer, [order]) == [order]
        self.known[order].state = "archive"

    @rule(days=st.sampled_from([1, 3, 7, 11, 15]))
    def time_passes(self, days: int) -> None:
        self.runner.run(advance(self.market, self.now + days * DAY))
        for order, known in list(self.known.items()):
            if known.state == "work" and known.deadline < self.now:
                known.state = "overdue"
            if known.state == "waiting" and known.deadline < self.now:
                known.state = "draft"
            if known.state == "failed" and known.failed_at + KEPT <= self.now:
                del self.known[order]
            if known.state == "done" and known.paid_at + ARCHIVED <= self.now:
                known.state = "archive"

    @rule(order=orders, steps=st.integers(1, 4), who=performers)
    def steer(self, order: int, steps: int, who: int) -> None:
        """Drive one order some legal steps on its way: by chance alone few would ever be paid."""
        for _ in range(steps):
            if order not in self.known:
                return
            known = self.known[order]
            match known.state:
                case "draft" if known.deadline <= self.now:
                    self.extend(order)
                case "draft":
                    self.publish(order)
                case "waiting" if who not in known.bids:
                    self.bid(order, who)
                case "waiting":
                    self.accept(order, who)
                case "work" | "overdue":
                    self.submit(order, False)
                case "check":
                    self.pay(order)

    # --- what must hold -----------------------------------------------------------------------------------------------

    @invariant()
    def orders_stand_where_the_model_says(self) -> None:
        if not hasattr(self, "customer"):
            return
        here = self.runner.run(self.market.ask(list_orders, self.customer, OrderFilter()))
        archived = self.runner.run(self.market.ask(archived_orders, self.customer, ArchiveFilter()))
        assert {order.id for order in archived} == {n for n, known in self.known.items() if known.state == "archive"}
        listed = {order.id: order for order in (*here, *archived)}
        assert set(listed) == set(self.known)
        assert len(listed) == len(here) + len(archived)
        for number, known in self.known.items():
            order = listed[number]
            assert state_of(order).value == STATES[known.state]
            assert order.full_price == known.price
            assert order.deadline == known.deadline
            assert order.performer_id == known.performer

    @invariant()
    def money_lies_where_the_model_says(self) -> None:
        if not hasattr(self, "customer"):
            return
        found = self.runner.run(self.market.ask(audit))
        assert found.problems == ()
        assert found.sums["fee"] == self.fees
        held = sum(known.held for known in self.known.values())
        for who, expected in self.free.items():
            wallet = self.runner.run(self.market.ask(money.balance, Actor(who, Role.CUSTOMER)))
            assert (wallet.available, wallet.held) == (expected, held if who == 1 else 0)
        for who, points in self.rate.items():
            assert self.runner.run(self.market.ask(person_row, who)).rate == points

    def teardown(self) -> None:
        self.runner.run(self.market.store.close())
        self.runner.close()


def test_whatever_happens_orders_and_money_agree_with_the_model(new_market: Any):
    """Random acts in random order: states, refusals, deadlines, ratings and every kopeck are what the model says."""

    class Machine(OrderMachine):
        make = staticmethod(new_market)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES if new_market.engine == "sqlite" else max(1, EXAMPLES // 3),
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
