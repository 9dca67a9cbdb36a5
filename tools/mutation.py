"""Plants bugs in the parts that must not have any and counts which of them the tests catch. Run as: make mutation.

Each group below is a list of modules and the tests that answer for them. The bugs are planted by cosmic-ray in copies of the
tracked files, one copy a worker, so that the checkout is never touched. Tests run on SQLite. Survivors are printed as diffs.

    .venv/bin/python tools/mutation.py [GROUP …] [--workers N] [--floor PERCENT] [--sample N]
"""

import argparse
import os
import random
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = "packages/birzha/src/birzha"
TESTS = "packages/birzha/tests"
GROUPS = {
    "money": (
        [f"{SOURCE}/money"],
        [f"{TESTS}/money/test_{name}.py" for name in ("model", "commands", "audit", "machine")],
    ),
    "orders": ([f"{SOURCE}/orders/model"], [f"{TESTS}/orders/model"]),
    "articles": (
        [f"{SOURCE}/articles/model", f"{SOURCE}/articles/words.py"],
        [
            f"{TESTS}/articles/{name}"
            for name in ("model", "test_words.py", "test_states.py", "test_writing.py", "test_buying.py")
        ],
    ),
}
"""The quickest tests first: a caught bug stops the run."""

PYTEST = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not postgres"]
PYTEST += [word for plugin in ("cacheprovider", "schemathesis", "xdist") for word in ("-p", f"no:{plugin}")]

SKIPPED = {"__init__.py"}
"""Re-exports."""

MEANINGLESS = re.compile(
    r"core/ReplaceBinaryOperator_BitOr_"  # of annotations, which nothing runs
    r"|core/ReplaceComparisonOperator_(Eq|NotEq)_(Is|IsNot)$"  # the same for the small numbers and names compared here
)
"""Kinds of change that cannot matter here."""


def copy(folder: Path) -> Path:
    """A copy of everything tracked or about to be."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "--null", "-T", "-", "-cf", str(folder / "all.tar")], cwd=ROOT, input=names, check=True)
    subprocess.run(["tar", "-xf", "all.tar"], cwd=folder, check=True)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """How a worker runs: with its own copy of the sources before the installed ones."""
    sources = [str(folder / "packages" / name / "src") for name in ("birzha-client", "etxt-api", "birzha")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sources), "PYTHONDONTWRITEBYTECODE": "1"}


class Worker:
    """One copy of the sources in which bugs are planted, one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy(folder)

    def cosmic_ray(self, *arguments: str) -> None:
        """Run a command of cosmic-ray in the copy."""
        subprocess.run(
            [sys.executable, "-m", "cosmic_ray.cli", *arguments],
            cwd=self.folder,
            env=environment(self.folder),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def check(self, tests: list[str]) -> None:
        """Stop where the tests fail without any planted bug: then nothing they catch would mean anything."""
        done = subprocess.run(
            [*PYTEST, *tests], cwd=self.folder, env=environment(self.folder), capture_output=True, check=False
        )
        if done.returncode:
            sys.exit(f"the tests fail without a planted bug:\n{(done.stdout + done.stderr).decode()[-2000:]}")

    def run(self, module: Path, tests: list[str], sample: int) -> tuple[int, list[str]]:
        """Plant every bug of a module; how many there were, and the diffs of those that nobody saw."""
        name = str(module.relative_to(ROOT))
        command = shlex.join([*PYTEST, *tests]).replace('"', '\\"')
        (self.folder / "mutation.toml").write_text(
            f'[cosmic-ray]\nmodule-path = "{name}"\ntimeout = 120.0\nexcluded-modules = []\n'
            f'test-command = "{command}"\n[cosmic-ray.distributor]\nname = "local"\n'
        )
        session = self.folder / "session.sqlite"
        session.unlink(missing_ok=True)
        self.cosmic_ray("init", "mutation.toml", "session.sqlite")
        choose(session, module, sample)
        self.cosmic_ray("exec", "mutation.toml", "session.sqlite")
        return results(session, name)


def choose(session: Path, source: Path, sample: int) -> None:
    """Leave out the bugs that cannot matter, and all but a random sample where one was asked for.

    The flags of a dataclass (frozen, slots) are no behaviour of the market.
    """
    lines = source.read_text(encoding="utf-8").splitlines()
    flags = {number for number, line in enumerate(lines, 1) if line.startswith("@dataclass(")}
    connection = sqlite3.connect(session)
    jobs = connection.execute(
        "SELECT job_id, operator_name, start_pos_row FROM mutation_specs ORDER BY job_id"
    ).fetchall()
    kept = [job for job, operator, line in jobs if not MEANINGLESS.match(operator) and line not in flags]
    if sample and len(kept) > sample:
        kept = random.Random(1).sample(kept, sample)
    for job, *_ in jobs:
        if job not in kept:
            connection.execute("DELETE FROM mutation_specs WHERE job_id = ?", (job,))
            connection.execute("DELETE FROM work_items WHERE job_id = ?", (job,))
    connection.commit()
    connection.close()


def results(session: Path, name: str) -> tuple[int, list[str]]:
    """What a session showed."""
    connection = sqlite3.connect(session)
    rows = connection.execute("SELECT test_outcome, diff FROM work_results").fetchall()
    connection.close()
    survivors = [f"{name}\n{diff}" for outcome, diff in rows if "SURVIVED" in str(outcome).upper()]
    return len(rows), survivors


def main() -> int:
    """Run the groups and print the score of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", default=sorted(GROUPS))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--floor", type=float, default=90.0)
    parser.add_argument("--sample", type=int, default=0, help="bugs of each module at most")
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="birzha-mutation-") as folder:
        idle = []
        for number in range(options.workers):
            place = Path(folder) / str(number)
            place.mkdir()
            idle.append(Worker(place))
        lock = threading.Lock()

        def take(module: Path, tests: list[str]) -> tuple[Path, int, list[str]]:
            with lock:
                worker = idle.pop()
            try:
                return module, *worker.run(module, tests, options.sample)
            finally:
                with lock:
                    idle.append(worker)

        for group in options.groups:
            places, tests = GROUPS[group]
            modules = [path for place in places for path in sorted((ROOT / place).rglob("*.py")) or [ROOT / place]]
            idle[0].check(tests)
            total, survivors = 0, []
            with ThreadPoolExecutor(options.workers) as pool:
                jobs = [pool.submit(take, path, tests) for path in modules if path.name not in SKIPPED]
                for job in jobs:
                    module, count, alive = job.result()
                    print(f"  {module.relative_to(ROOT)}: {count - len(alive)} of {count} caught", flush=True)
                    total += count
                    survivors += alive
                    print("\n".join(alive), flush=True)
            score = 100 * (total - len(survivors)) / total
            print(f"{group}: {total - len(survivors)} of {total} planted bugs caught, {score:.1f} %", flush=True)
            failed = failed or score < options.floor
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
