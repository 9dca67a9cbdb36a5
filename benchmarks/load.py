"""A load generator in one process: keep-alive connections that send prepared bytes and read answers.

In a closed loop each connection asks again as soon as it is answered: as much as the server can take. At an offered load requests are
due at fixed moments, whatever the server does, and each is timed from the moment at which it was due: an answer that is late makes
the following ones late as well, and that counts.
"""

import asyncio
import gc
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

CALM = 0.03
"""A round of which other guests took more is made again."""
STEADY = 1.1
"""So much more than its best may a fixed piece of work take around a round, or the round is made again: the processors of a host
are shared in ways that no machine on it is told of."""
WORK = 400_000
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Load:
    """What one round of load showed."""

    requests: int
    seconds: float
    cpu: float
    slowest: float
    p99: float
    taken: float
    """The share of its processors' time that the machine wanted and other guests of its host got."""
    slowed: float = 1.0
    """How much longer a fixed piece of work took before or after it than it ever did at best."""

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu_us(self) -> float:
        """CPU microseconds of the server process for one request."""
        return self.cpu / self.requests * 1e6


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def machine_times() -> list[int]:
    """Ticks of all processors since the machine's start, by kind, as /proc/stat has them."""
    return [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]


def taken_by_others(before: list[int]) -> float:
    """The share of the time that this machine wanted since then and other guests of its host got instead."""
    spent = [after - then for after, then in zip(machine_times(), before, strict=True)]
    user, nice, system, _idle, _waiting, hard, soft, stolen = spent
    wanted = user + nice + system + hard + soft + stolen
    return stolen / max(wanted, 1)


def resident_mb(pid: int) -> float:
    """Memory of a process that is in RAM, MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError(pid)


async def _connection(port: int, request: bytes, moments: Iterator[float], check: bytes, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for due in moments:
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        times.append(time.perf_counter() - due)
        if check not in body:
            raise AssertionError(f"unexpected answer: {head!r} {body[:300]!r}")
    writer.close()
    await writer.wait_closed()


def _at_once(until: float) -> Iterator[float]:
    while (now := time.perf_counter()) < until:
        yield now


def _at_rate(rate: float, until: float) -> Iterator[float]:
    begun = time.perf_counter()
    due = begun
    number = 0
    while due < until:
        yield due
        number += 1
        due = begun + number / rate


async def press(
    port: int, pid: int, request: bytes, *, connections: int, seconds: float, check: bytes, rate: float = 0
) -> Load:
    """Keep so many connections busy for so long, or offer them so many requests a second.

    Args:
        port: of the server on loopback.
        pid: of the server process, whose CPU is counted.
        request: the bytes of one request.
        connections: how many at once.
        seconds: how long.
        check: what every answer must contain.
        rate: requests a second that are due, whichever connection is free; 0: a closed loop.
    """
    times: list[float] = []
    # a collection of all that this process has ever imported would stop every connection at once, and count as the server's
    gc.collect()
    gc.freeze()
    machine, before, begun = machine_times(), cpu_seconds(pid), time.perf_counter()
    until = begun + seconds
    shared = _at_rate(rate, until)
    await asyncio.gather(
        *(_connection(port, request, shared if rate else _at_once(until), check, times) for _ in range(connections))
    )
    took, cpu = time.perf_counter() - begun, cpu_seconds(pid) - before
    times.sort()
    return Load(len(times), took, cpu, times[-1], times[int(len(times) * 0.99)], taken_by_others(machine))


class Yardstick:
    """A fixed piece of work on the processor of the server, and the least time that it ever took."""

    def __init__(self, core: int) -> None:
        self._core = core
        self._best = float("inf")
        for _ in range(20):
            self.slowed()

    def slowed(self) -> float:
        """How many times its best the work takes now."""
        own = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {self._core})
        begun = time.thread_time()
        left = WORK
        while left:
            left -= 1
        took = time.thread_time() - begun
        os.sched_setaffinity(0, own)
        self._best = min(self._best, took)
        return took / self._best


async def press_calmly(
    patience: int, yardstick: Yardstick, port: int, pid: int, request: bytes, **options: Any
) -> Load:
    """Press again while other guests disturb it; the least disturbed round counts.

    Args:
        patience: how often at most.
        yardstick: of the server's processor.
        port, pid, request, options: of ``press``.
    """
    rounds: list[Load] = []
    for _ in range(patience):
        before = yardstick.slowed()
        load = await press(port, pid, request, **options)
        rounds.append(replace(load, slowed=max(before, yardstick.slowed())))
        if rounds[-1].taken <= CALM and rounds[-1].slowed <= STEADY:
            break
    return min(rounds, key=lambda load: (load.taken > CALM, load.slowed))
