"""Reaching an order under lock, and moving it on: the steps that every command on orders begins and ends with.

The lock order of the whole house: the order's row, then its bids and results (guarded by that lock), then wallets ascending.
"""

from collections.abc import Sequence

from birzha.errors import MarketError, NotFound, WrongState
from birzha.orders.model import Event, Order, allows, state_of
from birzha.orders.tables.notes import PUT_COMMENT
from birzha.orders.tables.orders import COLUMNS, EDIT_ORDER, LOCK_ORDER, LOCK_OWN, MOVE_ORDER, MOVING, PUT_ORDER
from birzha.storage.transaction import Transaction


def no_such_order() -> NotFound:
    """The refusal for an order that is not there, or not for this person."""
    return NotFound("Такого заказа нет среди ваших.", field="id")


async def own_order(tx: Transaction, customer_id: int, order_id: int) -> Order:
    """A customer's own order, locked until the transaction ends.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    order = await tx.first(LOCK_ORDER, order_id=order_id)
    if order is None or order.customer_id != customer_id:
        raise no_such_order()
    return order


async def order_in_hands(tx: Transaction, performer_id: int, order_id: int) -> Order:
    """An order that this performer works (or worked) on, locked until the transaction ends.

    Raises:
        NotFound: there is none, or somebody else works on it.
    """
    order = await tx.first(LOCK_ORDER, order_id=order_id)
    if order is None or order.performer_id != performer_id:
        raise no_such_order()
    return order


async def batch(tx: Transaction, customer_id: int, order_ids: Sequence[int], event: Event) -> list[Order]:
    """Those of a customer's orders to which the event may happen, locked.

    They come in the order of their performers, so that whoever is paid is paid in the same order by every batch.

    Args:
        tx: the transaction.
        customer_id: whose orders.
        order_ids: what was asked for; others' and wrong ones are left out (A31).
        event: what is to happen.

    Raises:
        NotFound: none of them is theirs.
        WrongState: it can happen to none of theirs.
    """
    own = await tx.all(LOCK_OWN, ids=list(order_ids), customer=customer_id)
    if not own:
        raise no_such_order()
    ready = [order for order in own if allows(order, event)]
    if not ready:
        raise none_ready(own)
    return sorted(ready, key=lambda order: (order.performer_id, order.id))


def none_ready(orders: Sequence[Order]) -> MarketError:
    """The refusal for orders of which none is in the right state."""
    stand = ", ".join(f"№{order.id} — {state_of(order).value}" for order in orders[:5])
    return WrongState(f"Сейчас это действие невозможно: {stand}.")


def in_asked_order(asked: Sequence[int], done: Sequence[int]) -> list[int]:
    """The ids that were done, in the order in which they were asked for, each once."""
    found = set(done)
    return [each for each in dict.fromkeys(asked) if each in found]


async def store(tx: Transaction, order: Order) -> int:
    """Store a new order; gives its id."""
    return await tx.one(PUT_ORDER, **{name: getattr(order, name) for name in COLUMNS})


async def move(tx: Transaction, old: Order, new: Order) -> None:
    """Move an order on, if it still stands as it was read.

    Raises:
        WrongState: somebody else moved it in the meantime.
    """
    await _put(tx, MOVE_ORDER, MOVING, old, new)


async def rewrite(tx: Transaction, old: Order, new: Order) -> None:
    """Store an edited order, if it still stands as it was read.

    Raises:
        WrongState: somebody else moved it in the meantime.
    """
    await _put(tx, EDIT_ORDER, [name for name in COLUMNS if name not in {"customer_id", "created"}], old, new)


async def _put(tx: Transaction, statement: object, columns: Sequence[str], old: Order, new: Order) -> None:
    moved = await tx.run(
        statement,  # type: ignore[arg-type]  # one of the two above
        order_id=old.id,
        old_status=old.status,
        old_public=old.public,
        old_multicount=old.multicount,
        old_failed_at=old.failed_at,
        old_archived_at=old.archived_at,
        **{f"new_{name}": getattr(new, name) for name in columns},
    )
    if not moved:
        raise WrongState(f"Заказ №{old.id} только что изменился: посмотрите на него ещё раз.")


async def say(tx: Transaction, order_id: int, person_id: int, text: str, *, hidden: bool = False) -> int:
    """Add a comment to an order; gives its id."""
    return await tx.one(PUT_COMMENT, order_id=order_id, person_id=person_id, text=text, date=tx.now, hidden=int(hidden))
