"""What can happen to money, on both engines."""

import asyncio
import dataclasses

import pytest

from birzha.app import Market
from birzha.errors import Forbidden, Invalid, NotEnoughMoney, NotFound, WrongState
from birzha.money import commands, queries
from birzha.money.audit import audit, freeze_if_wrong
from birzha.money.commands.accounts import LARGEST, deposit
from birzha.money.model import Wallet
from birzha.people.commands import add_person
from birzha.people.model import Actor, Role

CUSTOMER, PERFORMER, ADMIN = (
    Actor(1, Role.CUSTOMER),
    Actor(2, Role.PERFORMER),
    Actor(3, Role.ADMIN),
)


@pytest.fixture
async def market(market: Market) -> Market:
    """A market with a customer who has 1000 roubles, a performer and an administrator."""
    for login, role in (("customer", Role.CUSTOMER), ("performer", Role.PERFORMER), ("admin", Role.ADMIN)):
        await market.do(add_person, login=login, roles=role)
    await market.do(commands.top_up, ADMIN, CUSTOMER.id, 100_000)
    return market


async def wallet(market: Market, actor: Actor) -> Wallet:
    return await market.ask(queries.balance, actor)


async def hold(market: Market, price: int = 10_000, order: int = 7, cause: str = "7:1") -> None:
    await market.do(commands.hold, order_id=order, customer_id=CUSTOMER.id, price=price, cause=cause)


async def capture(market: Market, order: int = 7) -> None:
    await market.do(commands.capture, order_id=order, performer_id=PERFORMER.id, folder_id=5, cause=f"{order}:1")


async def assert_clean(market: Market) -> None:
    found = await market.ask(audit)
    assert found.problems == ()
    assert sum(found.sums.values()) == 0


async def test_a_hold_takes_price_and_fee_from_what_can_be_spent(market: Market):
    """Holding moves the full price with the customer's fee, and writes no statement row."""
    await hold(market)
    assert dataclasses.astuple(await wallet(market, CUSTOMER))[1:3] == (89_500, 10_500)
    assert len(await market.ask(queries.statement, CUSTOMER)) == 1
    await assert_clean(market)


async def test_a_hold_needs_the_fee_too(market: Market):
    """The balance must cover price and fee: one kopeck less is refused and changes nothing."""
    await hold(market, price=95_238)  # 95238 + 4762 = 100000 exactly
    assert (await wallet(market, CUSTOMER)).available == 0
    await market.do(commands.release, order_id=7, cause="test")
    with pytest.raises(NotEnoughMoney):
        await hold(market, price=95_239, order=8, cause="8:1")
    assert (await wallet(market, CUSTOMER)).available == 100_000
    await assert_clean(market)


async def test_an_order_is_held_once_at_a_time(market: Market):
    """A second hold for one order is refused while the first is open, and possible after its release."""
    await hold(market)
    with pytest.raises(WrongState):
        await hold(market, cause="7:2")
    await market.do(commands.release, order_id=7, cause="refused")
    await hold(market, cause="7:3")
    assert (await wallet(market, CUSTOMER)).held == 10_500
    await assert_clean(market)


async def test_one_business_fact_is_one_posting(market: Market):
    """The same cause cannot hold twice, even for another order."""
    await hold(market)
    with pytest.raises(WrongState):
        await hold(market, order=8, cause="7:1")
    await assert_clean(market)


async def test_a_release_gives_everything_back_once(market: Market):
    """The customer has all of it again; a second release finds nothing."""
    await hold(market)
    await market.do(commands.release, order_id=7, cause="failed")
    assert dataclasses.astuple(await wallet(market, CUSTOMER))[1:3] == (100_000, 0)
    with pytest.raises(WrongState):
        await market.do(commands.release, order_id=7, cause="failed again")
    assert len(await market.ask(queries.statement, CUSTOMER)) == 1
    await assert_clean(market)


