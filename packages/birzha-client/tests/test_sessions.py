"""Where sessions are kept."""

import json
import stat
import subprocess
import sys
import threading
import types

import pytest

from birzha_client.sessions import FileStore, KeyringStore, MemoryStore, lock_of

SESSION = {"token": "t0ken", "cookies": {"userId": "5"}}
HOLD = """
import sys, time
from birzha_client.sessions import FileStore
with FileStore(sys.argv[1]).lock():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that is a dictionary."""
    held = {}
    module = types.ModuleType("keyring")
    module.get_password = lambda *place: held.get(place)
    module.set_password = lambda service, user, value: held.__setitem__((service, user), value)
    module.delete_password = lambda *place: held.pop(place)
    monkeypatch.setitem(sys.modules, "keyring", module)
    return held


@pytest.fixture(params=["file", "keyring", "memory"])
def store(request, tmp_path, keyring):
    """Each kind of store."""
    made = {
        "file": lambda: FileStore(tmp_path / "deep" / "session.json"),
        "keyring": lambda: KeyringStore("kwork", "anna"),
        "memory": MemoryStore,
    }
    return made[request.param]()


def test_a_session_is_kept_replaced_and_cleared(store):
    """What was saved last is loaded; nothing before the first, nothing after clearing, twice."""
    assert store.load() is None
    store.save(SESSION)
    store.save({**SESSION, "token": "другой"})
    assert store.load() == {**SESSION, "token": "другой"}
    store.clear()
    store.clear()
    assert store.load() is None
    assert "t0ken" not in repr(store)


def test_the_lock_is_one_at_a_time(store):
    """A second thread waits for the first."""
    order = []
    inside, leave = threading.Event(), threading.Event()

    def first():
        with store.lock():
            inside.set()
            leave.wait(5)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait(5)
    second = threading.Thread(target=lambda: [store.lock().__enter__(), order.append("second")])
    second.start()
    leave.set()
    thread.join()
    second.join()
    assert order == ["first", "second"]


def test_only_the_owner_reads_the_file(tmp_path):
    """Mode 0600, also where a looser file stood before, and nothing is left beside it."""
    path = tmp_path / "session.json"
    path.write_text("{}")
    path.chmod(0o644)
    FileStore(path).save(SESSION)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["session.json"]


def test_a_write_that_fails_leaves_the_old_session(tmp_path):
    """What cannot be written as JSON changes nothing and leaves no litter."""
    store = FileStore(tmp_path / "session.json")
    store.save(SESSION)
    with pytest.raises(TypeError):
        store.save({"token": object()})
    assert store.load() == SESSION
    assert [item.name for item in tmp_path.iterdir()] == ["session.json"]


@pytest.mark.parametrize("text", ["", "{half", "[1]", "\udcff"])
def test_a_broken_file_holds_no_session(tmp_path, text, caplog):
    """It is told in the log, without its text, and the next session replaces it."""
    store = FileStore(tmp_path / "session.json")
    store.path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert store.load() is None
    assert "holds no session" in caplog.text
    store.save(SESSION)
    assert json.loads(store.path.read_text()) == SESSION


def test_other_processes_wait_too(tmp_path):
    """A lock held by another process is waited for."""
    store = FileStore(tmp_path / "session.json")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        got = threading.Event()

        def take():
            with store.lock():
                got.set()

        thread = threading.Thread(target=take)
        thread.start()
        assert not got.wait(0.1)
        other.stdin.close()
        assert got.wait(5)
        thread.join()


def test_a_keyring_entry_that_is_no_session(keyring):
    """It counts as none."""
    keyring["kwork", "anna"] = "not JSON"
    assert KeyringStore("kwork", "anna").load() is None


def test_without_the_package(monkeypatch):
    """A keyring store says at once that its package is missing."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ImportError):
        KeyringStore("kwork", "anna")


def test_no_store_has_no_lock():
    """Without a store there is nothing to wait for, and what is asked for twice is not held twice."""
    entered = []
    with lock_of(None):
        entered.append("once")
        with lock_of(None):
            entered.append("twice")
    assert entered == ["once", "twice"]


def test_the_lock_of_a_store_is_its_own(store):
    """It is the store's: while it is held nobody else gets it, and afterwards somebody does."""
    got = threading.Event()

    def take():
        with store.lock():
            got.set()

    thread = threading.Thread(target=take)
    with lock_of(store):
        thread.start()
        assert not got.wait(0.05)
    assert got.wait(5)
    thread.join()
