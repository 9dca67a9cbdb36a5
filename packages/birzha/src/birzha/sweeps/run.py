"""Running the sweeps: all that is due now, moment by moment up to another moment, or for as long as an exchange runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from birzha.app import Market
from birzha.articles.commands import end_discounts
from birzha.articles.commands import next_due as next_due_article
from birzha.clock import AdjustableClock
from birzha.money.commands import pay_out_due
from birzha.money.queries import frozen, next_payout
from birzha.orders.commands import archive_done, check_results, expire_unbid, mark_overdue, purge_failed
from birzha.orders.commands import next_due as next_due_order
from birzha.storage.transaction import Transaction
from birzha.storage.work import StorageUnavailable
from birzha.sweeps.files import forget_files
from birzha.sweeps.upkeep import Upkeep

logger = logging.getLogger("birzha.sweeps")

PAUSE = 1.0
"""How long a running exchange rests between two looks at what is due, seconds."""

Sweep = Callable[[Transaction], Awaitable[int]]
"""Does a batch of what is due in one transaction; gives how many it did, 0 when nothing is due."""

SWEEPS: tuple[Sweep, ...] = (
    check_results,
    mark_overdue,
    expire_unbid,
    pay_out_due,
    archive_done,
    purge_failed,
    end_discounts,
)
"""Every sweep over rows, in the order in which they run at one moment."""


async def run_due(market: Market) -> int:
    """Do everything that is due at the present moment.

    Returns:
        How many things were done.
    """
    total = 0
    while done := await _once(market):
        total += done
    return total


async def _once(market: Market) -> int:
    done = 0
    for sweep in SWEEPS:
        done += await market.do(sweep)  # type: ignore[arg-type]  # a coroutine function each
    return done + await forget_files(market)


async def next_due(market: Market) -> int | None:
    """The earliest moment at which something is due, unixtime; ``None``: nothing, however long one waits."""
    return await market.ask(_next_due)


async def _next_due(tx: Transaction) -> int | None:
    moments = [await next_due_order(tx), await next_due_article(tx)]
    if await frozen(tx) is None:
        moments.append(await next_payout(tx))
    return min((moment for moment in moments if moment is not None), default=None)


async def advance(market: Market, to: int) -> None:
    """Turn an adjustable clock forward; everything due on the way happens at its own moment, in order.

    Args:
        market: a sandbox.
        to: unixtime, not before the present moment.

    Raises:
        TypeError: the market's clock cannot be turned.
    """
    clock = market.clock
    if not isinstance(clock, AdjustableClock):
        raise TypeError("only the clock of a sandbox can be turned")
    await run_due(market)
    while (due := await next_due(market)) is not None and clock.now() < due <= to:
        clock.set(due)
        await run_due(market)
    if clock.now() < to:
        clock.set(to)
    await run_due(market)


async def keep_sweeping(market: Market, *, pause: float = PAUSE) -> None:
    """Do what is due again and again, and the upkeep, until cancelled; trouble of the database is told and outlived.

    Args:
        market: open.
        pause: seconds between two looks.
    """
    upkeep = Upkeep()
    while True:
        try:
            await upkeep.look(market)
            due = await next_due(market)
            if due is not None and due <= market.clock.now():
                await run_due(market)
            else:
                await forget_files(market)
        except (StorageUnavailable, OSError) as error:
            logger.warning("what is due waits: %s", error)
        await asyncio.sleep(pause)
