"""sandbox.md names every control, and what it says of the command line is so; its examples are run by tests/pages."""

import json
import re
import urllib.request
from pathlib import Path

import pytest

from birzha.sandbox.control import PREFIX
from birzha.sandbox.routes import CONTROLS

DOCS = Path(__file__).parents[2] / "docs"


def get(url):
    """The body that is answered with HTTP 200."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        assert answer.status == 200
        return json.load(answer)


def test_hints_switches_and_rules_come_from_the_command_line(start, signed, tmp_path):
    """``--loose`` keeps silent, ``--set`` turns a switch and a rule."""
    running = start(
        "up", "--json", "--port", "0", "--data", str(tmp_path / "data"), "--loose",
        "--set", "etxt_auth_errors=json", "--set", "rule_zone=Asia/Omsk",
    )  # fmt: skip
    account = running.account("anna")
    target = signed(running.told["etxt"], "users.getBalance", account["etxt_token"], account["etxt_api_pass"])
    with urllib.request.urlopen(urllib.request.Request(target, b"unknown=1"), timeout=60) as answer:
        assert "balance" in json.load(answer)
        assert answer.headers["birzha-hint"] is None
    assert get(f"{target}0") == {"error": "bad_sign"}
    assert get(f"{running.told['sandbox']}/clock")["iso"].endswith("+06:00")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_names_every_control(language):
    """Each verb and path that the index tells, and nothing that is not there."""
    page = (DOCS / language / "sandbox.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:GET|POST|PUT|DELETE) /_sandbox[^` ]*)`", page))
    assert named == {f"{each.verb} {PREFIX}{each.path}" for each in CONTROLS}
