"""python-semantic-release, as the release tools call it: it counts the version, writes it, makes the commit and the tag.

It neither pushes nor calls the forge here.
"""

import os
import subprocess
import sys
from pathlib import Path

from tools.release.git import ROOT, Refused, answers, last_tag, messages

LEVELS = ("patch", "minor", "major")


def semantic_release(*arguments: str, root: Path = ROOT) -> str:
    """Call it, and hand back the first line that it prints: the version.

    Raises:
        Refused: It refused; its own words are told.
    """
    told = subprocess.run(
        [sys.executable, "-m", "semantic_release", "--strict", *arguments],
        cwd=root,
        env={**os.environ, **author(root), **remote(root), "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise Refused("python-semantic-release refused:", told.stderr.strip() or told.stdout.strip())
    return (told.stdout.strip().splitlines() or [""])[0]


def author(root: Path) -> dict[str, str]:
    """In whose name the commit of a version is made: that of the person who calls, where git knows it."""
    name, address = (answers("config", f"user.{what}", cwd=root) for what in ("name", "email"))
    return {"GIT_COMMIT_AUTHOR": f"{name} <{address}>"} if name and address else {}


def remote(root: Path) -> dict[str, str]:
    """An address that it asks for and does not use; a repository that has none can have versions as well."""
    return {"RELEASE_REMOTE": answers("remote", "get-url", "origin", cwd=root) or "file:///birzha/birzha"}


def released_as(root: Path = ROOT, level: str | None = None, *, made: bool = False) -> str:
    """The next version.

    Args:
        root: The repository.
        level: ``patch``, ``minor`` or ``major``, whatever the commits say.
        made: It is made as well: written, committed, tagged.

    Raises:
        Refused: There is nothing to release, the branch is not one of releases, or the version is taken.
    """
    branch = answers("branch", "--show-current", cwd=root)
    if branch not in {"main", "master"}:
        raise Refused(
            f"Versions are made on main; this is {f'the branch {branch}' if branch else 'no branch, but a single commit'}.",
            "Call: git checkout main",
        )
    last = last_tag(root)
    forced = [f"--{level}"] if level else []
    how = ["--no-push", "--no-vcs-release"] if made else ["--print"]
    if made and not last:
        released_as(root, level)  # without a tag it would make a version of nothing
    try:
        version = semantic_release("version", *how, *forced, root=root)
    except Refused as refused:
        if "already been released" not in refused.text:
            raise
        taken = refused.text.split("made, ", 1)[-1].split(" ", 1)[0]
        if last == f"v{taken}":
            raise nothing(root, last) from None
        raise Refused(
            f"The next version would be {taken}, and there is a tag v{taken} already, on another branch or commit.",
            "A version is never made twice. Bring that tag's branch into main, or take a later number: make release LEVEL=minor",
        ) from None
    if version == "0.0.0":
        raise nothing(root, last)
    return version


def nothing(root: Path, last: str | None) -> Refused:
    """There is no reason for a new version."""
    count = len(list(messages(f"{last}..HEAD" if last else "HEAD", cwd=root)))
    return Refused(
        f"Nothing to release since {last or 'the beginning'}: {count} commits, and none is feat, fix, perf or a breaking change.",
        "If people shall have a new version all the same: make release LEVEL=patch",
    )
