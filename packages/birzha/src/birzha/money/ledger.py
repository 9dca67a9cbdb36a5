"""Posting a transfer: the one way in which money moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from birzha.errors import NotEnoughMoney, WrongState
from birzha.money.model import EXCHANGE, PERSONAL, Line, Wallet, link_hash, merged
from birzha.money.tables import LINK, MOVE, OPEN_WALLET, PUT_ENTRY, PUT_STATEMENT, PUT_TRANSFER
from birzha.money.tables import WALLET as WALLET_OF
from birzha.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Posted:
    """A transfer that has been made.

    Args:
        id: of the transfer.
        wallets: of everybody it touched, as they stand after it.
    """

    id: int
    wallets: Mapping[int, Wallet]


async def post(tx: Transaction, *, key: str, kind: str, lines: Sequence[Line], order_id: int = 0) -> Posted:
    """Move money: change the wallets, write the transfer and its entries, hang it on a chain.

    Wallets are changed in ascending order of their owners, each by one guarded update, so that two transfers cannot
    deadlock and no balance falls below nothing. The chain is that of the first person touched: its row is locked by
    then, so chains need no lock of their own.

    Args:
        tx: the transaction.
        key: made from the business fact; a second posting of the same fact is refused.
        kind: what kind of act it is.
        lines: what moves; they must add up to nothing and touch at least one person.
        order_id: the order it belongs to, or 0.

    Raises:
        NotEnoughMoney: a bucket would fall below nothing.
        WrongState: this fact has been posted already.
    """
    moved = merged(lines)
    people = sorted({line.owner_id for line in moved} - {EXCHANGE})
    wallets = {}
    for person_id in people:
        wallets[person_id] = await _move(tx, person_id, moved, first=person_id == people[0])
    chain = wallets[people[0]]
    before = await tx.first(LINK, chain=chain.person_id, number=chain.links - 1)
    transfer_id = await tx.first(
        PUT_TRANSFER,
        key=key,
        kind=kind,
        order_id=order_id,
        created=tx.now,
        chain_id=chain.person_id,
        link=chain.links,
        hash=link_hash(before["hash"] if before else "", key, kind, tx.now, moved),
    )
    if transfer_id is None:
        raise WrongState("Эта операция уже проведена; второй раз деньги не двигаются.")
    await tx.run_many(
        PUT_ENTRY,
        [
            {"transfer_id": transfer_id, "owner_id": line.owner_id, "bucket": str(line.bucket), "amount": line.amount}
            for line in moved
        ],
    )
    return Posted(transfer_id, wallets)


async def _move(tx: Transaction, person_id: int, lines: Sequence[Line], *, first: bool) -> Wallet:
    changes = {f"to_{bucket}": 0 for bucket in PERSONAL}
    for line in lines:
        if line.owner_id == person_id:
            changes[f"to_{line.bucket}"] = line.amount
    moved = await tx.first(MOVE, of=person_id, more_links=int(first), **changes)
    if moved is None:  # no wallet yet, or not enough in it: only a second look tells, another may be opening it now
        await tx.run(OPEN_WALLET, person_id=person_id)
        moved = await tx.first(MOVE, of=person_id, more_links=int(first), **changes)
    if moved is None:
        raise NotEnoughMoney("На счёте недостаточно средств: пополните его и повторите действие.")
    return moved


async def wallet_of(tx: Transaction, person_id: int) -> Wallet:
    """A person's wallet; an empty one for whoever never had money."""
    return await tx.first(WALLET_OF, of=person_id) or Wallet(person_id, 0, 0, 0, 0, 0, 0)


async def tell(
    tx: Transaction,
    posted: Posted,
    person_id: int,
    *,
    amount: int,
    operation: str,
    counterparty_id: int = 0,
    commission: int = 0,
    folder_id: int = 0,
    promo: bool = False,
) -> None:
    """Write the line that a transfer leaves on a person's statement.

    Args:
        tx: the transaction.
        posted: the transfer.
        person_id: whose statement; the transfer touched their wallet.
        amount: kopecks, signed.
        operation: what happened, in Russian.
        counterparty_id: the other person, or 0.
        commission: the exchange's share in it, kopecks.
        folder_id: the project folder of the order, or 0.
        promo: whether it is the statement of promo points.
    """
    wallet = posted.wallets[person_id]
    await tx.run(
        PUT_STATEMENT,
        person_id=person_id,
        promo=int(promo),
        date=tx.now,
        amount=amount,
        balance=wallet.promo if promo else wallet.settled,
        operation=operation,
        counterparty_id=counterparty_id,
        commission=commission,
        folder_id=folder_id,
        transfer_id=posted.id,
    )
