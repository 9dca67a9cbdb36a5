"""A process that does what is due, again and again, on a database and a clock that it shares with others.

python worker.py DATABASE_URL FOLDER

The folder's file ``clock`` says what time it is.
"""

import asyncio
import sys
from pathlib import Path

from birzha.app import Market, assemble
from birzha.clock import HOUR
from birzha.settings import Rules, Settings
from birzha.sweeps.run import run_due

RULES = Rules(payout_delay=4 * HOUR)


class SharedClock:
    """A clock that whoever holds the file turns.

    Args:
        path: of the file: unixtime as digits.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> int:
        """The moment that the file says."""
        return int(self._path.read_text())

    def set(self, moment: int) -> None:
        """Turn it, at once for everybody."""
        new = self._path.with_name("clock.new")
        new.write_text(str(moment))
        new.replace(self._path)


def market_at(url: str, folder: Path) -> Market:
    """The market of such a process."""
    settings = Settings(url, folder / "files", "of no use " * 4, rules=RULES)
    return assemble(settings, clock=SharedClock(folder / "clock"))


async def work(url: str, folder: Path) -> None:
    """Say that it is here, then do what is due until killed."""
    market = market_at(url, folder)
    await market.store.open()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        await run_due(market)
        await asyncio.sleep(0.005)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
