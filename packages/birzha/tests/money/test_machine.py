"""A machine that does random things with money beside a plain model of what must come out, on both engines."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from birzha.errors import Forbidden, MarketError, NotEnoughMoney, WrongState
from birzha.money import commands, queries
from birzha.money.audit import audit
from birzha.money.model import share
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role

PRICES = st.sampled_from([0, 1, 5, 9, 10, 11, 99, 1_005, 10_000, 33_333, 250_000])
"""Awkward prices: nothing, kopecks that fees round away, halves of a kopeck, more than anybody has."""

ADMIN = Actor(1, Role.ADMIN)
PEOPLE = {n: Actor(n, Role.CUSTOMER | Role.PERFORMER) for n in (2, 3, 4)}
persons = st.sampled_from(sorted(PEOPLE))


class MoneyMachine(RuleBasedStateMachine):
    """The market's money beside dictionaries that say what it must be."""

    make: Any
    orders = Bundle("orders")
    requests = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.market = type(self).make(self.runner)
        self.free = dict.fromkeys(PEOPLE, 0)
        self.held: dict[int, tuple[int, int]] = {}
        self.leaving = dict.fromkeys(PEOPLE, 0)
        self.fees = self.outside = 0
        self.number = 0

    def do(self, command: Any, *args: Any, **kw: Any) -> Any:
        return self.runner.run(self.market.do(command, *args, **kw))

    def refused(self, error: type[MarketError], command: Any, *args: Any, **kw: Any) -> None:
        with pytest.raises(error):
            self.do(command, *args, **kw)

    @initialize()
    def people(self) -> None:
        for n in (1, *PEOPLE):
            assert self.do(add_person, login=f"person{n}", roles=Role.ADMIN if n == 1 else Role.CUSTOMER) == n

    @rule(who=persons, amount=st.sampled_from([1, 100, 12_345, 100_000]))
    def deposit(self, who: int, amount: int) -> None:
        self.do(commands.top_up, ADMIN, who, amount)
        self.free[who] += amount
        self.outside += amount

    @rule(target=orders, who=persons, price=PRICES)
    def hold(self, who: int, price: int) -> int:
        self.number += 1
        whole = price + share(price, 500)
        call = {"order_id": self.number, "customer_id": who, "price": price, "cause": f"{self.number}:1"}
        if whole > self.free[who]:
            self.refused(NotEnoughMoney, commands.hold, **call)
        else:
            self.do(commands.hold, **call)
            self.free[who] -= whole
            self.held[self.number] = (who, price)
        return self.number

    @rule(order=orders)
    def hold_again(self, order: int) -> None:
        if order in self.held:
            who, price = self.held[order]
            self.refused(
                WrongState, commands.hold, order_id=order, customer_id=who, price=price, cause=f"{order}:again"
            )

    @rule(order=orders)
    def release(self, order: int) -> None:
        if order not in self.held:
            self.refused(WrongState, commands.release, order_id=order, cause=f"{order}:r")
            return
        self.do(commands.release, order_id=order, cause=f"{order}:r")
        who, price = self.held.pop(order)
        self.free[who] += price + share(price, 500)

    @rule(order=orders, performer=persons)
    def capture(self, order: int, performer: int) -> None:
        call = {"order_id": order, "performer_id": performer, "folder_id": 0, "cause": f"{order}:c"}
        if order not in self.held:
            self.refused(WrongState, commands.capture, **call)
            return
        if self.held[order][0] == performer:
            self.refused(Forbidden, commands.capture, **call)
            return
        self.do(commands.capture, **call)
        _, price = self.held.pop(order)
        self.free[performer] += price - share(price, 1_000)
        self.fees += share(price, 500) + share(price, 1_000)

    @rule(who=persons, to=persons, amount=st.sampled_from([1, 5, 99, 10_000, 300_000]))
    def extra(self, who: int, to: int, amount: int) -> None:
        self.number += 1
        call = {
            "order_id": self.number,
            "customer_id": who,
            "performer_id": to,
            "amount": amount,
            "folder_id": 0,
            "cause": str(self.number),
        }
        if who == to:
            self.refused(Forbidden, commands.pay_extra, **call)
            return
        if amount > self.free[who]:
            self.refused(NotEnoughMoney, commands.pay_extra, **call)
            return
        self.do(commands.pay_extra, **call)
        self.free[who] -= amount
        self.free[to] += amount - share(amount, 1_000)
        self.fees += share(amount, 1_000)

    @rule(target=requests, who=persons, amount=st.sampled_from([1, 777, 90_000]))
    def withdraw(self, who: int, amount: int) -> tuple[int, int, int]:
        if amount > self.free[who]:
            self.refused(NotEnoughMoney, commands.request_withdrawal, PEOPLE[who], amount)
            return (0, who, amount)
        request = self.do(commands.request_withdrawal, PEOPLE[who], amount)
        self.free[who] -= amount
        self.leaving[who] += amount
        return (request, who, amount)

    @rule(request=consumes(requests), paid=st.booleans())
    def decide(self, request: tuple[int, int, int], paid: bool) -> None:
        number, who, amount = request
        if not number:
            return
        self.leaving[who] -= amount
        if paid:
            self.do(commands.pay_withdrawal, ADMIN, number)
            self.outside -= amount
        else:
            self.do(commands.reject_withdrawal, ADMIN, number, "нет")
            self.free[who] += amount
        self.refused(WrongState, commands.pay_withdrawal, ADMIN, number)

    @invariant()
    def adds_up(self) -> None:
        found = self.runner.run(self.market.ask(audit))
        assert found.problems == ()
        assert found.sums["fee"] == self.fees
        assert found.sums["world"] == -self.outside
        for who, actor in PEOPLE.items():
            wallet = self.runner.run(self.market.ask(queries.balance, actor))
            held = sum(price + share(price, 500) for owner, price in self.held.values() if owner == who)
            assert (wallet.available, wallet.held, wallet.payout) == (self.free[who], held, self.leaving[who])

    def teardown(self) -> None:
        self.runner.run(self.market.store.close())
        self.runner.close()


def test_whatever_happens_the_ledger_agrees_with_the_model(new_market: Any):
    """Random acts in random order: balances, refusals and sums are what plain arithmetic says, and the audit is clean."""

    class Machine(MoneyMachine):
        make = staticmethod(new_market)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=40 if new_market.engine == "sqlite" else 15,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
