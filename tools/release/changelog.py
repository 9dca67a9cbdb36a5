"""What the changelog says of a version.

Usage: python -m tools.release.changelog            what the next release would write, as it would write it; changes nothing
       python -m tools.release.changelog 0.2.0      what stands there for a version that has been made
"""

import argparse
import re
import tempfile
from pathlib import Path

from tools.release.git import ROOT, Refused, git, run
from tools.release.semantic import released_as, semantic_release


def section(text: str, version: str) -> str:
    """The text below a version's heading.

    Raises:
        Refused: The changelog has no such heading.
    """
    found = re.search(
        rf"^## {re.escape(version)}(?: - [\d-]+)?\n(?P<text>.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    if found is None:
        raise Refused(
            f'CHANGELOG.md has no heading "## {version} - DATE". make release writes it; was the tag made by hand?'
        )
    return found["text"].strip()


def preview(root: Path = ROOT) -> str:
    """What the next release would write, made in a copy of the repository with the changelog as it stands here."""
    with tempfile.TemporaryDirectory(prefix="birzha-changelog-") as place:
        copy = Path(place, "copy")
        branch = git("branch", "--show-current", cwd=root) or "main"
        git("clone", "--quiet", "--shared", str(root), str(copy))
        git("checkout", "--quiet", "-B", branch, cwd=copy)
        written = copy / "CHANGELOG.md"
        written.write_bytes((root / "CHANGELOG.md").read_bytes())
        version = released_as(copy)
        semantic_release("version", "--no-commit", "--no-tag", "--no-push", "--no-vcs-release", root=copy)
        return f"{version}\n\n{section(written.read_text(encoding='utf-8'), version)}"


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description="Prints what the changelog says of a version.")
    options.add_argument("version", nargs="?", help="of a version that has been made; without it: of the next one")
    asked = options.parse_args()
    if asked.version:
        print(section((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), asked.version.removeprefix("v")))
    else:
        print(preview())


if __name__ == "__main__":
    run(main)
