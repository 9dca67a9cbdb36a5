"""Times uniqueness over HTTP against a large corpus: ``python benchmarks/text_http.py FOLDER [TEXTS]``.

FOLDER is a corpus that ``text_corpus.py`` or ``text_growth.py`` has built and kept; a sandbox in a process of its own
opens it in place of its own. Texts of 5,000 characters are asked one after another over one connection: new ones, and
ones of which half stands in the corpus. Resident memory is the sandbox's, as the system counts it: before its first
check, after it, after all.
"""

import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from load import resident_mb
from text_corpus import Drawn

TEXTS = 300
SIZE = 5000
PASSWORD = "the password of a person in a benchmark"


@contextmanager
def sandbox(data: Path) -> Iterator[tuple[int, int]]:
    """A sandbox on a folder: its port and its pid."""
    command = [sys.executable, "-m", "birzha", "up", "--json", "--port", "0", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(json.loads(process.stdout.readline())["url"].rpartition(":")[2]), process.pid
        finally:
            process.terminate()


class Person:
    """Somebody with an account and one connection.

    Args:
        port: of the sandbox.
    """

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Content-Type": "application/json"}
        account = {"login": "benchmark", "email": "bench@example.org", "password": PASSWORD, "roles": ["performer"]}
        self.post("/people", account)
        session = self.post("/sessions", {"login": "benchmark", "password": PASSWORD})
        self._headers["Authorization"] = f"Bearer {session['token']}"

    def post(self, path: str, body: object) -> dict[str, object]:
        self._connection.request("POST", f"/api/v1{path}", json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        said: dict[str, object] = json.loads(answer.read())
        if answer.status == http.client.TOO_MANY_REQUESTS:
            time.sleep(1)
            return self.post(path, body)
        assert answer.status < http.client.BAD_REQUEST, said
        return said


def texts(count: int) -> Iterator[tuple[str, str]]:
    """New ones and copied ones in turn, each with its kind."""
    drawn = Drawn()
    for number in range(count):
        new = drawn.text(1_000_000_000 + 10 * number, SIZE)
        yield "new", new
        yield "half copied", new[: SIZE // 2] + drawn.text(number * 100 % 90_000, SIZE // 2)


def measure(corpus: Path, data: Path, count: int) -> Iterator[str]:
    with sandbox(data):
        while not (own := list((data / "corpus").glob("market-*/manifest.json"))):
            time.sleep(0.2)
        time.sleep(2)  # what is sown joins the corpus
    (place,) = (each.parent for each in own)
    shutil.rmtree(place)
    place.symlink_to(corpus.absolute())
    with sandbox(data) as (port, pid):
        person = Person(port)
        time.sleep(5)
        yield f"resident before the first check: {resident_mb(pid):.0f} MB"
        times: dict[str, list[float]] = {}
        found: dict[str, list[float]] = {}
        first = None
        for kind, text in texts(count):
            begun = time.perf_counter()
            said = person.post("/uniqueness-checks", {"text": text})
            took = (time.perf_counter() - begun) * 1000
            if first is None:
                first = took
                yield f"first check, libraries loaded by it: {first:.0f} ms; resident: {resident_mb(pid):.0f} MB"
                continue
            times.setdefault(kind, []).append(took)
            found.setdefault(kind, []).append(float(str(said["unique"])))
        for kind, each in times.items():
            each.sort()
            yield (
                f"{kind}: unique {statistics.mean(found[kind]):.1f} %, p50 {each[len(each) // 2]:.1f} ms, "
                f"p99 {each[int(len(each) * 0.99)]:.1f} ms"
            )
        yield f"resident after {2 * count} checks: {resident_mb(pid):.0f} MB"


def main() -> None:
    corpus, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else TEXTS
    data = Path(tempfile.mkdtemp(prefix="birzha-bench-"))
    try:
        for line in measure(corpus, data, count):
            print(line, flush=True)
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    os.environ.pop("BIRZHA_CORPUS", None)
    main()
