"""Clients over a transport that answers from a list, and a service in a process of its own."""

import asyncio
import inspect
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from birzha_client.policy import RetryPolicy
from birzha_client.transport import TransportFailure
from birzha_client.wire import WireResponse
from kwork_api import KworkClient, SyncKworkClient

FOLDER = Path(__file__).parent
TOKEN = "t0ken-of-the-tests"
BASE_URL = "https://api.kwork.ru"


@pytest.fixture(scope="session")
def documented():
    """An answer to each call with every documented field."""
    return json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def contract():
    """The facts of the documentation."""
    return json.loads((FOLDER / "contract.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    """No setting of the person who runs the tests."""
    for name in ("KWORK_BASE_URL", "KWORK_APP_LOGIN", "KWORK_APP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def response_of(answer):
    """An answer from JSON data, text, bytes or a ready response."""
    if isinstance(answer, WireResponse):
        return answer
    if isinstance(answer, bytes):
        return WireResponse(200, (("Content-Type", "text/html"),), answer)
    return WireResponse(200, (("Content-Type", "application/json"),), json.dumps(answer, ensure_ascii=False).encode())


class Script:
    """Answers in order; an exception is raised."""

    paced = False

    def __init__(self, *answers):
        self.answers = list(answers)
        self.sent = []
        self.closed = 0

    def next(self, request):
        self.sent.append(request)
        answer = self.answers.pop(0)
        answer = answer(request) if callable(answer) else answer
        if isinstance(answer, TransportFailure):
            raise answer
        return response_of(answer)


class AsyncScript(Script):
    """For asyncio."""

    async def send(self, request, timeouts):
        return self.next(request)

    async def close(self):
        self.closed += 1


class SyncScript(Script):
    """For threads."""

    def send(self, request, timeouts):
        return self.next(request)

    def close(self):
        self.closed += 1


class Rig:
    """A client with its script; the asynchronous one is driven to its end call by call."""

    def __init__(self, kind, answers, **options):
        self.kind = kind
        self.script = AsyncScript(*answers) if kind is KworkClient else SyncScript(*answers)
        self.options = {"token": TOKEN, "retries": RetryPolicy(base=0.001), "base_url": BASE_URL, **options}
        self.client = kind(transport=self.script, **self.options)

    @property
    def sent(self):
        return self.script.sent

    def run(self, name, **values):
        """The result of a call by the name of its method."""
        group, _, verb = name.partition(".")
        return self.end(getattr(getattr(self.client, group), verb)(**values))

    @staticmethod
    def end(result):
        """The result of a call, or the rows of an iterator, in either world."""
        if inspect.iscoroutine(result):
            return asyncio.run(result)
        if hasattr(result, "__aiter__"):

            async def rows():
                return [row async for row in result]

            return asyncio.run(rows())
        return list(result) if hasattr(result, "__next__") else result


@pytest.fixture(params=[KworkClient, SyncKworkClient], ids=["async", "sync"])
def kind(request):
    """Each client class."""
    return request.param


@pytest.fixture
def rig(kind):
    """Makes rigs of either client: ``rig(answers..., **options)``."""
    return lambda *answers, **options: Rig(kind, answers, **options)


class Double:
    """The service in its own process, as tests steer it."""

    user = "anna@example.org"
    password = "correct horse"

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}/kwork"

    def steer(self, what, data=None):
        body = json.dumps(data).encode() if data is not None else b""
        with urllib.request.urlopen(f"{self.url}/_{what}", body) as answer:
            return json.load(answer)["log"]

    @property
    def log(self):
        """What reached it."""
        return self.steer("log")


@pytest.fixture(scope="session")
def double_process():
    """The process."""
    command = [sys.executable, str(FOLDER / "double.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield Double(int(process.stdout.readline()))
        process.terminate()


@pytest.fixture
def double(double_process):
    """The service, without a memory of other tests."""
    double_process.steer("reset", 0)
    return double_process
