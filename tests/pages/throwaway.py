"""A repository that nobody misses, for the pages on releases: a version, commits since then, and a forge that is a folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import birzha

ROOT = Path(__file__).parents[2]

TAKEN = ("Makefile", "pyproject.toml", ".gitignore", "packages", "tools", "locks")
"""What a release reads and writes."""

LEFT = shutil.ignore_patterns("__pycache__", "tests", "build", "dist", "*.egg-info", "*.so", "node_modules")

VERSION = "0.1.0"
"""The version that the pages begin with, whatever the house's own is by now."""

CHANGELOG = f"""# Changelog

## Unreleased

### Added

- Sandbox: a rule of trouble has a name.

## {VERSION} - 2026-11-22

### Added

- The first version.
"""

SINCE = (
    "fix(etxt-api): an answer without fields is an empty object",
    "feat(sandbox): a rule of trouble has a name",
    "docs: what a rule is called",
)
"""What was done after the version."""


def make_throwaway(place: Path) -> None:
    """Copy this house as a repository of its own, on main, with a version and its tag; ``../forge.git`` is its origin.

    Args:
        place: the folder of the repository; there must be none yet.
    """
    place.mkdir(parents=True)
    for name in TAKEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=LEFT)
        else:
            shutil.copy2(source, place / name)
    (place / "tests").mkdir()
    for path in (*place.glob("packages/*/pyproject.toml"), *place.glob("packages/*/src/*/__init__.py")):
        path.write_text(path.read_text(encoding="utf-8").replace(birzha.__version__, VERSION), encoding="utf-8")
    (place / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=place, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch=main")
    git("config", "user.name", "Reader")
    git("config", "user.email", "reader@example.org")
    git("add", "--all")
    git("commit", "--quiet", "--message", "feat: everything so far")
    git("tag", f"v{VERSION}")
    for message in SINCE:
        git("commit", "--quiet", "--allow-empty", "--message", message)
    forge = place.parent / "forge.git"
    git("init", "--quiet", "--bare", "--initial-branch=main", str(forge))
    git("remote", "add", "origin", str(forge))
    git("push", "--quiet", "--set-upstream", "--tags", "origin", "main")
    _lend_tools(place)


def _lend_tools(place: Path) -> None:
    """This environment stands for the one that ``make`` would build, and counts as newer than any file of the repository."""
    tools = place / ".venv-release"
    tools.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (tools / name).symlink_to(Path(sys.prefix) / name)
    stamp = tools / ".installed-release"
    stamp.write_text(str(place))
    tomorrow = stamp.stat().st_mtime + 86400
    os.utime(stamp, (tomorrow, tomorrow))
