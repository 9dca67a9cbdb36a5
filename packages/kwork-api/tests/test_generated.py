"""Committed source is what the generator writes, and it is typed as promised."""

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]

USAGE = """
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, assert_type

from kwork_api import (
    CatalogResponse,
    City,
    FileStore,
    Kwork,
    KworkClient,
    KworkDetails,
    KworkValidationError,
    Project,
    Response,
    SyncKworkClient,
)


async def use(username: str, password: str) -> None:
    async with await KworkClient.login(username, password, base_url="http://127.0.0.1", store=FileStore("x")) as client:
        assert_type(await client.catalog.get_list(1, None, sort="newest"), CatalogResponse)
        assert_type(client.catalog.iterate(category_id=5), AsyncIterator[Kwork])
        assert_type(await client.catalog.get_many_details([1, 2]), dict[int, KworkDetails])
        assert_type([row.budget async for row in client.projects.iterate()], list[float | None])
        assert_type(await client.other.is_dialog_allow(5), bool)
        assert_type(await client.other.get_favorite_categories(), list[int])
        assert_type(await client.user.get_info(), dict[str, Any])
        assert_type(await client.raw("/x", page=1), Response)
        assert_type(client.token, str | None)
        group = KworkClient.CatalogAPI(client)
        assert_type((await group.get_details(1)).created_at, datetime | None)
    sync = SyncKworkClient(token="x", login_with=lambda: (username, password))
    assert_type(sync.reference.get_cities(), list[City])
    assert_type(sync.projects.get_payer_orders(), list[Project])
    try:
        sync.catalog.get_list(page=-1)
    except KworkValidationError as error:
        assert_type(error.fields, dict[str, list[str]])
"""
WRONG = """
from kwork_api import KworkClient, SyncKworkClient


async def misuse(client: SyncKworkClient, asynchronous: KworkClient) -> None:
    client.catalog.get_details()
    client.catalog.get_details("5")
    client.catalog.get_list(order="newest")
    client.catalog.no_such_method()
    await asynchronous.login("a", "b", nonsense=1)
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
