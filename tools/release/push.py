"""Pushes the version that was made here: the commit and its tag together, or neither.

Usage: python -m tools.release.push [REMOTE]        origin by default

A token for the forge is taken from the variable FORGE_TOKEN; without it git uses what the person has set up.
"""

import argparse

from tools.release.git import ROOT, Refused, authorised, git, run, tell
from tools.release.places import version as written_version


def why(words: str, tag: str) -> str:
    """What to do about git's refusal."""
    if "Authentication" in words or "could not read Username" in words or "403" in words or "401" in words:
        return (
            "The forge does not take this token, or it may not push here. Its rights: write access to the repository's contents "
            "(and past the protection of main). Where it is kept: the secret RELEASE_TOKEN; by hand: your own git credentials."
        )
    if "non-fast-forward" in words or "fetch first" in words or "stale info" in words:
        return (
            f"Somebody pushed in between. Take the version back (git tag -d {tag}; git reset --hard HEAD~1), "
            "then: git pull --rebase, and make the release anew."
        )
    if "already exists" in words:
        return f"There is a tag {tag} already; a version is never made twice: git fetch --tags, then make the release anew."
    return "Nothing was pushed: the commit and the tag go together or not at all."


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description="Pushes the version that was made here.")
    options.add_argument("remote", nargs="?", default="origin")
    remote = options.parse_args().remote
    tag = f"v{written_version()}"
    if tag not in git("tag", "--points-at", "HEAD", cwd=ROOT).splitlines():
        raise Refused(f"The newest commit does not have the tag {tag}. Make the version first: make release")
    branch = git("branch", "--show-current", cwd=ROOT)
    try:
        git("push", "--atomic", remote, f"HEAD:refs/heads/{branch}", f"refs/tags/{tag}", cwd=ROOT, env=authorised())
    except Refused as refused:
        raise Refused(refused.text, why(refused.text, tag)) from None
    tell(f"{branch} and {tag} are pushed to {remote}. The workflows publish and docs start by the tag.")


if __name__ == "__main__":
    run(main)
