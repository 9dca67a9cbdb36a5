"""Times a corpus of many synthetic texts: ``python benchmarks/text_corpus.py [TEXTS]`` (Debian's package debian-handbook).

Each text is made of runs of two or three words drawn at random from the handbook, so that its words are those of real
prose and most of its runs of four words occur nowhere else; one text in ten ends with a third of an earlier one. No
language is like that: the figures say how time and space grow, not how much real texts share.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from text_pairs import PROSE, paragraphs

from sverka import Corpus, Entry

TEXTS = 100_000
BATCH = 8192
ROUNDS = 300


class Drawn:
    """Texts by their numbers: the same number gives the same text, in every process."""

    def __init__(self) -> None:
        stream = " ".join(paragraphs()).split()
        self._runs = [" ".join(stream[at : at + size]) for size in (2, 3) for at in range(len(stream) - size)]

    def text(self, number: int, size: int = 3000) -> str:
        drawn = random.Random(number)
        text = " ".join(drawn.choices(self._runs, k=size // 12))[:size]
        if number % 10 == 9:
            text = text[: size * 2 // 3] + self.text(drawn.randrange(number) // 10 * 10, size)[: size // 3]
        return text


def memory() -> str:
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    private, mapped = (int(fields[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return f"{private:.0f} MB of its own, {mapped:.0f} MB of mapped files that the system can drop"


def build(folder: Path, count: int) -> None:
    drawn = Drawn()
    wall = spent = 0.0
    waits = []
    with Corpus.create(folder) as texts:
        for first in range(0, count, BATCH):
            entries = [
                Entry(str(number), drawn.text(number), f"o{number % 1000}")
                for number in range(first, min(count, first + BATCH))
            ]
            began, began_spent = time.perf_counter(), time.process_time()
            texts.add_many(entries)
            took = time.perf_counter() - began
            wall, spent = wall + took, spent + time.process_time() - began_spent
            waits.append(took)
    print(
        f"build, {count} texts with merges in the background: {count / wall:.0f} texts/s, {count / spent:.0f} a processor "
        f"second; a batch of {BATCH} waits {sorted(waits)[len(waits) // 2]:.1f} s, {max(waits):.1f} s at most; "
        f"{sizes(folder, count)}"
    )


def sizes(folder: Path, count: int) -> str:
    """Bytes a text, by what they are for."""
    kinds = {"copy": 0, "pair": 0, "bag": 0}
    whole = 0
    for path in folder.glob("segment-*"):
        with path.open("rb") as file:
            head = json.loads(file.readline().rpartition(b" ")[0])
        starts = sorted(start for start, _, _ in head["parts"].values())
        ends = dict(zip(starts, [*starts[1:], head["size"]], strict=True))
        whole += head["size"]
        for name, (start, _, _) in head["parts"].items():
            kind = name.split("_")[0].removesuffix("s")
            if kind in kinds:
                kinds[kind] += ends[start] - start
    rewriting = kinds["pair"] + kinds["bag"]
    return (
        f"bytes a text: {kinds['copy'] // count} for copies, {rewriting // count} for rewriting, "
        f"{(whole - kinds['copy'] - rewriting) // count} for names"
    )


def read(folder: Path, count: int) -> None:
    drawn = Drawn()
    print(f"resident before: {memory()}")
    with Corpus.open(folder) as texts:
        print(f"resident, {len(texts)} texts open in {len(list(folder.glob('segment-*')))} segments: {memory()}")
        some = random.Random(3)
        kinds: dict[str, Callable[[int], str]] = {
            "new": lambda at: drawn.text(10 * (count + at), 5000),
            "copied": lambda _: f"{drawn.text(some.randrange(count))} {drawn.text(some.randrange(count))}"[:5000],
        }
        for name, kind in kinds.items():
            queries = [kind(at) for at in range(ROUNDS)]
            found = [texts.check(each) for each in queries]
            unique, rewrite_unique = (
                sum(getattr(each, which) for each in found) / ROUNDS for which in ("unique", "rewrite_unique")
            )
            for how, less in (("", ""), (", the author's own left out", "o7")):
                took = []
                for each in queries:
                    began = time.thread_time()
                    texts.check(each, without_owners=[less] if less else [])
                    took.append(1000 * (time.thread_time() - began))
                took.sort()
                print(
                    f"check, {name}{how}: {unique:.1f} % unique, {rewrite_unique:.1f} % with rewriting, "
                    f"p50 {took[ROUNDS // 2]:.2f} ms, p99 {took[ROUNDS * 99 // 100]:.2f} ms"
                )
        print(f"resident after: {memory()}")


def main() -> None:
    if not PROSE.is_dir():
        sys.exit("The Debian package debian-handbook is not installed: apt-get install debian-handbook")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    if len(sys.argv) > 2:
        read(Path(sys.argv[2]), count)
        return
    folder = Path(tempfile.mkdtemp(prefix="text-corpus-"))
    try:
        build(folder, count)
        # A process of its own: what building left in memory is not counted.
        subprocess.run([sys.executable, os.fspath(Path(__file__)), str(count), os.fspath(folder)], check=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
