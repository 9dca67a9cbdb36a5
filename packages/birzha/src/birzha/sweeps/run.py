"""Running the sweeps: all that is due now, moment by moment up to another moment, or for as long as an exchange runs."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from birzha.app import Market
from birzha.articles.commands import end_discounts
from birzha.articles.commands import next_due as next_discount
from birzha.clock import AdjustableClock
from birzha.money.commands import pay_out_due
from birzha.money.queries import frozen, next_payout
from birzha.orders.commands import (
    archive_done,
    check_results,
    expire_unbid,
    mark_overdue,
    next_archive,
    next_check,
    next_expiry,
    next_overdue,
    next_purge,
    purge_failed,
)
from birzha.storage.transaction import Transaction
from birzha.storage.work import StorageUnavailable
from birzha.sweeps.files import forget_files
from birzha.sweeps.upkeep import Upkeep

logger = logging.getLogger("birzha.sweeps")

PAUSE = 1.0
"""How long a running exchange rests between two looks at what is due, seconds."""

TOGETHER = 200
"""How many batches of what is due share one transaction while a clock is turned, where nobody else writes meanwhile."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """One kind of thing that time does to the rows.

    Args:
        name: what the things are.
        run: does a batch of what is due at the transaction's moment; gives how many it did, 0 when nothing is due.
        due: the earliest moment at which there is something to do, unixtime; ``None``: never.
    """

    name: str
    run: Callable[[Transaction], Awaitable[int]]
    due: Callable[[Transaction], Awaitable[int | None]]


async def _next_payout(tx: Transaction) -> int | None:
    return await next_payout(tx) if await frozen(tx) is None else None


SWEEPS: tuple[Sweep, ...] = (
    Sweep("checks", check_results, next_check),
    Sweep("overdue", mark_overdue, next_overdue),
    Sweep("expired", expire_unbid, next_expiry),
    Sweep("payouts", pay_out_due, _next_payout),
    Sweep("archived", archive_done, next_archive),
    Sweep("purged", purge_failed, next_purge),
    Sweep("discounts", end_discounts, next_discount),
)
"""Every sweep over rows, in the order in which they run at one moment."""


async def run_due(market: Market) -> int:
    """Do everything that is due at the present moment; what others are just doing is left to them.

    Returns:
        How many things were done.
    """
    total = 0
    while late := await market.ask(_late):
        done = 0
        for sweep in late:
            done += await market.do(sweep.run)  # type: ignore[arg-type]  # a coroutine function each
        if not done:
            break
        total += done
    while forgotten := await forget_files(market):
        total += forgotten
    return total


async def _late(tx: Transaction) -> list[Sweep]:
    moments = await _moments(tx)
    return [sweep for moment, sweep in moments if moment <= tx.now]


async def _moments(tx: Transaction) -> list[tuple[int, Sweep]]:
    return [(moment, sweep) for sweep in SWEEPS if (moment := await sweep.due(tx)) is not None]


async def next_due(market: Market) -> int | None:
    """The earliest moment at which something is due, unixtime; ``None``: nothing, however long one waits."""
    return min((moment for moment, _ in await market.ask(_moments)), default=None)


async def advance(market: Market, to: int) -> Counter[str]:
    """Turn an adjustable clock forward; everything due on the way happens at its own moment, in order.

    Args:
        market: a sandbox.
        to: unixtime, not before the present moment.

    Returns:
        How many things each sweep did, by its name.

    Raises:
        TypeError: the market's clock cannot be turned.
    """
    clock = market.clock
    if not isinstance(clock, AdjustableClock):
        raise TypeError("only the clock of a sandbox can be turned")
    done: Counter[str] = Counter()
    more = (due := await next_due(market)) is not None and due <= max(to, clock.now())
    while more:
        passage = _Passage(clock, to, TOGETHER if market.store.engine == "sqlite" else 1)
        try:
            more, step = await market.do(passage.go)
        except BaseException:
            passage.undo()
            raise
        done += step
    if clock.now() < to:
        clock.set(to)
    while done and await forget_files(market):
        pass
    return done


class _Passage:
    """Time passing inside one transaction, the clock with it, from one moment at which something is due to the next.

    On SQLite everybody waits for the one writer anyway, so many moments share a transaction; on PostgreSQL others may have their
    say between two moments.

    Args:
        clock: the market's.
        to: the last moment.
        most: how many batches at most.
    """

    def __init__(self, clock: AdjustableClock, to: int, most: int) -> None:
        self._clock = clock
        self._to = to
        self._most = most
        self._start: int | None = None

    async def go(self, tx: Transaction) -> tuple[bool, Counter[str]]:
        """Go on; an engine may run this again after undoing it, and then the clock goes back first.

        Returns:
            Whether there may be more to do; and how many things each sweep did.
        """
        self.undo()
        tx.now = self._start = self._clock.now() if self._start is None else self._start
        done: Counter[str] = Counter()
        for _ in range(self._most):
            moments = await _moments(tx)
            due = min((moment for moment, _ in moments), default=None)
            if due is None or due > max(self._to, self._start):
                return False, done
            if due > tx.now:
                tx.now = due
                self._clock.set(due)
            did = Counter({sweep.name: await sweep.run(tx) for moment, sweep in moments if moment <= tx.now})
            done += did
            if not did.total():  # others are just doing what is due, and will have done it
                return False, done
        return True, done

    def undo(self) -> None:
        """Put the clock back to where this began, if it has."""
        if self._start is not None:
            self._clock.set(self._start)


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