async def test_a_capture_pays_the_performer_and_both_fees(market: Market):
    """Price less commission goes to the performer, both fees to the exchange, and both statements say so."""
    await hold(market)
    await capture(market)
    assert (await wallet(market, PERFORMER)).available == 9_000
    assert dataclasses.astuple(await wallet(market, CUSTOMER))[1:3] == (89_500, 0)
    assert (await market.ask(audit)).sums["fee"] == 1_500
    newest = (await market.ask(queries.statement, CUSTOMER))[0]
    assert (newest.amount, newest.balance, newest.commission, newest.folder_id, newest.counterparty_id) == (
        -10_500,
        89_500,
        500,
        5,
        PERFORMER.id,
    )
    (mirror,) = await market.ask(queries.statement, PERFORMER)
    assert (mirror.amount, mirror.balance, mirror.commission, mirror.folder_id, mirror.counterparty_id) == (
        9_000,
        9_000,
        1_000,
        0,
        CUSTOMER.id,
    )
    assert newest.operation == mirror.operation == "Оплата заказа №7"
    assert newest.date == market.clock.now()
    await assert_clean(market)


async def test_the_statement_counts_what_is_still_held(market: Market):
    """The last balance of a statement is the available balance and the open holds."""
    await hold(market, order=7, cause="7:1")
    await hold(market, order=8, cause="8:1", price=20_000)
    await capture(market, 7)
    (newest, *_) = await market.ask(queries.statement, CUSTOMER)
    assert newest.balance == 68_500 + 21_000


@pytest.mark.parametrize("act", ["capture", "release"])
async def test_a_closed_hold_stays_closed(market: Market, act: str):
    """After a capture nothing can be captured or released again."""
    await hold(market)
    await capture(market)
    again = capture(market) if act == "capture" else market.do(commands.release, order_id=7, cause="late")
    with pytest.raises(WrongState):
        await again
    await assert_clean(market)


async def test_a_free_order_moves_nothing_but_has_its_hold(market: Market):
    """An order at price 0 is held and captured without any transfer."""
    await hold(market, price=0)
    with pytest.raises(WrongState):
        await hold(market, price=0, cause="7:2")
    await capture(market)
    with pytest.raises(WrongState):
        await capture(market)
    await hold(market, price=0, order=8, cause="8:1")
    await market.do(commands.release, order_id=8, cause="x")
    assert (await market.ask(audit)).transfers == 1
    await assert_clean(market)


async def test_one_kopeck_is_paid_without_fees(market: Market):
    """Fees of the smallest price round to nothing and nothing gets lost."""
    await hold(market, price=1)
    await capture(market)
    assert (await wallet(market, PERFORMER)).available == 1
    await assert_clean(market)


async def test_an_extra_payment_takes_its_fee_from_the_receiver(market: Market):
    """The customer pays the sum, the performer gets it less the commission, with a row on each statement."""
    await market.do(
        commands.pay_extra, order_id=7, customer_id=1, performer_id=2, amount=1_005, folder_id=5, cause="7:a"
    )
    assert (await wallet(market, CUSTOMER)).available == 100_000 - 1_005
    assert (await wallet(market, PERFORMER)).available == 904  # 1005 - 101 (100.5 up)
    theirs = (await market.ask(queries.statement, CUSTOMER))[0]
    ours = (await market.ask(queries.statement, PERFORMER))[0]
    assert (theirs.amount, theirs.commission, theirs.folder_id, theirs.counterparty_id) == (-1_005, 0, 5, 2)
    assert (ours.amount, ours.commission, ours.folder_id, ours.counterparty_id) == (904, 101, 0, 1)
    assert ours.operation == theirs.operation == "Доплата по заказу №7"
    with pytest.raises(NotEnoughMoney):
        await market.do(
            commands.pay_extra, order_id=7, customer_id=1, performer_id=2, amount=98_996, folder_id=0, cause="7:b"
        )
    await assert_clean(market)


