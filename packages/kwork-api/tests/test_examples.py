"""Every example of the documentation, run against a server process, asynchronously and synchronously."""

import asyncio
import contextlib
import io
import json
import re
import textwrap
import time
from pathlib import Path

import pytest

import kwork_api
from kwork_api import KworkClient, SyncKworkClient

BLOCKS = re.compile(r"^## (.+?)\n\n```python\n(.+?)```\n\n```text\n(.*?)```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {
    name: (code, printed)
    for name, code, printed in BLOCKS.findall(Path(__file__).with_name("examples.md").read_text("utf-8"))
}
GIVEN = {"KWORK_ID": 1, "USER_ID": 7, "CATEGORY_ID": 5, "json": json, "asyncio": asyncio, "time": time}


def names(double):
    """What an example may use."""
    public = {name: getattr(kwork_api, name) for name in kwork_api.__all__}
    return {**public, **GIVEN, "USERNAME": double.user, "PASSWORD": double.password}


def synchronous(code):
    """The same example without ``await``."""
    plain = re.sub(r"\b(await|async) ", "", code).replace("asyncio.sleep", "time.sleep")
    return re.sub(r"\bKworkClient\b", "SyncKworkClient", plain)


@pytest.fixture
def server(double, monkeypatch):
    """The server, found by the environment as a user would have it."""
    monkeypatch.setenv("KWORK_BASE_URL", double.url)
    return double


@pytest.mark.parametrize("name", EXAMPLES)
def test_with_asyncio(server, name):
    """It prints what it should."""
    code, printed = EXAMPLES[name]
    body = "async def example(client):\n" + textwrap.indent(code, "    ")
    held = names(server)
    exec(compile(body, name, "exec"), held)

    async def run():
        async with await KworkClient.login(server.user, server.password) as client:
            await held["example"](client)

    with contextlib.redirect_stdout(io.StringIO()) as out:
        asyncio.run(run())
    assert out.getvalue() == printed


@pytest.mark.parametrize("name", EXAMPLES)
def test_with_threads(server, name):
    """The same on the synchronous client."""
    code, printed = EXAMPLES[name]
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        SyncKworkClient.login(server.user, server.password) as client,
    ):
        exec(compile(synchronous(code), name, "exec"), {**names(server), "client": client})
    assert out.getvalue() == printed


def test_the_examples_make_every_call(contract):
    """All 34 calls occur in them, and so do the documented errors."""
    text = "\n".join(code for code, _ in EXAMPLES.values())
    assert [name for name in contract["methods"] if f"client.{name}" not in text] == []
    assert [name for name in contract["errors"] if name not in text] == []
