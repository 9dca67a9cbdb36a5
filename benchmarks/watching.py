"""What it costs to be watched: the sandbox (journal, hints, faults at hand) beside a real exchange, equal rows, in one run.

    .venv/bin/python benchmarks/watching.py [--rounds N] [--seconds S]

Servers are pinned to one core and the load to another where there are two. CPU is the server process's own, all threads.
"""

import argparse
import asyncio
import gc
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvloop
from load import press
from market import settings

from birzha.app import assemble
from birzha.people.vault import Vault
from birzha.running import Server, bind
from birzha.sandbox.seed import read_seed, sow
from birzha.server import build
from birzha.storage.migrate import upgrade

CORES = sorted(os.sched_getaffinity(0))
TARGET = 1.15
PERSON = next(each for each in read_seed().people if each.login == "boris")


def request(method: str, body: bytes) -> bytes:
    inner = hashlib.md5(f"{PERSON.api_pass}api-pass".encode()).hexdigest()
    sign = hashlib.md5(f"method={method}token={PERSON.token}{inner}".encode()).hexdigest()
    head = (
        f"POST /etxt/api/json/?method={method}&token={PERSON.token}&sign={sign} HTTP/1.1\r\nHost: bench\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


REQUESTS = {
    "users.getBalance": (request("users.getBalance", b""), b"balance"),
    "tasks.listTasks": (request("tasks.listTasks", b"count=20"), b"id_folder"),
    "tasks.listTasks, an unknown parameter": (request("tasks.listTasks", b"count=20&idFolder=0"), b"id_folder"),
    "tasks.setClientComment": (request("tasks.setClientComment", b"id=1&text=x"), b"status"),
}


async def serve(folder: Path, *, watched: bool) -> None:
    the_settings = replace(settings(f"sqlite:///{folder / 'market.sqlite3'}", folder), sandbox=watched)
    market = assemble(the_settings)
    await market.store.open()
    listening = bind("127.0.0.1", 0)

    def ready() -> None:
        sys.stdout.write(f"{listening.getsockname()[1]}\n")
        sys.stdout.flush()

    gc.freeze()  # as birzha up and birzha serve do
    await Server(build(market), ready, signals=True, breakable=watched).serve([listening])
    await market.store.close()


async def fill(folder: Path) -> None:
    market = assemble(settings(f"sqlite:///{folder / 'market.sqlite3'}", folder))
    await market.store.open()
    await market.do(sow, read_seed(), Vault(market.settings.secret_key))
    await market.store.close()


@contextmanager
def server(which: str, folder: Path) -> Iterator[tuple[int, int]]:
    """A server process with a database of its own: its port and its pid."""
    folder.mkdir()
    upgrade(f"sqlite:///{folder / 'market.sqlite3'}")
    asyncio.run(fill(folder))
    command = [sys.executable, __file__, "--serve", which, "--folder", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.terminate()


def measure(folder: Path, options: argparse.Namespace) -> None:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in REQUESTS}
    with server("real", folder / "real") as real, server("watched", folder / "watched") as watched:
        # short slices in turn: what else the machine does hits both alike
        for _ in range(options.rounds + 1):
            for name, (raw, check) in REQUESTS.items():
                pair = [
                    asyncio.run(press(port, pid, raw, seconds=options.seconds, connections=16, check=check)).cpu_us
                    for port, pid in (real, watched)
                ]
                found[name].append((pair[0], pair[1]))
    print(f"| request | real, CPU µs | watched, CPU µs | ratio (target ≤ {TARGET}) |\n|---|---|---|---|")
    for name, pairs in found.items():
        warm = pairs[1:]
        ratio = statistics.median(watched / real for real, watched in warm)
        real_us, watched_us = (statistics.median(each[place] for each in warm) for place in (0, 1))
        print(f"| {name} | {real_us:.0f} | {watched_us:.0f} | {ratio:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description="what it costs to be watched")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--serve", choices=["real", "watched"])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.serve:
        os.sched_setaffinity(0, {CORES[0]})
        uvloop.run(serve(options.folder, watched=options.serve == "watched"))
        return
    os.sched_setaffinity(0, {CORES[-1]})
    folder = Path(tempfile.mkdtemp(prefix="birzha-watching-"))
    try:
        measure(folder, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
