"""What the first check of a process costs: ``python benchmarks/text_first.py``.

One part after another is used for the first time, in a process that has done nothing else: how long that takes, how much memory the
process has more after it (its own, and mapped files that the system can drop), and how long another thread, which wakes every 5 ms,
had to wait at most for Python's lock. Where other jobs run, that wait has theirs in it.
"""

import importlib
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TEXT = (
    "Рано утром мы вышли из дома и отправились к реке. Дорога шла через старый сад, где ещё цвели яблони. "
    "Пишите на ivan@mail.ru, кто-то сдесь уже косил траву. "
) * 30
ENGLISH = "We recieve letters every day, and nobody answers them. " * 20
UKRAINIAN = "Її хлопець їв смачну їжу й пив каву."
TICK = 0.005


class Ticking:
    """A thread that wakes every few milliseconds and notes how long it slept."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        before = time.perf_counter()
        while not self._done.is_set():
            time.sleep(TICK)
            now = time.perf_counter()
            self.longest = max(self.longest, now - before - TICK)
            before = now

    def stop(self) -> None:
        self._done.set()
        self._thread.join()


def memory() -> tuple[float, float]:
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    own, mapped = (int(fields[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped


def corpus(folder: Path) -> None:
    with used("Corpus").create(folder) as texts:
        texts.add("a", TEXT)
        texts.flush()
        texts.check(TEXT)


def used(name: str) -> Any:
    """What the package has of this name; it is imported with its first use."""
    return getattr(importlib.import_module("sverka"), name)


def parts(folder: Path) -> dict[str, Callable[[], object]]:
    return {
        "import sverka": lambda: importlib.import_module("sverka"),
        "compare": lambda: used("compare")(TEXT, TEXT[::-1]),
        "contacts": lambda: used("contacts")(TEXT),
        "metrics": lambda: used("metrics")(TEXT),
        "spelling, Russian": lambda: used("spelling")(TEXT),
        "spelling, English": lambda: used("spelling")(ENGLISH),
        "spelling, Ukrainian, where a dictionary is installed": lambda: used("spelling")(UKRAINIAN),
        "keywords": lambda: used("keywords")(TEXT, ["старые сады"]),
        "a corpus of one text": lambda: corpus(folder),
        "all of it again": lambda: used("report")(TEXT),
    }


def main() -> None:
    print("| first use of | by the clock | processor | own memory | mapped | another thread waits at most |")
    print("|---" * 6 + "|")
    with tempfile.TemporaryDirectory() as folder:
        for name, use in parts(Path(folder) / "corpus").items():
            before = memory()
            ticking = Ticking()
            began, spent = time.perf_counter(), time.process_time()
            use()
            took, spent = time.perf_counter() - began, time.process_time() - spent
            ticking.stop()
            own, mapped = (now - then for now, then in zip(memory(), before, strict=True))
            print(
                f"| {name} | {1000 * took:.0f} ms | {1000 * spent:.0f} ms | {own:+.1f} MB | {mapped:+.1f} MB | "
                f"{1000 * ticking.longest:.0f} ms |"
            )
    own, mapped = memory()
    print(f"In the end {own:.0f} MB of its own, {mapped:.0f} MB mapped; Python {sys.version.split()[0]}.")


if __name__ == "__main__":
    main()
