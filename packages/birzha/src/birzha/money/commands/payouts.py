"""Earnings: at once, or promised and paid out when the payout delay has passed."""

from dataclasses import dataclass

from birzha.errors import Forbidden
from birzha.money.ledger import Posted, post, tell
from birzha.money.model import Bucket, Line
from birzha.money.queries import frozen
from birzha.money.tables import CLOSE_PAYOUT, DUE_PAYOUTS, PUT_PAYOUT
from birzha.settings import Rules
from birzha.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Earning:
    """What somebody earned by one thing.

    Args:
        person_id: who earned it.
        customer_id: who paid.
        amount: kopecks that the earner gets.
        commission: kopecks that the exchange kept of it.
        order_id: the order that it was earned by; 0: none.
        article_id: the article that it was earned by; 0: none.
    """

    person_id: int
    customer_id: int
    amount: int
    commission: int
    order_id: int = 0
    article_id: int = 0


def check_other(customer_id: int, performer_id: int) -> None:
    """Refuse to let somebody pay themselves.

    Raises:
        Forbidden: both are one person.
    """
    if customer_id == performer_id:
        raise Forbidden("Платить самому себе нельзя.")


def paid_for(order_id: int, article_id: int = 0) -> str:
    """What a payment is called on a statement."""
    return f"Оплата статьи №{article_id}" if article_id else f"Оплата заказа №{order_id}"


def earned_bucket(rules: Rules) -> Bucket:
    """Where an earning lies first."""
    return Bucket.PENDING if rules.payout_delay else Bucket.AVAILABLE


async def reward(tx: Transaction, posted: Posted, earning: Earning, *, key: str) -> None:
    """Write down an earning that a transfer has put into :func:`earned_bucket`: on the statement, or as a promise.

    Args:
        tx: the transaction.
        posted: the transfer.
        earning: what it brought to whom; nothing is written of nothing.
        key: of the later payment, made from the business fact.
    """
    if not earning.amount:
        return
    if earned_bucket(tx.rules) is Bucket.AVAILABLE:
        await tell_earner(tx, posted, earning, paid_for(earning.order_id, earning.article_id))
        return
    await tx.run(
        PUT_PAYOUT,
        order_id=earning.order_id,
        article_id=earning.article_id,
        performer_id=earning.person_id,
        customer_id=earning.customer_id,
        amount=earning.amount,
        commission=earning.commission,
        due=tx.now + tx.rules.payout_delay,
        key=key,
    )


async def tell_earner(tx: Transaction, posted: Posted, earning: Earning, operation: str) -> None:
    """Write the line that an earning leaves on its earner's statement."""
    await tell(
        tx,
        posted,
        earning.person_id,
        amount=earning.amount,
        operation=operation,
        counterparty_id=earning.customer_id,
        commission=earning.commission,
    )


async def pay_out_due(tx: Transaction, *, most: int = 100) -> int:
    """Make earnings available whose payout delay has passed; nothing while payouts are frozen.

    Args:
        tx: the transaction.
        most: how many at most.

    Returns:
        How many were paid out.
    """
    if await frozen(tx) is not None:
        return 0
    due = await tx.all(DUE_PAYOUTS, moment=tx.now, most=most)
    for row in due:
        if not await tx.run(CLOSE_PAYOUT, payout_id=row["id"], moment=tx.now):
            continue
        earning = Earning(
            row["performer_id"],
            row["customer_id"],
            row["amount"],
            row["commission"],
            order_id=row["order_id"],
            article_id=row["article_id"],
        )
        lines = [
            Line(earning.person_id, Bucket.PENDING, -earning.amount),
            Line(earning.person_id, Bucket.AVAILABLE, earning.amount),
        ]
        posted = await post(tx, key=row["key"], kind="payout", lines=lines, order_id=earning.order_id)
        await tell_earner(tx, posted, earning, paid_for(earning.order_id, earning.article_id))
    return len(due)
