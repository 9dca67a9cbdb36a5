"""The generated table of methods is current and tells the truth."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from etxt_api import EtxtClient
from etxt_api.operations import OPERATIONS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def tool():
    spec = importlib.util.spec_from_file_location("etxt_coverage", ROOT / "tools/etxt_coverage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_current(tool):
    """docs/en/etxt-coverage.md is what the declarations, the registry and the tests make of it today."""
    assert tool.TABLE.read_text(encoding="utf-8") == tool.render(), "run .venv/bin/python tools/etxt_coverage.py"


def test_a_stale_table_is_told(tool, tmp_path, monkeypatch):
    """--check fails on a table that was edited by hand, and passes on the written one."""
    monkeypatch.setattr(tool, "TABLE", ROOT / "docs" / "nowhere.md")
    assert tool.main(["--check"]) == 1
    monkeypatch.setattr(tool, "TABLE", tmp_path / "docs" / "table.md")
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0


def test_every_named_client_call_exists(tool):
    """Each client call that the table names is there."""
    client = EtxtClient("token", "api_pass")
    for operation in OPERATIONS.values():
        assert callable(getattr(getattr(client, operation.group), tool._snake(operation.verb)))


def test_every_answered_method_is_proved(tool):
    """Each answered method stands in every face of the wire, in the matrix, in the table of bad values, and in a test besides."""
    proofs = tool.proofs()
    for method, operation in OPERATIONS.items():
        proof = proofs[method]
        wanted = ["matrix", "refusals"] if operation.parameters else ["matrix"]
        assert sorted(proof.tables) == wanted, method
        assert proof.faces, method
        assert proof.functions > proof.faces, method


def test_a_call_alone_is_no_test(tool):
    """A method counts for a test function when its answer, direct or through a name, is in an assertion; answers are awaited."""
    source = """
async def test_calls(client):
    await client.get("users.getList")
    other = await client.get("users.getWorks")
    answer = await client.get("users.getBalance")
    assert answer["balance"] == "0.00"
    assert await client.get("options.getLangs") == {}

def test_of_a_tool():
    assert names() == {"users.getStats"}

async def look(client):
    return await client.get("users.getUser")

async def test_through_a_helper(client, faces):
    assert await look(client) == []
    await faces.check("users.getNote", {}, {})
"""
    assert list(tool._asserted(ast.parse(source))) == [
        {"users.getBalance", "options.getLangs"},
        set(),
        {"users.getUser", "users.getNote"},
    ]


def test_the_tool_runs_as_documented():
    """The command of the header works."""
    done = subprocess.run(
        [sys.executable, "tools/etxt_coverage.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
