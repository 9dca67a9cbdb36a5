"""Each package alone, in an environment that its README has made."""

import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from .conftest import ROOT, Alone, tool
from .packages import INSTALLED, MOST, NAMES, OURS

IMPORT_ALL = """
import importlib, pkgutil, sys, warnings
package = importlib.import_module({name!r})
assert package.__file__.startswith(sys.prefix), package.__file__
asleep = ("birzha.storage.migrations", "birzha.testing", "birzha.__main__", "sverka.__main__", "sverka.sverka_kernel")
count = 0
for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not found.name.startswith(asleep):
        importlib.import_module(found.name)
        count += 1
print(count)
"""
"""Migrations are run, not imported; ``birzha.testing`` needs the extra of that name; ``__main__`` runs; the kernel is no module."""


def test_only_what_it_needs_comes_along(name, alone):
    """Of our packages those that it stands on; of others no more than its budget; all of them fit together."""
    found = alone.packages()
    assert set(found) & set(NAMES) == OURS[name]
    assert len(found) <= MOST[name], sorted(found)
    done = subprocess.run([alone.python, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_module_is_importable(name, alone):
    """With the declared dependencies alone, and without a warning."""
    done = alone.run(IMPORT_ALL.format(name=INSTALLED[name]))
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5


def test_its_version_is_that_of_the_wheel(name, alone, wheel):
    """What the package says of itself, what the installer knows, what the file is called."""
    said = alone.run(f"import {INSTALLED[name]} as package; print(package.__version__)").stdout.strip()
    assert said == alone.packages()[name] == wheel.name.split("-")[1]


def test_the_command_line_of_the_exchange(birzha):
    """It tells its version and its help, and the whole story of the demo is played."""
    program = birzha.program("birzha")
    assert subprocess.check_output([program, "--version"], text=True).startswith("birzha ")
    assert " up " in subprocess.check_output([program, "--help"], text=True)
    done = subprocess.run([program, "demo", "--lang", "en"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_line_of_the_text_checks(install):
    """It reads each kind of file that its README names, and finds what is in it."""
    program = install("sverka").program("sverka")
    assert subprocess.check_output([program, "--version"], text=True).startswith("sverka ")
    page = "<p>Пишите: ivan@example.ru</p>".encode()
    for text in (page, rb"{\\rtf1 ivan@example.ru}"):
        found = subprocess.run([program, "contacts", "-"], input=text, capture_output=True, check=False)
        assert b"ivan@example.ru" in found.stdout, found.stderr


USED = """
def test_an_order(etxt, kwork, clock, journal):
    made = etxt.tasks.save_task(title="Хлеб", description="О хлебе", price=60, id_category=254, size=3000, public=True)
    assert made
    assert kwork.catalog.get_list().kworks
    assert journal.requests(method="tasks.saveTask")
"""


KEPT = """
import keyring
from keyring.backend import KeyringBackend
from kwork_api import KeyringStore

class Ring(KeyringBackend):
    priority, kept = 1, {}
    def get_password(self, *place): return self.kept.get(place)
    def set_password(self, service, name, password): self.kept[service, name] = password
    def delete_password(self, *place): del self.kept[place]

keyring.set_keyring(Ring())
store = KeyringStore("birzha", "vera")
store.save({"token": "saved"})
assert Ring.kept and store.load() == {"token": "saved"}
store.clear()
assert not Ring.kept and store.load() is None
"""


def test_the_store_with_the_lowest_keyring(with_extra):
    """``kwork-api[keyring]`` keeps a session in the oldest keyring that ``birzha-client`` declares."""
    done = with_extra("birzha-client", "keyring", "kwork-api").run(KEPT)
    assert done.returncode == 0, done.stderr


def test_the_plugin_with_the_lowest_pytest(with_extra, tmp_path):
    """``birzha[testing]`` works with the oldest pytest that it declares, and needs no configuration."""
    environment = with_extra("birzha", "testing", "birzha")
    (tmp_path / "test_own.py").write_text(USED, encoding="utf-8")
    command = [environment.python, "-W", "error", "-m", "pytest", "-q", "test_own.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    example = shutil.copytree(ROOT / "examples" / "pytest", tmp_path / "example")
    done = subprocess.run([*command[:-1], "tests"], cwd=example, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def with_extra(newest_versions, tmp_path):
    """Installs our packages with an extra in its lowest version, and all else in the newest."""

    def install(declaring, extra, package):
        declared = tomllib.loads((ROOT / "packages" / declaring / "pyproject.toml").read_text(encoding="utf-8"))[
            "project"
        ]
        (least,) = declared["optional-dependencies"][extra]
        rest = re.sub(rf"(?m)^({extra}|pytest|pluggy)==.*$", "", newest_versions.read_text(encoding="utf-8"))
        (tmp_path / "rest.txt").write_text(rest, encoding="utf-8")
        found = Alone(tmp_path / "own")
        assert tool("uv", "venv", "--python", sys.executable, found.folder).returncode == 0
        (chosen,) = (ROOT / "dist").glob(f"{INSTALLED[package]}-*.whl")
        needed = (
            [*(ROOT / "dist").glob("birzha_client-*.whl")]
            if package == "kwork-api"
            else [*(ROOT / "dist").glob("*.whl")]
        )
        asked = (*(each for each in needed if each != chosen), f"{package}[{extra}] @ {chosen.as_uri()}")
        done = tool(
            "uv",
            "pip",
            "install",
            "--python",
            found.python,
            "-c",
            tmp_path / "rest.txt",
            least.replace(">=", "=="),
            *asked,
        )
        assert done.returncode == 0, done.stderr
        return found

    return install
