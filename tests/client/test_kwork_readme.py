"""The client's README: every example runs as it stands against a real process, but for the port and the folder of the user."""

import re
from pathlib import Path

import pytest

import kwork_api
from kwork_api import live
from kwork_api.operations import OPERATIONS

TEXT = (Path(__file__).parents[2] / "packages" / "kwork-api" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SHOWN = "http://127.0.0.1:8000/kwork"


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_an_example(process_place, monkeypatch, tmp_path, capsys, number):
    """It runs, and what it prints has no error in it."""
    process_place.rewind()
    monkeypatch.setenv("HOME", str(tmp_path))
    code = BLOCKS[number].replace(SHOWN, process_place.kwork)
    exec(compile(code, f"README, example {number}", "exec"), {"__name__": "example"})
    printed = capsys.readouterr().out
    assert "may have been taken" not in printed
    assert ("print(" in code) == bool(printed)
    assert ("~/.kwork.json" in code) == (tmp_path / ".kwork.json").exists()


def test_every_error_is_in_the_table():
    """So is every live route that is another thing, by its call and its path."""
    errors = {name for name in kwork_api.__all__ if name.endswith("Error") or name == "OutcomeUnknown"}
    assert {name for name in errors if f"`{name}`" not in TEXT} == set()
    table = TEXT[TEXT.index("| call | route |") :].partition("\n\n")[0]
    for name in live.OTHER_THINGS:
        group, _, verb = name.partition(".")
        assert f"`{OPERATIONS[name].path}`" in table
        assert f"`{name}`" in table or (f"`{group}." in table and f"`{verb}`" in table)
