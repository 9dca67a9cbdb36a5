"""Real processes of the program, on free ports, in folders of their own, ended whatever happens."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

PATIENCE = 60
"""Seconds after which a process that does not do what it should is given up; ten times what a loaded machine needs."""


def environment(**changes: str) -> dict[str, str]:
    """The tests' own environment without anything that birzha listens to, speaking English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIRZHA_", "LC_", "LANG"))}
    return {**kept, "LANG": "C.UTF-8", "COLUMNS": "200", **changes}


def run_birzha(*arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "birzha", *arguments],
        env=environment(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture
def birzha() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs a command to its end: ``birzha("demo", LANG="ru_RU.UTF-8")``."""
    return run_birzha


@pytest.fixture
def call() -> Callable[..., tuple[int, Any]]:
    """Asks for a URL, or posts JSON to it; gives status and decoded answer (text where it is no JSON)."""
    return ask


@pytest.fixture
def signed() -> Callable[[str, str, str, str], str]:
    """Makes the URL of a call of eTXT's API; further parameters go into the body."""
    return signed_url


@dataclass
class Running:
    """A server process.

    Args:
        process: itself.
        first: the first line that it printed.
        errors: where its standard error goes.
    """

    process: "subprocess.Popen[str]"
    first: str
    errors: Path

    @property
    def told(self) -> dict[str, Any]:
        """What ``up --json`` printed."""
        return json.loads(self.first)

    def account(self, login: str) -> dict[str, Any]:
        """How to log in as somebody."""
        return next(each for each in self.told["accounts"] if each["login"] == login)

    @property
    def data(self) -> Path:
        """The folder where it lives."""
        return self.errors.parent / "data"

    def end(self) -> None:
        """End it, however it is."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def stop(self, how: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Stop it; gives its exit code, the rest of its output and its errors."""
        self.process.send_signal(how)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, rest, self.errors.read_text(encoding="utf-8")


def begin(folder: Path, *arguments: str, **changes: str) -> Running:
    """Start a server and wait for its first line."""
    errors = folder / f"errors-{len(list(folder.glob('errors-*')))}.txt"
    with errors.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "birzha", *arguments],
            env=environment(**changes),
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
            encoding="utf-8",
        )
    first = process.stdout.readline() if process.stdout else ""
    running = Running(process, first, errors)
    if not first:
        running.end()
        pytest.fail(f"it printed nothing and said: {errors.read_text(encoding='utf-8')}")
    return running


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start servers; they are killed after the test if they still run."""
    started: list[Running] = []

    def begin_one(*arguments: str, **changes: str) -> Running:
        started.append(begin(tmp_path, *arguments, **changes))
        return started[-1]

    yield begin_one
    for running in started:
        running.end()


@pytest.fixture
def sandbox(start: Callable[..., Running], tmp_path: Path) -> Running:
    """A sandbox in a fresh folder, ``tmp_path / "data"``."""
    return start("up", "--json", "--port", "0", "--data", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A sandbox for tests that only look at it; its folder is ``data`` beside its errors."""
    folder = tmp_path_factory.mktemp("shared")
    running = begin(folder, "up", "--json", "--port", "0", "--data", str(folder / "data"))
    yield running
    running.end()


def ask(url: str, content: Any = None, **headers: str) -> tuple[int, Any]:
    """Ask for a URL, or post JSON to it; gives status and decoded answer (text where it is no JSON)."""
    body = None if content is None else json.dumps(content).encode()
    if body is not None:
        headers["content-type"] = "application/json"
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            status, text = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            status, text = error.code, error.read().decode()
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text


def signed_url(endpoint: str, method: str, token: str, api_pass: str) -> str:
    """The documented signature, written anew from the documentation."""
    inner = hashlib.md5(f"{api_pass}api-pass".encode()).hexdigest()
    sign = hashlib.md5(f"method={method}token={token}{inner}".encode()).hexdigest()
    return f"{endpoint}?{urlencode({'method': method, 'token': token, 'sign': sign})}"
