"""docs/en/sandbox.md: its examples run as they are printed, and it names every control."""

import json
import re
import shlex
import urllib.error
import urllib.request
from pathlib import Path

from birzha.sandbox.control import PREFIX
from birzha.sandbox.routes import CONTROLS

PAGE = (Path(__file__).parents[2] / "docs" / "en" / "sandbox.md").read_text(encoding="utf-8")
PRINTED = "http://127.0.0.1:8000"


def run(command, url):
    """What a line of curl does; gives status and body."""
    words = shlex.split(command.replace(PRINTED, url))
    assert words[:2] == ["curl", "-s"], command
    verb, body, place = "", None, ""
    rest = iter(words[2:])
    for word in rest:
        if word == "-X":
            verb = next(rest)
        elif word == "-d":
            body = next(rest).encode()
        else:
            place = word
    request = urllib.request.Request(place, body, method=verb or ("POST" if body else "GET"))
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_every_example_of_the_page_runs(sandbox):
    """In the order of the page, against a fresh sandbox; what is printed of their answers is so."""
    url = sandbox.told["url"]
    commands = [line.strip() for line in PAGE.splitlines() if line.startswith("    curl")]
    assert len(commands) >= 14
    for command in commands:
        status, answer = run(command, url)
        assert status == 200, (command, answer)
        if "/journal?" in command:
            (entry,) = json.loads(answer)["entries"]
            assert (entry["method"], entry["login"], entry["error"]) == ("users.getBalance", "anna", "Подпись не верна")
        if "/journal/" in command:
            printed = re.search(r'"signature":(\{.*\})', PAGE)
            assert json.loads(answer)["signature"] == json.loads(printed[1])
    assert run(f"curl -s {PRINTED}/_sandbox/faults", url)[1].endswith('"rules":[]}')


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
    assert run(f"curl -s '{target}0'", PRINTED) == (200, '{"error":"bad_sign"}')
    clock = json.loads(run(f"curl -s {running.told['sandbox']}/clock", PRINTED)[1])
    assert clock["iso"].endswith("+06:00")


def test_the_page_names_every_control():
    """Each verb and path that the index tells, and nothing that is not there."""
    named = set(re.findall(r"`((?:GET|POST|PUT|DELETE) /_sandbox[^` ]*)`", PAGE))
    assert named == {f"{each.verb} {PREFIX}{each.path}" for each in CONTROLS}
