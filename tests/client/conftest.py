"""The two exchanges on which the Kwork client is tried out, each made once."""

import shutil

import pytest

from .places import in_a_process, in_this_process


@pytest.fixture(scope="session")
def process_place(tmp_path_factory):
    """The exchange in a process of its own."""
    with in_a_process(tmp_path_factory.mktemp("up")) as place:
        yield place


@pytest.fixture(scope="session")
def inner_place(tmp_path_factory, empty_sqlite):
    """The exchange in this process."""
    folder = tmp_path_factory.mktemp("inner")
    shutil.copyfile(empty_sqlite, folder / "market.sqlite3")
    with in_this_process(folder / "market.sqlite3", folder) as place:
        yield place


@pytest.fixture(params=["process", "inner"])
def place(request, monkeypatch):
    """Each of the two, as every test finds it, and where the environment says that the service is."""
    found = request.getfixturevalue(f"{request.param}_place")
    found.rewind()
    monkeypatch.setenv("KWORK_BASE_URL", found.kwork)
    return found
