"""One session for several processes, on a real exchange."""

import subprocess
import sys

from .places import PASSWORD, USERNAME

WORKER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from kwork_api import FileStore, SyncKworkClient

url, path, *account = sys.argv[1:]
with (
    SyncKworkClient(base_url=url, store=FileStore(path), login_with=lambda: account) as client,
    ThreadPoolExecutor(5) as pool,
):
    for line in sys.stdin:
        print(sum(1 for _ in pool.map(lambda _: client.user.get_info()["id"], range(10))), flush=True)
"""


def test_processes_that_share_a_session_log_in_once(process_place, tmp_path):
    """Two processes of five threads, without a session and then with one that has expired: one login each time."""
    process_place.rewind()
    process_place.ask("DELETE", "/_sandbox/journal")
    path = tmp_path / "session.json"
    command = [sys.executable, "-W", "error", "-c", WORKER, process_place.kwork, str(path), USERNAME, PASSWORD]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as one, subprocess.Popen(command, **pipes) as other:
        for logins in (1, 2):
            for process in (one, other):
                process.stdin.write("go\n")
                process.stdin.flush()
            assert [process.stdout.readline() for process in (one, other)] == ["10\n", "10\n"]
            entries = process_place.ask("GET", "/_sandbox/journal?method=signIn")["entries"]
            assert len(entries) == logins
            process_place.ask("POST", "/_sandbox/clock/advance", {"by": "P31D"})
        for process in (one, other):
            process.stdin.close()
    assert (one.returncode, other.returncode) == (0, 0)
    assert path.stat().st_mode & 0o777 == 0o600
