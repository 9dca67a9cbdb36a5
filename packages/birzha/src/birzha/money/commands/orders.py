"""Money of orders: held when a performer is chosen, captured when the work is accepted, released when it is not."""

from birzha.errors import WrongState
from birzha.money.commands.payouts import Earning, check_other, earned_bucket, paid_for, reward, tell_earner
from birzha.money.ledger import post, tell
from birzha.money.model import EXCHANGE, Bucket, Hold, Line, share
from birzha.money.tables import CLOSE_HOLD, OPEN_HOLD
from birzha.storage.transaction import Transaction


async def hold(tx: Transaction, *, order_id: int, customer_id: int, price: int, cause: str) -> None:
    """Set aside an order's price and the customer's fee on top (reference of the exchange, §5).

    Args:
        tx: the transaction.
        order_id: the order; it may have one open hold at a time.
        customer_id: who pays.
        price: full price, kopecks; 0 is allowed and holds nothing.
        cause: what made it, unique for ever: ``"{order}:{bid}"``.

    Raises:
        NotEnoughMoney: the available balance does not cover it.
        WrongState: the order's money is held already.
    """
    fee = share(price, tx.rules.customer_fee)
    opened = await tx.run(OPEN_HOLD, order_id=order_id, customer_id=customer_id, price=price, fee=fee, created=tx.now)
    if not opened:
        raise WrongState("Средства под этот заказ уже зарезервированы.")
    if price + fee == 0:
        return
    lines = [
        Line(customer_id, Bucket.AVAILABLE, -(price + fee)),
        Line(customer_id, Bucket.HELD, price + fee),
    ]
    await post(tx, key=f"hold:{cause}", kind="hold", lines=lines, order_id=order_id)


async def release(tx: Transaction, *, order_id: int, cause: str) -> None:
    """Give an order's held money back to the customer.

    Args:
        tx: the transaction.
        order_id: the order.
        cause: what made it, unique for ever: ``"{order}:{what happened}"``.

    Raises:
        WrongState: nothing is held for the order.
    """
    held = await _close(tx, order_id, "released")
    if held.amount == 0:
        return
    lines = [
        Line(held.customer_id, Bucket.HELD, -held.amount),
        Line(held.customer_id, Bucket.AVAILABLE, held.amount),
    ]
    await post(tx, key=f"release:{held.id}:{cause}", kind="release", lines=lines, order_id=order_id)


async def capture(tx: Transaction, *, order_id: int, performer_id: int, folder_id: int, cause: str) -> None:
    """Pay the performer from an order's held money; both fees stay with the exchange.

    Args:
        tx: the transaction.
        order_id: the order.
        performer_id: who is paid, at once or after the payout delay.
        folder_id: the order's project folder, for the customer's statement.
        cause: what made it, unique for ever: ``"{order}:{result}"``.

    Raises:
        Forbidden: customer and performer are one person.
        WrongState: nothing is held for the order.
    """
    held = await _close(tx, order_id, "captured")
    check_other(held.customer_id, performer_id)
    if held.amount == 0:
        return
    commission = share(held.price, tx.rules.performer_fee)
    earned = held.price - commission
    lines = [
        Line(held.customer_id, Bucket.HELD, -held.amount),
        Line(performer_id, earned_bucket(tx.rules), earned),
        Line(EXCHANGE, Bucket.FEE, held.fee + commission),
    ]
    posted = await post(tx, key=f"capture:{held.id}:{cause}", kind="capture", lines=lines, order_id=order_id)
    operation = paid_for(order_id)
    await tell(
        tx,
        posted,
        held.customer_id,
        amount=-held.amount,
        operation=operation,
        counterparty_id=performer_id,
        commission=held.fee,
        folder_id=folder_id,
    )
    earning = Earning(performer_id, held.customer_id, earned, commission, order_id=order_id)
    await reward(tx, posted, earning, key=f"payout:{held.id}:{cause}")


async def pay_extra(
    tx: Transaction, *, order_id: int, customer_id: int, performer_id: int, amount: int, folder_id: int, cause: str
) -> None:
    """Pay a performer on top of the order's price; the fee is taken from the receiver (reference §5).

    Args:
        tx: the transaction.
        order_id: the order.
        customer_id: who pays, from the available balance.
        performer_id: who is paid.
        amount: kopecks, over 0.
        folder_id: the order's project folder, for the customer's statement.
        cause: what made it, unique for ever.

    Raises:
        Forbidden: customer and performer are one person.
        NotEnoughMoney: the available balance does not cover it.
    """
    check_other(customer_id, performer_id)
    commission = share(amount, tx.rules.performer_fee)
    lines = [
        Line(customer_id, Bucket.AVAILABLE, -amount),
        Line(performer_id, Bucket.AVAILABLE, amount - commission),
        Line(EXCHANGE, Bucket.FEE, commission),
    ]
    posted = await post(tx, key=f"extra:{cause}", kind="extra", lines=lines, order_id=order_id)
    operation = f"Доплата по заказу №{order_id}"
    await tell(
        tx,
        posted,
        customer_id,
        amount=-amount,
        operation=operation,
        counterparty_id=performer_id,
        folder_id=folder_id,
    )
    if amount - commission:
        earning = Earning(performer_id, customer_id, amount - commission, commission, order_id=order_id)
        await tell_earner(tx, posted, earning, operation)


async def _close(tx: Transaction, order_id: int, state: str) -> Hold:
    held = await tx.first(CLOSE_HOLD, of_order=order_id, new_state=state, moment=tx.now)
    if held is None:
        raise WrongState("Под этот заказ средства не зарезервированы.")
    return held
