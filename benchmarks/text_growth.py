"""How a corpus' checks slow down as it grows: ``python benchmarks/text_growth.py [LARGEST] [--folder DIR] [--write]``.

One corpus grows through sizes that double or so, up to 1,000,000 texts unless another largest size is given; at each it is asked by
processes of their own: warm (300 different texts of 5,000 characters of each kind, processor time of one thread, from the second
time on that each is asked, in 20 rounds), and cold (30 new and 30 copied ones, by the clock, the first time each is asked, in a
process that opened the corpus after the system had dropped its files, in three rounds). The host's processors are not as fast at any
minute, and it can only make them slower: the round of the lowest middle counts, and behind it stands the middle of all rounds'; how
many times as long as at its best a fixed piece of work took right after the texts were added stands beside their rate. Each load ends
in one segment; at the last, three times 8,192 more texts join a corpus of the largest size, as a corpus grows that is in use.

The texts are the synthetic recombinations of text_corpus.py, of more prose. They are made before the clock runs, up to 600,000 at a
time (4 GB of memory), and added by one call. The first rate is that of texts that the disk has acknowledged, the clock of the second
runs until the last merge is done: nothing happens between. 1,000,000 texts take 12 GB of disk while they are merged, 4,000,000 some
50 GB (--folder says where; removed at the end). --write puts the table into docs/en/text-figures.md.
"""

import argparse
import gc
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from load import Yardstick
from report import keep_section
from text_corpus import BATCH, ROUNDS, Drawn, memory, sizes
from text_prose import prose

from sverka import Corpus, Entry, Uniqueness, kernel

SIZES = [100_000, 200_000, 400_000, 1_000_000, 2_000_000, 4_000_000]
LARGEST = 1_000_000
CHUNK = 600_000
DROPS = 3
COLD = 30
WARM_TIMES, COLD_TIMES = 20, 3
# While segments are merged the corpus is there twice.
BYTES = 12_500
PAGE = Path(__file__).parent.parent / "docs" / "en" / "text-figures.md"
SECTION = "Corpus as it grows"
HEAD = (
    "| texts, synthetic | texts/s acknowledged | and in one segment | a processor second | host | segments | "
    "new: unique, p50 (of all rounds), p99 | copied | rewritten | "
    "cold: new p50 (of all rounds), most | cold: copied | opened | resident: before, open, after | load |"
)


class Recombined(Drawn):
    """The same from all the prose there is: from the handbook's 65,000 words alone, texts grow alike as they become many."""

    def __init__(self) -> None:
        stream = " ".join(prose()).split()
        self._runs = [" ".join(stream[at : at + size]) for size in (2, 3) for at in range(len(stream) - size)]

    def new(self, at: int) -> str:
        return self.text(10 * (5_000_000 + at), 5000)

    def copied(self, some: random.Random, count: int) -> str:
        return f"{self.text(some.randrange(count))} {self.text(some.randrange(count))}"[:5000]

    def rewritten(self, some: random.Random, count: int) -> str:
        """A copy in which every fifth word is missing and every third stands before its neighbour."""
        words = self.copied(some, count).split()
        del words[4::5]
        for at in range(0, len(words) - 1, 3):
            words[at], words[at + 1] = words[at + 1], words[at]
        return " ".join(words)


class Speed(NamedTuple):
    """Texts a second.

    Args:
        acknowledged: by the clock, until the disk had them.
        merged: the same, until all are one segment.
        spent: of processor time, all of it.
        slowed: how many times its best a fixed piece of work took afterwards.
    """

    acknowledged: float
    merged: float
    spent: float
    slowed: float

    def cells(self) -> list[str]:
        return [*(f"{each:,.0f}" for each in self[:3]), f"{self.slowed:.2f}×"]


