"""What can be asked about money."""

from collections.abc import Sequence

from birzha.money.ledger import wallet_of
from birzha.money.model import StatementRow, Wallet, Withdrawal
from birzha.money.tables import FROZEN, NEXT_PAYOUT, statement_rows, withdrawals
from birzha.people.access import query
from birzha.people.model import ANYONE, Actor, Role
from birzha.storage.transaction import Transaction


async def available(tx: Transaction, person_id: int) -> int:
    """What a person may spend now, kopecks."""
    return (await wallet_of(tx, person_id)).available


@query(ANYONE)
async def balance(tx: Transaction, actor: Actor) -> Wallet:
    """The caller's own wallet."""
    return await wallet_of(tx, actor.id)


@query(ANYONE)
async def statement(
    tx: Transaction,
    actor: Actor,
    *,
    count: int = 100,
    offset: int = 0,
    date_from: int | None = None,
    date_to: int | None = None,
    login: str = "",
    promo: bool = False,
    folder_ids: Sequence[int] | None = None,
) -> list[StatementRow]:
    """The caller's statement, newest first.

    Args:
        tx: the transaction.
        actor: whose statement.
        count: how many rows at most.
        offset: how many to skip.
        date_from: unixtime, inclusive.
        date_to: unixtime, inclusive.
        login: part of the counterparty's login.
        promo: the statement of promo points instead of money.
        folder_ids: only rows of orders in these project folders.
    """
    rows = statement_rows(
        since=date_from is not None, until=date_to is not None, login=bool(login), folders=folder_ids is not None
    )
    return await tx.all(
        rows,
        of=actor.id,
        which=int(promo),
        date_from=date_from,
        date_to=date_to,
        login_part=_literal(login.casefold()),
        folder_ids=list(folder_ids or ()),
        count=count,
        skip=offset,
    )


@query(ANYONE)
async def my_withdrawals(tx: Transaction, actor: Actor, *, count: int = 100, before: int = 2**62) -> list[Withdrawal]:
    """The caller's own withdrawal requests, newest first, those before an id."""
    return await tx.all(withdrawals(state=False, own=True), of=actor.id, count=count, before=before)


@query(Role.ADMIN)
async def withdrawal_requests(
    tx: Transaction, actor: Actor, *, state: str = "", count: int = 100, before: int = 2**62
) -> list[Withdrawal]:
    """Everybody's withdrawal requests, newest first, those before an id; ``state``: open, paid, rejected or empty for all."""
    return await tx.all(withdrawals(state=bool(state), own=False), in_state=state, count=count, before=before)


async def frozen(tx: Transaction) -> str | None:
    """Why payouts are frozen; ``None`` when they are not."""
    row = await tx.first(FROZEN)
    return None if row is None else str(row["reason"])


async def next_payout(tx: Transaction) -> int | None:
    """When the next delayed payment is due, unixtime."""
    row = await tx.one(NEXT_PAYOUT)
    due: int | None = row[0]
    return due


def _literal(part: str) -> str:
    return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
