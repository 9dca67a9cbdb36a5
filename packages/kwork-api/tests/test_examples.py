"""Every example of the documentation, run against a server process, asynchronously and synchronously."""

import asyncio
import json
import time

import pytest

import kwork_api
from kwork_api import KworkClient, SyncKworkClient

from .examples import EXAMPLES, run_with_asyncio, run_with_threads

GIVEN = {"KWORK_ID": 1, "USER_ID": 7, "CATEGORY_ID": 5, "json": json, "asyncio": asyncio, "time": time}


@pytest.fixture
def server(double, monkeypatch):
    """The server, found by the environment as a user would have it, and the session of somebody signed in."""
    monkeypatch.setenv("KWORK_BASE_URL", double.url)
    with SyncKworkClient.login(double.user, double.password) as client:
        double.credentials = client.credentials
    return double


@pytest.fixture
def names(server, tmp_path):
    """What an example may use."""
    public = {name: getattr(kwork_api, name) for name in kwork_api.__all__}
    account = {"USERNAME": server.user, "PASSWORD": server.password, "FILE": tmp_path / "session.json"}
    return {**public, **GIVEN, **account}


@pytest.mark.parametrize("name", EXAMPLES)
def test_with_asyncio(server, names, name):
    """It prints what it should."""
    code, printed = EXAMPLES[name]
    assert run_with_asyncio(code, KworkClient, server.credentials, names) == printed


@pytest.mark.parametrize("name", EXAMPLES)
def test_with_threads(server, names, name):
    """The same on the synchronous client."""
    code, printed = EXAMPLES[name]
    assert run_with_threads(code, SyncKworkClient, server.credentials, names) == printed


def test_the_examples_make_every_call(contract):
    """All 34 calls occur in them, and so do the documented errors."""
    text = "\n".join(code for code, _ in EXAMPLES.values())
    assert [name for name in contract["methods"] if f"client.{name}" not in text] == []
    assert [name for name in contract["errors"] if name not in text] == []