def grow(folder: Path, drawn: Drawn, first: int, count: int, yardstick: Yardstick) -> Speed:
    added = wall = spent = slowed = 0.0
    for start in range(first, count, CHUNK):
        stop = min(count, start + CHUNK)
        entries = entries_of(drawn, start, stop)
        began, began_spent = time.perf_counter(), time.process_time()
        with Corpus.open(folder, write=True) as texts:
            texts.add_many(entries)
            added += time.perf_counter() - began
        # Closed: the last merge is done.
        took = time.perf_counter() - began
        wall, spent = wall + took, spent + time.process_time() - began_spent
        slowed = max(slowed, *(yardstick.slowed() for _ in range(5)))
        say(f"{stop:,} texts; the last {stop - start:,} at {(stop - start) / took:,.0f} a second, merged")
    texts_in_all = count - first
    return Speed(texts_in_all / added, texts_in_all / wall, texts_in_all / spent, slowed)


def entries_of(drawn: Drawn, start: int, stop: int) -> list[Entry]:
    return [Entry(str(each), drawn.text(each), f"o{each % 1000}") for each in range(start, stop)]


def say(text: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Times:
    """Milliseconds of a round, rising."""

    def __init__(self, took: list[float]) -> None:
        self._took = sorted(took)

    def at(self, share: float) -> float:
        return self._took[int(len(self._took) * share)]


def told_of(rounds: list[Times], last: float) -> str:
    """The middle of the best round, that of all rounds, and another share of the best."""
    best = min(rounds, key=lambda each: each.at(0.5))
    middle = statistics.median(each.at(0.5) for each in rounds)
    return f"{best.at(0.5):.2f} ({middle:.2f}), {best.at(last):.2f} ms"


def warm(folder: Path, count: int) -> str:
    drawn, some = Recombined(), random.Random(3)
    kinds: list[Callable[[int], str]] = [
        drawn.new,
        lambda _: drawn.copied(some, count),
        lambda _: drawn.rewritten(some, count),
    ]
    questions = [[kind(at) for at in range(ROUNDS)] for kind in kinds]
    told, resident = [], [memory()]
    with Corpus.open(folder) as texts:
        resident.append(memory())
        for queries in questions:
            found = [texts.check(each) for each in queries]
            unique = sum(each.unique for each in found) / ROUNDS
            fresh = sum(each.rewrite_unique for each in found) / ROUNDS
            rounds = [Times(list(spent(texts, queries))) for _ in range(WARM_TIMES)]
            told.append(f"{unique:.1f} / {fresh:.1f} %, {told_of(rounds, 0.99)}")
    resident.append(memory())
    return json.dumps({"kinds": told, "resident": [short(each) for each in resident]})


def spent(texts: Corpus, queries: list[str]) -> Iterator[float]:
    """Milliseconds of processor time for each check."""
    for each in queries:
        began = time.thread_time()
        read(texts.check(each))
        yield 1000 * (time.thread_time() - began)


def read(answer: Uniqueness) -> None:
    """All of an answer that is made when it is read counts."""
    assert answer.unique + answer.rewrite_unique >= 0
    assert len(answer.spans) + len(answer.rewrite_spans) >= 0
    assert all(len(each.spans) + len(each.rewrite_spans) >= 0 for each in answer.sources)


def short(memory: str) -> str:
    """ "12 + 34 MB" of what ``memory`` says: its own and mapped."""
    own, mapped = (part.split()[0] for part in memory.split(","))
    return f"{own} + {mapped} MB"


def cold(folder: Path, count: int) -> str:
    drawn, some = Recombined(), random.Random(7)
    kinds = [
        [drawn.new(10_000 + at) for at in range(COLD)],
        [drawn.copied(some, count) for _ in range(COLD)],
    ]
    told, opened = [], []
    with tempfile.TemporaryDirectory() as place, Corpus.create(Path(place) / "small") as small:
        # What checks load once is loaded.
        small.add("a", drawn.text(1))
        small.check(drawn.text(1))
    for queries in kinds:
        rounds = []
        for _ in range(COLD_TIMES):
            drop(folder)
            began = time.perf_counter()
            with Corpus.open(folder) as texts:
                opened.append(time.perf_counter() - began)
                rounds.append(Times(list(waited(texts, queries))))
            del texts
        told.append(told_of(rounds, 0.99))
    return json.dumps({"kinds": told, "opened": f"{min(opened):.2f} s"})


def drop(folder: Path) -> None:
    """Lets the system forget files, which it does not while any of them is mapped."""
    gc.collect()
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def waited(texts: Corpus, queries: list[str]) -> Iterator[float]:
    """Milliseconds by the clock for each check."""
    for each in queries:
        began = time.perf_counter()
        texts.check(each)
        yield 1000 * (time.perf_counter() - began)


def asked(how: str, folder: Path, count: int) -> dict:
    command = [sys.executable, os.fspath(Path(__file__)), str(count), "--ask", how, "--folder", os.fspath(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def row(name: str, speed: Speed | None, folder: Path, count: int) -> str:
    say(f"asking {name}")
    hot, icy = asked("warm", folder, count), asked("cold", folder, count)
    segments = len(list(folder.glob("segment-*")))
    rates = speed.cells() if speed else [""] * len(Speed._fields)
    cells = [name, *rates, str(segments), *hot["kinds"], *icy["kinds"], icy["opened"], ", ".join(hot["resident"])]
    text = "| " + " | ".join([*cells, f"{os.getloadavg()[0]:.1f}"]) + " |"
    print(text, flush=True)
    return text


def measure(largest: int, folder: Path) -> list[str]:
    drawn, yardstick = Recombined(), Yardstick(max(os.sched_getaffinity(0)))
    rows = [HEAD, "|---" * HEAD.count(" | ") + "|---|"]
    print("\n".join(rows), flush=True)
    Corpus.create(folder).close()
    before = 0
    for count in [*(each for each in SIZES if each < largest), largest]:
        speed = grow(folder, drawn, before, count, yardstick)
        rows.append(row(f"{count:,}", speed, folder, count))
        before = count
    told = f"\nAt {largest:,} texts: {sizes(folder, largest)}."
    for start in range(largest, largest + DROPS * BATCH, BATCH):
        with Corpus.open(folder, write=True) as texts:
            texts.add_many(entries_of(drawn, start, start + BATCH))
    rows.append(row(f"{largest:,} and {DROPS} × {BATCH:,}", None, folder, largest))
    rows.append(told)
    print(rows[-1], flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("largest", nargs="?", type=int, default=LARGEST)
    parser.add_argument("--folder", type=Path, help="where the corpus grows; a new folder in it, removed at the end")
    parser.add_argument("--write", action="store_true", help="put the table into docs/en/text-figures.md")
    parser.add_argument("--ask", choices=("warm", "cold"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        print({"warm": warm, "cold": cold}[given.ask](given.folder, given.largest))
        return
    place = Path(given.folder or tempfile.gettempdir())
    place.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(place).free
    if free < given.largest * BYTES:
        sys.exit(f"{given.largest:,} texts need {given.largest * BYTES >> 30} GB in {place}; {free >> 30} GB are free.")
    folder = Path(tempfile.mkdtemp(prefix="text-growth-", dir=place))
    try:
        rows = measure(given.largest, folder)
    finally:
        shutil.rmtree(folder)
    if given.write:
        way = "the compiled kernel" if kernel.library() else "numpy alone"
        keep_section(SECTION, f"{ABOUT.format(way=way)}\n\n" + "\n".join(rows), PAGE)


ABOUT = """\
`python benchmarks/text_growth.py LARGEST --write`, with {way}. Unique is said by copies / by rewriting; times of warm checks are
processor time, p50 and p99 of 300 texts of 5,000 characters in the best of 20 rounds, in brackets the middle of all rounds' p50; cold
ones are by the clock, the middle and the greatest of 30, each asked once in a process that opened the corpus after the system had
dropped its files, in the best of three rounds. Texts/s is by the clock, both measures, of texts added by one call, 8,192 at a time on
the disk: until they are acknowledged, and until all are merged into one segment; "host" is how many times its best a fixed piece of
work took right after that. Resident is the process' own + mapped files that the system can drop,
the last after 18,900 checks."""


if __name__ == "__main__":
    main()
