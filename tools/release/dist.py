"""What is in dist/: is it the release that the tag says, whole, and fit for a registry?"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tools.release.git import ROOT, Refused, git
from tools.release.places import version as written_version

DIST = ROOT / "dist"
LOCAL_ONLY = re.compile(r"-linux_\w+\.whl$")
"""Wheels that fit the machine that built them, and that registries refuse."""


def packages() -> list[str]:
    """The names of our packages, as they are in the names of files."""
    found = (
        tomllib.loads(path.read_text(encoding="utf-8"))["project"] for path in ROOT.glob("packages/*/pyproject.toml")
    )
    return sorted(project["name"].replace("-", "_") for project in found)


def tagged() -> str:
    """The version of the tag that this commit has.

    Raises:
        Refused: It has no tag of its version.
    """
    version = written_version()
    if f"v{version}" not in git("tag", "--points-at", "HEAD", cwd=ROOT).splitlines():
        raise Refused(
            f"The packages say {version}, and this commit does not have the tag v{version}. What is published is what is tagged:",
            f"git checkout v{version} (on the forge: run the workflow on the tag), or make the version first: make release",
        )
    return version


def uploads(version: str) -> list[Path]:
    """The files that go to the registry, each package's source and wheels.

    Raises:
        Refused: A file is missing, is of another version or fits only the machine that built it.
    """
    found = sorted([*DIST.glob("*.whl"), *DIST.glob("*.tar.gz")])
    wrong = [
        f"  {path.name}: not of {version}" for path in found if f"-{version}-" not in path.name.replace(".tar.gz", "-")
    ]
    wrong += [f"  {path.name}: fits the machine that built it alone" for path in found if LOCAL_ONLY.search(path.name)]
    for package in packages():
        names = [path.name for path in found if path.name.startswith(f"{package}-{version}")]
        if not [name for name in names if name.endswith(".whl")] or f"{package}-{version}.tar.gz" not in names:
            wrong.append(f"  {package}: its wheel or its source is missing")
    if wrong:
        raise Refused(f"dist/ is not the whole of {version}:", *wrong, "Build it anew: make wheels")
    described = subprocess.run(
        [sys.executable, "-m", "twine", "--no-color", "check", "--strict", *map(str, found)],
        capture_output=True,
        text=True,
        check=False,
    )
    if described.returncode:
        raise Refused("A package's description does not show on a registry's page:", described.stdout.strip())
    return found
