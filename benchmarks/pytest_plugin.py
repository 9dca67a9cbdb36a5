"""What the pytest plugin costs: a reset between two tests, the first use of a fixture, and a run that uses none.

    .venv/bin/python benchmarks/pytest_plugin.py

Runs of pytest are made in turn with and without the plugin (``-p no:birzha``), so that a busy neighbour slows both.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from birzha.testing import open_exchange

RESETS = 200
RUNS = 15
STARTS = 5
PAIR = "def test_one(): ...\n"
FIRST = "import time\nbegan = time.perf_counter()\nfrom birzha.testing import open_exchange\n"
FIRST += "with open_exchange() as exchange:\n    exchange.as_().etxt.users.get_balance()\n    print(time.perf_counter() - began)\n"


def resets() -> list[float]:
    """Milliseconds of each reset, after something was written."""
    took = []
    with open_exchange() as exchange:
        for _ in range(RESETS):
            exchange.as_("vera").bid(1)
            began = time.perf_counter()
            exchange.reset()
            took.append((time.perf_counter() - began) * 1000)
    return took


def first_uses() -> list[float]:
    """Milliseconds from nothing loaded to the first answer."""
    runs = [
        subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True) for _ in range(STARTS)
    ]
    return [float(run.stdout) * 1000 for run in runs]


def run(*options: str, folder: str) -> float:
    """Milliseconds of the processor that one run of pytest takes."""
    alone = ("-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:hypothesispytest", "-p", "no:asyncio")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *alone, *options], cwd=folder, capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def unrelated() -> tuple[list[float], list[float]]:
    """Processor's milliseconds of runs of one empty test with and without the plugin, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_one.py").write_text(PAIR)
        run(folder=folder)
        both = [(run(folder=folder), run("-p", "no:birzha", folder=folder)) for _ in range(RUNS)]
    return [each[0] for each in both], [each[1] for each in both]


def main() -> None:
    took = resets()
    print(f"reset: {statistics.median(took):.1f} ms (slowest twentieth {statistics.quantiles(took, n=20)[-1]:.1f} ms)")
    print(f"first use: {statistics.median(first_uses()):.0f} ms")
    there, without = unrelated()
    paid = statistics.median(a - b for a, b in zip(there, without, strict=True))
    print(
        f"a run that uses no fixture: {statistics.median(there):.0f} ms, {paid:+.1f} ms against a run without the plugin"
    )


if __name__ == "__main__":
    main()