async def test_a_payout_delay_keeps_earnings_waiting(market: Market):
    """With a delay the performer has the money only when it is over, once, and the statement says so then."""
    rules = dataclasses.replace(market.settings.rules, payout_delay=3600)

    async def slowly(tx, command, **kw):
        tx.rules = rules
        return await command(tx, **kw)

    await hold(market)
    await market.do(slowly, commands.capture, order_id=7, performer_id=PERFORMER.id, folder_id=0, cause="7:1")
    assert dataclasses.astuple(await wallet(market, PERFORMER))[1:4] == (0, 0, 9_000)
    assert await market.ask(queries.next_payout) == market.clock.now() + 3600
    assert await market.ask(queries.statement, PERFORMER) == []
    await assert_clean(market)
    market.clock.set(market.clock.now() + 3599)
    assert await market.do(commands.pay_out_due) == 0
    market.clock.set(market.clock.now() + 1)
    assert await market.do(commands.pay_out_due) == 1
    assert await market.do(commands.pay_out_due) == 0
    assert dataclasses.astuple(await wallet(market, PERFORMER))[1:4] == (9_000, 0, 0)
    (row,) = await market.ask(queries.statement, PERFORMER)
    assert (row.amount, row.commission, row.counterparty_id) == (9_000, 1_000, CUSTOMER.id)
    assert await market.ask(queries.next_payout) is None
    await assert_clean(market)


async def test_a_withdrawal_waits_for_an_administrator(market: Market):
    """Requested money is gone from the balance, and out of the exchange when it is paid."""
    request = await market.do(commands.request_withdrawal, CUSTOMER, 40_000)
    assert (await wallet(market, CUSTOMER)).available == 60_000
    assert (await market.ask(queries.statement, CUSTOMER))[0].balance == 60_000
    await assert_clean(market)
    paid = await market.do(commands.pay_withdrawal, ADMIN, request)
    assert (paid.state, paid.amount, paid.person_id) == ("paid", 40_000, CUSTOMER.id)
    assert (await market.ask(audit)).sums["world"] == -60_000
    with pytest.raises(WrongState):
        await market.do(commands.pay_withdrawal, ADMIN, request)
    with pytest.raises(WrongState):
        await market.do(commands.reject_withdrawal, ADMIN, request, "поздно")
    await assert_clean(market)


async def test_a_rejected_withdrawal_is_given_back_with_its_reason(market: Market):
    """The money is available again, the statement balances, and the person can read why."""
    request = await market.do(commands.request_withdrawal, CUSTOMER, 40_000)
    await market.do(commands.reject_withdrawal, ADMIN, request, "Нет реквизитов")
    assert (await wallet(market, CUSTOMER)).available == 100_000
    (mine,) = await market.ask(queries.my_withdrawals, CUSTOMER)
    assert (mine.state, mine.reason, mine.closed) == ("rejected", "Нет реквизитов", market.clock.now())
    assert [row.amount for row in await market.ask(queries.statement, CUSTOMER)] == [40_000, -40_000, 100_000]
    await assert_clean(market)


async def test_withdrawals_are_listed_newest_first_by_state(market: Market):
    """An administrator sees everybody's requests; a person only their own."""
    first = await market.do(commands.request_withdrawal, CUSTOMER, 100)
    second = await market.do(commands.request_withdrawal, CUSTOMER, 200)
    await market.do(commands.pay_withdrawal, ADMIN, first)
    every = await market.ask(queries.withdrawal_requests, ADMIN)
    assert [request.id for request in every] == [second, first]
    still = await market.ask(queries.withdrawal_requests, ADMIN, state="open")
    assert [request.id for request in still] == [second]
    older = await market.ask(queries.withdrawal_requests, ADMIN, before=second)
    assert [request.id for request in older] == [first]
    assert await market.ask(queries.my_withdrawals, PERFORMER) == []


@pytest.mark.parametrize("amount", [0, -1, LARGEST + 1])
async def test_sums_beyond_the_limits_are_refused(market: Market, amount: int):
    """Nothing, less than nothing and more than the largest sum are no sums."""
    for act in (
        market.do(commands.top_up, ADMIN, CUSTOMER.id, amount),
        market.do(commands.request_withdrawal, CUSTOMER, amount),
        market.do(commands.grant_promo, ADMIN, CUSTOMER.id, amount),
        market.do(commands.spend_promo, ADMIN, CUSTOMER.id, amount),
    ):
        with pytest.raises(Invalid):
            await act
    await assert_clean(market)


