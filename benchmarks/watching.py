"""What it costs to be watched: the sandbox (journal, hints, faults at hand) beside a real exchange, same rows, in one run.

    .venv/bin/python benchmarks/watching.py [--rounds N] [--seconds S]

Servers are pinned to one core and the load to another where there are two. CPU is the server process's own, all threads.
"""

import argparse
import asyncio
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
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

    await Server(build(market), ready, signals=True, breakable=watched).serve([listening])
    await market.store.close()


async def fill(folder: Path) -> None:
    market = assemble(settings(f"sqlite:///{folder / 'market.sqlite3'}", folder))
    await market.store.open()
    await market.do(sow, read_seed(), Vault(market.settings.secret_key))
    await market.store.close()


def measure(folder: Path, options: argparse.Namespace) -> None:
    upgrade(f"sqlite:///{folder / 'market.sqlite3'}")
    asyncio.run(fill(folder))
    found: dict[tuple[str, str], list[float]] = {}
    for _ in range(options.rounds):
        # one at a time: SQLite takes one writing process
        for which in ("real", "watched"):
            command = [sys.executable, __file__, "--serve", which, "--folder", str(folder)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                port = int(process.stdout.readline())
                for name, (raw, check) in REQUESTS.items():
                    go = {"connections": 16, "check": check}
                    asyncio.run(press(port, process.pid, raw, seconds=0.3, **go))
                    load = asyncio.run(press(port, process.pid, raw, seconds=options.seconds, **go))
                    found.setdefault((name, which), []).append(load.cpu_us)
                process.terminate()
    print(f"| request | real, CPU µs | watched, CPU µs | ratio (target ≤ {TARGET}) |\n|---|---|---|---|")
    for name in REQUESTS:
        real, watched = (statistics.median(found[name, which]) for which in ("real", "watched"))
        print(f"| {name} | {real:.0f} | {watched:.0f} | {watched / real:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description="what it costs to be watched")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2)
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
