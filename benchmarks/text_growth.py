"""How a corpus' checks slow down as it grows: ``python benchmarks/text_growth.py [LARGEST]``.

One corpus grows through sizes that double or so, up to 4,000,000 texts unless a smaller largest size is given; at each it is
checked by a process of its own, 300 different texts of 5,000 characters of each kind, processor time of one thread. The texts are
the synthetic recombinations of text_corpus.py, of more prose. 4,000,000 take some 27 GB under TMPDIR and an hour or more.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from text_corpus import BATCH, ROUNDS, Drawn, sizes
from text_prose import prose

from sverka import Corpus, Entry

SIZES = [100_000, 200_000, 400_000, 1_000_000, 2_000_000, 4_000_000]


class Recombined(Drawn):
    """The same from all the prose there is: from the handbook's 65,000 words alone, texts grow alike as they become many."""

    def __init__(self) -> None:
        stream = " ".join(prose()).split()
        self._runs = [" ".join(stream[at : at + size]) for size in (2, 3) for at in range(len(stream) - size)]


def grow(folder: Path, drawn: Drawn, first: int, count: int) -> str:
    wall = 0.0
    with Corpus.open(folder, write=True) as texts:
        for at in range(first, count, BATCH):
            last = min(count, at + BATCH)
            entries = [Entry(str(each), drawn.text(each), f"o{each % 1000}") for each in range(at, last)]
            began = time.perf_counter()
            texts.add_many(entries)
            wall += time.perf_counter() - began
        began = time.perf_counter()
        texts.flush()
    # Closing waits for the merge that runs.
    wall += time.perf_counter() - began
    return f"{(count - first) / wall:,.0f}"


def ask(folder: Path, count: int) -> None:
    drawn, some = Recombined(), random.Random(3)
    kinds: list[Callable[[int], str]] = [
        lambda at: drawn.text(10 * (5_000_000 + at), 5000),
        lambda _: f"{drawn.text(some.randrange(count))} {drawn.text(some.randrange(count))}"[:5000],
    ]
    told = []
    with Corpus.open(folder) as texts:
        for kind in kinds:
            queries = [kind(at) for at in range(ROUNDS)]
            unique = sum(texts.check(each).unique for each in queries) / ROUNDS
            took = []
            for each in queries:
                began = time.thread_time()
                texts.check(each)
                took.append(1000 * (time.thread_time() - began))
            took.sort()
            told += [f"{unique:.1f} %", f"{took[ROUNDS // 2]:.2f}", f"{took[ROUNDS * 99 // 100]:.2f}"]
    print(" | ".join(told), end="")


def main() -> None:
    if len(sys.argv) > 2:
        ask(Path(sys.argv[2]), int(sys.argv[1]))
        return
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    drawn = Recombined()
    folder = Path(tempfile.mkdtemp(prefix="text-growth-"))
    try:
        Corpus.create(folder).close()
        print(
            "| texts, synthetic | texts/s | segments | new: unique | p50, ms | p99, ms | copied: unique | p50, ms | p99, ms | load |"
        )
        print("|---" * 10 + "|")
        before = 0
        for count in [*(each for each in SIZES if each < largest), largest]:
            speed = grow(folder, drawn, before, count)
            asked = [sys.executable, os.fspath(Path(__file__)), str(count), os.fspath(folder)]
            told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
            segments = len(list(folder.glob("segment-*")))
            print(f"| {count:,} | {speed} | {segments} | {told} | {os.getloadavg()[0]:.1f} |", flush=True)
            before = count
        print(sizes(folder, before))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
