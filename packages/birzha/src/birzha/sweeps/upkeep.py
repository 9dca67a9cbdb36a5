"""What a running exchange does for itself now and then: audits its ledger and forgets what has expired."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from birzha.app import Market
from birzha.articles.commands.bundling import forget_bundles
from birzha.clock import HOUR, MINUTE, monotonic
from birzha.money.audit import audit, freeze_if_wrong
from birzha.people.commands import forget_expired

logger = logging.getLogger("birzha.sweeps")

AUDIT_EVERY = 10 * MINUTE
FORGET_EVERY = HOUR


async def audit_ledger(market: Market) -> None:
    """Check every identity of the ledger; payouts stop when one does not hold, and the log says which."""
    found = await market.examine(audit)
    for problem in found.problems:
        logger.critical("the ledger does not add up, payouts are frozen: %s", problem)
    if found.problems:
        await market.do(freeze_if_wrong, found)


async def forget(market: Market) -> None:
    """Remove sessions, resets and log-in attempts that count no more, and downloads whose links have ended."""
    await market.do(forget_expired)
    await market.do(forget_bundles)


Chore = Callable[[Market], Awaitable[None]]


@dataclass(slots=True)
class Upkeep:
    """Remembers when each chore was last done; by the machine's pace, whatever the market's clock says.

    Args:
        chores: what to do and how often, seconds. Each is done at the first look.
    """

    chores: tuple[tuple[Chore, float], ...] = ((audit_ledger, AUDIT_EVERY), (forget, FORGET_EVERY))
    _done: dict[Chore, float] = field(default_factory=dict)

    async def look(self, market: Market) -> None:
        """Do the chores whose time has come."""
        for chore, every in self.chores:
            done = self._done.get(chore)
            if done is None or monotonic() - done >= every:
                self._done[chore] = monotonic()
                await chore(market)
