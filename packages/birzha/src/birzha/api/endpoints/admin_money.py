"""What administrators do with money, and the rules that it follows."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.endpoints.money import WithdrawalView
from birzha.api.fields import Id, SomeKopecks
from birzha.api.paging import NEWEST, Page, Paged, after_key
from birzha.api.registry import endpoint
from birzha.api.views import view, viewer
from birzha.errors import Invalid, NotEnoughMoney, NotFound, WrongState
from birzha.money.commands import (
    grant_promo,
    lift_freeze,
    pay_withdrawal,
    reject_withdrawal,
    spend_promo,
    top_up,
)
from birzha.money.queries import withdrawal_requests
from birzha.people.model import ANYONE

State = Annotated[Literal["", "open", "paid", "rejected"], Meta(description="состояние заявки; пусто: любое")]


class RulesView(Struct, frozen=True):
    """The market's rules in force; an operator sets them where the exchange is started.

    Args:
        customer_fee: what a customer pays on top of the price, basis points.
        performer_fee: what a performer gives up, basis points.
        payout_delay: how long a payment waits, seconds.
        penalty: rating points taken for a failed or refused order.
        rate_per_rouble: rating points for each rouble of an accepted order, hundredths.
        rework_time: what a rework adds to the deadline at least, seconds.
        quick_rework_time: the same for a quick order.
        longest_term: the furthest deadline, seconds from now.
        zone: the time zone of dates without one.
    """

    customer_fee: int
    performer_fee: int
    payout_delay: int
    penalty: int
    rate_per_rouble: int
    rework_time: int
    quick_rework_time: int
    longest_term: int
    zone: str


class TopUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Money that came from outside.

    Args:
        amount: kopecks, over 0.
        cause: the payment's own number: the same one is taken once only; empty: one is drawn.
    """

    amount: SomeKopecks
    cause: Annotated[str, Meta(max_length=100, pattern="^[0-9A-Za-z._:-]*$", description="номер платежа")] = ""


class Promo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Promo points given or used up.

    Args:
        points: hundredths of a point, over 0.
        reason: shown on the promo statement.
    """

    points: Annotated[int, Meta(ge=1, le=1_000_000_000, description="сотые доли балла")]
    reason: Annotated[str, Meta(max_length=200, description="основание, видно в выписке")] = ""


class Rejection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a withdrawal is rejected.

    Args:
        reason: 1 to 1000 characters, shown to the person.
    """

    reason: Annotated[str, Meta(min_length=1, max_length=1000, description="причина, её увидит пользователь")]


class WithdrawalsQuery(Paged, frozen=True, kw_only=True):
    """Which withdrawal requests.

    Args:
        state: ``open``, ``paid``, ``rejected``; empty: all.
    """

    state: State = ""


@endpoint("GET", "/rules", role=ANYONE)
async def get_rules(call: Call) -> RulesView:
    """The market's rules in force: fees, terms, penalties."""
    return view(RulesView, call.market.settings.rules)


@endpoint("POST", "/admin/people/{person_id}/top-ups", top_up, status=204, errors=(Invalid, NotFound, WrongState))
async def post_top_up(call: Call, person_id: Id, *, body: TopUp) -> None:
    """Put money from outside on a person's account; the same cause is taken once only."""
    await call.do(top_up, person_id, body.amount, cause=body.cause)


@endpoint("POST", "/admin/people/{person_id}/promo", grant_promo, status=204, errors=(Invalid, NotFound))
async def post_promo(call: Call, person_id: Id, *, body: Promo) -> None:
    """Give a person promo points."""
    await call.do(grant_promo, person_id, body.points, reason=body.reason)


@endpoint(
    "POST",
    "/admin/people/{person_id}/promo/spendings",
    spend_promo,
    status=204,
    errors=(Invalid, NotFound, NotEnoughMoney),
)
async def post_promo_spending(call: Call, person_id: Id, *, body: Promo) -> None:
    """Take promo points that a person has used up."""
    await call.do(spend_promo, person_id, body.points, reason=body.reason)


@endpoint("GET", "/admin/withdrawals", withdrawal_requests)
async def get_all_withdrawals(call: Call, *, query: WithdrawalsQuery) -> Page[WithdrawalView]:
    """Everybody's withdrawal requests, newest first."""
    rows = await call.ask(withdrawal_requests, state=query.state, count=query.count, before=query.cursor or NEWEST)
    return after_key(rows, query, viewer(WithdrawalView))


@endpoint("POST", "/admin/withdrawals/{withdrawal_id}/pay", pay_withdrawal, errors=(NotFound, WrongState))
async def post_withdrawal_paid(call: Call, withdrawal_id: Id) -> WithdrawalView:
    """Record that a requested sum was sent out."""
    return view(WithdrawalView, await call.do(pay_withdrawal, withdrawal_id))


@endpoint(
    "POST", "/admin/withdrawals/{withdrawal_id}/reject", reject_withdrawal, errors=(Invalid, NotFound, WrongState)
)
async def post_withdrawal_rejected(call: Call, withdrawal_id: Id, *, body: Rejection) -> WithdrawalView:
    """Refuse a withdrawal; the sum is available again."""
    return view(WithdrawalView, await call.do(reject_withdrawal, withdrawal_id, body.reason))


@endpoint("DELETE", "/admin/payouts-freeze", lift_freeze, status=204, errors=(WrongState,))
async def delete_freeze(call: Call) -> None:
    """Let payouts go on after the auditor stopped them."""
    await call.do(lift_freeze)
