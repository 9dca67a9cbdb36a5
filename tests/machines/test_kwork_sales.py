"""A machine that sells kworks at random while they change, beside a plain model of what was sold, for how much, and its fate."""

import asyncio
import os
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from birzha.clock import DAY
from birzha.errors import MarketError, NotEnoughMoney, NotFound, WrongState
from birzha.kworks import commands as kworks
from birzha.kworks.model import KworkChanges, NewFeature, Package, SaleState
from birzha.kworks.queries import details, my_kworks, my_purchases, my_sales, sales_figures
from birzha.money.audit import audit
from birzha.money.commands.accounts import deposit
from birzha.money.model import share
from birzha.money.queries import balance
from birzha.orders import commands as orders
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role
from birzha.reference.commands import save_category
from birzha.sweeps.run import advance

EXAMPLES = int(os.environ.get("BIRZHA_EXAMPLES", "12"))
PRICES = st.sampled_from([1, 9, 99, 1_005, 33_333])
EXTRA = NewFeature("Срочно", 11, 1)
PACKAGE = Package("Макси", "", 2_001, 4, 1)


@dataclass
class Offered:
    """What the model knows of a kwork."""

    price: int
    sales: int = 0
    open: bool = True
    extra: int = 0


@dataclass
class Sold:
    """What the model knows of a sale."""

    kwork: int
    price: int
    deadline: int
    state: str = "work"

    @property
    def held(self) -> int:
        return self.price + share(self.price, 500) if self.state in {"work", "check", "overdue"} else 0