async def test_the_largest_sum_is_allowed(market: Market):
    """The limit itself is inside."""
    await market.do(commands.top_up, ADMIN, PERFORMER.id, 100_000_000_00)
    assert (await wallet(market, PERFORMER)).available == LARGEST == 100_000_000_00


async def test_withdrawing_more_than_there_is_is_refused(market: Market):
    """The request leaves no trace when the balance does not cover it; held money is not to be had."""
    await hold(market)
    with pytest.raises(NotEnoughMoney):
        await market.do(commands.request_withdrawal, CUSTOMER, 89_501)
    assert await market.ask(queries.my_withdrawals, CUSTOMER) == []
    await market.do(commands.request_withdrawal, CUSTOMER, 89_500)
    await assert_clean(market)


async def test_missing_people_and_requests_are_told(market: Market):
    """An id that nobody has is `NotFound`."""
    for act in (
        market.do(commands.top_up, ADMIN, 99, 1),
        market.do(commands.grant_promo, ADMIN, 99, 1),
        market.do(commands.spend_promo, ADMIN, 99, 1),
        market.do(commands.pay_withdrawal, ADMIN, 99),
        market.do(commands.reject_withdrawal, ADMIN, 99, "нет"),
    ):
        with pytest.raises(NotFound):
            await act


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
async def test_a_rejection_says_why(market: Market, reason: str):
    """A reason is 1 to 1000 characters."""
    request = await market.do(commands.request_withdrawal, CUSTOMER, 1)
    with pytest.raises(Invalid):
        await market.do(commands.reject_withdrawal, ADMIN, request, reason)
    await market.do(commands.reject_withdrawal, ADMIN, request, "x" * 1000)
    another = await market.do(commands.request_withdrawal, CUSTOMER, 1)
    await market.do(commands.reject_withdrawal, ADMIN, another, "x")


async def test_only_administrators_move_money_in_and_out(market: Market):
    """Customers and performers cannot top up, grant, pay or reject."""
    for who in (CUSTOMER, PERFORMER, Actor(4, Role.MODERATOR), Actor(3, Role.ADMIN, blocked=True)):
        for act in (
            market.do(commands.top_up, who, 1, 1),
            market.do(commands.grant_promo, who, 1, 1),
            market.do(commands.spend_promo, who, 1, 1),
            market.do(commands.pay_withdrawal, who, 1),
            market.do(commands.reject_withdrawal, who, 1, "нет"),
            market.do(commands.lift_freeze, who),
            market.ask(queries.withdrawal_requests, who),
        ):
            with pytest.raises(Forbidden):
                await act


async def test_a_payment_from_outside_counts_once(market: Market):
    """The same payment number tops up once; without a number each call is a payment of its own."""
    await market.do(commands.top_up, ADMIN, PERFORMER.id, 500, cause="bank:17")
    with pytest.raises(WrongState):
        await market.do(commands.top_up, ADMIN, PERFORMER.id, 500, cause="bank:17")
    await market.do(deposit, PERFORMER.id, 500)
    await market.do(deposit, PERFORMER.id, 500)
    assert (await wallet(market, PERFORMER)).available == 1_500
    assert (await market.ask(queries.statement, PERFORMER))[0].operation == "Пополнение счёта"


async def test_promo_points_have_a_statement_of_their_own(market: Market):
    """Points are no money: another bucket, another statement, and never below nothing."""
    await market.do(commands.grant_promo, ADMIN, CUSTOMER.id, 700, reason="Акция")
    await market.do(commands.spend_promo, ADMIN, CUSTOMER.id, 200)
    with pytest.raises(NotEnoughMoney):
        await market.do(commands.spend_promo, ADMIN, CUSTOMER.id, 501)
    rows = await market.ask(queries.statement, CUSTOMER, promo=True)
    assert [(row.amount, row.balance, row.operation) for row in rows] == [
        (-200, 500, "Списание промобаллов"),
        (700, 700, "Акция"),
    ]
    await market.do(commands.grant_promo, ADMIN, PERFORMER.id, 1)
    assert (await market.ask(queries.statement, PERFORMER, promo=True))[0].operation == "Начисление промобаллов"
    await market.do(commands.spend_promo, ADMIN, CUSTOMER.id, 500, reason="Реклама")
    assert (await market.ask(queries.statement, CUSTOMER, promo=True))[0].operation == "Реклама"
    assert len(await market.ask(queries.statement, CUSTOMER)) == 1
    await assert_clean(market)


