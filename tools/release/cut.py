"""Makes the next version here: the numbers, the changelog, a commit, a tag. Pushes nothing.

Usage: python -m tools.release.cut [--level patch|minor|major]
"""

import argparse

from tools.release.changelog import section
from tools.release.git import ROOT, Refused, git, run, tell
from tools.release.places import version as written_version
from tools.release.semantic import LEVELS, released_as


def clean() -> None:
    """Is everything committed?

    Raises:
        Refused: Something is not; it is named.
    """
    changed = git("status", "--porcelain", cwd=ROOT).splitlines()
    if changed:
        raise Refused(
            "There are changes that are not committed; a version is made of commits alone:",
            *(f"  {line}" for line in changed[:10]),
            *([f"  … and {len(changed) - 10} more"] if len(changed) > 10 else []),
            "Commit them or put them away (git stash -u), then call again.",
        )


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description="Makes the next version here: a commit and a tag.")
    options.add_argument("--level", choices=LEVELS, help="whatever the commits say")
    asked = options.parse_args()
    clean()
    before = git("rev-parse", "HEAD", cwd=ROOT)
    version = released_as(level=asked.level, made=True)
    undo = f"git tag -d v{version} && git reset --hard {before[:12]}"
    if (written := written_version()) != version:
        raise Refused(f"The tag says {version}, the packages say {written}. Take it back: {undo}")
    text = section((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    tell(
        f"Version {version} is made here: a commit, the tag v{version}, {len(text.splitlines())} lines of the changelog.",
        "Look at it:   git show --stat HEAD",
        "Push it:      make push-release",
        f"Take it back: {undo}",
    )
    print(version)


if __name__ == "__main__":
    run(main)
