"""The projects under examples/ work as whoever copies them would run them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
PASSED = {"pytest": 9, "requests": 2}


@pytest.mark.parametrize("name", sorted(PASSED))
def test_an_example_passes(name, tmp_path):
    """Its tests run in a pytest of their own, in its own folder, and all of them pass."""
    quiet = (
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:schemathesis",
        "-p",
        "no:asyncio",
        f"--basetemp={tmp_path / 'base'}",
    )
    command = [sys.executable, "-m", "pytest", *quiet, "--rootdir", ".", *_settings(name)]
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, cwd=EXAMPLES / name, env=variables, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{PASSED[name]} passed" in run.stdout


def test_every_example_is_run_and_told_in_both_languages():
    """No example stands here that nobody runs, or that only some can read; both texts show the same commands."""
    found = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert found == set(PASSED)
    for name in found:
        texts = [(EXAMPLES / name / each).read_text(encoding="utf-8") for each in ("README.md", "README.ru.md")]
        english, russian = (re.findall(r"^```.*?^```", text, re.DOTALL | re.MULTILINE) for text in texts)
        assert english == russian != []


def _settings(name: str) -> list[str]:
    """An example without settings of its own must not find those of the house above it."""
    return [] if (EXAMPLES / name / "pyproject.toml").exists() else ["-c", os.devnull]
