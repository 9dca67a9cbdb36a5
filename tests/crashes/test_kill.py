"""What a command acknowledged survives the process being killed, on both engines."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from birzha.app import Market
from birzha.money.audit import audit
from birzha.money.tables import transfer
from birzha.people.commands import add_person
from birzha.people.model import Role
from birzha.storage.statement import Statement
from birzha.storage.transaction import Transaction

ROUNDS = int(os.environ.get("BIRZHA_ROUNDS", "3"))
WRITER = Path(__file__).with_name("writer.py")
KEYS = Statement(select(transfer.c.key))


async def keys(tx: Transaction) -> set[str]:
    return {row["key"] for row in await tx.all(KEYS)}


def test_nothing_acknowledged_is_lost_by_kill_9(new_market: Callable[[asyncio.Runner], Market], tmp_path: Path):
    """Round after round a writer is killed mid-payment: every payment it acknowledged is there, and the ledger is sound."""
    acknowledged: set[str] = set()
    with asyncio.Runner() as runner:
        market = new_market(runner)
        runner.run(market.do(add_person, login="payer", roles=Role.CUSTOMER))
        for number in range(ROUNDS):
            runner.run(market.store.close())
            acknowledged |= killed(
                market.settings.database_url, tmp_path, 1_000_000 * (number + 1), 0.15 + 0.1 * (number % 5)
            )
            runner.run(market.store.open())
            kept = runner.run(market.ask(keys))
            assert {f"deposit:{n}" for n in acknowledged} <= kept
            assert runner.run(market.ask(audit)).problems == ()
        runner.run(market.store.close())
    assert len(acknowledged) >= ROUNDS


def killed(url: str, folder: Path, first: int, after: float) -> set[str]:
    """The payments that a writer acknowledged before it was killed, some moments after its first."""
    command = [sys.executable, str(WRITER), url, str(folder / "files"), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip()]
        time.sleep(after)
        process.kill()
        told += process.stdout.read().split("\n")[:-1]  # the last line may be torn
    return {line for line in told if line}
