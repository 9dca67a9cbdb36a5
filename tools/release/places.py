"""Where the one version of the five packages is written, and whether it is the same everywhere.

Usage: python -m tools.release.places        prints the version, or exits 1 and names the places that differ
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.release.git import ROOT, Refused, run

WRITTEN = re.compile(r"^__version__ = \"(?P<version>[^\"]+)\"$", re.MULTILINE)
ASKED = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^\]]*\])?\s*(?P<terms>[^;]*)")


class Place(NamedTuple):
    """A place where a version is written.

    Args:
        where: The file, and what of it.
        version: The version that stands there.
    """

    where: str
    version: str


def requirements(project: dict[str, object]) -> Iterator[str]:
    """What a package needs, with every extra."""
    yield from project.get("dependencies", [])  # type: ignore[misc]  # TOML as the packaging standard has it
    for extra in project.get("optional-dependencies", {}).values():  # type: ignore[attr-defined]  # as above
        yield from extra


def places(root: Path = ROOT) -> Iterator[Place]:
    """Every place in the tree that says which version this is."""
    described = {
        path: tomllib.loads(path.read_text(encoding="utf-8"))["project"]
        for path in sorted(root.glob("packages/*/pyproject.toml"))
    }
    ours = {project["name"] for project in described.values()}
    for path, project in described.items():
        name = str(path.relative_to(root))
        yield Place(f"{name}, version", project["version"])
        for requirement in requirements(project):
            asked = ASKED.match(requirement)
            if asked and asked["name"] in ours - {project["name"]}:
                yield Place(f'{name}, "{requirement}"', asked["terms"].strip().removeprefix("=="))
        for source in sorted(path.parent.glob("src/*/__init__.py")):
            found = WRITTEN.search(source.read_text(encoding="utf-8"))
            yield Place(f"{source.relative_to(root)}, __version__", found["version"] if found else "none")


def version(root: Path = ROOT) -> str:
    """The version of the tree.

    Raises:
        Refused: Two places say different things; they are named.
    """
    found = list(places(root))
    if len({place.version for place in found}) != 1:
        raise Refused(
            "The version is not the same everywhere:",
            *(f"  {place.version:<12} {place.where}" for place in found),
            "All of them are written by make release: is a new place missing in [tool.semantic_release] of pyproject.toml?",
        )
    return found[0].version


def main() -> None:
    """The command."""
    print(version())


if __name__ == "__main__":
    run(main)
