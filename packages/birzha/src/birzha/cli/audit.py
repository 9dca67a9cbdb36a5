"""``birzha audit-ledger``: the auditor's word on any exchange, running or not."""

import json
from pathlib import Path

from birzha.cli import texts
from birzha.cli.amounts import roubles
from birzha.cli.exits import Code, Stop
from birzha.cli.looking import look, market_at
from birzha.cli.market import place_of, plain_refusals
from birzha.money.audit import Audit, audit


def audit_database(data: Path, database_url: str | None, *, as_json: bool) -> None:
    """Audit the ledger and say what was found.

    Args:
        data: the folder of a sandbox.
        database_url: of any exchange, instead of the folder.
        as_json: whether to print one JSON object.

    Raises:
        Stop: something is wrong with the ledger (code 6), or it cannot be read.
    """
    with plain_refusals(place_of(database_url) if database_url else str(data)):
        found = look(market_at(data, database_url), audit)
    if as_json:
        print(json.dumps(said(found), ensure_ascii=False))  # noqa: T201  # output
    if found.problems:
        raise Stop(texts.LEDGER_WRONG.said(count=len(found.problems)), *found.problems, code=Code.REJECTED)
    if not as_json:
        print(texts.LEDGER_RIGHT.said(transfers=found.transfers))  # noqa: T201  # output
        for bucket, amount in found.sums.items():
            print(f"  {bucket:14} {roubles(amount):>18}")  # noqa: T201  # output


def said(found: Audit) -> dict[str, object]:
    """What ``--json`` prints; sums in kopecks."""
    return {
        "ok": not found.problems,
        "problems": list(found.problems),
        "transfers": found.transfers,
        "sums": dict(found.sums),
    }
