"""Money of one's own: balance, statement, withdrawals, and play money in the sandbox."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from birzha.api.call import Call
from birzha.api.fields import IdOrZero, Moment, SomeKopecks
from birzha.api.paging import NEWEST, Page, Paged, after_key, after_offset
from birzha.api.registry import endpoint
from birzha.api.views import Created, view, viewer
from birzha.errors import Invalid, NotEnoughMoney, NotFound
from birzha.folders.queries import subtree_ids
from birzha.money.commands import request_withdrawal
from birzha.money.commands.accounts import deposit
from birzha.money.queries import balance, my_withdrawals, statement
from birzha.people.model import ANYONE


class Balance(Struct, frozen=True):
    """A person's money by where it lies, kopecks.

    Args:
        available: free to spend.
        held: set aside for orders in work.
        pending: earned, waiting for the payout delay.
        payout: asked to be withdrawn.
        promo: promo points, hundredths.
    """

    available: int
    held: int
    pending: int
    payout: int
    promo: int


class StatementLine(Struct, frozen=True):
    """One line of a statement.

    Args:
        id: of the line.
        date: unixtime.
        amount: kopecks, signed.
        balance: free and held money after it, kopecks.
        operation: what happened, in Russian.
        counterparty_id: the other person; 0: none.
        commission: the exchange's share, kopecks.
        folder_id: the project folder of the order; 0: none.
    """

    id: int
    date: int
    amount: int
    balance: int
    operation: str
    counterparty_id: int
    commission: int
    folder_id: int


class WithdrawalView(Struct, frozen=True):
    """A wish to have money sent out.

    Args:
        id: of the request.
        person_id: whose.
        amount: kopecks.
        state: ``open``, ``paid`` or ``rejected``.
        reason: why it was rejected.
        created: unixtime.
        closed: unixtime; 0: not yet.
    """

    id: int
    person_id: int
    amount: int
    state: str
    reason: str
    created: int
    closed: int


class StatementQuery(Paged, frozen=True, kw_only=True):
    """Which lines of the statement.

    Args:
        date_from: the earliest moment.
        date_to: the latest moment.
        login: part of the counterparty's login.
        promo: 1: the statement of promo points.
        folder_id: only of orders in this project folder.
        sub: 1: and in the folders within it.
    """

    date_from: Moment | UnsetType = UNSET
    date_to: Moment | UnsetType = UNSET
    login: Annotated[str, Meta(max_length=15, description="часть логина второй стороны")] = ""
    promo: bool = False
    folder_id: IdOrZero | UnsetType = UNSET
    sub: bool = False


class Amount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sum of money.

    Args:
        amount: kopecks, over 0.
    """

    amount: SomeKopecks


@endpoint("GET", "/balance", balance)
async def get_balance(call: Call) -> Balance:
    """The caller's money."""
    return view(Balance, await call.ask(balance))


@endpoint("GET", "/statement", statement, errors=(NotFound, Invalid))
async def get_statement(call: Call, *, query: StatementQuery) -> Page[StatementLine]:
    """The caller's statement, newest first."""
    folders = None
    if query.folder_id is not UNSET:
        folders = [query.folder_id]
        if query.sub:
            folders = await call.market.ask(subtree_ids, call.actor.id, query.folder_id)
    rows = await call.ask(
        statement,
        count=query.count,
        offset=query.cursor,
        date_from=None if query.date_from is UNSET else query.date_from,
        date_to=None if query.date_to is UNSET else query.date_to,
        login=query.login,
        promo=query.promo,
        folder_ids=folders,
    )
    return after_offset(rows, query, viewer(StatementLine))


@endpoint("POST", "/withdrawals", request_withdrawal, status=201, errors=(Invalid, NotEnoughMoney))
async def post_withdrawal(call: Call, *, body: Amount) -> Created:
    """Ask for money to be sent out; an administrator pays it or rejects it."""
    return Created(await call.do(request_withdrawal, body.amount))


@endpoint("GET", "/withdrawals", my_withdrawals)
async def get_withdrawals(call: Call, *, query: Paged) -> Page[WithdrawalView]:
    """The caller's withdrawal requests, newest first."""
    rows = await call.ask(my_withdrawals, count=query.count, before=query.cursor or NEWEST)
    return after_key(rows, query, viewer(WithdrawalView))


@endpoint("POST", "/top-ups", role=ANYONE, status=201, errors=(Invalid,), sandbox=True)
async def post_own_top_up(call: Call, *, body: Amount) -> Balance:
    """Put play money on one's own account; in the sandbox only."""
    await call.market.do(deposit, call.actor.id, body.amount)
    return view(Balance, await call.ask(balance))
