"""Tests what ``make wheels`` has put into ``dist``, where no source can be imported. Usage: ``make test-wheels``.

First the packages themselves (``tests/wheels``): what is inside, each one alone, what its README says. Then the packages' own suites,
twice: with the newest versions of everything (``locks/tests.txt``) on the newest Python here, and with the lowest that the packages
declare (``locks/lowest.txt``) on the oldest one from 3.11 up. Pythons in between play the demo. All is in ``build/wheels``.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "build" / "wheels"
CLONE = PLACE / "clone"
LEAST = (3, 11)
MODULES = ("birzha_client", "etxt_api", "kwork_api", "sverka", "birzha")
SUITES = ("packages", "tests/packages/test_import_cost.py")
NOT_HERE = "not postgres and not tools"
"""What no package changes: PostgreSQL is the same on every Python, and the developers' tools are not installed here."""

HIDDEN = f"""
import importlib.util, pathlib, sys
for name in {MODULES!r}:
    found = pathlib.Path(importlib.util.find_spec(name).origin)
    assert found.is_relative_to(sys.prefix), f"{{name}} comes from {{found}}"
"""


def run(*command: object, cwd: Path = ROOT, silent: bool = False, **variables: str) -> None:
    """Run a program that must succeed, with no environment of anybody's switched on."""
    kept = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    shown = subprocess.DEVNULL if silent else None
    subprocess.run([str(each) for each in command], cwd=cwd, env=kept | variables, stdout=shown, check=True)


def pythons() -> list[tuple[tuple[int, int], str]]:
    """Every Python from 3.11 up that is here and can make environments, the oldest first."""
    shared = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    names = [sys.executable, "python3", *(f"python3.{minor}" for minor in range(11, 20))]
    asked = "import json, sys, venv; print(json.dumps([sys.version_info[:2], sys.executable]))"
    found: dict[tuple[int, int], str] = {}
    for name in (*names, *sorted(map(str, shared.glob("*/bin/python")))):
        try:
            told = subprocess.run([name, "-c", asked], capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            continue
        (major, minor), program = json.loads(told)
        if (major, minor) >= LEAST:
            found.setdefault((major, minor), program)
    return sorted(found.items())


def clone() -> None:
    """Put everything into the copy but the packages' sources: an import finds an installed wheel, or nothing."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        parts = Path(name).parts
        if (ROOT / name).is_file() and not (parts[0] == "packages" and parts[2] in {"src", "kernel"}):
            (CLONE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, CLONE / name)
    (CLONE / "dist").symlink_to(ROOT / "dist")


def environment(place: Path, lock: str, python: str) -> Path:
    """An environment with what a lock file says and our wheels; gives its Python."""
    uv = (sys.executable, "-m", "uv")
    program = place / "bin" / "python"
    run(*uv, "venv", "--quiet", "--python", python, place)
    install = (*uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", program)
    run(*install, "--require-hashes", "-r", ROOT / "locks" / lock)
    run(*install, "--no-deps", "--no-index", *sorted((ROOT / "dist").glob("*.whl")))
    run(*uv, "pip", "check", "--quiet", "--python", program)
    run(program, "-c", HIDDEN, cwd=CLONE)
    return program


def main() -> None:
    """See above."""
    began = time.monotonic()
    here = pythons()
    shutil.rmtree(PLACE, ignore_errors=True)
    clone()
    workers = (os.cpu_count() or 1) + 1
    programs = {}
    for name, lock, ((major, minor), python) in (("newest", "tests.txt", here[-1]), ("lowest", "lowest.txt", here[0])):
        print(f"Python {major}.{minor}, the {name} versions of everything: installing …", flush=True)
        programs[name] = environment(PLACE / name, lock, python)
    for (major, minor), python in here[1:-1]:
        print(f"Python {major}.{minor}, the newest versions of everything: the demo …", flush=True)
        program = environment(PLACE / f"{major}.{minor}", "tests.txt", python)
        run(program, "-W", "error", "-m", "birzha", "demo", cwd=CLONE, silent=True)
    run(sys.executable, "-m", "pytest", "-q", "-n", workers, "tests/wheels", BIRZHA_WHEELS=str(PLACE))
    for name, program in programs.items():
        print(f"The packages' suites, {name} versions ({time.monotonic() - began:.0f} s so far):", flush=True)
        run(program, "-m", "pytest", "-q", "-n", workers, "--dist", "worksteal", "-m", NOT_HERE, *SUITES, cwd=CLONE)
    print(f"All of it took {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