async def test_the_statement_is_paged_and_filtered(market: Market):
    """Count, offset, dates, counterparty's login and folders each narrow the list; newest first."""
    start = market.clock.now()
    for order in (11, 12, 13):
        market.clock.set(start + order)
        await hold(market, order=order, cause=f"{order}:1", price=100)
        await market.do(
            commands.capture, order_id=order, performer_id=PERFORMER.id, folder_id=order, cause=f"{order}:1"
        )

    async def operations(**filters) -> list[str]:
        return [row.operation[-2:] for row in await market.ask(queries.statement, CUSTOMER, **filters)]

    assert await operations() == ["13", "12", "11", "та"]
    assert await operations(count=2, offset=1) == ["12", "11"]
    assert await operations(date_from=start + 12) == ["13", "12"]
    assert await operations(date_to=start + 12) == ["12", "11", "та"]
    assert await operations(login="ERFO") == ["13", "12", "11"]
    assert await operations(login="%") == []
    assert await operations(login="_") == []
    assert await operations(login="\\") == []
    assert await operations(folder_ids=[11, 13]) == ["13", "11"]
    assert await operations(folder_ids=[]) == []
    assert await operations(folder_ids=[12], login="performer", date_from=start, date_to=start + 99) == ["12"]


async def test_available_money_of_whoever_never_had_any(market: Market):
    """A person without a wallet has nothing, and asking makes none."""
    assert await market.ask(queries.available, PERFORMER.id) == 0
    assert await market.ask(queries.available, CUSTOMER.id) == 100_000
    assert await wallet(market, PERFORMER) == Wallet(PERFORMER.id, 0, 0, 0, 0, 0, 0)


async def test_frozen_payouts_stand_still_until_lifted(market: Market):
    """While the auditor has frozen payouts nothing leaves; the rest of the market goes on."""
    request = await market.do(commands.request_withdrawal, CUSTOMER, 100)
    await market.do(commands.freeze_payouts, "книга не сходится")
    with pytest.raises(WrongState, match="книга не сходится"):
        await market.do(commands.pay_withdrawal, ADMIN, request)
    assert await market.do(commands.pay_out_due) == 0
    await hold(market)
    await market.do(commands.lift_freeze, ADMIN)
    with pytest.raises(WrongState):
        await market.do(commands.lift_freeze, ADMIN)
    await market.do(commands.pay_withdrawal, ADMIN, request)


async def test_an_audit_of_a_sound_ledger_freezes_nothing(market: Market):
    """The auditor stops payouts only when something is wrong."""
    await market.do(freeze_if_wrong, await market.examine(audit))
    assert await market.ask(queries.frozen) is None


async def test_many_at_once_never_overspend(market: Market):
    """Thirty holds in flight for money that covers twenty-seven: exactly those succeed, on both engines."""
    jobs = [hold(market, price=3_500, order=n, cause=f"{n}:1") for n in range(100, 130)]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert sum(result is None for result in results) == 27  # 100000 // 3675
    assert all(result is None or isinstance(result, NotEnoughMoney) for result in results)
    await assert_clean(market)


async def test_first_payments_to_one_person_at_once_all_arrive(market: Market):
    """Opening a wallet is no race: payments that meet there are all made."""
    jobs = [
        market.do(commands.pay_extra, order_id=n, customer_id=1, performer_id=2, amount=100, folder_id=0, cause=f"{n}")
        for n in range(20)
    ]
    await asyncio.gather(*jobs)
    assert (await wallet(market, PERFORMER)).available == 20 * 90
    await assert_clean(market)
