"""The tables that a tool writes into the pages are current."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tool():
    spec = importlib.util.spec_from_file_location("switch_tables", ROOT / "tools" / "switch_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_tables_of_switches_and_rules_are_current(tool, language):
    """etxt.md says of every switch and rule what its class says, and the Russian one says something of each and of nothing else."""
    page = tool.PAGES[language].read_text(encoding="utf-8")
    assert page == tool.render(page, language), "run .venv/bin/python tools/switch_tables.py"
    for name in (*tool.POSITIONS, *tool.settable_rules()):
        assert f"_{name.upper()}`" in page
    assert [set(said) for said in tool.words("ru")] == [set(tool.POSITIONS), set(tool.settable_rules())]


def test_a_page_without_a_place_for_them_is_told(tool):
    """A marker that was edited away does not pass for a current table."""
    page = tool.PAGES["en"].read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="rules"):
        tool.render(page.replace("<!-- end of rules -->", ""), "en")
