"""The script as it is, as a program of its own, on the exchange of a test."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("report.py")


def run(exchange, login):
    """What the script prints for somebody, and what it complains of."""
    variables = {**os.environ, **exchange.environment(login), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, SCRIPT], env=variables, capture_output=True, encoding="utf-8", check=False)


def test_the_report_of_boris(exchange, journal):
    """Its signature is accepted, the balance and every order are there."""
    lines = run(exchange, "boris").stdout.splitlines()
    assert lines[0] == "На счёте 49790.00 руб."
    assert [line for line in lines[1:] if "ждёт исполнителя" in line and "триммер" in line]
    assert [request.signature.right for request in journal.requests()] == [True, True]


def test_a_failure_of_the_service(exchange, faults):
    """A script without retries ends with an error, not with half a report that looks whole."""
    faults.add("server_error", "tasks.listTasks", times=1)
    done = run(exchange, "boris")
    assert done.returncode == 1
    assert "500 Server Error" in done.stderr
