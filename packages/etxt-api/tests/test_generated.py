"""Committed source is what the generator writes, and it is typed as promised."""

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]

USAGE = """
from collections.abc import AsyncIterator
from datetime import date, datetime
from decimal import Decimal
from typing import assert_type

from etxt_api import EtxtClient, SyncEtxtClient
from etxt_api.models.tasks import DecidedOrders, Order, OrderId, SavedTask
from etxt_api.models.users import User


async def use(client: EtxtClient, sync: SyncEtxtClient) -> None:
    assert_type(await client.tasks.list_tasks(status=1), list[Order])
    assert_type(await client.tasks.list_tasks(only_id=True), list[OrderId])
    assert_type(client.tasks.iter_list_tasks(), AsyncIterator[Order])
    assert_type(await client.tasks.paid_task([1, 2], text="x"), DecidedOrders)
    assert_type(await client.options.get_langs(), dict[int | str, str])
    assert_type(await client.users.get_user(login="x"), User)
    assert_type(sync.tasks.save_task(title="x", price=Decimal("1.5"), deadline=date.today(), public=True), SavedTask)
    assert_type([order async for order in client.tasks.iter_list_tasks()], list[Order])
    assert_type([order.id for order in sync.tasks.iter_list_tasks(only_id=1)], list[int])
    sync.correction.import_("task", 5, deadline=datetime.now())
    assert_type((await client.tasks.list_tasks())[0].end_date, datetime | None)
"""
WRONG = """
from etxt_api import SyncEtxtClient


def misuse(client: SyncEtxtClient) -> None:
    client.tasks.set_note()
    client.tasks.set_note("5")
    client.tasks.extra_paid(5, autopay="maybe")
    client.tasks.list_tasks(5)
    client.tasks.no_such_method()
"""


@pytest.mark.tools
def test_methods_are_what_the_generator_writes():
    """A changed declaration without a new generation fails here; so does an edit by hand."""
    tool = PACKAGE / "tools" / "generate_methods.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.tools
def test_types_of_results_and_mistakes(tmp_path):
    """Mypy infers the results of calls, and objects to each of five misuses."""
    good, bad = tmp_path / "usage.py", tmp_path / "misuse.py"
    good.write_text(USAGE)
    bad.write_text(WRONG)
    root = PACKAGE.parents[1]
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(root / "pyproject.toml")]
    command += ["--cache-dir", str(root / ".mypy_cache" / "usage")]
    done = subprocess.run([*command, str(good), str(bad)], capture_output=True, text=True, cwd=root, check=False)
    found = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert [line for line in found if "usage.py" in line] == []
    assert len(found) == 5, done.stdout
