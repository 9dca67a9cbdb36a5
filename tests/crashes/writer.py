"""A process that pays money in and says so once each payment is acknowledged; test_kill.py kills it at any moment.

python writer.py DATABASE_URL FILES FIRST_NUMBER
"""

import asyncio
import itertools
import sys
from pathlib import Path

from birzha.app import assemble
from birzha.money.commands.accounts import deposit
from birzha.settings import Settings


async def pay(numbers: "itertools.count[int]", market: object) -> None:
    for number in numbers:
        await market.do(deposit, 1, 100, cause=str(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


async def main(url: str, files: str, first: int) -> None:
    market = assemble(Settings(database_url=url, files=Path(files), secret_key="of no use " * 4))
    await market.store.open()
    numbers = itertools.count(first)
    await asyncio.gather(*(pay(numbers, market) for _ in range(8)))


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
