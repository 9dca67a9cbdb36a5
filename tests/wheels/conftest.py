"""What ``make test-wheels`` gives to the tests of built packages; the usual run leaves them out, for it builds none."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from .packages import INSTALLED, NAMES

collect_ignore_glob = [] if "BIRZHA_WHEELS" in os.environ else ["test_*.py"]

ROOT = Path(__file__).parents[2]
PLACE = Path(os.environ.get("BIRZHA_WHEELS", ROOT / "build" / "wheels"))
CLONE = PLACE / "clone"
DISTURBING = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
QUIET = {name: value for name, value in os.environ.items() if name not in DISTURBING} | {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1"
}
"""The environment of whoever runs the tests, less what would change what is found."""


@dataclass(frozen=True, slots=True)
class Alone:
    """An environment in which nothing was installed but what a README says.

    Args:
        folder: of the environment.
    """

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def program(self, name: str) -> Path:
        """A command that was installed."""
        return self.folder / "bin" / name

    def run(self, code: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run code, with every warning an error, away from any source."""
        kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
        command = [self.python, "-W", "error", "-c", code]
        return subprocess.run(
            command, cwd=self.folder, env=kept | variables, capture_output=True, text=True, check=False
        )

    def packages(self) -> dict[str, str]:
        """What is installed, but for the installer."""
        code = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"
        found = json.loads(self.run(code).stdout)
        return {
            name.lower().replace("_", "-"): each for name, each in found.items() if name not in {"pip", "setuptools"}
        }


def readme(name: str) -> str:
    """The README of a package."""
    return (ROOT / "packages" / name / "README.md").read_text(encoding="utf-8")


def installing(name: str) -> str:
    """The commands by which a README installs its package."""
    found = re.search(r"^## Install\n.*?^```sh\n(.*?)^```$", readme(name), re.MULTILINE | re.DOTALL)
    assert found, f"the README of {name} does not say how to install it"
    return found[1]


@pytest.fixture(scope="session")
def newest_versions(tmp_path_factory) -> Path:
    """The locked versions, for pip: today's run and tomorrow's install the same."""
    place = tmp_path_factory.mktemp("versions") / "constraints.txt"
    locked = (ROOT / "locks" / "tests.txt").read_text(encoding="utf-8")
    place.write_text("\n".join(re.findall(r"^[a-z0-9.-]+==[^\\\n]+", locked, re.MULTILINE)), encoding="utf-8")
    return place


@pytest.fixture(scope="session", params=NAMES)
def name(request) -> str:
    """Each package in turn."""
    return request.param


@pytest.fixture(scope="session")
def install(newest_versions) -> Callable[[str], Alone]:
    """Installs a package by the commands of its README, word for word."""
    return partial(_install, versions=newest_versions)


@pytest.fixture(scope="session")
def alone(name, install) -> Alone:
    """That package, installed so."""
    return install(name)


@pytest.fixture(scope="session")
def birzha(install) -> Alone:
    """The exchange, installed so."""
    return install("birzha")


def _install(name: str, versions: Path) -> Alone:
    """Do what the README says, once for all processes of this run."""
    first, making, *rest = installing(name).splitlines()
    assert first == "make wheels", "that is what brought us here"
    folder, done = CLONE / making.split()[-1], CLONE / f"{name}.installed"
    with (CLONE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            variables = {**QUIET, "PIP_CONSTRAINT": str(versions), "PIP_NO_COMPILE": "1"}
            subprocess.run(["sh", "-e", "-c", "\n".join([making, *rest])], cwd=CLONE, env=variables, check=True)
            done.touch()
    return Alone(folder)


@pytest.fixture(scope="session")
def sandbox(birzha, tmp_path_factory) -> Iterator[str]:
    """The address of a sandbox that was started as the README starts it, on a free port."""
    command = [birzha.program("birzha"), "up", "--port", "0", "--json", "--data", tmp_path_factory.mktemp("sandbox")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield json.loads(process.stdout.readline())["url"]
        process.terminate()
    assert process.returncode == 0


@pytest.fixture(scope="session")
def wheel(name) -> Path:
    """Its wheel."""
    (found,) = (ROOT / "dist").glob(f"{INSTALLED[name]}-*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(name) -> Path:
    """Its source package."""
    (found,) = (ROOT / "dist").glob(f"{INSTALLED[name]}-*.tar.gz")
    return found


def tool(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run one of the developers' tools by its module."""
    command = [sys.executable, "-m", *map(str, arguments)]
    variables = {**os.environ, "NO_COLOR": "1", "PATH": f"{PLACE / 'newest' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=PLACE, env=variables, capture_output=True, text=True, check=False)


def which(name: str) -> str:
    """A program of the developers' environment."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found
    return found
