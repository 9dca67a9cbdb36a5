"""The tables of the pages are current and tell the truth."""

import importlib.util
from pathlib import Path

import pytest

from birzha.dialects.kwork.registry import HANDLERS, handles
from birzha.dialects.kwork.views import STATUSES
from birzha.orders.model import State
from kwork_api.operations import OPERATIONS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def tool():
    spec = importlib.util.spec_from_file_location("kwork_coverage", ROOT / "tools/kwork_coverage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_current(tool):
    """docs/en/kwork-coverage.md is what the declarations, the registry and the tests make of it today."""
    assert tool.TABLE.read_text(encoding="utf-8") == tool.render(), "run .venv/bin/python tools/kwork_coverage.py"
    assert tool.main(["--check"]) == 0


def test_a_stale_table_is_told(tool, tmp_path, monkeypatch):
    """--check fails without a current table, and passes on a written one."""
    monkeypatch.setattr(tool, "TABLE", tmp_path / "docs" / "table.md")
    assert tool.main(["--check"]) == 1
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0


def test_every_documented_call_is_answered(tool):
    """All 34 are, and each is sent by a test here."""
    assert set(HANDLERS) == set(OPERATIONS)
    assert set(tool.DECIDED) <= set(HANDLERS)
    sources = "".join(path.read_text(encoding="utf-8") for path in tool.TESTS.glob("test_*.py"))
    assert [name for name, each in OPERATIONS.items() if f'"{each.path}"' not in sources] == []


def test_a_call_is_marked_once():
    """An unknown call and one that is answered cannot be marked."""
    for name in ("projects.nothing", "projects.get_list"):
        with pytest.raises(ValueError, match=name):
            handles(name)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_has_the_whole_mapping(language):
    """kwork.md says of every state of an order what a program sees."""
    page = (ROOT / "docs" / language / "kwork.md").read_text(encoding="utf-8")
    assert set(STATUSES) == set(State) - {State.GONE}
    for state, status in STATUSES.items():
        assert f"| {state.value} | `{status}` |" in page, state