class SalesMachine(RuleBasedStateMachine):
    """One seller, one customer, a moderator who approves everything."""

    make: Any
    kworks = Bundle("kworks")
    sales = Bundle("sales")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.market = type(self).make(self.runner)
        self.offered: dict[int, Offered] = {}
        self.sold: dict[int, Sold] = {}
        self.free, self.earned = 0, 0

    def do(self, command: Any, *args: Any, **kw: Any) -> Any:
        return self.runner.run(self.market.do(command, *args, **kw))

    def ask(self, query: Any, *args: Any, **kw: Any) -> Any:
        return self.runner.run(self.market.ask(query, *args, **kw))

    def refused(self, error: type[MarketError] | tuple[type[MarketError], ...], command: Any, *args: Any, **kw: Any):
        with pytest.raises(error):
            self.do(command, *args, **kw)

    @initialize(target=kworks, price=PRICES)
    def people(self, price: int) -> int:
        self.seller = Actor(self.do(add_person, login="seller", roles=Role.PERFORMER), Role.PERFORMER)
        self.customer = Actor(self.do(add_person, login="customer", roles=Role.CUSTOMER), Role.CUSTOMER)
        staff = Role.ADMIN | Role.MODERATOR
        self.staff = Actor(self.do(add_person, login="staff", roles=staff), staff)
        self.category = self.do(save_category, self.staff, name="Кулинария")
        self.top_up(100_000)
        return self.offer(price)

    @rule(amount=st.sampled_from([1_000, 50_000]))
    def top_up(self, amount: int) -> None:
        self.do(deposit, self.customer.id, amount)
        self.free += amount

    @rule(target=kworks, price=PRICES)
    def offer(self, price: int) -> int:
        changes = KworkChanges(
            title="Хлеб", description="О хлебе", category_id=self.category, price=price, days=2, packages=[PACKAGE]
        )
        kwork_id = self.do(kworks.save_kwork, self.seller, changes)
        self.do(kworks.set_features, self.seller, kwork_id, [EXTRA])
        self.do(kworks.offer_kwork, self.seller, kwork_id)
        self.do(kworks.approve_kwork, self.staff, kwork_id)
        (extra,) = self.ask(details, self.customer, kwork_id).features
        self.offered[kwork_id] = Offered(price, extra=extra.id)
        return kwork_id

    @rule(kwork=kworks, price=PRICES)
    def reprice(self, kwork: int, price: int) -> None:
        self.do(kworks.save_kwork, self.seller, KworkChanges(price=price), kwork)
        self.offered[kwork].price = price

    @rule(kwork=kworks)
    def pause_or_resume(self, kwork: int) -> None:
        known = self.offered[kwork]
        self.do(kworks.pause_kwork if known.open else kworks.resume_kwork, self.seller, kwork)
        known.open = not known.open

    @rule(target=sales, kwork=kworks, package=st.booleans(), extra=st.booleans(), seen=st.sampled_from([None, 0, 1]))
    def buy(self, kwork: int, package: bool, extra: bool, seen: int | None) -> int:
        """``seen``: nothing is expected, the right price, one that is a kopeck off."""
        known = self.offered[kwork]
        price = (PACKAGE.price if package else known.price) + extra * EXTRA.price
        choice = {
            "package": PACKAGE.name if package else None,
            "feature_ids": [known.extra] * extra,
            "expected_price": None if seen is None else price + seen,
        }
        call = (kworks.buy_kwork, self.customer, kwork)
        if not known.open:
            self.refused(NotFound, *call, **choice)
        elif seen == 1:
            self.refused(WrongState, *call, **choice)
        elif price + share(price, 500) > self.free:
            self.refused(NotEnoughMoney, *call, **choice)
        else:
            order = self.do(*call, **choice)
            days = (PACKAGE.days if package else 2) + extra * EXTRA.days
            self.sold[order] = Sold(kwork, price, self.market.clock.now() + days * DAY)
            self.free -= price + share(price, 500)
            known.sales += 1
            return order
        return 0

    @rule(target=sales, kwork=kworks, end=st.sampled_from(["accept", "refuse", "fail", "late"]))
    def buy_and_finish(self, kwork: int, end: str) -> int:
        """Drive a purchase to one of its ends: by chance alone few would get there."""
        order = self.buy(kwork, package=False, extra=True, seen=0)
        if order and end in {"fail", "late"}:
            self.time_passes(20)
        if end in {"accept", "late"}:
            self.submit(order)
            self.accept(order)
        elif end == "fail":
            self.fail(order)
        else:
            self.refuse(order)
        return order

    @rule(order=sales)
    def submit(self, order: int) -> None:
        if order and self.sold[order].state in {"work", "overdue"}:
            self.do(orders.submit_result, self.seller, order, text="Хлеб")
            self.sold[order].state = "check"

    @rule(order=sales)
    def accept(self, order: int) -> None:
        if order and self.sold[order].state == "check":
            self.do(orders.accept_results, self.customer, [order])
            known = self.sold[order]
            known.state = "done"
            self.earned += known.price - share(known.price, 1_000)

    @rule(order=sales)
    def refuse(self, order: int) -> None:
        if order and self.sold[order].state in {"work", "overdue"}:
            self.free += self.sold[order].held
            self.do(orders.refuse_order, self.seller, order)
            self.sold[order].state = "cancelled"

    @rule(order=sales)
    def fail(self, order: int) -> None:
        if order and self.sold[order].state == "overdue":
            self.free += self.sold[order].held
            self.do(orders.fail_order, self.customer, order)
            self.sold[order].state = "cancelled"

    @rule(days=st.sampled_from([1, 3, 20]))
    def time_passes(self, days: int) -> None:
        now = self.market.clock.now() + days * DAY
        self.runner.run(advance(self.market, now))
        for known in self.sold.values():
            if known.state == "work" and known.deadline < now:
                known.state = "overdue"

    @invariant()
    def sales_are_what_the_model_says(self) -> None:
        if not hasattr(self, "category"):
            return
        found = self.ask(my_purchases, self.customer)
        assert self.ask(my_sales, self.seller) == found
        words = {"done": SaleState.DONE, "cancelled": SaleState.CANCELLED}
        told = {order: (each.price, words.get(each.state, SaleState.IN_PROGRESS)) for order, each in self.sold.items()}
        assert {each.order_id: (each.price, each.state) for each in found} == told
        cards = self.ask(my_kworks, self.seller)
        assert {each.id: each.sales for each in cards} == {number: each.sales for number, each in self.offered.items()}
        fates = Counter((each.kwork, told[order][1]) for order, each in self.sold.items())
        for number in self.offered:
            figures = self.ask(sales_figures, number)
            counted = (figures.in_progress, figures.done, figures.cancelled)
            assert counted == tuple(fates[number, state] for state in SaleState)

    @invariant()
    def money_lies_where_the_model_says(self) -> None:
        if not hasattr(self, "category"):
            return
        wallet = self.ask(balance, self.customer)
        assert (wallet.available, wallet.held) == (self.free, sum(each.held for each in self.sold.values()))
        assert self.ask(balance, self.seller).available == self.earned

    def teardown(self) -> None:
        assert self.ask(audit).problems == ()
        self.runner.run(self.market.store.close())
        self.runner.close()


def test_whatever_happens_sales_and_money_agree_with_the_model(new_market: Any):
    """Random purchases, changes and ends of orders: every sale, figure and kopeck is what the model says."""

    class Machine(SalesMachine):
        make = staticmethod(new_market)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES if new_market.engine == "sqlite" else max(1, EXAMPLES // 3),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
