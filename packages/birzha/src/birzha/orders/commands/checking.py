"""Checks of results: figures are kept, and too little uniqueness sends a result back (reference of the exchange, §4.2 #8).

Figures come from the checks of texts (:mod:`birzha.checks`), or from whoever says what the next check will find: the sandbox.
"""

from dataclasses import asdict

from birzha.limits import number_within
from birzha.messages.commands import tell
from birzha.orders import notices
from birzha.orders.commands.guarded import say
from birzha.orders.commands.judging import return_result
from birzha.orders.model import SYSTEM, Figures, Order, kept_figures, needs_rework
from birzha.orders.tables.orders import LOCK_ORDER
from birzha.orders.tables.results import (
    ANYTHING_FORCED,
    CHECKABLE,
    FORCED_FOR,
    FORGET_FORCED,
    MARK_CHECKED,
    PUT_FIGURES,
    PUT_FORCED,
)
from birzha.storage.statement import Row
from birzha.storage.transaction import Transaction


async def set_next_check(tx: Transaction, figures: Figures, *, order_id: int = 0) -> None:
    """Say what the next check of a result will find; each saying serves one check. A step of the sandbox.

    Args:
        tx: the transaction.
        figures: percent, 0 to 100.
        order_id: for this order's next check; 0: for the next check of any order without a saying of its own.

    Raises:
        Invalid: a figure is no percentage.
    """
    for name, value in asdict(figures).items():
        if value is not None:
            number_within(value, name, least=0, most=100)
    await tx.run(PUT_FORCED, order_id=order_id, **asdict(figures))


async def check_results(tx: Transaction, *, most: int = 100) -> int:
    """Check results for which figures wait. A step of the sweep.

    Args:
        tx: the transaction.
        most: how many at a time.

    Returns:
        How many were checked.
    """
    checked = 0
    for row in await checkable(tx, most=most):
        order = await tx.first(LOCK_ORDER, order_id=row["order_id"])
        if order is not None:
            checked += await check_if_forced(tx, order, row["id"])
    return checked


async def checkable(tx: Transaction, *, most: int) -> list[Row]:
    """Results under check for which figures wait, oldest first: their ids and orders. A step."""
    # most of the time nothing was said at all, and then results without figures, however many, are not walked
    return await tx.all(CHECKABLE, most=most) if await tx.first(ANYTHING_FORCED) is not None else []


async def check_if_forced(tx: Transaction, order: Order, result_id: int) -> bool:
    """Check a locked order's result, if figures wait for it. A step.

    Returns:
        Whether it was checked.
    """
    forced = await tx.first(FORCED_FOR, order_id=order.id)
    if forced is None:
        return False
    said = Figures(*(forced[name] for name in Figures.__slots__))
    if not await keep_figures(tx, order, result_id, said):
        return False
    await tx.run(FORGET_FORCED, forced_id=forced[0])
    return True


async def keep_figures(tx: Transaction, order: Order, result_id: int, figures: Figures) -> bool:
    """Store what a check of a locked order's result found; too little uniqueness sends it back. A step.

    Returns:
        Whether it was stored: not when the result is under check no longer, or was checked already.
    """
    if not await tx.run(MARK_CHECKED, result_id=result_id):
        return False
    found = kept_figures(order, figures)
    values = {f"new_{name}": value for name, value in asdict(found).items()}
    await tx.run(PUT_FIGURES, result_id=result_id, moment=tx.now, **values)
    if needs_rework(order, found):
        await _return(tx, order, result_id, found)
    return True


async def _return(tx: Transaction, order: Order, result_id: int, found: Figures) -> None:
    text = notices.too_alike(order, found.per_antiplagiat or 0)
    await return_result(tx, order, result_id)
    await say(tx, order.id, SYSTEM, text)
    await tell(tx, order.performer_id, notices.sent_back(order, text))
    await tell(tx, order.customer_id, notices.checked_and_returned(order))
